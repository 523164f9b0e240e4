"""What follows once an article is stored: copies are grouped, monitors asked, clips proposed, people told."""

from importlib import import_module
from typing import Any

from django.db import transaction

from coverage.articles import syndication
from coverage.models import Article


def follow_up(article: Article) -> Article:
    """Take an article the rest of the way, once: nothing happens where that was done before. Gives it as it is now.

    An article without `search` has not been there. So a worker that dies on the way leaves it to the next one that
    reads any of its addresses, and of two that come at the same time one finds it done.
    """
    if article.search is not None:
        return article
    syndication.group(article)
    with transaction.atomic():
        held = Article.objects.select_for_update(of=("self",)).select_related("outlet").get(pk=article.pk)
        if held.search is not None:
            return held
        _if_there("coverage.monitors.indexing", "index", held)
        matches = _if_there("coverage.monitors.matching", "match", held) or []
        _if_there("coverage.clips.proposing", "propose", held, matches)
        _if_there("coverage.monitors.alerting", "tell", matches)
    return held


def _if_there(module: str, verb: str, *arguments: Any) -> Any:
    """Call a step of the way that may not have been built yet."""
    try:
        step = import_module(module)
    except ModuleNotFoundError:
        return None
    return getattr(step, verb)(*arguments)
