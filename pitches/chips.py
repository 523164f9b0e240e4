"""Merge fields as people read them: a chip with the field's name instead of {{ first_name }}."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pitches.merge import FIELDS

_FIELD = re.compile(r"\{\{\s*([a-z_]+)\s*(?:\|[^{}]*)?\}\}")


def with_chips(html: SafeString) -> SafeString:
    """Safe HTML with its known merge fields shown as chips; unknown ones stay as they were written."""
    return mark_safe(_FIELD.sub(_chip, html))


def _chip(found: re.Match[str]) -> str:
    label = FIELDS.get(found.group(1))
    return format_html('<span class="mr-chip">{}</span>', label) if label else found.group()
