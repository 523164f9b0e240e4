"""The pages of the audit trail: who may see them, what narrows them, how they are cut, and the file."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from team.models import TrailLine
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.mail import MailboxFactory

pytestmark = pytest.mark.django_db
PAGE, EXPORT = reverse("team:trail"), reverse("team:trail-export")
NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_before(manager, specialist, admin_user):
    TrailLine.objects.all().delete()


def browser(client_for, user):
    """Signed in, without the line that says so."""
    signed_in = client_for(user)
    TrailLine.objects.filter(what="signed_in").delete()
    return signed_in


def names(answer):
    return [line.name for line in answer.context["told"]]


def at(moment, *keys):
    TrailLine.objects.filter(record__in=keys).update(at=moment)


def file_of(answer):
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode().removeprefix("\ufeff"))))


@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_managers_and_admins_read_it_and_nobody_else(address, specialist, observer, manager, admin_user, client_for):
    OutletFactory(name="The Harbour Post")
    for user in (manager, admin_user):
        answer = client_for(user).get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert (answer.status_code, b"The Harbour Post" in body) == (200, True)
    for user in (specialist, observer):
        answer = client_for(user).get(address)
        assert (answer.status_code, b"The Harbour Post" in answer.content) == (403, False)
    assert client_for(None).get(address).status_code == 302


def test_newest_first_with_names_that_lead_to_the_records(manager, client_for):
    first, second = OutletFactory(name="Morning Post"), OutletFactory(name="Evening Post")

    answer = browser(client_for, manager).get(PAGE)

    assert names(answer) == ["Evening Post", "Morning Post"]
    for outlet in (first, second):
        assert f'<a href="{outlet.get_absolute_url()}">{outlet.name}</a>' in answer.content.decode()


def test_each_filter_narrows(manager, specialist, client_for):
    post, ines = OutletFactory(name="Post"), JournalistFactory(name="Ines")
    post.delete()
    TrailLine.objects.filter(kind="contacts.Journalist").update(by=specialist)
    at(NOON, ines.pk)
    asked = browser(client_for, manager)

    def found(**query):
        return names(asked.get(PAGE, query))

    assert found(by=specialist.pk) == found(by="people") == ["Ines"]
    assert found(by="mediarel") == found(kind="contacts.Outlet") == ["Post", "Post"]
    assert found(by="programs") == []
    assert found(what="delete") == ["Post"]
    assert found(until="2026-03-31") == found(since="2026-03-31", until="2026-03-31") == ["Ines"]
    assert found(until="2026-03-30") == []
    assert found(kind="contacts.Journalist", record=ines.pk) == ["Ines"]
    assert found(kind="contacts.Journalist", record=ines.pk + 1) == []
    assert found(by=specialist.pk, kind="contacts.Outlet") == []


def test_days_are_the_readers(manager, client_for):
    outlet = OutletFactory(name="Post")
    at(datetime(2026, 3, 31, 22, 30, tzinfo=UTC), outlet.pk)
    manager.time_zone = "Europe/Berlin"
    manager.save()

    asked = browser(client_for, manager)

    assert names(asked.get(PAGE, {"kind": "contacts.Outlet", "since": "2026-04-01"})) == ["Post"]
    assert names(asked.get(PAGE, {"kind": "contacts.Outlet", "until": "2026-03-31"})) == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"by": "99999999"}, "Nobody on the team is meant by “99999999”. Choose somebody from the list."),
        ({"by": "x' OR 1=1"}, "Nobody on the team is meant by"),
        ({"kind": "auth.Group"}, "There is no kind of record “auth.Group”."),
        ({"what": "eaten"}, "“eaten” is nothing that happens here."),
        ({"since": "yesterday"}, "This is not a day. Write it as 2026-03-31, or choose it."),
        ({"until": "9999-12-31"}, "The trail knows days from 1970 to 2999."),
        ({"since": "0001-01-01"}, "The trail knows days from 1970 to 2999."),
        ({"since": "2026-03-31", "until": "2026-03-01"}, "The period ends before it begins."),
        ({"record": "7"}, "A number alone names no record."),
        ({"kind": "contacts.Outlet", "record": "-1"}, "No record has this number."),
        ({"kind": "contacts.Outlet", "record": "9" * 30}, "No record has this number."),
        ({"behind": "1-2-3"}, "This page of the trail does not exist."),
        ({"behind": "٣-1\x00"}, "Null characters are not allowed."),
        ({"behind": "9999999999999999-1"}, ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", [PAGE, EXPORT])
def test_nonsense_is_answered_with_a_sentence_and_lists_nothing(address, query, sentence, manager, client_for):
    OutletFactory(name="The Harbour Post")
    answer = client_for(manager).get(address, query)
    if not sentence:
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert b"The Harbour Post" not in answer.content
    assert not TrailLine.objects.filter(what="exported").exists()


def test_pages_follow_each_other_without_gap_or_repetition_also_within_one_moment(manager, client_for, monkeypatch):
    monkeypatch.setattr("team.views.trail.A_PAGE", 3)
    keys = [OutletFactory(name=f"Outlet {n}").pk for n in range(8)]
    at(NOON, *keys[2:6])
    asked, seen, behind = browser(client_for, manager), [], ""

    while True:
        answer = asked.get(PAGE, {"kind": "contacts.Outlet", "behind": behind})
        seen.append(names(answer))
        OutletFactory(name="Came in between")
        behind = answer.context["older"]
        if not behind:
            break

    assert [len(page) for page in seen] == [3, 3, 2]
    assert [name for page in seen for name in page] == [f"Outlet {n}" for n in (7, 6, 1, 0, 5, 4, 3, 2)]


def test_the_page_costs_the_same_with_one_line_and_with_many(manager, client_for):
    asked = browser(client_for, manager)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            asked.get(PAGE)
        return len(seen)

    def somebody_adds_a_journalist():
        with pghistory.context(user=manager.pk):
            JournalistFactory(with_email=True, at_outlet=True)

    somebody_adds_a_journalist()
    with_one = queries()
    for _ in range(3):
        somebody_adds_a_journalist()
    assert queries() == with_one


def test_an_empty_trail_and_one_that_matches_nothing_say_different_things(manager, client_for):
    asked = browser(client_for, manager)
    assert b"Nothing has happened yet" in asked.get(PAGE).content
    assert b"Nothing matches" in asked.get(PAGE, {"what": "delete"}).content


def test_the_file_says_what_the_page_does_and_runs_nothing(manager, client_for, monkeypatch):
    monkeypatch.setattr("team.trail.export.AT_ONCE", 2)
    outlet = OutletFactory(name='=HYPERLINK("http://evil.example.org")', city="Kiel")
    outlet.city = "+Lübeck"
    outlet.save()
    MailboxFactory(owner=manager, address="daniel@private.example.org")
    for n in range(4):
        OutletFactory(name=f"Courier {n}")
    at(NOON, outlet.pk)

    answer = browser(client_for, manager).get(EXPORT, {"kind": "contacts.Outlet"})
    heading, *rows = file_of(answer)

    assert answer["Content-Disposition"].startswith('attachment; filename="audit-trail-')
    assert heading[:6] == ["Time (UTC)", "Who", "Through", "What", "Kind", "Record"]
    assert [row[5] for row in rows] == [
        "Courier 3", "Courier 2", "Courier 1", "Courier 0",
        '\'=HYPERLINK("http://evil.example.org")', '\'=HYPERLINK("http://evil.example.org")',
    ]  # fmt: skip
    assert rows[4][0:4] == ["2026-03-31 12:00:00", "Mediarel", "", "changed"]
    assert rows[4][8] == "City: Kiel → +Lübeck"
    assert rows[4][9].endswith(outlet.get_absolute_url())


def test_the_file_keeps_private_what_the_page_does(manager, specialist, client_for):
    MailboxFactory(owner=specialist, address="maya@private.example.org")
    _, *rows = file_of(browser(client_for, manager).get(EXPORT, {"kind": "mail.Mailbox"}))
    assert [row[5] for row in rows] == ["(not yours to see)"]
    assert "private.example.org" not in str(rows)


def test_taking_the_file_is_a_line_itself(manager, client_for):
    file_of(browser(client_for, manager).get(EXPORT))
    line = TrailLine.objects.get(what="exported")
    assert (line.by, line.said, line.kind) == (manager, "the audit trail as CSV", "")


def test_the_settings_lead_managers_there(manager, specialist, client_for):
    assert PAGE in client_for(manager).get("/team/").content.decode()
    assert PAGE not in client_for(specialist).get("/team/").content.decode()


def test_a_period_of_one_record_from_its_page(manager, client_for):
    outlet = OutletFactory(name="Post")
    TrailLine.objects.update(at=NOON - timedelta(days=1))
    page = client_for(manager).get(outlet.get_absolute_url()).content.decode()
    assert f"{PAGE}?kind=contacts.Outlet&amp;record={outlet.pk}" in page
