"""What is typed about kits, their sections, who may see them, and links to them."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from campaigns.models import Campaign, Client
from contacts.places import languages
from core.overtaking import said_by
from core.prose import ProseField
from mediakits.models import Kit, KitItem, KitLink, KitSection
from mediakits.sharing import SHORTEST_PASSWORD
from team.models import User

MOMENT = "%Y-%m-%dT%H:%M"


def language_choices() -> list[tuple[str, str]]:
    return list(languages().items())


def moment_input() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)


class KitCreateForm(forms.ModelForm):
    """A new kit, with what the library has, or with empty sections."""

    language = forms.ChoiceField(choices=language_choices, initial="en")
    fill = forms.BooleanField(
        label="Put in what the library has",
        required=False,
        initial=True,
        help_text="Photos, people, releases, fact sheets and questions of the client; you take out what does not fit.",
    )

    class Meta:
        model = Kit
        fields = ["client", "campaign", "title", "language"]
        labels = {"title": "Headline"}
        help_texts = {"title": "Journalists see it. For example: Altfelde, a battery for the windless week."}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        self.fields["client"].empty_label = "Choose a client"
        self.fields["campaign"].queryset = _running(user)
        self.fields["campaign"].empty_label = "None"
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign} ({campaign.client})"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _require_same_client(self, data.get("campaign"), data.get("client"))
        return data


class _Compared(forms.ModelForm):
    """A form that can say what it showed and what was typed, as `core.overtaking` compares it."""

    def shown(self) -> dict[str, str]:
        return said_by(self, {name: getattr(self.instance, name) for name in self._meta.fields or ()})

    def typed(self) -> dict[str, str]:
        return said_by(self, {name: self.cleaned_data[name] for name in self._meta.fields or ()})


class KitForm(_Compared):
    """What a kit is about, who answers the phone for it, and in which language."""

    language = forms.ChoiceField(choices=language_choices)

    class Meta:
        model = Kit
        fields = ["title", "standfirst", "language", "campaign", "contact", "owner"]
        labels = {"title": "Headline"}
        widgets = {"standfirst": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campaigns = Campaign.objects.filter(client=self.instance.client_id).order_by("name")
        self.fields["campaign"].queryset = campaigns
        self.fields["campaign"].empty_label = "None"
        self.fields["contact"].queryset = User.objects.working() | User.objects.filter(pk=self.instance.contact_id)
        self.fields["owner"].queryset = User.objects.working() | User.objects.filter(pk=self.instance.owner_id)
        self.fields["contact"].help_text = "Journalists see the name, phone number and e-mail address."


class SectionForm(_Compared):
    """Heading and words of a section."""

    text = ProseField(label="Words", required=False, help_text="Stand above what is in the section.")

    class Meta:
        model = KitSection
        fields = ["title", "text"]
        labels = {"title": "Heading"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.instance.get_kind_display()
        self.fields["title"].help_text = f"Empty: {kind}."


class NewSectionForm(forms.Form):
    kind = forms.ChoiceField(label="Kind of section", choices=KitSection.Kind.choices)


class LinkForm(forms.ModelForm):
    """A link with what a reader wants to know before following it."""

    url = forms.URLField(label="Address", max_length=500, assume_scheme="https")

    class Meta:
        model = KitItem
        fields = ["url", "title", "source", "published_on"]
        labels = {"published_on": "Published on"}
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"title": "", "source": "Where it was published.", "published_on": ""}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = True

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url.startswith(("https://", "http://")):
            raise forms.ValidationError("Give an address that begins with https://")
        return url

    def _post_clean(self) -> None:
        """The row is made by `building.add_link`, in a section that the form does not know."""


class AccessForm(forms.ModelForm):
    """Who may see the kit, from when, until when."""

    new_password = forms.CharField(
        label="Password",
        required=False,
        max_length=100,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    no_password = forms.BooleanField(label="Take the password off", required=False)

    class Meta:
        model = Kit
        fields = ["access", "embargo_until", "expires_at"]
        labels = {"access": "Who may see it", "embargo_until": "Embargo until", "expires_at": "Closes on"}
        widgets = {"access": forms.RadioSelect, "embargo_until": moment_input(), "expires_at": moment_input()}
        help_texts = {
            "embargo_until": "Your time. Before, readers see when it opens and nothing else, "
            "but for those who agreed to the embargo.",
            "expires_at": "Your time. Empty: it stays open.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["access"].choices = Kit.Access.choices
        if self.instance.password:
            hint = "It has one. Leave this empty to keep it."
        else:
            hint = f"{SHORTEST_PASSWORD} characters or more. Readers with a link of their own are not asked for it."
            del self.fields["no_password"]
        self.fields["new_password"].help_text = hint

    def clean_new_password(self) -> str:
        password: str = self.cleaned_data["new_password"]
        if password and len(password) < SHORTEST_PASSWORD:
            raise forms.ValidationError(f"Use {SHORTEST_PASSWORD} characters or more.")
        return password

    def clean_expires_at(self) -> Any:
        end = self.cleaned_data["expires_at"]
        if end and end <= timezone.now() and end != self.initial.get("expires_at"):
            raise forms.ValidationError("That is in the past. To close it now, stop sharing it.")
        return end


class TranslationForm(forms.Form):
    language = forms.ChoiceField(choices=language_choices)

    def __init__(self, *args: Any, kit: Kit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [pair for pair in language_choices() if pair[0] != kit.language]


class ReaderLinkForm(forms.ModelForm):
    """A link for one reader who is not among the contacts."""

    class Meta:
        model = KitLink
        fields = ["label", "opens_embargo", "expires_at"]
        labels = {"expires_at": "Holds until"}
        widgets = {"expires_at": moment_input()}
        help_texts = {"label": "For example: dpa, photo desk.", "expires_at": "Your time. Empty: as long as the kit."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].required = True

    def clean_expires_at(self) -> datetime | None:
        return _still_to_come(self)


class LinkChangeForm(forms.ModelForm):
    """What a reader's link opens, and until when."""

    class Meta:
        model = KitLink
        fields = ["opens_embargo", "expires_at"]
        labels = {"expires_at": "Holds until"}
        widgets = {"expires_at": moment_input()}

    def clean_expires_at(self) -> datetime | None:
        return _still_to_come(self)


class PasswordForm(forms.Form):
    """What a reader types to open a kit."""

    password = forms.CharField(
        max_length=100, widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True})
    )


def _still_to_come(form: forms.ModelForm) -> datetime | None:
    """When a link ends. One that has ended may keep its end; none is given an end that is over."""
    end: datetime | None = form.cleaned_data["expires_at"]
    if end and end <= timezone.now() and "expires_at" in form.changed_data:
        raise forms.ValidationError("That is in the past. To close a link now, take it back.")
    return end


def _running(user: User) -> Any:
    return Campaign.objects.visible_to(user).running().select_related("client").order_by("name")


def _require_same_client(form: forms.BaseForm, campaign: Campaign | None, client: Client | None) -> None:
    if campaign and client and campaign.client_id != client.pk:
        form.add_error("campaign", f"This campaign is for {campaign.client}. Choose one of {client}, or none.")
