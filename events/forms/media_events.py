"""A media event as the team types it, and as a journalist answers."""

from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms

from campaigns.models import Campaign, Client, Spokesperson
from core.time_zones import zone_choices
from core.widgets import LongSelect
from events.following_up import CAME, MISSED
from events.models import Invitee, MediaEvent
from events.seats import Companion
from inquiries.forms.phone_log import MOMENT, SaidMoment
from mediakits.models import Document, Kit
from team.models import User

FIELDS: Final = (
    "kind", "title", "about", "campaign", "owner", "place", "address", "access", "link", "capacity", "guests_allowed",
    "asks_accreditation", "accreditation_note", "photo_note", "advisory", "zone",
)  # fmt: skip
MOMENTS: Final = ("starts_at", "ends_at", "rsvp_by")


def _moment(label: str, *, required: bool = True, help_text: str = "") -> SaidMoment:
    return SaidMoment(
        label=label, required=required, help_text=help_text, input_formats=[MOMENT],
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        error_messages={"invalid": "That is no day and hour. Choose both."},
    )  # fmt: skip


class MediaEventForm(forms.ModelForm):
    """Times are those of the place, whatever the zone of the reader."""

    starts_at = _moment("Begins")
    ends_at = _moment("Ends")
    rsvp_by = _moment("Answers until", required=False, help_text="Empty: until it begins.")
    zone = forms.ChoiceField(label="Time zone of the place", widget=LongSelect)
    speakers = forms.ModelMultipleChoiceField(
        Spokesperson.objects.none(), required=False, label="Who speaks", widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = MediaEvent
        fields = ["client", *FIELDS]
        widgets = {
            "about": forms.Textarea({"rows": 4}),
            "address": forms.Textarea({"rows": 2}),
            "access": forms.Textarea({"rows": 2}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event, is_new = self.instance, self.instance._state.adding
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["client"].empty_label = "Choose a client"
        campaigns = Campaign.objects.visible_to(user).running().select_related("client")
        people = Spokesperson.objects.visible_to(user).active().select_related("client")
        advisories = Document.objects.visible_to(user).filter(kind="advisory").select_related("client")
        if not is_new:
            self.fields["client"].disabled = True
            self.fields["client"].queryset = Client.objects.filter(pk=event.client_id)
            campaigns = campaigns.filter(client=event.client_id) | campaigns.filter(pk=event.campaign_id)
            people, advisories = people.filter(client=event.client_id), advisories.filter(client=event.client_id)
            for name in MOMENTS:
                at = getattr(event, name)
                self.initial[name] = at.astimezone(event.tz).replace(tzinfo=None) if at else None
            self.initial["speakers"] = list(event.speakers.all())
        else:
            self.initial.setdefault("owner", user.pk)
            self.initial.setdefault("zone", user.time_zone)
        for name, rows in (("campaign", campaigns.order_by("client__name", "name")), ("advisory", advisories[:200])):
            self.fields[name].queryset = rows
            self.fields[name].label_from_instance = lambda one: f"{one}, {one.client}"
            self.fields[name].empty_label = "None"
        self.fields["advisory"].queryset = advisories.order_by("-updated_at")
        self.fields["speakers"].queryset = people.order_by("client__name", "position")
        self.fields["speakers"].label_from_instance = lambda one: f"{one}, {one.client}"
        self.fields["owner"].queryset = User.objects.working()
        self.fields["owner"].empty_label = None
        self.fields["owner"].label = "In charge"
        self.fields["zone"].choices = zone_choices()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        client = data.get("client") or (None if self.instance._state.adding else self.instance.client)
        for name in ("campaign", "advisory"):
            chosen = data.get(name)
            if chosen and client and chosen.client_id != client.pk:
                self.add_error(name, f"That is of {chosen.client}. Choose one of {client}, or none.")
        for person in data.get("speakers") or ():
            if client and person.client_id != client.pk:
                self.add_error("speakers", f"{person} does not speak for {client}.")
        if zone := data.get("zone"):
            for name in MOMENTS:
                if data.get(name):
                    data[name] = self._at(name, data[name], ZoneInfo(zone))
        start, end, by = (data.get(name) for name in MOMENTS)
        if start and end and end <= start:
            self.add_error("ends_at", "An event ends after it begins.")
        elif start and end and end - start > MediaEvent.LONGEST:
            self.add_error("ends_at", "An event takes 31 days at most. Plan a longer one as several.")
        if start and by and by > start:
            self.add_error("rsvp_by", "Answers are needed before it begins.")
        return data

    def details(self) -> dict[str, Any]:
        """What `gatherings.plan` and `gatherings.edit` take, with the speakers."""
        return {name: self.cleaned_data[name] for name in (*FIELDS, *MOMENTS, "speakers")}

    def validate_constraints(self) -> None:
        """The form and the verbs say it in words first."""

    def _at(self, name: str, typed: datetime, zone: ZoneInfo) -> datetime | None:
        at = typed.replace(tzinfo=zone)
        if at.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != typed:
            self.add_error(name, "The clocks go forward in that night, so this hour does not exist there.")
            return None
        return at


class InviteeForm(forms.Form):
    """Somebody who is invited by hand, or who answers by a link that was forwarded."""

    name = forms.CharField(max_length=200)
    outlet = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    phone = forms.CharField(max_length=60, required=False)


class OwnAnswerForm(forms.Form):
    """Who else answers by a forwarded link; the confirmation goes to the address."""

    name = forms.CharField(label="Your name", max_length=200)
    outlet = forms.CharField(label="Your outlet", max_length=200, required=False)
    email = forms.EmailField(label="Your e-mail address", max_length=254)


class RsvpForm(forms.Form):
    """Whether they come, and with whom. Only what this event asks for is there."""

    coming = forms.ChoiceField(
        label="Will you come?", widget=forms.RadioSelect,
        choices=[("yes", "Yes, I am coming"), ("no", "No, I cannot come")],
    )  # fmt: skip
    is_photographer = forms.BooleanField(required=False, label="I bring a camera")
    accreditation = forms.CharField(required=False, max_length=1000, widget=forms.Textarea({"rows": 2}))
    message = forms.CharField(
        required=False, max_length=2000, label="Anything we should know?", widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, event: MediaEvent, invitee: Invitee | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        guests = list(invitee.guests.all()) if invitee and invitee.pk else []
        if invitee and invitee.state != Invitee.State.INVITED:
            initial = {
                "coming": "yes" if invitee.state in {Invitee.State.YES, Invitee.State.WAITING} else "no",
                "is_photographer": invitee.is_photographer, "accreditation": invitee.accreditation,
                "message": invitee.message,
            }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        self.event = event
        if event.asks_accreditation:
            self.fields["accreditation"].label = event.accreditation_note or "For your accreditation"
        else:
            del self.fields["accreditation"]
        for number in range(event.guests_allowed):
            guest = guests[number] if number < len(guests) else None
            self.fields[f"guest{number}"] = forms.CharField(
                required=False, max_length=200, label=f"Guest {number + 1}", initial=guest.name if guest else ""
            )
            self.fields[f"camera{number}"] = forms.BooleanField(
                required=False, label=f"Guest {number + 1} brings a camera",
                initial=bool(guest and guest.is_photographer),
            )  # fmt: skip

    @property
    def companions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"guest{number}"], self[f"camera{number}"]) for number in range(self.event.guests_allowed)]

    def told(self) -> dict[str, Any]:
        """What `seats.answer` takes."""
        data = self.cleaned_data
        named = [(data[f"guest{n}"].strip(), data[f"camera{n}"]) for n in range(self.event.guests_allowed)]
        return {
            "coming": data["coming"] == "yes",
            "guests": [Companion(name, camera) for name, camera in named if name],
            "is_photographer": data["is_photographer"],
            "accreditation": data.get("accreditation", ""),
            "message": data["message"],
        }


class CallOffForm(forms.Form):
    why = forms.CharField(max_length=300, help_text="Those who were coming read it.")


class FollowUpForm(forms.Form):
    """A kit for those who came and one for those who did not, with the words above the link."""

    kit_came = forms.ModelChoiceField(
        Kit.objects.none(), required=False, label="To those who came", empty_label="Nothing"
    )
    words_came = forms.CharField(max_length=2000, label="With the words", widget=forms.Textarea({"rows": 2}))
    kit_missed = forms.ModelChoiceField(
        Kit.objects.none(), required=False, label="To those who did not", empty_label="Nothing"
    )
    words_missed = forms.CharField(max_length=2000, label="With the words", widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, event: MediaEvent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kits = Kit.objects.filter(client=event.client_id, shared_at__isnull=False).order_by("-updated_at")
        for name, kit, words in (("came", event.kit_came_id, CAME), ("missed", event.kit_missed_id, MISSED)):
            self.fields[f"kit_{name}"].queryset = kits
            self.fields[f"kit_{name}"].initial = kit
            self.fields[f"words_{name}"].initial = words.format(title=event.title)
