"""Model fields that PostgreSQL and Django do not bring."""

import base64
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute


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


class _Sealed(str):
    """The encrypted text as it lies in the database."""


class _OpenedOnReading(DeferredAttribute):
    """Decrypts when the attribute is read, so that a row whose key is lost can still be loaded, shown and saved."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return decrypt(value) if isinstance(value, _Sealed) else value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value  # with a setter, Python asks __get__ even when this is there


class EncryptedTextField(models.TextField):
    """Text that is encrypted at rest under SECRET_KEY; old keys in SECRET_KEY_FALLBACKS still read it.

    Reading the attribute raises `UnreadableSecret` when no key fits; loading and saving the row do not.
    """

    description = "Encrypted text"
    descriptor_class = _OpenedOnReading

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, _Sealed):
            return str(value)
        return encrypt(str(value)) if value else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return model_instance.__dict__.get(self.attname, "")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _Sealed(value) if value else value
