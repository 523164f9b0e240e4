"""What the settings page proposes for well-known mail providers, and what has to be known about each."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Provider:
    key: str
    name: str
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    imap_host: str = ""
    daily_limit: int = 500
    keeps_sent: bool = False
    """Whether it puts what is sent through its SMTP server into the Sent folder by itself."""
    hint: str = ""
    sends_by: str = "server"
    spf: str = ""
    """What a domain's SPF record includes when this provider sends for it."""
    selectors: tuple[str, ...] = ()
    """The names under which it has its DKIM keys published."""

    @property
    def settings(self) -> dict[str, Any]:
        """Initial values of the form."""
        return {
            "sends_by": self.sends_by,
            "smtp_host": self.smtp_host,
            "smtp_port": self.smtp_port,
            "smtp_security": self.smtp_security,
            "imap_host": self.imap_host,
            "daily_limit": self.daily_limit,
            "sent_copy": not self.keeps_sent,
        }


PROVIDERS = [
    Provider(
        key="gmail",
        name="Gmail, Google Workspace",
        smtp_host="smtp.gmail.com",
        imap_host="imap.gmail.com",
        spf="_spf.google.com",
        selectors=("google",),
        daily_limit=400,
        keeps_sent=True,
        hint=(
            "Google needs an app password: switch on 2-Step Verification in the Google account, then make one under "
            "Security, App passwords. The user name is the whole address."
        ),
    ),
    Provider(
        key="microsoft",
        name="Outlook, Microsoft 365",
        smtp_host="smtp.office365.com",
        imap_host="outlook.office365.com",
        spf="spf.protection.outlook.com",
        selectors=("selector1", "selector2"),
        keeps_sent=True,
        hint=(
            "Microsoft takes passwords for sending only where an administrator has allowed authenticated SMTP for the "
            "mailbox, and none for reading any more. Leave the incoming server empty then, and have replies forwarded "
            "to a mailbox that can be read, or piped to the command receive_email."
        ),
    ),
    Provider(
        key="fastmail",
        name="Fastmail",
        smtp_host="smtp.fastmail.com",
        smtp_port=465,
        smtp_security="tls",
        imap_host="imap.fastmail.com",
        spf="spf.messagingengine.com",
        selectors=("fm1", "fm2", "fm3"),
        hint="Fastmail needs an app password: Settings, Privacy and security, Integrations, New app password.",
    ),
    Provider(
        key="icloud",
        name="iCloud",
        smtp_host="smtp.mail.me.com",
        imap_host="imap.mail.me.com",
        spf="icloud.com",
        selectors=("sig1",),
        hint="Apple needs an app-specific password, made at account.apple.com under Sign-in and security.",
    ),
    Provider(
        key="service",
        name="A mail service",
        sends_by="service",
        daily_limit=2000,
        hint=(
            "Brevo, Mailgun, Mailjet, Postmark, SendGrid or SparkPost send with a key instead of a password, and tell "
            "us what became of each message. Your domain must be verified there. Replies still arrive in your own "
            "mailbox: enter its incoming server, so that they are read."
        ),
    ),
    Provider(
        key="own",
        name="Own server",
        hint=(
            "Whoever runs the server knows names and ports. Usual are 587 with STARTTLS or 465 with TLS for sending, "
            "and 993 with TLS for reading. A server inside your own network is fine."
        ),
    ),
]


def provider_of(smtp_host: str) -> Provider | None:
    """Whose server that is, where it is a well-known one."""
    return next((each for each in PROVIDERS if each.smtp_host and each.smtp_host == smtp_host.lower()), None)


def provider(key: str) -> Provider | None:
    return next((each for each in PROVIDERS if each.key == key), None)
