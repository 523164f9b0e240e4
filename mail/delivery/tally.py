"""What a delivery pass did."""

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Tally:
    """`deferred` counts what was due and is now due later; `more` says that the pass ended before its work did."""

    sent: int = 0
    failed: int = 0
    deferred: int = 0
    unconfirmed: int = 0
    cancelled: int = 0
    more: bool = False

    def add(self, other: "Tally") -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))
        self.more = bool(self.more)
