"""What is read off a page, field by field."""

import pytest

from coverage.reading import NotAnArticle, read

PAGE = b"""<!doctype html><html lang="en"><head><title>Grid storage doubles</title></head>
<body><article><h1>Grid storage doubles</h1><p>%s</p></article></body></html>""" % (
    b"Storage on the grid has doubled. " * 20
)


def test_read_gives_title_and_text() -> None:
    reading = read(PAGE, url="https://news.example.com/grid")
    assert reading.title == "Grid storage doubles"
    assert "Storage on the grid has doubled." in reading.text


def test_read_refuses_what_is_no_page() -> None:
    with pytest.raises(NotAnArticle):
        read(b"\x89PNG\r\n\x1a\n\x00\x00", url="https://news.example.com/picture.png")
