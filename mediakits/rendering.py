"""A document as HTML: for the preview, the review, kits and the newsroom.

html_of(document.published_version)      what the public may read
html_of(document)                        the working copy, for the team alone
"""

from collections.abc import Callable
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.html import linkify, paragraphs
from mediakits.kinds import kind_of, parts
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import Piece, piece_of

QUOTE_MARKS = {
    "de": "„“",
    "fr": "«»",
    "es": "«»",
    "it": "«»",
    "nl": "‘’",
    "sv": "””",
    "fi": "””",
    "pl": "„”",
    "cs": "„“",
}


def html_of(source: Document | DocumentVersion, *, whole: bool = False) -> SafeString:
    """The text as semantic HTML, its headings at level 2, without the headline, which the page around it has.

    `whole` adds headline and release line, as they print; the headline is then at level 2 and headings at 3.
    """
    return html_of_piece(piece_of(source), whole=whole)


def html_of_piece(piece: Piece, *, whole: bool = False, top: int = 2, contacts: bool = True) -> SafeString:
    """The same of a piece; `top` is the level of the topmost heading.

    Without `contacts` it leaves out whom to call, and its end, where the page around it says so for everything.
    """
    found = kind_of(piece.kind).parts(piece)
    if not contacts:
        found = [part for part in found if not isinstance(part, parts.Contact | parts.End)]
    if not whole:
        found = [part for part in found if not isinstance(part, parts.Flag | parts.Headline)]
    setter = _Setter(piece.language, level=top + 1 if whole else top)
    inner = mark_safe("".join(setter.html(part) for part in found))
    return format_html('<div class="mr-doc" lang="{}" dir="{}">{}</div>', piece.language, piece.direction, inner)


def quoted(text: str, language: str) -> str:
    """In the quotation marks of the language; those that were typed around it are not doubled."""
    marks = QUOTE_MARKS.get(language.split("-", maxsplit=1)[0], "“”")
    bare = text.strip().strip('“”„"«»').strip()
    blank = "\u202f" if language.startswith("fr") else ""
    return f"{marks[0]}{blank}{bare}{blank}{marks[1]}"


class _Setter:
    def __init__(self, language: str, *, level: int) -> None:
        self.language, self.level = language, level
        self._how: dict[type, Callable[[Any], str]] = {
            parts.Flag: self.flag,
            parts.Headline: lambda part: format_html(
                '<h{0} class="mr-doc-title">{1}</h{0}>', self.level - 1, part.text
            ),
            parts.Subhead: lambda part: format_html('<p class="mr-doc-subhead">{}</p>', part.text),
            parts.Heading: lambda part: format_html("<h{0}>{1}</h{0}>", self.level, part.text),
            parts.Prose: self.prose,
            parts.Quote: self.quote,
            parts.Facts: self.facts,
            parts.Question: self.question,
            parts.Contact: self.contact,
            parts.End: lambda part: format_html('<p class="mr-doc-end" aria-hidden="true">{}</p>', part.text),
        }

    def html(self, part: parts.Part) -> str:
        return self._how[type(part)](part)

    def flag(self, part: parts.Flag) -> str:
        return format_html('<p class="mr-doc-flag mr-doc-flag--{}">{}</p>', part.tone, part.text)

    def prose(self, part: parts.Prose) -> str:
        html = linkify(part.html)
        if not part.lead_in:
            return html
        lead = format_html('<span class="mr-dateline">{}</span> ', part.lead_in)
        return f"<p>{lead}{html[3:]}" if html.startswith("<p>") else f"<p>{lead}</p>{html}"

    def quote(self, part: parts.Quote) -> str:
        who = ", ".join(text for text in (part.speaker, part.role) if text)
        caption = format_html("<figcaption>{}</figcaption>", who) if who else ""
        text = paragraphs(quoted(part.text, self.language))
        return f'<figure class="mr-doc-quote"><blockquote>{text}</blockquote>{caption}</figure>'

    def facts(self, part: parts.Facts) -> str:
        return format_html(
            '<dl class="mr-doc-facts">{}</dl>', format_html_join("", "{}", ((self.fact(row),) for row in part.rows))
        )

    def fact(self, row: parts.Fact) -> SafeString:
        note = format_html('<span class="mr-doc-note">{}</span>', row.note) if row.note else ""
        value = mark_safe(linkify(escape(row.value).replace("\n", "<br>")))
        return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", row.label, value, note)

    def question(self, part: parts.Question) -> str:
        asked = format_html("<h{0}>{1}</h{0}>", self.level, part.text) if part.text else ""
        return f"{asked}{linkify(paragraphs(part.answer))}"

    def contact(self, part: parts.Contact) -> str:
        label = format_html('<b class="mr-doc-label">{}</b><br>', part.label) if part.label else ""
        phone = (
            format_html('<br><a href="tel:{}" dir="ltr">{}</a>', _dialled(part.phone), part.phone) if part.phone else ""
        )
        email = format_html('<br><a href="mailto:{0}" dir="ltr">{0}</a>', part.email) if part.email else ""
        return format_html('<address class="mr-doc-contact">{}{}{}{}</address>', label, part.name, phone, email)


def _dialled(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")
