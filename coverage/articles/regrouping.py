"""What people say of copies: it is one, it is none, it is the original. That stays, whatever the texts look like."""

from django.db import connection, transaction
from django.db.models import Q

from coverage.articles.syndication import GROUPING
from coverage.models import Article


class NotPossible(ValueError):
    """The articles cannot be grouped so; the text says why."""


@transaction.atomic
def set_apart(*, article: Article) -> Article | None:
    """It is no copy. Gives what it was a copy of, for Undo."""
    held = _hold(article)
    was = held.original
    _say(held, original=None)
    return was


@transaction.atomic
def make_copy(*, article: Article, of: Article) -> Article:
    """It is a copy of that article, or of what that is a copy of; its own copies come along. Gives the original."""
    held, other = _hold(article), Article.objects.select_related("original").get(pk=of.pk)
    root = other.original or other
    if root.pk == held.pk:
        raise NotPossible("That article is a copy of this one. Make it the original first.")
    Article.objects.filter(original=held).update(original=root)
    _say(held, original=root)
    return root


@transaction.atomic
def make_original(*, article: Article) -> None:
    """It is the original of its group; what was until now becomes a copy of it."""
    held = _hold(article)
    if held.original:
        root = held.original
        Article.objects.filter(Q(pk=root.pk) | Q(original=root)).exclude(pk=held.pk).update(original=held)
    _say(held, original=None)


def _hold(article: Article) -> Article:
    """The article as it is now, while nobody else groups anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GROUPING])
    return Article.objects.select_related("original").get(pk=article.pk)


def _say(article: Article, *, original: Article | None) -> None:
    article.original, article.is_original_by_hand = original, True
    article.save(update_fields=["original", "is_original_by_hand", "updated_at"])
