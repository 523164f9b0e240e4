"""How interviews and what came of them stand in the audit trail. They are appointments with others: nothing of them is
put back at a click."""

from events.models import Brief, Correction, Promise
from team.trail.kinds import Kind, register


def register_all() -> None:
    register(
        Kind(Brief, called="brief", named=(), belongs_to="interview"),
        Kind(Promise, belongs_to="interview"),
        Kind(Correction, named=("wrong",), belongs_to="interview"),
    )
