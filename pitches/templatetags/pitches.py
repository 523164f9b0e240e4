"""Words and tones for what has come of a recipient."""

from django import template

from pitches.results import TONES, Status

register = template.Library()


@register.filter
def status_label(status: str) -> str:
    """The word for a status that the database computed."""
    return Status(status).label


@register.filter
def status_tone(status: str) -> str:
    """The badge's tone for a status; most have none."""
    return TONES.get(Status(status), "")
