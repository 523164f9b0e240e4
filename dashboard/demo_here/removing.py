"""Takes the demo away, and everything that hangs on it: all at once in the database, then the files."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pgtrigger
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction

from core.media import Failures
from core.models import Job
from dashboard.demo_here import leftovers, marks
from dashboard.demo_here.marks import OURS, Added, in_words
from team.models import Demo, FirstSteps, TeamPolicy, TrailLine, User
from team.trail import acts

KEPT: Final = {
    "team.User": "People who are not the demo's keep their accounts; the demo's are deleted one by one.",
    "account.EmailAddress": "Belong to accounts, and go with them.",
    "mfa.Authenticator": "As above.",
    "team.TellingHours": "As above.",
    "team.TellingChoice": "As above.",
    "team.FirstSteps": "As above.",
    "team.User_groups": "As above.",
    "team.User_user_permissions": "As above.",
    "sessions.Session": "Whoever stays is still signed in.",
    "team.TeamPolicy": "Is put back to what it was.",
    "team.Demo": "Says what is still to be done.",
    "core.Job": "The work itself is one; the others are deleted.",
    "mail.SuppressionKey": "The key of the hashes, made by the installation itself.",
}
"""Tables that are not emptied as a whole, and why."""


class NotNow(Exception):
    """The demo cannot be removed; the message says why, and what to do. Nothing was removed."""


@dataclass(frozen=True)
class Question:
    """What somebody is asked before the demo goes: what would go with it, and a mark of exactly that."""

    added: list[Added]
    stay: list[User]

    @property
    def in_words(self) -> str:
        return in_words(self.added) if self.added else ""

    @property
    def seen(self) -> str:
        """Changes whenever what would go changes."""
        return hashlib.sha256(self.in_words.encode()).hexdigest()[:16]


def question(*, by: User) -> Question:
    """What to ask `by`. Raises `NotNow`."""
    demo = Demo.objects.filter(pk=1).first()
    if demo is None or demo.state != Demo.State.LOADED:
        raise NotNow("The demo is not here.")
    stay = list(marks.real_people().order_by("name"))
    if stay and not any(user.is_admin and user.is_active for user in stay):
        raise NotNow(
            "Without the demo's people nobody would be left who may manage the others. "
            f"Make one of your own people an admin first, such as {stay[0].name}: Settings, Members."
        )
    return Question(marks.added_since(demo), stay)


def remove(*, seen: str, by_id: int, job_id: int | None) -> None:
    """Take the demo away, if what goes with it is still what the person saw (`seen`). Raises `NotNow`.

    The database is emptied in one transaction: killed before its end, nothing happened. What comes after can be
    repeated, so the function is called again until it has come to its end.
    """
    if Demo.objects.filter(pk=1, state=Demo.State.LOADED).exists():
        with pgtrigger.ignore():  # who leaves with the demo leaves no history behind, so the act is told by itself
            _empty_database(seen, by_id, job_id)
    _delete_files()


@transaction.atomic
def _empty_database(seen: str, by_id: int, job_id: int | None) -> None:
    emptied = list(tables_to_empty())
    marks.hold_still([*emptied, User], "ACCESS EXCLUSIVE")
    by = User.objects.get(pk=by_id)
    asked = question(by=by)
    if asked.seen != seen:
        raise NotNow(f"Meanwhile somebody added to what would go: {asked.in_words}. Look at it again.")
    demo = Demo.objects.get(pk=1)
    leaving = User.objects.filter(marks.demo_people())
    files = [*leftovers.files_in_use(emptied), *filter(None, leaving.values_list("photo", flat=True))]
    files += leftovers.names()  # the jobs that they are written down in go too
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in emptied)
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {names}")  # no CASCADE: a table that was forgotten stops it
    (Job.objects.exclude(pk=job_id) if job_id else Job.objects.all()).delete()
    _put_policy_back(demo)
    leaving.delete()
    demo.state, demo.files, demo.marks, demo.policy, demo.password = Demo.State.CLEARING, files, {}, {}, ""
    demo.save()
    stays = by in asked.stay
    acts.note(TrailLine.What.DEMO_GONE, by=by, said="" if stays else f"as {by.name}, who was one of its people")
    if stays:
        FirstSteps.objects.update_or_create(user=by, defaults={"closed_at": None, "skipped": []})


def tables_to_empty() -> Iterator[type[models.Model]]:
    """Every table of ours but for those in `KEPT`; a new one is among them without anybody thinking of it."""
    for label in OURS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy and model._meta.label not in KEPT:
                yield model
    yield apps.get_model("pghistory.Context")


def _put_policy_back(demo: Demo) -> None:
    """What it was before the demo; the defaults where there was none."""
    policy = TeamPolicy.current()
    if not demo.policy:
        TeamPolicy.objects.filter(pk=1).delete()
        return
    for name, value in demo.policy.items():
        setattr(policy, name, value)
    if policy.inquiry_legal not in marks.real_people():
        policy.inquiry_legal = None
    policy.save()


def _delete_files() -> None:
    """One after the other; each that is gone is forgotten in stretches, so that little is asked for twice."""
    demo = Demo.objects.filter(pk=1, state=Demo.State.CLEARING).first()
    if demo is None:
        return
    while demo.files:
        for name in demo.files[:200]:
            try:
                default_storage.delete(name)
            except Failures as error:
                raise NotNow(
                    f"The demo is removed, but {len(demo.files):,} of its files could not be deleted ({error}). "
                    "Press “Delete the files” once the storage answers."
                ) from error
        demo.files = demo.files[200:]
        demo.save(update_fields=["files", "updated_at"])
    demo.state = Demo.State.REMOVED
    demo.save(update_fields=["state", "updated_at"])
