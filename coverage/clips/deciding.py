"""What people say of a clip: ours, not ours, a copy of another; and taking that back.

A clip is decided together with the waiting clips of its syndicated copies, which take over what was said of it. They
carry the same `decided_at`, by which they are taken back together too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.models import Campaign, KeyMessage, Spokesperson
from contacts.models import Journalist, TimelineEntry
from coverage import listeners
from coverage.articles import regrouping
from coverage.clips import learning
from coverage.clips.authors import put_on_timeline, told_as
from coverage.clips.carried import Carried
from coverage.clips.copies import take_over, waiting_copies
from coverage.clips.errors import AlreadyDecided, ForeignChoice, NotACopy
from coverage.models import Article, Clip, ClipMessage
from team.events import announce, reference
from team.models import User

State = Clip.State


class Changes(TypedDict, total=False):
    """What a person corrects. `messages` maps the key of a key message to how far it is carried, `origins` the `field`
    of a listener to the key of what was chosen there."""

    campaign: Campaign | None
    journalist: Journalist | None
    tone: str
    prominence: str
    depth: str
    value: int | None
    links_to_us: bool
    notes: str
    quoted: Iterable[Spokesperson]
    messages: Mapping[int, Carried]
    origins: Mapping[str, str]


@transaction.atomic
def confirm(*, clip: Clip, by: User, was: Clip.State | None = None, **changes: Unpack[Changes]) -> Clip:
    """It is ours, with these corrections. With `was`, only if nobody has decided otherwise since it was that.

    Raises `AlreadyDecided` and `ForeignChoice`.
    """
    return _decide(clip, State.OURS, by=by, was=was, changes=changes)


@transaction.atomic
def reject(*, clip: Clip, by: User, was: Clip.State | None = None) -> Clip:
    """It is not ours. `was` as for `confirm`. Raises `AlreadyDecided`."""
    return _decide(clip, State.NOT_OURS, by=by, was=was, changes={})


def decide_all(*, clips: Iterable[Clip], to: Clip.State, by: User) -> tuple[list[Clip], int]:
    """The same for several that wait, as they are suggested; gives those that are decided now, and how many somebody
    else has decided in the meantime."""
    done, refused = list[Clip](), 0
    for clip in clips:
        try:
            with transaction.atomic():
                done.append(_decide(clip, to, by=by, was=State.WAITING, changes={}))
        except AlreadyDecided:
            clip.refresh_from_db(fields=["state", "decided_at"])
            if clip.decided_at in {each.decided_at for each in done}:
                continue  # with its original, a moment ago
            refused += 1
    return done, refused


@transaction.atomic
def as_copy(*, clip: Clip, original: Article, by: User) -> tuple[Clip, regrouping.Regrouping]:
    """Its article is a syndicated copy of `original`: what is said of that clip is said of this one too, now if it is
    decided, else when it is. The second is what `not_a_copy` takes back.

    Raises `AlreadyDecided`, and `NotACopy` where an article would be a copy of itself.
    """
    regrouping.hold()  # before the row of the clip: whoever groups articles comes to clips afterwards
    clip = _lock(clip)
    _check(clip, clip.state == State.WAITING)
    try:
        done = regrouping.make_copy(article=clip.article, of=original, may_turn=True)
    except regrouping.NotPossible as problem:
        raise NotACopy(str(problem)) from None
    clip.article.refresh_from_db(fields=["original", "is_original_by_hand"])
    leading = Clip.objects.filter(article=done.original, client=clip.client).exclude(state=State.WAITING)
    if like := leading.first():
        _settle(clip, State(like.state), by=by, at=timezone.now(), like=like)
    return clip, done


@transaction.atomic
def not_a_copy(*, clip: Clip, by: User, done: regrouping.Regrouping) -> Clip:
    """Take back what `as_copy` did: the groups are as they were, and the clip waits again."""
    regrouping.hold()
    clip = _lock(clip)
    if clip.state != State.WAITING:
        _take_back(clip, by)
    regrouping.take_back(done)
    return clip


@transaction.atomic
def take_back(*, clip: Clip, by: User) -> Clip:
    """It waits again, with the copies that were decided with it. Raises `AlreadyDecided` if it waits already."""
    clip = _lock(clip)
    _check(clip, clip.state != State.WAITING)
    _take_back(clip, by)
    return clip


def _take_back(clip: Clip, by: User) -> None:
    for each in [clip, *_decided_with(clip)]:
        learning.unlearn(each)
        each.state, each.decided_by, each.decided_at = State.WAITING, None, None
        each.save(update_fields=["state", "decided_by", "decided_at", "updated_at"])
        put_on_timeline(each, by=by)
        _tell(each, by)


def _lock(clip: Clip) -> Clip:
    locked = Clip.objects.select_for_update(of=("self",))
    return locked.select_related("client", "article__original", "journalist", "campaign", "decided_by").get(pk=clip.pk)


def _decided_with(clip: Clip) -> list[Clip]:
    """The clips of its article's copies that were decided in the same moment, locked."""
    copies = Clip.objects.filter(client=clip.client_id, article__original=clip.article_id, decided_at=clip.decided_at)
    return list(_locked(copies.exclude(decided_at=None)))


def _locked(clips: "QuerySet[Clip]") -> "QuerySet[Clip]":
    return clips.select_for_update(of=("self",)).select_related("client", "article", "journalist").order_by("pk")


def _check(clip: Clip, may: bool) -> None:
    if may:
        return
    if clip.state == State.WAITING:
        raise AlreadyDecided(f"“{clip}” waits for a decision already.")
    who = f" by {clip.decided_by}" if clip.decided_by else ""
    raise AlreadyDecided(f"“{clip}” was decided before{who}: {clip.get_state_display().lower()}. Nothing was changed.")


def _decide(clip: Clip, to: Clip.State, *, by: User, was: Clip.State | None, changes: Changes) -> Clip:
    clip = _lock(clip)
    _check(clip, to in Clip.NEXT[State(clip.state)] and was in {None, clip.state})
    at = timezone.now()
    copies = [*_decided_with(clip), *_locked(waiting_copies(clip))]
    learning.unlearn(clip)
    _correct(clip, changes, by=by)
    _settle(clip, to, by=by, at=at)
    for copy in copies:
        _settle(copy, to, by=by, at=at, like=clip)
    learning.learn(clip)
    return clip


def _settle(clip: Clip, to: Clip.State, *, by: User, at: datetime, like: Clip | None = None) -> None:
    if like is not None:
        take_over(clip, like)
    clip.state, clip.decided_by, clip.decided_at = to, by, at
    clip.save()
    if like and like.journalist_id == clip.journalist_id:
        TimelineEntry.objects.filter(key=told_as(clip.pk)).delete()
    else:
        put_on_timeline(clip, by=by)
    _tell(clip, by)
    if to == State.OURS:
        announce("clip.confirmed", reference(clip, path="clips") | {"client": clip.client.name})


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


def _score(clip: Clip, messages: Mapping[int, Carried]) -> None:
    known = set(
        KeyMessage.objects.filter(campaign__client=clip.client_id, pk__in=messages).values_list("pk", flat=True)
    )
    if known != set(messages):
        raise ForeignChoice(f"A key message does not belong to {clip.client}. Load the page again and choose anew.")
    clip.messages.exclude(key_message__in=known).delete()
    for key, said in messages.items():
        ClipMessage.objects.update_or_create(
            clip=clip, key_message_id=key, defaults={"score": said.score, "sentence": said.sentence}
        )


def _tell(clip: Clip, by: User) -> None:
    for listener in listeners.listeners():
        listener.decided(clip, by=by)
