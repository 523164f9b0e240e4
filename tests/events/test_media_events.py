"""Media events: seats under a lock, a waiting list that moves up, links that are forwarded, letters, follow-up."""

import threading
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from icalendar import Calendar

from contacts.models import TimelineEntry
from events import following_up, gatherings, reminding, seats
from events.errors import NotPossible
from events.event_letters import EventMail
from events.models import Invitee, MediaEvent
from events.seats import Companion
from mail.models import OutgoingMessage
from mail.outbox import enqueue
from pitches import merge
from pitches.models import Pitch, Recipient
from team.models import Notification
from tests.events.noon import NOON, text_of
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.events import InviteeFactory, MediaEventFactory
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import KitFactory
from tests.factories.pitches import PitchFactory, RecipientFactory
from tests.mediakits.made import shared

pytestmark = pytest.mark.django_db


def letters(subject=""):
    """Subjects, receivers and calendar methods of what is in the outbox."""
    found = []
    for message in OutgoingMessage.objects.filter(subject__startswith=subject).order_by("pk"):
        mime = message_from_bytes(bytes(message.raw), policy=policy.default)
        entry = next((part for part in mime.walk() if part.get_content_type() == "text/calendar"), None)
        if entry:
            Calendar.from_ical(entry.get_content())
        found.append((message.subject.partition(":")[0], message.to_name, entry and entry.get_param("method")))
    return found


def a_message():
    """What went out with a pitch."""
    return enqueue(
        mailbox=MailboxFactory(), purpose="pitch", to_address="ruth@paper.example.org", to_name="Ruth", subject="Come",
        html="<p>Come.</p>", text="Come.",
    )  # fmt: skip


def states(event):
    return dict(event.invitees.order_by("pk").values_list("name", "state"))


def gone_out(event):
    campaign = CampaignFactory(client=event.client)
    return PitchFactory(campaign=campaign, state="sent", starts_at=NOON, scheduled_by=event.owner)


@pytest.fixture
def invited(event):
    """The recipient of an invitation that has gone out."""
    pitch = gone_out(event)
    event.pitch = pitch
    event.save()
    ruth = JournalistFactory(name="Ruth Feldmann", email="ruth@paper.example.org")
    return RecipientFactory(pitch=pitch, journalist=ruth, message=a_message(), sent_at=NOON)


def test_seats_are_given_out_and_the_waiting_list_moves_up(event):
    event.capacity = 3
    event.save()
    ruth, tom, ines, omar = (InviteeFactory(event=event, name=name) for name in ("Ruth", "Tom", "Ines", "Omar"))
    seats.answer(invitee=ruth, coming=True, guests=[Companion("Ada", is_photographer=True)])
    seats.answer(invitee=tom, coming=True, guests=[Companion("Bea")])  # two do not fit any more
    seats.answer(invitee=ines, coming=True)
    seats.answer(invitee=omar, coming=True)
    event.refresh_from_db()
    assert (states(event), event.seats_taken) == (
        {"Ruth": "yes", "Tom": "waiting", "Ines": "yes", "Omar": "waiting"},
        3,
    )
    seats.answer(invitee=ines, coming=False)
    event.refresh_from_db()
    assert (states(event), event.seats_taken) == (
        {"Ruth": "yes", "Tom": "waiting", "Ines": "cancelled", "Omar": "yes"}, 3,
    )  # fmt: skip
    assert letters() == [
        ("We expect you", "Ruth", "REQUEST"), ("You are on the waiting list", "Tom", None),
        ("We expect you", "Ines", "REQUEST"), ("You are on the waiting list", "Omar", None),
        ("Cancelled", "Ines", "CANCEL"), ("A seat is free now", "Omar", "REQUEST"),
    ]  # fmt: skip
    gatherings.edit(event=event, by=event.owner, capacity=10)
    assert states(event)["Tom"] == "yes"
    with pytest.raises(NotPossible, match="5 seats are taken"):
        gatherings.edit(event=event, by=event.owner, capacity=4)


def test_a_party_that_has_seats_keeps_them_when_it_grows_too_large(event):
    event.capacity, event.guests_allowed = 2, 5
    event.save()
    ruth = InviteeFactory(event=event)
    seats.answer(invitee=ruth, coming=True, guests=[Companion("Ada")])
    with pytest.raises(NotPossible, match="Only 1 of your guests can come along; nothing was changed"):
        seats.answer(invitee=ruth, coming=True, guests=[Companion("Ada"), Companion("Bea")])
    assert [guest.name for guest in ruth.guests.all()] == ["Ada"]


