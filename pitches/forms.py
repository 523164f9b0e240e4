"""What is typed about a pitch."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from campaigns.models import Campaign
from contacts.models import MediaList
from core.prose import ProseField, ProseWidget
from mail.models import Mailbox
from mediakits.models import Kit
from pitches.merge import FIELDS
from pitches.models import Pitch, Recipient
from team.models import User

CHIPS = [
    (name, FIELDS[name]) for name in ("first_name", "outlet", "personal_line", "pitch_page", "media_kit", "embargo")
]
MORE_CHIPS = [(name, label) for name, label in FIELDS.items() if (name, label) not in CHIPS]
HOURS = [(hour, f"{hour:02}:00") for hour in range(25)]


class MessageForm(forms.ModelForm):
    """The texts of a pitch. `revision` says which state of them was opened."""

    body = ProseField(label="Message", required=False, widget=ProseWidget(chips=CHIPS + MORE_CHIPS))
    story = ProseField(label="Story", required=False, help_text="What the pitch page tells beyond the message.")
    follow_up = ProseField(
        label="Follow-up",
        required=False,
        widget=ProseWidget(chips=[("first_name", "First name"), ("pitch_page", "Pitch page")]),
        help_text="In the same thread, only to whoever has not answered. Say what is new since.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pitch
        fields = ["subject", "body", "lede", "story", "follow_up", "kit"]
        labels = {"lede": "In one sentence"}
        help_texts = {
            "lede": "Stands under the subject on the pitch page.",
            "kit": "Shown on the pitch page; {{ media_kit }} in the message becomes each recipient’s own link.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["revision"].initial = self.instance.revision
        self.fields["kit"].queryset = _kits_for(self.instance)
        self.fields["kit"].empty_label = "None"
        invalid = " is-invalid" if self.is_bound and "subject" in self.errors else ""
        self.fields["subject"].widget.attrs["class"] = f"form-control mr-subject{invalid}"
        if self.instance.state not in Pitch.EDITABLE and not self.is_bound:  # what was typed is never dropped
            for field in self.fields.values():
                field.disabled = True

    def clean_subject(self) -> str:
        subject = self.cleaned_data["subject"]
        if not subject.isprintable():
            raise forms.ValidationError("A subject is one line. Take the line break out.")
        return subject


def _kits_for(pitch: Pitch) -> "QuerySet[Kit]":
    """The kits of the pitch's client; the one that is chosen stays choosable whatever became of it."""
    kits = Kit.objects.filter(client=pitch.campaign.client_id, archived_at=None) | Kit.objects.filter(pk=pitch.kit_id)
    return kits.order_by("title", "pk")


class PlanForm(forms.ModelForm):
    """When a pitch goes, from which mailbox, and whether there is a follow-up."""

    window_start = forms.TypedChoiceField(label="Sends from", choices=HOURS[:24], coerce=int)
    window_end = forms.TypedChoiceField(label="Sends until", choices=HOURS[1:], coerce=int)
    not_before = forms.DateTimeField(
        label="Not before",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Your time. Empty: as soon as it is scheduled.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Pitch
        fields = [
            "title",
            "mailbox",
            "not_before",
            "window_start",
            "window_end",
            "weekdays_only",
            "follow_up_on",
            "follow_up_after",
        ]
        labels = {
            "title": "Name of the pitch",
            "mailbox": "Mailbox",
            "weekdays_only": "On weekdays only",
            "follow_up_on": "One follow-up to whoever has not answered",
            "follow_up_after": "After how many business days",
        }
        help_texts = {"title": "For the team; journalists do not see it."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usable = Mailbox.objects.usable_by(user)
        self.fields["mailbox"].queryset = usable | Mailbox.objects.filter(pk=self.instance.mailbox_id)
        self.fields["mailbox"].empty_label = "Not chosen yet"
        self.fields["revision"].initial = self.instance.revision
        self.fields["follow_up_after"].min_value = 1


class RecipientForm(forms.ModelForm):
    """Why this journalist, and what is said to them alone."""

    class Meta:
        model = Recipient
        fields = ["reason", "personal_line"]
        labels = {"reason": "Why them", "personal_line": "Personal line"}
        widgets = {
            "reason": forms.Textarea(
                attrs={
                    "rows": 2,
                    "class": "form-control",
                    "placeholder": "The article or the wish that makes it relevant",
                }
            ),
            "personal_line": forms.Textarea(
                attrs={"rows": 2, "class": "form-control", "placeholder": "One sentence to them alone"}
            ),
        }
        help_texts = {"reason": "", "personal_line": ""}


class OverrideForm(forms.Form):
    """Why somebody is asked in spite of the cool-off or their outlet's cap."""

    override = forms.CharField(label="Why ask them all the same?", max_length=300)


class LeaveOutForm(forms.Form):
    why = forms.CharField(label="Why", max_length=300, required=False)


class PitchCreateForm(forms.Form):
    """A new pitch, by itself or for the journalists of a list."""

    campaign = forms.ModelChoiceField(Campaign.objects.none(), empty_label="Choose a campaign")
    title = forms.CharField(label="Name of the pitch", max_length=120, help_text="For example: Trade and energy press.")
    mailbox = forms.ModelChoiceField(
        Mailbox.objects.none(), label="Mailbox", required=False, empty_label="Not chosen yet"
    )
    media_list = forms.ModelChoiceField(
        MediaList.objects.none(),
        label="Recipients from a list",
        required=False,
        empty_label="Pick them in the next step",
        help_text="You see everybody, with whoever is left out and why, before anything goes out.",
    )
    journalists = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Campaign.objects.visible_to(user).running().select_related("client")
        self.fields["campaign"].queryset = running
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign} ({campaign.client})"
        self.fields["mailbox"].queryset = Mailbox.objects.usable_by(user)
        self.fields["media_list"].queryset = MediaList.objects.order_by("name")

    def clean_journalists(self) -> list[int]:
        keys = self.cleaned_data["journalists"].split(",")
        return [int(key) for key in keys if key.isdecimal() and len(key) < 19]
