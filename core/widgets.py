"""Widgets that Django has no quick form of."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """A select of hundreds of choices, without groups. Django asks a template for each option, which takes half the
    time of a page with the time zones on it."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        chosen = set(self.format_value(value))
        rows = [(str(key), " selected" if str(key) in chosen else "", label) for key, label in self.choices]
        said = [(key, "" if each is True else format_html('="{}"', each)) for key, each in given.items() if each]
        return format_html(
            "<select{}>{}</select>",
            format_html_join("", " {}{}", said),
            format_html_join("", '<option value="{}"{}>{}</option>', rows),
        )
