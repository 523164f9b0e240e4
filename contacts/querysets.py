"""The vocabulary in which the rest of Mediarel asks for journalists, outlets and lists."""

from typing import TYPE_CHECKING, Self, cast

from django.db import connection, models
from django.db.models import Case, Prefetch, Value, When
from django.db.models.functions import Collate
from django.utils import timezone

from core.folding import Fold, Typed, every_word, nearly_every_word, spelt_so_or_nearly
from team.models import User

if TYPE_CHECKING:
    from contacts.models import Journalist, MediaList, Outlet  # noqa: F401  (named in base classes)

LOOKED_AT = 200
# PostgreSQL has no loose index scan; this is how to write one.
LEAPS = """
WITH RECURSIVE leap AS (
    (SELECT {column} AS value FROM {table} ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE {column} > leap.value ORDER BY {column} LIMIT 1)
    FROM leap WHERE leap.value IS NOT NULL)
SELECT value FROM leap WHERE value IS NOT NULL
"""


class JournalistQuerySet(models.QuerySet["Journalist"]):
    def visible_to(self, user: User) -> Self:
        """All journalists to the team; none to observers, who read campaigns and reports only."""
        return self.none() if user.is_observer else self

    def pitchable(self) -> Self:
        """Those who have not asked to be left alone, for good or for now."""
        today = timezone.localdate()
        return self.filter(do_not_contact=False).exclude(paused_until__gt=today)

    def with_primary(self) -> Self:
        """Fetches what `primary_position`, `primary_address` and `zone` read, in two queries however many rows."""
        from contacts.models import Position  # models import this module

        return self.prefetch_related(
            Prefetch("positions", queryset=Position.objects.select_related("outlet")), "emails"
        )

    def matching(self, text: str) -> Self:
        """Those whose name, outlet, role, address or beat hold every word of `text`, whatever its accents and case.

        If nobody is found so, words of five letters or more may be misspelt a little. Reads `search_text`, which
        `contacts.search` keeps.
        """
        return cast(Self, spelt_so_or_nearly(self, "search_text", text))

    def first_matching(self, typed: Typed, most: int) -> list["Journalist"]:
        """The `most` of them that were likeliest meant: last names that begin with what was typed, then other
        beginnings of names, then whoever else matches. Of many thousands only some are looked at.
        """
        sorted_by = Collate("sort_name", "C")
        called = self.alias(last_first=sorted_by).filter(last_first__begins=typed).order_by(sorted_by, "pk")
        found: list[Journalist] = list(called[:most])
        if len(found) == most:
            return found
        rest = self.exclude(pk__in=[one.pk for one in found]) if found else self
        some = rest.filter(every_word("search_text", typed)).order_by().values_list("pk", flat=True)
        keys = list(some[:LOOKED_AT])
        if not keys and not found and (nearly := nearly_every_word("search_text", typed)) is not None:
            keys = list(rest.filter(nearly).order_by().values_list("pk", flat=True)[:LOOKED_AT])
        if not keys:
            return found
        begins = Case(When(search_text__begins=f" {typed}", then=0), default=1)
        return found + list(self.filter(pk__in=keys).order_by(begins, "sort_name", "pk")[: most - len(found)])

    def present(self, field: str) -> list[str]:
        """The values that a column has, but for the empty one, read off its index by leaps: fast on a million rows."""
        column, table = connection.ops.quote_name(field), connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(LEAPS.format(column=column, table=table))
            return [value for (value,) in cursor.fetchall() if value]


class OutletQuerySet(models.QuerySet["Outlet"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self

    def matching(self, text: str) -> Self:
        """Those whose name holds every word of `text`, whatever its accents and case; long words may be misspelt."""
        return cast(Self, spelt_so_or_nearly(self.annotate(folded_name=Fold("name")), "folded_name", text))

    def named(self, name: str) -> Self:
        """Those of this very name, whatever its accents and case."""
        return self.annotate(folded_name=Fold("name")).filter(folded_name=Fold(Value(name.strip())))


class MediaListQuerySet(models.QuerySet["MediaList"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self
