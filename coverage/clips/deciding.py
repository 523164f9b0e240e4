"""What people say of a clip: ours, not ours, a copy of another; and taking that back.

A clip is decided together with the waiting clips of its syndicated copies, which take over what was said of it. They
carry the same `decided_at`, by which they are taken back together too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, KeyMessage, Spokesperson
from contacts import timeline
from contacts.models import Journalist, TimelineEntry
from coverage import listeners
from coverage.clips.errors import AlreadyDecided, ForeignChoice, NotACopy
from coverage.models import Article, Clip, ClipMessage
from team.models import User

State = Clip.State


class Changes(TypedDict, total=False):
    """What a person corrects. `messages` maps the key of a key message to its score; `origins` the `field` of a
    listener to the key of what was chosen there."""

    campaign: Campaign | None
    journalist: Journalist | None
    tone: str
    prominence: str
    depth: str
    value: int | None
    links_to_us: bool
    notes: str
    quoted: Iterable[Spokesperson]
    messages: Mapping[int, int]
    origins: Mapping[str, str]


@transaction.atomic
def confirm(*, clip: Clip, by: User, **changes: Unpack[Changes]) -> Clip:
    """It is ours, with these corrections. Raises `AlreadyDecided` and `ForeignChoice`."""
    return _decide(clip, State.OURS, by=by, changes=changes)


@transaction.atomic
def reject(*, clip: Clip, by: User) -> Clip:
    """It is not ours. Raises `AlreadyDecided`."""
    return _decide(clip, State.NOT_OURS, by=by, changes={})


@transaction.atomic
def as_copy(*, clip: Clip, original: Article, by: User) -> Clip:
    """Its article is a syndicated copy of `original`: what is said of that clip is said of this one too, now if it is
    decided, else when it is. Raises `AlreadyDecided`, and `NotACopy` where an article would be a copy of itself."""
    clip = _lock(clip)
    _check(clip, clip.state == State.WAITING)
    link(clip.article, original)
    leading = (
        Clip.objects.filter(article=clip.article.original, client=clip.client).exclude(state=State.WAITING).first()
    )
    if leading is not None:
        _settle(clip, State(leading.state), by=by, at=timezone.now(), like=leading)
    return clip


@transaction.atomic
def take_back(*, clip: Clip, by: User) -> Clip:
    """It waits again, with the copies that were decided with it. Raises `AlreadyDecided` if it waits already."""
    clip = _lock(clip)
    _check(clip, clip.state != State.WAITING)
    together = Clip.objects.filter(client=clip.client, article__original=clip.article_id, decided_at=clip.decided_at)
    for each in [clip, *together.select_for_update(of=("self",)).select_related("client", "article", "journalist")]:
        each.state, each.decided_by, each.decided_at = State.WAITING, None, None
        each.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
        TimelineEntry.objects.filter(key=_told_as(each)).delete()
        _tell(each, by)
    return clip


def _lock(clip: Clip) -> Clip:
    locked = Clip.objects.select_for_update(of=("self",))
    return locked.select_related("client", "article__original", "journalist", "campaign", "decided_by").get(pk=clip.pk)


def _check(clip: Clip, may: bool) -> None:
    if may:
        return
    if clip.state == State.WAITING:
        raise AlreadyDecided(f"“{clip}” waits for a decision already.")
    who = f" by {clip.decided_by}" if clip.decided_by else ""
    raise AlreadyDecided(f"“{clip}” was decided before{who}: {clip.get_state_display().lower()}. Nothing was changed.")


def _decide(clip: Clip, to: Clip.State, *, by: User, changes: Changes) -> Clip:
    clip = _lock(clip)
    _check(clip, to in Clip.NEXT[State(clip.state)])
    at = timezone.now()
    _correct(clip, changes, by=by)
    _settle(clip, to, by=by, at=at)
    copies = Clip.objects.waiting().filter(client=clip.client, article__original=clip.article_id).order_by("pk")
    for copy in copies.select_for_update(of=("self",)).select_related("client", "article", "journalist"):
        _settle(copy, to, by=by, at=at, like=clip)
    return clip


def _settle(clip: Clip, to: Clip.State, *, by: User, at: datetime, like: Clip | None = None) -> None:
    if like is not None:
        _take_over(clip, like)
    clip.state, clip.decided_by, clip.decided_at = to, by, at
    clip.save()
    if like and like.journalist_id == clip.journalist_id:
        TimelineEntry.objects.filter(key=_told_as(clip)).delete()
    else:
        put_on_timeline(clip, by=by)
    _tell(clip, by)


def put_on_timeline(clip: Clip, *, by: User) -> None:
    """The coverage stands on the record of whoever wrote it, as long as it is ours; call it when either changes."""
    TimelineEntry.objects.filter(key=_told_as(clip)).delete()
    if clip.state == State.OURS and clip.journalist:
        timeline.record(
            journalist=clip.journalist,
            kind=TimelineEntry.Kind.COVERED,
            headline=f"Wrote about {clip.client}: “{clip.article}”",
            at=clip.article.published_at or clip.created_at,
            by=by,
            campaign=clip.campaign,
            key=_told_as(clip),
        )


def _take_over(clip: Clip, like: Clip) -> None:
    """What was said of the original holds for the copy; who wrote it and how many read it is its own."""
    for name in ("campaign", "tone", "prominence", "depth", "value", "links_to_us"):
        setattr(clip, name, getattr(like, name))
    clip.quoted.set(like.quoted.all())
    clip.messages.all().delete()
    ClipMessage.objects.bulk_create(
        ClipMessage(clip=clip, key_message_id=row.key_message_id, score=row.score, sentence=row.sentence)
        for row in like.messages.all()
    )


def _correct(clip: Clip, changes: Changes, *, by: User) -> None:
    rest: dict[str, Any] = dict(changes)
    quoted, messages, origins = (rest.pop(name, None) for name in ("quoted", "messages", "origins"))
    for name, value in rest.items():
        setattr(clip, name, value)
    if clip.campaign and clip.campaign.client_id != clip.client_id:
        raise ForeignChoice(f"“{clip.campaign}” is no campaign of {clip.client}. Choose one of theirs.")
    if quoted is not None:
        quoted = list(quoted)
        if any(each.client_id != clip.client_id for each in quoted):
            raise ForeignChoice(f"Somebody quoted does not speak for {clip.client}. Choose one of theirs.")
        clip.quoted.set(quoted)
    if messages is not None:
        _score(clip, messages)
    for listener in listeners.listeners():
        if origins is not None and listener.field and listener.field in origins:
            listener.choose(clip, origins[listener.field], by=by)


def _score(clip: Clip, messages: Mapping[int, int]) -> None:
    known = set(
        KeyMessage.objects.filter(campaign__client=clip.client_id, pk__in=messages).values_list("pk", flat=True)
    )
    if known != set(messages):
        raise ForeignChoice(f"A key message does not belong to {clip.client}. Load the page again and choose anew.")
    clip.messages.exclude(key_message__in=known).delete()
    for key, score in messages.items():
        ClipMessage.objects.update_or_create(clip=clip, key_message_id=key, defaults={"score": score})


def link(article: Article, original: Article) -> None:
    """Say that `article` repeats `original`, or what that repeats; its own copies go along. Raises `NotACopy`."""
    if article.pk == original.pk:
        raise NotACopy(f"“{article}” cannot be a copy of itself. Choose the article it repeats.")
    both = Article.objects.select_for_update(of=("self",)).filter(pk__in=[article.pk, original.pk]).order_by("pk")
    original = {each.pk: each for each in both.select_related("original")}[original.pk]
    if original.original_id == article.pk:
        original.original, original.is_original_by_hand = None, True
        original.save(update_fields=["original", "is_original_by_hand", "updated_at"])
    original = original.original or original
    article.original, article.is_original_by_hand = original, True
    article.save(update_fields=["original", "is_original_by_hand", "updated_at"])
    article.copies.update(original=original)


def _tell(clip: Clip, by: User) -> None:
    for listener in listeners.listeners():
        listener.decided(clip, by=by)


def _told_as(clip: Clip) -> str:
    return f"clip:{clip.pk}:covered"
