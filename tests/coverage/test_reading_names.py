"""From bylines to names, and from what pages write to days and times."""

from datetime import date, time

import pytest

from coverage.reading.linked_data import LinkedData
from coverage.reading.moments import Moment, read_stamp
from coverage.reading.names import is_organisation, looks_personal, names_in, tidied


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By JANE ROE and John Doe, Staff Writers", ["Jane Roe", "John Doe"]),
        ("Von Max Muster, dpa", ["Max Muster", "dpa"]),
        ("Par Jean-Luc d'Ormeau et Marie Dupont", ["Jean-Luc d'Ormeau", "Marie Dupont"]),
        ("Pedro Paz y Ana García", ["Pedro Paz", "Ana García"]),
        ("di Mario Rossi e Anna Bianchi", ["Mario Rossi", "Anna Bianchi"]),
        ("Roe, Jane", ["Jane Roe"]),
        ("Jane Roe, Senior Political Editor", ["Jane Roe"]),
        ("Von Max Muster am 29. Mai 2017, 15:39 Uhr", ["Max Muster"]),
        ("Posted on September 21, 2020 by Adi Test", ["Adi Test"]),
        ("By Lisa Müller | Berlin", ["Lisa Müller"]),
        ("Autorin: Uta Test, Projektleiterin in Tunis", ["Uta Test"]),
        ("Text von Max Muster  Illustration von Erika Beispiel", ["Max Muster"]),
        ("Sarah Roe for The Lamp", ["Sarah Roe"]),
        ("John Roe, Jr.", ["John Roe Jr"]),
        ("R.C. ROE", ["R.C. Roe"]),
        ("文／山田太郎", ["山田太郎"]),
        ("김철수 기자", ["김철수"]),
        ("Michael E. Roe and Robert A Doe", ["Michael E. Roe", "Robert A Doe"]),
        ("ANNA ROSSI E MARIO BIANCHI", ["Anna Rossi", "Mario Bianchi"]),
        ("Oleh Test", ["Oleh Test"]),
        ("De Jong", ["De Jong"]),
        ("De la Test", ["De la Test"]),
        ("김철수 기자, 이영희 기자", ["김철수", "이영희"]),
        ("By Jane Roe, John Doe, and Kim Lee", ["Jane Roe", "John Doe", "Kim Lee"]),
        ("Words by Jane Roe, photos by John Doe", ["Jane Roe"]),
        ("Medically reviewed by Jane Roe", []),
        ("By JANE ROE Special to The Lamp", ["Jane Roe"]),
        ("Jane Roe Contributing Writer", ["Jane Roe"]),
        ("Von unserer Redakteurin Uta Test", ["Uta Test"]),
        ("Jane Roe/dpa", ["Jane Roe", "dpa"]),
        ("dpa/abc", ["dpa"]),
        ("jane@example.com (Jane Roe)", ["Jane Roe"]),
        ("（記者李明／台北報導）", ["李明"]),
        ("jane@example.com", []),
        ("@janeroe", []),
        ("https://www.facebook.com/janeroe", []),
        ("admin", []),
        ("By Staff Writer", []),
        ("Von Redaktion", ["Redaktion"]),
        ("freeman1984", ["freeman1984"]),
    ],
)
def test_names_in(byline: str, names: list[str]) -> None:
    assert names_in(byline) == names


@pytest.mark.parametrize("name", ["dpa", "Reuters", "Redaktion", "The Norland Times", "Sportredaktion", "APA/AP"])
def test_organisations_are_no_persons(name: str) -> None:
    assert is_organisation(name)
    assert not looks_personal(name)


@pytest.mark.parametrize(
    "name",
    [
        "Jane Roe",
        "Ursula von der Test",
        "Ben Roe",
        "Juli Test",
        "Larry Page",
        "Jean-Luc d'Ormeau",
        "山田太郎",
        "Иван Петров",
    ],
)
def test_persons_look_like_it(name: str) -> None:
    assert looks_personal(name)
    assert not is_organisation(name)


def test_tidied_keeps_the_fuller_name_once() -> None:
    assert tidied(["Roe", "Jane Roe", "JANE ROE", "John Doe"]) == ("Jane Roe", "John Doe")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2020-02-18T18:07:56+09:00", Moment(date(2020, 2, 18), time(18, 7, 56), 540)),
        ("20190802", Moment(date(2019, 8, 2))),
        ("1580811776000", Moment(date(2020, 2, 4), time(10, 22, 56), 0)),
        ("Tue Feb 04 2020 10:00:00 GMT+0100 (CET)", Moment(date(2020, 2, 4), time(10), 60)),
        ("Nov. 5, 2023 4:54 pm EST", Moment(date(2023, 11, 5), time(16, 54), -300)),
        ("10:00 PM EST, Mon March 4, 2024", Moment(date(2024, 3, 4), time(22), -300)),
        ("22. Oktober 2019 um 11:23 Uhr", Moment(date(2019, 10, 22), time(11, 23))),
        ("le 1er mars 2021 à 10h30", Moment(date(2021, 3, 1), time(10, 30))),
        ("12 de maio de 2022", Moment(date(2022, 5, 12))),
        ("2 мая 2023 г., 12:40", Moment(date(2023, 5, 2), time(12, 40))),
        ("2020年2月18日 18時07分", Moment(date(2020, 2, 18), time(18, 7))),
        ("2020년 2월 18일", Moment(date(2020, 2, 18))),
        ("١٢ يناير ٢٠٢١", Moment(date(2021, 1, 12))),
        ("20 tháng 3, 2021", Moment(date(2021, 3, 20))),
        ("2011-02-30", None),
        ("yesterday", None),
    ],
)
def test_read_stamp(written: str, moment: Moment | None) -> None:
    assert read_stamp(written) == moment


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type": "Article", "headline": "Grid"} -->',
        '//<![CDATA[\n{"@type": "Article", "headline": "Grid"}\n//]]>',
        '{"@type": "Article", "headline": "Grid",}',
        '{"@type": "Person"}{"@type": "Article", "headline": "Grid"};',
        "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;Grid&quot;}",
        '{"@type": "Article", "headline": "Grid", "description": "He said "yes""}',
    ],
)
def test_linked_data_is_read_from_broken_json(script: str) -> None:
    articles = LinkedData([script]).of_types({"article", "newsarticle"})
    assert [article["headline"] for article in articles] == ["Grid"]
