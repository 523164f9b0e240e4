from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from contacts.models import Journalist
from mail import suppression
from mail.models import Suppression
from pitches import checks
from pitches.checks import links
from pitches.models import Pitch
from team.models import TeamPolicy
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.pitches import BODY, PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _postal_address():
    TeamPolicy.objects.update_or_create(
        pk=1, defaults={"organisation": "Harbour Lane", "postal_address": "Uferweg 8, 10999 Berlin"}
    )


def said(pitch: Pitch, what: str) -> checks.Check:
    return {check.what: check for check in checks.run(pitch)}[what]


def test_a_good_pitch_passes():
    assert [check for check in checks.run(pitch_to(2)) if not check.passed] == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"subject": ""}, "Subject"),
        ({"body": ""}, "Message"),
        ({"body": "<p>Hi {{ firstname }}</p>"}, "Merge fields"),
        ({"body": "<p>{% for i in (1..9999999999) %}x{% endfor %}</p>"}, "Merge fields"),
        ({"follow_up": ""}, "Follow-up"),
        ({"follow_up": BODY}, "Follow-up"),
        ({"mailbox": None}, "Mailbox"),
    ],
)
def test_what_stops_a_pitch(fields, what):
    pitch = pitch_to(1, **fields)
    assert what in [check.what for check in checks.blocking(pitch)]


def test_a_pitch_to_nobody_is_stopped():
    assert [check.what for check in checks.blocking(PitchFactory())] == ["Recipients"]


def test_an_unknown_field_is_found_before_anybody_is_picked():
    pitch = PitchFactory(body="<p>{{ firstname }}</p>")
    assert "{{ firstname }}" in said(pitch, "Merge fields").detail


@pytest.mark.parametrize(
    ("fields", "what", "tone"),
    [
        ({"subject": "one two three four five six seven eight nine ten"}, "Subject", "warn"),
        ({"body": BODY + "<p>" + "word " * 200 + "</p>"}, "Length", "warn"),
        ({"body": BODY + "<p>" + "word " * 300 + "</p>"}, "Length", "bad"),
        ({"body": "<p>Hi {{ first_name }}, no link.</p>"}, "Pitch page", "warn"),
        ({"subject": "A revolutionary battery"}, "Tone", "note"),
    ],
)
def test_what_is_only_pointed_at(fields, what, tone):
    check = said(pitch_to(1, **fields), what)
    assert (check.tone, check.blocking) == (tone, False)


def test_four_links_are_too_many():
    body = BODY + "".join(f"<p>https://example.org/{n}</p>" for n in range(3))
    assert said(pitch_to(1, body=body), "Links").value == "4"


def test_somebody_without_reason_is_named():
    pitch = pitch_to(1)
    bare = RecipientFactory(pitch=pitch, reason=" ")
    check = said(pitch, "A reason for everyone")
    assert (check.value, check.people, check.blocking) == ("1 of 2", (bare,), True)


def test_an_empty_personal_line_is_pointed_at_and_an_empty_outlet_stops():
    pitch = pitch_to(1, body=BODY + "<p>{{ outlet }}</p>")
    bare = RecipientFactory(pitch=pitch, personal_line="", journalist=JournalistFactory(with_email=True))
    line, outlet = said(pitch, "Personal line missing"), said(pitch, "Outlet missing")
    assert (line.people, line.blocking) == ((bare,), False)
    assert (outlet.people, outlet.blocking) == ((bare,), True)


def test_whoever_asked_or_cannot_be_reached_stops_the_pitch():
    pitch = pitch_to(1)
    left = RecipientFactory(pitch=pitch, journalist__do_not_contact=True)
    paused = RecipientFactory(pitch=pitch, journalist__paused_until=timezone.localdate() + timedelta(days=3))
    bare = RecipientFactory(pitch=pitch, journalist=JournalistFactory(at_outlet=True))
    gone = RecipientFactory(pitch=pitch)
    address = gone.journalist.emails.get().address
    suppression.suppress(address, source=Suppression.Source.UNSUBSCRIBE)

    blocking = {check.what: check.people for check in checks.blocking(pitch)}

    assert blocking == {
        "Do not contact": (left,),
        "Paused": (paused,),
        "No address": (bare,),
        "Unsubscribed": (gone,),
    }


