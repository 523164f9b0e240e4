"""What the inbox shows: the list by its filters, and one conversation with everything in it, by time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core.html import paragraphs, to_text
from mail.addresses import fold
from mail.attachments import contents_of
from mail.inbox_forms import STATES, WHOSE, FilterForm
from mail.models import IncomingMessage, OutgoingMessage, ServiceEvent, Thread, ThreadNote
from mail.models.mailbox import SECRETS
from mail.parsing import parse_mail
from team.models import User

A_PAGE = 40
SHOWN = 50
SHOWN_WHOLE = 500
MOST_COUNTED = 200
UNFOLDED = 3
MOST_TOLD = 20
SECRET = tuple(f"mailbox__{name}" for name in SECRETS)
HEAVY = ("raw", "full_text", *SECRET)
KEYS = ("q", "whose", "state", "mailbox", "assignee", "attached")


@dataclass(frozen=True)
class Pill:
    """A filter in use, in words, and the address of the list without it."""

    field: str
    value: str
    remove: str


@dataclass(frozen=True)
class Segment:
    """One of "mine", "unassigned", "all", with how many of them wait; "200+" where counting stopped."""

    label: str
    href: str
    current: bool
    waiting: int | str


class Listing:
    """The list of threads as the query string asks for it."""

    def __init__(self, data: QueryDict, *, user: User) -> None:
        self.user, self.form = user, FilterForm(data, user=user)
        self.chosen = self.form.chosen()
        self.whose, self.state = self.chosen.get("whose", "mine"), self.chosen.get("state", "open")
        self.asked_page = data.get("page", "")

    @property
    def query(self) -> str:
        return self.query_with()

    def query_at(self, page: int | str) -> str:
        """The query string of one of the list's pages."""
        return self.query_with(page="" if page == 1 else str(page))

    def query_with(self, **changes: str) -> str:
        """The query string with some filters changed; "" takes one away."""
        values = {key: self.form.data.get(key, "") for key in KEYS if key in self.chosen} | changes
        query = QueryDict(mutable=True)
        query.update({key: value for key, value in values.items() if value})
        return f"?{query.urlencode()}" if query else ""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The filters but for the search, for the form of the search."""
        return [(key, self.form.data.get(key, "")) for key in KEYS if key in self.chosen and key != "q"]

    def threads(self) -> "QuerySet[Thread]":
        found: Any = self._of(self.whose, self._in(self.state, Thread.objects.visible_to(self.user)))
        if mailbox := self.chosen.get("mailbox"):
            found = found.filter(mailbox=mailbox)
        if assignee := self.chosen.get("assignee"):
            found = found.filter(assignee=assignee)
        if self.chosen.get("attached"):
            found = found.filter(has_files=True)
        if text := self.chosen.get("q"):
            found = found.matching(text, user=self.user)
        return found.select_related("assignee").order_by("-last_message_at", "-pk")

    def page(self, *, holding: Thread | None = None) -> Page:
        """The page that is asked for, else the one on which a thread stands, else the first."""
        pages = Paginator(self.threads(), A_PAGE)
        page = pages.get_page(self.asked_page or 1)
        page.object_list = list(page.object_list)
        if holding and not self.asked_page and page.has_next() and holding not in page.object_list:
            page = pages.get_page(self._number_of_page_with(holding))
        page.object_list = with_previews(list(page.object_list), user=self.user)
        return page

    def _number_of_page_with(self, thread: Thread) -> int:
        rows = self.threads()
        stands_in_it = rows.filter(pk=thread.pk).exists()
        return rows.filter(_above(thread)).count() // A_PAGE + 1 if stands_in_it else 1

    def below(self, thread: Thread) -> Thread | None:
        """The next one of the list, wherever the thread stood in it; the list need not hold it any more."""
        return self.threads().filter(_below(thread)).first()

    def above(self, thread: Thread) -> Thread | None:
        return self.threads().filter(_above(thread)).last()

    def _in(self, state: str, found: Any) -> Any:
        match state:
            case "waiting":
                return found.waiting()
            case "snoozed":
                return found.snoozed()
            case "done":
                return found.filter(state=Thread.State.DONE)
            case "any":
                return found
        return found.open()

    def _of(self, whose: str, found: "QuerySet[Thread]") -> "QuerySet[Thread]":
        match whose:
            case "mine":
                return found.filter(assignee=self.user)
            case "unassigned":
                return found.filter(assignee=None)
        return found

    def segments(self) -> list[Segment]:
        """Whose threads, each with how many wait; counting stops early."""
        waiting = Thread.objects.visible_to(self.user).waiting().order_by()
        return [
            Segment(
                label,
                reverse("mail:inbox") + self.query_with(whose="" if key == "mine" else key, assignee=""),
                key == self.whose,
                _counted(self._of(key, waiting)),
            )
            for key, label in WHOSE.items()
        ]

    def pills(self) -> list[Pill]:
        words = {
            "state": ("State", STATES[self.state]),
            "mailbox": ("Mailbox", getattr(self.chosen.get("mailbox"), "address", "")),
            "assignee": ("With", str(self.chosen.get("assignee", ""))),
            "attached": ("With", "attachments"),
        }
        used = [key for key in words if key in self.chosen and not (key == "state" and self.state == "open")]
        return [Pill(*words[key], self.query_with(**{key: ""}) or "?") for key in used]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.pills()) or "q" in self.chosen


def _counted(rows: "QuerySet[Thread]") -> int | str:
    number = rows[: MOST_COUNTED + 1].count()
    return number if number <= MOST_COUNTED else f"{MOST_COUNTED}+"


def _above(thread: Thread) -> Q:
    at = thread.last_message_at
    return Q(last_message_at__gt=at) | Q(last_message_at=at, pk__gt=thread.pk)


def _below(thread: Thread) -> Q:
    at = thread.last_message_at
    return Q(last_message_at__lt=at) | Q(last_message_at=at, pk__lt=thread.pk)


def with_previews(rows: list[Thread], *, user: User) -> list[Thread]:
    """Give each thread `preview`, the beginning of the last thing said that `user` may read, and who said it."""
    letters = IncomingMessage.objects.visible_to(user).filter(thread__in=rows).distinct("thread_id")
    letters = letters.order_by("thread_id", "-received_at", "-pk").defer("raw", "full_text")
    last = {each.thread_id: each for each in letters}
    ours = OutgoingMessage.objects.filter(thread__in=rows, purpose=OutgoingMessage.ANSWER).order_by("thread_id", "-pk")
    ours = ours.exclude(state=OutgoingMessage.State.CANCELLED).select_related("written_by").distinct("thread_id")
    answers = {each.thread_id: each for each in ours.defer("raw")}
    for row in rows:
        letter, answer = last.get(row.pk), answers.get(row.pk)
        if answer and (letter is None or answer.created_at > letter.received_at):
            row.preview_by = "You" if answer.written_by_id == user.pk else str(answer.written_by or "We")  # type: ignore[attr-defined]
            row.preview = to_text(answer.written)[:300]  # type: ignore[attr-defined]
        else:
            row.preview_by, row.preview = "", (letter.text or letter.reason)[:300] if letter else ""  # type: ignore[attr-defined]
    return rows


@dataclass(frozen=True)
class Entry:
    """One thing in a conversation: a letter, a message of ours, what a mail service told of one, or a note; unfolded or
    a line to be opened."""

    kind: str
    at: datetime
    what: Any
    text: SafeString | str = ""
    stranger: bool = False
    unfolded: bool = True


def conversation(thread: Thread, *, user: User, whole: bool = False) -> tuple[list[Entry], bool]:
    """What `user` may read of the thread, oldest first, and whether there is more before it."""
    most = SHOWN_WHOLE if whole else SHOWN
    found = [*_letters(thread, user, most), *_ours(thread, user, most), *_told(thread, user), *_notes(thread, most)]
    found.sort(key=lambda entry: entry.at)
    messages = [entry for entry in found if entry.kind in {"letter", "ours"}]
    unfolded = {id(entry) for entry in messages[-UNFOLDED:]}
    shown = [
        entry if id(entry) in unfolded or entry.kind not in {"letter", "ours"} else _folded(entry)
        for entry in found[-most:]
    ]
    return shown, len(found) > most


def _folded(entry: Entry) -> Entry:
    return Entry(entry.kind, entry.at, entry.what, entry.text, entry.stranger, unfolded=False)


def _letters(thread: Thread, user: User, most: int) -> Iterable[Entry]:
    letters = readable_letters(thread, user=user).select_related("mailbox", "matched").defer(*HEAVY, "matched__raw")
    for letter in letters.order_by("-received_at", "-pk")[:most]:
        if letter.contents is None:
            _look_into(letter)
        stranger = letter.is_by_a_person and fold(letter.from_address) != thread.address
        yield Entry("letter", letter.received_at, letter, stranger=stranger)


def readable_letters(thread: Thread, *, user: User) -> "QuerySet[IncomingMessage]":
    """The letters of a thread that somebody may read; in a colleague's own mailbox not all of them."""
    return IncomingMessage.objects.visible_to(user).filter(thread=thread)


