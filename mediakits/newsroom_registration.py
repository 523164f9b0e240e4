"""What newsrooms add to the rooms below: who answers for their messages, what somebody who leaves hands over."""

from django.urls import reverse

from mail.handlers import MessageHandler, register
from mediakits.models import Newsroom
from mediakits.notices import NEWS, NewsMessages
from mediakits.subscribing import CONFIRMATION
from team.members import Holding, register_holdings
from team.models import User


def register_all() -> None:
    """Called once, when all apps are loaded."""
    register(NEWS, NewsMessages())
    register(CONFIRMATION, MessageHandler())
    register_holdings(open_newsrooms_of)


def open_newsrooms_of(user: User) -> Holding:
    """The open newsrooms in which somebody is whom the press calls."""
    count = Newsroom.objects.filter(contact=user, is_open=True).count()
    return Holding("open newsrooms" if count != 1 else "open newsroom", count, reverse("mediakits:newsroom-list"))
