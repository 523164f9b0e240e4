"""Correcting what is held true of a clip: one, looked at by somebody, or many at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from contacts.models import TimelineEntry
from core.overtaking import look
from core.tokens import new_token
from coverage.clips import authors
from coverage.clips.carried import Carried
from coverage.clips.errors import ClipError
from coverage.models import Clip, ClipMessage
from coverage.querysets import ClipQuerySet
from team.models import User

FIELDS: Final = (
    "campaign", "journalist", "tone", "prominence", "depth", "value", "links_to_us", "reach", "reach_source",
    "reach_on", "notes",
)  # fmt: skip
AT_ONCE: Final = ("campaign", "tone", "prominence", "depth", "value")
UNDO_SECONDS: Final = 15 * 60


class TooLate(ClipError):
    """What was done to many cannot be taken back any more."""

    def __init__(self) -> None:
        super().__init__("That cannot be taken back any more by one click. Nothing was changed.")


@transaction.atomic
def save(
    *, clip: Clip, by: User, seen: str, typed: Any, messages: Mapping[int, Carried], quoted: Any, **fields: Any
) -> Clip:
    """Keep what somebody corrected. `typed` is the form (`shown()`, `typed()`); `messages` by the key message's key.

    Messages of another campaign than the clip's are dropped. Raises `core.overtaking.Overtaken`.
    """
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"save() does not take {', '.join(sorted(unknown))}")
    clip = Clip.objects.select_for_update(of=("self",)).select_related("article", "client", "campaign").get(pk=clip.pk)
    look(
        seen=seen,
        saved=type(typed)(instance=clip).shown(),
        typed=typed.typed(),
        records=[(Clip, {"pgh_obj": clip.pk})],
    )
    was = clip.journalist_id, clip.campaign_id
    for name, value in fields.items():
        setattr(clip, name, value)
    clip.save(update_fields=[*fields, "updated_at"])
    clip.quoted.set(quoted)
    _save_messages(clip, messages)
    if clip.journalist_id != was[0]:
        authors.put_on_timeline(clip, by=by)
    elif clip.campaign_id != was[1]:
        _tell_campaign([clip.pk], clip.campaign_id)
    return clip


def _tell_campaign(keys: Iterable[int], campaign: int | None) -> None:
    """What tells of these clips on timelines belongs to the campaign too; what is left out there stays left out."""
    TimelineEntry.objects.filter(key__in=[authors.told_as(key) for key in keys]).update(campaign=campaign)


def _save_messages(clip: Clip, messages: Mapping[int, Carried]) -> None:
    ClipMessage.objects.filter(clip=clip).exclude(key_message__campaign=clip.campaign_id).delete()
    for key, carried in messages.items():
        ClipMessage.objects.update_or_create(
            clip=clip, key_message_id=key, defaults={"score": carried.score, "sentence": carried.sentence}
        )


@dataclass(frozen=True)
class Done:
    """How many were changed, how many stayed because the campaign is another client's, and what takes it back."""

    changed: int
    stayed: int = 0
    token: str = ""


@transaction.atomic
def save_many(*, clips: ClipQuerySet, by: User, **values: Any) -> Done:
    """Give many clips the same campaign, tone, prominence, depth or value; a campaign only to those of its client."""
    unknown = set(values) - set(AT_ONCE)
    if unknown:
        raise TypeError(f"save_many() does not take {', '.join(sorted(unknown))}")
    locked = list(clips.order_by("pk").select_for_update(of=("self",)))
    campaign = values.get("campaign")
    fitting = [clip for clip in locked if campaign is None or clip.client_id == campaign.client_id]
    columns = {
        "campaign_id" if name == "campaign" else name: getattr(value, "pk", value) for name, value in values.items()
    }
    before = {clip.pk: {name: getattr(clip, name) for name in columns} for clip in fitting}
    changed = {key: was for key, was in before.items() if was != columns}
    Clip.objects.filter(pk__in=changed).update(**columns, updated_at=timezone.now())
    if "campaign_id" in columns:
        _tell_campaign(changed, columns["campaign_id"])
    token = new_token() if changed else ""
    if token:
        cache.set(_key(token), {"by": by.pk, "before": changed, "after": columns}, UNDO_SECONDS)
    return Done(len(changed), len(locked) - len(fitting), token)


@transaction.atomic
def take_back_many(*, token: str, by: User) -> int:
    """Undo `save_many`, once, for whoever did it; what somebody changed since stays. Raises `TooLate`."""
    kept = cache.get(_key(token))
    if not kept or kept["by"] != by.pk or not cache.delete(_key(token)):
        raise TooLate
    count = 0
    for clip in Clip.objects.filter(pk__in=kept["before"], **kept["after"]).select_for_update().order_by("pk"):
        was = kept["before"][clip.pk]
        count += Clip.objects.filter(pk=clip.pk).update(**was, updated_at=timezone.now())
        if "campaign_id" in was:
            _tell_campaign([clip.pk], was["campaign_id"])
    return count


def _key(token: str) -> str:
    return f"coverage:clips:undo:{token}"
