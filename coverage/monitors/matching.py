"""Which monitors an article answers, and which articles a monitor."""

from typing import Final

from django.db import connection

from coverage.models import Article, MonitorMatch
from coverage.monitors.lexemes import PREFIX_LENGTHS

# The words of the article, and the beginnings of them, against the anchors of all monitors: one scan of their index.
# Only those that it gives are asked in full. `|| ''` makes a copy in memory: the stored vector would be unpacked anew
# for each of them.
MATCH: Final = """
WITH article AS MATERIALIZED (
    SELECT id, search || ''::tsvector AS search FROM coverage_article WHERE id = %(article)s AND search IS NOT NULL
), probe AS MATERIALIZED (
    SELECT array_agg(anchor) AS anchors FROM (
        SELECT word AS anchor FROM article, unnest(tsvector_to_array(search)) AS word
        UNION
        SELECT left(word, strpos(word, ':') + length) || '*'
          FROM article, unnest(tsvector_to_array(search)) AS word, unnest(%(lengths)s::int[]) AS length
    ) AS anchors
)
INSERT INTO coverage_monitormatch (monitor_id, article_id, matched_at)
SELECT monitor.id, article.id, now()
  FROM article, coverage_monitor AS monitor JOIN campaigns_client AS client ON client.id = monitor.client_id
 WHERE monitor.is_active AND client.archived_at IS NULL
   AND monitor.anchors && (SELECT anchors FROM probe)::varchar(200)[]
   AND article.search @@ monitor.compiled
    ON CONFLICT (article_id, monitor_id) DO NOTHING
RETURNING id
"""


def match(article: Article) -> list[MonitorMatch]:
    """Ask every active monitor at once; gives the matches that were not known, each with monitor, client and campaign.

    The article was indexed before. Two queries; one where nothing is new.
    """
    with connection.cursor() as cursor:
        cursor.execute(MATCH, {"article": article.pk, "lengths": list(PREFIX_LENGTHS)})
        new = [pk for (pk,) in cursor.fetchall()]
    if not new:
        return []
    found = MonitorMatch.objects.filter(pk__in=new).select_related("monitor__client", "monitor__campaign")
    matches = list(found.order_by("pk"))
    for one in matches:
        one.article = article
    return matches
