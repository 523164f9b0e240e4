"""An interview on its way: asked for, offered, confirmed, moved, called off, held.

Every verb locks the interview first. A time is booked under the lock of its spokesperson, so that of two journalists
who pick the same one at once the second reads that it is gone; the exclusion constraint holds even against what is
written past these verbs. What others have in their calendars follows by mail (see `events.calendar_letters`), and who
is reminded by `events.reminding`, all in the same transaction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from campaigns.models import Client, Spokesperson
from contacts.models import Journalist
from core.folding import folded
from events import calendar_letters, reminding, told_of
from events.errors import JustTaken, NotPossible
from events.icalendar_files import new_uid
from events.models import Interview, InterviewMove, Slot
from events.on_record import note_on_timeline
from events.speakers import away, booked
from inquiries.models import Inquiry
from pitches.models import Recipient
from team.events import announce, reference
from team.models import User
from team.notifications import notify

State, Side = Interview.State, Interview.Side
MOST_SLOTS: Final = 20
FARTHEST: Final = timedelta(days=366)
DETAILS: Final = (
    "campaign", "topic", "angle", "wishes", "format", "place", "link", "minutes", "zone", "ground", "ground_note",
    "publication", "owner", "reporter_name", "reporter_email", "reporter_phone", "outlet",
)  # fmt: skip
IN_CALENDAR: Final = {
    "format", "place", "link", "topic", "minutes", "spokesperson", "reporter_email", "reporter_name", "outlet",
}  # fmt: skip
"""What stands in the entry of a calendar, so that it is sent anew when it changes."""


@transaction.atomic
def request(
    *, client: Client, topic: str, by: User, journalist: Journalist | None = None, inquiry: Inquiry | None = None,
    recipient: Recipient | None = None, spokesperson: Spokesperson | None = None, **details: Any,
) -> Interview:  # fmt: skip
    """A journalist wishes to speak to somebody. `details` are those of DETAILS. Raises `NotPossible`."""
    _know(details)
    interview = Interview(
        client=client, topic=topic.strip()[:200], journalist=journalist, inquiry=inquiry, recipient=recipient,
        spokesperson=spokesperson, uid=new_uid(),
        **{"owner": by, **details},
    )  # fmt: skip
    if not interview.topic:
        raise NotPossible("Say what it is about.")
    _of_client(interview, spokesperson)
    if journalist:
        address = journalist.primary_address
        interview.reporter_name = interview.reporter_name or journalist.name
        interview.reporter_email = interview.reporter_email or (address.address if address else "")
    _keep(interview)
    note_on_timeline(interview, f"Interview asked for: {interview.topic}", by=by, step="asked")
    if interview.owner != by:
        text = f"{by.name} put you in charge of the interview “{interview.topic}”."
        notify(
            kind=told_of.INTERVIEW,
            users=[interview.owner],
            by=by,
            text=text,
            url=interview.get_absolute_url(),
            icon="microphone",
        )
    return interview


@transaction.atomic
def edit(*, interview: Interview, by: User, **details: Any) -> Interview:
    """Change what is known of it, `spokesperson` too; calendars follow where it concerns them. Another spokesperson is
    not free at the times that were offered, so these are taken back. Raises `NotPossible` and `JustTaken`."""
    _know(details, "spokesperson")
    interview = lock(interview)
    changed = {name for name, value in details.items() if getattr(interview, name) != value}
    if not changed:
        return interview
    for name in changed:
        setattr(interview, name, details[name])
    is_agreed = _agreed_after(interview)
    _of_client(interview, interview.spokesperson)
    offered = interview.slots.filter(state=Slot.State.OFFERED)
    if "spokesperson" in changed:
        offered.update(state=Slot.State.WITHDRAWN)
        if interview.state == State.OFFERED:
            _move(interview, State.REQUESTED)
    elif "minutes" in changed:
        offered.update(ends_at=F("starts_at") + timedelta(minutes=interview.minutes))
    if is_agreed and interview.starts_at and changed & {"minutes", "spokesperson"}:
        if interview.starts_at > timezone.now():
            _book(interview, interview.starts_at, interview.spokesperson)
        interview.ends_at = interview.starts_at + timedelta(minutes=interview.minutes)
    if is_agreed and changed & IN_CALENDAR:
        interview.sequence += 1
        _keep(interview)
        calendar_letters.invite(interview)
    else:
        _keep(interview)
    return interview


@transaction.atomic
def offer(*, interview: Interview, times: Iterable[datetime], by: User, by_mail: bool = True) -> list[Slot]:
    """Offer these times on the journalist's page, and send them its address. Times that stand there stay.

    Raises `NotPossible`, which names the first time that cannot be offered.
    """
    interview = lock(interview)
    speaker = interview.spokesperson
    if speaker is None:
        raise NotPossible("Choose the spokesperson first.")
    if interview.state == State.CONFIRMED:
        raise NotPossible("It has a time. Move it, then other times can be offered.")
    _still_to_arrange(interview)
    interview.slots.filter(state=Slot.State.OFFERED, starts_at__lte=timezone.now()).update(state=Slot.State.WITHDRAWN)
    if interview.state != State.OFFERED:
        _move(interview, State.OFFERED)
    known = set(interview.slots.filter(state=Slot.State.OFFERED).values_list("starts_at", flat=True))
    wanted = sorted(set(times) - known)
    if not wanted and not known:
        raise NotPossible("Choose at least one time.")
    if len(wanted) + len(known) > MOST_SLOTS:
        raise NotPossible(f"At most {MOST_SLOTS} times can be offered at once.")
    length = timedelta(minutes=interview.minutes)
    for at in wanted:
        _free(interview, speaker, at, at + length)
    slots = Slot.objects.bulk_create(
        Slot(interview=interview, spokesperson=speaker, starts_at=at, ends_at=at + length, offered_by=by)
        for at in wanted
    )
    _keep(interview)
    if by_mail:
        calendar_letters.send_offer(interview)
    return slots


@transaction.atomic
def withdraw(*, slot: Slot, by: User) -> None:
    """Take back a time that nobody has picked. Raises `NotPossible`."""
    interview = lock(slot.interview)
    if not interview.slots.filter(pk=slot.pk, state=Slot.State.OFFERED).update(state=Slot.State.WITHDRAWN):
        raise NotPossible("That time is not on offer any more.")
    if interview.state == State.OFFERED and not interview.slots.filter(state=Slot.State.OFFERED).exists():
        _move(interview, State.REQUESTED)
        _keep(interview)


@transaction.atomic
def pick(*, interview: Interview, slot: Slot) -> Interview:
    """The journalist picks one of the times, or another one than before. Raises `JustTaken` and `NotPossible`."""
    interview = lock(interview)
    current = interview.slots.select_related("spokesperson").filter(pk=slot.pk).first()
    if interview.state == State.CONFIRMED and interview.starts_at == slot.starts_at:
        return interview  # sent twice
    if current is None or current.state != Slot.State.OFFERED or current.starts_at <= timezone.now():
        raise JustTaken("That time is not on offer any more. Please pick another one.")
    if interview.state not in {State.OFFERED, State.CONFIRMED}:
        raise NotPossible(f"This interview is {interview.get_state_display().lower()}.")
    _note_move(interview, now=current.starts_at, side=Side.THEM, why="picked another time", by=None)
    interview.slots.filter(state=Slot.State.TAKEN).update(state=Slot.State.OFFERED)
    _confirm(interview, current.starts_at, current.spokesperson, by=None)
    current.state = Slot.State.TAKEN
    current.save(update_fields=["state", "updated_at"])
    text = f"{interview.reporter} picked {_said(interview, interview.owner)} for “{interview.topic}”."
    notify(
        kind=told_of.INTERVIEW, users=[interview.owner], text=text, url=interview.get_absolute_url(), icon="microphone"
    )
    return interview


@transaction.atomic
def none_suits(*, interview: Interview, words: str) -> Interview:
    """None of the times suits the journalist; their words are kept, and who is in charge is told."""
    interview = lock(interview)
    if interview.state not in {State.OFFERED, State.REQUESTED}:
        raise NotPossible(f"This interview is {interview.get_state_display().lower()}.")
    interview.wishes = words.strip()[:1000]
    interview.slots.filter(state=Slot.State.OFFERED).update(state=Slot.State.WITHDRAWN)
    interview.state = State.REQUESTED
    _keep(interview)
    text = f"None of the times suits {interview.reporter}: “{interview.topic}”."
    notify(
        kind=told_of.INTERVIEW, users=[interview.owner], text=text, url=interview.get_absolute_url(), icon="microphone"
    )
    return interview


@transaction.atomic
def confirm(*, interview: Interview, starts_at: datetime | None, by: User) -> Interview:
    """A time that was agreed otherwise, by phone perhaps. One in writing needs none. Raises `NotPossible` and
    `JustTaken`."""
    interview = lock(interview)
    if interview.state == State.CONFIRMED:
        raise NotPossible("It is confirmed already. Move it instead.")
    _still_to_arrange(interview)
    if interview.spokesperson is None:
        raise NotPossible("Choose the spokesperson first.")
    if starts_at is None and interview.format != Interview.Format.WRITTEN:
        raise NotPossible("Say when it takes place.")
    return _confirm(interview, starts_at, interview.spokesperson, by=by)


@transaction.atomic
def move(*, interview: Interview, starts_at: datetime | None, side: str, why: str, by: User | None) -> Interview:
    """Give up its time, for another one or for none yet. Ours are counted. Raises `NotPossible` and `JustTaken`."""
    interview = lock(interview)
    if interview.state != State.CONFIRMED:
        raise NotPossible(f"It is {interview.get_state_display().lower()}, so there is no time to give up.")
    if starts_at == interview.starts_at:
        raise NotPossible("That is the time it has." if starts_at else "It is answered in writing and has no time.")
    if starts_at:
        _note_move(interview, now=starts_at, side=side, why=why, by=by)
        interview.put_off += side == Side.US and interview.starts_at is not None
        _take_from_page(interview, starts_at=interview.starts_at)
        return _confirm(interview, starts_at, interview.spokesperson, by=by)
    interview = _give_up(interview, side=side, why=why, by=by, again=True)
    _tell_owner(interview, by, f"{interview.reporter} gave up the time of “{interview.topic}”.")
    return interview


@transaction.atomic
def answer_in_writing(*, interview: Interview, by: User) -> Interview:
    """It is answered in writing instead, by the same spokesperson; a time that was agreed is put off by us. Raises
    `NotPossible`."""
    interview = lock(interview)
    if interview.format == Interview.Format.WRITTEN and interview.state == State.CONFIRMED:
        raise NotPossible("It is answered in writing already.")
    if interview.state != State.CONFIRMED:
        _still_to_arrange(interview)
    else:
        interview = _give_up(interview, side=Side.US, why="We answer in writing.", by=by, again=False)
    interview.format = Interview.Format.WRITTEN
    _take_from_page(interview)
    if interview.spokesperson is None:
        raise NotPossible("Choose the spokesperson first.")
    return _confirm(interview, None, interview.spokesperson, by=by)


@transaction.atomic
def call_off(*, interview: Interview, side: str, why: str, by: User | None) -> Interview:
    """It will not take place. Ours within a day of it is a late cancellation. Raises `NotPossible`."""
    interview = lock(interview)
    if by and not why.strip():
        raise NotPossible("Say why, for whoever meets this journalist next.")
    was_confirmed = interview.state == State.CONFIRMED
    _move(interview, State.CANCELLED)
    now = timezone.now()
    interview.cancelled_at, interview.cancelled_side, interview.cancelled_why = now, side, why.strip()[:300]
    near = interview.starts_at is not None and timedelta() < interview.starts_at - now < Interview.LATE
    interview.late_cancel = side == Side.US and was_confirmed and near
    interview.sequence += 1
    _take_from_page(interview)
    _keep(interview)
    if was_confirmed:
        calendar_letters.withdraw(interview, why=why if side == Side.US else "")
    note_on_timeline(interview, f"Interview called off: {interview.topic}", by=by, step=f"off:{interview.revision}")
    _tell_owner(interview, by, f"{interview.reporter} called off “{interview.topic}”.")
    return interview


@transaction.atomic
def decline(*, interview: Interview, why: str, by: User) -> Interview:
    """We give no interview. Raises `NotPossible`."""
    interview = lock(interview)
    _move(interview, State.DECLINED)
    interview.cancelled_why = why.strip()[:300]
    _take_from_page(interview)
    return _keep(interview)


@transaction.atomic
def take_up(*, interview: Interview, by: User) -> Interview:
    """What was called off or declined is wanted after all. Raises `NotPossible`."""
    interview = lock(interview)
    if interview.state not in {State.CANCELLED, State.DECLINED}:
        raise NotPossible(f"It is {interview.get_state_display().lower()}, so it does not have to be taken up.")
    _move(interview, State.REQUESTED)
    interview.starts_at = interview.ends_at = interview.cancelled_at = None
    interview.cancelled_why = interview.cancelled_side = ""
    interview.late_cancel = False
    return _keep(interview)


@transaction.atomic
def held(*, interview: Interview, by: User) -> Interview:
    """It took place. Raises `NotPossible`, also before it has begun."""
    interview = lock(interview)
    if interview.starts_at and interview.starts_at > timezone.now():
        raise NotPossible("It has not begun yet.")
    _move(interview, State.HELD)
    note_on_timeline(interview, f"Interview: {interview.topic}", by=by, step="held", at=interview.starts_at)
    return _keep(interview)


@transaction.atomic
def conclude(*, interview: Interview, notes: str, outcome: str, outcome_note: str, by: User) -> Interview:
    """What was said, and what came of it."""
    interview = lock(interview)
    interview.notes, interview.outcome, interview.outcome_note = notes, outcome, outcome_note
    return _keep(interview)


def lock(interview: Interview) -> Interview:
    """The row as it is now, ours until the transaction ends."""
    rows = Interview.objects.select_for_update(of=("self",))
    return rows.select_related(
        "client", "campaign", "spokesperson", "journalist", "outlet", "owner", "inquiry__thread", "recipient__pitch"
    ).get(pk=interview.pk)


def _agreed_after(interview: Interview) -> bool:
    """Whether it is agreed, as it is changed now. One in writing that is to be spoken after all needs a time first.
    Raises `NotPossible` for what cannot be so."""
    if interview.state not in {State.CONFIRMED, State.HELD}:
        return False
    if interview.spokesperson is None:
        raise NotPossible("An interview that is agreed has a spokesperson. Choose another one, or call it off.")
    if interview.starts_at is None and interview.format != Interview.Format.WRITTEN:
        if interview.state == State.HELD:
            raise NotPossible("It was answered in writing, so that is its format.")
        _move(interview, State.REQUESTED)
    return interview.state == State.CONFIRMED


def _still_to_arrange(interview: Interview) -> None:
    if interview.state in {State.CANCELLED, State.DECLINED}:
        raise NotPossible(f"It is {interview.get_state_display().lower()}. Take it up again first.")
    if interview.state == State.HELD:
        raise NotPossible("It took place already.")


def _take_from_page(interview: Interview, **which: Any) -> None:
    """What was offered or picked is on the journalist's page no more."""
    there = interview.slots.filter(state__in=[Slot.State.OFFERED, Slot.State.TAKEN], **which)
    there.update(state=Slot.State.WITHDRAWN)


