"""How much of an outlet's cap is used: apps above that know who was pitched register to say so."""

from collections.abc import Callable
from dataclasses import dataclass

from contacts.models import Outlet
from team.models import TeamPolicy

Counter = Callable[[Outlet], int]
_counters: list[Counter] = []


@dataclass(frozen=True)
class Cap:
    """How many of an outlet's journalists may be pitched within the cool-off days, and how many have been."""

    used: int
    most: int
    days: int

    @property
    def is_reached(self) -> bool:
        return self.used >= self.most


def register(counter: Counter) -> None:
    """Add a function that counts an outlet's journalists who were pitched within the cool-off days."""
    if counter not in _counters:
        _counters.append(counter)


def cap_of(outlet: Outlet) -> Cap | None:
    """Where the outlet stands; None as long as no app counts."""
    if not _counters:
        return None
    policy = TeamPolicy.current()
    most = policy.outlet_cap if outlet.pitch_cap is None else outlet.pitch_cap
    return Cap(sum(counter(outlet) for counter in _counters), most, policy.cool_off_days)
