"""What is read off a page, field by field, on invented pages marked up as content systems and newspapers do."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from coverage.entries import Entry
from coverage.reading import NotAnArticle, Reading, read
from coverage.reading.page import comparable

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = json.loads((PAGES / "expected.json").read_text(encoding="utf-8"))
SENTENCE = "The storage on the grid has doubled within a year, and the price of power fell for all of them. "


def page(head: str = "", body: str = "", *, url: str = "https://news.example.com/grid", **more: Any) -> Reading:
    html = f"<!doctype html><html><head>{head}</head><body>{body}<p>{SENTENCE * 5}</p></body></html>"
    return read(html.encode(), url=url, **more)


@pytest.mark.parametrize("name", EXPECTED)
def test_read_gives_what_the_page_says(name: str) -> None:
    expected = EXPECTED[name]
    reading = read((PAGES / f"{name}.html").read_bytes(), url=expected["url"])
    assert comparable(reading.title) == comparable(expected["title"])
    assert list(reading.authors) == expected["authors"]
    assert reading.published_as_written()[:10] == expected["published"]
    assert reading.outlet == (expected["outlet"] or reading.outlet)


def test_read_says_where_each_field_was_read() -> None:
    reading = read((PAGES / "wordpress.html").read_bytes(), url=EXPECTED["wordpress"]["url"])
    assert reading.how == {
        "title": "headline",
        "authors": "json-ld",
        "outlet": "meta og:site_name",
        "published": "json-ld",
        "language": "page",
        "excerpt": "text",
        "text": "page",
    }


def test_read_gives_the_text_and_what_it_links_to() -> None:
    reading = page(
        body=f"<nav><a href='https://elsewhere.example.org/'>Jobs</a></nav><article><h1>Grid</h1><p>{SENTENCE}"
        "<a href='https://www.fernhall.example.net/report'>The report</a></p>"
        f"<p>{SENTENCE}<a href='/other'>Ours</a></p></article>"
    )
    assert SENTENCE.strip() in reading.text
    assert "The report" in reading.text
    assert reading.links == ("fernhall.example.net",)
    assert reading.word_count == len(reading.text.split())


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"   ", "empty"),
        (b"\x01\x02\x03\x04" * 300, "not a page with text"),
    ],
)
def test_read_refuses_what_is_no_page(body: bytes, sentence: str) -> None:
    with pytest.raises(NotAnArticle, match=sentence):
        read(body, url="https://news.example.com/thing")


@pytest.mark.parametrize(
    "body",
    [
        b"<",
        b"<html>",
        b"<html><head><title></title></head></html>",
        b"<div>" * 5000 + b"deep",
        b"<html><script type='application/ld+json'>" + b"[" * 100_000,
        b"<p>" + b"\xff\xfe\x00" * 100,
        b"<time datetime='0000-99-99T99:99:99+99:99'>x</time><h1>A</h1><meta name=author content='"
        + b"a," * 5000
        + b"'>",
    ],
)
def test_read_never_breaks_on_bad_pages(body: bytes) -> None:
    with suppress(NotAnArticle):
        assert isinstance(read(body, url="https://news.example.com/bad"), Reading)


def test_read_takes_text_without_mark_up() -> None:
    reading = read(f"Grid doubles\n\n{SENTENCE}".encode(), url="https://example.com/a.txt", content_type="text/plain")
    assert (reading.title, reading.language, reading.word_count) == ("Grid doubles", "en", 22)


# Encodings


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "gb2312", ""])
def test_chinese_in_gb18030_is_read_whatever_the_label(label: str) -> None:
    meta = f'<meta charset="{label}">' if label else ""
    words = "据记者了解，电网储能规模在一年内翻了一番，居民和企业的电价也随之下降。"
    title = "电网储能一年翻番"
    html = f"<html><head>{meta}<title>{title}</title></head><body><h1>{title}</h1><p>{words * 5}</p></body></html>"
    reading = read(html.encode("gb18030"), url="https://news.example.cn/1", content_type="text/html; charset=utf-8")
    assert (reading.title, reading.language) == (title, "zh")


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("cp1252", "Übergänge für Große – „Speicher“"),
        ("cp1251", "Накопители удвоились за год"),
        ("koi8_r", "накопители удвоились за год"),
        ("shift_jis", "電力網の蓄電が一年で倍になった"),
        ("euc_jp", "電力網の蓄電が一年で倍になった"),
        ("euc_kr", "전력망의 저장이 일 년 만에 두 배로 늘었다"),
        ("cp1253", "Η αποθήκευση διπλασιάστηκε"),
        ("utf-16", "Speicher verdoppelt – für alle"),
    ],
)
def test_encodings_are_known_by_their_bytes(encoding: str, title: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{(title + '. ') * 20}</p></body></html>"
    assert read(html.encode(encoding), url="https://news.example.com/1").title == title


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    title = "Übergänge für Große"
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Öl für die Bäcker".encode()
    assert read(html + b"\xc3", url="https://news.example.com/1").title == title


# Days and times


def test_utc_is_counted_in_the_time_that_the_page_keeps() -> None:
    stamp = '<meta property="article:published_time" content="2024-03-05T23:30:00+00:00">'
    reading = page(stamp, '<h1>Netz</h1><time datetime="2024-03-06T00:30:00+01:00">6. März 2024</time>')
    assert reading.published == datetime(2024, 3, 5, 23, 30, tzinfo=UTC)
    assert (reading.offset, reading.published_as_written()) == (60, "2024-03-06T00:30:00+01:00")


def test_utc_is_counted_in_the_time_of_the_country() -> None:
    stamp = '<meta property="article:published_time" content="2024-07-05T23:30:00Z">'
    assert page(stamp, url="https://www.example.de/netz").published_as_written() == "2024-07-06T01:30:00+02:00"
    assert page(stamp, url="https://www.example.com/grid").published_as_written() == "2024-07-05T23:30:00+00:00"


def test_midnight_in_the_country_is_a_day() -> None:
    reading = page(
        '<meta property="article:published_time" content="2024-03-05T23:00:00Z">', url="https://www.example.de/netz"
    )
    assert (reading.day_only, reading.published_as_written()) == (True, "2024-03-06")
    assert reading.published == datetime(2024, 3, 6, 12, tzinfo=UTC)


def test_a_time_without_zone_is_that_of_the_country() -> None:
    reading = page('<meta name="date" content="2024-03-05 18:00">', url="https://www.example.jp/a")
    assert reading.published == datetime(2024, 3, 5, 9, tzinfo=UTC)


@time_machine.travel("2024-03-10T12:00:00Z")
def test_what_lies_ahead_is_not_when_it_was_published() -> None:
    future = '<meta property="article:published_time" content="2024-04-01T08:00:00Z">'
    assert page(future).published is None
    told = Entry(url="https://news.example.com/grid", published=datetime(2024, 3, 9, 8, tzinfo=UTC))
    assert page(future, told=told).published == told.published
    assert page(future, url="https://news.example.com/2024/03/08/grid").published_as_written() == "2024-03-08"


def test_the_source_gives_the_time_where_the_page_gives_the_day() -> None:
    told = Entry(url="https://news.example.com/grid", published=datetime(2024, 3, 5, 8, 15, tzinfo=UTC))
    reading = page('<meta name="date" content="2024-03-05">', told=told)
    assert (reading.published, reading.day_only) == (told.published, False)


def test_the_american_order_of_dates_holds_where_it_is_used() -> None:
    words = "<h1>Grid</h1><span class='date'>02/03/2024</span>"
    assert page("<title>Grid</title>", words, url="https://www.example.com/a").published_as_written() == "2024-02-03"
    assert page("<title>Grid</title>", words, url="https://www.example.co.uk/a").published_as_written() == "2024-03-02"


# The rest


def test_the_source_fills_what_the_page_leaves_open() -> None:
    told = Entry(
        url="https://news.example.com/grid",
        title="Grid doubles",
        authors=("Jane Roe",),
        summary="In short.",
        image="https://news.example.com/a.jpg",
        outlet="The Grid",
    )
    reading = page(told=told)
    assert (reading.title, reading.authors, reading.outlet) == ("Grid doubles", ("Jane Roe",), "The Grid")
    assert (reading.excerpt, reading.image) == ("In short.", "https://news.example.com/a.jpg")
    assert reading.how["title"] == "source"


def test_the_words_decide_the_language_where_the_template_lies() -> None:
    german = "Die Speicher im Netz haben sich verdoppelt, und der Preis ist für die Haushalte nicht mehr so hoch. " * 5
    html = f"<html lang='en'><head><title>Netz</title></head><body><h1>Netz</h1><p>{german}</p></body></html>"
    assert read(html.encode(), url="https://news.example.com/netz").language == "de"


def test_the_front_page_is_no_canonical_address() -> None:
    assert page('<link rel="canonical" href="/">').canonical_url == "https://news.example.com/grid"
    assert page('<link rel="canonical" href="/a?id=1">').canonical_url == "https://news.example.com/a?id=1"


def test_a_page_of_the_archive_stands_for_the_one_it_keeps() -> None:
    reading = page(
        '<link rel="canonical" href="https://web.archive.org/web/2014/http://news.example.com/grid">',
        url="https://web.archive.org/web/20140226054445/http://news.example.com/grid",
    )
    assert reading.canonical_url == "http://news.example.com/grid"
