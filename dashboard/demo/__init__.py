"""A fictional agency with months of history, to look at, to try things on, and to take pictures of."""

import random
from collections.abc import Callable

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from campaigns.models import Client
from contacts.models import EmailAddress, Position, TimelineEntry
from core.demo_mail import HOSTS
from coverage.models import Article, Clip
from dashboard.demo.coverage import cover
from dashboard.demo.history import World, play
from dashboard.demo.inquiries import inquiries
from dashboard.demo.interviews import interviews
from dashboard.demo.kit import build_kit
from dashboard.demo.material import material
from dashboard.demo.media_events import media_events
from dashboard.demo.newsroom import open_newsroom
from dashboard.demo.post_office import open_counter
from dashboard.demo.press import add_crowd, build_journalists, build_lists, build_outlets
from dashboard.demo.reports import reports
from dashboard.demo.taken_back import files_taken_back
from dashboard.demo.talk import talk
from dashboard.demo_here import marks
from dashboard.demo_here.marks import NotEmpty, in_words, refuse_others
from mail.models import Mailbox, OutgoingMessage
from mail.models.mailbox import Security
from pitches.models import Recipient
from team.models import Demo, TeamPolicy, TrailLine, User
from team.trail import acts

HOST = HOSTS[0]
ORGANISATION = "Harbour Lane Communications"
POSTAL_ADDRESS = "Uferweg 8, 10999 Berlin, Germany"
POLICY = {"organisation": ORGANISATION, "postal_address": POSTAL_ADDRESS, "outlet_cap": 8}
PASSWORD = "demo-demo-demo"  # noqa: S105  (it is printed at every start)
PEOPLE = {
    "maya": ("Maya Lindqvist", User.Role.SPECIALIST, "Media relations specialist", "+49 30 23125 142"),
    "priya": ("Priya Raman", User.Role.SPECIALIST, "Media relations specialist", "+49 30 23125 143"),
    "tomas": ("Tomás Vidal", User.Role.SPECIALIST, "Media relations specialist", "+49 30 23125 144"),
    "daniel": ("Daniel Osei", User.Role.MANAGER, "Head of media relations", "+49 30 23125 140"),
    "noor": ("Noor Haddad", User.Role.ADMIN, "Office and systems", "+49 30 23125 100"),
}
OBSERVER = ("elin", "Elin Sørvaag", "Fernhall Storage")
SIGN_INS = [f"{key}@{HOST}" for key in ("maya", "daniel", "noor")]
USUAL = 400
JOINED = (Recipient, OutgoingMessage, Position, EmailAddress, TimelineEntry, Article, Clip)
"""What grows most beside what people make."""


def is_loaded() -> bool:
    """Whether the demo's team lives in this database."""
    return User.objects.filter(email__endswith=f"@{HOST}").exists()


def load(
    *,
    journalists: int = USUAL,
    say: Callable[[str], None] = lambda _: None,
    keeping: User | None = None,
    password: str = PASSWORD,
    writes: Callable[[str], None] = lambda _: None,
) -> None:
    """Build the demo in an empty database: a team of five, 120 outlets, journalists, six campaigns, their history.

    It is there as a whole or not at all, and nobody else sees any of it before. `keeping` is the one person who may
    live here already; `password` is what the demo's people sign in with; `writes` is
    told of each file before it is written. Raises `NotEmpty`, also when somebody else
    began to work here meanwhile.
    """
    refuse_others(keeping)
    with files_taken_back(writes), transaction.atomic():
        say = _counting_anew(say)
        before = TeamPolicy.current()
        kept = {name: getattr(before, name) for name in POLICY} if keeping else {}
        _build(journalists, say, password)
        marks.hold_still([User, *(model for model, _ in marks.counted())], "SHARE")
        if others := marks.meanwhile(keeping=keeping):
            raise NotEmpty(f"While the demo was being loaded, somebody added {in_words(others)}. It was left out.")
        found = {"state": Demo.State.LOADED, "marks": marks.marks(), "policy": kept, "password": password, "files": []}
        Demo.objects.update_or_create(pk=1, defaults=found)
        acts.note(TrailLine.What.DEMO, by=keeping, said="" if keeping else "at the command line")


