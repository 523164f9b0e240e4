"""Who is coming to a media event: seats are given out under the lock of the event, and nobody is promised one twice.

A party (somebody with their guests) is seated together or waits together. Whenever seats are free the waiting list
moves up by itself, in the order of waiting; a party that does not fit lets a smaller one behind it go first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contacts import timeline
from contacts.models import TimelineEntry
from events import event_letters, told_of
from events.errors import NotPossible
from events.models import Guest, Invitee, MediaEvent
from pitches.responses import stop_follow_up
from team.models import User
from team.notifications import notify

State = Invitee.State
MOST_MOVED = 1000


@dataclass(frozen=True)
class Companion:
    """A guest as they were named."""

    name: str
    is_photographer: bool = False


@transaction.atomic
def answer(
    *, invitee: Invitee, coming: bool, guests: Sequence[Companion] = (), is_photographer: bool = False,
    accreditation: str = "", message: str = "", by: User | None = None,
) -> Invitee:  # fmt: skip
    """What they say, as often as they change it until it begins. Seated, or on the waiting list, as `state` says.

    With `by`, somebody of the team says it for them, also after the last day for answers and without the details for
    the accreditation. Raises `NotPossible` for an event that takes no answers (a seat can be given back until it
    begins), and for more guests than there may be or seats are left."""
    event = MediaEvent.objects.select_for_update().get(pk=invitee.event_id)
    invitee = (
        Invitee.objects.select_for_update(of=("self",)).select_related("journalist", "recipient").get(pk=invitee.pk)
    )
    _open(event, takes_late=by is not None or not coming)
    if coming and len(guests) > event.guests_allowed:
        raise NotPossible(f"You can bring {event.guests_allowed} guest{'s' * (event.guests_allowed != 1)} at most.")
    if event.asks_accreditation and coming and by is None and not accreditation.strip():
        raise NotPossible(event.accreditation_note or "Please give the details for your accreditation.")
    was = invitee.state
    if coming:
        _seat(event, invitee, 1 + len(guests))
    elif was in {State.YES, State.WAITING}:
        invitee.state = State.CANCELLED if was == State.YES else State.NO
        invitee.waiting_since = None
    else:
        invitee.state = State.NO
    invitee.is_photographer, invitee.accreditation = is_photographer, accreditation.strip()[:1000]
    invitee.message, invitee.answered_at = message.strip()[:2000], timezone.now()
    invitee.save()
    _bring(invitee, guests if coming else ())
    if invitee.recipient:
        stop_follow_up(recipient=invitee.recipient, why="They answered the invitation.")
    _recount(event)
    _tell(event, invitee, was, by)
    move_up(event)
    return invitee


def _bring(invitee: Invitee, guests: Sequence[Companion]) -> None:
    """Who comes along; those who are named again stay who they are, for they may have been let in at the door."""
    known = {guest.name: guest for guest in invitee.guests.all()}
    for each in guests:
        guest = known.pop(each.name[:200], None) or Guest(invitee=invitee, name=each.name[:200])
        guest.is_photographer = each.is_photographer
        guest.save()
    Guest.objects.filter(pk__in=[guest.pk for guest in known.values()]).delete()


def move_up(event: MediaEvent) -> int:
    """Give free seats to those who wait, until it begins; gives how many parties got theirs. It must be locked."""
    if event.starts_at <= timezone.now():
        return 0
    moved = 0
    queue = event.invitees.filter(state=State.WAITING).order_by("waiting_since", "pk").prefetch_related("guests")
    for waiting in queue[:MOST_MOVED]:
        left = event.seats_left
        if left is not None and left <= 0:
            break
        if left is None or 1 + len(waiting.guests.all()) <= left:
            waiting.state, waiting.waiting_since = State.YES, None
            waiting.save(update_fields=["state", "waiting_since", "updated_at"])
            _recount(event)
            event_letters.confirm(event, waiting, moved_up=True)
            moved += 1
    return moved


def takes_answers(event: MediaEvent) -> bool:
    """Whether somebody may still say that they come."""
    now = timezone.now()
    is_open = event.state in {MediaEvent.State.PLANNED, MediaEvent.State.OPEN}
    return is_open and event.starts_at > now and (event.rsvp_by is None or event.rsvp_by > now)


def _open(event: MediaEvent, *, takes_late: bool) -> None:
    now = timezone.now()
    if event.state == MediaEvent.State.CANCELLED:
        raise NotPossible("This event was called off.")
    if event.starts_at <= now or event.state == MediaEvent.State.OVER:
        raise NotPossible("This event has begun, so answers come too late. Please call us.")
    if not takes_late and not takes_answers(event):
        raise NotPossible("Answers are closed. Please call us, and we see what we can do.")


def _seat(event: MediaEvent, invitee: Invitee, party: int) -> None:
    """Seat them, or put them on the waiting list; who has seats keeps them rather than wait for more."""
    held = 1 + invitee.guests.count() if invitee.state == State.YES else 0
    left = None if event.capacity is None else event.capacity - event.seats_taken + held
    if left is None or party <= left:
        invitee.state, invitee.waiting_since = State.YES, None
    elif invitee.state == State.YES:
        raise NotPossible(f"Only {left - 1} of your guests can come along; nothing was changed.")
    elif invitee.state != State.WAITING:
        invitee.state, invitee.waiting_since = State.WAITING, timezone.now()


def _recount(event: MediaEvent) -> None:
    """How many seats are taken, counted anew."""
    coming = event.invitees.filter(state=State.YES)
    taken = coming.count() + Guest.objects.filter(invitee__in=coming).count()
    event.seats_taken = taken
    MediaEvent.objects.filter(pk=event.pk).update(seats_taken=taken)


def _tell(event: MediaEvent, invitee: Invitee, was: str, by: User | None) -> None:
    """By mail with the entry for the calendar; who is in charge by a notification; the record by a line."""
    if invitee.state == State.YES:
        event_letters.confirm(event, invitee)
    elif invitee.state == State.WAITING and was != State.WAITING:
        event_letters.put_on_waiting_list(event, invitee)
    elif was == State.YES:
        event_letters.take_out(event, invitee)
    if was != invitee.state:
        said = f"{invitee.name}: {invitee.get_state_display().lower()}, “{event.title}”"
        notify(
            kind=told_of.GUESTS,
            users=[event.owner],
            by=by,
            text=said,
            url=event.get_absolute_url(),
            icon="calendar-user",
        )
    if invitee.journalist and was != invitee.state:
        timeline.record(
            journalist=invitee.journalist, kind=TimelineEntry.Kind.EVENT, at=timezone.now(), by=by,
            headline=f"{invitee.get_state_display()}: {event.title}"[:200], campaign=event.campaign,
            url=event.get_absolute_url(), key=f"event:{event.pk}:{invitee.pk}:{timezone.now().isoformat()}",
        )  # fmt: skip
