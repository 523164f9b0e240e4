"""A kit as one ZIP that starts at once: pieces of files go out as they are read, so memory stays flat at any size.

Pictures and the like are stored, not squeezed again. Documents are made when their turn comes.
"""

import re
import threading
from collections.abc import Callable, Iterator
from typing import Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.utils.text import get_valid_filename
from zipstream import ZipStream

from core.html import to_text
from core.media import stretch
from mediakits.exporting import export
from mediakits.kit_page import AssetRow, DocumentRow, KitPage, PageSection
from mediakits.models import AssetFile, DocumentVersion

LONGEST_NAME: Final = 80
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_at_once = threading.BoundedSemaphore(settings.ZIPS_AT_ONCE)


class Busy(Exception):
    """This process packs as many kits as it may already; the other requests need its threads."""


class PackedKit:
    """The bytes of a ZIP, to be iterated over once. `close` gives its place free, also when the reader hung up."""

    def __init__(self, packed: ZipStream) -> None:
        self._pieces, self._open = iter(packed), True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        if self._open:
            self._open = False
            close: Callable[[], None] | None = getattr(self._pieces, "close", None)
            if close:
                close()
            _at_once.release()


def pack(page: KitPage, *, photos_only: bool = False) -> tuple[PackedKit, int | None]:
    """The ZIP and, where it is known beforehand, its length in bytes. Raises `Busy`."""
    packed = _planned(page, photos_only=photos_only)
    if not _at_once.acquire(blocking=False):
        raise Busy
    return PackedKit(packed), len(packed) if photos_only else None


def _planned(page: KitPage, *, photos_only: bool) -> ZipStream:
    """What will stand in it; nothing is read yet."""
    packed = ZipStream(compress_type=ZIP_STORED, sized=photos_only)
    names = _Names()
    captions = [_heading(page)]
    for number, section in enumerate(page.sections, start=1):
        folder = f"{number:02} {_safe(section.title)}"
        for row in section.photos if photos_only else [*section.photos, *section.files]:
            if row.file:
                name = names.take(folder, _file_name(row))
                packed.add(_read(row.file), name, size=row.file.size)
                captions.append(_caption(name, row))
        if not photos_only:
            for document in _texts_of(section):
                _add_document(packed, names, folder, document)
    packed.add("\r\n\r\n".join(captions) + "\r\n", "captions.txt")
    if not photos_only:
        packed.add(_about(page), "about.txt")
    return packed


def _texts_of(section: PageSection) -> list[DocumentRow]:
    return [*section.inline, *section.documents, *(who.biography for who in section.people if who.biography)]


def _add_document(packed: ZipStream, names: "_Names", folder: str, row: DocumentRow) -> None:
    for kind in ("pdf", "txt"):
        name = names.take(folder, f"{_safe(row.title)}.{kind}")
        packed.add(_exported(row, kind), name, compress_type=ZIP_DEFLATED)


def _exported(row: DocumentRow, kind: str) -> Iterator[bytes]:
    version = cast(DocumentVersion, row.document.published_version)  # what is public has one
    yield export(version, kind).data


def _read(file: AssetFile) -> Iterator[bytes]:
    """A stored file in pieces; opened when its turn comes, in the folder or on S3."""
    yield from stretch(str(file.file.name), 0, file.size)


class _Names:
    """Names within the ZIP, each given once; without regard to case, as some systems see them."""

    def __init__(self) -> None:
        self._given = {"captions.txt", "about.txt"}

    def take(self, folder: str, name: str) -> str:
        ending = _ENDING.search(name)
        stem, end = (name[: ending.start()], ending.group()) if ending else (name, "")
        path, count = f"{folder}/{name}", 1
        while path.lower() in self._given:
            count += 1
            path = f"{folder}/{stem}-{count}{end}"
        self._given.add(path.lower())
        return path


def _safe(text: str) -> str:
    """A bare name that every system can keep: no path, no dots in front, no control characters."""
    try:
        name = get_valid_filename(text.replace("/", "-").replace("\\", "-"))
    except SuspiciousFileOperation:  # nothing is left of it
        return "file"
    return name.replace("_", " ").lstrip(". -")[:LONGEST_NAME].rstrip(". ") or "file"


def _file_name(row: AssetRow) -> str:
    """The name it was uploaded under, cut to size before its ending."""
    original = row.file.original_name.rpartition("/")[2].rpartition("\\")[2] if row.file else ""
    ending = _ENDING.search(original)
    stem = original[: ending.start()] if ending else original
    return f"{_safe(stem)}{ending.group().lower() if ending else ''}"


def _heading(page: KitPage) -> str:
    contact = ", ".join(part for part in (page.contact.name, page.contact.phone, page.contact.email) if part)
    return f"{page.title}\r\n{page.client}\r\nPress contact: {contact}"


def _caption(name: str, row: AssetRow) -> str:
    asset = row.asset
    until = f", until {asset.rights_until:%-d %B %Y}" if asset.rights_until else ""
    lines = [
        name,
        f"  Title: {asset.title}",
        *([f"  Caption: {' '.join(asset.caption.split())}"] if asset.caption else []),
        *([f"  Credit: {asset.credit}"] if asset.credit else []),
        *([f"  Rights: {asset.rights}{until}"] if asset.rights or until else []),
    ]
    return "\r\n".join(lines)


def _about(page: KitPage) -> str:
    """The words of the page: what stands in no file of its own."""
    parts = [_heading(page), page.standfirst]
    for section in page.sections:
        people = [
            ", ".join(filter(None, (who.person.name, who.person.role))) + f"\n{who.person.about}"
            for who in section.people
        ]
        links = [
            "\n".join(filter(None, (" / ".join(filter(None, (link.title, link.source, link.by))), link.url)))
            for link in section.links
        ]
        words = [to_text(section.text), *people, *links]
        if any(words):
            parts.append(f"{section.title.upper()}\n\n" + "\n\n".join(filter(None, words)))
    return "\r\n\r\n".join(filter(None, parts)).replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n"
