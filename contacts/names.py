"""First and last names, guessed only where guessing is safe."""

import unicodedata

from nameparser import HumanName


def split_name(name: str) -> tuple[str, str]:
    """First and last name of a person, or two empty texts where the order of names cannot be known.

    Only names in Latin letters are taken apart; 山田太郎 and Ольга Петровна stay whole, and the name itself as it is.
    """
    if not _is_latin(name) or "," in name or len(name.split()) < 2:
        return "", ""
    parsed = HumanName(name)
    given, family = parsed.first.strip(), parsed.last.strip()
    return (given, family) if given and family else ("", "")


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())