@pytest.mark.django_db(transaction=True)
def test_the_last_seat_is_given_once():
    event = MediaEventFactory(state="open", capacity=1)
    invitees = [InviteeFactory(event=event) for _ in range(4)]
    begin = threading.Barrier(len(invitees))

    def answer(invitee):
        begin.wait()
        seats.answer(invitee=invitee, coming=True)
        connection.close()

    threads = [threading.Thread(target=answer, args=[invitee]) for invitee in invitees]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    event.refresh_from_db()
    assert sorted(states(event).values()) == ["waiting"] * 3 + ["yes"]
    assert event.seats_taken == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"state": "closed"}, "Answers are closed"),
        ({"rsvp_by": NOON - timedelta(hours=1)}, "Answers are closed"),
        ({"state": "cancelled", "cancelled_at": NOON}, "was called off"),
        ({"starts_at": NOON - timedelta(hours=1)}, "has begun"),
        ({"guests_allowed": 0}, "You can bring 0 guests at most"),
        ({"asks_accreditation": True, "accreditation_note": "Press card number"}, "Press card number"),
    ],
)
def test_answers_that_cannot_be_taken_say_why(event, change, said):
    MediaEvent.objects.filter(pk=event.pk).update(**change)
    invitee = InviteeFactory(event=event)
    with pytest.raises(NotPossible, match=said):
        seats.answer(invitee=invitee, coming=True, guests=[Companion("Ada")])
    if "guests_allowed" not in change:  # then the page does not ask for any
        page = Browser().post(reverse("events:rsvp", args=[invitee.token]), {"coming": "yes", "guest0": "Ada"})
        assert (page.status_code, said in text_of(page)) == (409, True)
    invitee.refresh_from_db()
    assert invitee.state == "invited"


def test_a_seat_is_given_back_and_an_answer_by_phone_is_taken_after_the_last_day(event, specialist, at_noon):
    event.rsvp_by, event.asks_accreditation, event.capacity = NOON + timedelta(hours=1), True, 1
    event.save()
    ruth, tom = (InviteeFactory(event=event, name=name) for name in ("Ruth", "Tom"))
    for invitee in (ruth, tom):
        seats.answer(invitee=invitee, coming=True, accreditation="Press card 4711")
    at_noon.shift(timedelta(hours=2))
    link = reverse("events:rsvp", args=[ruth.token])
    assert "your seat can still be given to somebody else" in text_of(Browser().get(link))
    Browser().post(link, {"coming": "no"})
    assert states(event) == {"Ruth": "cancelled", "Tom": "yes"}
    assert "Answers are closed. Please call us" in text_of(Browser().get(link))
    late = InviteeFactory(event=event, name="Late")
    with pytest.raises(NotPossible, match="Answers are closed"):
        seats.answer(invitee=late, coming=True, accreditation="Press card 1")
    seats.answer(invitee=late, coming=True, by=specialist)
    assert states(event)["Late"] == "waiting"


def test_what_is_in_the_outbox_for_somebody_who_gave_the_seat_back_stays_there(event):
    ruth = InviteeFactory(event=event, name="Ruth")
    seats.answer(invitee=ruth, coming=True)
    entry = OutgoingMessage.objects.get()
    assert EventMail().refusal(entry) == ""
    seats.answer(invitee=ruth, coming=False)
    assert "do not come" in EventMail().refusal(entry)
    assert EventMail().refusal(OutgoingMessage.objects.latest("pk")) == ""


def test_own_links_are_mailed_a_few_times_an_hour(invited, event):
    Browser().post(reverse("events:invitation", args=[invited.token]), {"coming": "yes"})
    before = OutgoingMessage.objects.count()
    for _ in range(6):
        answer = Browser().post(reverse("events:invitation-link", args=[invited.token]))
        assert "on its way to the address that we know" in text_of(answer)
    assert OutgoingMessage.objects.count() == before + 3


def test_a_colleague_with_a_forwarded_link_is_not_taken_after_the_last_day(invited, event):
    Browser().post(reverse("events:invitation", args=[invited.token]), {"coming": "yes"})
    MediaEvent.objects.filter(pk=event.pk).update(state="closed")
    own = reverse("events:invitation-own", args=[invited.token])
    refused = Browser().post(own, {"name": "Omar", "email": "omar@paper.example.org"})
    assert (refused.status_code, event.invitees.count()) == (409, 1)
    assert "Answers are closed" in text_of(refused)


