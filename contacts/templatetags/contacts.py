"""What the templates of contacts need beyond `{% load mediarel %}`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms, template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from contacts.addresses import readable_phone
from contacts.badges import Badge
from contacts.filters import VERIFY_AFTER
from contacts.models import Journalist, TimelineEntry
from contacts.places import country_name, language_name
from contacts.rooms import Room, rooms
from core.templatetags.mediarel import short_moment

register = template.Library()
register.filter("country", country_name)
register.filter("language", language_name)
register.filter("phone", readable_phone)


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """What a mapping has under a key that is known at run time only."""
    return mapping.get(key)


@register.simple_tag
def more_rooms() -> list[Room]:
    """Pages that apps above add to the row of rooms."""
    return rooms()


@register.filter
def masked(number: str) -> str:
    """A phone number by its last digits: enough for its owner, too little for whoever a pitch was forwarded to."""
    return f"number ending in {number[-3:]}"


@register.simple_tag
def day(moment: datetime) -> SafeString:
    """The day of a moment in the reader's zone: Today, 2 Nov, 27 Oct 2025."""
    here = timezone.localtime(moment)
    return format_html('<time datetime="{}">{}</time>', here.date().isoformat(), short_moment(here.date()))


@register.simple_tag
def next_step(badges: Mapping[int, list[Badge]], journalist: Journalist) -> str | SafeString:
    """What to do next about a journalist, in plain words: what a room above says, else to verify, else nothing."""
    for badge in badges.get(journalist.pk, ()):
        if badge.step:
            tone = badge.tone if badge.tone in {"bad"} else ""
            return format_html('<span class="{}">{}</span>', f"mr-{tone}" if tone else "", badge.text)
    if journalist.do_not_contact:
        return format_html('<span class="mr-text-3">{}</span>', "None")
    if journalist.primary_address is None:
        return format_html('<span class="mr-warn">{}</span>', "Find an address")
    if journalist.verified_at is None or journalist.verified_at < timezone.now() - VERIFY_AFTER:
        return format_html('<span class="mr-warn">{}</span>', "Verify")
    return format_html('<span class="mr-text-3">{}</span>', "None")


@register.simple_tag(takes_context=True)
def carry(context: template.Context, *apart_from: str) -> SafeString:
    """This page's query as hidden fields of a GET form, apart from the fields that the form has itself."""
    query = context["request"].GET
    pairs = [(key, value) for key, values in query.lists() if key not in apart_from for value in values if value]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


# icons: send repeat message-reply arrow-back-up message-check robot mail-x phone users note user-edit upload news.
ENTRY_LOOKS = {
    TimelineEntry.Kind.PITCHED: ("send", ""),
    TimelineEntry.Kind.FOLLOWED_UP: ("repeat", ""),
    TimelineEntry.Kind.REPLIED: ("message-reply", "accent"),
    TimelineEntry.Kind.WROTE: ("arrow-back-up", ""),
    TimelineEntry.Kind.ANSWERED: ("message-check", "accent"),
    TimelineEntry.Kind.AUTO_REPLY: ("robot", ""),
    TimelineEntry.Kind.BOUNCED: ("mail-x", "bad"),
    TimelineEntry.Kind.CALL: ("phone", ""),
    TimelineEntry.Kind.MEETING: ("users", ""),
    TimelineEntry.Kind.NOTE: ("note", ""),
    TimelineEntry.Kind.PREFERENCES: ("user-edit", ""),
    TimelineEntry.Kind.IMPORTED: ("upload", ""),
    TimelineEntry.Kind.COVERED: ("news", "accent"),
}


@register.filter
def entry_icon(kind: str) -> str:
    return ENTRY_LOOKS[TimelineEntry.Kind(kind)][0]


@register.filter
def entry_tone(kind: str) -> str:
    return ENTRY_LOOKS[TimelineEntry.Kind(kind)][1]


@register.simple_tag
def word_url(kind: str, verb: str, pk: int | None = None) -> str:
    """Where a beat or a tag is made, renamed or taken away."""
    return reverse(f"contacts:{kind}-{verb}", args=[pk] if pk else [])


@register.filter
def words_of(text: str) -> list[str]:
    """Names with spaces between them, to walk through."""
    return text.split()


@register.filter
def field(form: forms.BaseForm, name: str) -> forms.BoundField:
    return form[name]


@register.filter
def is_many(field: forms.BoundField) -> bool:
    """Whether several may be ticked."""
    return isinstance(field.field.widget, forms.CheckboxSelectMultiple)


@register.filter
def control(field: forms.BoundField) -> SafeString:
    """The field's input in the look of the house."""
    css = "form-select" if isinstance(field.field.widget, forms.Select) else "form-control"
    return field.as_widget(attrs={"class": css})
