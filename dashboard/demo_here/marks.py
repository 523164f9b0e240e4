"""What is the demo's and what is not: records that were there when it was loaded, and those that people added since."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db import connection, models
from django.db.models import Max, Q, QuerySet

from core.demo_mail import HOSTS
from team.models import Demo, User

OURS: Final = (
    "core", "team", "campaigns", "mail", "contacts", "coverage", "mediakits", "pitches", "inquiries", "events",
    "reports", "takeout", "account", "mfa", "sessions",
)  # fmt: skip
"""Apps whose tables the demo fills."""
COUNTED: Final = {
    "campaigns.Client": ("client", "clients"),
    "campaigns.Spokesperson": ("spokesperson", "spokespeople"),
    "campaigns.Campaign": ("campaign", "campaigns"),
    "campaigns.Statement": ("approved statement", "approved statements"),
    "mail.Mailbox": ("mailbox", "mailboxes"),
    "mail.SendingDomain": ("sending domain", "sending domains"),
    "mail.IncomingMessage": ("letter that came in", "letters that came in"),
    "mail.Suppression": ("address that gets no mail", "addresses that get no mail"),
    "contacts.Journalist": ("journalist", "journalists"),
    "contacts.Outlet": ("outlet", "outlets"),
    "contacts.MediaList": ("media list", "media lists"),
    "contacts.ContactImport": ("import of contacts", "imports of contacts"),
    "contacts.PrivacyRequest": ("privacy request", "privacy requests"),
    "coverage.Source": ("source", "sources"),
    "coverage.Monitor": ("monitor", "monitors"),
    "mediakits.Asset": ("photo or file", "photos and files"),
    "mediakits.Document": ("document", "documents"),
    "mediakits.Kit": ("media kit", "media kits"),
    "mediakits.Newsroom": ("newsroom", "newsrooms"),
    "mediakits.Subscriber": ("subscriber", "subscribers"),
    "pitches.Pitch": ("pitch", "pitches"),
    "inquiries.Inquiry": ("inquiry", "inquiries"),
    "inquiries.Told": ("answer given to a reporter", "answers given to reporters"),
    "events.Interview": ("interview", "interviews"),
    "events.MediaEvent": ("media event", "media events"),
    "events.Promise": ("promise", "promises"),
    "reports.Report": ("report", "reports"),
    "reports.Goal": ("goal", "goals"),
    "reports.Monthly": ("monthly report", "monthly reports"),
    "team.Invitation": ("invitation", "invitations"),
    "team.ApiToken": ("API token", "API tokens"),
    "team.NotificationHook": ("channel", "channels"),
    "team.WebhookEndpoint": ("webhook", "webhooks"),
}
"""What people make, each as one and as many. The rest hangs on these, or is made by Mediarel itself."""


@dataclass(frozen=True)
class Added:
    """So many records of a kind that are not the demo's."""

    number: int
    noun: str

    def __str__(self) -> str:
        return f"{self.number:,} {self.noun}"


class NotEmpty(Exception):
    """There are people or records here that are not the demo's; nothing was changed."""


def counted() -> Iterator[tuple[type[models.Model], tuple[str, str]]]:
    return ((apps.get_model(label), nouns) for label, nouns in COUNTED.items())


def demo_people() -> Q:
    """Which people are the demo's, by their addresses, which nobody else can have."""
    found = Q()
    for host in HOSTS:
        found |= Q(email__iendswith=f"@{host}")
    return found


def real_people() -> "QuerySet[User]":
    """Members who are not the demo's; their accounts survive it."""
    return User.objects.exclude(demo_people())


def demo_is_unmarked() -> bool:
    """Whether the demo is here and nobody wrote down what is its own: a version before this one loaded it."""
    return User.objects.filter(demo_people()).exists() and not Demo.objects.filter(pk=1).exists()


def what_is_here() -> list[Added]:
    """Everything that people made, demo or not."""
    return _beyond({})


def refuse_others(keeping: User | None) -> None:
    """Raise `NotEmpty` where anybody but `keeping` lives, or anybody has made anything."""
    if _others(keeping.pk if keeping else None).exists():
        raise NotEmpty("There are people in this database already, so the demo was not loaded. It needs an empty one.")
    if there := what_is_here():
        raise NotEmpty(f"There is work of yours here already ({in_words(there)}), so the demo was not loaded.")


def in_words(added: list[Added]) -> str:
    """Such as "3 journalists, 1 pitch and 2 mailboxes"."""
    *most, last = map(str, added)
    return f"{', '.join(most)} and {last}" if most else last


def added_since(demo: Demo) -> list[Added]:
    """What is not the demo's, in an installation that has it."""
    return _beyond(demo.marks)


def marks() -> dict[str, int]:
    """The highest key of each kind as it is now."""
    return {model._meta.label: _manager(model).aggregate(most=Max("pk"))["most"] or 0 for model, _ in counted()}


def hold_still(tables: Iterable[type[models.Model]], mode: str) -> None:
    """Let nobody else write these tables until the transaction ends; whoever is writing is waited for."""
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '60s'; LOCK TABLE {names} IN {mode} MODE")


def meanwhile(*, keeping: User | None) -> list[Added]:
    """What others wrote while our transaction, which they do not see, was under way: asked by a session of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_seen_from_outside, keeping.pk if keeping else None).result()


def _seen_from_outside(kept: int | None) -> list[Added]:
    try:
        people = _others(kept).count()
        return what_is_here() + ([Added(people, "member" if people == 1 else "members")] if people else [])
    finally:
        connection.close()


def _others(kept: int | None) -> "QuerySet[User]":
    return User.objects.exclude(pk=kept) if kept else User.objects.all()


def _beyond(marks: dict[str, int]) -> list[Added]:
    """One query over all kinds, whatever their number."""
    parts: list[str] = []
    arguments: list[str | int] = []
    for model, _ in counted():
        parts.append(f"SELECT %s, count(*) FROM {connection.ops.quote_name(model._meta.db_table)} WHERE id > %s")  # noqa: S608
        arguments += [model._meta.label, marks.get(model._meta.label, 0)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), arguments)
        numbers: dict[str, int] = dict(cursor.fetchall())
    return [Added(n, nouns[n != 1]) for label, nouns in COUNTED.items() if (n := numbers[label])]


def _manager(model: type[models.Model]) -> Any:
    return model._base_manager
