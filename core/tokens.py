"""Unguessable tokens for the links that journalists and invited people get."""

import secrets

TOKEN_LENGTH = 32


def new_token() -> str:
    """A URL-safe text of 32 characters that carries 192 random bits."""
    return secrets.token_urlsafe(24)
