"""Media events: planned, opened for answers, moved, called off. Whoever is coming hears of it, and calendars follow."""

from contextlib import suppress
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client
from core.folding import folded
from core.tokens import new_token
from events import event_letters, reminding, seats
from events.errors import NotPossible
from events.icalendar_files import new_uid
from events.models import Invitee, MediaEvent
from pitches import drafting, scheduling
from pitches.errors import WrongState
from pitches.invitations import Invitation
from pitches.models import Pitch, Recipient
from team.models import User

State = MediaEvent.State
DETAILS: Final = (
    "kind", "title", "about", "campaign", "owner", "starts_at", "ends_at", "zone", "place", "address", "access", "link",
    "capacity", "guests_allowed", "rsvp_by", "asks_accreditation", "accreditation_note", "photo_note", "advisory",
)  # fmt: skip
IN_CALENDAR: Final = {"title", "starts_at", "ends_at", "place", "address", "link"}


@transaction.atomic
def plan(*, client: Client, by: User, speakers: Any = (), **details: Any) -> MediaEvent:
    """A new event; nobody is invited yet. `details` are those of DETAILS."""
    event = MediaEvent(client=client, uid=new_uid(), **{"owner": by, **_known(details)})
    _keep(event)
    event.speakers.set(speakers)
    return event


@transaction.atomic
def edit(*, event: MediaEvent, by: User, speakers: Any = None, **details: Any) -> MediaEvent:
    """Change it. Those who are coming get it into their calendars anew where it concerns them; with more seats the
    waiting list moves up. Raises `NotPossible` for fewer seats than are taken."""
    event = lock(event)
    if event.state == State.CANCELLED:
        raise NotPossible("It was called off.")
    changed = {name for name, value in _known(details).items() if getattr(event, name) != value}
    for name in changed:
        setattr(event, name, details[name])
    if event.capacity is not None and event.seats_taken > event.capacity:
        raise NotPossible(f"{event.seats_taken} seats are taken. Take fewer people off first, or keep that many seats.")
    tells = bool(changed & IN_CALENDAR) and event.ends_at > timezone.now()
    if tells:
        event.sequence += 1
    _keep(event)
    if speakers is not None:
        event.speakers.set(speakers)
    if tells:
        event_letters.tell_all(event, "events/mail/event_changed.txt", "Changed")
    if "capacity" in changed:
        seats.move_up(event)
    return event


@transaction.atomic
def invite_by_pitch(*, event: MediaEvent, by: User) -> Pitch:
    """The pitch that invites to it, in its campaign: caps, preferences and sign-off hold as for any pitch. A second
    call gives the same one. Raises `NotPossible` without a campaign."""
    event = lock(event)
    if event.pitch:
        return event.pitch
    if event.campaign is None:
        raise NotPossible("Choose the campaign first: an invitation is a pitch of it.")
    if event.state == State.CANCELLED:
        raise NotPossible("It was called off.")
    pitch = drafting.create(campaign=event.campaign, title=f"Invitation: {event.title}"[:120], by=by)
    pitch.subject, pitch.body = event_letters.invitation_texts(event)
    pitch.save()
    event.pitch = pitch
    _keep(event)
    return pitch


@transaction.atomic
def set_state(*, event: MediaEvent, to: str, by: User) -> MediaEvent:
    """Open it for answers, close it, or say that it is over. Raises `NotPossible`."""
    event = lock(event)
    _move(event, to)
    if to == State.OVER and event.starts_at > timezone.now():
        raise NotPossible("It has not begun yet.")
    _keep(event)
    return event


@transaction.atomic
def call_off(*, event: MediaEvent, why: str, by: User) -> MediaEvent:
    """It does not take place; everybody who said yes or waits is told, with the words. Raises `NotPossible`."""
    event = lock(event)
    if not why.strip():
        raise NotPossible("Say why; those who were coming read it.")
    if event.ends_at <= timezone.now():
        raise NotPossible("It is over, so it cannot be called off.")
    _move(event, State.CANCELLED)
    event.cancelled_at, event.cancelled_why = timezone.now(), why.strip()[:300]
    event.sequence += 1
    _keep(event)
    event_letters.call_off_all(event)
    _stop_invitation(event, by)
    return event