def test_who_was_invited_answers_by_the_link_and_then_by_their_own(invited, event):
    browser, link = Browser(), reverse("events:invitation", args=[invited.token])
    assert "Will you come, Ruth Feldmann?" in text_of(browser.get(link))
    assert not event.invitees.exists(), "looking changes nothing"
    answer = browser.post(link, {"coming": "yes", "guest0": "Ada Bloom", "camera0": "on", "message": "By train"})
    ruth = event.invitees.get()
    assert answer["Location"] == reverse("events:rsvp", args=[ruth.token])
    assert (ruth.state, ruth.recipient, ruth.journalist) == ("yes", invited, invited.journalist)
    assert (ruth.guests.get().is_photographer, TimelineEntry.objects.get().headline) == (True, "Coming: Switch-on")
    assert Notification.objects.get().user == event.owner
    own = text_of(browser.get(answer["Location"]))
    assert ("We expect you, Ruth Feldmann" in own, "Ada Bloom" in own) == (True, True)
    file = reverse("events:rsvp-file", args=[ruth.token])
    assert browser.get(file)["Content-Type"].startswith("text/calendar")
    browser.post(answer["Location"], {"coming": "no"})
    ruth.refresh_from_db()
    event.refresh_from_db()
    assert (ruth.state, event.seats_taken) == ("cancelled", 0)
    assert browser.get(file).status_code == 404, "the link of an event online is for those who have a seat"
    invited.refresh_from_db()
    assert invited.follow_up_stopped_why == "They answered the invitation."
    assert not browser.cookies


def test_the_pitch_page_asks_whether_they_come(client_for, specialist, invited, event):
    page = reverse("pitches-public:pitch", args=[invited.token])
    link = reverse("events:invitation", args=[invited.token])
    shown = text_of(Browser().get(page))
    assert ("Will you come?" in shown, f'href="{link}"' in shown, "Friday, 27 November, 12:00" in shown) == (True,) * 3
    Pitch.objects.filter(pk=invited.pitch_id).update(owner=specialist)
    preview = text_of(client_for(specialist).get(reverse("pitches:page-preview", args=[invited.pitch_id])))
    assert ("Will you come?" in preview, link in preview) == (True, False), "nobody answers in their name"
    MediaEvent.objects.filter(pk=event.pk).update(state="cancelled", cancelled_at=NOON)
    assert "Will you come?" not in text_of(Browser().get(page))


def test_a_campaign_shows_what_the_press_asked_and_was_invited_to(client_for, specialist, observer, event):
    event.campaign = CampaignFactory(client=event.client)
    event.save()
    event.client.observers.add(observer)
    page = event.campaign.get_absolute_url()
    assert "Switch-on" in text_of(client_for(specialist).get(page))
    seen = client_for(observer).get(page)
    assert (seen.status_code, "Switch-on" in text_of(seen), "Inquiries, interviews" in text_of(seen)) == (
        200, False, False,
    )  # fmt: skip


def test_whoever_names_the_address_of_somebody_else_does_not_get_their_page(invited, event):
    own = reverse("events:invitation-own", args=[invited.token])
    mistake = text_of(Browser().post(own, {"name": "Omar", "email": "nonsense"}))
    assert ("Ruth Feldmann has answered" in mistake, 'value="Omar"' in mistake) == (False, True)
    stranger, ruth = Browser(), Browser()
    email = invited.journalist.primary_address.address
    page = stranger.post(own, {"name": "Mallory", "email": email})["Location"]
    link = reverse("events:invitation", args=[invited.token])
    theirs = ruth.post(link, {"coming": "yes", "message": "My press card is 4711"})["Location"]
    assert theirs != page
    assert stranger.get(page).status_code == 404
    assert "4711" in text_of(ruth.get(theirs))


def test_an_answer_under_an_address_is_not_overwritten_by_the_invitation(invited, event):
    email = invited.journalist.primary_address.address
    known = InviteeFactory(event=event, name="Ruth", email=email)
    seats.answer(invitee=known, coming=True, message="Secret")
    answer = Browser().post(reverse("events:invitation", args=[invited.token]), {"coming": "no"})
    assert (answer.status_code, "Secret" in text_of(answer)) == (200, False)
    assert "on its way to the address that we know" in text_of(answer)
    assert states(event) == {"Ruth": "yes"}


def test_guests_who_are_in_stay_in_when_the_answer_is_sent_again(event, specialist):
    event.guests_allowed = 2
    event.save()
    ruth = InviteeFactory(event=event, name="Ruth")
    seats.answer(invitee=ruth, coming=True, guests=[Companion("Ada"), Companion("Bea")])
    ruth.guests.filter(name="Ada").update(came_at=NOON)
    seats.answer(invitee=ruth, coming=True, guests=[Companion("Ada", is_photographer=True), Companion("Cleo")])
    assert list(ruth.guests.values_list("name", "is_photographer", "came_at")) == [
        ("Ada", True, NOON), ("Cleo", False, None),
    ]  # fmt: skip
    MediaEvent.objects.filter(pk=event.pk).update(guests_allowed=0)
    seats.answer(invitee=ruth, coming=False, guests=[Companion("Ada"), Companion("Cleo")], by=specialist)
    assert states(event) == {"Ruth": "cancelled"}


