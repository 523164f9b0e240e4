"""Taking inquiries in: numbers, questions, who asks, and what is told to whom."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from contacts.models import TimelineEntry
from inquiries.errors import DeadlinePassed
from inquiries.intake import take_in
from inquiries.models import Escalation, Inquiry
from inquiries.questions import questions_in
from inquiries.reporters import Reporter
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import EmailAddressFactory, JournalistFactory, OutletFactory
from tests.factories.inquiries import DutyFactory

WORDS = (
    "I have the 41 % from your test report for Tuesday. AC to AC, or at the battery terminals? Is it one run or an"
    " average? And who paid for the grid connection, you or the operator? Our desk closes at half past ten my time."
)


def came_in(**given) -> Inquiry:
    told = {
        "channel": "phone", "subject": "", "words": WORDS,
        "reporter": Reporter(name="Aoife Brannigan", outlet="Grid & Current", email="aoife@gridcurrent.example.org"),
    }  # fmt: skip
    return take_in(**{"client": given.pop("client", None) or ClientFactory(), **told, **given})


@pytest.mark.django_db
def test_an_inquiry_is_numbered_taken_apart_and_told(specialist):
    duty = DutyFactory()
    first = came_in(by=specialist)
    assert first.number == f"{timezone.localtime().year}-0001"
    assert first.subject == "AC to AC, or at the battery terminals?"
    assert [question.text for question in first.questions.all()] == [
        "AC to AC, or at the battery terminals?",
        "Is it one run or an average?",
        "And who paid for the grid connection, you or the operator?",
    ]
    assert [note.text for note in first.notes.all()] == ["Came in: phone"]
    assert "Aoife Brannigan, Grid & Current asks" in duty.user.notifications.get().text
    assert came_in(by=specialist).serial == 2


@pytest.mark.django_db
def test_what_came_in_before_is_given_back():
    first = came_in(key="mail:7")
    assert came_in(key="mail:7") == first
    assert Inquiry.objects.count() == 1


@pytest.mark.django_db
def test_the_reporter_is_recognised_and_it_stands_on_their_timeline():
    aoife = EmailAddressFactory(address="aoife@gridcurrent.example.org", journalist__name="Aoife Brannigan").journalist
    inquiry = came_in(reporter=Reporter(name="A. Brannigan", email="Aoife@GridCurrent.example.org"))
    assert inquiry.journalist == aoife
    entry = TimelineEntry.objects.get(kind="inquired")
    assert (entry.journalist, entry.url) == (aoife, inquiry.get_absolute_url())
    aoife.refresh_from_db()
    assert aoife.last_reply_at is not None


@pytest.mark.django_db
def test_a_name_alone_and_a_public_address_say_nothing_of_who_asks():
    JournalistFactory(name="Aoife Brannigan")
    OutletFactory(domain="gmail.com")
    inquiry = came_in(reporter=Reporter(name="Aoife Brannigan", email="aoife@gmail.com"))
    assert (inquiry.journalist, inquiry.outlet) == (None, None)


@pytest.mark.django_db
def test_a_deadline_in_the_past_is_refused_to_a_person_and_kept_where_it_came_by_itself(specialist):
    over = timezone.now() - timedelta(hours=1)
    with pytest.raises(DeadlinePassed, match="in the past"):
        came_in(deadline=over, by=specialist)
    assert Inquiry.objects.count() == 0
    assert came_in(deadline=over).deadline == over


@pytest.mark.django_db
def test_a_deadline_plans_its_own_calls():
    deadline = timezone.now() + timedelta(hours=4)
    inquiry = came_in(deadline=deadline)
    planned = dict(inquiry.escalations.filter(clock="deadline").values_list("step", "due_at"))
    assert planned[Escalation.Step.DUTY] == deadline - timedelta(hours=1)
    assert planned[Escalation.Step.EVERYONE] == deadline


@pytest.mark.django_db(transaction=True)
@pytest.mark.services
def test_numbers_have_no_gap_and_no_twin_however_many_come_at_once():
    client = ClientFactory()

    def take(number: int) -> None:
        came_in(client=client, subject=f"Inquiry {number}")
        connection.close()

    threads = [threading.Thread(target=take, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Inquiry.objects.values_list("serial", flat=True)) == list(range(1, 9))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Hello, how are you? Could you send the report?", ["Could you send the report?"]),
        (
            "1. Wer hat bezahlt?\n2) Wann beginnt der Bau?\n- Und wo?",
            ["Wer hat bezahlt?", "Wann beginnt der Bau?", "Und wo?"],
        ),
        ("See https://x.example/?q=1 for it. Is that right?", ["Is that right?"]),
        ("いつ始まりますか？費用は？", ["いつ始まりますか？費用は？"]),
        ("Πότε ξεκινά; Ευχαριστώ.", ["Πότε ξεκινά;"]),
        ("First this; then that.", []),
        ("Is it true? Is it true?", ["Is it true?"]),
        ("", []),
    ],
)
def test_questions_are_taken_out_of_the_words(words, asked):
    assert questions_in(words) == asked


@pytest.mark.django_db
def test_a_year_ends_where_the_team_is(settings):
    settings.TIME_ZONE = "Europe/Berlin"
    inquiry = came_in(received_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    assert inquiry.number == "2026-0001"
