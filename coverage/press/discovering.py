"""Bylines of people who are not contacts yet: who they are, adding them, and names that are nobody's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.db.models.deletion import ProtectedError

from contacts import journalists, undoing
from contacts.models import Beat, Journalist, Outlet, TimelineEntry
from coverage.articles import beats as articles_beats
from coverage.articles import bylines
from coverage.articles.catching_up import add_outlet
from coverage.articles.outlets import outlet_for
from coverage.clips import authors
from coverage.models import Article, Byline, NotAPerson
from coverage.press.record import articles_shown
from coverage.press.writing import Subject, newest_on
from team.models import User

MOST = 200
NEWEST_BYLINES = 5_000
LONGEST_SOURCE = 120

# Without a subject: whoever signed the newest articles that nobody known signed.
NEWEST = """SELECT 0 AS subject, article_id, article_id AS work, published_at FROM coverage_byline
 WHERE journalist_id IS NULL ORDER BY published_at DESC NULLS LAST, id DESC LIMIT %s"""

NEWCOMERS = """
WITH found AS MATERIALIZED ({found})
SELECT b.name_key, b.domain, (array_agg(b.name ORDER BY found.published_at DESC NULLS LAST))[1],
       count(DISTINCT work), min(found.published_at), max(found.published_at),
       (array_agg(article_id ORDER BY found.published_at DESC NULLS LAST))[1:9]
  FROM found JOIN coverage_byline b USING (article_id)
 WHERE b.journalist_id IS NULL AND b.name_key <> ''
   AND NOT EXISTS (SELECT FROM coverage_notaperson n WHERE n.name_key = b.name_key)
 GROUP BY b.name_key, b.domain
 ORDER BY 4 DESC, 6 DESC NULLS LAST, b.name_key, b.domain LIMIT %s
