"""What follows once an article is stored: copies are grouped, monitors asked, clips proposed, people told."""

from django.db import transaction

from coverage.articles import syndication
from coverage.clips import proposing
from coverage.models import Article
from coverage.monitors import alerting, indexing, matching


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
        proposing.propose(held, matches)
        alerting.tell(matches)
    return held
