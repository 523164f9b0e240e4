"""The vocabulary in which the rest of Mediarel asks for journalists, outlets and lists."""

from typing import TYPE_CHECKING, Any, Self

from django.db import connection, models
from django.db.models import Prefetch, Q, TextField, Value
from django.utils import timezone

from core.folding import Fold, every_word, words_of
from team.models import User

if TYPE_CHECKING:
    from contacts.models import Journalist, MediaList, Outlet  # noqa: F401  (named in base classes)

# From this length on a word may be misspelt. Shorter ones would resemble half the alphabet.
LONG_WORD = 5

# PostgreSQL has no loose index scan; this is how to write one.
LEAPS = """
WITH RECURSIVE leap AS (
    (SELECT {column} AS value FROM {table} ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE {column} > leap.value ORDER BY {column} LIMIT 1)
    FROM leap WHERE leap.value IS NOT NULL)
SELECT value FROM leap WHERE value IS NOT NULL
"""


@TextField.register_lookup
class Resembles(models.Lookup):
    """`text__resembles="foo"`: a word of the folded text is like this one (pg_trgm's word similarity, 0.6 and up)."""

    lookup_name = "resembles"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        return f"mr_fold(%s) <%% {lhs}", (str(self.rhs), *lhs_params)


def nearly_every_word(field: str, text: str) -> Q:
    """Every word of `text` is in the folded `field`, or, if it is long enough, something very like it."""
    condition = Q()
    for word in words_of(text):
        found = Q(**{f"{field}__holds": word})
        if len(word) >= LONG_WORD:
            found |= Q(**{f"{field}__resembles": word})
        condition &= found
    return condition


class Searched(models.QuerySet):
    """What the two searches below have in common."""

    def _holding(self, field: str, text: str) -> Self:
        """As it is spelt; only where nothing is spelt so, with slips forgiven.

        Looking for what is spelt so takes a few milliseconds on a million rows, likeness up to some hundred, and who
        types a name rightly wants nobody else. So this asks the database once before it gives the queryset.
        """
        exactly = self.filter(every_word(field, text))
        if not any(len(word) >= LONG_WORD for word in words_of(text)) or exactly.exists():
            return exactly
        return self.filter(nearly_every_word(field, text))


class JournalistQuerySet(Searched, models.QuerySet["Journalist"]):
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
        return self._holding("search_text", text)

    def present(self, field: str) -> list[str]:
        """The values that a column has, but for the empty one, read off its index by leaps: fast on a million rows."""
        column, table = connection.ops.quote_name(field), connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(LEAPS.format(column=column, table=table))
            return [value for (value,) in cursor.fetchall() if value]


class OutletQuerySet(Searched, models.QuerySet["Outlet"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self

    def matching(self, text: str) -> Self:
        """Those whose name holds every word of `text`, whatever its accents and case; long words may be misspelt."""
        return self.annotate(folded_name=Fold("name"))._holding("folded_name", text)

    def named(self, name: str) -> Self:
        """Those of this very name, whatever its accents and case."""
        return self.annotate(folded_name=Fold("name")).filter(folded_name=Fold(Value(name.strip())))


class MediaListQuerySet(models.QuerySet["MediaList"]):
    def visible_to(self, user: User) -> Self:
        return self.none() if user.is_observer else self
