"""What journalists decide about themselves, by the link in every pitch: how to be pitched, a pause, to leave.

Nobody signs in here: whoever holds the link speaks for the journalist. So nothing can be done that reaches further than
the journalist themselves; corrections and deletions are wishes that a person of the team sees to.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from contacts import search, timeline
from contacts.models import Beat, Journalist, PrivacyRequest, TimelineEntry, WithdrawnLink
from core.tokens import new_token
from mail import outbox, suppression
from mail.models import Suppression
from team.models import Notification

LEFT = "They left by their own link"
BEATS_AT_MOST = 20


@transaction.atomic
def save(
    *,
    journalist: Journalist,
    covers: str,
    how_to_pitch: str,
    never_follow_up: bool,
    paused_until: date | None,
    no_tracking: bool = False,
    instead: str = "",
) -> list[str]:
    """Keep what they prefer; gives what changed, in words, and tells the timeline and the owner of it.

    `covers` is a list of beats by name, with commas. Beats that the team has are set; other words are passed on to a
    person, because strangers do not make beats. `instead` is who at their outlet to write to, passed on as well.
    """
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    changes = _cover(journalist, covers)
    if how_to_pitch != journalist.how_to_pitch:
        changes.append(f"how to pitch: {how_to_pitch}" if how_to_pitch else "nothing said about how to pitch any more")
    if never_follow_up != journalist.never_follow_up:
        changes.append("no follow-ups" if never_follow_up else "follow-ups are fine")
    if no_tracking != journalist.no_tracking:
        changes.append("clicks and opens are not counted" if no_tracking else "clicks and opens may be counted")
    if paused_until != journalist.paused_until:
        changes.append(f"pause until {date_format(paused_until, 'j F Y')}" if paused_until else "no pause")
    if instead:
        changes.append(f"write instead to: {instead}")
    journalist.how_to_pitch, journalist.never_follow_up = how_to_pitch, never_follow_up
    journalist.paused_until, journalist.no_tracking = paused_until, no_tracking
    journalist.preferences_set_at = timezone.now()
    fields = ["how_to_pitch", "never_follow_up", "no_tracking", "paused_until", "preferences_set_at", "updated_at"]
    journalist.save(update_fields=fields)
    if changes:
        _tell(journalist, "Changed their preferences", "\n".join(changes))
    return changes


def _cover(journalist: Journalist, covers: str) -> list[str]:
    words = list(dict.fromkeys(" ".join(word.split()) for word in covers.split(",") if word.strip()))[:BEATS_AT_MOST]
    known = {word: Beat.objects.filter(name__iexact=word).first() for word in words}
    before, after = set(journalist.beats.all()), {beat for beat in known.values() if beat}
    changes = []
    if before != after:
        journalist.beats.set(after)
        search.refresh([journalist.pk])
        changes.append(f"covers {', '.join(sorted(beat.name for beat in after)) or 'none of our beats'}")
    if unknown := [word for word, beat in known.items() if beat is None]:
        changes.append(f"also covers {', '.join(unknown)}")
    return changes


@transaction.atomic
def leave(*, journalist: Journalist) -> bool:
    """Off every list, at once and for good: do not contact, and every address suppressed. Tells whether it was news."""
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    for email in journalist.emails.all():
        suppression.suppress(email.address, source=Suppression.Source.UNSUBSCRIBE)
        outbox.withdraw(email.address, why="They left.")
    if journalist.do_not_contact:
        return False
    journalist.do_not_contact, journalist.do_not_contact_reason = True, LEFT
    journalist.save(update_fields=["do_not_contact", "do_not_contact_reason", "updated_at"])
    _tell(journalist, "Left our lists", icon="user-off")
    return True


@transaction.atomic
def come_back(*, journalist: Journalist) -> bool:
    """Leaving was a mistake. Lifts what leaving set; what the team or a bounce decided stays. Tells whether it did."""
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    if not has_left(journalist):
        return False
    for email in journalist.emails.all():
        suppression.lift(email.address, source=Suppression.Source.UNSUBSCRIBE)
    journalist.do_not_contact, journalist.do_not_contact_reason = False, ""
    journalist.save(update_fields=["do_not_contact", "do_not_contact_reason", "updated_at"])
    _tell(journalist, "Came back to our lists")
    return True


@transaction.atomic
def withdraw_link(*, journalist: Journalist) -> Journalist:
    """Give them another link, for example because a pitch was forwarded. The old one is good for leaving alone."""
    journalist = Journalist.objects.select_for_update().get(pk=journalist.pk)
    WithdrawnLink.objects.create(journalist=journalist, token=journalist.token)
    journalist.token = new_token()
    journalist.save(update_fields=["token", "updated_at"])
    return journalist


def has_left(journalist: Journalist) -> bool:
    """Whether they left by themselves, and may come back by themselves."""
    return journalist.do_not_contact and journalist.do_not_contact_reason == LEFT


@transaction.atomic
def ask_to_correct(*, journalist: Journalist, text: str) -> PrivacyRequest:
    """Something we hold is wrong. A person corrects it."""
    request = PrivacyRequest.objects.create(journalist=journalist, kind=PrivacyRequest.Kind.CORRECTION, text=text)
    _tell(journalist, "Asked us to correct what we hold", text)
    return request


@transaction.atomic
def ask_to_delete(*, journalist: Journalist, text: str = "") -> PrivacyRequest:
    """Delete what you hold: nothing is sent from now on, and a person deletes it. Asked twice, it stays one wish."""
    leave(journalist=journalist)
    open_one = journalist.privacy_requests.filter(kind=PrivacyRequest.Kind.DELETION, handled_at=None).first()
    if open_one:
        return open_one
    request = PrivacyRequest.objects.create(journalist=journalist, kind=PrivacyRequest.Kind.DELETION, text=text)
    _tell(journalist, "Asked us to delete what we hold", text)
    return request


def _tell(journalist: Journalist, headline: str, body: str = "", icon: str = "user-edit") -> None:
    """Once on the timeline, and once to whoever looks after them."""
    timeline.record(journalist=journalist, kind=TimelineEntry.Kind.PREFERENCES, headline=headline, body=body)
    if journalist.owner_id:
        Notification.objects.create(
            user_id=journalist.owner_id,
            text=f"{journalist}: {headline[0].lower()}{headline[1:]}"[:300],
            url=journalist.get_absolute_url(),
            icon=icon,
        )
