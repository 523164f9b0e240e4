"""Building a kit: each change is small, made under a lock, raises the revision, and ends an approval it outdates."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify

from campaigns.models import Campaign, Client, Spokesperson
from core.html import sanitise
from core.overtaking import look
from coverage.models import Clip
from mediakits.kit_errors import DoesNotFit, KitError, NotEditable
from mediakits.kit_fingerprint import fingerprint_of
from mediakits.models import Asset, Document, Kit, KitItem, KitSection
from mediakits.section_kinds import takes
from team import reviews
from team.models import User

ABOUT = ("title", "standfirst", "language", "campaign", "contact", "owner")
USUAL = ("overview", "photos", "facts", "people", "releases", "questions", "coverage")
"""The sections of a new kit, in the order in which a reporter looks for things."""
MOST_SECTIONS = 30
MOST_ITEMS = 200


@transaction.atomic
def create(*, client: Client, title: str, by: User, campaign: Campaign | None = None, language: str = "en") -> Kit:
    """Begin a kit, with the sections that most kits have."""
    kit = Kit.objects.create(
        client=client, campaign=campaign, title=title, slug=_slug(title), language=language, contact=by, owner=by
    )
    KitSection.objects.bulk_create(
        KitSection(kit=kit, kind=kind, position=position) for position, kind in enumerate(USUAL)
    )
    return kit


def lock(kit: Kit) -> Kit:
    """The kit as it is now, locked until the transaction ends."""
    related = ("client", "campaign", "contact", "owner", "shared_by")
    return Kit.objects.select_related(*related).select_for_update(of=("self",)).get(pk=kit.pk)


def require_editable(kit: Kit) -> None:
    """Raises `NotEditable`, with what to do about it."""
    if kit.archived_at:
        raise NotEditable(f"“{kit}” is put away. Take it out again first.")
    if kit.state not in Kit.EDITABLE:
        raise NotEditable(f"“{kit}” is in review. Withdraw it first, then change it.")


@contextmanager
def changing(kit: Kit, by: User) -> Iterator[Kit]:
    """One change of what would go out. Two people at once wait for each other, and neither undoes the other's."""
    with transaction.atomic():
        kit = lock(kit)
        require_editable(kit)
        yield kit
        kit.revision = F("revision") + 1  # a change may be made of smaller ones
        kit.save(update_fields=["revision", "updated_at"])
        kit.refresh_from_db(fields=["revision"])
        end_approval_if_changed(kit=kit, by=by)


def end_approval_if_changed(*, kit: Kit, by: User) -> bool:
    """An approval holds for exactly what was approved: after any other edit the kit is a draft again, visibly."""
    if kit.state != Kit.State.APPROVED or fingerprint_of(kit) == kit.approved_fingerprint:
        return False
    kit.state, kit.approved_fingerprint = Kit.State.DRAFT, ""
    kit.save(update_fields=["state", "approved_fingerprint", "updated_at"])
    reviews.void(subject=kit, by=by)
    return True


def save_about(*, kit: Kit, by: User, seen: str, typed: Any, **fields: Any) -> Kit:
    """Save title, standfirst and the like. `typed` is the form (`shown()`, `typed()`); raises `Overtaken`."""
    unknown = set(fields) - set(ABOUT)
    if unknown:
        raise TypeError(f"save_about() does not take {', '.join(sorted(unknown))}")
    with changing(kit, by) as kit:
        look(
            seen=seen,
            saved=type(typed)(instance=kit).shown(),
            typed=typed.typed(),
            records=[(Kit, {"pgh_obj": kit.pk})],
        )
        for name, value in fields.items():
            setattr(kit, name, value)
        kit.save(update_fields=[*fields, "updated_at"])
    return kit


def add_section(*, kit: Kit, kind: str, by: User) -> KitSection:
    """A new section at the end."""
    with changing(kit, by) as kit:
        if kit.sections.count() >= MOST_SECTIONS:
            raise KitError(f"A kit has {MOST_SECTIONS} sections at most; a reporter would not look further.")
        return KitSection.objects.create(kit=kit, kind=kind, position=_after(kit.sections.all()))


def save_section(*, section: KitSection, by: User, seen: str, typed: Any, title: str, text: str) -> KitSection:
    """Save heading and words of a section; raises `Overtaken` when somebody else has changed them meanwhile."""
    with changing(section.kit, by):
        section = KitSection.objects.get(pk=section.pk)
        saved = type(typed)(instance=section).shown()
        look(seen=seen, saved=saved, typed=typed.typed(), records=[(KitSection, {"pgh_obj": section.pk})])
        section.title, section.text = title, sanitise(text)
        section.save(update_fields=["title", "text"])
    return section


def move_section(*, section: KitSection, to: int, by: User) -> None:
    """Put a section at a place among its kit's, counted from 0."""
    with changing(section.kit, by) as kit:
        _move(list(kit.sections.all()), section, to)


