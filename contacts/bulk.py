"""What is done to many journalists at once. Each gives how many it changed; what can be taken back says how."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from contacts import suggested, undoing
from contacts.models import Journalist, MediaList, MediaListMember, Tag
from contacts.querysets import JournalistQuerySet
from team.models import TrailLine, User
from team.trail import acts


class ListIsLive(Exception):
    def __init__(self, media_list: MediaList) -> None:
        super().__init__(f"{media_list} is a live list: its filters say who is on it. Choose a picked list.")


@dataclass(frozen=True)
class Done:
    """How many were changed, and the address that takes it back, if it can be."""

    changed: int
    undo: str = ""


@transaction.atomic
def add_to_list(*, journalists: JournalistQuerySet, media_list: MediaList, by: User) -> Done:
    """Put them on a picked list; those who are on it stay. Raises `ListIsLive`."""
    if media_list.is_live:
        raise ListIsLive(media_list)
    there = media_list.members.select_for_update().values_list("journalist_id", flat=True)
    new = set(journalists.order_by().values_list("pk", flat=True)) - set(there)
    MediaListMember.objects.bulk_create(
        [MediaListMember(media_list=media_list, journalist_id=pk, added_by=by) for pk in sorted(new)],
        ignore_conflicts=True,
    )
    _note(TrailLine.What.LISTED, media_list, list(new), by)
    undo = undoing.remember(by=by, what="list", list=media_list.pk, journalists=sorted(new)) if new else ""
    return Done(len(new), undo)


@transaction.atomic
def remove_from_list(*, journalists: JournalistQuerySet, media_list: MediaList, by: User) -> Done:
    """Take them off a picked list. Raises `ListIsLive`."""
    if media_list.is_live:
        raise ListIsLive(media_list)
    members = media_list.members.filter(journalist__in=journalists.order_by().values("pk"))
    gone = list(members.values_list("journalist_id", flat=True))
    members.delete()
    _note(TrailLine.What.UNLISTED, media_list, gone, by)
    undo = undoing.remember(by=by, what="unlist", list=media_list.pk, journalists=gone) if gone else ""
    return Done(len(gone), undo)


@transaction.atomic
def add_tag(*, journalists: JournalistQuerySet, tag: Tag, by: User) -> Done:
    """Give them a tag; those who have it keep it."""
    through = Journalist.tags.through
    there = through.objects.filter(tag=tag).values_list("journalist_id", flat=True)
    new = set(journalists.order_by().values_list("pk", flat=True)) - set(there)
    through.objects.bulk_create([through(tag=tag, journalist_id=pk) for pk in sorted(new)], ignore_conflicts=True)
    undo = undoing.remember(by=by, what="tag", tag=tag.pk, journalists=sorted(new)) if new else ""
    return Done(len(new), undo)


def assign(*, journalists: JournalistQuerySet, owner: User | None, by: User) -> Done:
    """Make somebody, or nobody, the one who looks after them."""
    others = journalists.order_by().exclude(owner=owner) if owner else journalists.order_by().exclude(owner=None)
    before = list(others.values_list("pk", "owner_id"))
    changed = others.update(owner=owner, updated_at=timezone.now())
    undo = undoing.remember(by=by, what="owner", owner=owner and owner.pk, before=before) if before else ""
    return Done(changed, undo)


def verify(*, journalists: JournalistQuerySet, by: User) -> Done:
    """Somebody has made sure that what we hold about them is still true."""
    now = timezone.now()
    return Done(journalists.order_by().update(verified_at=now, updated_at=now))


@transaction.atomic
def undo(*, token: str, by: User) -> int:
    """Take back what `token` stands for. Gives how many are as before. Raises `undoing.TooLate`."""
    kept = undoing.recall(token=token, by=by)
    if take_back := undoing.known(kept["what"]):
        return take_back(kept, by)
    if kept["what"] == "list":
        return _off_list_again(kept, by)
    if kept["what"] == "tag":
        return Journalist.tags.through.objects.filter(tag=kept["tag"], journalist__in=kept["journalists"]).delete()[0]
    if kept["what"] == "suggested":
        return suggested.take_back(kept, by)
    if kept["what"] == "unlist":
        return _back_on_list(kept, by)
    return _back_to_owners(kept)


def _off_list_again(kept: dict, by: User) -> int:
    journalists = Journalist.objects.filter(pk__in=kept["journalists"])
    return remove_from_list(journalists=journalists, media_list=_list_of(kept), by=by).changed


def _note(what: TrailLine.What, media_list: MediaList, journalists: list[int], by: User) -> None:
    """One line of the audit trail, however many they are; without their names, which it must not keep."""
    if journalists:
        acts.note(what, by=by, about=media_list, said=acts.numbered(journalists, "journalist", "journalists"))


def _back_on_list(kept: dict, by: User) -> int:
    journalists = Journalist.objects.filter(pk__in=kept["journalists"])
    return add_to_list(journalists=journalists, media_list=_list_of(kept), by=by).changed


def _list_of(kept: dict) -> MediaList:
    media_list = MediaList.objects.filter(pk=kept["list"]).first()
    if media_list is None:
        raise undoing.TooLate
    return media_list


def _back_to_owners(kept: dict) -> int:
    """Only where nobody has assigned them anew in the meantime."""
    changed = 0
    for owner in {owner for _, owner in kept["before"]}:
        keys = [pk for pk, before in kept["before"] if before == owner]
        changed += Journalist.objects.filter(pk__in=keys, owner=kept["owner"]).update(owner=owner)
    return changed
