"""E-mail addresses and phone numbers as they are stored, whichever way they were typed."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from contacts.models import EmailAddress


class BadAddress(ValueError):
    """What was given cannot be an e-mail address; the message says why."""


def clean_address(text: str) -> str:
    """The address in the one form in which it is stored: readable, its domain in lower case and in its own script.

    `Anna@xn--mller-kva.example` and `anna@Müller.example` are the same. Raises `BadAddress`.
    """
    address = text.strip().removeprefix("mailto:").strip("<>")
    try:
        found = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as problem:
        raise BadAddress(f"“{address}” is not an e-mail address: {problem}") from None
    return found.normalized


def taken_by(address: str, *, apart_from: int | None = None) -> EmailAddress | None:
    """Who has this address already, whatever its case; `apart_from` is the journalist who may have it."""
    taken = EmailAddress.objects.filter(address__iexact=address).select_related("journalist")
    return taken.exclude(journalist=apart_from).first() if apart_from else taken.first()


def clean_phone(text: str, country: str = "") -> str:
    """The number in E.164 form if it can be read as one, in the given country if it names none; else as typed."""
    typed = " ".join(text.split())
    try:
        number = phonenumbers.parse(typed, country.upper() or None)
    except phonenumbers.NumberParseException:
        return typed
    if not phonenumbers.is_possible_number(number) or number.extension:
        return typed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def readable_phone(number: str) -> str:
    """An E.164 number with spaces where its country puts them; anything else as it is."""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
