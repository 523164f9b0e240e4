"""What stands in a document of some kind, described once: for its form, its JSON, and what is compared of it.

A field reads its value out of a document's `content` (`read`), offers it for typing (`form_field`), writes what was
typed back as plain JSON (`to_json`), and says it in words (`in_words`) where two versions are compared.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from core.prose import ProseField
from core.time_zones import zone_choices
from mediakits.dates import MOMENT, day_of, moment_of

DAY = "%Y-%m-%d"
LONGEST = 200_000


@dataclass(frozen=True)
class Field(ABC):
    """One thing to fill in. Nothing is required: a draft may have gaps, and the checks say which of them matter.

    `half` fields that follow each other share a line of the form.
    """

    name: str
    label: str
    help: str = ""
    half: bool = False

    @abstractmethod
    def form_field(self) -> forms.Field:
        """The field of the form that asks for it."""

    def read(self, content: dict[str, Any]) -> Any:
        value = content.get(self.name)
        return value if isinstance(value, str) else ""

    def initial(self, content: dict[str, Any]) -> Any:
        return self.read(content)

    def to_json(self, typed: Any) -> Any:
        return typed or ""

    def in_words(self, content: dict[str, Any]) -> str:
        """For comparing; HTML where `is_html`."""
        return str(self.read(content))

    @property
    def is_html(self) -> bool:
        return False


@dataclass(frozen=True)
class Line(Field):
    longest: int = 200

    def form_field(self) -> forms.Field:
        return OneLineField(label=self.label, help_text=self.help, max_length=self.longest, required=False)


@dataclass(frozen=True)
class Text(Field):
    """Several lines without any formatting; a blank line begins a paragraph."""

    longest: int = 5000
    lines: int = 4

    def form_field(self) -> forms.Field:
        area = forms.Textarea(attrs={"rows": self.lines})
        return forms.CharField(
            label=self.label, help_text=self.help, max_length=self.longest, required=False, widget=area
        )

    def to_json(self, typed: Any) -> str:
        return (typed or "").replace("\r\n", "\n")


@dataclass(frozen=True)
class Prose(Field):
    """Rich text: sanitised HTML."""

    def form_field(self) -> forms.Field:
        return ProseField(label=self.label, help_text=self.help, max_length=LONGEST, required=False)

    @property
    def is_html(self) -> bool:
        return True


@dataclass(frozen=True)
class Day(Field):
    """A date, kept as 2026-11-17."""

    def form_field(self) -> forms.Field:
        picker = forms.DateInput(attrs={"type": "date"}, format=DAY)
        return forms.DateField(label=self.label, help_text=self.help, required=False, widget=picker)

    def to_json(self, typed: date | None) -> str:
        return typed.isoformat() if typed else ""

    def in_words(self, content: dict[str, Any]) -> str:
        day = day_of(self.read(content))
        return date_format(day, "j F Y") if day else ""


@dataclass(frozen=True)
class Moment(Field):
    """A day and an hour on the clock of the document's own zone, kept as 2026-11-17T10:00."""

    def form_field(self) -> forms.Field:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        return forms.DateTimeField(label=self.label, help_text=self.help, required=False, widget=picker)

    def to_json(self, typed: datetime | None) -> str:
        return typed.strftime(MOMENT) if typed else ""

    def in_words(self, content: dict[str, Any]) -> str:
        moment = moment_of(self.read(content))
        return date_format(moment, "j F Y, H:i") if moment else ""


@dataclass(frozen=True)
class Zone(Field):
    """Whose clock hours of the document are on."""

    def form_field(self) -> forms.Field:
        return forms.ChoiceField(label=self.label, help_text=self.help, choices=zone_choices)


@dataclass(frozen=True)
class Pick(Field):
    choices: tuple[tuple[str, str], ...] = ()

    def form_field(self) -> forms.Field:
        return forms.ChoiceField(label=self.label, help_text=self.help, choices=self.choices, required=False)


@dataclass(frozen=True)
class Rows(Field):
    """Several of the same: quotes, facts, questions. Each is a dict of its fields; empty ones are dropped."""

    noun: str = "row"
    fields: tuple[Field, ...] = field(default=())
    most: int = 60

    def form_field(self) -> forms.Field:
        raise TypeError("Rows have forms of their own.")

    @property
    def halves(self) -> list[str]:
        return [one.name for one in self.fields if one.half]

    def read(self, content: dict[str, Any]) -> list[dict[str, Any]]:
        value = content.get(self.name)
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def in_words(self, content: dict[str, Any]) -> str:
        """A row a paragraph, so that a row that came, went or moved is seen as one."""
        return "\n\n".join(
            "\n".join(words for one in self.fields if (words := one.in_words(row))) for row in self.read(content)
        )


class OneLineField(forms.CharField):
    """Blanks and line breaks become one blank each; what cannot be printed is refused."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value.isprintable():
            raise ValidationError("This is one line. Take the signs out that cannot be printed.")
