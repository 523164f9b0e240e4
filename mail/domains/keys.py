"""DKIM keys (RFC 6376): made or pasted, the record that publishes one, and what a published record says."""

import base64
import binascii
import re
from dataclasses import dataclass

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

from mail.domains.findings import Record
from mail.errors import KeyRefused

BITS = 2048
FEWEST_BITS, MOST_BITS = 1024, 4096
"""RFC 8301: shorter ones count as no signature, and receivers need not read longer ones."""
LONGEST_PASTED = 20_000
TAG = re.compile(r"\s*([a-z]\w*)\s*=\s*(.*?)\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class KeyPair:
    """`private` is PEM (PKCS 8); `public` the Base64 text that stands in DNS."""

    private: str
    public: str


def make() -> KeyPair:
    """A new RSA key of 2048 bits: every receiver reads those."""
    return _pair(generate_private_key(65537, BITS))


def read(pasted: str) -> KeyPair:
    """The pair of a private key in PEM. Raises KeyRefused with a sentence for who pasted it."""
    text = pasted.strip()
    if len(text) > LONGEST_PASTED:
        raise KeyRefused("This is too long for a key. Paste one private key and nothing else.")
    if "PRIVATE KEY" not in text:
        raise KeyRefused(_instead_of_a_key(text))
    if "ENCRYPTED" in text:
        raise KeyRefused("This key is protected by a password. Take the password off first (openssl rsa -in key.pem).")
    try:
        key = load_pem_private_key(text.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyRefused("This key cannot be read. Paste the whole file, with its first and its last line.") from None
    if not isinstance(key, RSAPrivateKey):
        raise KeyRefused("This is not an RSA key. Many receivers read no others, so use RSA with 2048 bits.")
    if not FEWEST_BITS <= key.key_size <= MOST_BITS:
        raise KeyRefused(
            f"This key has {key.key_size} bits. Receivers trust {FEWEST_BITS} to {MOST_BITS}; {BITS} is usual."
        )
    return _pair(key)


def record_for(domain: str, selector: str, public: str) -> Record:
    """The record that publishes the key."""
    return Record(f"{selector}._domainkey.{domain}", f"v=DKIM1; k=rsa; p={public}")


def tags(record: str) -> dict[str, str]:
    """A tag list such as "v=DKIM1; p=…", as DKIM and DMARC write it; what is no tag is left out."""
    found = [TAG.match(part) for part in record.split(";")]
    return {tag[1].lower(): tag[2] for tag in found if tag}


def complaint(records: list[str], *, public: str = "") -> str:
    """What is wrong with the records under a selector, "" when nothing is; with `public` it must be that very key."""
    if not records:
        return "nothing is published there"
    if len(records) > 1:
        return f"{len(records)} records stand there, and there may be one only"
    said = tags(records[0])
    key = re.sub(r"\s", "", said.get("p", ""))
    if "p" not in said or said.get("v", "DKIM1") != "DKIM1":
        return "what stands there is no DKIM key"
    if not key:
        return "the key there is withdrawn (p= is empty)"
    if said.get("h") and "sha256" not in said["h"].lower().split(":"):
        return "the record does not allow SHA-256 (h=)"
    if said.get("s", "*") not in {"*", "email"} and not {"*", "email"} & set(said["s"].split(":")):
        return "the record is not for mail (s=)"
    if public and key != public:
        return "another key stands there"
    return "" if public else _weakness(key, said.get("k", "rsa").lower())


def _weakness(key: str, kind: str) -> str:
    if kind != "rsa":
        return ""
    try:
        found = load_der_public_key(base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError, UnsupportedAlgorithm):
        return "the key there cannot be read"
    if isinstance(found, RSAPublicKey) and found.key_size < FEWEST_BITS:
        return f"the key there has {found.key_size} bits, too few to count"
    return ""


def _pair(key: RSAPrivateKey) -> KeyPair:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return KeyPair(private, base64.b64encode(public).decode())


def _instead_of_a_key(text: str) -> str:
    if "PUBLIC KEY" in text or "v=DKIM1" in text:
        return "This is the public half. Paste the private key; the public one is worked out from it."
    if "CERTIFICATE" in text:
        return "This is a certificate. Paste the private key of DKIM, which begins with “-----BEGIN”."
    return "This is no key. Paste the private key in PEM form: it begins with “-----BEGIN PRIVATE KEY-----” or similar."
