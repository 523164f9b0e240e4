"""What the search field finds, at most `MOST` of each kind, and only what the reader may see.

Most kinds are asked for keys together, in one statement, and only those that have any for their rows: nearly all of
what is typed is found in two or three kinds. Where nothing of a kind is spelt as typed, slips are forgiven.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Case, Expression, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from campaigns.models import Client
from contacts.models import Journalist
from core.folding import Fold, Typed, every_word, may_be_a_slip, nearly_every_word, words_of
from coverage.models import Article, Clip
from team.models import User

MOST: Final = 8
KEYS: Final = 200
"""Of one kind so many of the newest are ranked."""
NEWEST: Final = 500
LOOKED_AT: Final = 500
SHORT: Final = 4
CLIENTS: Final = 8


@dataclass(frozen=True)
class Kind:
    """A kind of record: what of it a reader may see, the folded text that is searched, and how one is shown."""

    heading: str
    icon: str
    rows: Callable[[User], "QuerySet[Any]"]
    line: Callable[[Any], str]
    title: Callable[[Any, User], str] = lambda found, user: str(found)
    folded: Callable[[User], Expression | F] = lambda user: F("search_text")
    by_client: bool = False
    """Whether the name of its client finds it too."""
    also: Callable[[Typed], Q] | None = None
    """What else finds it."""


def records(kinds: Sequence[Kind], typed: Typed, user: User) -> Iterator[tuple[Kind, list[Any]]]:
    """The records of each kind that has any: those that begin with what was typed first, then in their usual order."""
    keys = _keys(kinds, typed, user, every_word)
    missing = [kind for kind in kinds if kind not in keys]
    if missing and may_be_a_slip(typed) and typed.meant:
        keys |= _keys(missing, typed, user, _nearly)
    for kind, found in keys.items():
        rows = kind.rows(user).alias(folded=kind.folded(user)).filter(pk__in=found)
        begins = Q(folded__begins=typed) | Q(folded__begins=f" {typed}")
        usual = rows.query.order_by or rows.model._meta.ordering
        yield kind, list(rows.order_by(Case(When(begins, then=0), default=1), *usual)[:MOST])


Condition = Callable[[str, Typed], Q]


def _keys(kinds: Iterable[Kind], typed: Typed, user: User, condition: Condition) -> dict[Kind, list[int]]:
    """The keys of what matches, of all these kinds in one statement."""
    named = Client.objects.visible_to(user).alias(folded=Fold("name")).filter(condition("folded", typed))
    clients = list(named.values_list("pk", flat=True)[:CLIENTS])
    asked = []
    for number, kind in enumerate(kinds := list(kinds)):
        wanted = condition("folded", typed)
        if kind.by_client and clients:
            wanted |= Q(client__in=clients)
        if kind.also:
            wanted |= kind.also(typed)
        rows = kind.rows(user).alias(folded=kind.folded(user)).filter(wanted).annotate(number_of_kind=Value(number))
        asked.append(rows.order_by("-pk").values_list("number_of_kind", "pk")[:KEYS])
    found: dict[Kind, list[int]] = {}
    for number, key in asked[0].union(*asked[1:], all=True):
        found.setdefault(kinds[number], []).append(key)
    return found


def _nearly(field: str, typed: Typed) -> Q:
    return nearly_every_word(field, typed) or every_word(field, typed)


def journalists(typed: Typed, user: User) -> list[Journalist]:
    return Journalist.objects.visible_to(user).with_primary().first_matching(typed, MOST)


def clips(typed: Typed, user: User) -> list[Clip]:
    """The latest clips of articles with such a title.

    Words of many titles are found among the newest clips. Others stand in few titles, which their trigrams lead to;
    short words have too few of those. Both at once would leave PostgreSQL to guess how many there are.
    """
    fields = ("article__title", "article__outlet_name", "article__domain", "article__outlet__name", "client__name")
    visible = Clip.objects.visible_to(user).exclude(state=Clip.State.NOT_OURS).order_by("-pk")
    shown = visible.select_related("article__outlet", "client").only("state", *fields)
    spelt_so = every_word("folded_title", typed)
    oldest = visible.values_list("pk", flat=True)[NEWEST : NEWEST + 1].first() or 0
    read_through = Concat(Fold("article__title"), Value(""), output_field=TextField())  # no index answers that
    newest = shown.alias(folded_title=read_through).filter(spelt_so, pk__gte=oldest)
    found: list[Clip] = list(newest[:MOST])
    if oldest and len(found) < MOST and max(map(len, words_of(typed))) >= SHORT:
        found += shown.filter(article__in=_titled(spelt_so, user), pk__lt=oldest)[: MOST - len(found)]
    if found or not may_be_a_slip(typed) or typed.occurs:  # headlines in another language are full of words alike
        return found
    if (nearly := nearly_every_word("folded_title", typed)) is not None:
        found += shown.filter(article__in=_titled(nearly, user))[:MOST]
    return found


def _titled(condition: Q, user: User) -> "QuerySet[Any]":
    titled = Article.objects.visible_to(user).alias(folded_title=Fold("title")).filter(condition)
    return titled.order_by().values("pk")[:LOOKED_AT]