def test_calling_off_stops_the_invitation_and_what_is_over_stays(invited, event, specialist, at_noon):
    gatherings.call_off(event=event, why="Storm", by=specialist)
    invited.refresh_from_db()
    assert invited.follow_up_stopped_why == "The event was called off."
    other = MediaEventFactory(owner=specialist, state="open", starts_at=NOON + timedelta(days=1), title="Other")
    other.pitch = PitchFactory(
        campaign=CampaignFactory(client=other.client), state="scheduled", starts_at=NOON + timedelta(hours=1),
        scheduled_by=specialist, mailbox=MailboxFactory(),
    )  # fmt: skip
    other.save()
    gatherings.call_off(event=other, why="Storm", by=specialist)
    other.pitch.refresh_from_db()
    assert other.pitch.state == "draft"
    past = MediaEventFactory(owner=specialist, state="open", starts_at=NOON + timedelta(days=1), capacity=1)
    ruth, tom = (InviteeFactory(event=past, name=name) for name in ("Ruth", "Tom"))
    for invitee in (ruth, tom):
        seats.answer(invitee=invitee, coming=True)
    at_noon.shift(timedelta(days=2))
    before = OutgoingMessage.objects.count()
    gatherings.edit(event=past, by=specialist, place="Hall 2", capacity=5)
    assert (OutgoingMessage.objects.count(), states(past)["Tom"]) == (before, "waiting")
    with pytest.raises(NotPossible, match="is over"):
        gatherings.call_off(event=past, why="Storm", by=specialist)


def test_a_forwarded_link_shows_and_changes_nothing(invited, event):
    link, own = (reverse(f"events:{name}", args=[invited.token]) for name in ("invitation", "invitation-own"))
    Browser().post(link, {"coming": "yes", "guest0": "Ada Bloom", "message": "Secret"})
    ruth, colleague = event.invitees.get(), Browser()
    page = text_of(colleague.get(link))
    assert "Ruth Feldmann has answered" in page
    assert not any(secret in page for secret in ("Ada Bloom", "Secret", ruth.token, ruth.email))
    colleague.post(link, {"coming": "no"})
    ruth.refresh_from_db()
    assert ruth.state == "yes"
    refused = colleague.post(own, {"name": "Omar", "email": "nonsense"})
    assert (refused.status_code, "Omar" in text_of(refused)) == (422, True)
    answer = colleague.post(own, {"name": "Omar", "outlet": "The Paper", "email": "omar@paper.example.org"})
    omar = event.invitees.get(name="Omar")
    assert (answer["Location"], omar.forwarded_by) == (reverse("events:rsvp", args=[omar.token]), ruth)
    before = OutgoingMessage.objects.count()
    again = colleague.post(own, {"name": "Not Ruth", "email": "RUTH@paper.example.org"})
    assert "on its way to the address that we know" in text_of(again)
    assert OutgoingMessage.objects.latest("pk").to_address == "ruth@paper.example.org"
    colleague.post(reverse("events:invitation-link", args=[invited.token]))
    assert OutgoingMessage.objects.count() == before + 2
    assert event.invitees.count() == 2


def test_links_that_are_unknown_or_withdrawn_show_nothing(invited, event):
    gone = InviteeFactory(event=event, token_revoked_at=NOON)
    Recipient.objects.filter(pk=invited.pk).update(token_revoked_at=NOON)
    stranger = RecipientFactory(pitch=gone_out(event), message=a_message(), sent_at=NOON)
    for name, token in (
        ("rsvp", gone.token), ("rsvp", "x" * 32), ("rsvp-file", "x"), ("invitation", invited.token),
        ("invitation", stranger.token), ("door", "x" * 32), ("door", gone.token),
    ):  # fmt: skip
        response = Browser().get(reverse(f"events:{name}", args=[token]))
        assert response.status_code == 404
        assert "Switch-on" not in text_of(response)


