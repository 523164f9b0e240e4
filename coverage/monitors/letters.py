"""Sends alerts by the mail that Mediarel itself writes with (EMAIL_URL), each once.

As in the delivery engine: handed off is committed before the server gets the letter, sent after. A worker that dies in
between leaves a letter of which nobody knows, and it stays so; the notification is there.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from coverage.models import Alert, AlertDue, AlertLetter
from coverage.monitors.hours import due_at, hours_of_one
from coverage.monitors.telling import LATE
from team.models import TeamPolicy

logger = logging.getLogger(__name__)

MOST: Final = 200
MOST_ARTICLES: Final = 50
ATTEMPTS: Final = 8
"""With the pauses below: about a day."""
PAUSE: Final = timedelta(minutes=5)


def send_due_letters() -> tuple[int, int]:
    """Send what is due; gives how many went and how many did not. A server that cannot be reached loses nothing."""
    due = AlertLetter.objects.filter(handed_off_at=None, given_up_at=None, due_at__lte=timezone.now())
    keys = list(due.order_by("due_at").values_list("pk", flat=True)[:MOST])
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
        logger.warning("%s alert letters wait: the mail server cannot be reached (%s)", waiting, type(error).__name__)
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
    """Whether it went; None when another worker has it in hand, or nobody knows."""
    letter = _handed_off(pk)
    if letter is None:
        return None
    try:
        message_for(letter, connection).send()
    except (SMTPServerDisconnected, TimeoutError) as error:  # it may have gone
        logger.warning("Nobody knows whether alert letter %s went: %s", pk, type(error).__name__)
        AlertLetter.objects.filter(pk=pk).update(problem="The connection broke while it was sent.")
        return None
    except (SMTPException, OSError) as error:
        logger.warning("Alert letter %s was refused: %s", pk, type(error).__name__)
        _put_back(letter, error)
        return False
    AlertLetter.objects.filter(pk=pk).update(sent_at=timezone.now(), problem="")
    return True


@transaction.atomic
def _handed_off(pk: int) -> AlertLetter | None:
    """The letter, ours to send: claimed and committed. One that has become pointless is given up, and one that was held
    up into quiet hours waits for their end."""
    free = AlertLetter.objects.select_for_update(skip_locked=True, of=("self",)).select_related("user")
    letter = free.filter(pk=pk, handed_off_at=None, given_up_at=None).first()
    if letter is None:
        return None
    now = timezone.now()
    if why := _pointless(letter):
        letter.given_up_at, letter.problem = now, why
        letter.save(update_fields=["given_up_at", "problem", "updated_at"])
        return None
    if letter.due_at < now - LATE and (later := _out_of_quiet(letter, now)) > now:
        letter.due_at = later
        letter.save(update_fields=["due_at", "updated_at"])
        return None
    letter.handed_off_at, letter.attempts = timezone.now(), letter.attempts + 1
    letter.save(update_fields=["handed_off_at", "attempts", "updated_at"])
    return letter


def _pointless(letter: AlertLetter) -> str:
    """Why nobody is to get it any more; "" where somebody is."""
    user = letter.user
    if not user.is_active or user.is_observer:
        return "They do not work in the team any more."
    if letter.crisis_id is None and not AlertDue.objects.filter(letter=letter).exists():
        return "The monitor was deleted, with all that it found."
    return ""


def _out_of_quiet(letter: AlertLetter, moment: datetime) -> datetime:
    """That moment, or the end of the quiet hours it lies in; a crisis does not wait for that."""
    if letter.crisis_id:
        return moment
    hours = hours_of_one(letter.user)
    return due_at(rhythm=Alert.Rhythm.AT_ONCE, hours=hours, zone=letter.user.zone, now=moment)


def _put_back(letter: AlertLetter, error: Exception) -> None:
    """The server said no: try again, each time twice as late, or give up."""
    now = timezone.now()
    is_over = letter.attempts >= ATTEMPTS
    AlertLetter.objects.filter(pk=letter.pk).update(
        handed_off_at=None,
        given_up_at=now if is_over else None,
        due_at=_out_of_quiet(letter, now + PAUSE * 2 ** (letter.attempts - 1)),
        problem=f"The mail server refuses it ({type(error).__name__})."[:200],
    )


def message_for(letter: AlertLetter, connection: Any = None) -> EmailMessage:
    """The e-mail: the articles with their outlets and links, each once, or the crisis."""
    context = {
        "letter": letter,
        "organisation": TeamPolicy.current().organisation,
        "site": settings.SITE_URL,
        **(_crisis(letter) if letter.crisis_id else _articles(letter)),
    }
    name = "crisis" if letter.crisis_id else "alert"
    subject = " ".join(render_to_string(f"coverage/mail/{name}_subject.txt", context).split())
    text = render_to_string(f"coverage/mail/{name}.txt", context)
    return EmailMessage(subject, text, to=[letter.user.email], connection=connection)


def _crisis(letter: AlertLetter) -> dict[str, Any]:
    return {"crisis": letter.crisis, "monitor": letter.crisis.monitor if letter.crisis else None}


def _articles(letter: AlertLetter) -> dict[str, Any]:
    rows = AlertDue.objects.filter(letter=letter).select_related("match__monitor", "match__article__outlet")
    newest = rows.order_by(F("match__article__published_at").desc(nulls_last=True), "-pk")
    by_article: dict[Any, list[str]] = {}
    for row in newest:
        by_article.setdefault(row.match.article, []).append(row.match.monitor.name)
    found = list(by_article.items())
    return {
        "articles": found[:MOST_ARTICLES],
        "more": max(0, len(found) - MOST_ARTICLES),
        "number": len(found),
        "monitors": sorted({name for names in by_article.values() for name in names}),
    }
