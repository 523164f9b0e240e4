"""Which paper prints what, when and by whom: the stories put among the outlets and journalists of the demo."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Case, IntegerField, Value, When

from contacts.models import Journalist, Outlet, Position
from dashboard.demo.local_press import fernhall, others
from dashboard.demo.local_press.background import Pen
from dashboard.demo.local_press.pieces import Piece
from dashboard.demo.local_press.printing import Paper, Printed
from dashboard.demo.local_press.regulars import EACH, FEEDS, FREELANCE, LONGEST_AGO, REGULAR
from dashboard.demo.words import OUTLETS
from pitches.models import Recipient
from team.models import User

SEED: Final = 1987
FRESH: Final = 2.0
_HEARD: Final = ("interview", "interested", "more", "reply", "")


def begun() -> datetime:
    """When the demo was loaded: what the stories count their days from. Raises `User.DoesNotExist` without a demo."""
    return User.objects.get(email="maya@harbourlane.example.com").created_at


def all_papers() -> list[Paper]:
    """Every paper with what it has printed and will print; the same for the same demo."""
    dice = random.Random(SEED)  # noqa: S311  (a story, not a secret)
    start = begun()
    outlets = {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=_names()).order_by("-pk")}
    asked = _Asked()
    pieces: dict[str, list[tuple[Piece, tuple[str, ...]]]] = defaultdict(list)
    told = [*fernhall.PIECES, *others.PIECES]
    texts = {piece.slug: piece.text for piece in told}
    staff = _Staff(outlets.values())
    for piece in told:
        if piece.asked:
            author = asked.one(piece)
            if author is None:
                continue
            outlet = author.primary_position.outlet  # type: ignore[union-attr]
            outlets.setdefault(outlet.name, outlet)
            pieces[outlet.name].append((piece, (author.name,)))
        elif piece.repeats:
            pieces[piece.outlet].append((replace(piece, text=texts[piece.repeats]), ()))
        else:
            pieces[piece.outlet].append((piece, staff.of(piece, piece.outlet)))
    for piece, authors in _background(dice, outlets, staff):
        pieces[piece.outlet].append((piece, authors))
    return [_paper(outlets[name], found, start) for name, found in pieces.items() if name in outlets]


def _names() -> list[str]:
    return [name for homes in OUTLETS.values() for name, _, _ in homes]


def _background(
    dice: random.Random, outlets: dict[str, Outlet], staff: "_Staff"
) -> Iterable[tuple[Piece, tuple[str, ...]]]:
    pen = Pen(dice)
    for subject, names in REGULAR.items():
        for name in names:
            if name not in outlets:
                continue
            language = outlets[name].language
            unknown = FREELANCE.get((subject, language), ())
            for piece in pen.write(subject=subject, outlet=name, language=language, count=EACH, days=LONGEST_AGO):
                by = dice.choice(unknown) if unknown and dice.random() < 0.3 else ""
                yield piece, (by,) if by else staff.of(piece, name)


def _paper(outlet: Outlet, found: list[tuple[Piece, tuple[str, ...]]], start: datetime) -> Paper:
    printed = [
        Printed(
            slug=piece.slug,
            title=piece.title,
            paragraphs=tuple(line.strip() for line in piece.text.strip().split("\n\n")),
            authors=authors,
            at=_hour_of(piece, start),
            language=piece.language,
        )
        for piece, authors in found
    ]
    return Paper(
        name=outlet.name,
        host=outlet.domain,
        language=outlet.language,
        feed=FEEDS.get(outlet.name, "rss"),
        articles=tuple(sorted(printed, key=lambda each: each.at, reverse=True)),
    )


def _hour_of(piece: Piece, start: datetime) -> datetime:
    """So many days before the start; what is no news any more, at an hour at which papers print."""
    at = (start - timedelta(days=piece.days)).replace(second=0, microsecond=0)
    if piece.days < FRESH:
        return at
    mark = sum(map(ord, piece.slug))
    return at.replace(hour=5 + mark % 13, minute=mark % 60)


class _Staff:
    """The journalists of the outlets, one after the other."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self.names: dict[str, list[str]] = defaultdict(list)
        self.turn: dict[str, int] = defaultdict(int)
        rows = Position.objects.filter(outlet__in=list(outlets), is_primary=True).order_by("journalist")
        for outlet, name in rows.values_list("outlet__name", "journalist__name"):
            if name not in self.names[outlet]:
                self.names[outlet].append(name)

    def of(self, piece: Piece, outlet: str) -> tuple[str, ...]:
        """The name above the piece; none where the outlet has nobody we know."""
        if piece.by:
            return (piece.by,)
        if not self.names[outlet]:
            return ()
        self.turn[outlet] += 1
        return (self.names[outlet][self.turn[outlet] % len(self.names[outlet])],)


class _Asked:
    """Who got the pitches, those who answered first; each of them writes one of the pieces."""

    def __init__(self) -> None:
        self.taken: set[int] = set()

    def one(self, piece: Piece) -> Journalist | None:
        """Somebody who got the pitch and whose outlet speaks the language of the piece."""
        rank = Case(*(When(answer=word, then=Value(n)) for n, word in enumerate(_HEARD)), output_field=IntegerField())
        got = Recipient.objects.filter(pitch__title=piece.asked, sent_at__isnull=False, answer__in=_HEARD)
        at_home = {"journalist__positions__is_primary": True, "journalist__positions__outlet__language": piece.language}
        found = got.filter(**at_home).exclude(journalist__in=self.taken).order_by(rank, "pk").first()
        if found is None:
            return None
        self.taken.add(found.journalist_id)
        return Journalist.objects.with_primary().get(pk=found.journalist_id)
