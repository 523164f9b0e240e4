"""How times, numbers and names are written on screen."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from secrets import token_hex
from zoneinfo import ZoneInfo

from django import template
from django.contrib.messages.storage.base import Message
from django.http import QueryDict
from django.template.defaultfilters import date as date_format
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from core.meanings import Meaning, meaning_of
from core.toasts import as_toast

register = template.Library()

MINUTE, HOUR, DAY = 60, 3600, 86400
MB = 1_000_000
BLOCK_ENDS = re.compile(r"</(?:p|li|div|h[1-6]|td|blockquote)>|<br\s*/?>")


@register.filter
def number(value: object) -> str:
    """2418 as 2,418; nothing as a dash."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)


@register.filter
def words(text: str | None) -> int:
    """How many words a text or an HTML fragment has."""
    apart = BLOCK_ENDS.sub(" ", text or "").replace("&nbsp;", " ")
    return len(strip_tags(apart).split())


@register.filter
def initials(name: object) -> str:
    """The letters an avatar shows: Maya Lindqvist is ML, Stromblatt is S."""
    parts = [part for part in str(name).replace("-", " ").split() if part[0].isalnum()]
    letters = [parts[0][0], parts[-1][0]] if len(parts) > 1 else [part[0] for part in parts]
    return "".join(letters).upper()


@register.filter
def at_zone(moment: datetime, zone: str | ZoneInfo | None) -> datetime:
    """The same moment in another zone, for the `clock` filter: `{{ deadline|at_zone:"Europe/London"|clock }}`."""
    return timezone.localtime(moment, ZoneInfo(str(zone)) if zone else None)


@register.filter
def clock(moment: datetime | time | int) -> str:
    """The hour of a moment, in the zone it already carries: 11:30. A whole hour may be a number: 5 is 05:00."""
    return f"{moment:02}:00" if isinstance(moment, int) else f"{moment:%H:%M}"


@register.filter
def city(zone: ZoneInfo | str) -> str:
    """What people call a zone: Europe/London is London."""
    return str(zone).rsplit("/", 1)[-1].replace("_", " ")


def short_moment(moment: datetime | date, now: datetime | None = None) -> str:
    """Today 08:55, Yesterday 16:20, 2 Nov 11:14, 27 Oct 2025; a date has no hour."""
    now = timezone.localtime(now)
    day = moment.date() if isinstance(moment, datetime) else moment
    hour = f" {moment:%H:%M}" if isinstance(moment, datetime) else ""
    names = {0: "Today", 1: "Yesterday", -1: "Tomorrow"}
    if (away := (now.date() - day).days) in names:
        return names[away] + hour
    if day.year == now.year:
        return date_format(day, "j M") + hour
    return date_format(day, "j M Y")


@register.simple_tag
def moment(value: datetime | date | None, zone: str | ZoneInfo | None = None, empty: str = "–") -> str | SafeString:
    """`<time>` in the reader's zone, and in `zone` too where the hour there differs.

    `{% moment inquiry.deadline outlet.time_zone %}` gives “Today 11:30, 10:30 in London”.
    """
    if value is None:
        return empty
    if not isinstance(value, datetime):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), short_moment(value))
    here = timezone.localtime(value)
    text = short_moment(here)
    if zone:
        there = timezone.localtime(value, ZoneInfo(str(zone)))
        if there.utcoffset() != here.utcoffset():
            day = "" if there.date() == here.date() else f"{there:%a} "
            text = f"{text}, {day}{there:%H:%M} in {city(zone)}"
    iso = here.isoformat(timespec="minutes")
    return format_html('<time datetime="{}" title="{}">{}</time>', iso, full_moment(here), text)


def full_moment(moment: datetime) -> str:
    """Thursday 12 November 2026, 09:40 in Berlin; the zone is always said."""
    return f"{date_format(moment, 'l j F Y, H:i')} in {city(str(moment.tzinfo))}"


def span(seconds: float) -> str:
    """A length of time in its two largest units: 1 h 50 min, 3 days."""
    seconds = abs(int(seconds))
    if seconds < HOUR:
        return f"{max(seconds // MINUTE, 1)} min"
    if seconds < DAY:
        hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
        return f"{hours} h {minutes} min" if minutes and hours < 10 else f"{hours} h"
    days = seconds // DAY
    return "1 day" if days == 1 else f"{days:,} days"


@register.filter
def file_size(size: int) -> str:
    """Bytes as a reader who is about to load them wants to know it: 41 MB, 6.1 MB, 300 KB."""
    if size >= 1000 * MB:
        return f"{size / (1000 * MB):.1f}\u00a0GB"
    if size >= 10 * MB:
        return f"{size / MB:.0f}\u00a0MB"
    return f"{size / MB:.1f}\u00a0MB" if size >= MB else f"{max(1, round(size / 1000))}\u00a0KB"


@register.filter
def ago(moment: datetime | None) -> str:
    """4 h ago, in 2 days; under a minute is just now."""
    if moment is None:
        return "never"
    seconds = (timezone.now() - moment).total_seconds()
    if abs(seconds) < MINUTE:
        return "just now"
    return f"{span(seconds)} ago" if seconds > 0 else f"in {span(seconds)}"


@register.filter
def left(moment: datetime) -> str:
    """1 h 50 min left, or 3 h late."""
    seconds = (moment - timezone.now()).total_seconds()
    return f"{span(seconds)} left" if seconds >= 0 else f"{span(seconds)} late"


@register.filter
def duration(delta: timedelta | None) -> str:
    """A timedelta in its two largest units."""
    return "–" if delta is None else span(delta.total_seconds())


@register.simple_tag(takes_context=True)
def without(context: template.Context, key: str, value: object = None) -> str:
    """The query of this page without one filter, or without one value of it; the page number goes too."""
    query: QueryDict = context["request"].GET.copy()
    kept = [] if value is None else [v for v in query.getlist(key) if v != str(value)]
    query.setlist(key, kept)
    query.pop("page", None)
    for name in [name for name in query if not query.getlist(name)]:
        del query[name]
    return f"?{query.urlencode()}" if query else context["request"].path


@register.filter
def toast(message: Message) -> dict[str, str]:
    """A Django message as the toast component takes it."""
    return as_toast(message)


@register.simple_tag
def meaning(key: str) -> Meaning:
    """What a figure counts. A figure that nobody has explained is a mistake of ours, and stops the page."""
    return meaning_of(key)


@register.simple_tag
def fresh_id() -> str:
    """An id for something that may stand on a page many times, and come anew by htmx."""
    return f"m{token_hex(4)}"
