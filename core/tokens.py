"""Unguessable tokens for the links that journalists and invited people get."""

import re
import secrets
from typing import Final

TOKEN_LENGTH = 32
LIKE_A_TOKEN: Final = re.compile(r"[-\w]{1,64}", re.ASCII)
"""What may be one; anything else (a NUL, which PostgreSQL cannot hold) is nobody's."""


def new_token() -> str:
    """A URL-safe text of 32 characters that carries 192 random bits."""
    return secrets.token_urlsafe(24)
