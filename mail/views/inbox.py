"""The inbox: threads at the left, one conversation at the right, and what can be done with it."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View

from core.toasts import say
from mail import answering, inbox, suppression, threads
from mail.companions import Card, Snippet, companions
from mail.errors import MailError
from mail.inbox_forms import AnswerForm, AssignForm, BulkForm, NoteForm, SnoozeForm
from mail.models import IncomingMessage, OutgoingMessage, Suppression, Thread
from mail.outbox import NO_ANSWER
from mail.parsing import parse_mail
from team.access import TeamRequired


class InboxView(TeamRequired, View):
    """The list, with its newest thread open beside it; on a phone the list alone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        listing = inbox.Listing(request.GET, user=request.user)
        page = listing.page()
        first = page.object_list[0] if page.object_list else None
        if first is None:
            return render(request, "mail/inbox_empty.html", around(request, listing, page, None))
        return Desk(request, first.pk, listing=listing).show(page=page, as_list=True)


class ThreadView(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return Desk(request, pk).show()


class Desk:
    """One thread open, for one reader, with the list it was opened from. `filters` is that list's query string."""

    def __init__(self, request: HttpRequest, pk: int, *, listing: inbox.Listing | None = None) -> None:
        self.request, self.user = request, request.user
        data = QueryDict(request.POST.get("filters", "")) if request.method == "POST" else request.GET
        self.listing = listing or inbox.Listing(data, user=self.user)
        seen = Thread.objects.visible_to(self.user).select_related("mailbox__owner", "assignee")
        self.thread = get_object_or_404(seen.defer(*inbox.SECRET), pk=pk)

    def show(self, *, page: Any = None, as_list: bool = False, status: int = 200, **said: Any) -> HttpResponse:
        request, thread = self.request, self.thread
        entries, has_more = inbox.conversation(thread, user=self.user, whole=bool(request.GET.get("earlier")))
        page = page or self.listing.page(holding=thread)
        context = around(request, self.listing, page, thread) | {
            "thread": thread,
            "as_list": as_list,
            "entries": entries,
            "has_more": has_more,
            "reply": self.reply(said.pop("answer", None)),
            "note_form": NoteForm(),
            "snooze_form": SnoozeForm(),
            "assign_form": AssignForm(people=thread.people(), initial={"assignee": thread.assignee_id}),
            "cards": self.cards(),
        }
        return render(request, "mail/inbox_thread.html", context | said, status=status)

    def cards(self) -> list[Card]:
        return [card for each in companions() for card in each.cards(self.thread, by=self.user)]

    def letter(self) -> IncomingMessage | None:
        """What is answered: the letter asked for, else the last that a person wrote, else the last of all."""
        letters = inbox.readable_letters(self.thread, user=self.user).exclude(from_address="")
        asked = self.request.POST.get("to") or self.request.GET.get("to") or ""
        if asked.isdecimal() and len(asked) < 19:
            return letters.filter(pk=asked).first()
        by_people = letters.filter(kind__in=IncomingMessage.BY_PEOPLE).order_by("received_at", "pk")
        machines = [IncomingMessage.Kind.BOUNCE, IncomingMessage.Kind.DELIVERED, IncomingMessage.Kind.COMPLAINT]
        return by_people.last() or letters.exclude(kind__in=machines).order_by("received_at", "pk").last()

    def reply(self, form: AnswerForm | None = None) -> "Reply | None":
        """The form for an answer, or None where there is nobody to answer or no mailbox to answer from."""
        letter = self.letter()
        if letter is None:
            return None
        addresses = answering.addresses_of(letter, parse_mail(bytes(letter.raw)))
        mailboxes = answering.mailboxes_for(self.thread, by=self.user)
        stranger = answering.is_stranger(self.thread, letter.from_address)
        form = form or AnswerForm(mailboxes=mailboxes, addresses=addresses, initial=self.initial(letter, stranger))
        return Reply(
            form=form,
            letter=letter,
            has_mailbox=bool(form.fields["mailbox"].queryset),
            has_choice=len(addresses) > 1,
            stranger=stranger,
            closed=closed(letter),
            allowed_since=suppression.is_suppressed(letter.from_address),
            snippets=[]
            if stranger
            else [one for each in companions() for one in each.snippets(self.thread, by=self.user)],
        )

    def initial(self, letter: IncomingMessage, stranger: bool) -> dict[str, Any]:
        return {
            "to": letter.pk,
            "latest": answering.latest_of(self.thread),
            "quote": not stranger,
            "mailbox": self.thread.mailbox_id,
            "address": letter.from_address,
            "body": self.taken_back(),
        }

    def taken_back(self) -> str:
        """What this person typed in the answer that they have just taken back."""
        asked = self.request.GET.get("restore", "")
        if not (asked.isdecimal() and len(asked) < 19):
            return ""
        mine = self.thread.outgoing.filter(pk=asked, written_by=self.user, state=OutgoingMessage.State.CANCELLED)
        return mine.values_list("written", flat=True).first() or ""

    def go_on(self) -> HttpResponse:
        """To the thread below this one, else to the one above; to the list when there is none."""
        following = self.listing.below(self.thread) or self.listing.above(self.thread)
        if following is None:
            return redirect(reverse("mail:inbox") + self.listing.query)
        return redirect(following.get_absolute_url() + self.listing.query)

    def stay(self, more: str = "") -> HttpResponse:
        query = self.listing.query
        if more:
            query = f"{query}&{more}" if query else f"?{more}"
        return redirect(self.thread.get_absolute_url() + query)


@dataclass(frozen=True)
class Reply:
    """The form under a conversation, and what has to be said beside it."""

    form: AnswerForm
    letter: IncomingMessage
    has_mailbox: bool
    has_choice: bool
    stranger: bool
    closed: str
    allowed_since: bool
    snippets: list[Snippet]


def closed(letter: IncomingMessage) -> str:
    """Why not even an answer may go to whoever wrote the letter; "" where it may."""
    listed = suppression.against_answer(letter.from_address, wrote_at=letter.received_at)
    return f"{letter.from_address} {NO_ANSWER[Suppression.Source(listed.source)]}" if listed else ""


def around(request: HttpRequest, listing: inbox.Listing, page: Any, thread: Thread | None) -> dict[str, Any]:
    """The list, and which thread comes before and after the open one."""
    bulk = {"bulk_form": BulkForm(user=request.user, id="bulk-assign"), "bulk_snooze": SnoozeForm(id="bulk-snooze")}
    previous, following = neighbours(listing, page, thread) if thread else (None, None)
    return {
        "listing": listing,
        "page_obj": page,
        "here": listing.query_at(page.number),
        "previous": previous,
        "following": following,
        "shown": {row.pk for row in page.object_list},
    } | (bulk if page.object_list else {})


def neighbours(listing: inbox.Listing, page: Any, thread: Thread) -> tuple[Thread | None, Thread | None]:
    """What stands above and below the open thread, across the edges of the page; nothing where it is not on it."""
    rows = page.object_list
    if thread not in rows:
        return None, None
    at = rows.index(thread)
    above = rows[at - 1] if at else listing.above(thread) if page.has_previous() else None
    below = rows[at + 1] if at + 1 < len(rows) else listing.below(thread) if page.has_next() else None
    return above, below


class AnswerView(TeamRequired, View):
    """Sends what was typed; whatever stands against it is said above the text, and the text stays."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = Desk(request, pk)
        letter = desk.letter()
        if letter is None:
            raise Http404("There is nobody to answer.")
        addresses = answering.addresses_of(letter, parse_mail(bytes(letter.raw)))
        mailboxes = answering.mailboxes_for(desk.thread, by=request.user)
        form = AnswerForm(request.POST, mailboxes=mailboxes, addresses=addresses)
        if not form.is_valid():
            return desk.show(answer=form, replying=True, status=422)
        finish = request.POST.get("then") == "done"
        try:
            message = answering.send(thread=desk.thread, draft=draft_of(form, letter), by=request.user, finish=finish)
        except answering.Overtaken as news:
            return desk.show(answer=self.again(form, desk), overtaken=str(news), replying=True, status=409)
        except MailError as refused:
            return desk.show(answer=form, refused=str(refused), replying=True, status=409)
        undo = reverse("mail:answer-undo", args=[message.pk])
        say(request, f"On its way to {message.to_address}" + (", and done" if finish else ""), undo=undo)
        return desk.go_on() if finish else desk.stay(f"sent={message.pk}")

    def again(self, form: AnswerForm, desk: Desk) -> AnswerForm:
        """The same text in a form that knows of what has happened since."""
        data = request_data(form)
        data["latest"] = answering.latest_of(desk.thread)
        data["once"] = str(AnswerForm.base_fields["once"].initial())
        return AnswerForm(data, mailboxes=form.fields["mailbox"].queryset, addresses=_addresses(form))


def request_data(form: AnswerForm) -> QueryDict:
    return cast(QueryDict, form.data).copy()


def _addresses(form: AnswerForm) -> list[str]:
    return [value for value, _ in form.fields["address"].choices]


def draft_of(form: AnswerForm, letter: IncomingMessage) -> answering.Draft:
    data = form.cleaned_data
    return answering.Draft(
        to=letter,
        mailbox=data["mailbox"],
        address=data["address"],
        html=data["body"],
        quote=data["quote"],
        once=data["once"],
        latest=data["latest"],
    )


class AnswerUndoView(TeamRequired, View):
    """Takes back an answer that has not gone out; what was typed stands in the form again."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        threads_seen = Thread.objects.visible_to(request.user)
        mine = OutgoingMessage.objects.filter(written_by=request.user, thread__in=threads_seen)
        message = get_object_or_404(mine.select_related("thread"), pk=pk)
        address = message.thread.get_absolute_url()
        try:
            answering.take_back(message=message, by=request.user)
        except answering.TooLate as late:
            say(request, str(late), tone="bad")
            return redirect(address)
        say(request, "Taken back. What you wrote stands below.", tone="plain")
        return redirect(f"{address}?restore={pk}&state=any&whose=all&to={message.answer_to_id or ''}#reply")


class Step(TeamRequired, View, ABC):
    """One thing done with one thread; POST alone."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        desk = Desk(request, pk)
        try:
            return self.act(desk)
        except MailError as refused:
            say(request, str(refused), tone="bad")
            return desk.stay()

    @abstractmethod
    def act(self, desk: Desk) -> HttpResponse:
        """Do it; gives the page that follows. Raises MailError with the sentence why it cannot be."""


class NoteView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        form = NoteForm(self.request.POST)
        if not form.is_valid():
            return desk.show(note_form=form, noting=True, status=422)
        threads.note(thread=desk.thread, text=form.cleaned_data["text"], by=self.request.user)
        say(self.request, "Noted, for the team only")
        return desk.stay()


class AssignmentView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        form = AssignForm(self.request.POST, people=desk.thread.people())
        if not form.is_valid():
            raise threads.NotTheirs("Choose somebody who may see this conversation.")
        to = form.cleaned_data["assignee"]
        threads.assign(thread=desk.thread, to=to, by=self.request.user)
        say(self.request, f"{to} looks after it now" if to else "Nobody looks after it now")
        return desk.stay()


class SnoozeView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        form = SnoozeForm(self.request.POST)
        if not form.is_valid():
            return desk.show(snooze_form=form, snoozing=True, status=422)
        until = form.until()
        threads.snooze(thread=desk.thread, until=until, by=self.request.user, heard=self.request.POST.get("heard"))
        when = date_format(timezone.localtime(until), "j F, H:i")
        say(self.request, f"Put off until {when}", undo=reverse("mail:thread-waking", args=[desk.thread.pk]))
        return desk.go_on()


class WakingView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        threads.wake(thread=desk.thread, by=self.request.user)
        return desk.stay()


class DoneView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        if threads.finish(thread=desk.thread, by=self.request.user, heard=self.request.POST.get("heard")):
            undo = reverse("mail:thread-reopening", args=[desk.thread.pk])
            say(self.request, f"Done: {desk.thread}", undo=undo)
        return desk.go_on()


class ReopeningView(Step):
    def act(self, desk: Desk) -> HttpResponse:
        threads.reopen(thread=desk.thread, by=self.request.user)
        return desk.stay()


class BulkView(TeamRequired, View):
    """The same for several threads; those that cannot be are named by number, the others are done."""

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = inbox.Listing(QueryDict(request.POST.get("filters", "")), user=request.user)
        back = redirect(reverse("mail:inbox") + listing.query_at(listing.asked_page or 1))
        form, snooze = BulkForm(request.POST, user=request.user), SnoozeForm(request.POST)
        if not form.is_valid():
            say(request, "Nothing is chosen. Tick the threads it is for, then try again.", tone="bad")
            return back
        what = form.cleaned_data["do"]
        if what == "snooze" and not snooze.is_valid():
            say(request, "Choose until when they are put off.", tone="bad")
            return back
        refused = 0
        chosen = form.cleaned_data["thread"][: inbox.A_PAGE]
        for thread in chosen:
            try:
                self.act(what, thread, form, snooze)
            except MailError:
                refused += 1
        self.tell(what, len(chosen) - refused, refused)
        return back

    def act(self, what: str, thread: Thread, form: BulkForm, snooze: SnoozeForm) -> None:
        heard = self.request.POST.get(f"heard-{thread.pk}")
        match what:
            case "done":
                threads.finish(thread=thread, by=self.request.user, heard=heard)
            case "assign":
                threads.assign(thread=thread, to=form.cleaned_data["assignee"], by=self.request.user)
            case "snooze":
                threads.snooze(thread=thread, until=snooze.until(), by=self.request.user, heard=heard)

    def tell(self, what: str, count: int, refused: int) -> None:
        words = {"done": "done", "assign": "given away", "snooze": "put off"}[what]
        if count:
            say(self.request, f"{count} {'thread' if count == 1 else 'threads'} {words}")
        if refused:
            noun = "thread was" if refused == 1 else "threads were"
            say(
                self.request,
                f"{refused} {noun} left as before: {WHY_NOT[what]}.",
                tone="bad",
            )


WHY_NOT = {
    "done": "they have written again, so read it first",
    "assign": "not everybody may see every conversation",
    "snooze": "they have written again, or the time has passed",
}
