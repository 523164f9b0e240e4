"""The part of a mailbox's form that says how it sends: through a mail server, or through a mail service.

Both groups of fields stay on the page, and what was typed into the one that is not chosen is kept and not looked at.
"""

import re
from typing import Any, cast

from django import forms
from django.db.models import Field

from mail.addresses import parse
from mail.errors import BadAddress
from mail.models import Mailbox
from mail.models.mailbox import Service
from mail.service_catalogue import SERVICES

SERVER, SERVICE = "server", "service"
WAYS = [(SERVER, "A mail server (SMTP)"), (SERVICE, "A mail service")]
SERVER_FIELDS = ("smtp_host", "smtp_port", "smtp_security", "smtp_username", "smtp_password")
SERVICE_FIELDS = ("service", "service_region", "service_domain", "service_key", "service_secret", "service_signing_key")
KEYS = ("service_key", "service_secret", "service_signing_key")
MISSING = {"smtp_host": "Enter the name of the server, as your provider gives it.", "service": "Choose the service."}
KEY = re.compile(r"[!-~]+")  # it goes into a header: nothing but printable ASCII, no spaces

# What was typed comes back with a form that has errors; what is stored never does.
SECRET = forms.PasswordInput(render_value=True, attrs={"autocomplete": "off", "spellcheck": "false"})


class ServiceFields(forms.ModelForm):
    """Mixed into the form of a mailbox, whose Meta.fields name the model's own fields."""

    sends_by = forms.ChoiceField(
        label="Sends through", choices=WAYS, initial=SERVER, required=False,
        widget=forms.RadioSelect(attrs={"class": "visually-hidden"}),
    )  # fmt: skip
    service_key = forms.CharField(label="Key", widget=SECRET)
    service_secret = forms.CharField(label="Secret key", widget=SECRET)
    service_signing_key = forms.CharField(
        label="Key of the signatures", required=False, widget=SECRET,
        help_text="With it we know that what we are told comes from the service.",
    )  # fmt: skip

    use_required_attribute = False  # a browser would hold the form back for a field that it hides

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored_service = self.instance.service
        if self.stored_service:
            self.initial["sends_by"] = SERVICE
        services = cast(forms.ChoiceField, self.fields["service"])
        services.choices = [("", "Choose …"), *Service.choices]
        for name, words in MISSING.items():
            self.fields[name].required, self.fields[name].error_messages["required"] = True, words
        if self.instance.pk and self.stored_service:
            for name in KEYS:
                self.fields[name].required = False
                self.fields[name].help_text = "Leave empty to keep the one that is stored."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sends_by") == SERVICE:
            self._let_be(SERVER_FIELDS)
            self._check_service()
        else:
            self._let_be(SERVICE_FIELDS)
            self.cleaned_data["service"] = ""
        return self.cleaned_data

    def _let_be(self, names: tuple[str, ...]) -> None:
        """Do not judge fields that nobody sees; what cannot be kept of them is what is stored."""
        for name in names:
            try:
                column = cast(Field, Mailbox._meta.get_field(name))
                column.clean(self.cleaned_data.get(name), self.instance)
            except forms.ValidationError:
                self.cleaned_data[name] = self.get_initial_for_field(self.fields[name], name) or ""
            self.errors.pop(name, None)

    def _check_service(self) -> None:
        chosen = SERVICES.get(self.cleaned_data.get("service", ""))
        for name in SERVICE_FIELDS[1:]:
            if chosen is None or name not in chosen.fields:
                self.errors.pop(name, None)
                self.cleaned_data[name] = ""
        if chosen is None:
            return
        for name, label in {"service_key": chosen.key_name, "service_secret": chosen.second_name}.items():
            if name in chosen.fields and not self[name].data and self.stored_service != chosen.key:
                self.errors.pop(name, None)
                self.add_error(name, f"Enter the {label} of {chosen.name}.")
        if chosen.has_domain:
            self._check_domain()

    def _check_domain(self) -> None:
        domain = self.cleaned_data.get("service_domain", "").strip().rstrip(".").lower()
        try:
            self.cleaned_data["service_domain"] = parse(f"postmaster@{domain}").partition("@")[2] if domain else ""
        except BadAddress:
            self.add_error("service_domain", "This is not a domain. It looks like mg.example.com.")

    def keep_service(self) -> None:
        """Put keys onto the mailbox as typed; what was left empty is what is stored, if it is of the same service.

        Keys of a service that is not used any more are forgotten, and the addresses it was given lead nowhere.
        """
        mailbox = self.instance
        if mailbox.service != self.stored_service:
            mailbox.hook_token, mailbox.hook_password = None, ""
        for name in KEYS:
            typed = self.cleaned_data[name] if mailbox.service else ""
            if typed or mailbox.service != self.stored_service:
                setattr(mailbox, name, typed)

    def clean_sends_by(self) -> str:
        return self.cleaned_data["sends_by"] or (SERVICE if self.stored_service else SERVER)

    def _key(self, name: str) -> str:
        value = str(self.cleaned_data[name]).strip()
        if value and not KEY.fullmatch(value):
            raise forms.ValidationError("A key has no spaces and no letters with accents. Copy it once more.")
        return value

    def clean_service_key(self) -> str:
        return self._key("service_key")

    def clean_service_secret(self) -> str:
        return self._key("service_secret")

    def clean_service_signing_key(self) -> str:
        return self._key("service_signing_key")
