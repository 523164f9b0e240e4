"""Articles that are there already are given to outlets and journalists that come later."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from contacts import outlets
from contacts.models import Outlet
from core import jobs
from coverage import listeners
from coverage.articles import bylines, cursors
from coverage.articles.outlets import is_nobodys, outlet_for, registrable
from coverage.models import Article
from coverage.monitors import indexing
from team.models import User

LOOKED_BACK: Final = timedelta(days=2)
KIND: Final = "coverage.link_articles"
MOST: Final = 1000
"""Articles or bylines in one pass; the next one goes on."""

# Names of people who were added or moved lately, under which articles stand that are nobody's.
WAITING_NAMES: Final = """
SELECT DISTINCT b.article_id
  FROM contacts_journalist j
  JOIN coverage_byline b ON b.name_key = btrim(mr_fold(j.name)) AND b.journalist_id IS NULL AND NOT b.is_by_hand
   AND b.article_id > %(after)s
 WHERE j.updated_at >= %(since)s OR j.id IN (SELECT journalist_id FROM contacts_position WHERE updated_at >= %(since)s)
 ORDER BY b.article_id LIMIT %(most)s
"""


def add_outlet(*, article: Article, name: str, by: User) -> Outlet:
    """Make the site of an article an outlet. The article is given to it at once, the others of its site by a worker."""
    domain = article.domain
    with transaction.atomic():
        outlet = outlet_for(article.url) or outlets.save(
            outlet=Outlet(
                name=name.strip()[:160],
                domain=domain,
                website=f"https://{domain}",
                language=article.language.partition("-")[0],
                source="Read off its articles",
            ),
            by=by,
        )
        if article.outlet is None:
            _link(article, outlet)
        title = f"Giving {outlet} its articles"
        jobs.start(kind=KIND, title=title, arguments={"domain": domain}, by=by)
    return outlet


@jobs.job(KIND, may_see=lambda user, job: not user.is_observer)
def _link_all(run: jobs.Run) -> dict[str, Any]:
    return {"linked": link_articles([run.arguments["domain"]])}


def link_articles(domains: Iterable[str], *, most: int = MOST) -> int:
    """Give articles under these domains of outlets to them, with all that follows; how many.

    Only what stands under the domain itself is looked at: of a registered domain of which only a desk is an outlet,
    the newest would otherwise be looked at again and again, and nothing else. So would those on a host that is
    nobody's, which never get an outlet.
    """
    named = sorted({domain for domain in domains if not is_nobodys(domain)})
    if not named:
        return 0
    under = rf"^https?://([^/]+\.)?({'|'.join(map(re.escape, named))})(:\d+)?(/|\?|$)"
    registered = {registrable(domain) for domain in named}
    waiting = Article.objects.filter(domain__in=registered, outlet=None, url__iregex=under)
    known: dict[str, Outlet | None] = {}
    linked = 0
    for article in waiting.defer("search", "shingles").order_by("-pk")[:most]:
        host = article.url.split("/", 3)[2]
        if host not in known:
            known[host] = outlet_for(article.url)
        if outlet := known[host]:
            _link(article, outlet)
            linked += 1
    return linked


@transaction.atomic
def _link(article: Article, outlet: Outlet) -> None:
    article.outlet = outlet
    article.save(update_fields=["outlet", "updated_at"])
    bylines.match(article)
    indexing.index(article)
    for each in listeners.listeners():
        each.learned(article)


def take_up_recent(*, since: datetime | None = None) -> tuple[int, int]:
    """Give articles to outlets and journalists that were added or changed since; how many articles of each kind."""
    since = since or timezone.now() - LOOKED_BACK
    changed = Outlet.objects.filter(updated_at__gte=since).exclude(domain="").values_list("pk", "domain")
    turn = list(changed.filter(pk__gt=cursors.place_of("outlets")).order_by("pk")[:MOST])
    linked = link_articles(domain for _, domain in turn)
    cursors.move("outlets", to=turn[-1][0] if len(turn) == MOST else 0)
    with connection.cursor() as cursor:
        cursor.execute(WAITING_NAMES, {"since": since, "most": MOST, "after": cursors.place_of("names")})
        waiting = [pk for (pk,) in cursor.fetchall()]
    cursors.move("names", to=waiting[-1] if len(waiting) == MOST else 0)
    for article in Article.objects.filter(pk__in=waiting).defer("text", "search", "shingles"):
        bylines.match(article)
    return linked, len(waiting)
