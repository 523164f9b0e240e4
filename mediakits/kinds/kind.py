"""What all kinds of documents have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from core.checks import Check
from core.html import paragraphs
from mediakits.kinds.fields import Field, Zone
from mediakits.kinds.parts import Contact, End, Flag, Heading, Headline, Part, Prose
from mediakits.kinds.words import moment_words, word

if TYPE_CHECKING:  # the two say what they hand to each other, and neither needs the other to be loaded
    from mediakits.checks.facts import Facts
    from mediakits.pieces import Piece

Looks = Callable[["Facts"], Check | Iterable[Check] | None]


class Kind(ABC):
    """One kind of document: its fields, what is checked, and how its text is put together.

    Set `kind`, `fields`, `checks` and override `parts`; `title_label` says what the title is in it.
    """

    kind = ""
    title_label = "Headline"
    title_help = ""
    fields: tuple[Field, ...] = ()
    checks: tuple[Looks, ...] = ()
    zone = Zone("zone", "Time zone", help="Whose clock the hours are on. It is printed beside them.")

    @property
    def all_fields(self) -> tuple[Field, ...]:
        return (*self.fields, self.zone)

    def first_content(self, *, about: str, zone: str) -> dict[str, Any]:
        """What a new document begins with; `about` is the client in one paragraph."""
        content: dict[str, Any] = {"zone": zone}
        if any(one.name == "boilerplate" for one in self.fields):
            content["boilerplate"] = about
        return content

    @abstractmethod
    def parts(self, piece: "Piece") -> list[Part]:
        """The document as the parts that every format knows how to set."""


def release_flag(piece: "Piece") -> Flag:
    """The first line: from when it may be used. Once the embargo is over it may be used at once."""
    if piece.is_embargoed and piece.embargo_until:
        when = moment_words(piece.embargo_until.astimezone(piece.zone), piece.language)
        return Flag(f"{word(piece.language, 'embargo')} {when}", "embargo")
    return Flag(word(piece.language, "now"))


def embargo_flag(piece: "Piece") -> list[Part]:
    """For kinds that carry the line only while there is an embargo."""
    return [release_flag(piece)] if piece.is_embargoed else []


def headline(piece: "Piece") -> list[Part]:
    return [Headline(piece.title)] if piece.title else []


def boilerplate(piece: "Piece") -> list[Part]:
    text = piece.text("boilerplate").strip()
    return [Heading(word(piece.language, "about").format(piece.client.name)), Prose(paragraphs(text))] if text else []


def contacts(piece: "Piece") -> list[Part]:
    """The media contact, a second one where there is one, and the end sign."""
    person = piece.contact
    found: list[Part] = [Contact(word(piece.language, "contact"), person.name, person.phone, person.email)]
    if piece.text("second_name"):
        second = [piece.text(name) for name in ("second_name", "second_phone", "second_email")]
        found.append(Contact("", *second))
    return [*found, End()]
