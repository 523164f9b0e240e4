"""The stored message in the form a mail service takes: it puts the MIME together itself, from parts and headers."""

from copy import deepcopy
from email import message_from_string, policy
from email.headerregistry import Address
from email.message import EmailMessage

from anymail.message import AnymailMessage

from mail.models import OutgoingMessage
from mail.service_catalogue import MailService

TOKEN = "mediarel_message"  # noqa: S105 (the name under which our mark travels, not the mark)
# What the service makes itself, or is told by other means. A signature of ours would not fit what it makes.
NOT_HANDED_ON = {
    "from", "to", "cc", "bcc", "reply-to", "subject", "date", "sender", "return-path", "received",
    "mime-version", "content-type", "content-transfer-encoding", "dkim-signature",
}  # fmt: skip


def rebuilt(message: OutgoingMessage, service: MailService) -> AnymailMessage:
    """The message as it is stored, with nothing added but the mark by which the service's events name it.

    The service is told to count neither opens nor clicks, where it can be told that for one message.
    """
    stored = message_from_string(message.as_sent().decode(), _class=EmailMessage, policy=policy.default)
    sender, to = stored["From"].addresses[0], stored["To"].addresses[0]
    mail = AnymailMessage(
        subject=str(stored["Subject"]),
        body=_text(stored, "plain"),
        from_email=_named(sender),
        to=[_named(to)],
        reply_to=[_named(each) for each in stored["Reply-To"].addresses] if stored["Reply-To"] else None,
        headers=_headers(stored, message, service),
    )
    if html := _text(stored, "html"):
        mail.attach_alternative(html, "text/html")
    for part in stored.iter_attachments():
        mail.attach(part.get_filename() or "attachment", part.get_content(), part.get_content_type())
    mail.metadata = {TOKEN: message.reply_token}
    if service.tracks_by_message:
        mail.track_opens = mail.track_clicks = False
    if service.also:
        mail.esp_extra = deepcopy(service.also)
    return mail


def _headers(stored: EmailMessage, message: OutgoingMessage, service: MailService) -> dict[str, str]:
    headers = {
        name: " ".join(str(value).split())
        for name, value in stored.items()
        if name.lower() not in NOT_HANDED_ON | service.drops
    }
    if not service.keeps_message_id:
        headers["References"] = f"{headers.get('References', '')} {message.message_id}".strip()
    return headers | service.headers


def _text(stored: EmailMessage, kind: str) -> str:
    part = stored.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if part is not None else ""


def _named(address: Address) -> str:
    """Name and address as they are written, quoted where that is needed, in whatever script."""
    return str(Address(address.display_name, username=address.username, domain=address.domain))
