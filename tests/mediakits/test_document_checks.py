"""What is looked at before a document goes out, and in which words it is said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from core.checks import Check
from mediakits.checks.facts import gather
from mediakits.checks.lead import ws_in
from mediakits.checks.run import blocking, run
from mediakits.checks.style import dates_to_mend
from mediakits.pieces import piece_of
from mediakits.rendering import html_of
from tests.factories.mediakits import DocumentFactory, SpokespersonFactory
from tests.mediakits.document_texts import BY_KIND, FACT_SHEET, QUESTIONS, RELEASE, STATEMENT

pytestmark = pytest.mark.django_db
Found = Callable[..., dict[str, Check]]


@pytest.fixture
def found(specialist, client_brand) -> Found:
    """The checks of a document of a kind, by what they look at; `content` is what differs from a good one."""
    specialist.phone = "+49 30 23125 142"
    specialist.save()

    def look(kind: str = "press_release", *, title: str = "", language: str = "en", until=None, **content: object):
        usual, good = BY_KIND[kind]
        document = DocumentFactory(
            client=client_brand,
            owner=specialist,
            kind=kind,
            title=title or usual,
            language=language,
            embargo_until=until,
            content={**good, **content},
        )
        return {check.what: check for check in run(piece_of(document))}

    return look


@pytest.mark.parametrize("kind", BY_KIND)
def test_a_good_document_has_nothing_that_stops_it(kind, found):
    assert [check.what for check in found(kind).values() if check.blocking] == []


def test_a_good_release_passes_every_check(found):
    assert {what: check.detail for what, check in found().items() if not check.passed} == {}


@pytest.mark.parametrize("kind", BY_KIND)
def test_an_empty_document_is_checked_without_falling_over(kind, specialist, client_brand):
    document = DocumentFactory(client=client_brand, owner=specialist, kind=kind, content={})
    assert blocking(piece_of(document))


@pytest.mark.parametrize("kind", BY_KIND)
def test_content_of_another_shape_is_checked_without_falling_over(kind, specialist, client_brand):
    shapes = {name: [1, None, {"text": 3}] for name in ("body", "quotes", "facts", "questions", "dated", "starts")}
    document = DocumentFactory(client=client_brand, owner=specialist, kind=kind, content={**shapes, "zone": 7})
    assert run(piece_of(document))


def test_checks_cost_one_query(specialist, client_brand, django_assert_num_queries):
    document = DocumentFactory(client=client_brand, owner=specialist, content=RELEASE)
    with django_assert_num_queries(1):
        run(piece_of(document))


@pytest.mark.parametrize(
    ("content", "tone", "says"),
    [
        ({"city": ""}, "warn", "The city is missing"),
        ({"dated": ""}, "warn", "The date is missing"),
        ({"city": "", "dated": ""}, "warn", "Give the city and the date"),
        ({"city": "Altfelde 17.11."}, "warn", "has figures in it"),
        ({}, "ok", ""),
    ],
)
def test_the_dateline_has_a_city_and_a_date(content, tone, says, found):
    check = found(**content)["Dateline"]
    assert (check.tone, says in check.detail) == (tone, True)


def test_a_dateline_of_another_day_than_the_embargo_is_said(found):
    until = timezone.now() + timedelta(days=3)
    assert "not the day on which the embargo ends" in found(until=until)["Dateline"].detail


def test_each_w_of_the_lead_is_found_by_its_sign(specialist, client_brand):
    document = DocumentFactory(client=client_brand, owner=specialist, content=RELEASE)
    assert ws_in(gather(piece_of(document))) == {
        "who": "Fernhall Storage",
        "what": "connects",
        "when": "Tuesday",
        "where": "Altfelde",
        "why": "because",
    }


@pytest.mark.parametrize(
    ("lead", "missing"),
    [
        ("<p>Something nice for everybody out there.</p>", ["who", "what", "when", "why"]),
        ("<p>There is a boat to the islands on every day of the winter.</p>", ["who", "when", "why"]),
        ("<p>Elin Sørvaag opened the hall on Nov. 17 to end the noise.</p>", []),
        ("<p>Today the town council named a new mayor after a recount.</p>", ["who"]),
    ],
)
def test_what_the_lead_does_not_say_is_named(lead, missing, specialist, client_brand):
    SpokespersonFactory(client=client_brand, name="Elin Sørvaag")
    document = DocumentFactory(client=client_brand, owner=specialist, content={**RELEASE, "body": lead, "dated": ""})
    assert [name for name, sign in ws_in(gather(piece_of(document))).items() if not sign] == missing


def test_other_languages_are_not_read_by_english_rules(found):
    checks = found(language="de", title="Der Speicher im Turbinenhaus ist voll")
    for what in ("Five Ws in the lead", "Dates in AP style", "Tone"):
        assert (checks[what].value, checks[what].tone) == ("not looked at", "note")


@pytest.mark.parametrize(
    ("words", "tone", "says"),
    [(12, "note", "Short"), (25, "ok", ""), (40, "ok", ""), (55, "note", "Move the rest into the next paragraph")],
)
def test_a_lead_has_twenty_five_to_forty_words(words, tone, says, found):
    check = found(body=f"<p>{'word ' * words}</p><p>More.</p>")["Lead"]
    assert (check.tone, check.value, says in check.detail) == (tone, f"{words} words", True)


@pytest.mark.parametrize(
    ("title", "says"),
    [
        ("x" * 101, "More than 100 characters"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "Ten to twelve words"),
        ("FERNHALL STORAGE CONNECTS", "Capitals all the way"),
    ],
)
def test_a_long_or_loud_headline_is_said(title, says, found):
    check = found(title=title)["Headline"]
    assert (check.tone, check.blocking, says in check.detail) == ("warn", False, True)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"approved_by": ""}, "The quote of Elin Sørvaag is not approved"),
        ({"approved_on": ""}, "The quote of Elin Sørvaag is not approved"),
        ({"speaker": ""}, "Quote 1 has no name"),
    ],
)
def test_a_quote_that_is_not_approved_stops_it(change, says, found):
    quotes = [{**RELEASE["quotes"][0], **change}]
    check = next(check for check in found(quotes=quotes).values() if check.what.startswith("Quotes"))
    assert (check.blocking, says in check.detail) == (True, True)


def test_a_release_without_quotes_is_said_and_not_stopped(found):
    assert (found(quotes=[])["Quotes"].tone, found(quotes=[])["Quotes"].blocking) == ("warn", False)


def test_a_contact_needs_a_phone(found, specialist):
    specialist.phone = " "
    specialist.save()
    for kind in BY_KIND:
        assert found(kind)["Media contact"].blocking


@pytest.mark.parametrize("kind", ["press_release", "advisory", "fact_sheet", "statement"])
def test_a_missing_boilerplate_is_said(kind, found):
    assert found(kind, boilerplate=" ")["Boilerplate"].tone == "warn"


def test_an_embargo_is_said_once_and_is_not_over(found):
    tomorrow = timezone.now() + timedelta(days=1)
    body = "<p>This is under embargo until Tuesday.</p>"
    assert found(until=tomorrow)["Embargo line"].value == "with day, hour and zone"
    assert found(until=tomorrow, body=body)["Embargo line"].value == "said twice"
    assert found(body=body)["Embargo line"].value == "none set"
    assert found(until=timezone.now() - timedelta(minutes=1))["Embargo line"].value == "over"


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("on November 17", "“Nov. 17”"),
        ("on September 3, 2026", "“Sept. 3”"),
        ("on 17 November", "“Nov. 17”"),
        ("on March 5", None),
        ("in November", None),
        ("on Nov. 17", None),
        ("on Nov. 17th, on November 17th", "without “th”"),
        ("the 1st of May", "without “st”"),
        ("on Tue, Nov. 17", "with the day’s full name"),
        ("on Tuesday, Nov. 17", None),
        ("on 11/17/2026", "with the month’s name"),
        ("on 17.11.2026", "with the month’s name"),
        ("the 17th cell, version 1.2.3", None),
    ],
)
def test_dates_are_written_as_ap_writes_them(text, mended):
    assert next((better for _, better in dates_to_mend(text)), None) == mended


def test_brochure_words_are_noted(found):
    check = found(title="A revolutionary battery")["Tone"]
    assert (check.tone, "“revolutionary”" in check.detail) == ("note", True)


@pytest.mark.parametrize("missing", ["who", "what", "starts", "where"])
def test_an_advisory_without_one_of_its_ws_is_stopped(missing, found):
    check = found("advisory", **{missing: ""})["Who, what, when, where, why"]
    assert (check.blocking, check.value) == (True, "4 of 5")
    assert ("when" if missing == "starts" else missing) in check.detail


def test_an_advisory_has_fewer_than_ten_words_above_it_and_fits_a_page(found):
    assert found("advisory", title="one two three four five six seven eight nine ten")["Headline"].tone == "warn"
    assert found("advisory", why="word " * 400)["One page"].tone == "warn"


def test_an_advisory_says_whose_clock_it_is_and_ends_after_it_begins(found):
    assert found("advisory", zone="")["Time zone"].blocking
    assert found("advisory", ends="2026-11-17T09:00")["When"].blocking


def test_an_advisory_names_two_people_and_asks_for_an_answer(found):
    assert found("advisory", second_name="")["Second contact"].tone == "warn"
    assert found("advisory", second_phone="")["Second contact"].tone == "warn"
    assert "to whom" in found("advisory", rsvp_to="")["RSVP"].detail
    assert "by when" in found("advisory", rsvp_by="")["RSVP"].detail
    assert "after it has begun" in found("advisory", rsvp_by="2026-11-18T10:00")["RSVP"].detail


def test_facts_are_anchored(found):
    assert found("fact_sheet", facts=[])["Facts"].blocking
    check = found("fact_sheet", facts=[{**FACT_SHEET["facts"][0], "source": ""}])["Sources and dates"]
    assert (check.tone, "“Power” has no source or no date" in check.detail) == ("warn", True)


def test_a_biography_says_what_somebody_is_and_whether_they_speak(found, client_brand):
    assert found("bio", role="")["Role"].tone == "warn"
    assert found("bio", short="", body="")["Text"].blocking
    assert found("bio")["Spokesperson"].value == "not listed"
    SpokespersonFactory(client=client_brand, name="Elin Sørvaag")
    assert found("bio")["Spokesperson"].passed


def test_every_question_has_an_answer(found):
    assert found("questions", questions=[])["Questions"].blocking
    unanswered = [{**QUESTIONS["questions"][0], "answer": " "}]
    assert found("questions", questions=unanswered)["Answers"].blocking


def test_a_statement_is_somebodys_and_says_how_long_it_holds(found):
    assert found("statement", speaker="")["Who says it"].blocking
    assert found("statement", said_on="")["Said on"].tone == "warn"
    assert found("statement", valid_until="2026-11-01")["Valid until"].blocking
    assert found("statement", said_on="2020-01-01", valid_until="2020-02-01")["Valid until"].value == "over"


def test_an_expired_statement_is_marked_wherever_it_is_shown(specialist, client_brand):

    content = {**STATEMENT, "said_on": "2020-01-01", "valid_until": "2020-02-01"}
    statement = DocumentFactory(client=client_brand, owner=specialist, kind="statement", content=content)
    assert "NO LONGER VALID since Feb. 1, 2020" in html_of(statement, whole=True)
