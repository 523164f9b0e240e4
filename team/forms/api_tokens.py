"""What is typed about a personal API token."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from team.models import User
from team.scopes import open_to, scopes_open_to, with_reading

NOTHING, READ, WRITE = "", "read", "write"
LONGEST = timedelta(days=3660)


class ApiTokenForm(forms.Form):
    """Its name, its end, and for each area that is open to its owner whether it reads or also writes."""

    name = forms.CharField(max_length=120, help_text="What uses it, for example: nightly export.")
    ends_on = forms.DateField(
        label="Until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="The last day on which it works. Leave it empty, and it works until you withdraw it.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = scopes_open_to(user)
        self.areas = open_to(user)
        for area in self.areas:
            choices = [(NOTHING, "Nothing"), (READ, "Read")]
            if f"{area.name}:write" in allowed:
                choices.append((WRITE, "Read and write"))
            self.fields[area.name] = forms.ChoiceField(
                label=area.label,
                choices=choices,
                required=False,
                help_text=f"{area.holds[:1].upper()}{area.holds[1:]}.",
            )

    @property
    def by_area(self) -> list[forms.BoundField]:
        return [self[area.name] for area in self.areas]

    def clean_ends_on(self) -> Any:
        day = self.cleaned_data["ends_on"]
        if day and day < timezone.localdate():
            raise ValidationError("That day is over. Choose one that is still to come, or none.")
        if day and day > timezone.localdate() + LONGEST:
            raise ValidationError("That is more than ten years from now. Leave it empty to have no end.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not self.scopes:
            raise ValidationError("Choose at least one thing that the token is for.")
        return data

    @property
    def scopes(self) -> list[str]:
        chosen = {area.name: self.cleaned_data.get(area.name) for area in self.areas}
        return with_reading(f"{name}:{choice}" for name, choice in chosen.items() if choice)

    @property
    def expires_at(self) -> datetime | None:
        """The end of the last day, in the zone of whoever types."""
        day = self.cleaned_data["ends_on"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None
