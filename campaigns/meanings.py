"""What the figures of clients count. The columns of campaigns are explained by the rooms that they come from."""

from core.meanings import Meaning, register

register(
    "Campaigns",
    Meaning("campaigns.open", "Open campaigns", "Campaigns of the client that are not closed.", "The campaigns."),
)