def remove_section(*, section: KitSection, by: User) -> None:
    """Take a section out, with what stands in it; the things themselves stay in the library."""
    with changing(section.kit, by):
        KitSection.objects.filter(pk=section.pk).delete()


def add_things(
    *,
    section: KitSection,
    by: User,
    assets: Sequence[Asset] = (),
    documents: Sequence[Document] = (),
    people: Sequence[Spokesperson] = (),
    clips: Sequence[Clip] = (),
) -> int:
    """Put things from the library at the end of a section; gives how many were new to it. Raises `DoesNotFit`."""
    _require_fit(section, assets, documents, people, clips)
    with changing(section.kit, by):
        there = list(section.items.all())
        new = [
            *(KitItem(asset=one) for one in assets if one.pk not in {item.asset_id for item in there}),
            *(KitItem(document=one) for one in documents if one.pk not in {item.document_id for item in there}),
            *(KitItem(spokesperson=one) for one in people if one.pk not in {item.spokesperson_id for item in there}),
            *(KitItem(clip=one) for one in clips if one.pk not in {item.clip_id for item in there}),
        ]
        _require_room(section, len(there) + len(new))
        for position, item in enumerate(new, start=_after(section.items.all())):
            item.section, item.position = section, position
        KitItem.objects.bulk_create(new)
    return len(new)


def add_link(*, section: KitSection, by: User, **link: Any) -> KitItem:
    """Put a link with title, outlet and date at the end of a section. Raises `DoesNotFit`."""
    if not takes(section).links:
        raise DoesNotFit(f"“{section}” takes no links.")
    with changing(section.kit, by):
        _require_room(section, section.items.count() + 1)
        return KitItem.objects.create(section=section, position=_after(section.items.all()), **link)


def move_item(*, item: KitItem, to: int, by: User) -> None:
    """Put an item at a place among those of its section, counted from 0."""
    with changing(item.section.kit, by):
        _move(list(item.section.items.all()), item, to)


def remove_item(*, item: KitItem, by: User) -> None:
    """Take a thing out of a section; it stays in the library."""
    with changing(item.section.kit, by):
        KitItem.objects.filter(pk=item.pk).delete()


def put_back(*, kit: Kit, by: User, section: int, position: int, **thing: Any) -> None:
    """Undo `remove_item`: the same thing at the same place, if its section is still there and has not got it again."""
    with changing(kit, by) as kit:
        found = kit.sections.filter(pk=section).first()
        if found is None:
            raise KitError("The section it stood in is gone.")
        if not found.items.filter(**{name: value for name, value in thing.items() if value}).exists():
            item = KitItem.objects.create(section=found, position=_after(found.items.all()), **thing)
            _move(list(found.items.all()), item, position)


@transaction.atomic
def put_away(*, kit: Kit, by: User) -> Kit:
    """Take a kit out of the lists. One that is shared is closed to its readers first, on purpose. Raises `KitError`."""
    kit = lock(kit)
    if kit.is_shared:
        raise KitError(f"“{kit}” is shared. Stop sharing it first; readers would stand before a closed door.")
    require_editable(kit)
    kit.archived_at = timezone.now()
    kit.save(update_fields=["archived_at", "updated_at"])
    return kit


@transaction.atomic
def take_out(*, kit: Kit) -> Kit:
    """Bring a kit back into the lists."""
    kit = lock(kit)
    kit.archived_at = None
    kit.save(update_fields=["archived_at", "updated_at"])
    return kit


def _require_fit(
    section: KitSection, assets: Sequence, documents: Sequence, people: Sequence, clips: Sequence[Clip]
) -> None:
    what = takes(section)
    misfit = next(
        (
            one
            for one in [
                *(one for one in assets if one.kind not in what.assets),
                *(one for one in documents if one.kind not in what.documents),
                *(people if not what.people else ()),
                *(clips if not what.clips else ()),
            ]
        ),
        None,
    )
    if misfit is not None:
        raise DoesNotFit(f"“{misfit}” does not go under “{section}”. Put it into a section of its kind, or into Files.")
    if any(one.client_id != section.kit.client_id for one in [*assets, *documents, *people, *clips]):
        raise DoesNotFit("This belongs to another client.")
    if any(one.state != Clip.State.OURS for one in clips):
        raise DoesNotFit("Only clips that somebody has called ours stand in a kit. Decide it in triage first.")


def _require_room(section: KitSection, count: int) -> None:
    if count > MOST_ITEMS:
        raise KitError(f"A section takes {MOST_ITEMS} things at most. Begin another one.")


def _after(rows: Any) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _move(rows: list[Any], row: Any, to: int) -> None:
    """Renumber `rows` with `row` at place `to`."""
    others = [one for one in rows if one.pk != row.pk]
    others.insert(max(0, min(to, len(others))), row)
    for position, one in enumerate(others):
        one.position = position
    type(row).objects.bulk_update(others, ["position"])


def _slug(title: str) -> str:
    return slugify(title)[:80].strip("-") or "kit"