def test_the_invitation_is_a_pitch_whose_link_is_each_recipients_own(event, specialist, invited):
    event.pitch = None
    event.campaign = CampaignFactory(client=event.client)
    event.save()
    pitch = gatherings.invite_by_pitch(event=event, by=specialist)
    assert gatherings.invite_by_pitch(event=event, by=specialist) == pitch
    assert (pitch.campaign, pitch.state) == (event.campaign, "draft")
    recipient = RecipientFactory(pitch=pitch)
    rendered = merge.render(pitch, Recipient.objects.for_rendering().get(pk=recipient.pk))
    assert reverse("events:invitation", args=[recipient.token]) in rendered.html
    assert "Friday, 27 November, 12:00 (Berlin time)" in rendered.text
    shown = merge.render(pitch, Recipient.objects.for_rendering().get(pk=recipient.pk), preview=True)
    assert recipient.token not in shown.html
    assert event.get_absolute_url() in shown.html
    event.campaign = event.pitch = None
    event.save()
    with pytest.raises(NotPossible, match="Choose the campaign first"):
        gatherings.invite_by_pitch(event=event, by=specialist)


def test_who_is_coming_hears_of_changes_and_of_the_end(event, specialist):
    ruth, tom = InviteeFactory(event=event, name="Ruth"), InviteeFactory(event=event, name="Tom")
    seats.answer(invitee=ruth, coming=True)
    first = OutgoingMessage.objects.get()
    event = gatherings.edit(event=event, by=specialist, place="Hall 2", about="New words")
    assert letters("Changed") == [("Changed", "Ruth", "REQUEST")]
    assert "changed or called off since" in EventMail().refusal(first)
    assert EventMail().link(first) == event.get_absolute_url()
    with pytest.raises(NotPossible, match="Say why"):
        gatherings.call_off(event=event, why=" ", by=specialist)
    gatherings.call_off(event=event, why="Storm warning", by=specialist)
    assert letters("Called off") == [("Called off", "Ruth", "CANCEL")]
    assert event.reminders.count() == 0
    with pytest.raises(NotPossible, match="called off"):
        gatherings.edit(event=event, by=specialist, place="Hall 3")
    assert tom.state == "invited"


def test_reminders_go_to_those_who_are_coming(event, specialist, at_noon):
    event = gatherings.edit(event=event, by=specialist, about="Words")
    seats.answer(invitee=InviteeFactory(event=event, name="Ruth"), coming=True)
    InviteeFactory(event=event, name="Tom")
    at_noon.move_to(event.starts_at - timedelta(hours=24))
    assert (reminding.tell_due(), reminding.tell_due()) == (2, 0)
    assert letters("Tomorrow") == [("Tomorrow", "Ruth", None)]
    assert "1 are coming" in Notification.objects.latest("pk").text


def test_each_gets_the_kit_once_that_is_for_them(event, specialist, manager, at_noon):
    ruth, _, _, left = (InviteeFactory(event=event, name=name) for name in ("Ruth", "Tom", "Omar", "Left"))
    InviteeFactory(event=event, name="Nobody knows", email="")
    Invitee.objects.filter(pk=left.pk).update(state="cancelled")
    Invitee.objects.filter(pk=ruth.pk).update(came_at=NOON)
    came, missed = (shared(KitFactory(client=event.client)) for _ in range(2))
    words = {"words_came": "Thank you", "words_missed": "We missed you"}
    with pytest.raises(NotPossible, match="is not over yet"):
        following_up.follow_up(event=event, by=manager, kit_came=came, kit_missed=missed, **words)
    at_noon.shift(timedelta(days=4))
    with pytest.raises(NotPossible, match="Choose at least one kit"):
        following_up.follow_up(event=event, by=manager, kit_came=None, kit_missed=None, **words)
    with pytest.raises(NotPossible, match="another client"):
        following_up.follow_up(event=event, by=manager, kit_came=shared(KitFactory()), kit_missed=None, **words)
    private = KitFactory(client=event.client)
    with pytest.raises(NotPossible, match="is not shared yet"):
        following_up.follow_up(event=event, by=manager, kit_came=private, kit_missed=None, **words)
    with pytest.raises(NotPossible, match="asks for sign-off"):
        following_up.follow_up(event=event, by=specialist, kit_came=came, kit_missed=missed, **words)
    sent = following_up.follow_up(event=event, by=manager, kit_came=came, kit_missed=missed, **words)
    assert (sent.came, sent.missed, sent.unreachable) == (1, 2, 1)
    raw = {message.to_name: bytes(message.raw) for message in OutgoingMessage.objects.all()}
    assert set(raw) == {"Ruth", "Tom", "Omar"}
    assert came.token.encode() in raw["Ruth"]
    assert missed.token.encode() in raw["Tom"]
    again = following_up.follow_up(event=event, by=manager, kit_came=came, kit_missed=missed, **words)
    assert (again.came, again.missed) == (0, 0)
