"""Model fields that PostgreSQL and Django do not bring."""

import base64
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    def key(secret: str) -> Fernet:
        derived = HKDF(SHA256(), length=32, salt=None, info=b"mediarel encrypted field").derive(secret.encode())
        return Fernet(base64.urlsafe_b64encode(derived))

    return MultiFernet([key(secret) for secret in keys])


class UnreadableSecret(Exception):
    """A stored secret was encrypted under a SECRET_KEY that is no longer known."""


def encrypt(text: str) -> str:
    """Encrypt under SECRET_KEY."""
    return _cipher((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Read what `encrypt` gave, also under an old key of SECRET_KEY_FALLBACKS; raises `UnreadableSecret`."""
    try:
        return _cipher((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).decrypt(text.encode()).decode()
    except InvalidToken:
        raise UnreadableSecret(
            "A stored secret cannot be read: SECRET_KEY has changed. Put the old key into SECRET_KEY_FALLBACKS, "
            "or enter the secret again."
        ) from None


class EncryptedTextField(models.TextField):
    """Text that is encrypted at rest under SECRET_KEY; old keys in SECRET_KEY_FALLBACKS still read it."""

    description = "Encrypted text"

    def get_prep_value(self, value: Any) -> Any:
        return encrypt(str(value)) if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return decrypt(value) if value else value
