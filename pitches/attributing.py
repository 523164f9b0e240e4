"""Says which pitch a clip came of: rules propose (`pitches.origins`), people decide and can take it back."""

from django.db import transaction
from django.utils import timezone

from contacts import timeline
from contacts.models import TimelineEntry
from coverage.models import Clip
from pitches.errors import PitchError
from pitches.models import Attribution, Recipient
from pitches.origins import leads_for
from team.models import User

State = Attribution.State


class OtherClient(PitchError):
    """The clip is of another client than the pitch."""


@transaction.atomic
def confirm(*, clip: Clip, recipient: Recipient, by: User, why: str = "") -> Attribution:
    """The clip came of the pitch to this recipient, and so of no other one. Raises `OtherClient`."""
    _lock(clip)
    if recipient.pitch.campaign.client_id != clip.client_id:
        raise OtherClient(f"“{clip}” is a clip of another client than the pitch “{recipient.pitch}”. Choose another.")
    for other in Attribution.objects.filter(clip=clip).exclude(recipient=recipient):
        _decide(other, State.REFUSED, by=by)
    found, _ = Attribution.objects.get_or_create(clip=clip, recipient=recipient, defaults={"why": why})
    _decide(found, State.CONFIRMED, by=by)
    tell(clip)
    return found


@transaction.atomic
def refuse(*, clip: Clip, recipient: Recipient, by: User) -> Attribution:
    """The clip did not come of the pitch to this recipient."""
    _lock(clip)
    found, _ = Attribution.objects.get_or_create(clip=clip, recipient=recipient)
    _decide(found, State.REFUSED, by=by)
    tell(clip)
    return found


@transaction.atomic
def refuse_all(*, clip: Clip, by: User) -> None:
    """The clip came of no pitch of ours: neither of those proposed, nor of those that the rules would propose."""
    _lock(clip)
    for lead in leads_for(clip):
        if lead.is_likely:
            Attribution.objects.get_or_create(clip=clip, recipient=lead.recipient, defaults={"why": lead.why})
    for found in Attribution.objects.filter(clip=clip):
        _decide(found, State.REFUSED, by=by)
    tell(clip)


@transaction.atomic
def reopen(*, clip: Clip, recipient: Recipient) -> None:
    """What was said of this clip and this recipient is open again."""
    _lock(clip)
    for found in Attribution.objects.filter(clip=clip, recipient=recipient):
        _decide(found, State.PROPOSED, by=None)
    tell(clip)


@transaction.atomic
def propose(*, clip: Clip) -> list[Attribution]:
    """Keep what the rules find likely, unless something was said of the clip before. A syndicated copy has none of its
    own where its original is a clip too: both came of one pitch, which counts once."""
    if Attribution.objects.filter(clip=clip).exists() or _follows_its_original(clip):
        return []
    likely = [lead for lead in leads_for(clip) if lead.is_likely]
    return [
        Attribution.objects.get_or_create(clip=clip, recipient=lead.recipient, defaults={"why": lead.why})[0]
        for lead in likely
    ]


def withdraw_proposals(*, clip: Clip) -> None:
    """The clip is not ours (for now), so nobody needs to say where it comes from."""
    Attribution.objects.filter(clip=clip, state=State.PROPOSED).delete()


def tell(clip: Clip) -> None:
    """Have the timelines of whom we pitched say what came of it: once it is confirmed, as long as the clip is ours."""
    for found in Attribution.objects.filter(clip=clip).select_related(
        "recipient__pitch__campaign", "recipient__journalist"
    ):
        key, recipient = f"attribution:{clip.pk}:{found.recipient_id}", found.recipient
        if found.state != State.CONFIRMED or clip.state != Clip.State.OURS:
            TimelineEntry.objects.filter(key=key).delete()
            continue
        timeline.record(
            journalist=recipient.journalist,
            kind=TimelineEntry.Kind.COVERED,
            headline=f"The pitch “{recipient.pitch.subject}” led to coverage",
            body=clip.article.title,
            at=clip.article.published_at or clip.created_at,
            by=found.by,
            url=recipient.pitch.get_absolute_url(),
            campaign=recipient.pitch.campaign,
            key=key,
        )


def _follows_its_original(clip: Clip) -> bool:
    original = clip.article.original_id
    return bool(original) and Clip.objects.filter(client=clip.client_id, article=original).exists()


def _lock(clip: Clip) -> None:
    """Two people who decide about one clip do so one after the other."""
    Clip.objects.select_for_update().only("pk").get(pk=clip.pk)


def _decide(attribution: Attribution, to: Attribution.State, *, by: User | None) -> None:
    """Under the lock of the clip; saying the same twice changes nothing."""
    if attribution.state == to:
        return
    if to not in Attribution.NEXT[State(attribution.state)]:
        raise PitchError(f"What is {attribution.get_state_display().lower()} cannot become {to.label.lower()}.")
    attribution.state, attribution.by, attribution.at = to, by, timezone.now() if by else None
    attribution.save(update_fields=["state", "by", "at", "updated_at"])
