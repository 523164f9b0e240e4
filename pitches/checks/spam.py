"""What a spam filter on this machine thinks of the message. Asked in the background; its answer is kept for a while."""

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from core.checks import Check, look
from core.fields import UnreadableSecret
from mail.addresses import parse
from mail.composition import Letter, compose, new_message_id
from mail.errors import MailError
from mail.models import Mailbox, OutgoingMessage
from mail.signing import signer_for
from mail.spam import NoVerdict, Verdict, judge
from pitches import merge
from pitches.checks.facts import Facts
from pitches.errors import PitchError
from pitches.models import Pitch, Recipient
from pitches.public_links import unsubscribe_url

WHAT = "Spam score"
CLEAN = 1.0
"""Filters add points of their own (networks, reputation) to what the text brings along, so it should bring fewer."""
REMEMBERED = 60 * 60
ASKED_AGAIN_AFTER = 60
NOBODY = "reader@example.com"


def score(facts: Facts) -> Check | None:
    """Nothing where no filter is set up, or where the message cannot be put together yet. Never stops a pitch."""
    pitch = facts.pitch
    if settings.SPAMD is None or pitch.mailbox is None or not facts.words or facts.errors:
        return None
    reader = facts.recipients[0].pk if facts.recipients else None
    known = cache.get(_key(pitch, reader))
    if known is None:
        _ask_later(pitch, reader)
        return Check(WHAT, "being looked at", "note")
    if isinstance(known, str):
        return Check(WHAT, "not known", "note", known)
    return _told(known)


def as_it_goes_out(pitch: Pitch, recipient: Recipient) -> bytes:
    """What the recipient would get now, signed where we sign. Raises PitchError, MailError, UnreadableSecret."""
    mailbox: Mailbox = pitch.mailbox  # type: ignore[assignment]  # whoever calls has looked
    rendered = merge.render(pitch, recipient)
    address = recipient.journalist.primary_address
    sender = parse(mailbox.address)
    letter = Letter(
        from_name=mailbox.name,
        from_address=sender,
        to_name=recipient.journalist.name,
        to_address=parse(address.address) if address else NOBODY,
        subject=rendered.subject,
        html=rendered.html,
        text=rendered.text,
        message_id=new_message_id(sender.rpartition("@")[2]),
        reply_token="",
        unsubscribe_url=unsubscribe_url(recipient),
    )
    message, signer = OutgoingMessage(raw=compose(letter)).as_sent(), signer_for(sender)
    return signer.sign(message) if signer else message


@shared_task
def judge_pitch(pitch_pk: int, reader_pk: int | None) -> None:
    """Ask the filter about the message to this recipient (None: to nobody yet) and keep what it said."""
    pitch = Pitch.objects.select_related("campaign__client", "owner", "mailbox").filter(pk=pitch_pk).first()
    if pitch is None or pitch.mailbox is None:
        return
    reader = pitch.recipients.for_rendering().filter(pk=reader_pk).first() if reader_pk else merge.sample(pitch)
    if reader is None:
        return
    try:
        verdict = judge(as_it_goes_out(pitch, reader))
    except NoVerdict as error:
        cache.set(_key(pitch, reader_pk), str(error), ASKED_AGAIN_AFTER)
    except (MailError, PitchError, UnreadableSecret):  # said elsewhere
        return
    else:
        cache.set(_key(pitch, reader_pk), verdict, REMEMBERED)


def _told(verdict: Verdict) -> Check:
    value = f"{verdict.score:.1f}"
    if verdict.score < CLEAN:
        return Check(WHAT, value)
    why = "; ".join(rule.words.rstrip(".") for rule in verdict.rules[:3])
    if verdict.score >= verdict.limit:
        return Check(WHAT, value, "bad", f"SpamAssassin would put it into spam: {why}.")
    return look(WHAT, f"SpamAssassin calls it spam from {verdict.limit:.1f} on. What it minds: {why}.", value=value)


def _ask_later(pitch: Pitch, reader: int | None) -> None:
    """Have it looked at in the background, unless somebody just asked for the same."""
    if cache.add(f"asked-{_key(pitch, reader)}", 1, ASKED_AGAIN_AFTER):
        transaction.on_commit(lambda: judge_pitch.delay(pitch.pk, reader))


def _key(pitch: Pitch, reader: int | None) -> str:
    """Whatever is saved anew is looked at anew."""
    return f"spam-score:{pitch.pk}:{pitch.revision}:{pitch.mailbox_id}:{reader or 0}"
