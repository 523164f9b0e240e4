"""A kit made from another one, or from what the library has."""

from django.db import transaction

from campaigns.models import Spokesperson
from mediakits.building import MOST_ITEMS, add_things, changing, lock
from mediakits.kit_errors import KitError
from mediakits.models import Asset, Document, Kit, KitItem, KitSection
from mediakits.section_kinds import Kind, takes
from team.models import User


@transaction.atomic
def copy(*, kit: Kit, by: User) -> Kit:
    """A new draft with the same sections and things; nobody has a link to it, and it has no password or embargo."""
    return _copy(kit, by, title=f"{kit.title[:150]} (copy)", campaign=kit.campaign)


@transaction.atomic
def translate(*, kit: Kit, by: User, language: str) -> Kit:
    """A draft of the kit in another language, with the same things to begin with. Raises `KitError`.

    Translations of a translation belong to the first kit, so that all languages of a story know each other. Who may
    see it and from when is taken over, because a translation must not open before what it translates.
    """
    first = lock(kit.translation_of or kit)
    if language == first.language or first.translations.filter(language=language, archived_at=None).exists():
        raise KitError("This story has a kit in that language already.")
    return _copy(
        kit,
        by,
        title=kit.title,
        campaign=kit.campaign,
        language=language,
        translation_of=first,
        access=first.access,
        password=first.password,
        embargo_until=first.embargo_until,
        expires_at=first.expires_at,
    )


def _copy(kit: Kit, by: User, **values: object) -> Kit:
    same = {name: getattr(kit, name) for name in ("client", "slug", "standfirst", "language", "contact")}
    new = Kit.objects.create(**{**same, "owner": by, **values})
    for section in kit.sections.prefetch_related("items"):
        items = list(section.items.all())
        section.pk, section.kit = None, new
        section._state.adding = True
        section.save()
        for item in items:
            item.pk, item.section = None, section
            item._state.adding = True
        KitItem.objects.bulk_create(items)
    return new


def fill_from_library(*, kit: Kit, by: User) -> int:
    """Put what the library has of the kit's client into its sections; gives how many things came in.

    With a campaign, its documents and those of no campaign; without, all of the client's. Sections that the kit does
    not have are added only where there is something to put into them. What stands in the kit already stays as it is.
    """
    added = 0
    with changing(kit, by) as kit:
        there = {section.kind: section for section in reversed(kit.sections.all())}
        for kind, things in _found_for(kit).items():
            if not any(things.values()):
                continue
            if kind not in there:
                there[kind] = KitSection.objects.create(kit=kit, kind=kind, position=len(there))
            added += add_things(section=there[kind], by=by, **things)  # type: ignore[arg-type]
    return added


def _found_for(kit: Kit) -> dict[str, dict[str, list]]:
    documents = Document.objects.in_use().filter(client=kit.client, language=kit.language)
    if kit.campaign_id:
        documents = documents.filter(campaign__in=[kit.campaign_id]) | documents.filter(campaign=None)
    by_kind: dict[str, list[Document]] = {}
    for document in documents.order_by("-public_from", "-pk")[:MOST_ITEMS]:
        by_kind.setdefault(document.kind, []).append(document)
    photos = Asset.objects.usable().filter(client=kit.client, kind__in=Asset.PICTURES).order_by("pk")[: MOST_ITEMS // 2]
    people = Spokesperson.objects.active().filter(client=kit.client)[:MOST_ITEMS]

    def texts(kind: str) -> list[Document]:
        wanted = takes(KitSection(kind=kind)).documents
        return [one for name in wanted for one in by_kind.get(name, [])]

    return {
        Kind.OVERVIEW: {"documents": texts(Kind.OVERVIEW)},
        Kind.PHOTOS: {"assets": list(photos)},
        Kind.FACTS: {"documents": texts(Kind.FACTS)},
        Kind.PEOPLE: {"people": list(people)},
        Kind.RELEASES: {"documents": texts(Kind.RELEASES)},
        Kind.QUESTIONS: {"documents": texts(Kind.QUESTIONS)},
    }