def test_a_journalist_cools_off_after_a_colleagues_pitch():
    pitch = pitch_to(1)
    recipient = pitch.recipients.get()
    earlier = RecipientFactory(journalist=recipient.journalist, sent_at=timezone.now() - timedelta(days=2))
    check = said(pitch, "Cooling off")
    assert (check.people, check.blocking) == ((recipient,), True)

    recipient.override = "She asked for the data yesterday."
    recipient.save()
    assert said(pitch, "Cool-off").passed

    recipient.override = ""
    recipient.save()
    earlier.sent_at = timezone.now() - timedelta(days=15)
    earlier.save()
    assert said(pitch, "Cool-off").passed


def test_a_pitch_about_to_go_out_counts_for_the_cool_off(specialist):
    pitch = pitch_to(1)
    other = PitchFactory(state="scheduled", starts_at=timezone.now(), scheduled_by=specialist)
    RecipientFactory(pitch=other, journalist=pitch.recipients.get().journalist)
    assert said(pitch, "Cooling off").blocking


def test_an_outlets_cap_counts_the_others_and_its_own():
    outlet = OutletFactory(pitch_cap=2)
    pitch = PitchFactory()
    first, second = (
        RecipientFactory(pitch=pitch, journalist=JournalistFactory(with_email=True, position__outlet=outlet))
        for _ in range(2)
    )
    assert said(pitch, "Outlet caps").passed

    elsewhere = JournalistFactory(with_email=True, position__outlet=outlet)
    RecipientFactory(journalist=elsewhere, sent_at=timezone.now())
    assert said(pitch, "Outlet cap").people == (second,)
    assert first.pk != second.pk


def test_a_follow_up_that_speaks_of_an_embargo_which_has_ended_is_pointed_at():
    pitch = pitch_to(1, campaign__embargo_until=timezone.now() + timedelta(days=1))
    assert said(pitch, "Embargo").passed
    Pitch.objects.update(follow_up="<p>Still under embargo: {{ pitch_page }}</p>")
    assert said(Pitch.objects.get(), "Follow-up after the embargo").tone == "warn"


def test_a_message_that_arrives_after_its_embargo_is_stopped():
    pitch = pitch_to(1, campaign__embargo_until=timezone.now() - timedelta(days=1), body=BODY + "<p>Under embargo.</p>")
    assert said(pitch, "Embargo").blocking


def test_a_dead_link_stops_the_pitch():
    url = "https://example.org/gone"
    pitch = pitch_to(1, body=BODY + f"<p>{url}</p>")
    assert said(pitch, "Links answer").tone == "note"
    cache.set(links._key(url), "dead: it answers 404, not found.", 60)
    assert "leads nowhere" in said(pitch, "Links answer").detail
    cache.set(links._key(url), "ok", 60)
    assert said(pitch, "Links answer").value == "1 of 1"


def test_checks_cost_the_same_for_one_and_three_recipients(django_assert_num_queries):
    one, three = pitch_to(1), pitch_to(3)
    for pitch in (one, three):
        pitch = Pitch.objects.select_related("campaign__client", "mailbox", "owner").get(pk=pitch.pk)
        with django_assert_num_queries(9):
            checks.run(pitch)


def test_journalists_elsewhere_are_not_in_the_way():
    pitch = pitch_to(1)
    RecipientFactory(journalist__do_not_contact=True, pitch=PitchFactory(), sent_at=timezone.now())
    assert checks.blocking(pitch) == []
    assert Journalist.objects.count() == 2


def test_an_address_with_a_unicode_domain_passes_and_is_known_in_either_spelling():
    pitch = PitchFactory()
    journalist = JournalistFactory(at_outlet=True, email="ines@müller.example")
    recipient = RecipientFactory(pitch=pitch, journalist=journalist)
    assert checks.blocking(pitch) == []
    suppression.suppress("ines@xn--mller-kva.example", source=Suppression.Source.UNSUBSCRIBE)
    assert said(pitch, "Unsubscribed").people == (recipient,)
