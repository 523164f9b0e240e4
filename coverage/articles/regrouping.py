"""What people say of copies: it is one, it is none, it is the original. That stays, whatever the texts look like.

Each verb gives a `Regrouping`, by which exactly what it changed can be taken back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Q

from core.tokens import new_token
from coverage.locks import GROUPING
from coverage.models import Article

UNDO_SECONDS: Final = 15 * 60
Said = tuple[int | None, bool]
"""Of an article: the key of its original, and whether a person said so."""


class NotPossible(ValueError):
    """The articles cannot be grouped so; the text says why."""


class TooLate(ValueError):
    """It cannot be taken back any more."""

    def __init__(self) -> None:
        super().__init__("That cannot be taken back any more by one click. Nothing was changed.")


@dataclass(frozen=True)
class Regrouping:
    """What was done to a group: its original now, and what was said of each article before and is said after."""

    original: Article
    before: dict[int, Said]
    after: dict[int, Said]

    def remember(self) -> str:
        """Keep it for a quarter of an hour; gives the word that `recall` takes."""
        token = new_token()
        cache.set(_key(token), self, UNDO_SECONDS)
        return token


def recall(token: str) -> Regrouping:
    """What was kept, once. Raises `TooLate`."""
    kept = cache.get(_key(token))
    if kept is None or not cache.delete(_key(token)):
        raise TooLate
    return kept


def hold() -> None:
    """Let nobody else group anything until the transaction ends; to be called before a row is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GROUPING])


@transaction.atomic
def set_apart(*, article: Article) -> Regrouping:
    """It is no copy."""
    hold()
    group, before = _group([article.pk])
    held = group[article.pk]
    _say(held, original=None)
    return Regrouping(held, before, _said(group))


@transaction.atomic
def make_copy(*, article: Article, of: Article, may_turn: bool = False) -> Regrouping:
    """It is a copy of that article, or of what that is a copy of; its own copies come along.

    Where that one is a copy of this one so far, they change places if they may, else it raises `NotPossible`; so it
    does where both are one.
    """
    hold()
    group, before = _group([article.pk, of.pk])
    held, other = group[article.pk], group[of.pk]
    if held.pk == other.pk:
        raise NotPossible(f"“{held}” cannot be a copy of itself. Choose the article it repeats.")
    root = group[other.original_id] if other.original_id else other
    if root.pk == held.pk:
        if not may_turn:
            raise NotPossible("That article is a copy of this one. Make it the original first.")
        root = other
        _say(root, original=None)
    for each in group.values():
        if each.original_id == held.pk and each.pk != root.pk:
            _move(each, root)
    _say(held, original=root)
    return Regrouping(root, before, _said(group))


@transaction.atomic
def make_original(*, article: Article) -> Regrouping:
    """It is the original of its group; what was until now becomes a copy of it."""
    hold()
    group, before = _group([article.pk])
    held = group[article.pk]
    if held.original_id:
        root = held.original_id
        for each in group.values():
            if each.pk != held.pk and root in {each.pk, each.original_id}:
                _move(each, held)
    _say(held, original=None)
    return Regrouping(held, before, _said(group))


@transaction.atomic
def take_back(done: Regrouping) -> int:
    """Each article it changed is as it was, if nothing was said of it since; how many are."""
    hold()
    taken = 0
    for key, was in done.before.items():
        original, by_hand = done.after[key]
        left = Article.objects.filter(pk=key, original=original, is_original_by_hand=by_hand)
        if was != done.after[key]:
            taken += left.update(original=was[0], is_original_by_hand=was[1])
    return taken


def _group(keys: Iterable[int]) -> tuple[dict[int, Article], dict[int, Said]]:
    """These articles, their originals and all copies of either, by key; and what is said of each."""
    keys = set(keys)
    keys |= {key for key in Article.objects.filter(pk__in=keys).values_list("original", flat=True) if key}
    rows = Article.objects.filter(Q(pk__in=keys) | Q(original__in=keys)).defer("text", "search", "shingles")
    group = {article.pk: article for article in rows.order_by("pk")}
    return group, _said(group)


def _said(group: dict[int, Article]) -> dict[int, Said]:
    return {key: (article.original_id, article.is_original_by_hand) for key, article in group.items()}


def _say(article: Article, *, original: Article | None) -> None:
    article.original, article.is_original_by_hand = original, True
    article.save(update_fields=["original", "is_original_by_hand", "updated_at"])


def _move(article: Article, original: Article) -> None:
    article.original = original
    article.save(update_fields=["original", "updated_at"])


def _key(token: str) -> str:
    return f"coverage:regrouping:{token}"