def _counting_anew(say: Callable[[str], None]) -> Callable[[str], None]:
    """Before each step PostgreSQL looks at what is there by now. Where an earlier attempt was killed, it has seen the
    tables empty, believes them to be so for as long as this transaction lasts, and joins each row with each."""
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model, _ in marks.counted())
    joined = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in JOINED)

    def say_and_look(line: str) -> None:
        say(line)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}, {joined}")

    return say_and_look


def _build(journalists: int, say: Callable[[str], None], password: str) -> None:
    dice = random.Random(1986)  # noqa: S311  (a story, not a secret)
    team = _team(password)
    TeamPolicy.objects.update_or_create(pk=1, defaults=POLICY)
    say("120 outlets")
    outlets = build_outlets(dice)
    say(f"{min(journalists, USUAL)} journalists")
    specialists = [team["maya"], team["priya"], team["tomas"]]
    with transaction.atomic():
        press = build_journalists(dice, outlets, specialists, min(journalists, USUAL))
        build_lists(press, team["maya"])
    with open_counter() as (counter, port):
        mailboxes = _mailboxes(team, port)
        world = World(dice=dice, team=team, mailboxes=mailboxes, press=press, counter=counter, say=say)
        play(world)
        say("Releases and fact sheets")
        material(world)
        say("A media kit")
        build_kit(world)
        say("The inbox")
        desk = _press_desk(port)
        talk(world, desk=desk)
        say("A newsroom")
        open_newsroom(world, desk=desk)
        say("What reporters ask")
        inquiries(world, desk=desk)
        interviews(world)
        media_events(world)
    say("A local press, and what it writes")
    cover(world)
    _observer(password)
    say("Reports and goals")
    reports(world)
    _use_catcher()
    if journalists > USUAL:
        say(f"{journalists - USUAL} more journalists")
        add_crowd(dice, outlets, journalists - USUAL)


def _team(password: str) -> dict[str, User]:
    return {
        key: User.objects.create_user(f"{key}@{HOST}", password, name=name, role=role, job_title=title, phone=phone)
        for key, (name, role, title, phone) in PEOPLE.items()
    }


def _mailboxes(team: dict[str, User], port: int) -> dict[str, Mailbox]:
    """One for each specialist, on a server that takes everything while history happens."""
    return {
        key: Mailbox.objects.create(
            owner=user,
            name=user.name,
            address=user.email,
            smtp_host="127.0.0.1",
            smtp_port=port,
            smtp_security=Security.NONE,
            warm_up=False,
            signature=f"{user.name}\n{ORGANISATION}\n{user.phone}",
        )
        for key, user in team.items()
        if user.role == User.Role.SPECIALIST
    }


def _press_desk(port: int) -> Mailbox:
    """The mailbox that all of them read."""
    return Mailbox.objects.create(
        name="Harbour Lane Press Desk",
        address=f"press@{HOST}",
        smtp_host="127.0.0.1",
        smtp_port=port,
        smtp_security=Security.NONE,
        signature=f"{ORGANISATION}\nPress desk\n+49 30 23125 111",
    )


def _use_catcher() -> None:
    """From now on the demo's mail goes to the catcher, where it can be read in the browser, and nowhere else.

    Where EMAIL_URL names a real mail server there is no catcher; then the demo's mail waits.
    """
    catcher = ("127.0.0.1", settings.CATCHER_PORT)
    waits = catcher != (settings.EMAIL_HOST, settings.EMAIL_PORT)
    Mailbox.objects.update(
        smtp_host=catcher[0],
        smtp_port=catcher[1],
        paused_at=timezone.now() if waits else None,
        pause_reason="This is a mailbox of the demo, and its mail never leaves." if waits else "",
    )


def _observer(password: str) -> None:
    key, name, client = OBSERVER
    user = User.objects.create_user(f"{key}@fernhall.example.com", password, name=name, role=User.Role.OBSERVER)
    Client.objects.get(name=client).observers.add(user)