def _look_into(letter: IncomingMessage) -> None:
    """Letters that came before there were threads are looked into when they are first shown."""
    letter.contents = contents_of(parse_mail(bytes(letter.raw)))
    letter.save(update_fields=["contents"])


def _ours(thread: Thread, user: User, most: int) -> Iterable[Entry]:
    """What we wrote. An answer belongs to the thread it was written in, whichever mailbox it went out from. Addresses
    in it are no links: they are the journalist's own, and whoever of us followed one would answer in their name."""
    seen = Q(pk__in=OutgoingMessage.objects.visible_to(user).filter(thread=thread).values("pk"))
    ours = OutgoingMessage.objects.filter(Q(purpose=OutgoingMessage.ANSWER) | seen, thread=thread)
    for message in ours.select_related("written_by", "mailbox").defer(*SECRET).order_by("-pk")[:most]:
        text = message.written or paragraphs(text_of(message))
        at = message.accepted_at or message.handed_off_at or message.created_at
        yield Entry("ours", at, message, mark_safe(text))  # sanitised when it was typed, or escaped here


def _told(thread: Thread, user: User) -> Iterable[Entry]:
    """What a mail service told where a mail server would have written a letter: that a message of ours came back, for
    good or for now, or was complained about."""
    seen = OutgoingMessage.objects.visible_to(user).filter(thread=thread)
    events = ServiceEvent.objects.filter(matched__in=seen.values("pk"), kind__in=ServiceEvent.TROUBLE)
    told = events.exclude(processed_at=None).select_related("mailbox").defer("raw", *SECRET)
    for event in told.order_by("-occurred_at", "-pk")[:MOST_TOLD]:
        yield Entry("told", event.occurred_at, event)


def _notes(thread: Thread, most: int) -> Iterable[Entry]:
    for note in thread.notes.select_related("author").order_by("-pk")[:most]:
        kind = "note" if note.kind == ThreadNote.Kind.NOTE else "step"
        yield Entry(kind, note.created_at, note)


def text_of(message: OutgoingMessage) -> str:
    """The plain text that the journalist got, or would get."""
    mime = message_from_bytes(bytes(message.raw), policy=policy.default)
    body = mime.get_body(("plain",))  # type: ignore[attr-defined]  # the default policy makes an EmailMessage
    return str(body.get_content()).replace("\r\n", "\n") if body else ""
