"""How words and fields are written in the search index. Words have no colon in them, so fields cannot be mistaken."""

from typing import Final

PREFIX_LENGTHS: Final = (2, 3, 4, 5)
"""A word with an asterisk is found by so many of its first letters; `compiled` settles the rest."""


def field_lexeme(field: str, word: str) -> str:
    """`stromblatt`, or `outlet:stromblatt` in a field of its own."""
    return f"{field}:{word}" if field else word


def domain_lexeme(domain: str) -> str:
    """An outlet by its address, as people write it: with or without scheme, "www." and path."""
    host = domain.lower().partition("://")[2] or domain.lower()
    return f"site:{host.partition('/')[0].strip('.').removeprefix('www.')}"


def domain_lexemes(domain: str) -> list[str]:
    """One for the domain and each it is part of, so that bbc.co.uk finds news.bbc.co.uk."""
    labels = domain.lower().strip(".").removeprefix("www.").split(".")
    return [f"site:{'.'.join(labels[start:])}" for start in range(max(1, len(labels) - 1))] if labels[0] else []


def anchor_of_prefix(field: str, prefix: str) -> str:
    """The anchor of `energ*`: its first letters, at most as many as articles are asked for by."""
    return f"{field_lexeme(field, prefix[: PREFIX_LENGTHS[-1]])}*"


def quoted(lexeme: str) -> str:
    """As PostgreSQL reads it in a tsvector or tsquery."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
