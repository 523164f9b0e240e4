import ipaddress
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mail.addresses import parse
from mail.errors import BadAddress
from mail.models import Mailbox
from mail.models.mailbox import Security
from mail.service_fields import SERVER, ServiceFields
from team.models import User

# What was typed comes back with a form that has errors; what is stored never does.
PASSWORD = forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"})


def is_nearby(host: str) -> bool:
    """Whether a server stands on this machine or in the team's own network, by the look of its name."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa"))


class ConfirmationForm(forms.Form):
    """What a person says of a message in doubt."""

    was_sent = forms.ChoiceField(choices=[("yes", "It was sent"), ("no", "Send again")])


class MailboxForm(ServiceFields):
    """A mailbox. Stored passwords never come back to the browser: an empty field keeps them."""

    smtp_password = forms.CharField(label="Password", required=False, strip=False, widget=PASSWORD)
    imap_password = forms.CharField(label="Password", required=False, strip=False, widget=PASSWORD)
    shared = forms.BooleanField(
        label="Shared by the whole team", required=False, help_text="Everybody on the team may send from it."
    )

    class Meta:
        model = Mailbox
        fields = [
            "name", "address", "signature", "is_active",
            "smtp_host", "smtp_port", "smtp_security", "smtp_username",
            "service", "service_region", "service_domain",
            "imap_host", "imap_port", "imap_security", "imap_username", "imap_folder",
            "second_limit", "hourly_limit", "daily_limit", "domain_hourly_limit",
            "warm_up", "warm_up_start", "warm_up_growth", "sent_copy", "sent_folder",
        ]  # fmt: skip
        labels = {
            "is_active": "In use",
            "smtp_host": "Server", "smtp_port": "Port", "smtp_security": "Encryption", "smtp_username": "User name",
            "imap_host": "Server", "imap_port": "Port", "imap_security": "Encryption", "imap_username": "User name",
            "service": "Service", "service_region": "Region", "service_domain": "Sending domain",
            "imap_folder": "Folder", "hourly_limit": "Messages an hour", "daily_limit": "Messages a day",
            "domain_hourly_limit": "An hour to one domain", "second_limit": "Messages a second",
            "warm_up": "Warm it up: begin with little and send more each day",
            "warm_up_start": "Messages on the first day", "warm_up_growth": "Each day, times",
            "sent_copy": "Put a copy of what is sent into the Sent folder", "sent_folder": "Sent folder",
        }  # fmt: skip
        help_texts = {
            "name": "As journalists see it beside the address.",
            "signature": "Stands where a pitch has the merge field Signature.",
            "is_active": "Without, nothing is sent from it and nothing is read.",
            "service_domain": "As it is called at the service. Empty: the domain of the address.",
            "imap_host": "Where replies arrive. Without one, Mediarel does not see them.",
            "domain_hourly_limit": "Outlets share servers that mistrust sudden crowds.",
            "second_limit": "Empty: as fast as the server takes them.",
            "sent_folder": "Empty: the one the server marks as such, or that has one of the usual names.",
        }
        widgets = {"signature": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        mailbox = self.instance
        others = bool(mailbox.pk and mailbox.owner_id and mailbox.owner_id != user.pk)
        if user.is_admin and not others:
            self.initial["shared"] = bool(mailbox.pk and mailbox.owner_id is None)
        else:
            del self.fields["shared"]
        if not mailbox.pk:
            del self.fields["is_active"]
        sending, reading = "Often an app password.", "Empty: that of the mail server above."
        if mailbox.pk:
            sending = reading = "Leave empty to keep the one that is stored."
        self.fields["smtp_password"].help_text, self.fields["imap_password"].help_text = sending, reading

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for server in ("smtp", "imap"):
            if server == "smtp" and cleaned.get("sends_by") != SERVER:
                continue
            host, unprotected = cleaned.get(f"{server}_host", ""), cleaned.get(f"{server}_security") == Security.NONE
            if host and unprotected and not is_nearby(host):
                self.add_error(
                    f"{server}_security",
                    "Without encryption a password can be read on the way. Choose TLS or STARTTLS; "
                    "none is for a server on this machine or in your own network.",
                )
            if host and not cleaned.get(f"{server}_password") and self._is_for_another(server, host):
                self.add_error(
                    f"{server}_password",
                    f"Enter the password for {host}. The one that is stored was given for "
                    f"{self.initial[f'{server}_host']}, and goes to no other server.",
                )
        if not cleaned.get("imap_host"):
            cleaned["sent_copy"] = False  # there is no folder to put it into, and the page says so
        return cleaned

    def _is_for_another(self, server: str, host: str) -> bool:
        """Whether a password is stored that would now go to another server than the one it was typed for: not only its
        owner may change the settings of a mailbox."""
        before = str(self.initial.get(f"{server}_host") or "")
        if not self.instance.pk or not before or before.lower() == host.lower():
            return False
        return Mailbox.objects.filter(pk=self.instance.pk).exclude(**{f"{server}_password": ""}).exists()

    def clean_smtp_host(self) -> str:
        return str(self.cleaned_data["smtp_host"]).strip().rstrip(".")

    def clean_imap_host(self) -> str:
        return str(self.cleaned_data["imap_host"]).strip().rstrip(".")

    def clean_address(self) -> str:
        try:
            return parse(self.cleaned_data["address"])
        except BadAddress as error:
            raise ValidationError(str(error)) from None

    def filled(self) -> Mailbox:
        """The mailbox as typed, not saved; what was left empty is what is stored."""
        mailbox = self.instance
        self.keep_service()
        for name in ("smtp_password", "imap_password"):
            if self.cleaned_data[name]:
                setattr(mailbox, name, self.cleaned_data[name])
        by_server = self.cleaned_data["sends_by"] == SERVER
        if mailbox.imap_host and not mailbox.pk and by_server and not self.cleaned_data["imap_password"]:
            mailbox.imap_password = self.cleaned_data["smtp_password"]
            mailbox.imap_username = mailbox.imap_username or mailbox.smtp_username
        if not mailbox.pk:
            mailbox.owner = self.user
        if "shared" in self.fields:
            mailbox.owner = None if self.cleaned_data["shared"] else self.user
        return mailbox