@transaction.atomic
def add_invitee(
    *, event: MediaEvent, name: str, by: User | None, outlet: str = "", email: str = "", phone: str = "",
    forwarded_by: Invitee | None = None,
) -> Invitee:  # fmt: skip
    """Somebody by hand, or by a link that was forwarded. One whose address is on the list already is given as they are.

    Raises `NotPossible` without a name."""
    if not name.strip():
        raise NotPossible("Give the name.")
    event = lock(event)
    known = event.invitees.filter(email__iexact=email).first() if email else None
    return known or Invitee.objects.create(
        event=event, name=name.strip()[:200], outlet=outlet.strip()[:200], email=email.strip(),
        phone=phone.strip()[:60], forwarded_by=forwarded_by, added_by=by,
    )  # fmt: skip


@transaction.atomic
def invitee_of(*, event: MediaEvent, recipient: Recipient) -> Invitee:
    """The invitee whom the event's pitch went to."""
    event = lock(event)
    journalist = recipient.journalist
    known = event.invitees.filter(journalist=journalist).first()
    if known:
        if known.recipient_id is None:
            known.recipient = recipient
            known.save(update_fields=["recipient", "updated_at"])
        return known
    address, position = journalist.primary_address, journalist.primary_position
    email = address.address if address else ""
    if email and (same := event.invitees.filter(email__iexact=email, journalist=None).first()):
        same.journalist, same.recipient = journalist, recipient
        same.token = new_token()  # whoever named this address by a forwarded link knows the old one
        same.save(update_fields=["journalist", "recipient", "token", "updated_at"])
        return same
    return Invitee.objects.create(
        event=event, journalist=journalist, recipient=recipient, name=journalist.name, email=email,
        outlet=str(position.outlet)[:200] if position else "",
    )  # fmt: skip


def answer_link(pitch: Pitch, recipient: Recipient, preview: bool) -> str:
    """For the merge field of an invitation (see `pitches.invitations`)."""
    event: MediaEvent | None = getattr(pitch, "media_event", None)  # asked once a pitch, however many recipients
    if event is None:
        return ""
    path = event.get_absolute_url() if preview else reverse("events:invitation", args=[recipient.token])
    return settings.SITE_URL + path


def invitation(pitch: Pitch, recipient: Recipient, preview: bool) -> Invitation | None:
    """For the page of an invitation (see `pitches.invitations`), until it begins or is called off."""
    event = MediaEvent.objects.filter(pitch=pitch, starts_at__gt=timezone.now()).exclude(state=State.CANCELLED).first()
    if event is None:
        return None
    path = event.get_absolute_url() if preview else reverse("events:invitation", args=[recipient.token])
    at = event.starts_at.astimezone(event.tz)
    return Invitation(event.title, event.get_kind_display(), at, event.place or "online", path)


def lock(event: MediaEvent) -> MediaEvent:
    """The row as it is now, ours until the transaction ends; seats are counted under it."""
    rows = MediaEvent.objects.select_for_update(of=("self",))
    return rows.select_related("client", "campaign", "owner", "pitch").get(pk=event.pk)


def _stop_invitation(event: MediaEvent, by: User) -> None:
    """What has not gone out of the invitation stays here, and nobody is reminded of it."""
    if event.pitch is None:
        return
    with suppress(WrongState):  # it moved on since, and its next step is asked for below
        if event.pitch.state == Pitch.State.SCHEDULED:
            scheduling.unschedule(pitch=event.pitch, by=by)
        elif event.pitch.state == Pitch.State.SENDING:
            scheduling.stop(pitch=event.pitch, by=by)
    waiting = Recipient.objects.filter(pitch=event.pitch, follow_up_stopped_at=None, follow_up_message=None)
    waiting.update(follow_up_stopped_at=timezone.now(), follow_up_stopped_why="The event was called off.")


def _keep(event: MediaEvent) -> None:
    event.revision += 1
    event.search_text = folded(f"{event.title} {event.place} {event.about}")
    event.save()
    reminding.plan_event(event)


def _move(event: MediaEvent, to: str) -> None:
    if to not in State.values or to not in MediaEvent.NEXT[State(event.state)]:
        raise NotPossible(f"It is {event.get_state_display().lower()}, so that cannot be done.")
    event.state = to


def _known(details: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"an event has no {', '.join(sorted(unknown))}")
    return details
