"""The index that monitors and searches look in: `Article.search`, written here and nowhere else.

See docs/decisions/071-one-index-made-by-us.md.
"""

from collections import defaultdict
from typing import Final

from django.db import connection

from coverage.models import Article
from coverage.monitors.lexemes import domain_lexemes, field_lexeme, quoted
from coverage.monitors.words import folded_words

LARGEST: Final = 900_000
"""Bytes of lexemes; PostgreSQL takes 1 MB, positions and all."""
MOST_WORDS: Final = 60_000
LAST_PLACE: Final = 16_383
"""PostgreSQL's last position; words behind it are found, but no longer as part of a phrase."""
GAP: Final = 100
"""Places between two parts of an article, so that no phrase and no near/n reaches from one into the next."""

INDEX = "UPDATE coverage_article SET search = %s::tsvector WHERE id = %s"


def index(article: Article) -> None:
    """Write what the article is found by, from its saved fields and bylines: title, authors, outlet, language, text.

    To be called again when one of them changes. Three queries, and one more for an outlet that was not fetched along.
    """
    vector = _vector(article)
    with connection.cursor() as cursor:
        cursor.execute(INDEX, [vector, article.pk])


def _vector(article: Article) -> str:
    builder = _Vector()
    builder.add(article.title, weight="A")
    for name in article.bylines.order_by("position", "pk").values_list("name", flat=True):
        builder.add(name, field="author")
    for name in {article.outlet.name if article.outlet else "", article.outlet_name} - {""}:
        builder.add(name, field="outlet")
    builder.add_plain(domain_lexemes(article.domain))
    if article.outlet and article.outlet.domain:
        builder.add_plain(domain_lexemes(article.outlet.domain))
    for word in folded_words(article.language)[:1]:
        builder.add_plain([field_lexeme("lang", word)])
    if article.excerpt and article.excerpt not in article.text:
        builder.add(article.excerpt)
    builder.add(article.text)
    return builder.as_text()


class _Vector:
    """Lexemes with their places, as PostgreSQL reads a tsvector."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = defaultdict(list)
        self.place = 0
        self.words = 0
        self.bytes = 0

    def add(self, text: str, *, field: str = "", weight: str = "") -> None:
        for word in folded_words(text):
            self.words += 1
            self.place += 1
            if self.words > MOST_WORDS:
                return
            self._put(field_lexeme(field, word), f"{min(self.place, LAST_PLACE)}{weight}")
        self.place += GAP

    def add_plain(self, lexemes: list[str]) -> None:
        """Lexemes without a place."""
        for lexeme in lexemes:
            self._put(lexeme, "")

    def _put(self, lexeme: str, place: str) -> None:
        if lexeme not in self.places:
            self.bytes += len(lexeme.encode())
            if self.bytes > LARGEST:
                return
        if place or lexeme not in self.places:
            self.places[lexeme].extend([place] if place else [])

    def as_text(self) -> str:
        """PostgreSQL keeps 256 places of a lexeme."""
        return " ".join(
            f"{quoted(lexeme)}:{','.join(places[:256])}" if places else quoted(lexeme)
            for lexeme, places in self.places.items()
        )
