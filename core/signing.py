"""What proves to another server that a request comes from here."""

import hashlib
import hmac
from datetime import datetime
from typing import Final

SIGNATURE: Final = "X-Mediarel-Signature"
TIMESTAMP: Final = "X-Mediarel-Timestamp"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over the timestamp, a dot and the body, so that neither can be changed or sent again later."""
    return "sha256=" + hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, *, at: datetime) -> dict[str, str]:
    """The headers to send along; `at` is the moment of sending."""
    timestamp = str(int(at.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: signature(secret, timestamp, body)}
