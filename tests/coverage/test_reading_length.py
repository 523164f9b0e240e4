"""Reading takes time in step with how long a page is."""

import time
from itertools import pairwise

import pytest

from coverage.reading import read


@pytest.mark.parametrize(
    "unit",
    [
        "<p>Paragraph {} of the page</p>",
        '<p>Paragraph <a href="https://x{}.example.org/">one</a> in <b>it</b></p>',
        '<a href="https://x{}.example.org/">one</a> ',
    ],
)
def test_the_time_grows_no_faster_than_the_page(unit: str) -> None:
    """Four times the page in the time of a little more than four; squared it would be sixteen times."""
    seconds = []
    for number in (1500, 6000):
        body = f"<h1>Storage doubles</h1><div>{''.join(map(unit.format, range(number)))}</div>".encode()
        started = time.process_time()
        read(body, url="https://news.example.com/long")
        seconds.append(time.process_time() - started)
    assert all(later < 9 * earlier for earlier, later in pairwise(seconds))
