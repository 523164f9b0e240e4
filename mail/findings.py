"""What a test of a mailbox found, for the page that shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """What the test of one server found. `open`: nothing is wrong, and something is still to be done or unknown.

    `hinders`: nothing can go on while it is not good; copies of what is sent, for one, may wait.
    """

    server: str
    good: bool
    what: str
    todo: str = ""
    folders: list[str] = field(default_factory=list)
    open: bool = False
    hinders: bool = True
