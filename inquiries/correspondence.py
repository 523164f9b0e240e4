"""Inquiries by mail: letters to a press office become inquiries, and their conversation is that of the inbox."""

from collections.abc import Iterable

from campaigns.models import Client
from inquiries import intake, states, steps, told_of
from inquiries.forwarded import original
from inquiries.models import Inquiry, PressDesk, Question
from inquiries.reporters import Reporter
from mail.companions import Card, Companion, Snippet
from mail.models import IncomingMessage, Mailbox, OutgoingMessage, Thread
from mediakits.inquiring import BY_FORM, Opened
from mediakits.inquiring import Inquiry as Typed
from mediakits.models import Newsroom
from team.models import User
from team.notifications import notify


class InquiryTalk(Companion):
    """What an inquiry adds to its conversation."""

    def arrived(self, thread: Thread, incoming: IncomingMessage) -> None:
        """A letter that goes on with an inquiry is noted there; a new one to a press office begins one."""
        if incoming.message_id.startswith(BY_FORM):
            return  # what the form said is told by itself, with more than stands in the letter
        if inquiry := Inquiry.objects.filter(thread=thread).order_by("-pk").first():
            steps.step(inquiry, f"{incoming.sender} wrote again")
            text = f"{incoming.sender} wrote again about “{inquiry.subject}”."
            owner = [inquiry.owner] if inquiry.owner else []
            notify(kind=told_of.INQUIRY, users=owner, text=text, url=inquiry.get_absolute_url(), icon="mail")
            return
        desk = PressDesk.objects.filter(mailbox=thread.mailbox_id or 0).select_related("client").first()
        if desk and incoming.kind != IncomingMessage.Kind.UNSUBSCRIBE:
            forwarded(incoming, client=desk.client) or of_letter(incoming, client=desk.client)

    def cards(self, thread: Thread, *, by: User) -> Iterable[Card]:
        if by.is_observer:
            return
        inquiry = Inquiry.objects.visible_to(by).filter(thread=thread).order_by("-pk").first()
        clients = [] if inquiry else list(Client.objects.visible_to(by).active())
        if inquiry or (thread.last_incoming_at and clients):
            yield Card("inquiries/_thread_card.html", {"inquiry": inquiry, "clients": clients, "thread": thread})

    def snippets(self, thread: Thread, *, by: User) -> Iterable[Snippet]:
        """The answers that are ready, below their questions."""
        inquiry = Inquiry.objects.visible_to(by).open().filter(thread=thread).first()
        if inquiry is None:
            return
        ready = inquiry.questions.filter(state=Question.State.READY)
        if text := "\n\n".join(f"{question.text}\n{question.answer}" for question in ready):
            yield Snippet(f"Answers of {inquiry.number}", text)

    def answered(self, message: OutgoingMessage) -> None:
        """Whoever was answered has heard from us."""
        if message.thread_id is None or message.written_by is None:
            return
        inquiry = Inquiry.objects.open().filter(thread=message.thread_id).first()
        if inquiry and inquiry.acknowledged_at is None:
            states.acknowledge(inquiry=inquiry, by=message.written_by, how="by e-mail")
        elif inquiry:
            steps.step(inquiry, "Wrote to the reporter", by=message.written_by)


def forwarded(incoming: IncomingMessage, *, client: Client) -> Inquiry | None:
    """The inquiry that a colleague forwarded: the reporter's, who is not the sender. The conversation is the
    colleague's, so it is not the inquiry's. None where nobody of the team forwarded anything."""
    colleague = User.objects.working().filter(email__iexact=incoming.from_address).first()
    if colleague is None:
        own = Mailbox.objects.filter(address__iexact=incoming.from_address).select_related("owner").first()
        if own is None:
            return None
        colleague = own.owner
    letter = original(bytes(incoming.raw), incoming.full_text)
    if letter is None:
        return None
    inquiry = intake.take_in(
        client=client,
        channel=Inquiry.Channel.FORWARDED,
        subject=letter.subject,
        words=letter.text,
        reporter=Reporter(name=letter.name, email=letter.address),
        received_at=incoming.received_at,
        key=f"mail:{incoming.pk}",
    )
    steps.step(inquiry, f"{colleague or incoming.sender} forwarded it")
    return inquiry


def of_letter(incoming: IncomingMessage, *, client: Client, by: User | None = None) -> Inquiry:
    """The inquiry that a letter is; the same letter twice is one."""
    return intake.take_in(
        client=client,
        channel=Inquiry.Channel.MAIL,
        subject=incoming.subject,
        words=incoming.text or incoming.full_text,
        reporter=Reporter(name=incoming.from_name, email=incoming.from_address),
        received_at=incoming.received_at,
        thread=incoming.thread,
        key=f"mail:{incoming.pk}",
        owner=by,
        by=by,
    )


def of_form(newsroom: Newsroom, typed: Typed, form: Opened, incoming: IncomingMessage) -> None:
    """What a reporter asked by the form of a newsroom is an inquiry too; its press contact has been told already."""
    intake.take_in(
        client=newsroom.client,
        channel=Inquiry.Channel.FORM,
        subject="",
        words=typed.question,
        reporter=Reporter(name=typed.name, outlet=typed.outlet, email=typed.email, phone=typed.phone),
        deadline=typed.deadline,
        zone=str(typed.deadline.tzinfo) if typed.deadline else "",
        thread=incoming.thread,
        key=f"form:{form.once}",
        tell=[],
    )
