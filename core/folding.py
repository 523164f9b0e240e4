"""Text to search in, without accents and case: the SQL function `mr_fold`, and what is asked of folded text.

See docs/decisions/023-one-folded-text-to-search.md.
"""

from typing import Any

from django.db import connection, models
from django.db.models import Func, Q, QuerySet, TextField

# A word as short as this is looked for at the beginnings of words only; a trigram needs three letters.
SHORT_WORD = 2
# From this length on a word may be misspelt. Shorter ones would resemble half the alphabet.
LONG_WORD = 5
# More words than this narrow nothing down any further; they only cost time.
MOST_WORDS = 8


class Fold(Func):
    """Text without accents and case, by the SQL function `mr_fold`."""

    function = "mr_fold"
    output_field = TextField()

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        super().__init__(*expressions, **extra)


@TextField.register_lookup
class Contains(models.Lookup):
    """`text__holds="foo"`: LIKE over text that is folded already; a short word must begin a word."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        word = str(self.rhs)
        start = "% " if len(word) <= SHORT_WORD else "%"
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{lhs} LIKE %s || mr_fold(%s) || '%%'", (*lhs_params, start, escaped)


@TextField.register_lookup
class Resembles(models.Lookup):
    """`text__resembles="foo"`: a word of the folded text is like this one (pg_trgm's word similarity, 0.6 and up)."""

    lookup_name = "resembles"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        return f"mr_fold(%s) <%% {lhs}", (str(self.rhs), *lhs_params)


def folded(text: str) -> str:
    """The text as `search_text` fields hold it: folded by the database, each word after a space."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ' ' || mr_fold(%s)", [text])
        return str(cursor.fetchone()[0])


def words_of(text: str) -> list[str]:
    """What was typed, as words. NUL cannot stand in PostgreSQL's text."""
    return text.replace("\x00", " ").split()[:MOST_WORDS]


def every_word(field: str, text: str) -> Q:
    """Every word of `text` is in the folded `field`."""
    return Q(*[Q(**{f"{field}__holds": word}) for word in words_of(text)])


def nearly_every_word(field: str, text: str) -> Q:
    """Every word of `text` is in the folded `field`, or, if it is long enough, something very like it."""
    condition = Q()
    for word in words_of(text):
        found = Q(**{f"{field}__holds": word})
        if len(word) >= LONG_WORD:
            found |= Q(**{f"{field}__resembles": word})
        condition &= found
    return condition


def spelt_so_or_nearly(rows: "QuerySet[Any]", field: str, text: str) -> "QuerySet[Any]":
    """Those whose folded `field` holds every word of `text`; only where nothing is spelt so, with slips forgiven.

    Looking for what is spelt so takes a few milliseconds on a million rows, likeness up to some hundred, and who types
    a name rightly wants nobody else. So this asks the database once before it gives the queryset; for the first in
    order, because for any one (`exists()`) PostgreSQL would rather read the table from its beginning than the index.
    """
    exactly = rows.filter(every_word(field, text))
    if not any(len(word) >= LONG_WORD for word in words_of(text)) or exactly.values("pk").first():
        return exactly
    return rows.filter(nearly_every_word(field, text))