def _give_up(interview: Interview, *, side: str, why: str, by: User | None, again: bool) -> Interview:
    """Its time goes, and out of the calendars; `again` promises another one."""
    _note_move(interview, now=None, side=side, why=why, by=by)
    interview.put_off += side == Side.US
    interview.sequence += 1
    if interview.starts_at:
        calendar_letters.withdraw(interview, why=why if side == Side.US else "", again=again)
    _take_from_page(interview, starts_at=interview.starts_at)
    open_slots = interview.slots.filter(state=Slot.State.OFFERED, starts_at__gt=timezone.now())
    _move(interview, State.OFFERED if open_slots.exists() else State.REQUESTED)
    interview.slots.filter(state=Slot.State.TAKEN).update(state=Slot.State.WITHDRAWN)
    interview.starts_at = interview.ends_at = None
    return _keep(interview)


def _confirm(interview: Interview, at: datetime | None, speaker: Spokesperson | None, *, by: User | None) -> Interview:
    if interview.state != State.CONFIRMED:
        _move(interview, State.CONFIRMED)
    if at:
        _book(interview, at, speaker)
    interview.spokesperson = speaker
    interview.confirmed_at = timezone.now()
    interview.sequence += 1
    _keep(interview)
    calendar_letters.invite(interview)
    when = f", {_said(interview, interview.owner)}" if at else ""
    headline = f"Interview agreed{when}: {interview.topic}"
    note_on_timeline(interview, headline, by=by, step=f"confirmed:{interview.sequence}")
    begins = at.isoformat() if at else None
    announce("interview.confirmed", reference(interview, path="interviews") | {"starts_at": begins})
    return interview


