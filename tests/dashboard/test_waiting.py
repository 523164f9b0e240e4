"""Each source of Today: there when and for whom it should be, leading to where it can be done, and gone after."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboard.desk import Desk, WorkItem
from dashboard.waiting import BY_NAME, SOURCES
from dashboard.work import look_at, tally_of
from team.models import Review, TeamPolicy, User
from tests.dashboard.waiting_cases import CASES
from tests.factories.events import InterviewFactory
from tests.factories.inquiries import AnswerFactory, InquiryFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import DocumentFactory, DocumentVersionFactory, KitFactory
from tests.factories.pitches import PitchFactory
from tests.factories.reports import ReportFactory
from tests.factories.team import UserFactory
from tests.mail.conversations import write_in

pytestmark = pytest.mark.django_db
THROUGH_SIGN_OFF = {"review", "release that appears", "document approved again", "kit approved again"}


def rows(name: str, desk: Desk) -> list[WorkItem]:
    return look_at(desk, [BY_NAME[name]]).items


def change(record: Any, fields: dict[str, Any]) -> None:
    type(record)._base_manager.filter(pk=record.pk).update(**fields)


def test_every_source_has_a_case() -> None:
    assert CASES.keys() == BY_NAME.keys() - THROUGH_SIGN_OFF


@pytest.mark.parametrize("name", CASES)
def test_source(name, request, colleague, observer, client_for) -> None:
    case = CASES[name]
    owner: User = request.getfixturevalue(case.who)
    record = case.make(owner)

    [item] = rows(name, Desk(owner))
    assert item.owner == (None if case.anybody else owner.pk)
    assert item.urgency >= BY_NAME[name].soonest
    assert rows(name, Desk(owner, team=True)) == [item]
    assert client_for(owner).get(item.href, follow=True).status_code == 200
    is_for_all = case.anybody and case.who == "specialist"
    assert rows(name, Desk(colleague)) == ([item] if is_for_all else [])
    assert rows(name, Desk(observer)) == []
    counted = tally_of(Desk(owner, team=True)).of(None if case.anybody else owner.pk)
    assert bool(counted.get(BY_NAME[name].room)) is not case.anybody

    change(record, case.done)
    assert rows(name, Desk(owner)) == rows(name, Desk(owner, team=True)) == []


def test_release_under_embargo_appears_within_a_week(specialist, colleague, client_for) -> None:
    version = DocumentVersionFactory(document__owner=specialist)
    soon, later = timezone.now() + timedelta(days=3), timezone.now() + timedelta(days=9)
    fields = {"state": "draft", "published_version": version, "published_at": timezone.now(), "public_from": soon}
    change(version.document, fields)
    [item] = rows("release that appears", Desk(specialist))
    assert (item.owner, client_for(specialist).get(item.href).status_code) == (specialist.pk, 200)
    assert rows("release that appears", Desk(colleague)) == []
    change(version.document, {"public_from": later})
    assert rows("release that appears", Desk(specialist)) == []


def test_review_waits_for_those_who_may_decide(specialist, manager, admin_user) -> None:
    pitch = PitchFactory(owner=specialist, state="in_review")
    waits = Review.objects.create(
        subject=pitch, version=1, title="x", fingerprint="0" * 64, snapshot={}, submitted_by=specialist
    )
    assert [len(rows("review", Desk(who))) for who in (manager, admin_user, specialist)] == [1, 1, 0]
    assert [len(rows("review", Desk(manager, team=True, person=who))) for who in (admin_user, specialist)] == [1, 0]
    Review.objects.filter(pk=waits.pk).update(author=manager)
    assert [len(rows("review", Desk(who))) for who in (manager, admin_user)] == [0, 1]
    TeamPolicy.objects.update_or_create(pk=1, defaults={"approve_own_work": True})
    assert len(rows("review", Desk(manager))) == 1


def test_what_is_in_sign_off_waits_for_nobody_else(specialist) -> None:
    soon = {"starts_at": timezone.now() + timedelta(days=2), "ends_at": timezone.now() + timedelta(days=2, hours=1)}
    InterviewFactory(owner=specialist, state="confirmed", **soon)
    inquiry = InquiryFactory(owner=specialist, state="working")
    AnswerFactory(inquiry=inquiry, owner=specialist, state="in_review")
    PitchFactory(owner=specialist, state="in_review")
    DocumentFactory(owner=specialist, state="in_review")
    KitFactory(owner=specialist, state="in_review")
    assert [item.action for item in look_at(Desk(specialist)).items] == ["Write the brief"]


def test_what_belongs_to_a_closed_campaign_is_no_work(specialist) -> None:
    pitch = PitchFactory(owner=specialist, campaign__owner=specialist)
    DocumentFactory(owner=specialist, campaign=pitch.campaign, client=pitch.campaign.client)
    KitFactory(owner=specialist, campaign=pitch.campaign, client=pitch.campaign.client, state="changes")
    assert len(look_at(Desk(specialist)).items) == 3
    change(pitch.campaign, {"state": "closed", "ends_on": timezone.localdate() - timedelta(days=2)})
    assert look_at(Desk(specialist)).items == []


def test_a_withdrawn_document_waits_only_if_it_is_approved_again(specialist, manager) -> None:
    version = DocumentVersionFactory(document__owner=specialist)
    withdrawn = {"state": "approved", "approved_fingerprint": "1" * 64, "published_version": version,
                 "withdrawn_at": timezone.now(),
                 "withdrawn_why": "Wrong", "published_at": timezone.now(), "public_from": timezone.now()}  # fmt: skip
    change(version.document, withdrawn)
    assert rows("document approved again", Desk(specialist)) == []
    Review.objects.create(
        subject=version.document, version=1, title="x", fingerprint="1" * 64, snapshot={}, submitted_by=specialist,
        state="approved", decided_by=manager, decided_at=timezone.now() + timedelta(minutes=1),
    )  # fmt: skip
    assert [item.action for item in rows("document approved again", Desk(specialist))] == ["Publish"]


def test_what_was_approved_again_waits_until_readers_have_it(specialist, colleague, manager) -> None:
    shared = {"shared": {}, "shared_at": timezone.now() - timedelta(days=1), "shared_by": specialist}
    kit = KitFactory(owner=specialist, state="approved", approved_fingerprint="1" * 64, **shared)
    version = DocumentVersionFactory(document__owner=specialist)
    released = {"published_version": version, "published_at": timezone.now(), "public_from": timezone.now()}
    change(version.document, {"state": "approved", "approved_fingerprint": "1" * 64, **released})
    for thing in (kit, version.document):
        Review.objects.create(
            subject=thing, version=1, title="x", fingerprint="1" * 64, snapshot={}, submitted_by=specialist,
            state="approved", decided_by=manager, decided_at=timezone.now(),
        )  # fmt: skip
    names = ("document approved again", "kit approved again")
    assert [rows(name, Desk(specialist))[0].action for name in names] == ["Publish", "Share"]
    assert [rows(name, Desk(colleague)) for name in names] == [[], []]
    change(kit, {"shared_at": timezone.now()})
    change(version.document, {"approved_fingerprint": version.fingerprint})
    assert [rows(name, Desk(specialist)) for name in names] == [[], []]


def test_an_inquiry_that_came_by_mail_is_one_row(specialist) -> None:
    thread = write_in(MailboxFactory(owner=specialist), subject="A question").thread
    InquiryFactory(owner=specialist, thread=thread)
    assert [item.action for item in look_at(Desk(specialist)).items] == ["Acknowledge"]


def test_shared_mailboxes_are_repaired_by_admins(specialist, manager, admin_user) -> None:
    MailboxFactory(paused_at=timezone.now(), pause_reason="Wrong password.")
    found = {who: len(rows("paused mailbox", Desk(who))) for who in (specialist, manager, admin_user)}
    assert found == {specialist: 0, manager: 0, admin_user: 1}


def test_a_message_in_a_colleagues_mailbox_opens_for_managers_alone(specialist, colleague, manager, client_for) -> None:
    CASES["failed message"].make(specialist)
    for who in (specialist, colleague, manager):
        [item] = rows("failed message", Desk(who, team=True))
        assert client_for(who).get(item.href, follow=True).status_code == 200, who


def test_changes_requested_say_what_was_asked(specialist, manager) -> None:
    pitch = PitchFactory(owner=specialist, state="changes")
    review = Review.objects.create(
        subject=pitch, version=1, title="x", fingerprint="0" * 64, snapshot={}, submitted_by=specialist,
        state="changes", decided_by=manager, decided_at=timezone.now(),
    )  # fmt: skip
    review.comments.create(author=manager, text="Say early that the data is under embargo.", asks_for_changes=True)
    [item] = rows("pitch with changes", Desk(specialist))
    assert item.line == "Daniel Osei: “Say early that the data is under embargo.”"


def test_monthly_report_that_goes_out_by_itself_waits_for_nobody(specialist) -> None:
    CASES["monthly report in trouble"].make(specialist).__class__.objects.update(
        last_report=ReportFactory(owner=specialist), sent_at=None, problem=""
    )
    assert rows("report", Desk(specialist)) == []


def test_costs_the_same_with_three_and_with_three_hundred(manager) -> None:
    """Of every kind: three people with one row each, then three hundred rows of some, and no query more."""
    for _ in range(3):
        owner = UserFactory()
        for name, case in CASES.items():
            if name not in {"crisis"}:
                case.make(owner)
    _queries(manager)  # kinds of things are looked up once a process
    few = _queries(manager)
    for make in (PitchFactory, DocumentFactory, KitFactory, InterviewFactory, InquiryFactory, ReportFactory):
        make.create_batch(50, owner=owner)
    assert _queries(manager) == few <= 75
    assert look_at(Desk(manager, team=True)).more is True
    assert len(look_at(Desk(manager, team=True)).items) <= 25 * len(SOURCES)


def _queries(manager: User) -> int:
    with CaptureQueriesContext(connection) as asked:
        look_at(Desk(manager, team=True))
        tally_of(Desk(manager, team=True))
    return len(asked)
