"""What one journalist gets: the pitch with its merge fields filled in, as HTML and as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from markupsafe import Markup

from contacts.models import Journalist
from core.html import linkify, sanitise, to_text
from pitches.invitations import answer_link
from pitches.models import Pitch, Recipient
from pitches.preview_links import absolute, kit_path, page_path, way_out_path
from pitches.public_links import pitch_url, preferences_url, unsubscribe_url
from pitches.sandbox import fill
from team.models import TeamPolicy

# The fields that a pitch can name, with the words that the composer shows for them.
FIELDS: Mapping[str, str] = {
    "first_name": "First name",
    "name": "Whole name",
    "outlet": "Outlet",
    "role": "Role",
    "personal_line": "Personal line",
    "reason": "Reason",
    "pitch_page": "Pitch page",
    "media_kit": "Media kit",
    "event_answer": "Answer to the invitation",
    "embargo": "Embargo",
    "campaign": "Campaign",
    "client": "Client",
    "sender_name": "Your name",
    "sender_phone": "Your phone",
    "signature": "Signature",
}
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message to one person. `missing` names the merge fields that show nothing where they stand."""

    subject: str
    html: str
    text: str
    missing: tuple[str, ...] = ()

    @property
    def problems(self) -> list[str]:
        return [f"{FIELDS[name]} is empty" for name in self.missing]


def render(
    pitch: Pitch,
    recipient: Recipient,
    *,
    preview: bool = False,
    policy: TeamPolicy | None = None,
    kit_address: str = "",
) -> Rendered:
    """The pitch as this recipient gets it, with the way out below. Raises `sandbox.MergeError` for broken fields.

    In a `preview` what would be the journalist's own links lead to previews for the team (`pitches.preview_links`).
    So does the media kit without a `kit_address`, which is only made when the message goes out (`pitches.own_kit`).
    Whoever renders for many reads the team's `policy` once and gives it.
    """
    return _render(pitch, recipient, pitch.body, preview=preview, policy=policy, kit_address=kit_address)


def render_follow_up(
    pitch: Pitch,
    recipient: Recipient,
    *,
    preview: bool = False,
    policy: TeamPolicy | None = None,
    kit_address: str = "",
) -> Rendered:
    """The one follow-up as this recipient gets it; it answers the pitch. Raises `sandbox.MergeError`."""
    rendered = _render(pitch, recipient, pitch.follow_up, preview=preview, policy=policy, kit_address=kit_address)
    return Rendered(f"Re: {rendered.subject}", rendered.html, rendered.text, rendered.missing)


def values_for(pitch: Pitch, recipient: Recipient) -> dict[str, str]:
    """What each of `FIELDS` says to this recipient, or ""; reads what `Recipient.objects.for_rendering()` fetched."""
    journalist = recipient.journalist
    position = journalist.primary_position
    return {
        "first_name": journalist.greeting_name,
        "name": journalist.name,
        "outlet": position.outlet.name if position else "",
        "role": position.role if position else "",
        "personal_line": recipient.personal_line,
        "reason": recipient.reason,
        "pitch_page": pitch_url(recipient),
        "media_kit": absolute(kit_path(pitch)) if pitch.kit_id else "",
        "event_answer": answer_link(pitch, recipient),
        "embargo": embargo_words(pitch, journalist),
        "campaign": pitch.campaign.name,
        "client": pitch.campaign.client.name,
        "sender_name": pitch.mailbox.name if pitch.mailbox else pitch.owner.name,
        "sender_phone": pitch.owner.phone,
        "signature": pitch.mailbox.signature if pitch.mailbox else "",
    }


def in_html(values: Mapping[str, str]) -> dict[str, str]:
    """The values as they stand in HTML: the lines of a signature stay lines."""
    lines = [escape(line) for line in values["signature"].splitlines()]
    return {**values, "signature": Markup("<br>".join(lines))}  # noqa: S704 (every line is escaped)


def embargo_words(pitch: Pitch, journalist: Journalist) -> str:
    """When the embargo ends, on the journalist's own clock; "" without one."""
    until = pitch.campaign.embargo_until
    if until is None:
        return ""
    local = timezone.localtime(until, journalist.zone)
    city = journalist.zone.key.rpartition("/")[2].replace("_", " ")
    return f"{date_format(local, 'H:i')} on {date_format(local, 'l j F Y')} ({city} time)"


def one_line(text: str) -> str:
    """Text without line breaks and control characters, fit for a subject."""
    return _BREAKS.sub(" ", text).strip()


def sample(pitch: Pitch) -> Recipient:
    """A recipient who does not exist, for looking at a pitch that has none yet. It is never saved."""
    journalist = Journalist(pk=0, name="Robin Example", given_name="Robin")
    recipient = Recipient(pitch=pitch, journalist=journalist, reason="Why it fits.", personal_line="A personal line.")
    # A key, because Django asks for one before it looks at what was fetched: no positions, no addresses.
    journalist._prefetched_objects_cache = {"positions": [], "emails": []}  # type: ignore[attr-defined]
    return recipient


def _render(
    pitch: Pitch, recipient: Recipient, body: str, *, preview: bool, policy: TeamPolicy | None, kit_address: str
) -> Rendered:
    values = values_for(pitch, recipient)
    if kit_address:
        values["media_kit"] = kit_address
    if preview:
        values["pitch_page"] = absolute(page_path(recipient))
        values["event_answer"] = answer_link(pitch, recipient, preview=True)
    line, missing_above = fill(pitch.subject, values)
    html, missing = fill(body, in_html(values), html=True)
    whole = linkify(sanitise(html)) + footer(recipient, preview=preview, policy=policy)
    shown = dict.fromkeys([*missing_above, *missing])
    return Rendered(one_line(line), whole, to_text(whole), tuple(shown))


def footer(recipient: Recipient, *, preview: bool = False, policy: TeamPolicy | None = None) -> str:
    """The way out, and who writes from where: every pitch has both (CAN-SPAM, and good manners)."""
    tell, leave = preferences_url(recipient), unsubscribe_url(recipient)
    if preview:
        tell = leave = absolute(way_out_path(recipient))
    policy = policy or TeamPolicy.current()
    sender = ", ".join(escape(part, quote=False) for part in (policy.organisation, policy.postal_address) if part)
    return (
        f'<p class="mr-mail-foot">Not your subject? <a href="{tell}">Tell me what is</a>, '
        f'or <a href="{leave}">get no more pitches from us</a>.<br>{sender}</p>'
    )
