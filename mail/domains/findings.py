"""What was found out about a domain, in words, with the record that would mend it."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

Tone = Literal["ok", "unknown", "warn", "bad"]


@dataclass(frozen=True)
class Record:
    """A record for the domain's DNS, as its provider's pages ask for it."""

    name: str
    value: str
    kind: str = "TXT"

    @property
    def zone_line(self) -> str:
        """The record as a line of a zone file: no string of a TXT record holds more than 255 bytes."""
        parts = [self.value[at : at + 255] for at in range(0, len(self.value), 255)]
        return f"{self.name}. IN {self.kind} " + " ".join(f'"{part}"' for part in parts)


@dataclass(frozen=True)
class Found:
    """One finding. `warn`: it works, and something should be done; `bad`: mail will suffer; `unknown`: not to be seen
    from here."""

    subject: str
    tone: Tone
    what: str
    todo: str = ""
    record: Record | None = None

    @property
    def needs_somebody(self) -> bool:
        return self.tone in {"warn", "bad"}

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        record = kept.get("record")
        return cls(**kept | {"record": Record(**record) if record else None})
