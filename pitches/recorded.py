"""How attributions stand in the audit trail; pitches need no word more."""

from pitches.models import Attribution
from team.trail.kinds import Kind, register


def register_all() -> None:
    register(Kind(Attribution, named=("clip",)))
