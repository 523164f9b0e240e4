"""What programs may send, as PostgreSQL can keep it: text without NUL, keys that fit, moments with their zone.

JSON knows no dates, so pydantic also takes numbers for them; here only text that looks like what the schema promises.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, overload

from django.conf import settings
from django.db.models import Model, TextChoices
from ninja import Path, Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from core.typed import LARGEST

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:?\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS: Final = range(1900, 3000)


def _cleaned(value: object) -> object:
    """Without NUL, which PostgreSQL cannot keep, and without space around it."""
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


def _like_a_moment(value: object) -> object:
    if value is None or isinstance(value, datetime) or (isinstance(value, str) and _MOMENT.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise ValueError("Write it as 2026-05-04T09:30:00+02:00, with its zone.")


def _like_a_day(value: object) -> object:
    if value is None or type(value) is date or (isinstance(value, str) and _DAY.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise ValueError("Write it as 2026-05-04.")


def _of_our_time(value: Any) -> Any:
    if value is not None and value.year not in _YEARS:
        raise ValueError("The year lies between 1900 and 2999.")
    return value.astimezone(UTC) if isinstance(value, datetime) else value


Text = Annotated[str, BeforeValidator(_cleaned)]
Line = Annotated[Text, StringConstraints(max_length=200)]
Key = Annotated[int, Field(strict=True, ge=1, le=LARGEST)]
"""A primary key in a body."""
PathKey = Annotated[int, Path(ge=1, le=LARGEST)]
AskedKey = Annotated[int, Field(ge=1, le=LARGEST)]
"""A primary key in a query, where everything is text."""
Flag = Annotated[bool, Field(strict=True)]
Moment = Annotated[AwareDatetime, BeforeValidator(_like_a_moment), AfterValidator(_of_our_time)]
Day = Annotated[date, BeforeValidator(_like_a_day), AfterValidator(_of_our_time)]


Count = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
Small = Annotated[int, Field(strict=True, ge=0, le=2**15 - 1)]
OneOfWords = Annotated[Text, StringConstraints(min_length=1, max_length=60)]


def one_of(choices: type[TextChoices], *more: str) -> WithJsonSchema:
    """Describes a choice where it stands: by its name, the states of campaigns and pitches would be one schema.

    `State = Annotated[Campaign.State, one_of(Campaign.State)]`; `more` are values beside the choices, such as "".
    """
    return WithJsonSchema({"type": "string", "enum": [*choices.values, *more]})


def page_of_record(record: Any) -> str:
    """Where people see a record."""
    return f"{settings.SITE_URL.rstrip('/')}{record.get_absolute_url()}"


class Given(Schema):
    """A body. A field that is not known is refused: a slip of the pen must not look like success."""

    model_config = ConfigDict(extra="forbid")

    def said(self) -> dict[str, Any]:
        """What was sent, and nothing that was left out."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class Ref(Schema):
    """Another record: its key, and what people call it."""

    id: int
    name: str

    @overload
    @classmethod
    def to(cls, record: Model) -> "Ref": ...

    @overload
    @classmethod
    def to(cls, record: Model | None) -> "Ref | None": ...

    @classmethod
    def to(cls, record: Model | None) -> "Ref | None":
        """None where there is nothing to point to."""
        return cls(id=record.pk, name=str(record)) if record is not None else None
