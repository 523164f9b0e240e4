"""A SHA-256 over exactly what would go out. An approval holds for one fingerprint, and so does a schedule."""

import hashlib
import json
from typing import Any

from pitches.merge import FIELDS, values_for
from pitches.models import Pitch, Recipient
from pitches.sandbox import MergeError, fields_in

OWN_LINKS = {"pitch_page", "media_kit", "event_answer"}
"""Fields that are a link of the recipient's own: it says nothing, and is only made when the message goes out."""


def fingerprint_of(pitch: Pitch) -> str:
    """64 hexadecimal digits that change with anything a recipient would see, and with when and from whom it goes.

    That is the texts, the plan, the mailbox, which media kit (what stands in that is signed off with it), and of each
    recipient the address, the reason and the values of the
    merge fields that the texts name. What the texts do not name (a role, say) may change without a new approval.
    """
    return hashlib.sha256(json.dumps(_content(pitch), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _content(pitch: Pitch) -> dict[str, Any]:
    used = _fields_used(pitch)
    recipients = Recipient.objects.active().filter(pitch=pitch).order_by("journalist_id").for_rendering()
    return {
        "texts": [pitch.subject, pitch.body, pitch.lede, pitch.story],
        "follow_up": [pitch.follow_up, pitch.follow_up_after] if pitch.follow_up_on else None,
        "mailbox": [pitch.mailbox.name, pitch.mailbox.address] if pitch.mailbox else None,
        "when": [
            pitch.not_before.isoformat() if pitch.not_before else None,
            pitch.window_start,
            pitch.window_end,
            pitch.weekdays_only,
        ],
        **({"kit": pitch.kit_id} if pitch.kit_id else {}),
        "recipients": [_recipient(pitch, recipient, used) for recipient in recipients],
    }


def _recipient(pitch: Pitch, recipient: Recipient, used: set[str]) -> list[Any]:
    address = recipient.journalist.primary_address
    values = values_for(pitch, recipient)
    seen = {name: value for name, value in values.items() if name in used and name not in OWN_LINKS}
    return [
        recipient.journalist_id,
        address.address if address else "",
        recipient.reason,
        recipient.personal_line,
        recipient.override,
        seen,
    ]


def _fields_used(pitch: Pitch) -> set[str]:
    used: set[str] = set()
    for text in (pitch.subject, pitch.body, pitch.lede, pitch.story, pitch.follow_up):
        try:
            used |= fields_in(text)
        except MergeError:
            return set(FIELDS)
    return used
