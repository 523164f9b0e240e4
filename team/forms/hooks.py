"""The team's webhooks: whose address, in whose words, what they hear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.fetching import Forbidden, authority_of
from team.forms.policy import HttpsField
from team.kinds import all_kinds
from team.models import NotificationHook

WHERE = (
    "Slack: Apps, Incoming Webhooks. Teams: Workflows, “Post to a channel when a webhook request is received”. "
    "Whoever knows it can write to the channel, so it is kept encrypted and never shown again."
)
KEEP = "Leave it empty to keep the one that is there."


class HookForm(forms.Form):
    """With `hook`, its address may stay empty and is kept."""

    name = forms.CharField(max_length=80, help_text="For example the channel: Slack, #press.")
    format = forms.ChoiceField(label="Written for", choices=NotificationHook.Format.choices)
    url = HttpsField(label="Address", max_length=2000, help_text=WHERE)
    kinds = forms.MultipleChoiceField(
        label="What it hears of",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one kind; without any it would hear nothing."},
    )

    def __init__(self, data: Any = None, *, hook: NotificationHook | None = None) -> None:
        now = {"name": hook.name, "format": hook.format, "kinds": hook.kinds} if hook else {}
        super().__init__(data, initial=now)
        self.fields["kinds"].choices = [(kind.key, kind.label) for kind in all_kinds()]
        self.fields["url"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        if hook:
            self.fields["url"].required = False
            self.fields["url"].help_text = f"{KEEP} {WHERE}"

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        if url:
            try:
                authority_of(url)
            except Forbidden as error:
                raise ValidationError(str(error)) from None
        return url
