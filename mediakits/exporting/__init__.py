"""A document as a file, as a press office sends it: PDF, Word, one HTML file, plain text.

from mediakits.exporting import export
export(document.published_version, "pdf").data
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify

from mediakits.exporting import pdf, plain, web, word
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import Piece, piece_of


@dataclass(frozen=True)
class Format:
    """One way to write a file: its extension is its key, `label` what people call it."""

    label: str
    content_type: str
    write: Callable[[Piece], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", pdf.write),
    "docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", word.write),
    "html": Format("HTML", "text/html; charset=utf-8", web.write),
    "txt": Format("Text", "text/plain; charset=utf-8", plain.write),
}


@dataclass(frozen=True)
class Exported:
    name: str
    content_type: str
    data: bytes


def export(source: Document | DocumentVersion, format: str) -> Exported:
    """`source` as a file. A working copy says DRAFT in it and in its name. Raises `KeyError` for an unknown format."""
    chosen, piece = FORMATS[format], piece_of(source)
    return Exported(file_name(piece, format), chosen.content_type, chosen.write(piece))


def file_name(piece: Piece, extension: str) -> str:
    """fernhall-storage-altfelde-the-turbine-hall-is-full.pdf"""
    name = slugify(f"{piece.client.name} {piece.title}")[:80].strip("-") or "document"
    return f"{'draft-' if piece.is_draft else ''}{name}.{extension}"
