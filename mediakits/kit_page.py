"""What stands on a kit's page for one reader: only what they may see today, with the addresses it is taken at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol, cast

from django.db.models import Q
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString, mark_safe

from campaigns.models import Client, Spokesperson
from core.html import linkify
from mediakits.kinds import kind_of, parts
from mediakits.kit_coverage import coverage_lines
from mediakits.kit_fingerprint import Snapshot, keys_in
from mediakits.models import Asset, AssetFile, Document, DocumentVersion, Kit, KitSection
from mediakits.pieces import piece_of
from mediakits.rendering import html_of_piece
from mediakits.section_kinds import Kind
from team.models import User

INLINE = (Document.Kind.FACT_SHEET, Document.Kind.QUESTIONS, Document.Kind.OVERVIEW)
"""Kinds of documents that are read on the page itself; the others stand there as lines."""


READ_AS = {Kind.FACTS: "Fact sheet", Kind.QUESTIONS: "Often asked"}
"""What readers call a section that has no heading of its own, where the team calls it otherwise."""


class Addresses(Protocol):
    """Where things of a page are taken; one set for readers, one for the team's preview."""

    def asset(self, asset: Asset) -> str: ...
    def document(self, document: Document, kind: str) -> str: ...
    def reading(self, document: Document) -> str: ...
    def everything(self) -> str: ...
    def photos(self) -> str: ...


@dataclass(frozen=True)
class AssetRow:
    asset: Asset
    url: str

    @property
    def file(self) -> AssetFile | None:
        """The current file; None for a video that lies elsewhere."""
        return next(iter(self.asset.current_files), None)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DocumentRow:
    """A document as it was published. `embargoed_until` is set for readers who may read it before."""

    document: Document
    url: str
    pdf: str
    docx: str
    text: str
    html: SafeString | None = None
    questions: tuple[parts.Question, ...] = ()

    @property
    def title(self) -> str:
        return self.document.published_version.title  # type: ignore[union-attr]

    @property
    def embargoed_until(self) -> datetime | None:
        return self.document.public_from if self.document.is_embargoed else None


@dataclass(frozen=True)
class PersonRow:
    person: Spokesperson
    biography: DocumentRow | None


@dataclass(frozen=True)
class LinkRow:
    """A link that was typed in, or a clip; what was printed or broadcast has no address."""

    url: str
    title: str
    source: str
    published_on: date | None
    authors: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return " and ".join(filter(None, [", ".join(self.authors[:-1]), *self.authors[-1:]]))


