"""The two doors: the first admin's, and that of whoever was invited."""

from abc import abstractmethod
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from core.time_zones import zone_choices
from team.models import TeamPolicy, User


class PasswordForm(forms.Form):
    """Somebody who chooses a name and a password."""

    name = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="As journalists should read it.",
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least ten characters. Four ordinary words are easier to remember than symbols.",
    )

    @abstractmethod
    def email_of_account(self) -> str:
        """The address the account will have; a password must not resemble it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        password = cleaned.get("password")
        if password:
            try:
                validate_password(password, User(name=cleaned.get("name", ""), email=self.email_of_account()))
            except ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class JoinForm(PasswordForm):
    """What somebody who was invited fills in."""

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def email_of_account(self) -> str:
        return self.email


class FoundingForm(PasswordForm):
    """What the first admin fills in."""

    organisation = forms.CharField(
        max_length=120,
        help_text="Your press office or agency, as it should stand in e-mails.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    postal_address = forms.CharField(
        max_length=300,
        label="Postal address",
        help_text=TeamPolicy._meta.get_field("postal_address").help_text,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "street-address"}),
    )
    email = forms.EmailField(label="Your e-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    time_zone = forms.ChoiceField(label="Your time zone", choices=zone_choices, initial=settings.TIME_ZONE)
    field_order = ["organisation", "postal_address", "name", "email", "password", "time_zone"]

    def email_of_account(self) -> str:
        return self.cleaned_data.get("email", "")
