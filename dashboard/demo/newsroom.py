"""The demo's newsroom: Fernhall Storage, open to everybody, with three who asked for its news."""

from campaigns.models import Client
from dashboard.demo.clock import time_is
from dashboard.demo.history import World
from mail.models import Mailbox
from mediakits import newsrooms, subscribing
from mediakits.models import Newsroom, Subscriber

COLOUR = "#1b4d3e"
INTRO = (
    "Fernhall builds iron-air batteries that carry a town through a windless week. "
    "The first stands in Altfelde, Brandenburg."
)


def open_newsroom(world: World, *, desk: Mailbox) -> Newsroom:
    """As the team would: in the client's colour, Maya answers, the press desk's mailbox takes in and sends out."""
    maya, client = world.team["maya"], Client.objects.get(name="Fernhall Storage")
    newsroom = newsrooms.save(
        newsroom=Newsroom(
            client=client,
            slug="fernhall",
            is_open=True,
            intro=INTRO,
            colour=COLOUR,
            contact=maya,
            phone=maya.phone,
            hours="07:00 to 20:00, Berlin",
            address="Turbinenweg 1, Altfelde, Germany",
            mailbox=desk,
        )
    )
    _subscribe(world, newsroom)
    return newsroom


def _subscribe(world: World, newsroom: Newsroom) -> None:
    """Three of the journalists that Maya writes to; they confirmed on different days."""
    known = [(each, each.primary_address) for each in world.press["energy"]]
    reached = [(journalist, address) for journalist, address in known if address][:3]
    for days, (journalist, address) in zip((41, 26, 9), reached, strict=False):
        position = journalist.primary_position
        with time_is(world.morning(days)):
            subscriber = Subscriber.objects.create(
                newsroom=newsroom,
                email=address.address,
                name=journalist.name,
                outlet_name=position.outlet.name if position else "",
                asked_at=world.morning(days),
                confirmation_sent_at=world.morning(days),
            )
            subscribing.confirm(subscriber=subscriber)