"""


class NobodyThere(Exception):
    def __init__(self) -> None:
        super().__init__("Nobody of that name is left to add. A colleague was faster, or the articles are gone.")


@dataclass
class Newcomer:
    """Somebody who signs articles at one domain: how many on the subject, since when, and the newest as evidence.

    `namesakes` are contacts of the same name; `beats` is a guess at what they cover.
    """

    name_key: str
    domain: str
    name: str
    count: int
    since: datetime | None
    until: datetime | None
    keys: list[int]
    articles: list[Article] = field(default_factory=list)
    namesakes: list[Journalist] = field(default_factory=list)
    beats: list[Beat] = field(default_factory=list)

    @property
    def outlet_label(self) -> str:
        return self.articles[0].outlet_label if self.articles else self.domain

    @property
    def outlet(self) -> Outlet | None:
        """Their outlet, if it is a contact; None where it would be added with them."""
        return next((article.outlet for article in self.articles if article.outlet), None)


def newcomers(subjects: Sequence[Subject] | None) -> list[Newcomer]:
    """Up to two hundred people, those with most articles first; one query.

    `subjects` narrows the articles down; None means whatever is newest, an empty list finds nothing.
    """
    if subjects is not None and not subjects:
        return []
    found, params = newest_on(subjects) if subjects else (NEWEST, [NEWEST_BYLINES])
    with connection.cursor() as cursor:
        cursor.execute(NEWCOMERS.format(found=found), [*params, MOST])
        return [Newcomer(*row) for row in cursor.fetchall()]


def with_evidence(shown: Sequence[Newcomer], *, most: int = 3) -> None:
    """Fetch the newest articles of each, contacts of the same name, and a guess at beats, for one page of them; a
    constant number of queries."""
    keys = [key for newcomer in shown for key in newcomer.keys]
    articles = {article.pk: article for article in articles_shown().filter(pk__in=keys)}
    for article in articles.values():
        article.text = ""  # headlines and excerpts must do for a guess: texts of a whole page are much to fetch
    all_beats = list(Beat.objects.all())
    whole = {newcomer.name_key for newcomer in shown if " " in newcomer.name_key}  # one word is nobody's whole name
    namesakes = bylines.namesakes_of(whole)
    for newcomer in shown:
        own = [articles[key] for key in dict.fromkeys(newcomer.keys) if key in articles]
        newcomer.articles = own[:most]
        newcomer.beats = [beat for beat, _ in articles_beats.guess(own, beats=all_beats)]
        newcomer.namesakes = namesakes.get(newcomer.name_key, [])


def _theirs(name_key: str, domain: str) -> list[Byline]:
    """Their bylines, locked, the newest first. Raises `NobodyThere`."""
    mine = Byline.objects.select_for_update(of=["self"]).filter(name_key=name_key, domain=domain, journalist=None)
    found = list(mine.select_related("article__outlet").defer("article__text", "article__search").order_by("-pk"))
    if not found:
        raise NobodyThere
    return sorted(found, key=lambda one: (one.published_at is not None, one.published_at), reverse=True)


@transaction.atomic
def add(*, name_key: str, domain: str, beats: Iterable[str] = (), by: User) -> tuple[Journalist, str]:
    """Make them a journalist at their outlet, with their articles; the outlet is added with them where it is new.

    Gives the journalist, and the address that takes it back. Raises `NobodyThere`.
    """
    signed = _theirs(name_key, domain)
    newest = signed[0]
    outlet = next((one.article.outlet for one in signed if one.article.outlet), None) or outlet_for(newest.article.url)
    is_new = outlet is None and bool(domain)
    if is_new:
        outlet = add_outlet(article=newest.article, name=newest.article.outlet_name or domain, by=by)
    journalist = journalists.create(
        name=newest.name,
        by=by,
        outlet=outlet,
        beats=beats,
        language=newest.article.language.partition("-")[0],
        country=outlet.country if outlet else "",
        owner=by,
        source=f"Byline: {newest.article.title}"[:LONGEST_SOURCE],
    )
    Byline.objects.filter(pk__in=[one.pk for one in signed]).update(journalist=journalist, is_by_hand=True)
    authors.learn([one.article_id for one in signed])
    bylines.take_up(journalist)
    undo = undoing.remember(
        by=by, what="discovered", journalist=journalist.pk, outlet=outlet.pk if outlet and is_new else None
    )
    return journalist, undo


@transaction.atomic
def take_back(kept: dict[str, Any], by: User) -> int:
    """Take somebody who was added out again, as long as nobody did anything with them. Raises `undoing.TooLate`."""
    journalist = Journalist.objects.select_for_update().filter(pk=kept["journalist"]).first()
    if journalist is None:
        raise undoing.TooLate
    done = journalist.timeline.exclude(kind=TimelineEntry.Kind.COVERED, by=None)
    if any(rows.exists() for rows in (done, journalist.emails, journalist.phones, journalist.media_lists)):
        raise undoing.TooLate
    Byline.objects.filter(journalist=journalist).update(journalist=None, is_by_hand=False)
    try:
        with transaction.atomic():
            journalist.delete()
    except ProtectedError:
        raise undoing.TooLate from None
    if kept["outlet"]:
        _drop_outlet(kept["outlet"])
    return 1


def _drop_outlet(pk: int) -> None:
    """The outlet that came with them goes with them, unless somebody works there by now."""
    try:
        with transaction.atomic():
            Outlet.objects.filter(pk=pk).delete()
    except ProtectedError:
        return


@transaction.atomic
def link(*, name_key: str, domain: str, journalist: Journalist) -> int:
    """Say that they are a journalist we know; gives how many articles are theirs now. Raises `NobodyThere`."""
    signed = _theirs(name_key, domain)
    keys = [one.pk for one in signed]
    linked = Byline.objects.filter(pk__in=keys).update(journalist=journalist, is_by_hand=True)
    authors.learn([one.article_id for one in signed])
    return linked


def dismiss(*, name_key: str, by: User) -> tuple[NotAPerson, str]:
    """Say that a name is nobody's, at no outlet; gives that, and the address that takes it back.

    Said twice, it stays with who said it first. Raises `NobodyThere`.
    """
    byline = Byline.objects.filter(name_key=name_key, journalist=None).order_by(F("pk").desc()).first()
    if byline is None or not name_key:
        raise NobodyThere
    try:
        with transaction.atomic():
            said = NotAPerson.objects.create(name=byline.name, name_key=name_key, by=by)
    except IntegrityError:
        said = NotAPerson.objects.get(name_key=name_key)
    return said, undoing.remember(by=by, what="not-a-person", name_key=name_key)


def take_dismissal_back(kept: dict[str, Any], by: User) -> int:
    return NotAPerson.objects.filter(name_key=kept["name_key"]).delete()[0]
