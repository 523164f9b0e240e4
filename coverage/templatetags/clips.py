"""How clips are written on their pages."""

from datetime import timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.templatetags.mediarel import full_moment, short_moment
from coverage.models import Article, Clip

register = template.Library()

TONES = {Clip.Tone.POSITIVE: "ok", Clip.Tone.MIXED: "warn", Clip.Tone.NEGATIVE: "bad"}
STATES = {Clip.State.OURS: "ok", Clip.State.WAITING: "accent"}
# icons: world mail-opened news radio device-tv microphone
MEDIA = {
    Article.Medium.ONLINE: "world",
    Article.Medium.NEWSLETTER: "mail-opened",
    Article.Medium.PRINT: "news",
    Article.Medium.RADIO: "radio",
    Article.Medium.TELEVISION: "device-tv",
    Article.Medium.PODCAST: "microphone",
}


@register.filter
def tone_colour(tone: str) -> str:
    """The colour of the badge that names a tone; the word always stands in it."""
    return TONES.get(tone, "")  # type: ignore[call-overload]


@register.filter
def state_colour(state: str) -> str:
    return STATES.get(state, "")  # type: ignore[call-overload]


@register.filter
def medium_icon(medium: str) -> str:
    return MEDIA.get(medium, "world")  # type: ignore[call-overload]


@register.simple_tag
def published(article: Article) -> str | SafeString:
    """When an article appeared: the day alone where the page gave no more, else the hour in the reader's zone too."""
    if article.published_at is None:
        return "No date"
    here = timezone.localtime(article.published_at)
    if article.published_day_only:
        return format_html('<time datetime="{}">{}</time>', here.date().isoformat(), short_moment(here.date()))
    said = short_moment(here)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', here.isoformat("T", "minutes"), full_moment(here), said
    )


@register.filter
def timestamp(moment: timedelta) -> str:
    """Where in a broadcast, as a player shows it: 12:30, or 1:02:00."""
    minutes, seconds = divmod(int(moment.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