@dataclass
class PageSection:
    """One section; empty ones do not stand on the page."""

    kind: str
    title: str
    text: SafeString
    anchor: str
    photos: list[AssetRow] = field(default_factory=list)
    files: list[AssetRow] = field(default_factory=list)
    inline: list[DocumentRow] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things, where counting them says something."""
        return len(self.photos) + len(self.files) + len(self.documents) + len(self.people) + len(self.links)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.count or self.inline)

    @property
    def is_short(self) -> bool:
        """Whether it is but lines, so that two of them stand side by side."""
        lines = bool(self.documents or self.links or self.files)
        return lines and not (self.photos or self.people or self.inline or self.text)

    @property
    def rights(self) -> str:
        """What holds for every photo of the section, said once above them; "" when they differ."""
        said = {(row.asset.rights, row.asset.rights_until) for row in self.photos}
        if len(said) != 1:
            return ""
        rights, until = said.pop()
        return f"{rights}, until {until:%-d %B %Y}" if rights and until else rights


@dataclass
class KitPage:
    kit: Kit
    client: Client
    title: str
    standfirst: str
    language: str
    contact: User
    sections: list[PageSection]
    addresses: Addresses

    @property
    def assets(self) -> list[AssetRow]:
        """Every asset once, in the order of the page."""
        rows = (row for section in self.sections for row in [*section.photos, *section.files])
        return list({row.asset.pk: row for row in rows}.values())

    @property
    def documents(self) -> list[DocumentRow]:
        rows = [row for section in self.sections for row in [*section.inline, *section.documents]]
        rows += [who.biography for section in self.sections for who in section.people if who.biography]
        return list({row.document.pk: row for row in rows}.values())

    @property
    def first_photos(self) -> list[AssetRow]:
        """A few of them, to look into the kit from elsewhere."""
        return [row for row in self.assets if row.asset.is_picture and row.file][:4]

    @property
    def size(self) -> int:
        """Bytes of all files; what documents weigh is known when they are made."""
        return sum(row.file.size for row in self.assets if row.file)

    @property
    def photo_size(self) -> int:
        return sum(row.file.size for row in self.assets if row.file and row.asset.is_picture)

    @property
    def everything_url(self) -> str:
        return self.addresses.everything() if self.documents or self.size else ""

    @property
    def photos_url(self) -> str:
        return self.addresses.photos() if self.photo_size and self.photo_size != self.size else ""

    @property
    def blocks(self) -> list[list[PageSection]]:
        """The sections in rows: two short ones that follow each other share one."""
        rows: list[list[PageSection]] = []
        for section in self.sections:
            before = rows[-1] if rows else []
            if section.is_short and len(before) == 1 and before[0].is_short:
                before.append(section)
            else:
                rows.append([section])
        return rows

    def asset_row(self, pk: int) -> AssetRow | None:
        return next((row for row in self.assets if row.asset.pk == pk), None)

    def document_row(self, pk: int) -> DocumentRow | None:
        return next((row for row in self.documents if row.document.pk == pk), None)


def page_of(
    kit: Kit, snapshot: Snapshot, *, addresses: Addresses, sees_embargoed: bool = False, at: datetime | None = None
) -> KitPage:
    """The page of `snapshot` as it is now (or, of documents, `at` a later moment), in a constant number of queries.

    Assets whose rights have ended, documents that are not public, people who have left and clips that are not ours any
    more are not in it. Documents
    under embargo are, for readers who agreed to it; to others nothing says that they exist. Biographies stand beside
    their people by themselves, once everybody may read them; before, only those that were put into the kit.
    """
    sections = [
        section
        for section in _sections(snapshot, _Things(snapshot, addresses, sees_embargoed=sees_embargoed, at=at))
        if not section.is_empty
    ]
    return KitPage(
        kit=kit,
        client=kit.client,
        title=snapshot["title"],
        standfirst=snapshot["standfirst"],
        language=snapshot["language"],
        contact=kit.contact,
        sections=sections,
        addresses=addresses,
    )


class _Things:
    """What a snapshot names, as far as it may be shown."""

    def __init__(self, snapshot: Snapshot, addresses: Addresses, *, sees_embargoed: bool, at: datetime | None) -> None:
        self.addresses = addresses
        self.assets = Asset.objects.usable().with_file().in_bulk(keys_in(snapshot, "asset"))
        released = Document.objects.released() if sees_embargoed else Document.objects.public(at)
        released = released.in_use().select_related("client__newsroom", "published_version__contact")
        self.documents = released.in_bulk(keys_in(snapshot, "document"))
        people = keys_in(snapshot, "person")
        self.people = Spokesperson.objects.active().in_bulk(people)
        biographies = released.filter(
            Q(pk__in=self.documents) | Q(pk__in=Document.objects.public(at).order_by()),  # nobody agreed to others
            kind=Document.Kind.BIO,
            spokesperson__in=people,
            language=snapshot["language"],
        ).order_by("public_from", "pk")
        self.clips = coverage_lines(keys_in(snapshot, "clip"))
        self.biographies = {one.spokesperson_id: one for one in biographies} if people else {}

    def row(self, asset: Asset) -> AssetRow:
        return AssetRow(asset, self.addresses.asset(asset))

    def document_row(self, document: Document, *, inline: bool = False) -> DocumentRow:
        where: Callable[[str], str] = lambda kind: self.addresses.document(document, kind)  # noqa: E731
        row = DocumentRow(document, self.addresses.reading(document), where("pdf"), where("docx"), where("txt"))
        return _read_here(row) if inline else row

    def person_row(self, person: Spokesperson) -> PersonRow:
        biography = self.biographies.get(person.pk)
        return PersonRow(person, self.document_row(biography) if biography else None)


def _read_here(row: DocumentRow) -> DocumentRow:
    """With its text: questions one by one, so that each can be folded, everything else as it is set."""
    version = cast(DocumentVersion, row.document.published_version)  # what is public has one
    version.document = row.document  # with its client, which is fetched already
    piece = piece_of(version)
    asked = tuple(part for part in kind_of(piece.kind).parts(piece) if isinstance(part, parts.Question) and part.text)
    return replace(row, questions=asked, html=html_of_piece(piece, top=3, contacts=False))


def _sections(snapshot: Snapshot, things: _Things) -> Iterable[PageSection]:
    for number, named in enumerate(snapshot["sections"], start=1):
        kind = named["kind"]
        section = PageSection(
            kind=kind,
            title=named["title"] or READ_AS.get(kind) or KitSection.Kind(kind).label,
            text=mark_safe(linkify(named["text"])),
            anchor=f"{kind}-{number}",
        )
        for item in named["items"]:
            _put(section, item, things)
        yield section


def _put(section: PageSection, item: dict[str, Any], things: _Things) -> None:
    """Into the list it belongs to; what may not be shown goes nowhere."""
    if asset := things.assets.get(item.get("asset", 0)):
        is_photo = asset.is_picture and section.kind != Kind.FILES
        (section.photos if is_photo else section.files).append(things.row(asset))
    elif document := things.documents.get(item.get("document", 0)):
        inline = document.kind in INLINE and section.kind != Kind.FILES
        (section.inline if inline else section.documents).append(things.document_row(document, inline=inline))
    elif person := things.people.get(item.get("person", 0)):
        section.people.append(things.person_row(person))
    elif line := things.clips.get(item.get("clip", 0)):
        section.links.append(LinkRow(line.url, line.title, line.outlet, line.published_on, line.authors))
    elif "url" in item:
        day = parse_date(item["published_on"]) if item["published_on"] else None
        section.links.append(LinkRow(item["url"], item["title"], item["source"], day))