def _book(interview: Interview, at: datetime, speaker: Spokesperson | None) -> None:
    """Give it that time, under the lock of the spokesperson; not saved. Raises `JustTaken` and `NotPossible`."""
    if speaker is None:
        raise NotPossible("Choose the spokesperson first.")
    if at <= timezone.now():
        raise NotPossible("That time is over. Choose one that is still to come.")
    if at > timezone.now() + FARTHEST:
        raise NotPossible("That is more than a year away. Check the date.")
    Spokesperson.objects.select_for_update(no_key=True).get(pk=speaker.pk)
    end = at + timedelta(minutes=interview.minutes)
    if booked(speaker, at, end, apart_from=interview.pk):
        raise JustTaken(f"{speaker} is giving another interview at that time. Please choose another one.")
    interview.starts_at, interview.ends_at = at, end


def _free(interview: Interview, speaker: Spokesperson, start: datetime, end: datetime) -> None:
    """Raises `NotPossible` where they cannot speak then."""
    said = _clock(start, interview.owner)
    if start <= timezone.now():
        raise NotPossible(f"{said} is over.")
    if start > timezone.now() + FARTHEST:
        raise NotPossible(f"{said} is more than a year away. Check the date.")
    if booked(speaker, start, end, apart_from=interview.pk):
        raise NotPossible(f"{speaker} is giving another interview at {said}.")
    if busy := away(speaker, start, end):
        raise NotPossible(f"{speaker} is not available at {said}{f': {busy.note}' if busy.note else ''}.")


