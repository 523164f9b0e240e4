"""Where the links of previews and tests lead: to pages for the team, on which nothing can be said for a journalist.

They carry no token. A test that is passed on opens nothing without signing in, and nobody who got one holds a link
that becomes a journalist's own when the pitch goes out.
"""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from pitches.models import Pitch, Recipient


def page_path(recipient: Recipient, *, said: str = "") -> str:
    """The pitch page as this recipient will see it; with `said`, as after that answer."""
    return reverse("pitches:page-preview", args=[recipient.pitch_id]) + _query(recipient, said)


def answer_path(recipient: Recipient, kind: str) -> str:
    """What stands before an answer is confirmed."""
    return reverse("pitches:answer-preview", args=[recipient.pitch_id, kind]) + _query(recipient)


def way_out_path(recipient: Recipient) -> str:
    """In place of preferences and unsubscribing, so that nobody takes a journalist off a list by a slip."""
    return reverse("pitches:way-out-preview", args=[recipient.pitch_id]) + _query(recipient)


def kit_path(pitch: Pitch) -> str:
    """The pitch's media kit as a journalist would see it."""
    return reverse("mediakits:kit-preview", args=[pitch.kit_id])


def absolute(path: str) -> str:
    """As it stands in an e-mail."""
    return settings.SITE_URL + path


def _query(recipient: Recipient, said: str = "") -> str:
    """Names the recipient; the made-up one of `merge.sample` needs no name."""
    given = {"to": str(recipient.pk or ""), "said": said}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"?{query}" if query else ""
