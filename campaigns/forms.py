"""What people may type about clients and campaigns, and what lists can be narrowed by."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from campaigns.models import Campaign, CampaignQuerySet, Client, Spokesperson
from core.pictures import PictureField
from team.models import User

MOST_MESSAGES = 5
MESSAGE_LENGTH = 300


class CampaignForm(forms.ModelForm):
    """One campaign; `messages` are its key messages, one a line."""

    messages = forms.CharField(
        label="Key messages",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=(
            "One a line, three to five of them: what should be understood when the coverage is read "
            "(Barcelona Principles V4.0)."
        ),
    )

    class Meta:
        model = Campaign
        fields = ["client", "name", "state", "owner", "objective", "audience", "starts_on", "ends_on", "embargo_until"]
        labels = {"starts_on": "Starts", "ends_on": "Ends", "embargo_until": "Embargo until"}
        help_texts = {
            "objective": "What should be different afterwards, and how you will know.",
            "audience": "Who should hear it, and what they read.",
            "embargo_until": "In your time zone. Nothing of it may be published before.",
        }
        widgets = {
            "objective": forms.Textarea(attrs={"rows": 3}),
            "audience": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "embargo_until": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clients, owners = Client.objects.visible_to(user).active(), User.objects.working()
        if self.instance.pk:
            clients |= Client.objects.filter(pk=self.instance.client_id)
            owners |= User.objects.filter(pk=self.instance.owner_id)
            self.initial["messages"] = "\n".join(message.text for message in self.instance.key_messages.all())
        self.fields["client"].queryset = clients
        self.fields["owner"].queryset = owners

    def clean_messages(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["messages"].splitlines()]
        messages = list(dict.fromkeys(line for line in lines if line))
        if len(messages) > MOST_MESSAGES:
            raise ValidationError(f"These are {len(messages)}. Nobody remembers more than {MOST_MESSAGES}: choose.")
        for message in messages:
            if len(message) > MESSAGE_LENGTH:
                raise ValidationError(f"“{message[:40]}…” is longer than {MESSAGE_LENGTH} characters.")
        return messages


class ClientForm(forms.ModelForm):
    """A brand that the team works for."""

    logo = PictureField(required=False, help_text="Square, if you can. JPEG, PNG or WebP, up to 5 MB.")
    website = forms.URLField(required=False, assume_scheme="https")

    class Meta:
        model = Client
        fields = ["name", "about", "website", "logo"]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 3}),
        }


class ObserversForm(forms.ModelForm):
    """Who reads along with a client's campaigns."""

    class Meta:
        model = Client
        fields = ["observers"]
        widgets = {"observers": forms.CheckboxSelectMultiple}
        help_texts = {"observers": "They read this client's campaigns and what has been sent for them, nothing else."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["observers"].queryset = User.objects.filter(role=User.Role.OBSERVER, is_active=True)
        self.fields["observers"].required = False


class CampaignFilterForm(forms.Form):
    """What the list of campaigns can be narrowed by; it lives in the address."""

    SHOW = [("open", "Open"), ("closed", "Closed"), ("all", "All")]

    q = forms.CharField(label="Search", required=False, max_length=120)
    show = forms.ChoiceField(choices=SHOW, required=False)
    client = forms.ModelChoiceField(Client.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user)

    @property
    def shown(self) -> str:
        return self.cleaned_data.get("show") or "open"

    def apply(self, campaigns: CampaignQuerySet) -> CampaignQuerySet:
        """Narrow `campaigns`; a value that makes no sense is left out."""
        self.is_valid()
        if self.shown == "open":
            campaigns = campaigns.running()
        elif self.shown == "closed":
            campaigns = campaigns.filter(state=Campaign.State.CLOSED)
        if words := self.cleaned_data.get("q"):
            campaigns = campaigns.filter(Q(name__icontains=words) | Q(client__name__icontains=words))
        if client := self.cleaned_data.get("client"):
            campaigns = campaigns.filter(client=client)
        return campaigns


class SpokespersonForm(forms.ModelForm):
    """Somebody who speaks for a client; who it is stands in the form's instance."""

    portrait = PictureField(required=False, help_text="Journalists see it. JPEG, PNG or WebP, up to 5 MB.")

    class Meta:
        model = Spokesperson
        fields = ["name", "role", "about", "languages", "portrait", "reached"]
        widgets = {"about": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"about": "What makes them worth talking to. It stands in kits and in the newsroom."}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        same = Spokesperson.objects.filter(client=self.instance.client, name__iexact=cleaned.get("name", ""))
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("name", "This client has a spokesperson of this name.")
        return cleaned
