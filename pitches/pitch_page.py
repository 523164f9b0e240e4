"""What stands on the page that a journalist opens from the message."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import escape

from core.html import linkify, sanitise, without_scheme
from pitches.merge import in_html, values_for
from pitches.models import Pitch, Recipient
from pitches.sandbox import fill
from team.models import TeamPolicy


@dataclass(frozen=True)
class PitchPage:
    """The page of one recipient. `story` is sanitised HTML, safe to show as it is."""

    headline: str
    lede: str
    story: str


def page_for(pitch: Pitch, recipient: Recipient, *, kit_address: str = "") -> PitchPage:
    """The story in the sender's words; a pitch without a story of its own shows its message.

    Without a `kit_address` the field `media_kit` leads to the team's preview.
    """
    values = {**values_for(pitch, recipient), "pitch_page": "this page"}
    if kit_address:
        values["media_kit"] = kit_address
    headline, _ = fill(pitch.subject, values)
    lede, _ = fill(pitch.lede, values)
    story, _ = fill(pitch.story or pitch.body, in_html(values), html=True)
    story = linkify(sanitise(story))
    if kit_address:
        shown = escape(without_scheme(kit_address))
        story = story.replace(f">{shown}</a>", ">the media kit</a>")
    return PitchPage(headline=headline, lede=lede, story=story)


def around(recipient: Recipient) -> dict[str, Any]:
    """Who speaks for whom to whom: what templates show around each page of a recipient."""
    pitch = recipient.pitch
    return {
        "recipient": recipient,
        "journalist": recipient.journalist,
        "pitch": pitch,
        "client": pitch.campaign.client,
        "sender": pitch.owner,
        "policy": TeamPolicy.current(),
    }