def _keep(interview: Interview) -> Interview:
    interview.revision += 1
    names = (interview.topic, interview.reporter, interview.reporter_name, interview.outlet, interview.spokesperson)
    interview.search_text = folded(" ".join(str(name) for name in names if name))
    try:
        with transaction.atomic():
            interview.save()
    except IntegrityError as error:
        if "events_interview_no_double_booking" in str(error):
            raise JustTaken from None
        raise
    reminding.plan(interview)
    return interview


def _move(interview: Interview, to: str) -> None:
    """Set a new state, not saved. Raises `NotPossible`."""
    if to not in Interview.NEXT[State(interview.state)]:
        was, will = interview.get_state_display().lower(), State(to).label.lower()
        raise NotPossible(f"It is {was}, so it cannot become {will}.")
    interview.state = to


def _note_move(interview: Interview, *, now: datetime | None, side: str, why: str, by: User | None) -> None:
    if interview.starts_at and interview.state == State.CONFIRMED:
        InterviewMove.objects.create(
            interview=interview, was=interview.starts_at, now=now, side=side, why=why.strip()[:300], by=by
        )


def _know(details: dict[str, Any], *more: str) -> None:
    if unknown := set(details) - {*DETAILS, *more}:
        raise TypeError(f"an interview has no {', '.join(sorted(unknown))}")


def _of_client(interview: Interview, speaker: Spokesperson | None) -> None:
    if speaker and speaker.client_id != interview.client_id:
        raise NotPossible(f"{speaker} does not speak for {interview.client}.")


def _tell_owner(interview: Interview, by: User | None, text: str) -> None:
    """Where the journalist did it; our own steps are ours."""
    if by is None:
        notify(
            kind=told_of.INTERVIEW,
            users=[interview.owner],
            text=text,
            url=interview.get_absolute_url(),
            icon="microphone",
        )


def _said(interview: Interview, reader: User) -> str:
    return _clock(interview.starts_at, reader) if interview.starts_at else ""


def _clock(at: datetime, reader: User) -> str:
    return date_format(at.astimezone(reader.zone), "D j M, H:i")
