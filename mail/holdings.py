"""What somebody still looks after in the inbox, for the admin who switches their account off (`team.members`)."""

from django.urls import reverse

from mail.models import Thread
from team.members import Holding
from team.models import User


def open_threads_of(user: User) -> Holding:
    """The conversations on their desk."""
    count = Thread.objects.to_be_handed_over_by(user).open().count()
    return Holding("open conversation" if count == 1 else "open conversations", count, _listed(user))


def snoozed_threads_of(user: User) -> Holding:
    """Those that they put off, which come back to nobody."""
    count = Thread.objects.to_be_handed_over_by(user).snoozed().count()
    what = "conversation that is put off" if count == 1 else "conversations that are put off"
    return Holding(what, count, f"{_listed(user)}&state=snoozed")


def _listed(user: User) -> str:
    return f"{reverse('mail:inbox')}?whose=all&assignee={user.pk}"
