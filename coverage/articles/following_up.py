"""What follows once an article is stored: copies are grouped, monitors asked, clips proposed, people told."""

import logging
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from coverage.articles import cursors, syndication
from coverage.clips import proposing
from coverage.models import Article
from coverage.monitors import alerting, indexing, matching

logger = logging.getLogger(__name__)

LEFT_AFTER: Final = timedelta(minutes=10)
"""An article that was not taken the rest of the way for so long was left there by a worker that died or failed."""
MOST: Final = 200
"""Articles in one pass; the next one goes on."""


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
        indexing.index(held)
        matches = matching.match(held)
        proposing.assess_anew(held)
        proposing.propose(held, matches)
        alerting.tell(matches)
    return held


def take_up_left() -> int:
    """Follow up articles that were stored and then left, the next two hundred of them; how many that worked for."""
    waiting = Article.objects.filter(search=None, found_at__lte=timezone.now() - LEFT_AFTER)
    keys = list(waiting.filter(pk__gt=cursors.place_of("left")).order_by("pk").values_list("pk", flat=True)[:MOST])
    followed = 0
    for key in keys:
        try:
            follow_up(Article.objects.get(pk=key))
            followed += 1
        except Exception:  # the others must not wait for this one; it has its turn again
            logger.exception("Article %s could not be followed up.", key)
    cursors.move("left", to=keys[-1] if len(keys) == MOST else 0)
    return followed
