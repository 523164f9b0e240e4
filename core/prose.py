"""Rich text as a letter needs it: bold, italic, links, lists."""

from typing import Any

from django import forms
from django.forms.widgets import Script

from core.html import sanitise


class ProseWidget(forms.Textarea):
    """A text area that static/js/prose.js makes an editor of.

    `chips` are merge fields that buttons insert as plain text: pairs of the field's name and its label.
    """

    template_name = "core/widgets/prose.html"

    class Media:
        js = (Script("js/prose.js", type="module"),)

    def __init__(self, attrs: dict[str, Any] | None = None, *, chips: list[tuple[str, str]] | None = None) -> None:
        super().__init__(attrs)
        self.chips = chips or []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["chips"] = self.chips
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the browser cannot point at a text area that the editor hides


class ProseField(forms.CharField):
    """Rich text, cleaned on the way in."""

    widget = ProseWidget

    def to_python(self, value: Any) -> str:
        return super().to_python(sanitise(super().to_python(value) or "")) or ""
