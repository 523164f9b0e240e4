"""What visitors of a newsroom may type, and what the team sets."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.time_zones import zone_choices
from core.widgets import LongSelect
from mail.addresses import parse
from mail.errors import BadAddress
from mediakits import inquiring, spam_guard
from mediakits.inquiring import Inquiry, NotOurs, Opened
from mediakits.models import Newsroom

TRAP = {"autocomplete": "off", "tabindex": "-1"}
TRAPPED = "A field that people do not see was filled in. We have emptied it: please send the form again."
TOO_FAST = "That was faster than anybody types, so we think of a machine. Please send it again."
TOO_OLD = "This page was open for longer than a day. What you typed is all here: please send it again."
MOMENT = "%Y-%m-%dT%H:%M"


class OneLine(forms.CharField):
    """Text without line breaks, whatever was sent: it ends up in the header of a letter."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class Guarded(forms.Form):
    """A form that anybody may send: with a mark of when it was opened, and a field that only machines fill in."""

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs=TRAP), label="Leave this empty")

    def __init__(self, *args: Any, newsroom: Newsroom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newsroom = newsroom
        self.opened: Opened | None = None
        self.initial["mark"] = inquiring.open_form(newsroom)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            self.opened = inquiring.opened(self.newsroom, cleaned.get("mark", ""))
        except NotOurs:
            self._again("mark", inquiring.open_form(self.newsroom))
            raise ValidationError(TOO_OLD) from None
        if cleaned.get("website"):
            self._again("website", "")
            raise ValidationError(TRAPPED)
        if spam_guard.too_fast(self.opened.at):
            raise ValidationError(TOO_FAST)
        return cleaned

    def _again(self, field: str, value: str) -> None:
        """Show the form once more with another value in one field."""
        self.data = {**self.data.dict(), self.add_prefix(field): value}

    def clean_email(self) -> str:
        try:
            parse(self.cleaned_data["email"])
        except BadAddress:
            raise ValidationError("Mail cannot be sent to this address. Is it written as you use it?") from None
        return self.cleaned_data["email"]


class InquiryForm(Guarded):
    """What a reporter asks."""

    name = OneLine(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    outlet = OneLine(max_length=120, required=False, help_text="For whom you write.")
    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = OneLine(max_length=40, required=False, widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}))
    deadline = forms.CharField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="When you need the answer. We answer in time, or say at once that we cannot.",
    )
    zone = forms.ChoiceField(label="Deadline’s time zone", choices=zone_choices, widget=LongSelect)
    question = forms.CharField(label="Your question", max_length=8000, widget=forms.Textarea(attrs={"rows": 7}))

    field_order = ["name", "outlet", "email", "phone", "question", "deadline", "zone", "website", "mark"]

    def __init__(self, *args: Any, newsroom: Newsroom, **kwargs: Any) -> None:
        super().__init__(*args, newsroom=newsroom, **kwargs)
        self.initial.setdefault("zone", newsroom.contact.zone.key)

    def clean_question(self) -> str:
        question = self.cleaned_data["question"]
        if spam_guard.too_many_links(question):
            raise ValidationError(f"Leave at most {spam_guard.MOST_LINKS} links in it: machines send many.")
        return question

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("deadline") and cleaned.get("zone"):
            cleaned["deadline"] = self._moment(cleaned["deadline"], cleaned["zone"])
        question = cleaned.get("question", "")
        where = f"inquiry {self.newsroom.pk}"
        if self.opened and not self.errors and spam_guard.said_before(question, where=where, once=self.opened.once):
            self.add_error("question", "We have exactly this question already. Add what is new, or call us.")
        return cleaned

    def _moment(self, typed: str, zone: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(typed[:16]).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            self.add_error("deadline", "Give the day and the hour, for example 2026-11-17 15:00.")
            return None
        if at <= timezone.now():
            self.add_error("deadline", "This moment has passed. Choose one that is still to come, or call us.")
        return at

    @property
    def inquiry(self) -> Inquiry:
        """What was typed, once it is valid."""
        fields = {name: self.cleaned_data[name] for name in ("name", "outlet", "email", "phone", "question")}
        return Inquiry(**fields, deadline=self.cleaned_data["deadline"] or None)


class SubscriptionForm(Guarded):
    """Who wants to hear of new releases."""

    name = OneLine(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    outlet = OneLine(max_length=120, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    field_order = ["name", "outlet", "email", "website", "mark"]
