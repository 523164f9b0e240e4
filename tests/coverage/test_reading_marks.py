"""General rules of mark-up and wording that pages follow, each on as little of a page as shows it."""

import json
from typing import Any

import pytest

from coverage.reading import Reading, read

SENTENCE = "The storage on the grid has doubled within a year, and the price of power fell for all of them. "
HEADLINE = "Storage doubles on the grid"


def page(body: str = "", *, head: str = "", url: str = "https://news.example.com/grid") -> Reading:
    html = f"<html><head>{head}</head><body><article><h1>{HEADLINE}</h1>{body}<p>{SENTENCE * 5}</p></article></body>"
    return read(html.encode(), url=url)


def linked(**values: Any) -> str:
    node = {"@type": "NewsArticle", "headline": HEADLINE, **values}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


# Authors


def test_the_house_beside_its_people_is_no_author() -> None:
    person, house = {"@type": "Person", "name": "Jane Roe"}, {"@type": "Organization", "name": "Norland Lamp"}
    agency = {"@type": "Organization", "name": "Norland Lamp avec AFP"}
    assert page(head=linked(author=[person, house])).authors == ("Jane Roe",)
    assert page(head=linked(author=[person, agency])).authors == ("Jane Roe", "AFP")
    assert page(head=linked(author=[house])).authors == ("Norland Lamp",)


def test_a_role_in_a_block_below_the_name_is_no_part_of_it() -> None:
    assert page('<div class="author">Jane Roe<div class="role">Chief Climate Officer</div></div>').authors == (
        "Jane Roe",
    )


def test_names_on_lines_of_their_own_are_several() -> None:
    assert page('<div class="authors">Jane Roe<br>John Doe</div>').authors == ("Jane Roe", "John Doe")


# Days


@pytest.mark.parametrize(
    "words",
    [
        "Updated: March 8, 2024 4:11 p.m. Published: March 5, 2024 9:00 a.m.",
        "Aktualisiert am 07.03.2024, erstmals veröffentlicht am 05.03.2024",
        "Mis à jour le 6 mars 2024 à 10h00, publié le 5 mars 2024 à 8h",
        "Actualizado 06/03/2024 10:00 Publicado 05/03/2024 08:00",
        "Uppdaterad 2024-03-06 08.00 Publicerad 2024-03-05 07.00",
        "Bijgewerkt op 6 maart 2024, gepubliceerd op 5 maart 2024",
        "Aktualizacja: 6 marca 2024, 10:00. Publikacja: 5 marca 2024, 9:00",
        "Обновлено 6 марта 2024, опубликовано 5 марта 2024",
        "更新 2024年3月6日 10:00　公開 2024年3月5日 9:00",
        "Updated March 5, 2024",
    ],
)
def test_the_day_of_publication_goes_before_that_of_a_change(words: str) -> None:
    assert page(f"<p>{words}</p>", url="https://news.example.net.uk/grid").published_as_written()[:10] == "2024-03-05"


@pytest.mark.parametrize(
    "times",
    [
        "<div>Last updated {later}</div><div>First published {first}</div>",
        "<div><span>Updated</span> {later} <span>Published</span> {first}</div>",
    ],
)
def test_what_stands_before_a_time_says_which_it_is(times: str) -> None:
    later, first = (
        '<time datetime="2024-03-08T10:00Z">8 March</time>',
        '<time datetime="2024-03-05T10:00Z">5 March</time>',
    )
    assert page(times.format(later=later, first=first)).published_as_written()[:10] == "2024-03-05"


def test_the_day_of_a_video_goes_after_the_one_that_people_see() -> None:
    video = '<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2021-01-01"}</script>'
    assert page("<p>March 5, 2024</p>", head=video).published_as_written() == "2024-03-05"
    assert page(head=video).published_as_written() == "2021-01-01"


def test_a_stamp_in_seconds_beside_how_long_ago_it_was_is_the_time() -> None:
    words = '<span class="timestamp" data-timestamp="1709632800">3 days ago</span>'
    assert page(words).published_as_written() == "2024-03-05T10:00:00+00:00"


@pytest.mark.parametrize(
    "path", ["2024/mar/05/grid", "2024/03/05/grid", "business/grid-20240305", "grid-20240305.html"]
)
def test_addresses_hold_the_day_in_several_ways(path: str) -> None:
    assert page(url=f"https://news.example.com/{path}").published_as_written() == "2024-03-05"


# Titles and outlets


def test_the_only_headline_of_an_article_goes_before_the_name_of_its_owner() -> None:
    assert page(head="<title>Jane Roe</title>").title == HEADLINE


def test_a_label_set_as_the_headline_does_not_replace_the_title() -> None:
    html = f"<html><head><title>{HEADLINE}</title></head><body><article><h1>Opinion</h1><p>{SENTENCE * 5}</p></article>"
    assert read(html.encode(), url="https://news.example.com/a").title == HEADLINE


def test_chinese_titles_set_the_site_apart_by_underscores() -> None:
    words = "据记者了解，电网储能规模在一年内翻了一番，居民和企业的电价也随之下降。" * 5
    html = (
        f"<html><head><title>电网储能一年翻番_财经_新灯网</title></head><body><h1>电网储能一年翻番</h1><p>{words}</p>"
    )
    reading = read(html.encode(), url="https://news.example.cn/a")
    assert (reading.title, reading.outlet) == ("电网储能一年翻番", "新灯网")
