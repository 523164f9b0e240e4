"""Statements and duties, as people type them."""

from typing import Any, ClassVar

from django import forms

from campaigns.models import Campaign, Client, Spokesperson, Statement
from contacts.forms.journalists import DateInput
from team.models import User


class StatementForm(forms.ModelForm):
    class Meta:
        model = Statement
        fields: ClassVar[list[str]] = ["client", "campaign", "title", "text", "speaker", "expires_on"]
        labels: ClassVar[dict] = {"text": "Word for word", "speaker": "In the name of", "expires_on": "Holds until"}
        widgets: ClassVar[dict] = {"text": forms.Textarea({"rows": 5}), "expires_on": DateInput()}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["client"].empty_label = "Choose a client"
        running = Campaign.objects.visible_to(user).running().select_related("client")
        self.fields["campaign"].queryset = running.order_by("client__name", "name")
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign}, {campaign.client}"
        people = Spokesperson.objects.visible_to(user).active().select_related("client")
        self.fields["speaker"].queryset = people.order_by("client__name", "position")
        self.fields["speaker"].label_from_instance = lambda person: f"{person}, {person.client}"
        self.fields["campaign"].empty_label = self.fields["speaker"].empty_label = "None"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("campaign", "speaker"):
            chosen, client = data.get(name), data.get("client")
            if chosen and client and chosen.client_id != client.pk:
                self.add_error(name, f"That is of {chosen.client}. Choose one of {client}, or none.")
        return data

    def validate_unique(self) -> None:
        """The verb says it, with the name of the client."""

    def validate_constraints(self) -> None:
        """As above."""


class DutyForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label="Who", empty_label=None)
    starts_at = forms.DateTimeField(label="From", widget=forms.DateTimeInput({"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label="Until", widget=forms.DateTimeInput({"type": "datetime-local"}))
    note = forms.CharField(
        label="Hand-over", required=False, max_length=4000, widget=forms.Textarea({"rows": 2}),
        help_text="What the next one should know.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.working()
