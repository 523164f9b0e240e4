"""Text to search in, without accents and case: the SQL function `mr_fold`, and what is asked of folded text.

See docs/decisions/023-one-folded-text-to-search.md.
"""

from typing import Any

from django.db import connection, models
from django.db.models import CharField, Func, Q, QuerySet, TextField
from django.utils.functional import cached_property

# A word as short as this is looked for at the beginnings of words only; a trigram needs three letters.
SHORT_WORD = 2
# From this length on a word may be misspelt. Shorter ones would resemble half the alphabet.
LONG_WORD = 5
# More words than this narrow nothing down any further; they only cost time.
MOST_WORDS = 8
# What stands beside a word and is no part of it; not "#", "@", "+" and the like, which say what is meant.
BESIDE_WORDS = (
    " .,;:!?()[]{}<>\"'`-\u2010\u2013\u2014\u2026\u2018\u2019\u201a\u201c\u201d\u201e"
    "\u2039\u203a\u00ab\u00bb\u00a1\u00bf\u3001\u3002"
)


class Fold(Func):
    """Text without accents and case, by the SQL function `mr_fold`."""

    function = "mr_fold"
    output_field = TextField()

    def __init__(self, *expressions: Any, **extra: Any) -> None:
        super().__init__(*expressions, **extra)


@TextField.register_lookup
class Contains(models.Lookup):
    """`text__holds="foo"`: LIKE over text that is folded already; a short word must begin a word after a space."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        word = str(self.rhs)
        start = "% " if len(word) <= SHORT_WORD else "%"
        return f"{lhs} LIKE %s || mr_fold(%s) || '%%'", (*lhs_params, start, _escaped(word))


@CharField.register_lookup
@TextField.register_lookup
class Begins(models.Lookup):
    """`text__begins="foo"`: folded text that begins with this, after the space that `search_text` begins with."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        return f"{lhs} LIKE mr_fold(%s) || '%%'", (*lhs_params, _escaped(str(self.rhs)))


def folded(text: str) -> str:
    """The text as `search_text` fields hold it: folded by the database, each word after a space."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT ' ' || mr_fold(%s)", [text])
        return str(cursor.fetchone()[0])


def words_of(text: str) -> list[str]:
    """What was typed, as words, without the signs beside them; those within stay (o'brien). NUL cannot stand in
    PostgreSQL's text. Signs alone are words where nothing else was typed, for the text may hold them."""
    typed = text.replace("\x00", " ").split()
    return ([word for each in typed if (word := _bare(each))] or typed)[:MOST_WORDS]


def _bare(word: str) -> str:
    """Signs before a word of a letter or two stay, because that is looked for where words begin: "(UK)" stands so."""
    ended = word.rstrip(BESIDE_WORDS)
    bare = ended.lstrip(BESIDE_WORDS)
    return ended if 0 < len(bare) <= SHORT_WORD else bare


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def every_word(field: str, text: str) -> Q:
    """Every word of `text` is in the folded `field`."""
    return Q(*[Q(**{f"{field}__holds": word}) for word in words_of(text)])


class Typed(str):
    """What somebody typed to search by; knows what may have been meant, and asks the database for that only once."""

    @cached_property
    def meant(self) -> dict[str, list[str]]:
        """For each word that may be a slip, what it may stand for."""
        from core.spelling import meant_by  # which reads a model, and models import this module

        return {word: near for word in words_of(self) if (near := meant_by(word))}

    @cached_property
    def occurs(self) -> bool:
        """Whether all words that could be slips stand somewhere just so."""
        from core.spelling import occur  # as above

        return occur([word for word in words_of(self) if len(word) >= LONG_WORD])


def nearly_every_word(field: str, typed: Typed) -> Q | None:
    """Every word of it is in the folded `field`, or a word that may have been meant. None if nothing else was meant."""
    if not typed.meant:
        return None
    condition = Q()
    for word in words_of(typed):
        either = Q()
        for one in (word, *typed.meant.get(word, [])):
            either |= Q(**{f"{field}__holds": one})
        condition &= either
    return condition


def spelt_so_or_nearly(rows: "QuerySet[Any]", field: str, text: str) -> "QuerySet[Any]":
    """Those whose folded `field` holds every word of `text`; only where nothing is spelt so, with slips forgiven.

    Who types a name rightly wants nobody else. So this asks the database once before it gives the queryset; for the
    first in order, because for any one (`exists()`) PostgreSQL would rather read the table from its beginning than the
    index.
    """
    exactly = rows.filter(every_word(field, text))
    typed = text if isinstance(text, Typed) else Typed(text)
    if not may_be_a_slip(typed) or exactly.values("pk").first():
        return exactly
    nearly = nearly_every_word(field, typed)
    return exactly if nearly is None else rows.filter(nearly)


def may_be_a_slip(typed: str) -> bool:
    """Whether a word of it is long enough for that."""
    return any(len(word) >= LONG_WORD for word in words_of(typed))
