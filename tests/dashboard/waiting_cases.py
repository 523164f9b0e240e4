"""One record for each source of Today: how it comes to wait for somebody, and what ends that."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from contacts.models import ContactImport, PrivacyRequest
from core.models import Job
from coverage.models import Crisis
from events.models import Brief, CalendarLetter, Correction, Promise
from inquiries.models import SignOff
from mail.models import OutgoingMessage, Thread
from pitches.models import Attribution
from team.models import ApiToken, HookDelivery, User, WebhookDelivery, WebhookEndpoint
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import EmailAddressFactory, JournalistFactory
from tests.factories.coverage import ArticleFactory, ClipFactory, MonitorFactory, SourceFactory
from tests.factories.events import InterviewFactory, InviteeFactory, MediaEventFactory, SpeakerFactory
from tests.factories.inquiries import AnswerFactory, InquiryFactory, StatementFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.factories.mediakits import AssetFactory, DocumentFactory, KitFactory
from tests.factories.pitches import PitchFactory, RecipientFactory, ResponseFactory
from tests.factories.reports import MonthlyFactory, ReportFactory
from tests.factories.team import InvitationFactory, NotificationHookFactory
from tests.mail.conversations import send, write_in

Make = Callable[[User], Any]
PRINT = "0" * 64
SAID_SENT = {"state": "sent", "accepted_at": timezone.now(), "ended_at": timezone.now()}


@dataclass(frozen=True)
class Case:
    """`who` is the fixture of whom it waits for; `done` are the fields that end it; `anybody`: it is nobody's own."""

    make: Make
    done: dict[str, Any]
    who: str = "specialist"
    anybody: bool = False


def ago(**span: int) -> Any:
    return timezone.now() - timedelta(**span)


def ahead(**span: int) -> Any:
    return timezone.now() + timedelta(**span)


def troubled(state: str, relation: str) -> Make:
    def make(owner: User) -> OutgoingMessage:
        mailbox = MailboxFactory(owner=owner)
        fields = {"message": in_state(mailbox, "sent"), relation: (bad := in_state(mailbox, state))}
        RecipientFactory(pitch__owner=owner, pitch__mailbox=mailbox, pitch__state="cancelled", **fields)
        return bad

    return make


def unsent_answer(owner: User) -> OutgoingMessage:
    message = send(write_in(MailboxFactory(owner=owner)), owner)
    message.state, message.ended_at = "failed", ago(minutes=5)
    message.save()
    Thread.objects.update(state="done", waiting_since=None)
    return message


def sign_off(owner: User) -> SignOff:
    return SignOff.objects.create(
        answer=AnswerFactory(state="in_review"), role="legal", user=owner, fingerprint=PRINT, asked_by=owner
    )


def quoted(owner: User) -> SignOff:
    one = SignOff.objects.create(
        answer=AnswerFactory(state="in_review"), role="quoted", spokesperson=SpeakerFactory(), fingerprint=PRINT,
        asked_by=owner,
    )  # fmt: skip
    SignOff.objects.update(created_at=ago(days=2))
    return one


def interview(**fields: Any) -> Make:
    return lambda owner: InterviewFactory(owner=owner, **fields)


def briefed(owner: User) -> Brief:
    talk = InterviewFactory(owner=owner, state="confirmed", starts_at=ahead(days=6), ends_at=ahead(days=6, hours=1))
    return Brief.objects.create(interview=talk, owner=owner, state="approved", approved_fingerprint=PRINT)


def declined(owner: User) -> CalendarLetter:
    talk = InterviewFactory(owner=owner, state="confirmed", starts_at=ahead(days=6), ends_at=ahead(days=6, hours=1))
    return CalendarLetter.objects.create(
        interview=talk, to_address="ruth@example.org", method="REQUEST", sequence=talk.sequence, answer="declined",
        answered_at=timezone.now(),
    )  # fmt: skip


