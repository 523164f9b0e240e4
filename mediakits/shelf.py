"""What a client's newsroom shows at this moment, and until when that holds; all by the doors of `public()`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, ExtractYear
from django.utils import timezone
from django.utils.text import Truncator

from campaigns.models import Spokesperson
from core.folding import Fold, every_word
from core.html import to_text
from mediakits.kinds import kind_of
from mediakits.kinds.parts import Prose, Subhead
from mediakits.models import Asset, Document, DocumentVersion, Kit, Newsroom
from mediakits.pieces import piece_of
from mediakits.rendering import html_of

NEWS = (Document.Kind.PRESS_RELEASE, Document.Kind.ADVISORY, Document.Kind.STATEMENT)
"""Dated news; all other kinds are background."""
LATEST, BACKGROUND, KITS, PEOPLE, FOUND = 8, 12, 12, 12, 40
PHOTOS, MOST_NAMED = 6, 200
TEXTS_AT_ONCE = 200
SUMMARY_WORDS = 40


def documents(newsroom: Newsroom) -> QuerySet[Document]:
    """Everything of the client that everybody may read now, newest first, with the text that was published."""
    public = Document.objects.public().filter(client=newsroom.client_id)
    return public.select_related("client__newsroom", "published_version__contact").order_by("-public_from", "-pk")


def releases(newsroom: Newsroom) -> QuerySet[Document]:
    return documents(newsroom).filter(kind__in=NEWS)


def background(newsroom: Newsroom) -> QuerySet[Document]:
    return documents(newsroom).exclude(kind__in=NEWS)


def kits(newsroom: Newsroom) -> QuerySet[Kit]:
    return Kit.objects.public().filter(client=newsroom.client_id).order_by("-shared_at", "-pk")


def as_shared(kits: Iterable[Kit]) -> list[Kit]:
    """Kits with the words they were shared with, not those somebody is working on. Not to be saved."""
    shown = list(kits)
    for kit in shown:
        for name in ("title", "standfirst", "language"):
            setattr(kit, name, (kit.shared or {}).get(name, getattr(kit, name)))
    return shown


def kits_with(newsroom: Newsroom, document: Document) -> Sequence[Kit]:
    """The public kits in which a document stands, as they were shared."""
    named = {"sections": [{"items": [{"document": document.pk}]}]}
    return as_shared(kits(newsroom).filter(shared__contains=named)[:KITS])


@dataclass(frozen=True)
class Photo:
    """A picture that may be taken today, and the kit it is taken from."""

    asset: Asset
    kit: Kit


def photos_in(kits: Iterable[Kit]) -> list[Photo]:
    """The first photos of these kits, as they were shared, whose rights hold; each once."""
    named = {
        item["asset"]: kit
        for kit in kits
        for section in (kit.shared or {}).get("sections", [])
        for item in section["items"]
        if "asset" in item
    }
    assets = Asset.objects.usable().with_file().in_bulk(list(named)[:MOST_NAMED]) if named else {}
    pictures = [assets[pk] for pk in named if pk in assets and assets[pk].kind == Asset.Kind.PHOTO]
    return [Photo(asset, named[asset.pk]) for asset in pictures[:PHOTOS]]


def people(newsroom: Newsroom) -> Sequence[Spokesperson]:
    return list(Spokesperson.objects.active().filter(client=newsroom.client_id)[:PEOPLE])


def years(newsroom: Newsroom) -> list[tuple[int, int]]:
    """The years that releases came out in, the latest first, with how many."""
    counted = releases(newsroom).order_by().annotate(year=ExtractYear("public_from")).values("year")
    return [(row["year"], row["count"]) for row in counted.annotate(count=Count("pk")).order_by("-year")]


def published(document: Document) -> DocumentVersion:
    """The text that the public reads; never the working copy."""
    version = document.published_version
    if version is None:
        raise ValueError(f"Document {document.pk} is not released.")
    version.document = document  # known already, so it need not be fetched
    return version


def summary_of(document: Document) -> str:
    """What it says, in a sentence or two of plain text: the line under the headline, else how the text begins."""
    parts = kind_of(document.kind).parts(piece_of(published(document)))
    subhead = next((part.text for part in parts if isinstance(part, Subhead)), "")
    begins = next((to_text(part.html) for part in parts if isinstance(part, Prose) and part.html), "")
    return " ".join(Truncator(subhead or begins).words(SUMMARY_WORDS, truncate="…").split())


@dataclass(frozen=True)
class Beside:
    """What a release leads on to: its neighbours in time, and itself in other languages. Only what is public."""

    newer: Document | None
    older: Document | None
    languages: Sequence[Document]


def beside(newsroom: Newsroom, document: Document) -> Beside:
    """Neighbours by time among those of its kind (news, or background)."""
    row = releases(newsroom) if document.kind in NEWS else background(newsroom)
    at, pk = document.public_from, document.pk
    newer = row.filter(Q(public_from__gt=at) | Q(public_from=at, pk__gt=pk)).order_by("public_from", "pk").first()
    older = row.filter(Q(public_from__lt=at) | Q(public_from=at, pk__lt=pk)).first()
    first = document.translation_of_id or document.pk
    same = documents(newsroom).filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=pk)
    return Beside(newer=newer, older=older, languages=list(same.order_by("language", "pk")[:20]))


def found(newsroom: Newsroom, words: str) -> tuple[list[Document], list[Kit]]:
    """Public documents and kits in which every one of the words stands, accents and case aside; bounded."""
    fill_texts(newsroom)
    texts = documents(newsroom).filter(every_word("published_version__search_text", words))
    shared = Concat(
        Value(" "), KeyTextTransform("title", "shared"), Value(" "), KeyTextTransform("standfirst", "shared"),
        output_field=TextField(),
    )  # fmt: skip
    fitting = kits(newsroom).alias(folded=Fold(shared)).filter(every_word("folded", words))
    return list(texts[:FOUND]), as_shared(fitting[:KITS])


def fill_texts(newsroom: Newsroom) -> None:
    """Write down what search reads of texts that were published and not read yet. A version never changes."""
    unread = DocumentVersion.objects.filter(pk__in=documents(newsroom).order_by().values("published_version"))
    for version in unread.filter(search_text="").select_related("document__client", "contact")[:TEXTS_AT_ONCE]:
        text = f" {version.title} {to_text(html_of(version))}".replace("\x00", " ")
        DocumentVersion.objects.filter(pk=version.pk).update(search_text=Fold(Value(text)))


def next_change(newsroom: Newsroom, now: datetime | None = None) -> datetime:
    """The next moment at which the newsroom shows something else although nobody does anything.

    An embargo lifts, a kit expires, or a day begins (rights of photos end with a day).
    """
    now = now or timezone.now()
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, time.min), timezone.get_default_timezone())
    lifts = Document.objects.released().filter(client=newsroom.client_id, public_from__gt=now)
    changes = (
        Kit.objects.open_to_readers()
        .filter(client=newsroom.client_id, access="public")
        .aggregate(
            lift=Min("embargo_until", filter=Q(embargo_until__gt=now)),
            end=Min("expires_at", filter=Q(expires_at__gt=now)),
        )
    )
    moments = [lifts.aggregate(first=Min("public_from"))["first"], changes["lift"], changes["end"], midnight]
    return min(moment for moment in moments if moment is not None)
