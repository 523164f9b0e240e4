"""What is typed of a clip that a person saw, heard or read."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from campaigns.models import Campaign, Client
from contacts.forms.journalists import DateInput, WordsField
from contacts.places import language_choices
from coverage.clips.clipping import tidy
from coverage.clips.errors import ClipError
from coverage.clips.file_kinds import ACCEPT
from coverage.forms.clips import offer_clients, require_same_client
from coverage.models import Article, Clip
from coverage.models.source import LONGEST_URL
from team.models import User

MEDIA = ("print", "radio", "television", "podcast", "newsletter", "online")
MB = 2**20


def fits(upload: Any) -> None:
    """Raises `ValidationError` for what is larger than is kept."""
    if upload and upload.size > settings.EVIDENCE_MAX_MB * MB:
        raise forms.ValidationError(f"This file is larger than {settings.EVIDENCE_MAX_MB} MB. Cut out what matters.")


def file_field(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label="Scan or recording",
        required=required,
        validators=[fits],
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": "This file is empty."},
        help_text=f"PDF, picture, sound or film, up to {settings.EVIDENCE_MAX_MB} MB.",
    )


class MomentField(forms.DurationField):
    """Where in a broadcast, as it stands on a player: 12:30 is twelve and a half minutes, 1:02:00 an hour and two."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if found is not None and (found.total_seconds() < 0 or found.days):
            raise forms.ValidationError("Give it as it stands on the player, for example 12:30 or 1:02:00.")
        return found


class ByHandForm(forms.Form):
    """Print, broadcast, a podcast, or a page that could not be read."""

    medium = forms.ChoiceField(choices=[(one, Article.Medium(one).label) for one in MEDIA])
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="None")
    title = forms.CharField(label="Headline", max_length=500, help_text="Of a broadcast: what the item was about.")
    outlet = forms.CharField(
        max_length=160, widget=forms.TextInput(attrs={"list": "outlet-options", "autocomplete": "off"})
    )
    authors = WordsField(label="Authors", each_at_most=200)
    day = forms.DateField(label="Published on", widget=DateInput())
    hour = forms.TimeField(
        label="At",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="Your time.",
    )
    section = forms.CharField(label="Page or programme", max_length=120, required=False)
    moment = MomentField(label="Where in the broadcast", required=False, help_text="For example 12:30.")
    url = forms.CharField(
        label="Address", max_length=LONGEST_URL + 100, required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://", "autocomplete": "off"}),
    )  # fmt: skip
    language = forms.ChoiceField(choices=language_choices, required=False)
    text = forms.CharField(
        label="Text or transcript", required=False, max_length=200_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What concerns the client is enough. It can be searched.",
    )  # fmt: skip
    file = file_field(required=False)
    tone = forms.ChoiceField(choices=[("", "Not scored"), *Clip.Tone.choices], required=False)
    prominence = forms.ChoiceField(choices=[("", "Not scored"), *Clip.Prominence.choices], required=False)
    depth = forms.ChoiceField(choices=[("", "Not scored"), *Clip.Depth.choices], required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_clients(self, user)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError("That day is still to come.")
        return day

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            return tidy(url) if url.strip() else ""
        except ClipError as problem:
            raise forms.ValidationError(str(problem)) from None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        require_same_client(self, data)
        if data.get("medium") == Article.Medium.ONLINE and "url" in data and not data["url"]:
            self.add_error("url", "A page on the web has an address. Give it, or choose another medium.")
        return data


class FileForm(forms.Form):
    """One more scan or recording."""

    file = file_field(required=True)
