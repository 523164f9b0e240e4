"""What is typed about a monitor."""

from typing import Any

from django import forms

from campaigns.models import Campaign, Client
from core.overtaking import said_by
from coverage.models import Alert, Monitor
from coverage.monitors.compiling import compiled
from coverage.monitors.previewing import cut
from coverage.monitors.problems import QueryProblem
from team.models import User

HELP = "Words side by side must all occur. Write a name with a space in it in quotation marks."


class MonitorForm(forms.ModelForm):
    """A monitor and how whoever writes it hears of what it finds."""

    rhythm = forms.ChoiceField(
        label="Tell me", choices=Alert.Rhythm.choices, initial=Alert.Rhythm.DAILY, help_text="Not in your quiet hours."
    )

    class Meta:
        model = Monitor
        fields = ["query", "name", "client", "purpose", "campaign", "competitor", "crisis_factor"]
        labels = {"query": "Looks for", "purpose": "Is about", "crisis_factor": "Crisis switch at"}
        widgets = {
            "query": forms.Textarea(
                attrs={
                    "rows": 4,
                    "spellcheck": "false",
                    "autocapitalize": "off",
                    "placeholder": '"grid storage" OR fern*',
                }
            )
        }
        help_texts = {
            "query": HELP,
            "purpose": "What is found for us or a campaign waits in triage. Competitors and issues are counted only.",
            "crisis_factor": "times the usual number of stories a day. 0: never.",
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active() | Client.objects.filter(
            pk=self.instance.client_id
        )
        self.fields["client"].empty_label = "Choose a client"
        campaigns = Campaign.objects.visible_to(user).exclude(state=Campaign.State.CLOSED)
        campaigns |= Campaign.objects.filter(pk=self.instance.campaign_id)
        self.fields["campaign"].queryset = campaigns.select_related("client").order_by("name")
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign} ({campaign.client})"
        self.fields["campaign"].empty_label = "None"
        self.fields["crisis_factor"].max_value = 100

    def clean_query(self) -> str:
        query = self.cleaned_data["query"]
        try:
            compiled(query)
        except QueryProblem as problem:
            _, at, _ = cut(query, problem)
            at = at.strip()[:60]
            raise forms.ValidationError(f"{problem.message} (Here: {at})" if at else problem.message) from None
        return query

    def clean_crisis_factor(self) -> int:
        factor = self.cleaned_data["crisis_factor"]
        if factor > 100:
            raise forms.ValidationError("At most 100 times the usual number; 0 switches it off.")
        return factor

    def clean(self) -> dict[str, Any]:
        """What is not asked for by the purpose is taken away; the campaign is one of the client's."""
        data = super().clean() or self.cleaned_data
        purpose, campaign, client = data.get("purpose"), data.get("campaign"), data.get("client")
        if purpose != Monitor.Purpose.COMPETITOR:
            data["competitor"] = ""
        elif not data.get("competitor"):
            self.add_error("competitor", "Say which competitor it is for.")
        if purpose != Monitor.Purpose.CAMPAIGN:
            data["campaign"] = None
        elif "campaign" in data and campaign is None:
            self.add_error("campaign", "Say which campaign it is for.")
        elif campaign and client and campaign.client_id != client.pk:
            self.add_error("campaign", f"{campaign} is a campaign of {campaign.client}, not of {client}.")
        return data

    def shown(self) -> dict[str, str]:
        """What an unbound form shows of the monitor, as `core.overtaking` compares it; how one is told is one's own."""
        return said_by(self, {name: getattr(self.instance, name) for name in self._meta.fields or ()})

    def typed(self) -> dict[str, str]:
        """What was typed into a valid form, to be held against `shown`."""
        return said_by(self, {name: self.cleaned_data[name] for name in self._meta.fields or ()})


class MonitorFilterForm(forms.Form):
    """`?q=&client=&purpose=&show=`"""

    q = forms.CharField(required=False, max_length=100)
    client = forms.ModelChoiceField(Client.objects.none(), required=False, empty_label="Any client")
    purpose = forms.ChoiceField(
        choices=[("", "Any purpose"), *Monitor.Purpose.choices], required=False, label="Is about"
    )
    show = forms.ChoiceField(
        choices=[("", "Switched on"), ("paused", "Paused"), ("all", "All")], required=False, label="Show"
    )

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data)
        self.fields["client"].queryset = Client.objects.visible_to(user).order_by("name")
        for name in ("client", "purpose", "show"):
            self.fields[name].widget.attrs["class"] = "form-select mr-filter-select"

    def chosen(self) -> dict[str, Any]:
        """What can be read; the rest is as if it were not there."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def pills(self) -> list[dict[str, Any]]:
        chosen = self.chosen()
        found = [{"key": "q", "field": "Words", "value": chosen["q"]}] if "q" in chosen else []
        if "client" in chosen:
            found.append({"key": "client", "field": "Client", "value": str(chosen["client"])})
        for key in ("purpose", "show"):
            if key in chosen:
                label = dict(self.fields[key].choices)[chosen[key]]
                found.append({"key": key, "field": self.fields[key].label, "value": label})
        return found
