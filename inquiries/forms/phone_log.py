"""The phone log: one screen, filled in while the reporter speaks."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from campaigns.models import Campaign, Client
from core.time_zones import zone_choices
from core.widgets import LongSelect
from inquiries.models import Inquiry, Topic
from inquiries.reporters import Reporter
from team.models import User

SPOKEN = (Inquiry.Channel.PHONE, Inquiry.Channel.PERSON, Inquiry.Channel.MAIL)
MOMENT = "%Y-%m-%dT%H:%M"


class SaidMoment(forms.DateTimeField):
    """A day and hour as somebody said it, on a clock that another field names, whatever the zone of the reader."""

    def to_python(self, value: Any) -> datetime | None:
        with timezone.override(UTC):
            said = super().to_python(value)
        return said.replace(tzinfo=None) if said else None


class PhoneLogForm(forms.Form):
    """Who called, what they want to know, and by when. Only who and what are asked for."""

    reporter_name = forms.CharField(label="Who asks", max_length=200, widget=forms.TextInput({"autofocus": True}))
    reporter_outlet = forms.CharField(label="Outlet", max_length=200, required=False)
    reporter_phone = forms.CharField(label="Phone", max_length=60, required=False)
    reporter_email = forms.EmailField(label="E-mail", max_length=254, required=False)
    words = forms.CharField(
        label="What they ask",
        max_length=20_000,
        widget=forms.Textarea({"rows": 5}),
        help_text="In their words. Each sentence with a question mark becomes a question of its own.",
    )
    deadline = SaidMoment(
        label="They need it by", required=False, input_formats=[MOMENT],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        error_messages={"invalid": "That is no day and hour. Choose both, or leave it empty."},
    )  # fmt: skip
    zone = forms.ChoiceField(label="by the clock in", widget=LongSelect)
    channel = forms.ChoiceField(
        label="How they asked",
        choices=[(each.value, each.label) for each in SPOKEN],
    )
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="None")
    urgency = forms.TypedChoiceField(choices=Inquiry.Urgency.choices, coerce=int, initial=Inquiry.Urgency.NORMAL)
    topic = forms.CharField(max_length=80, required=False, help_text="Figures are counted by it.")
    background = forms.CharField(
        label="What the story is about", max_length=4000, required=False, widget=forms.Textarea({"rows": 2})
    )
    prefers = forms.CharField(label="Prefers to be reached by", max_length=120, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        clients = Client.objects.visible_to(user).active()
        self.fields["client"].queryset = clients
        if len(first := list(clients[:2])) == 1:
            self.fields["client"].initial, self.fields["client"].empty_label = first[0].pk, None
        running = Campaign.objects.visible_to(user).running().select_related("client")
        self.fields["campaign"].queryset = running.order_by("client__name", "name")
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign}, {campaign.client}"
        self.fields["zone"].choices = zone_choices()
        self.fields["zone"].initial = user.time_zone
        self.fields["topic"].widget.attrs["list"] = "topics"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        typed, zone = data.get("deadline"), data.get("zone")
        if typed and zone:
            data["deadline"] = self._at(typed, ZoneInfo(zone))
        campaign, client = data.get("campaign"), data.get("client")
        if campaign and client and campaign.client_id != client.pk:
            self.add_error("campaign", f"This campaign is for {campaign.client}. Choose one of {client}, or none.")
        return data

    def _at(self, typed: datetime, zone: ZoneInfo) -> datetime | None:
        """The hour as it was said, on the reporter's clock. An hour that the clock jumps over is none."""
        at = typed.replace(tzinfo=zone)
        if at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
            self.add_error("deadline", "The clocks go forward in that night, so this hour does not exist there.")
            return None
        return at

    def told(self) -> dict[str, Any]:
        """For `inquiries.intake.take_in`."""
        data = dict(self.cleaned_data)
        names = ("name", "outlet", "phone", "email")
        reporter = Reporter(**{name: data.pop(f"reporter_{name}") for name in names})
        topic = data.pop("topic").strip()
        if topic:
            data["topic"] = Topic.objects.filter(name__iexact=topic).first() or Topic.objects.create(name=topic)
        else:
            data["topic"] = None
        return {**data, "subject": "", "reporter": reporter}
