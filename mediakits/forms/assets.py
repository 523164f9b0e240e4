"""What people choose and type in the library of photos and files."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q, Value
from django.utils import timezone

from campaigns.models import Client, Spokesperson
from contacts.places import language_choices
from core.folding import SHORT_WORD, Fold, words_of
from core.overtaking import said_by
from mediakits import where_used
from mediakits.looking import ACCEPT
from mediakits.models import Asset
from mediakits.querysets import AssetQuerySet
from team.models import User

RIGHTS = {"fine": "Fine", "ending": "Ending within 30 days", "ended": "Ended"}


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class AssetFilter(forms.Form):
    """The filters of the library, as they stand in its address."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    kind = forms.MultipleChoiceField(
        label="Kind", required=False, choices=Asset.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    client = forms.ModelChoiceField(Client.objects.none(), label="Client", required=False, empty_label="Any")
    rights = forms.ChoiceField(label="Rights", required=False, choices=[("", "Any"), *RIGHTS.items()])
    person = forms.ModelChoiceField(
        Spokesperson.objects.none(), label="Who is shown", required=False, empty_label="Any"
    )
    unused = forms.BooleanField(label="Used nowhere", required=False)
    away = forms.BooleanField(label="Put away", required=False)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["client"].queryset = Client.objects.visible_to(user)
        shown = Spokesperson.objects.visible_to(user).filter(pictures__isnull=False).distinct()
        self.fields["person"].queryset = shown.select_related("client").order_by("name", "pk")
        self.fields["person"].label_from_instance = lambda person: f"{person}, {person.client}"
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen; nonsense counts as not chosen."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, assets: AssetQuerySet) -> AssetQuerySet:
        chosen = self.chosen
        assets = assets.exclude(archived_at=None) if chosen.get("away") else assets.in_use()
        for word in words_of(chosen.get("q", "")):
            # A short word must begin a word, and the first word of the text has no space before it.
            first = Q(search_text__startswith=Fold(Value(word))) if len(word) <= SHORT_WORD else Q()
            assets = assets.filter(Q(search_text__holds=word) | first)
        if kinds := chosen.get("kind"):
            assets = assets.filter(kind__in=kinds)
        if client := chosen.get("client"):
            assets = assets.filter(client=client)
        if person := chosen.get("person"):
            assets = assets.filter(people=person)
        if rights := chosen.get("rights"):
            assets = assets.filter(_rights(rights))
        return where_used.unused(assets) if chosen.get("unused") else assets

    def pills(self) -> list[dict[str, str]]:
        """One a value in use: what it is called, what it asks for, and the query without it."""
        used = [
            (name, one)
            for name, value in self.chosen.items()
            if name != "q"
            for one in (value if isinstance(value, list) else [value])
        ]
        return [
            {"field": str(self.fields[name].label), "value": self._said(name, one), "remove": self._without(name, one)}
            for name, one in used
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The filters in use but for the words, for the form around the search field."""
        return [(key, one) for key in self.fields if key != "q" for one in self.data.getlist(key) if one]

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return ""
        choices = {"kind": dict(Asset.Kind.choices), "rights": RIGHTS}.get(name, {})
        return str(choices.get(value, value))

    def _without(self, name: str, value: Any) -> str:
        text = str(getattr(value, "pk", value))
        kept = [
            (key, one)
            for key in self.fields
            for one in self.data.getlist(key)
            if one and not (key == name and (one == text or value is True))
        ]
        return f"?{urlencode(kept)}"


def _rights(state: str) -> Q:
    today = timezone.localdate()
    last = today + Asset.ENDING
    if state == "ended":
        return Q(rights_until__lt=today)
    if state == "ending":
        return Q(rights_until__gte=today, rights_until__lt=last)
    return Q(rights_until=None) | Q(rights_until__gte=last)


class UploadForm(forms.Form):
    """One file from a browser without scripts, or the announcement of one that comes in pieces."""

    client = forms.ModelChoiceField(
        Client.objects.none(), label="For which client", empty_label=None,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        error_messages={"required": "Say for which client the files are.", "invalid_choice": "Choose a client."},
    )  # fmt: skip
    file = forms.FileField(
        label="Files",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": "This file is empty."},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="upload-%s", **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()


class AnnouncedForm(UploadForm):
    """What a script says before it sends the pieces."""

    name = forms.CharField(max_length=1000, strip=False)
    size = forms.IntegerField(min_value=0)
    replaces = forms.ModelChoiceField(Asset.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["replaces"].queryset = Asset.objects.visible_to(user).in_use()
        self.fields["client"].required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("replaces"):
            data["client"] = data["replaces"].client
        elif not data.get("client") and "client" not in self.errors:
            self.add_error("client", "Say for which client the files are.")
        return data


class HttpsField(forms.URLField):
    """An address that begins with https://, so that no journalist is led over an open line."""

    says = "Give the full address, beginning with https://"
    default_validators: ClassVar[list] = [URLValidator(schemes=["https"], message=says)]
    default_error_messages: ClassVar[dict] = {"invalid": says}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


class AssetForm(forms.ModelForm):
    """The words of an asset."""

    language = forms.ChoiceField(required=False, choices=language_choices)

    class Meta:
        model = Asset
        fields: ClassVar[list[str]] = [
            "title", "kind", "caption", "alt_text", "credit", "rights", "rights_until", "people", "others_shown",
            "language", "video_url",
        ]  # fmt: skip
        widgets: ClassVar[dict] = {
            "caption": forms.Textarea({"rows": 3}),
            "alt_text": forms.Textarea({"rows": 2}),
            "rights_until": DateInput(),
            "people": forms.CheckboxSelectMultiple(),
        }
        field_classes: ClassVar[dict] = {"video_url": HttpsField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asset = self.instance
        if asset.is_picture:
            self.fields["kind"].choices = [(kind.value, kind.label) for kind in Asset.PICTURES]
        else:
            del self.fields["kind"], self.fields["alt_text"]
        if asset.video_url:
            self.fields["video_url"].required = True
        else:
            del self.fields["video_url"]
        people = Spokesperson.objects.filter(client=asset.client_id)
        self.fields["people"].queryset = people.filter(Q(archived_at=None) | Q(pictures=asset)).distinct()
        if not self.fields["people"].queryset.exists():
            del self.fields["people"]

    def shown(self) -> dict[str, str]:
        """What an unbound form shows, as `core.overtaking` compares it."""
        return self._told({name: getattr(self.instance, name) for name in self.fields if name != "people"})

    def typed(self) -> dict[str, str]:
        """What was typed into a valid form, to be held against `shown`."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "people"}
        return self._told(values, self.cleaned_data.get("people"))

    def _told(self, values: dict[str, Any], people: Any = None) -> dict[str, str]:
        told: dict[str, str] = said_by(self, values)
        if "people" in self.fields:
            chosen = self.instance.people.all() if people is None else people
            told[str(self["people"].label)] = ", ".join(sorted(str(person) for person in chosen))
        return told


class VideoLinkForm(forms.ModelForm):
    """A video that lies elsewhere."""

    class Meta:
        model = Asset
        fields: ClassVar[list[str]] = ["client", "title", "video_url", "caption", "credit", "rights", "rights_until"]
        widgets: ClassVar[dict] = {"caption": forms.Textarea({"rows": 3}), "rights_until": DateInput()}
        field_classes: ClassVar[dict] = {"video_url": HttpsField}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.kind = Asset.Kind.VIDEO
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["client"].empty_label = None
        self.fields["video_url"].required = True


class BulkWordsForm(forms.Form):
    """What many assets are given at once; what is left empty stays as it is."""

    credit = forms.CharField(label="Credit", max_length=160, required=False)
    rights = forms.CharField(label="May be used", max_length=200, required=False)
    rights_until = forms.DateField(label="Until", required=False, widget=DateInput())
    no_end = forms.BooleanField(label="No end", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="bulk-%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in self.fields):
            raise forms.ValidationError("Fill in at least one of them.")
        if data.get("no_end") and data.get("rights_until"):
            self.add_error("no_end", "Either a last day, or no end.")
        return data
