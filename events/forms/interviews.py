"""An interview as people type it: what it is about, when it takes place, what came of it."""

from datetime import datetime
from typing import Any, Final

from django import forms

from campaigns.models import Campaign, Client, Spokesperson
from contacts.forms.journalists import DateInput
from core.time_zones import zone_choices
from core.widgets import LongSelect
from events.models import Interview
from events.scheduling import MOST_SLOTS
from inquiries.reporters import Reporter, recognise
from team.models import User

MOMENT: Final = "%Y-%m-%dT%H:%M"
TIMES: Final = 3
"""So many lines for times of one's own beside the suggestions."""
OURS: Final = (
    "campaign", "topic", "angle", "wishes", "format", "place", "link", "minutes", "zone", "ground", "ground_note",
    "publication", "owner",
)  # fmt: skip


class MomentField(forms.DateTimeField):
    """A day and an hour on the reader's own clock; one that the clock jumps over is refused."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT)
        wrong = {"invalid": "That is no day and hour. Choose both."}
        super().__init__(input_formats=[MOMENT], widget=widget, error_messages=wrong, **kwargs)


class InterviewForm(forms.Form):
    """Who asks whom about what, and how. Only client, topic and the journalist's name are asked for."""

    reporter_name = forms.CharField(label="Who asks", max_length=200)
    reporter_outlet = forms.CharField(label="Outlet", max_length=200, required=False)
    reporter_email = forms.EmailField(
        label="E-mail", max_length=254, required=False, help_text="Times and calendar entries go there."
    )
    reporter_phone = forms.CharField(label="Phone", max_length=60, required=False)
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    spokesperson = forms.ModelChoiceField(Spokesperson.objects.none(), required=False, empty_label="Not decided yet")
    topic = forms.CharField(max_length=200, widget=forms.TextInput({"placeholder": "What it is about, in a line"}))
    angle = forms.CharField(
        label="What the story is about", max_length=4000, required=False, widget=forms.Textarea({"rows": 2})
    )
    wishes = forms.CharField(label="When it suits them", max_length=1000, required=False)
    format = forms.ChoiceField(choices=Interview.Format.choices, initial=Interview.Format.PHONE)
    minutes = forms.IntegerField(label="Length in minutes", min_value=5, max_value=480, initial=30)
    place = forms.CharField(max_length=300, required=False, help_text="A number, a room, an address.")
    link = forms.URLField(label="Link of the call", max_length=1000, required=False, assume_scheme="https")
    zone = forms.ChoiceField(label="Their time zone", required=False, widget=LongSelect)
    ground = forms.ChoiceField(
        label="Ground rules", choices=Interview.Ground.choices, initial=Interview.Ground.ON_RECORD,
        help_text="Agreed before it begins, never after.",
    )  # fmt: skip
    ground_note = forms.CharField(label="What was agreed", max_length=300, required=False)
    publication = forms.CharField(label="To appear", max_length=120, required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="None")
    owner = forms.ModelChoiceField(User.objects.none(), label="In charge", empty_label=None)

    def __init__(self, *args: Any, user: User, interview: Interview | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.interview = interview
        clients = Client.objects.visible_to(user).active()
        people = Spokesperson.objects.visible_to(user).active().select_related("client")
        running = Campaign.objects.visible_to(user).running().select_related("client")
        if interview:
            clients = Client.objects.filter(pk=interview.client_id)
            people = people.filter(client=interview.client_id) | people.filter(pk=interview.spokesperson_id)
            running = running.filter(client=interview.client_id) | running.filter(pk=interview.campaign_id)
            self.fields["client"].disabled = True
            self.fields["client"].initial = interview.client_id
            del self.fields["reporter_outlet"]
        self.fields["client"].queryset = clients
        self.fields["spokesperson"].queryset = people.order_by("client__name", "position")
        self.fields["spokesperson"].label_from_instance = lambda person: f"{person}, {person.client}"
        self.fields["campaign"].queryset = running.order_by("client__name", "name")
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign}, {campaign.client}"
        self.fields["owner"].queryset = User.objects.working()
        self.fields["owner"].initial = user.pk
        self.fields["zone"].choices = [("", "As their record says"), *zone_choices()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("campaign", "spokesperson"):
            chosen, client = data.get(name), data.get("client")
            if chosen and client and chosen.client_id != client.pk:
                self.add_error(name, f"That is of {chosen.client}. Choose one of {client}, or none.")
        return data

    def details(self) -> dict[str, Any]:
        """What `scheduling.edit` takes."""
        data = self.cleaned_data
        contact = {name: data[name] for name in ("reporter_name", "reporter_email", "reporter_phone")}
        return {"spokesperson": data["spokesperson"], **contact, **{name: data[name] for name in OURS}}

    def told(self) -> dict[str, Any]:
        """What `scheduling.request` takes, with the journalist recognised."""
        data = self.cleaned_data
        reporter = Reporter(
            **{name: data[f"reporter_{name}"] for name in ("name", "outlet", "email", "phone")}
        )  # fmt: skip
        journalist, outlet = recognise(reporter)
        return {**self.details(), "client": data["client"], "journalist": journalist, "outlet": outlet}


class SuggestedTimes(forms.MultipleChoiceField):
    """Times of the suggestions, as they stood on the page: those of now may have moved on since, and whether the
    spokesperson is free is asked when they are offered."""

    def to_python(self, value: Any) -> list[Any]:
        try:
            found = [datetime.fromisoformat(each) for each in super().to_python(value)]
        except ValueError:
            raise forms.ValidationError("Choose among the times that are suggested.") from None
        if any(each.tzinfo is None for each in found) or len(found) > MOST_SLOTS:
            raise forms.ValidationError("Choose among the times that are suggested.")
        return found

    def valid_value(self, value: Any) -> bool:
        return True


class OfferForm(forms.Form):
    """Times to choose from: some that are suggested, and own ones."""

    suggested = SuggestedTimes(required=False, widget=forms.CheckboxSelectMultiple, label="Free by what we know")
    by_mail = forms.BooleanField(required=False, initial=True, label="E-mail them the link")

    def __init__(self, *args: Any, suggestions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suggested"].choices = suggestions
        if not suggestions:
            del self.fields["suggested"]
        for number in range(1, TIMES + 1):
            self.fields[f"at{number}"] = MomentField(required=False, label=f"Own time {number}")

    @property
    def own(self) -> list[forms.BoundField]:
        return [self[f"at{number}"] for number in range(1, TIMES + 1)]


class TimeForm(forms.Form):
    """A time that was agreed."""

    starts_at = MomentField(label="When")


class MoveForm(forms.Form):
    """Another time, or none yet; who wished it, and why."""

    starts_at = MomentField(label="New time", required=False, help_text="Leave it empty if there is none yet.")
    side = forms.ChoiceField(label="Put off", choices=Interview.Side.choices)
    why = forms.CharField(max_length=300, required=False, help_text="If it is us, they read it.")


class CallOffForm(forms.Form):
    side = forms.ChoiceField(label="Called off", choices=Interview.Side.choices)
    why = forms.CharField(max_length=300, help_text="If it is us, they read it.")


class OutcomeForm(forms.Form):
    """What was said and what came of it."""

    notes = forms.CharField(
        label="What was said", required=False, max_length=20_000, widget=forms.Textarea({"rows": 5})
    )
    outcome = forms.ChoiceField(required=False, choices=Interview.Outcome.choices)
    outcome_note = forms.CharField(label="What we learnt", required=False, max_length=4000)


class AvailabilityForm(forms.Form):
    """When a spokesperson can speak, or cannot."""

    kind = forms.ChoiceField(label="They are", choices=[("free", "available"), ("busy", "not available")])
    starts_at = MomentField(label="From")
    ends_at = MomentField(label="Until")
    note = forms.CharField(max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", "A time ends after it begins.")
        return data


class PromiseForm(forms.Form):
    text = forms.CharField(label="Promise", max_length=300)
    due_on = forms.DateField(label="Due on", widget=DateInput())


class CorrectionForm(forms.Form):
    wrong = forms.CharField(label="What is wrong", max_length=2000, widget=forms.Textarea({"rows": 2}))
    right = forms.CharField(label="What is right", max_length=2000, widget=forms.Textarea({"rows": 2}))
