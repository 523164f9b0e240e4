"""How a recipient, their pitch and its campaign stand right before a message goes out, and what speaks against it.

It is asked for every message, so it is one statement, in SQL: building it from expressions would take longer than
running it. Whatever is added here is asked at the last moment; what can be known earlier belongs into
`pitches.checks`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from campaigns.models import Campaign
from pitches.models import Pitch, Recipient
from team.models import Review

ASK = """
    SELECT recipient.answered_at IS NOT NULL AS has_answered, recipient.follow_up_stopped_at,
           recipient.follow_up_stopped_why,
           journalist.name AS journalist, journalist.do_not_contact, journalist.paused_until,
           journalist.never_follow_up,
           pitch.state, pitch.subject, pitch.body, pitch.follow_up, pitch.embargo_told,
           EXISTS (SELECT FROM team_review AS review WHERE review.content_type_id = %(content_type)s
                      AND review.object_id = pitch.id AND review.fingerprint = pitch.approved_fingerprint
                      AND review.state = %(void)s)
           AND NOT EXISTS (SELECT FROM team_review AS review WHERE review.content_type_id = %(content_type)s
                      AND review.object_id = pitch.id AND review.fingerprint = pitch.approved_fingerprint
                      AND review.state = %(approved)s) AS has_lost_its_approval,
           campaign.name AS campaign, campaign.state AS campaign_state, campaign.embargo_until,
           client.name AS client, client.archived_at AS client_archived_at
      FROM pitches_recipient AS recipient
      JOIN contacts_journalist AS journalist ON journalist.id = recipient.journalist_id
      JOIN pitches_pitch AS pitch ON pitch.id = recipient.pitch_id
      JOIN campaigns_campaign AS campaign ON campaign.id = pitch.campaign_id
      JOIN campaigns_client AS client ON client.id = campaign.client_id
     WHERE recipient.{field} = %(message)s
"""
OF_PITCH, OF_FOLLOW_UP = (ASK.format(field=field) for field in ("message_id", "follow_up_message_id"))


@dataclass(frozen=True, slots=True)
class Standing:
    """All that may speak against a message, as it is now."""

    has_answered: bool
    follow_up_stopped_at: datetime | None
    follow_up_stopped_why: str
    journalist: str
    do_not_contact: bool
    paused_until: date | None
    never_follow_up: bool
    state: str
    subject: str
    body: str
    follow_up: str
    embargo_told: datetime | None
    has_lost_its_approval: bool
    campaign: str
    campaign_state: str
    embargo_until: datetime | None
    client: str
    client_archived_at: datetime | None


def of_pitch(message_id: int) -> Standing:
    """How the recipient stands whose pitch this message carries. Raises Recipient.DoesNotExist."""
    return _ask(OF_PITCH, message_id)


def of_follow_up(message_id: int) -> Standing:
    """How the recipient stands whose follow-up this message carries. Raises Recipient.DoesNotExist."""
    return _ask(OF_FOLLOW_UP, message_id)


def against_pitch(it: Standing) -> str:
    """Why the pitch must not go out to this recipient now, in a sentence; "" when nothing speaks against it."""
    if it.state not in {Pitch.State.SENDING, Pitch.State.SENT}:
        return f"The pitch is {Pitch.State(it.state).label.lower()}."
    return _unwelcome(it) or _called_off(it) or _wrong_embargo(it, it.body)


def against_follow_up(it: Standing) -> str:
    """Why the follow-up must not go out to this recipient now, in a sentence; "" when nothing speaks against it."""
    if it.has_answered:
        return f"{it.journalist} has answered."
    if it.follow_up_stopped_at:
        return it.follow_up_stopped_why or "The follow-up was stopped."
    if it.never_follow_up:
        return f"{it.journalist} wants no follow-ups."
    if it.state == Pitch.State.CANCELLED:
        return "The pitch was stopped."
    return _unwelcome(it) or _called_off(it) or _wrong_embargo(it, it.follow_up)


def _ask(statement: str, message_id: int) -> Standing:
    values: dict[str, str | int] = {
        "message": message_id,
        "content_type": ContentType.objects.get_for_model(Pitch).pk,
        "void": Review.State.VOID.value,
        "approved": Review.State.APPROVED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    if row is None:
        raise Recipient.DoesNotExist(f"Message {message_id} belongs to no recipient.")
    return Standing(*row)


def _unwelcome(it: Standing) -> str:
    if it.do_not_contact:
        return f"{it.journalist} does not want to be contacted."
    if it.paused_until and it.paused_until > timezone.localdate():
        return f"{it.journalist} has asked for a pause until {it.paused_until:%-d %B %Y}."
    return ""


def _called_off(it: Standing) -> str:
    """The approval was voided while the messages waited for their hour, the campaign closed, or the client archived."""
    if it.has_lost_its_approval:
        return "Its approval no longer holds."
    if it.campaign_state == Campaign.State.CLOSED:
        return f"The campaign “{it.campaign}” is closed."
    if it.client_archived_at:
        return f"{it.client} is archived."
    return ""


def _wrong_embargo(it: Standing, text: str) -> str:
    """A text that speaks of an embargo must not go out once it has lifted, or has been moved since it was written."""
    if "embargo" not in f"{it.subject} {text}".lower():
        return ""
    if it.embargo_until != it.embargo_told:
        return "The embargo was changed after this was written."
    if it.embargo_until and it.embargo_until <= timezone.now():
        until = timezone.localtime(it.embargo_until)
        return f"The embargo lifted on {until:%-d %B at %H:%M}, and the text still speaks of it."
    return ""
