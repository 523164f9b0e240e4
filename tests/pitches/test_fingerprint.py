import pytest

from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def pitch() -> Pitch:
    return pitch_to(2)


def change(name: str, pitch: Pitch) -> None:
    recipient = pitch.recipients.first()
    journalist = recipient.journalist
    if name in {"reason", "personal_line", "override"}:
        setattr(recipient, name, "Another")
        recipient.save()
    elif name == "address":
        journalist.emails.update(address="another@example.org")
    elif name == "first name":
        journalist.given_name = "Another"
        journalist.save()
    elif name == "outlet":
        journalist.positions.get().outlet.__class__.objects.update(name="Another")
    elif name == "left out":
        recipient.leave_out(why="Not now")
    elif name == "one more":
        RecipientFactory(pitch=pitch)
    elif name == "mailbox":
        Pitch.objects.update(mailbox=MailboxFactory())
    else:
        value = {"follow_up_after": 5, "window_start": 6, "weekdays_only": False, "follow_up_on": False}.get(
            name, "New"
        )
        Pitch.objects.update(**{name: value})


GOES_OUT = [
    "subject", "body", "lede", "story", "follow_up", "follow_up_after", "follow_up_on", "window_start", "weekdays_only",
    "mailbox", "reason", "personal_line", "override", "address", "first name", "left out", "one more",
]  # fmt: skip


@pytest.mark.parametrize("name", GOES_OUT)
def test_whatever_goes_out_changes_the_fingerprint(name, pitch):
    before = fingerprint_of(pitch)
    change(name, pitch)
    assert fingerprint_of(Pitch.objects.get()) != before


@pytest.mark.parametrize("name", ["title", "outlet"])
def test_what_no_text_names_leaves_it_alone(name, pitch):
    before = fingerprint_of(pitch)
    change(name, pitch)
    assert fingerprint_of(Pitch.objects.get()) == before


def test_it_is_the_same_each_time_and_64_digits_long(pitch):
    first, second = fingerprint_of(pitch), fingerprint_of(Pitch.objects.get())
    assert first == second
    assert len(first) == 64


def test_a_text_that_cannot_be_read_still_has_one(pitch):
    Pitch.objects.update(body="<p>{{ first_name</p>")
    assert len(fingerprint_of(Pitch.objects.get())) == 64


def test_it_costs_the_same_for_one_and_three(django_assert_num_queries):
    one, three = pitch_to(1), pitch_to(3)
    for pitch in (one, three):
        pitch = Pitch.objects.select_related("campaign__client", "mailbox", "owner").get(pk=pitch.pk)
        with django_assert_num_queries(4):
            fingerprint_of(pitch)
