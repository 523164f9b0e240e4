"""What a document is made of when it is set: the few shapes that HTML, PDF, Word and plain text know how to show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Flag:
    """When it may be used: FOR IMMEDIATE RELEASE, or the embargo. `tone` is "plain", "embargo" or "over"."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True)
class Headline:
    text: str


@dataclass(frozen=True)
class Subhead:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Prose:
    """Sanitised HTML; `lead_in` (the dateline) runs into its first paragraph."""

    html: str
    lead_in: str = ""


@dataclass(frozen=True)
class Quote:
    text: str
    speaker: str
    role: str = ""


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    rows: tuple[Fact, ...]


@dataclass(frozen=True)
class Question:
    text: str
    answer: str


@dataclass(frozen=True)
class Contact:
    """Whom to call; `label` stands above the first of them."""

    label: str
    name: str
    phone: str
    email: str


@dataclass(frozen=True)
class End:
    """The sign that nothing follows."""

    text: str = "###"


Part = Flag | Headline | Subhead | Heading | Prose | Quote | Facts | Question | Contact | End
