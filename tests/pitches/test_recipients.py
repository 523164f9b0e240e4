from datetime import timedelta

import pytest
from django.utils import timezone

from pitches import recipients
from pitches.drafting import NotEditable
from pitches.recipients import Excluded, TooMany
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.pitches import PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


def test_journalists_are_added_once(specialist):
    pitch = PitchFactory()
    ines = JournalistFactory(at_outlet=True, with_email=True)
    assert recipients.add(pitch=pitch, journalists=[ines], by=specialist, reason="Wrote of it.").picked == 1
    assert recipients.add(pitch=pitch, journalists=[ines], by=specialist).known == 1
    assert [(row.journalist, row.reason) for row in pitch.recipients.active()] == [(ines, "Wrote of it.")]


def test_whoever_may_not_be_written_to_is_left_out_with_the_reason(specialist):
    pitch = PitchFactory()
    asked = JournalistFactory(name="Ada", with_email=True, do_not_contact=True)
    cooling = JournalistFactory(name="Ben", with_email=True)
    RecipientFactory(journalist=cooling, sent_at=timezone.now() - timedelta(days=1), pitch__owner__name="Priya Raman")

    added = recipients.add(pitch=pitch, journalists=[asked, cooling], by=specialist)

    assert (added.picked, added.left_out) == (0, 2)
    why = {row.journalist.name: row.left_out_why for row in pitch.recipients.all()}
    assert why["Ada"] == "Ada is not to be contacted."
    assert why["Ben"].startswith("Priya Raman pitched")


def test_the_outlets_cap_counts_who_is_in_the_pitch_already(specialist):
    outlet = OutletFactory(pitch_cap=1)
    people = [JournalistFactory(with_email=True, position__outlet=outlet) for _ in range(2)]
    pitch = PitchFactory()
    recipients.add(pitch=pitch, journalists=people[:1], by=specialist)
    assert recipients.add(pitch=pitch, journalists=people[1:], by=specialist).left_out == 1


def test_a_cool_off_gives_way_to_a_stated_reason_and_a_refusal_to_nothing(specialist):
    pitch = PitchFactory()
    cooling = JournalistFactory(with_email=True)
    RecipientFactory(journalist=cooling, sent_at=timezone.now())
    asked = JournalistFactory(with_email=True, do_not_contact=True)
    recipients.add(pitch=pitch, journalists=[cooling, asked], by=specialist)
    first, second = pitch.recipients.order_by("journalist__do_not_contact")

    with pytest.raises(Excluded, match="Say why"):
        recipients.take_in(recipient=first, by=specialist)
    recipients.take_in(recipient=first, by=specialist, override="She asked for the data yesterday.")
    with pytest.raises(Excluded):
        recipients.take_in(recipient=second, by=specialist, override="Please.")

    assert [row.journalist for row in pitch.recipients.active()] == [cooling]


def test_nobody_is_added_while_a_pitch_is_in_review(specialist):
    pitch = pitch_to(1, state="in_review")
    with pytest.raises(NotEditable):
        recipients.add(pitch=pitch, journalists=[JournalistFactory()], by=specialist)
    with pytest.raises(NotEditable):
        recipients.describe(recipient=pitch.recipients.get(), by=specialist, reason="x", personal_line="")
    with pytest.raises(NotEditable):
        recipients.remove(recipient=pitch.recipients.get(), by=specialist)


def test_more_at_once_than_a_pitch_is_made_for_is_refused(specialist, monkeypatch):
    monkeypatch.setattr(recipients, "MOST_AT_ONCE", 1)
    with pytest.raises(TooMany):
        recipients.add(pitch=PitchFactory(), journalists=[JournalistFactory(), JournalistFactory()], by=specialist)


@pytest.mark.parametrize("count", [1, 3])
def test_adding_costs_the_same_for_one_and_three(specialist, count, django_assert_max_num_queries):
    pitch = PitchFactory()
    people = [JournalistFactory(at_outlet=True, with_email=True) for _ in range(count)]
    with django_assert_max_num_queries(16):
        recipients.add(pitch=pitch, journalists=people, by=specialist)
