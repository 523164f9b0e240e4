"""What reports tell people of."""

from typing import Final

from team.kinds import Kind

REPORT: Final = Kind(
    "report", "A report is ready", "A report was released to its client, or the monthly one went out.", order=120
)
KINDS: Final = (REPORT,)
