"""Files with any bytes changed: taken, or refused with a sentence; never an error of ours, never with their place."""

import io
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from mediakits import location, looking, renditions
from tests.mediakits import samples

SMALL = (60, 40)
FILES = [
    *(samples.located(form, size=SMALL) for form in ("JPEG", "PNG", "WEBP", "TIFF")),
    samples.picture("GIF", size=SMALL, mode="P"),
    samples.docx(),
    samples.archive({"mimetype": b"application/vnd.oasis.opendocument.text"}, packed=False),
    samples.mp4(size=200),
    samples.SVG,
]
EDITS = st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255), st.booleans()), min_size=1, max_size=12)


@pytest.mark.parametrize("data", FILES, ids=["jpeg", "png", "webp", "tiff", "gif", "docx", "odt", "mp4", "svg"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_broken_file_is_taken_or_refused(data, tmp_path, edits):
    changed = bytearray(data)
    for share, value, near_the_beginning in edits:
        changed[int(share * (min(len(changed), 400) if near_the_beginning else len(changed)))] = value
    (tmp_path / "whole").write_bytes(changed)
    with suppress(looking.Refused, location.Unclean):
        kind = looking.look(tmp_path / "whole")
        if kind.pillow:
            renditions.draw(tmp_path / "whole", kind)
            location.without_location(tmp_path / "whole", kind.content_type, tmp_path / "clean")
            assert _place_of((tmp_path / "clean").read_bytes()) == {}


def _place_of(data: bytes) -> dict:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            return dict(opened.getexif().get_ifd(0x8825))
    except Exception:  # Pillow's readers of EXIF fail on broken ones in ways of their own
        return {}
