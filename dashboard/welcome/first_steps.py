"""The first steps of somebody who has just come: what there is to do, and what the data says is done.

Nothing of it is kept but what was passed over and whether the path was closed (`team.models.FirstSteps`). A step is
done when what it leads to is there, whoever made it and wherever.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client
from contacts.models import Journalist
from coverage.models import Monitor
from mail.models import Mailbox
from team.models import FirstSteps, Invitation, User


@dataclass(frozen=True)
class Kind:
    """A step as everybody has it. `instead` is another way to the same end: its words and its address."""

    key: str
    title: str
    why: str
    action: str
    url: str
    done: str
    icon: str
    instead: tuple[str, str] = ("", "")
    after: str = ""
    again: str = "Open"


ALL: Final = (
    Kind(
        "you", "Who are you", "Your name, phone and photo stand on your pitch pages, where journalists look for "
        "somebody to call. All times are shown in your zone.", "Fill in your profile", "team:profile",
        "Journalists can call you at {}.", icon="user", again="Change it",
    ),
    Kind(
        "client", "Whom do you work for", "Pitches, releases and coverage belong to a client. An in-house team adds "
        "itself as the one client.", "Add a client", "campaigns:client-create", "The first is {}.",
        icon="building", again="Add another",
    ),
    Kind(
        "mailbox", "Your mailbox", "Pitches go out from your own address, and replies are read from it. “Test it” says "
        "of each server whether it works. Nothing is sent.", "Connect it", "mail:mailbox-create",
        "You send from {}.", icon="mail", again="Add another",
    ),
    Kind(
        "contacts", "Your contacts", "Drop a spreadsheet or vCards. You see what would change before anything is "
        "written, and can undo it.", "Import a file", "contacts:import-list", "Journalists are here.",
        icon="address-book", instead=("Add one by hand", "contacts:journalist-create"), again="Import more",
    ),
    Kind(
        "monitor", "What to watch for", "A monitor finds articles about your client in the papers you follow, and "
        "shows you the last 30 days before you save it.", "Set up a monitor", "coverage:monitor-create",
        "“{}” is watching.",
        icon="radar-2", after="client", again="Add another",
    ),
    Kind(
        "others", "Who else", "Colleagues come in by a link that you send them. Clients and bosses can read along as "
        "observers.", "Invite somebody", "team:invitation-create", "Somebody else is here, or invited.",
        icon="users", again="Invite more",
    ),
)  # fmt: skip
FOR_EVERYBODY: Final = ("you", "mailbox")
"""The rest is about the whole team, and on the path of admins."""


@dataclass(frozen=True)
class Step:
    """One step as it stands for one person."""

    kind: Kind
    done: str
    skipped: bool
    waits: str

    @property
    def is_open(self) -> bool:
        return not self.done and not self.skipped


@dataclass(frozen=True)
class Path:
    """All steps of one person, and which of them comes next."""

    steps: list[Step]
    closed: bool

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if step.is_open and not step.waits), None) or next(
            (step for step in self.steps if step.is_open), None
        )

    @property
    def done(self) -> int:
        return sum(bool(step.done) for step in self.steps)

    @property
    def settled(self) -> int:
        return sum(not step.is_open for step in self.steps)


def path_of(user: User) -> Path | None:
    """The path of somebody who has one, in one query; None for whoever was here before there were paths."""
    row = _rows().filter(user=user).first()
    return _path(user, row) if row else None


def begun(user: User) -> Path:
    """The path of anybody, who gets one if need be."""
    FirstSteps.objects.get_or_create(user=user)
    return _path(user, _rows().get(user=user))


def to_show(user: User) -> Path | None:
    """The path as Today shows it: while something is open, and until it is closed.

    Where the last step is done the path closes by itself, so that it does not come back when a monitor is deleted.
    """
    path = path_of(user)
    if path is None or path.closed:
        return None
    if path.next is None:
        close(user)
        return None
    return path


def close(user: User) -> None:
    FirstSteps.objects.filter(user=user, closed_at=None).update(closed_at=timezone.now())


def pass_over(user: User, key: str, *, skip: bool) -> None:
    """Skip a step, or take it up again. Raises `LookupError` for a step that this person does not have."""
    if key not in keys_of(user):
        raise LookupError(key)
    row, _ = FirstSteps.objects.get_or_create(user=user)
    row.skipped = sorted({*row.skipped, key} if skip else {*row.skipped} - {key})
    row.closed_at = row.closed_at if skip else None
    row.save(update_fields=["skipped", "closed_at", "updated_at"])


def address_of(user: User, key: str, *, instead: bool = False) -> str:
    """Where a step is done. Raises `LookupError` as above."""
    if key not in keys_of(user):
        raise LookupError(key)
    kind = next(kind for kind in ALL if kind.key == key)
    return reverse(kind.instead[1] if instead and kind.instead[1] else kind.url)


def keys_of(user: User) -> list[str]:
    return [kind.key for kind in ALL if user.is_admin or kind.key in FOR_EVERYBODY]


def _rows() -> "QuerySet[FirstSteps]":
    """With what the data says, each under the name of its step: a word about it, or whether there is any."""
    usable = Mailbox.objects.filter(is_active=True)
    own, shared = usable.filter(owner=OuterRef("user")), usable.filter(owner=None)
    return FirstSteps.objects.annotate(
        you=F("user__phone"),
        client=_word(Client.objects.order_by("pk"), "name"),
        mailbox=_word(own.order_by("pk"), "address"),
        shared=_word(shared.order_by("pk"), "address"),
        contacts=Exists(Journalist.objects.all()),
        monitor=_word(Monitor.objects.order_by("pk"), "name"),
        others=Exists(User.objects.exclude(pk=OuterRef("user"))),
        invited=Exists(Invitation.objects.all()),
    )


def _word(rows: "QuerySet[Any]", name: str) -> Subquery:
    return Subquery(rows.values(name)[:1])


_ANSWERS: Final[dict[str, Callable[[Any], Any]]] = {
    "mailbox": lambda row: row.mailbox or row.shared,
    "others": lambda row: row.others or row.invited,
}


def _path(user: User, row: FirstSteps) -> Path:
    found = {key: _ANSWERS.get(key, lambda row, key=key: getattr(row, key))(row) for key in keys_of(user)}
    titles = {kind.key: kind.title for kind in ALL}
    steps = [
        Step(
            kind=kind,
            done=kind.done.format(found[kind.key]) if found[kind.key] else "",
            skipped=kind.key in row.skipped and not found[kind.key],
            waits=titles[kind.after] if kind.after in found and not found[kind.after] else "",
        )
        for kind in ALL
        if kind.key in found
    ]
    return Path(steps, closed=row.closed_at is not None)
