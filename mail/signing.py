"""Signs messages (DKIM, RFC 6376) for domains whose server does not, over the very bytes that go out.

Made by hand from OpenSSL's RSA and dkimpy's canonical form, because dkimpy's own signing reads the key anew for each
message and calculates in Python (docs/decisions/039-signed-at-hand-off.md). Keys are read once in a process.
"""

import re
import time
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import cast

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from dkim.canonicalization import Relaxed

from mail.addresses import domain_of
from mail.models import SendingDomain

HEADERS = (
    b"from", b"to", b"cc", b"reply-to", b"subject", b"date", b"message-id", b"in-reply-to", b"references",
    b"mime-version", b"content-type", b"list-unsubscribe", b"list-unsubscribe-post", b"auto-submitted",
)  # fmt: skip
"""RFC 8058 wants List-Unsubscribe and List-Unsubscribe-Post covered."""
ONCE = (b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"list-unsubscribe", b"list-unsubscribe-post")
"""Named once more than they are there, so that a second one put in on the way breaks the signature."""
FOLDED = re.compile(rb"\r\n(?![ \t])")
ROOM = 1_600
"""A signature is never longer, in bytes: with the longest names and a key of 4096 bits."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs in the name of one domain."""

    domain: str
    selector: str
    key: RSAPrivateKey

    def sign(self, message: bytes) -> bytes:
        """The message, in lines ended by CRLF, with its signature before it."""
        head, _, body = message.partition(b"\r\n\r\n")
        fields = [(name, value) for name, _, value in (line.partition(b":") for line in FOLDED.split(head))]
        canonical = dict(Relaxed.canonicalize_headers(fields))  # ours carry none of these twice
        there = [name for name in HEADERS if name in canonical]
        covered = [*there, *ONCE]
        bare = self._header(covered, b64encode(sha256(Relaxed.canonicalize_body(body)).digest()))
        own = Relaxed.canonicalize_headers([(b"DKIM-Signature", bare)])[0]
        signed = b"".join(name + b":" + canonical[name] for name in there) + own[0] + b":" + own[1].rstrip(b"\r\n")
        signature = b64encode(self.key.sign(signed, PKCS1v15(), SHA256()))
        return b"DKIM-Signature:" + bare + _folded(signature) + b"\r\n" + message

    def _header(self, covered: list[bytes], body_hash: bytes) -> bytes:
        names = _lines(covered, b":")
        about = f" v=1; a=rsa-sha256; c=relaxed/relaxed; t={int(time.time())};"
        whose = f"\r\n d={self.domain};\r\n s={self.selector};"
        return (about + whose).encode() + b"\r\n h=" + names + b";\r\n bh=" + body_hash + b";\r\n b="


def signer_for(address: str) -> Signer | None:
    """Who signs what goes out from the address; None when we do not. Raises UnreadableSecret when the key is lost."""
    found = SendingDomain.objects.filter(domain=domain_of(address), is_active=True).first()
    return Signer(found.domain, found.selector, _key(found.private_key)) if found else None


@lru_cache(maxsize=100)
def _key(pem: str) -> RSAPrivateKey:
    return cast(RSAPrivateKey, load_pem_private_key(pem.encode(), None))


def _lines(words: list[bytes], between: bytes, width: int = 70) -> bytes:
    """Words in lines of bearable length."""
    lines = [words[0]]
    for word in words[1:]:
        if len(lines[-1]) + len(word) < width:
            lines[-1] += between + word
        else:
            lines[-1] += between
            lines.append(word)
    return b"\r\n ".join(lines)


def _folded(text: bytes, width: int = 72) -> bytes:
    return b"\r\n ".join(text[at : at + width] for at in range(0, len(text), width))
