"""What is typed about clips: what is held true of one, the same for many, and clips that a person brings."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from campaigns.models import Campaign, Client, KeyMessage, Spokesperson
from contacts.forms.journalists import DateInput
from contacts.models import Journalist
from core.overtaking import said_by
from coverage.clips import authors
from coverage.clips.carried import Carried
from coverage.models import Clip, ClipMessage
from coverage.models.source import LONGEST_URL
from team.models import User

SCORES = [("0", "0"), ("1", "1"), ("2", "2")]
SCORED = "message-"
SAID = "sentence-"


class ClipForm(forms.ModelForm):
    """What is held true of a clip, with a score and a sentence for each key message of its campaign."""

    quoted = forms.ModelMultipleChoiceField(
        Spokesperson.objects.none(), label="Spokespeople quoted", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Clip
        fields: ClassVar[list[str]] = [
            "campaign", "journalist", "tone", "prominence", "depth", "value", "quoted", "links_to_us", "reach",
            "reach_source", "reach_on", "notes",
        ]  # fmt: skip
        labels: ClassVar[dict] = {"links_to_us": "Links to us", "reach_on": "Reach as of"}
        help_texts: ClassVar[dict] = {
            "reach": "Readers, listeners or visitors a month.",
            "reach_source": "Who says so. For example: IVW, second quarter.",
            "notes": "For the team; clients do not see them.",
        }
        widgets: ClassVar[dict] = {"reach_on": DateInput(), "notes": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clip = self.instance
        self.fields["campaign"].queryset = Campaign.objects.filter(client=clip.client_id).order_by("name")
        self.fields["campaign"].empty_label = "None"
        offered = [each.pk for each in authors.offered(clip)]
        self.fields["journalist"].queryset = Journalist.objects.filter(pk__in=offered).order_by("sort_name", "pk")
        self.fields["journalist"].empty_label = "Not known"
        for name in ("tone", "prominence", "depth", "value"):
            self.fields[name].choices = [("", "Not scored"), *Clip._meta.get_field(name).choices]
        people = Spokesperson.objects.filter(client=clip.client_id)
        self.fields["quoted"].queryset = people.filter(Q(archived_at=None) | Q(clips=clip)).distinct()
        if not self.fields["quoted"].queryset.exists():
            del self.fields["quoted"]
        self._add_messages(clip)

    def _add_messages(self, clip: Clip) -> None:
        held = {row.key_message_id: row for row in clip.messages.all()}
        self.messages = list(KeyMessage.objects.filter(campaign=clip.campaign_id)) if clip.campaign_id else []
        for message in self.messages:
            row = held.get(message.pk) or ClipMessage()
            self.fields[f"{SCORED}{message.pk}"] = forms.ChoiceField(
                label=message.text, choices=SCORES, widget=forms.RadioSelect, initial=str(row.score)
            )
            self.fields[f"{SAID}{message.pk}"] = forms.CharField(
                label=f"Sentence for “{message.text}”", required=False, max_length=1000, initial=row.sentence
            )

    @property
    def scored(self) -> list[tuple[KeyMessage, forms.BoundField, forms.BoundField]]:
        """Each key message with its two fields, for the page."""
        return [(one, self[f"{SCORED}{one.pk}"], self[f"{SAID}{one.pk}"]) for one in self.messages]

    def carried(self) -> dict[int, Carried]:
        """What was typed of the key messages, by their keys."""
        data = self.cleaned_data
        return {
            one.pk: Carried(int(data[f"{SCORED}{one.pk}"]), data[f"{SAID}{one.pk}"].strip()) for one in self.messages
        }

    def corrected(self) -> dict[str, Any]:
        """What was typed of the clip's own fields, for `editing.save`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "quoted"}

    def shown(self) -> dict[str, str]:
        """What an unbound form shows, as `core.overtaking` compares it."""
        values = {name: getattr(self.instance, name) for name in self.Meta.fields if name != "quoted"}
        values |= {
            name: self.fields[name].initial for name in self.fields if name.startswith((SCORED, SAID))
        }  # fmt: skip
        return said_by(self, values) | self._people(self.instance.quoted.all())

    def typed(self) -> dict[str, str]:
        """What was typed into a valid form, to be held against `shown`."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "quoted"}
        return said_by(self, values) | self._people(self.cleaned_data.get("quoted", ()))

    def _people(self, people: Any) -> dict[str, str]:
        if "quoted" not in self.fields:
            return {}
        return {str(self["quoted"].label): ", ".join(sorted(str(person) for person in people))}

    def clean_value(self) -> int | None:
        value = self.cleaned_data["value"]
        return None if value in {"", None} else int(value)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reach") is not None and not data.get("reach_source"):
            self.add_error("reach_source", "Say where the figure comes from, or leave the reach empty.")
        return data

    def _post_clean(self) -> None:
        """The row is saved by `editing.save`, under a lock."""


class BulkForm(forms.Form):
    """What many clips are given at once; what is left empty stays as it is."""

    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="As it is")
    tone = forms.ChoiceField(required=False)
    prominence = forms.ChoiceField(required=False)
    depth = forms.ChoiceField(required=False)
    value = forms.ChoiceField(label="Value to the objective", required=False)

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data, auto_id="bulk-%s")
        offer_campaigns(self, user)
        for name in ("tone", "prominence", "depth", "value"):
            self.fields[name].choices = [("", "As it is"), *Clip._meta.get_field(name).choices]

    def clean(self) -> dict[str, Any]:
        data = {name: value for name, value in (super().clean() or {}).items() if value not in {"", None}}
        if not data and not self.errors:
            raise forms.ValidationError("Choose at least one thing to change.")
        if "value" in data:
            data["value"] = int(data["value"])
        return data


class AddressForm(forms.Form):
    """The address of an article, and for whom it is; what the bookmarklet fills in."""

    url = forms.CharField(
        label="Address",
        max_length=LONGEST_URL + 100,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="None")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_clients(self, user)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        require_same_client(self, data)
        return data


def offer_clients(form: forms.Form, user: User) -> None:
    """Let `client` and `campaign` of a form be those that are being worked for; a team's only one is chosen already."""
    clients = Client.objects.visible_to(user).active()
    form.fields["client"].queryset = clients
    if len(first := list(clients[:2])) == 1:
        form.fields["client"].initial = first[0].pk
        form.fields["client"].empty_label = None
    offer_campaigns(form, user)


def offer_campaigns(form: forms.Form, user: User) -> None:
    """Let `campaign` of a form be one that is not over, named with its client."""
    running = Campaign.objects.visible_to(user).running().select_related("client")
    form.fields["campaign"].queryset = running.order_by("client__name", "name")
    form.fields["campaign"].label_from_instance = lambda campaign: f"{campaign}, {campaign.client}"


def require_same_client(form: forms.BaseForm, data: dict[str, Any]) -> None:
    campaign, client = data.get("campaign"), data.get("client")
    if campaign and client and campaign.client_id != client.pk:
        form.add_error("campaign", f"This campaign is for {campaign.client}. Choose one of {client}, or none.")
