"""Letters that are no correspondence: an app above reads them for what they bring, and nobody is to answer them.

An app registers a reader in `AppConfig.ready()`:

    readers.register("newsletter", take_in)

A reader is asked for each letter that answers nothing of ours, within the transaction that understands it. It says
whether the letter is its own: then no thread begins, and nobody is struck off for the word "unsubscribe" in its foot.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mail.models import IncomingMessage
    from mail.parsing import ParsedMail

Reader = Callable[["IncomingMessage", "ParsedMail"], bool]
_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Ask this reader too; one of the same name is replaced."""
    _readers[name] = reader


def take(incoming: "IncomingMessage", mail: "ParsedMail") -> bool:
    """Whether a reader took the letter; the first one has it, and its name is kept with it."""
    for name, reader in _readers.items():
        if reader(incoming, mail):
            incoming.read_for = name
            incoming.save(update_fields=["read_for", "updated_at"])
            return True
    return False
