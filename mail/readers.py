"""Letters that are no correspondence: an app above reads them for what they bring, and nobody is to answer them.

An app registers a reader in `AppConfig.ready()`:

    readers.register("newsletter", take_in)

A reader is asked for each letter that answers nothing of ours, within the transaction that understands it; with
`of_answers` also for those that do. It says whether the letter is its own: then no thread begins, and nobody is struck
off for the word "unsubscribe" in its foot.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mail.models import IncomingMessage
    from mail.parsing import ParsedMail

Reader = Callable[["IncomingMessage", "ParsedMail"], bool]
_readers: dict[str, tuple[Reader, bool]] = {}


def register(name: str, reader: Reader, *, of_answers: bool = False) -> None:
    """Ask this reader too; one of the same name is replaced."""
    _readers[name] = (reader, of_answers)


def take(incoming: "IncomingMessage", mail: "ParsedMail", *, is_answer: bool = False) -> bool:
    """Whether a reader took the letter; the first one has it, and its name is kept with it."""
    for name, (reader, of_answers) in _readers.items():
        if (of_answers or not is_answer) and reader(incoming, mail):
            incoming.read_for = name
            incoming.save(update_fields=["read_for", "updated_at"])
            return True
    return False
