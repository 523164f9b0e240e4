"""How many people clips reached, counted so that the figure can be defended: once per outlet and day, or, where a
report adds up a whole period, once per outlet."""

from dataclasses import dataclass
from typing import Final

from django.db.models import CharField, Count, F, Max, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Lower, NullIf, TruncDate

from coverage.models import Clip

DEFINITION: Final = (
    "What each outlet reaches, by the figure and the source kept with the clip, added up. An outlet counts once a day, "
    "however many clips it brought. It says how many could have seen them, not how many did."
)


ONCE_DEFINITION: Final = (
    "What each outlet reaches, by the figure and the source kept with the clip, added up. An outlet counts once, "
    "however many clips it brought. It says how many could have seen them, not how many did."
)


@dataclass(frozen=True)
class Reach:
    """`value` is people, added up over `counted` outlet days (or outlets); `outlets` is how many outlets there were,
    and `without` how many of what is added up have no figure and count nothing."""

    value: int
    outlets: int
    counted: int
    without: int


def total(clips: "QuerySet[Clip]") -> Reach:
    """The reach of these clips together, in one query. Of several figures for one outlet and day the highest holds."""
    days = (
        clips.order_by()
        .annotate(where=outlet_key(), day=TruncDate(Coalesce("article__published_at", "created_at")))
        .values("where", "day")
        .annotate(most=Max("reach"))
    )
    found = days.aggregate(
        value=Sum("most"),
        outlets=Count("where", distinct=True),
        counted=Count("most"),
        without=Count("where", filter=Q(most=None)),
    )
    return Reach(found["value"] or 0, found["outlets"], found["counted"], found["without"])


def once_an_outlet(clips: "QuerySet[Clip]") -> Reach:
    """The same with each outlet once, however many days it wrote on, in one query. The highest figure holds."""
    found = (
        clips.order_by()
        .annotate(where=outlet_key())
        .values("where")
        .annotate(most=Max("reach"))
        .aggregate(value=Sum("most"), outlets=Count("where"), counted=Count("most"))
    )
    return Reach(found["value"] or 0, found["outlets"], found["counted"], found["outlets"] - found["counted"])


def outlet_key() -> Coalesce:
    """What tells outlets apart: the outlet, else what the page calls itself, else its domain."""
    return Coalesce(
        Cast(F("article__outlet_id"), CharField()),
        NullIf(Lower("article__outlet_name"), Value("")),
        NullIf(F("article__domain"), Value("")),
        Value(""),
        output_field=CharField(),
    )
