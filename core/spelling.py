"""The words that occur in what can be searched, and which of them somebody meant who typed something else.

Triggers on the searched columns add every new word to `core_word` as rows are written; `relearn` drops each night what
stands nowhere any more. See docs/decisions/108-slips-are-corrected-by-words-that-occur.md.
"""

import re
from collections.abc import Iterator
from typing import Any, Final, cast

import pgtrigger
from django.db import connection, models, transaction
from rapidfuzz.distance import OSA

from core.folding import BESIDE_WORDS, folded
from core.models import Word

SHORTEST_SLIP: Final = 5
"""From this length on a word may be misspelt. Shorter ones would resemble half the alphabet."""
TWO_SLIPS: Final = 8
"""From this length on it may be so twice."""
MOST_MEANT: Final = 3
LOOKED_AT: Final = 60
WORD: Final = re.compile(r"[^\W\d_]+(['-][^\W\d_]+)*")

ALIKE = """
SELECT word, similarity(word, %(typed)s) AS likeness FROM core_word
 WHERE word %% %(typed)s OR word = ANY(%(swapped)s) ORDER BY likeness DESC, word LIMIT %(most)s
"""
OCCURRING = """
SELECT coalesce(bool_and(EXISTS (SELECT FROM core_word WHERE core_word.word = mr_fold(typed))), false)
  FROM unnest(%s) AS typed
"""
UNHEARD = "DELETE FROM core_word AS kept WHERE NOT EXISTS (SELECT FROM occurring AS o WHERE o.word = kept.word)"
TWICE = "DELETE FROM core_word AS kept USING core_word AS other WHERE other.word = kept.word AND other.id < kept.id"


class LearnsWords(pgtrigger.Trigger):
    """Adds the words of a column to those that slips are corrected by, whenever it is written."""

    when = pgtrigger.After
    name = "learn_words"

    def __init__(self, column: str, *, folded: bool = True) -> None:
        """`folded` says whether the column holds folded text already."""
        self.column = column
        self.folded = folded
        super().__init__(
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
            func=f"IF TG_OP = 'INSERT' THEN PERFORM mr_learn({self.text('NEW')}); "
            f"ELSIF NEW.{column} IS DISTINCT FROM OLD.{column} THEN PERFORM mr_learn({self.text('NEW')}); "
            "END IF; RETURN NULL;",
        )

    def text(self, row: str) -> str:
        """The folded text of a row, in SQL."""
        return f"{row}.{self.column}" if self.folded else f"mr_fold({row}.{self.column})"


def meant_by(typed: str) -> list[str]:
    """Up to three words, other than itself, that somebody may have meant who typed this one; the likeliest first.

    Two letters that changed places count as one slip. What was typed may be the beginning of a word only.
    """
    folded_typed = folded(typed).strip(BESIDE_WORDS)
    if len(folded_typed) < SHORTEST_SLIP or not WORD.fullmatch(folded_typed):
        return []
    allowed = 2 if len(folded_typed) >= TWO_SLIPS else 1
    said: dict[str, Any] = {"typed": folded_typed, "swapped": _swapped(folded_typed), "most": LOOKED_AT}
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, said)
        alike = [(word, float(likeness)) for word, likeness in cursor.fetchall()]
    ranked = sorted(
        (slips, word != whole, -likeness, word)
        for word, likeness in alike
        for slips, whole in [_slips(folded_typed, word, allowed)]
        if slips <= allowed and word != folded_typed
    )
    return [word for *_, word in ranked[:MOST_MEANT]]


def occur(words: list[str]) -> bool:
    """Whether each of them stands somewhere just so."""
    with connection.cursor() as cursor:
        cursor.execute(OCCURRING, [words])
        return bool(cursor.fetchone()[0])


def _swapped(typed: str) -> list[str]:
    """What it would be with two neighbours in each other's place: too few trigrams of a short word survive that."""
    return [typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)]


def _slips(typed: str, word: str, allowed: int) -> tuple[int, str]:
    """How far what was typed is from the word, or from a beginning of it, and from which."""
    beginnings = {word, *(word[: len(typed) + more] for more in (-1, 0, 1))}
    return min((OSA.distance(typed, each, score_cutoff=allowed), each) for each in beginnings)


def sources() -> Iterator[tuple[type[models.Model], LearnsWords]]:
    """Which columns of which models words are learnt from."""
    for model, trigger in pgtrigger.registered():
        if isinstance(trigger, LearnsWords):
            yield cast(type[models.Model], model), trigger


@transaction.atomic
def relearn() -> int:
    """Read all searched text anew: words that stand nowhere any more go, missing ones come. Gives how many there are.

    Words that others learn meanwhile stay: everything is read and deleted as of one moment.
    """
    with connection.cursor() as cursor:
        if not connection.savepoint_ids:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        every = " UNION ".join(_words_of_column(*source) for source in sources())
        cursor.execute(f"CREATE TEMPORARY TABLE occurring ON COMMIT DROP AS {every}")
        cursor.execute("CREATE INDEX ON occurring (word)")
        cursor.execute("ANALYZE occurring")
        cursor.execute(UNHEARD)
        cursor.execute(TWICE)
        cursor.execute(
            "INSERT INTO core_word (word) SELECT word FROM occurring AS o"
            " WHERE NOT EXISTS (SELECT FROM core_word AS kept WHERE kept.word = o.word)"
        )
        cursor.execute("DROP TABLE occurring")
    return Word.objects.count()


def _words_of_column(model: type[models.Model], trigger: LearnsWords) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    return f"SELECT found.word FROM {table} AS told, mr_words({trigger.text('told')}) AS found(word)"  # noqa: S608
