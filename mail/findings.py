"""What a test of a mailbox found, for the page that shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """What the test of one server found. `open`: nothing is wrong, and something is still to be done or unknown."""

    server: str
    good: bool
    what: str
    todo: str = ""
    folders: list[str] = field(default_factory=list)
    open: bool = False
