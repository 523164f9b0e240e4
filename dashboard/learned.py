"""SQL that is made once for all desks alike, and is then only given its keys and times.

Django takes longer to make the SQL of all that may wait than PostgreSQL to answer it. So a statement is made for two
invented people who look at two different times: where its parameters differ, and only there, stands what belongs to
whoever looks. What differs in any other way is not learnt, and made anew each time
(docs/decisions/114-sql-that-is-learnt.md).
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from dashboard.desk import Desk
from team.models import User

Statement = tuple[str, Sequence[Any]]
Slot = Callable[[Desk], Any]

KEYS: Final = ((9_000_000_011, 9_000_000_013), (8_000_000_027, 8_000_000_029))
"""Of the invented users, and of those whose desk they look at: nobody has them, and no number of a query."""
TIMES: Final = (datetime(2001, 3, 4, 5, 6, 7, 89, UTC), datetime(2013, 11, 10, 21, 22, 23, 24, UTC))


class Unlearnable(Exception):
    """The two statements differ in a way that says nothing about a third; the text says where."""


class Pattern:
    """A statement with places that are filled in for each desk."""

    def __init__(self, sql: str, params: Sequence[Any], slots: Sequence[tuple[int, Slot]]) -> None:
        self.sql, self.params, self.slots = sql, list(params), slots

    def filled(self, desk: Desk) -> Statement:
        params = self.params.copy()
        for place, slot in self.slots:
            params[place] = slot(desk)
        return self.sql, params


_patterns: dict[Hashable, Pattern | None] = {}


def statement_for(desk: Desk, make: Callable[[Desk], Statement], what: Hashable) -> Statement:
    """What `make` would give for this desk. `what` names the statement among others."""
    kind = (what, desk.team, desk.user.role, desk.person and (desk.person.role, desk.person == desk.user))
    if kind not in _patterns:
        try:
            _patterns[kind] = learn(desk, make)
        except Unlearnable:
            _patterns[kind] = None
    pattern = _patterns[kind]
    return pattern.filled(desk) if pattern else make(desk)


def forget() -> None:
    """For a process that goes over to another database, in which kinds of records have other keys."""
    _patterns.clear()


def learn(desk: Desk, make: Callable[[Desk], Statement]) -> Pattern:
    """Compare what is made for two desks like this one. Raises Unlearnable."""
    first, second = (_alike(desk, *keys, now) for keys, now in zip(KEYS, TIMES, strict=True))
    (sql, params), (other_sql, other_params) = make(first), make(second)
    if sql != other_sql or len(params) != len(other_params):
        raise Unlearnable("The SQL itself differs.")
    slots = list[tuple[int, Slot]]()
    for place, (one, other) in enumerate(zip(params, other_params, strict=True)):
        if one != other:
            slots.append((place, _slot(one, other, first, second)))
    return Pattern(sql, params, slots)


def _alike(desk: Desk, user_key: int, person_key: int, now: datetime) -> Desk:
    """Somebody with the same roles, and nothing else of them."""
    user = User(pk=user_key, role=desk.user.role)
    person = desk.person and (user if desk.person == desk.user else User(pk=person_key, role=desk.person.role))
    return Desk(user, desk.team, person, now)


def _slot(one: Any, other: Any, first: Desk, second: Desk) -> Slot:
    if (one, other) == (first.user.pk, second.user.pk):
        return lambda desk: desk.user.pk
    if first.person and second.person and (one, other) == (first.person.pk, second.person.pk):
        return _person_key
    if isinstance(one, datetime) and (after := one - first.now) == other - second.now:
        return lambda desk: desk.now + after
    if type(one) is date and (days := one - first.today) == other - second.today:
        return lambda desk: desk.today + days
    raise Unlearnable(f"{one!r} and {other!r} follow from nothing that is known of a desk.")


def _person_key(desk: Desk) -> int | None:
    return desk.person.pk if desk.person else None
