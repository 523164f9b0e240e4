"""The servers that can be brought along."""

from core.embedded.part import Part
from core.embedded.postgres import Postgres
from core.embedded.valkey import Valkey

PARTS: dict[str, type[Part]] = {part.name: part for part in (Postgres, Valkey)}
