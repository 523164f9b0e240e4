"""Today over the team: whose each row is, who has how much, and who may see which of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboard.desk import Desk, Room
from dashboard.work import COUNTED, tally_of
from team.models import Review, User
from tests.factories.events import InterviewFactory, MediaEventFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import KitFactory
from tests.factories.pitches import PitchFactory
from tests.factories.team import UserFactory
from tests.mail.conversations import write_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(specialist, colleague, manager):
    PitchFactory.create_batch(2, owner=specialist, title="Trade press")
    KitFactory(owner=specialist, title="Altfelde kit")
    InquiryFactory(subject="Whose is it?")
    pitch = PitchFactory(owner=colleague, title="Hers", state="in_review")
    User.objects.exclude(pk__in=[specialist.pk, colleague.pk, manager.pk]).update(is_active=False)
    return Review.objects.create(
        subject=pitch,
        version=1,
        title="Hers",
        context="Altfelde",
        fingerprint="0" * 64,
        snapshot={},
        submitted_by=colleague,
    )


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_manager_sees_whose_each_row_is_and_who_has_how_much(
    work, specialist, colleague, manager, client_for
) -> None:
    page = client_for(manager).get("/?whose=team")
    html = text(page)
    assert f'<a href="?whose={specialist.pk}">Maya Lindqvist</a>' in html
    assert "Whoever comes first" in html
    shares = {
        share.person.name if share.person else "nobody": (share.number, share.rooms) for share in page.context["shares"]
    }
    assert shares == {
        "Maya Lindqvist": ("3", "pitches 2, kits and reports 1"),
        "Priya Raman": ("0", "Nothing waits"),
        "Daniel Osei": ("0", "Nothing waits"),
        "nobody": ("1", "inquiries 1"),
    }
    assert page.context["to_decide"].reviews[0][0] == work
    assert "Review: Hers" in html


def test_one_persons_day(work, specialist, colleague, manager, client_for) -> None:
    html = text(client_for(manager).get(f"/?whose={specialist.pk}"))
    assert "Maya Lindqvist’s day" in html
    assert "Draft: Trade press" in html
    assert "Whose is it?" not in html
    empty = text(client_for(manager).get(f"/?whose={colleague.pk}"))
    assert "Priya has nothing open that you could see" in empty


@pytest.mark.parametrize("whose", ["0", "x", "999999999999999999999", "-1"])
def test_nobodys_day_is_everybodys(work, manager, client_for, whose) -> None:
    page = client_for(manager).get("/", {"whose": whose})
    assert (page.status_code, page.context["person"]) == (200, None)


def test_an_observer_has_no_desk_to_be_looked_at(work, manager, observer, client_for) -> None:
    assert client_for(manager).get(f"/?whose={observer.pk}").context["person"] is None
    assert client_for(observer).get("/?whose=team")["Location"] == "/campaigns/"
    assert client_for(None).get("/?whose=team")["Location"].startswith("/account/login/")


def test_specialists_see_the_list_without_load_and_queue(work, colleague, client_for) -> None:
    page = client_for(colleague).get("/?whose=team")
    html = text(page)
    assert ("Draft: Trade press" in html, page.context["shares"], page.context["to_decide"]) == (True, [], None)
    assert "Review: Hers" not in html
    assert "Who has how much" not in html


def test_letters_in_a_private_mailbox_stay_private(specialist, manager, client_for) -> None:
    write_in(MailboxFactory(owner=specialist), subject="Lunch?", sender="S <s@example.net>")
    assert "S has written" in text(client_for(specialist).get("/"))
    assert "S has written" not in text(client_for(manager).get(f"/?whose={specialist.pk}"))


def test_counting_stops_and_says_so(specialist, manager, client_for) -> None:
    PitchFactory.create_batch(COUNTED + 3, owner=specialist, mailbox=None)
    load = tally_of(Desk(manager, team=True))
    assert (load.of(specialist.pk), load.full) == ({Room.PITCHES: COUNTED}, {Room.PITCHES})
    page = client_for(manager).get("/?whose=team")
    assert page.context["shares"][0].number == f"{COUNTED}+"
    assert "25+ things wait" in text(page)


@pytest.mark.parametrize("people", [1, 30])
def test_it_costs_the_same_with_a_few_and_with_many(manager, client_for, people) -> None:
    for _ in range(people):
        owner = UserFactory()
        PitchFactory(owner=owner, mailbox=None)
        soon = timezone.now() + timedelta(days=2)
        InterviewFactory(owner=owner, state="confirmed", starts_at=soon, ends_at=soon + timedelta(hours=1))
        MediaEventFactory(owner=owner)
    browser = client_for(manager)
    browser.get("/?whose=team")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/?whose=team")
    assert len(asked) == QUERIES, [query["sql"][:90] for query in asked]


QUERIES = 19
