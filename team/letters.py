"""Sends the letters that `telling` wrote, by the mail that Mediarel itself writes with (EMAIL_URL), each at most once.

Handed off is committed before the server gets the letter, sent after. A worker that dies in between leaves a letter of
which nobody knows, and it stays so: its lines are in the application, and a digest that comes twice is believed less.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any, Final

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from team.hours import LATE
from team.letter_texts import message_for
from team.models import Notification, NotificationLetter
from team.telling import may_come_from

log = logging.getLogger(__name__)

MOST: Final = 500
ATTEMPTS: Final = 8
"""With the pauses below: about ten hours."""
PAUSE: Final = timedelta(minutes=5)


def send_due_letters() -> tuple[int, int]:
    """Send what is due; gives how many went and how many did not. A server that cannot be reached loses nothing."""
    due = NotificationLetter.objects.filter(handed_off_at=None, given_up_at=None, due_at__lte=timezone.now())
    keys = list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:MOST])
    if not keys:
        return 0, 0
    connection = get_connection()
    outcomes: list[bool | None] = []
    try:
        for pk in keys:
            _make_ready(connection)
            outcomes.append(_send(pk, connection))
    except (SMTPException, OSError) as error:
        waiting = len(keys) - len(outcomes)
        log.warning("%s letters wait: the mail server cannot be reached (%s)", waiting, type(error).__name__)
        outcomes += [False] * waiting
    finally:
        connection.close()
    return outcomes.count(True), outcomes.count(False)


def _make_ready(connection: Any) -> None:
    """A line that is known to stand, before a letter counts as handed off. Raises SMTPException or OSError."""
    smtp = getattr(connection, "connection", None)
    if smtp is not None:
        try:
            if smtp.noop()[0] == 250:
                return
        except SMTPServerDisconnected:
            pass
        connection.close()
    connection.open()


def _send(pk: int, connection: Any) -> bool | None:
    """Whether it went; None when another worker has it in hand, it need not go, or nobody knows."""
    claimed = _handed_off(pk, connection)
    if claimed is None:
        return None
    letter, message = claimed
    try:
        message.send()
    except (SMTPServerDisconnected, TimeoutError) as error:  # it may have gone
        log.warning("Nobody knows whether letter %s went: %s", pk, type(error).__name__)
        NotificationLetter.objects.filter(pk=pk).update(problem="The connection broke while it was sent.")
        return None
    except (SMTPException, OSError, ValueError) as error:  # the last: an address mail cannot carry
        log.warning("Letter %s was refused: %s", pk, type(error).__name__)
        _put_back(letter, error)
        return False
    NotificationLetter.objects.filter(pk=pk).update(sent_at=timezone.now(), problem="")
    return True


@transaction.atomic
def _handed_off(pk: int, connection: Any) -> tuple[NotificationLetter, EmailMultiAlternatives] | None:
    """The letter and its mail, ours to send: claimed, put together, and committed. One that has become pointless is
    given up, and one that was held up into quiet hours waits for their end."""
    free = NotificationLetter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
    letter = free.filter(pk=pk, handed_off_at=None, given_up_at=None).first()
    if letter is None:
        return None
    now = timezone.now()
    if why := _pointless(letter):
        letter.given_up_at, letter.problem = now, why
        letter.save(update_fields=["given_up_at", "problem", "updated_at"])
        return None
    if letter.day and letter.day < now.astimezone(letter.user.zone).date():
        _leave_to_the_next(letter)
        return None
    if letter.due_at < now - LATE and (later := may_come_from(letter, now)) > now:
        letter.due_at = later
        letter.save(update_fields=["due_at", "updated_at"])
        return None
    message = message_for(letter, connection)
    letter.handed_off_at, letter.attempts = now, letter.attempts + 1
    letter.save(update_fields=["handed_off_at", "attempts", "updated_at"])
    return letter, message


def _pointless(letter: NotificationLetter) -> str:
    """Why nobody is to get it any more; "" where somebody is."""
    if not letter.user.is_active or letter.user.is_observer:
        return "They do not work in the team any more."
    if not Notification.objects.filter(letter=letter, read_at=None).exists():
        return "They have read all of it meanwhile."
    return ""


def _leave_to_the_next(letter: NotificationLetter) -> None:
    """A digest that could not go on its day: what is still unread comes with the next one instead."""
    Notification.objects.filter(letter=letter, read_at=None).update(told_at=None, letter=None)
    letter.given_up_at, letter.problem = timezone.now(), "It could not go on its day; the next digest has its lines."
    letter.save(update_fields=["given_up_at", "problem", "updated_at"])


def _put_back(letter: NotificationLetter, error: Exception) -> None:
    """The server said no: try again, each time twice as late, or give up."""
    now: datetime = timezone.now()
    is_over = letter.attempts >= ATTEMPTS
    NotificationLetter.objects.filter(pk=letter.pk).update(
        handed_off_at=None,
        given_up_at=now if is_over else None,
        due_at=may_come_from(letter, now + PAUSE * 2 ** (letter.attempts - 1)),
        problem=f"The mail server refuses it ({type(error).__name__})."[:200],
    )
