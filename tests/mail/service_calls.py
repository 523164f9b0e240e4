"""Calls of mail services as their documentation shows them, signed as each service signs."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from mail.models import Mailbox, OutgoingMessage

AT = 1_795_600_000  # 25 November 2026
MAILGUN_KEY = "mailgun-signing-key"
SENDGRID_KEY = ec.generate_private_key(ec.SECP256R1())
SENDGRID_PUBLIC = base64.b64encode(
    SENDGRID_KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
).decode()


def call(mailbox: Mailbox, data: Any, *, kind: str = "events", client: Client | None = None, **headers: str) -> Any:
    """What a service posts, with the user name and password of the address, as services send those."""
    password = base64.b64encode(f"mediarel:{mailbox.hook_password}".encode()).decode()
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return (client or Client(enforce_csrf_checks=True)).post(
        reverse(f"mail:hook-{kind}", args=[mailbox.hook_token]),
        body,
        content_type=headers.pop("content_type", "application/json"),
        headers={"Authorization": f"Basic {password}"} | headers,
    )


def signed_by_sendgrid(mailbox: Mailbox, events: list[dict[str, Any]], key: Any = SENDGRID_KEY) -> Any:
    body, timestamp = json.dumps(events).encode(), "1795600000"
    signature = base64.b64encode(key.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))).decode()
    return call(
        mailbox,
        body,
        **{
            "X-Twilio-Email-Event-Webhook-Signature": signature,
            "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
        },
    )


def signed_by_mailgun(event: dict[str, Any], *, token: str = "one", key: str = MAILGUN_KEY) -> dict[str, Any]:
    signature = hmac.new(key.encode(), f"{AT}{token}".encode(), hashlib.sha256).hexdigest()
    return {"signature": {"timestamp": str(AT), "token": token, "signature": signature}, "event-data": event}


def postmark(record: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    recipient = "Email" if record in {"Bounce", "SpamComplaint"} else "Recipient"
    return {
        "RecordType": record,
        "MessageID": message.service_id or "883953f4-6105-42a2-a16a-77a8eac79483",
        recipient: message.to_address,
        "Metadata": {"mediarel_message": message.reply_token},
        "ServerID": 23,
        "MessageStream": "outbound",
        "Tag": "",
        **more,
    }


def bounce(message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    given = {
        "ID": 4323372036854775807,
        "Type": "HardBounce",
        "TypeCode": 1,
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "BouncedAt": "2026-11-25T16:33:54.9070259Z",
        "Inactive": True,
    }
    return postmark("Bounce", message, **given | more)


def mailgun(event: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    return {
        "event": event,
        "id": "W3X4JOhFT-OZidZGKKr9iA",
        "timestamp": AT + 0.5,
        "recipient": message.to_address,
        "message": {"headers": {"to": message.to_address, "message-id": message.message_id.strip("<>")}},
        "user-variables": {"mediarel_message": message.reply_token},
        **more,
    }


def sendgrid(event: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    return {
        "email": message.to_address,
        "timestamp": AT,
        "smtp-id": message.message_id,
        "event": event,
        "sg_event_id": f"{event}-ZGVsaXZlcmVkLTAtMTIzNDU2Nzg5",
        "sg_message_id": "14c5d75ce93.dfd.64b469.filter0001",
        "mediarel_message": message.reply_token,
        **more,
    }


def brevo(event: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    return {
        "event": event,
        "email": message.to_address,
        "id": 9999999,
        "message-id": "<202611251158.9876543210@smtp-relay.mailin.fr>",
        "ts_epoch": AT * 1000,
        "X-Mailin-custom": json.dumps({"mediarel_message": message.reply_token}),
        **more,
    }


def mailjet(event: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    return {
        "event": event,
        "time": AT,
        "MessageID": 12345678901234567,
        "email": message.to_address,
        "Payload": json.dumps({"mediarel_message": message.reply_token}),
        **more,
    }


def sparkpost(kind: str, message: OutgoingMessage, **more: Any) -> dict[str, Any]:
    event = {
        "type": kind,
        "event_id": "84345317653491230",
        "timestamp": str(AT),
        "transmission_id": "84345317650824116",
        "raw_rcpt_to": message.to_address,
        "rcpt_meta": {"mediarel_message": message.reply_token},
        **more,
    }
    return {"msys": {"message_event": event}}
