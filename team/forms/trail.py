"""What the audit trail can be narrowed by; it lives in the address."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from team.models import TrailLine, User
from team.trail import kinds
from team.trail.paging import Place

PEOPLE, PROGRAMS, MEDIAREL = "people", "programs", "mediarel"
NOT_PEOPLE: Final = [
    ("", "Anybody"), (PEOPLE, "Anybody of the team"),
    (PROGRAMS, "Programs, by API token"), (MEDIAREL, "Mediarel itself"),
]  # fmt: skip
EARLIEST, LATEST = 1970, 2999
NOT_A_DAY: Final = "This is not a day. Write it as 2026-03-31, or choose it."


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "form-control form-control-sm mr-filter-select"}, format="%Y-%m-%d")


class Day(forms.DateField):
    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, widget=DayInput, error_messages={"invalid": NOT_A_DAY})

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and not EARLIEST <= day.year <= LATEST:
            raise ValidationError(f"The trail knows days from {EARLIEST} to {LATEST}. Choose one of those.")
        return day


class TrailFilterForm(forms.Form):
    by = forms.ChoiceField(
        label="Who", required=False,
        error_messages={"invalid_choice": "Nobody on the team is meant by “%(value)s”. Choose somebody from the list."},
    )  # fmt: skip
    kind = forms.ChoiceField(
        label="Kind of record", required=False,
        error_messages={"invalid_choice": "There is no kind of record “%(value)s”. Choose one from the list."},
    )  # fmt: skip
    what = forms.ChoiceField(
        label="What happened", required=False, choices=[("", "Whatever happened"), *TrailLine.What.choices],
        error_messages={"invalid_choice": "“%(value)s” is nothing that happens here. Choose something from the list."},
    )  # fmt: skip
    since = Day(label="From")
    until = Day(label="To")
    record = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1,
        error_messages=dict.fromkeys(
            ["invalid", "min_value", "max_value"], "No record has this number. Open the trail from the record's page."
        ),
    )  # fmt: skip
    behind = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.order_by("-is_active", "name", "pk").only("pk", "name", "is_active")
        self.fields["by"].choices = [
            *NOT_PEOPLE, *((str(user.pk), user.name + ("" if user.is_active else " (switched off)")) for user in people)
        ]  # fmt: skip
        self.fields["kind"].choices = [("", "Every kind of record"), *kinds.choices()]
        for name in ("by", "kind", "what"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm mr-filter-select"

    def clean_behind(self) -> Place | None:
        text = self.cleaned_data["behind"]
        try:
            return Place.read(text) if text else None
        except (ValueError, OverflowError):
            raise ValidationError("This page of the trail does not exist. Begin with the newest lines.") from None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "The period ends before it begins. Change one of the two days.")
        if data.get("record") and not data.get("kind") and "kind" not in self.errors:
            self.add_error("record", "A number alone names no record. Choose its kind as well.")
        return data

    @property
    def sentences(self) -> list[str]:
        """What is wrong with the filters, in words."""
        return list(dict.fromkeys(message for messages in self.errors.values() for message in messages))

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("by", "kind", "what", "since", "until", "record"))

    def apply(self, lines: "QuerySet[TrailLine]") -> "QuerySet[TrailLine]":
        """The lines that a valid form asks for."""
        data = self.cleaned_data
        by = data["by"]
        if by in (PEOPLE, PROGRAMS):
            lines = lines.filter(**{"by__isnull" if by == PEOPLE else "token__isnull": False})
        elif by:
            lines = lines.filter(by=None if by == MEDIAREL else int(by))
        for name in ("kind", "what", "record"):
            if data[name]:
                lines = lines.filter(**{name: data[name]})
        if data["since"]:
            lines = lines.filter(at__gte=_midnight(data["since"]))
        if data["until"]:
            lines = lines.filter(at__lt=_midnight(data["until"] + timedelta(days=1)))
        return lines


def _midnight(day: Any) -> datetime:
    """When a day begins for the reader."""
    return timezone.make_aware(datetime.combine(day, time.min))
