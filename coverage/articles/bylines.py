"""The names above an article, and the journalists they belong to."""

from collections.abc import Iterable

from django.db import connection, transaction

from contacts.models import Journalist
from coverage.clips import authors
from coverage.models import Article, Byline

LONGEST_NAME = 200
MOST_NAMES = 20
MOST_OUTLETS = 200
MOST_NAMESAKES = 10
MOST_AT_ONCE = 10_000

FOLD = "SELECT name, btrim(mr_fold(name)) FROM unnest(%s::text[]) AS given(name)"
# The first few of each name, read off the index of folded names in its order; ordered by id alone, the planner may
# walk all journalists instead. Those at the outlet come from its positions, where none may be missed.
NAMESAKES = """
SELECT given.key, first.id, false
  FROM unnest(%(keys)s::text[]) AS given(key)
 CROSS JOIN LATERAL (
       SELECT j.id FROM contacts_journalist j
        WHERE mr_fold(j.name) = given.key ORDER BY mr_fold(j.name), j.id LIMIT %(most)s
       ) AS first
 UNION ALL
SELECT given.key, j.id, true
  FROM (SELECT DISTINCT journalist_id AS id FROM contacts_position WHERE outlet_id = %(outlet)s) AS staff
  JOIN contacts_journalist j USING (id)
  JOIN unnest(%(keys)s::text[]) AS given(key) ON mr_fold(j.name) = given.key
"""


def put(article: Article, names: Iterable[str]) -> list[Byline]:
    """Write down who signed a new article, in order; each name once, whatever its accents and case."""
    tidy = list(dict.fromkeys(" ".join(name.split())[:LONGEST_NAME] for name in names if name.strip()))[:MOST_NAMES]
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [tidy])
        keys = dict(cursor.fetchall())
    once: dict[str, str] = {}
    for name in tidy:
        once.setdefault(keys[name], name)
    return Byline.objects.bulk_create(
        Byline(
            article=article,
            position=position,
            name=name,
            name_key=key,
            domain=article.domain,
            published_at=article.published_at,
        )
        for position, (key, name) in enumerate(once.items())
    )


def match(article: Article) -> None:
    """Say which journalists signed it, where that is certain; what a person decided stays.

    Certain is somebody of that very name (accents and case apart) who has or had a position at the article's outlet,
    or, where nobody there is called so, the only one with that first and last name whom the team knows.
    """
    open_names = list(article.bylines.filter(journalist=None, is_by_hand=False))
    namesakes = _namesakes([byline.name_key for byline in open_names], article.outlet_id)
    matched = 0
    for byline in open_names:
        if sure := _the_one(namesakes.get(byline.name_key, []), byline.name_key):
            matched += Byline.objects.filter(pk=byline.pk).update(journalist=sure)
    if matched:
        authors.learn([article.pk])


def _the_one(namesakes: list[tuple[int, bool]], name_key: str) -> int | None:
    """Who of those of this name it certainly is."""
    there = [key for key, is_there in namesakes if is_there]
    sure = there or [key for key, _ in namesakes if " " in name_key]
    return sure[0] if len(sure) == 1 else None


def _namesakes(keys: list[str], outlet_id: int | None) -> dict[str, list[tuple[int, bool]]]:
    """For each folded name the first who are called so, and everybody who is or was at the outlet, who are marked."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NAMESAKES, {"keys": keys, "outlet": outlet_id, "most": MOST_NAMESAKES})
        rows = cursor.fetchall()
    found: dict[str, dict[int, bool]] = {}
    for key, journalist, is_there in sorted(rows):  # the mark, where there is one, comes last
        found.setdefault(key, {})[journalist] = is_there
    return {key: list(called.items()) for key, called in found.items()}


def take_up(journalist: Journalist) -> int:
    """Give a journalist who was added, or moved, the articles under their name that are nobody's yet; how many.

    With the same certainty as `match`.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [[journalist.name]])
        key = cursor.fetchone()[1]
    waiting = Byline.objects.filter(name_key=key, journalist=None, is_by_hand=False)
    outlets = list(waiting.order_by().values_list("article__outlet", flat=True).distinct()[:MOST_OUTLETS])
    taken = 0
    for outlet in outlets:
        if _the_one(_namesakes([key], outlet).get(key, []), key) == journalist.pk:
            theirs = dict(waiting.filter(article__outlet=outlet).values_list("pk", "article")[:MOST_AT_ONCE])
            taken += Byline.objects.filter(pk__in=theirs).update(journalist=journalist)
            authors.learn(theirs.values())
    return taken


@transaction.atomic
def decide(*, byline: Byline, journalist: Journalist | None) -> None:
    """A person says who signed, or that it was nobody the team knows; that stays. Clips of the article follow."""
    before = byline.journalist
    byline.journalist, byline.is_by_hand = journalist, True
    byline.save(update_fields=["journalist", "is_by_hand"])
    if before and before != journalist:
        authors.forget([byline.article_id], journalist=before)
    if journalist:
        authors.learn([byline.article_id])


def with_namesakes(signed: Iterable[Byline]) -> list[tuple[Byline, list[Journalist]]]:
    """Each byline with the journalists of that name whom a person may choose from, where nobody is said yet."""
    signed = list(signed)
    known = namesakes_of(byline.name_key for byline in signed if not byline.journalist_id)
    return [(byline, known.get(byline.name_key, [])) for byline in signed]


def namesakes_of(name_keys: Iterable[str]) -> dict[str, list[Journalist]]:
    """For each folded name that anybody has, the journalists who are called so, with their positions."""
    namesakes = _namesakes(list(name_keys), None)
    keys = {key for known in namesakes.values() for key, _ in known[:MOST_NAMESAKES]}
    known = Journalist.objects.filter(pk__in=keys).with_primary().in_bulk() if keys else {}
    return {name: [known[key] for key, _ in called[:MOST_NAMESAKES]] for name, called in namesakes.items()}