def followed_up(owner: User) -> Any:
    event = MediaEventFactory(owner=owner, state="over", starts_at=ago(days=1, hours=2), ends_at=ago(days=1))
    InviteeFactory(event=event)
    return event


def fails(owner: User) -> Any:
    return SourceFactory(added_by=owner, failing_since=ago(days=2), last_error="404")


def look_back(owner: User) -> Job:
    job = Job.objects.create(kind="coverage.look_back", title="x", state="failed", ended_at=ago(hours=1), error="Gone.")
    MonitorFactory(owner=owner, look_back=job)
    return job


def webhook(owner: User) -> WebhookDelivery:
    endpoint = WebhookEndpoint.objects.create(
        name="desk", url="https://x.example.org/", told_of=["pitch.sent"], made_by=owner
    )
    return WebhookDelivery.objects.create(
        endpoint=endpoint,
        event="pitch.sent",
        payload={},
        state="given_up",
        next_try_at=ago(hours=1),
        ended_at=ago(hours=1),
    )


def lost_line(owner: User) -> HookDelivery:
    return HookDelivery.objects.create(
        hook=NotificationHookFactory(), text="x", state="failed", ended_at=ago(hours=1), event=uuid4()
    )


def token(owner: User) -> ApiToken:
    return ApiToken.objects.create(
        owner=owner, name="export", prefix="mr_", digest=uuid4().hex * 2, scopes=["contacts:read"],
        expires_at=ahead(days=3),
        last_used_at=ago(days=1),
    )  # fmt: skip


def origin(owner: User) -> Attribution:
    recipient = RecipientFactory(pitch__owner=owner, pitch__state="cancelled")
    clip = ClipFactory(state="ours", decided_at=ago(days=9), client=recipient.pitch.campaign.client)
    return Attribution.objects.create(clip=clip, recipient=recipient, why="She got the pitch.")


def thanked(owner: User) -> Any:
    when = ago(days=1)
    return ClipFactory(
        state="ours",
        decided_by=owner,
        decided_at=when,
        journalist=JournalistFactory(),
        article=ArticleFactory(published_at=when),
    )


def dead_address(owner: User) -> Any:
    return EmailAddressFactory(journalist=JournalistFactory(owner=owner), bounced_at=ago(days=1))


def follow_up(owner: User) -> Any:
    message = in_state(MailboxFactory(owner=owner), "sent")
    pitch = PitchFactory(owner=owner, mailbox=message.mailbox, state="sent", starts_at=ago(days=5), scheduled_by=owner)
    return RecipientFactory(pitch=pitch, message=message, sent_at=ago(days=5), follow_up_due_on=timezone.localdate())


def monthly_read(owner: User) -> Any:
    report = ReportFactory(owner=owner, released_at=ago(days=1), objectives="x", outcomes="", outcomes_unknown=True)
    MonthlyFactory(owner=owner, last_report=report, sent_at=ago(days=1))
    return report


def kit(**fields: Any) -> Make:
    return lambda owner: KitFactory(
        owner=owner,
        state="approved",
        approved_fingerprint=PRINT,
        shared={},
        shared_at=ago(days=1),
        shared_by=owner,
        **fields,
    )


