"""How a person is told, and what they look at of what they were told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from team.choosing import Choice, choices_of, kinds_that_webhooks_take
from team.hours import hours_of_one
from team.kinds import Kind, Mail, kinds_for
from team.models import User
from team.models.telling import DAYS

CLOCK = "%H:%M"
HOURS = ("digest_at", "days", "quiet_from", "quiet_until")


def clock_field(**given: Any) -> forms.TimeField:
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format=CLOCK), **given)


@dataclass(frozen=True)
class Row:
    """One kind with its fields; None where there is nothing to choose."""

    kind: Kind
    mail: forms.BoundField | None
    to_webhook: forms.BoundField | None


class TellingForm(forms.Form):
    """Hours, and for each kind e-mail and webhooks. Whether a webhook may hear of a kind is asked where one does."""

    digest_at = clock_field(label="Digest at")
    quiet_from = clock_field(label="Quiet from")
    quiet_until = clock_field(label="Quiet until", help_text="The same time in both: no quiet hours.")
    days = forms.TypedMultipleChoiceField(
        label="Days on which mail may come",
        choices=DAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day. To get no mail, choose “Not at all” below."},
    )

    def __init__(self, data: Any = None, *, user: User) -> None:
        hours = hours_of_one(user)
        super().__init__(data, initial={name: getattr(hours, name) for name in HOURS})
        self.kinds = kinds_for(user)
        self.current = choices_of(user)
        heard = kinds_that_webhooks_take()
        for kind in self.kinds:
            now = self.current[kind.key]
            if kind.is_mailed_here:
                label = f"{kind.label}: by e-mail"
                self.fields[f"mail_{kind.key}"] = forms.ChoiceField(label=label, choices=Mail.choices, initial=now.mail)
            if kind.key in heard and not kind.cannot_be_stopped:
                label = f"{kind.label}: to the team’s webhooks"
                self.fields[f"webhook_{kind.key}"] = forms.BooleanField(
                    label=label, required=False, initial=now.to_webhook
                )

    def rows(self) -> Iterator[Row]:
        for kind in self.kinds:
            yield Row(kind, self._bound(f"mail_{kind.key}"), self._bound(f"webhook_{kind.key}"))

    def _bound(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    @property
    def asks_about_webhooks(self) -> bool:
        return any(name.startswith("webhook_") for name in self.fields)

    def hours(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in HOURS}

    def choices(self) -> dict[str, Choice]:
        """What was chosen; where there was nothing to choose, what is so."""
        return {
            kind.key: Choice(
                mail=self.cleaned_data.get(f"mail_{kind.key}", self.current[kind.key].mail),
                to_webhook=self.cleaned_data.get(f"webhook_{kind.key}", self.current[kind.key].to_webhook),
            )
            for kind in self.kinds
        }


class LookForm(forms.Form):
    """What of one's notifications is shown; nonsense shows all of them."""

    show = forms.ChoiceField(choices=[("unread", "Unread")], required=False)
    kind = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", "Every kind"), *((kind.key, kind.label) for kind in kinds_for(user))]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {"show": self.cleaned_data.get("show", ""), "kind": self.cleaned_data.get("kind", "")}
