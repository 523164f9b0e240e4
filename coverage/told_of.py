"""What coverage tells people of. Alerts and crises have letters of their own, with hours of their own."""

from typing import Final

from team.kinds import Kind

FOUND: Final = Kind(
    "coverage", "A monitor found something", "Articles that your monitors found.",
    order=150, own_mail="Chosen for each monitor, with hours of its own.", own_mail_url="coverage:alerts",
)  # fmt: skip
CRISIS: Final = Kind(
    "crisis", "Far more coverage than usual", "A monitor finds many times what it usually does.",
    order=160, own_mail="To managers and the monitor’s owner, at any hour; e-mail is chosen with your alerts.",
    own_mail_url="coverage:alerts",
)  # fmt: skip
FORWARDED: Final = Kind(
    "forwarded", "An alert that you forwarded", "What became of the links in an alert that you sent in.", order=170
)
KINDS: Final = (FOUND, CRISIS, FORWARDED)