CASES: dict[str, Case] = {
    "inquiry to acknowledge": Case(
        lambda owner: InquiryFactory(owner=owner), {"state": "closed", "ended_at": timezone.now()}
    ),
    "inquiry to answer": Case(
        lambda owner: InquiryFactory(owner=owner, state="working", acknowledged_at=ahead(minutes=1)),
        {"state": "closed", "ended_at": timezone.now()},
    ),
    "sign-off": Case(sign_off, {"state": "void"}),
    "sign-off by a spokesperson": Case(quoted, {"state": "void"}),
    "answer that was decided": Case(lambda owner: AnswerFactory(owner=owner, state="approved"), {"state": "dropped"}),
    "inquiry without outcome": Case(
        lambda owner: InquiryFactory(owner=owner, state="answered", answered_at=ago(days=5), ended_at=ago(days=5)),
        {"outcome": "published"},
    ),
    "paused mailbox": Case(
        lambda owner: MailboxFactory(owner=owner, paused_at=ago(hours=1), pause_reason="Wrong password."),
        {"paused_at": None},
    ),
    "mailbox not read": Case(
        lambda owner: MailboxFactory(owner=owner, imap_host="mail", poll_error="No answer.", poll_failures=9),
        {"poll_error": ""},
    ),
    "mailbox without copies": Case(
        lambda owner: MailboxFactory(owner=owner, sent_copy_error="No folder.", sent_copy_failures=9),
        {"sent_copy_error": ""},
    ),
    "unconfirmed message": Case(troubled("unconfirmed", "message"), SAID_SENT),
    "unconfirmed follow up message": Case(troubled("unconfirmed", "follow_up_message"), SAID_SENT),
    "failed message": Case(troubled("failed", "message"), {"settled_at": timezone.now()}),
    "failed follow up message": Case(troubled("failed", "follow_up_message"), {"settled_at": timezone.now()}),
    "answer in trouble": Case(unsent_answer, {"settled_at": timezone.now()}),
    "other mail in trouble": Case(
        lambda owner: in_state(MailboxFactory(owner=owner), "failed"), {"settled_at": timezone.now()}
    ),
    "answer to a pitch": Case(
        lambda owner: ResponseFactory(recipient__pitch__owner=owner, recipient__pitch__state="cancelled"),
        {"handled_at": timezone.now()},
    ),
    "conversation": Case(
        lambda owner: write_in(MailboxFactory(owner=owner), subject="Lunch?").thread,
        {"state": "done", "waiting_since": None},
    ),
    "conversation of nobody": Case(
        lambda owner: write_in(MailboxFactory(), subject="A question").thread,
        {"state": "done", "waiting_since": None}, anybody=True,
    ),
    "interview declined": Case(declined, {"answer": "accepted"}),
    "interview soon": Case(
        interview(state="confirmed", starts_at=ahead(days=2), ends_at=ahead(days=2, hours=1)),
        {"state": "cancelled", "cancelled_at": timezone.now()},
    ),
    "brief that was decided": Case(briefed, {"mailed_at": timezone.now()}),
    "interview to arrange": Case(interview(), {"state": "declined"}),
    "interview to write up": Case(
        interview(state="confirmed", starts_at=ago(hours=3), ends_at=ago(hours=2)), {"state": "held"}
    ),
    "interview without outcome": Case(
        interview(state="held", starts_at=ago(days=5), ends_at=ago(days=4)), {"outcome": "nothing"}
    ),
    "promise": Case(
        lambda owner: Promise.objects.create(
            inquiry=InquiryFactory(owner=owner, state="closed", ended_at=timezone.now()), text="The test report",
            due_on=timezone.localdate(), owner=owner,
        ),
        {"kept_at": timezone.now()},
    ),
    "correction": Case(
        lambda owner: Correction.objects.create(
            interview=InterviewFactory(state="declined"), wrong="x", right="y", asked_at=ago(days=8), asked_by=owner
        ),
        {"state": "made", "ended_at": timezone.now()},
    ),
    "event without invitation": Case(lambda owner: MediaEventFactory(owner=owner), {"state": "open"}),
    "event at the door": Case(
        lambda owner: MediaEventFactory(owner=owner, state="open", starts_at=ahead(hours=2)), {"state": "over"}
    ),
    "event to follow up": Case(followed_up, {"followed_up_at": timezone.now()}),
    "statement to approve": Case(
        lambda owner: StatementFactory(approved_by=None, approved_at=None), {"archived_at": timezone.now()},
        who="manager", anybody=True,
    ),
    "pitch with changes": Case(lambda owner: PitchFactory(owner=owner, state="changes"), {"state": "cancelled"}),
    "pitch approved": Case(lambda owner: PitchFactory(owner=owner, state="approved"), {"state": "cancelled"}),
    "pitch draft": Case(lambda owner: PitchFactory(owner=owner), {"state": "cancelled"}),
    "follow-ups due": Case(follow_up, {"answered_at": timezone.now()}),
    "clip without origin": Case(origin, {"state": "refused", "at": timezone.now()}),
    "contacts to verify": Case(
        lambda owner: RecipientFactory(pitch__owner=owner, journalist__owner=owner),
        {"left_out_at": timezone.now(), "left_out_why": "Not now."},
    ),
    "document": Case(lambda owner: DocumentFactory(owner=owner, state="changes"), {"state": "in_review"}),
    "document draft": Case(lambda owner: DocumentFactory(owner=owner), {"archived_at": timezone.now()}),
    "kit": Case(lambda owner: KitFactory(owner=owner, state="changes"), {"state": "in_review"}),
    "kit draft": Case(lambda owner: KitFactory(owner=owner), {"archived_at": timezone.now()}),
    "kit that closes": Case(kit(expires_at=ahead(days=3)), {"expires_at": ahead(days=30)}),
    "kit that opens": Case(kit(embargo_until=ahead(days=3)), {"embargo_until": None}),
    "rights that end": Case(
        lambda owner: AssetFactory(added_by=owner, rights_until=timezone.localdate() + timedelta(days=3)),
        {"rights_until": None},
    ),
    "embargo that lifts": Case(
        lambda owner: CampaignFactory(owner=owner, embargo_until=ahead(days=2)), {"state": "closed"}
    ),
    "campaign that is over": Case(
        lambda owner: CampaignFactory(owner=owner, ends_on=date(2026, 1, 9)), {"state": "closed"}
    ),
    "crisis": Case(
        lambda owner: Crisis.objects.create(
            monitor=MonitorFactory(owner=owner), started_at=timezone.now(), found=40, usual=2.5
        ),
        {"ended_at": timezone.now()},
    ),
    "clips to confirm": Case(
        lambda owner: ClipFactory(), {"state": "not_ours", "decided_at": timezone.now()}, anybody=True
    ),
    "thank-you": Case(thanked, {"tone": "negative"}),
    "dead source": Case(fails, {"is_paused": True}),
    "monitor that did not look back": Case(look_back, {"state": "done"}),
    "privacy request": Case(
        lambda owner: PrivacyRequest.objects.create(journalist=JournalistFactory(owner=owner), kind="deletion"),
        {"handled_at": timezone.now()},
    ),
    "dead address": Case(dead_address, {"bounced_at": None}),
    "import": Case(
        lambda owner: ContactImport.objects.create(
            file="imports/x.csv", file_name="x.csv", state="planned", created_by=owner
        ),
        {"state": "applied", "applied_at": timezone.now()},
    ),
    "report": Case(
        lambda owner: ReportFactory(owner=owner),
        {"released_at": timezone.now(), "objectives_unknown": True, "outcomes_unknown": True},
    ),
    "monthly report in trouble": Case(lambda owner: MonthlyFactory(owner=owner, problem="Refused."), {"problem": ""}),
    "monthly report to read": Case(monthly_read, {"outcomes": "Three calls from buyers."}),
    "invitation": Case(
        lambda owner: InvitationFactory(expires_at=ago(days=1)), {"revoked_at": timezone.now()}, who="admin_user",
        anybody=True,
    ),
    "webhook that fails": Case(webhook, {"state": "taken"}, who="manager", anybody=True),
    "channel that is off": Case(
        lambda owner: NotificationHookFactory(is_active=False, off_because="410 Gone"),
        {"is_active": True, "off_because": ""}, who="admin_user", anybody=True,
    ),
    "lines a channel lost": Case(lost_line, {"state": "delivered"}, who="admin_user", anybody=True),
    "API token that ends": Case(token, {"revoked_at": timezone.now()}),
}  # fmt: skip
"""`review` and `release that appears` go through real sign-off: see test_waiting.py."""
