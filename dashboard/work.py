"""What waits for somebody, from all rooms, in order of urgency. Each source costs a query or two and gives few rows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from contacts.models import Journalist
from dashboard import coverage_work, event_work, inquiry_work
from dashboard.desk import MOST, Desk, Urgency, WorkItem
from mail.models import Mailbox, OutgoingMessage, Thread
from mediakits.models import Document
from pitches.models import Attribution, Pitch, Recipient, Response
from pitches.responses import SAID
from team.models import Review, TeamPolicy

# icons: check mail-off mail-exclamation mail-x message-reply message-x clipboard-check edit circle-check pencil
# icons: check repeat lock shield-check mail clock-pause link
FAILED_SHOWN_FOR = timedelta(days=7)
EMBARGO_NEAR = timedelta(days=7)
STALE_AFTER = timedelta(days=180)


def work_for(desk: Desk) -> list[WorkItem]:
    """Everything that waits, most urgent first; within one urgency the oldest first."""
    sources = (
        paused_mailboxes, unconfirmed_messages, failed_messages, answers_in_trouble, responses_waiting, letters_waiting,
        reviews_waiting, changes_requested, approved_pitches, follow_ups_due, embargoes_lifting, drafts,
        documents_waiting, releases_appearing, clips_without_origin, contacts_to_verify,
        *inquiry_work.SOURCES, *event_work.SOURCES, *coverage_work.SOURCES,
    )  # fmt: skip
    items = [item for source in sources for item in source(desk)]
    far = timezone.now() + timedelta(days=3650)
    return sorted(items, key=lambda item: (item.urgency, item.at or far))


def paused_mailboxes(desk: Desk) -> Iterator[WorkItem]:
    mailboxes = Mailbox.objects.filter(desk.own() | Q(owner=None), is_active=True, paused_at__isnull=False)
    for mailbox in mailboxes[:MOST]:
        yield WorkItem(
            Urgency.NOW,
            "mail-off",
            f"Nothing goes out from {mailbox.address}",
            mailbox.pause_reason,
            reverse("mail:mailbox-edit", args=[mailbox.pk]),
            "Repair",
            when="Paused",
            at=mailbox.paused_at,
            tone="bad",
        )


def _in_trouble(desk: Desk, relation: str, state: str) -> Any:
    """One row a pitch, with what was counted for it: a queryset whose rows the types cannot name."""
    return (
        Recipient.objects.filter(desk.own("pitch__owner"), **{f"{relation}__state": state})
        .order_by()
        .values("pitch_id", "pitch__title")
        .annotate(
            n=Count("pk"),
            since=Min(f"{relation}__handed_off_at"),
            ended=Max(f"{relation}__ended_at"),
            who=Min("journalist__name"),
            why=Min(f"{relation}__last_error"),
            message=Min(f"{relation}_id"),
        )
    )


def unconfirmed_messages(desk: Desk) -> Iterator[WorkItem]:
    for relation in ("message", "follow_up_message"):
        for row in _in_trouble(desk, relation, OutgoingMessage.State.UNCONFIRMED)[:MOST]:
            one = row["n"] == 1
            yield WorkItem(
                Urgency.NOW,
                "mail-exclamation",
                "One message may not have gone out" if one else f"{row['n']} messages may not have gone out",
                f"To {row['who']}. {row['pitch__title']}" if one else row["pitch__title"],
                _message_url(desk, relation, row),
                "Resolve",
                when="Unconfirmed",
                at=row["since"],
                tone="warn",
            )


def failed_messages(desk: Desk) -> Iterator[WorkItem]:
    recent = timezone.now() - FAILED_SHOWN_FOR
    for relation in ("message", "follow_up_message"):
        for row in _in_trouble(desk, relation, OutgoingMessage.State.FAILED).filter(ended__gte=recent)[:MOST]:
            one = row["n"] == 1
            yield WorkItem(
                Urgency.NOW,
                "mail-x",
                f"One message to {row['who']} failed" if one else f"{row['n']} messages failed",
                row["why"] if one else row["pitch__title"],
                _message_url(desk, relation, row),
                "Look at it" if one else "Look at them",
                when="Failed",
                at=row["ended"],
                tone="bad",
            )


def answers_in_trouble(desk: Desk) -> Iterator[WorkItem]:
    """What people wrote in the inbox and the server did not take, or may not have taken."""
    seen = Thread.objects.visible_to(desk.user)
    answers = OutgoingMessage.objects.in_trouble().filter(desk.own("written_by"), thread__in=seen)
    recent = Q(ended_at=None) | Q(ended_at__gte=timezone.now() - FAILED_SHOWN_FOR)
    for message in answers.filter(recent).select_related("thread").defer("raw").order_by("pk")[:MOST]:
        failed = message.state == OutgoingMessage.State.FAILED
        correspondent = message.to_name or message.to_address
        yield WorkItem(
            Urgency.NOW,
            "mail-x" if failed else "mail-exclamation",
            f"The answer to {correspondent} " + ("failed" if failed else "may not have gone out"),
            message.last_error or str(message.thread),
            message.thread.get_absolute_url() if message.thread else "",
            "Look at it" if failed else "Resolve",
            when="Failed" if failed else "Unconfirmed",
            at=message.ended_at or message.handed_off_at,
            tone="bad" if failed else "warn",
        )


def _message_url(desk: Desk, relation: str, row: dict[str, Any]) -> str:
    """One message opens by itself, but not a colleague's: that stays between them and their mailbox."""
    if row["n"] == 1 and not desk.team:
        return reverse("mail:message-detail", args=[row["message"]])
    return _trouble_url(relation, row)


def _trouble_url(relation: str, row: dict[str, Any]) -> str:
    """Where they stand together; the results of a pitch group their rows by the first message, not by the follow-up."""
    if relation == "follow_up_message":
        return reverse("mail:trouble-list")
    return reverse("pitches:pitch-detail", args=[row["pitch_id"]]) + "?show=trouble"


def responses_waiting(desk: Desk) -> Iterator[WorkItem]:
    waiting = (
        Response.objects.filter(desk.own("recipient__pitch__owner"), handled_at=None)
        .exclude(incoming__thread__snoozed_until__gt=timezone.now())
        .select_related("recipient__journalist", "recipient__pitch", "incoming")
        .defer("incoming__raw", "incoming__full_text")
        .order_by("created_at")
    )
    rows = list(waiting[:MOST])
    keys = [row.incoming.thread_id for row in rows if row.incoming and row.incoming.thread_id]
    seen = set(Thread.objects.visible_to(desk.user).filter(pk__in=keys).values_list("pk", flat=True))
    for response in rows:
        recipient = response.recipient
        answered = response.kind in {Response.Kind.NO, Response.Kind.LATER}
        yield WorkItem(
            Urgency.LATER if answered else Urgency.TODAY,
            "message-x" if response.kind == Response.Kind.NO else "message-reply",
            f"{recipient.journalist} {SAID[Response.Kind(response.kind)]}",
            f"“{response.text}”" if response.text else recipient.pitch.title,
            _where_answered(response, seen),
            "Read" if answered else "Answer",
            when="Answered",
            at=response.created_at,
            note=recipient.pitch.title,
            tone="" if answered else "accent",
        )


def _where_answered(response: Response, seen: set[int]) -> str:
    """The conversation, for those who may read it; else, and for answers on the page, the results of the pitch."""
    thread = response.incoming.thread_id if response.incoming else None
    if thread in seen:
        return f"{reverse('mail:thread', args=[thread])}#reply"
    recipient = response.recipient
    return f"{recipient.pitch.get_absolute_url()}?show=answered#recipient-{recipient.pk}"


def letters_waiting(desk: Desk) -> Iterator[WorkItem]:
    """Conversations that wait and are no answer to a pitch, or one that was seen to: those stand above."""
    unhandled = Response.objects.filter(incoming__thread=OuterRef("pk"), handled_at=None)
    waiting = Thread.objects.visible_to(desk.user).waiting().filter(~Exists(unhandled))
    for thread in waiting.filter(desk.own("assignee")).order_by("waiting_since", "pk")[:MOST]:
        back = thread.waiting_since is None
        yield WorkItem(
            Urgency.TODAY,
            "clock-pause" if back else "mail",
            f"{thread.correspondent}: back on your desk" if back else f"{thread.correspondent} has written",
            str(thread),
            f"{thread.get_absolute_url()}#reply",
            "Look at it" if back else "Answer",
            when="Put off until" if back else "Since",
            at=thread.snoozed_until if back else thread.waiting_since,
            tone="accent",
        )


def reviews_waiting(desk: Desk) -> Iterator[WorkItem]:
    if not desk.user.is_manager:
        return
    waiting = Review.objects.filter(state=Review.State.WAITING).select_related("submitted_by")
    if not TeamPolicy.current().approve_own_work:
        waiting = waiting.exclude(submitted_by=desk.user)
    soon = timezone.now() + timedelta(hours=3)
    for review in waiting[:MOST]:
        urgent = bool(review.due_at and review.due_at <= soon)
        yield WorkItem(
            Urgency.NOW if urgent else Urgency.TODAY,
            "clipboard-check",
            f"Review: {review.title}",
            f"{review.submitted_by}, version {review.version}. {review.context}",
            reverse("team:review-detail", args=[review.pk]),
            "Review",
            when="Goes out" if review.due_at else "Submitted",
            at=review.due_at or review.submitted_at,
            tone="warn" if urgent else "",
        )


def changes_requested(desk: Desk) -> Iterator[WorkItem]:
    for pitch in _pitches(desk, Pitch.State.CHANGES):
        yield WorkItem(
            Urgency.TODAY,
            "edit",
            f"Changes requested: {pitch.title}",
            _about(pitch),
            pitch.get_absolute_url(),
            "Revise",
            when="Planned for" if pitch.not_before else "Since",
            at=pitch.not_before or pitch.updated_at,
        )


def approved_pitches(desk: Desk) -> Iterator[WorkItem]:
    for pitch in _pitches(desk, Pitch.State.APPROVED):
        yield WorkItem(
            Urgency.TODAY,
            "circle-check",
            f"Approved: {pitch.title}",
            f"{_about(pitch)}. Nothing goes out until it is scheduled",
            pitch.get_absolute_url(),
            "Schedule",
            when="Planned for" if pitch.not_before else "Since",
            at=pitch.not_before or pitch.updated_at,
        )


def drafts(desk: Desk) -> Iterator[WorkItem]:
    for pitch in _pitches(desk, Pitch.State.DRAFT):
        yield WorkItem(
            Urgency.LATER,
            "pencil",
            f"Draft: {pitch.title}",
            _about(pitch),
            pitch.get_absolute_url(),
            "Go on",
            when="Saved",
            at=pitch.updated_at,
        )


def _pitches(desk: Desk, state: Pitch.State) -> "QuerySet[Pitch]":
    return (
        Pitch.objects.filter(desk.own(), state=state)
        .select_related("campaign__client", "owner")
        .annotate(picked=Count("recipients", filter=Q(recipients__left_out_at=None)))
        .order_by("-updated_at")[:MOST]
    )


def _about(pitch: Pitch) -> str:
    picked: int = pitch.picked  # type: ignore[attr-defined]
    people = "1 journalist" if picked == 1 else f"{picked} journalists"
    return f"{pitch.campaign}, {pitch.campaign.client}. {people}"


def follow_ups_due(desk: Desk) -> Iterator[WorkItem]:
    today = timezone.localdate()
    rows = (
        Recipient.objects.awaiting_follow_up()
        .filter(desk.own("pitch__owner"), follow_up_due_on__lte=today, pitch__follow_up_on=True)
        .filter(pitch__state__in=[Pitch.State.SENDING, Pitch.State.SENT])
        .order_by()
        .values("pitch_id", "pitch__title", start=F("pitch__window_start"), end=F("pitch__window_end"))
        .annotate(n=Count("pk"))
    )
    for row in rows[:MOST]:
        yield WorkItem(
            Urgency.TODAY,
            "repeat",
            "One follow-up is due" if row["n"] == 1 else f"{row['n']} follow-ups are due",
            row["pitch__title"],
            reverse("pitches:pitch-detail", args=[row["pitch_id"]]) + "?show=quiet",
            "Look through",
            when=f"{row['start']:02}:00 to {row['end']:02}:00",
            note="in their time zones",
        )


def embargoes_lifting(desk: Desk) -> Iterator[WorkItem]:
    now = timezone.now()
    campaigns = Campaign.objects.running().filter(
        desk.own(), embargo_until__gt=now, embargo_until__lte=now + EMBARGO_NEAR
    )
    for campaign in campaigns.select_related("client")[:MOST]:
        yield WorkItem(
            Urgency.TODAY,
            "lock",
            f"Embargo on {campaign} lifts",
            f"{campaign.client}. What still speaks of it then stays here",
            campaign.get_absolute_url(),
            "See campaign",
            when="Lifts",
            at=campaign.embargo_until,
        )


def documents_waiting(desk: Desk) -> Iterator[WorkItem]:
    """Sent back, approved and not released yet, or begun and never released."""
    begun = Q(state=Document.State.DRAFT, published_version=None)
    released = Q(published_version__fingerprint=F("approved_fingerprint"), withdrawn_at=None)
    approved = Q(state=Document.State.APPROVED) & (Q(published_version=None) | ~released)
    waiting = Document.objects.in_use().filter(desk.own(), Q(state=Document.State.CHANGES) | approved | begun)
    said = {
        Document.State.CHANGES: (Urgency.TODAY, "edit", "Changes requested", "Revise"),
        Document.State.APPROVED: (Urgency.TODAY, "circle-check", "Approved", "Publish"),
        Document.State.DRAFT: (Urgency.LATER, "pencil", "Draft", "Go on"),
    }
    for document in waiting.select_related("client").order_by("-updated_at")[:MOST]:
        urgency, icon, word, action = said[Document.State(document.state)]
        line = f"{document.get_kind_display()} for {document.client}"
        href = (
            document.get_absolute_url()
            if action == "Publish"
            else reverse("mediakits:document-edit", args=[document.pk])
        )
        yield WorkItem(urgency, icon, f"{word}: {document}", line, href, action, when="Since", at=document.saved_at)


def releases_appearing(desk: Desk) -> Iterator[WorkItem]:
    """Released under an embargo that ends within days."""
    now = timezone.now()
    near = Document.objects.released().filter(desk.own(), public_from__gt=now, public_from__lte=now + EMBARGO_NEAR)
    for document in near.select_related("client").order_by("public_from")[:MOST]:
        yield WorkItem(
            Urgency.TODAY,
            "lock",
            f"“{document}” appears",
            f"{document.get_kind_display()} for {document.client}. Everybody can read it from then on",
            document.get_absolute_url(),
            "Look at it",
            when="Lifts",
            at=document.public_from,
        )


def clips_without_origin(desk: Desk) -> Iterator[WorkItem]:
    """Clips that are ours and may have come of a pitch: one row a pitch."""
    waiting = Attribution.objects.waiting().filter(desk.own("recipient__pitch__owner"), recipient__left_out_at=None)
    rows: Any = waiting.order_by().values("recipient__pitch", "recipient__pitch__title")
    rows = rows.annotate(n=Count("pk"), since=Min("created_at"), article=Min("clip__article__title"))
    for row in rows.order_by("since")[:MOST]:
        one = row["n"] == 1
        yield WorkItem(
            Urgency.LATER,
            "link",
            f"Did “{row['article']}” come of the pitch?" if one else f"Did {row['n']} clips come of the pitch?",
            row["recipient__pitch__title"],
            reverse("pitches:pitch-detail", args=[row["recipient__pitch"]]),
            "Say so",
            at=row["since"],
        )


def contacts_to_verify(desk: Desk) -> Iterator[WorkItem]:
    """Contacts who are in a draft and were not verified for half a year: worth a look before they are written to."""
    stale = timezone.now() - STALE_AFTER
    count = (
        Journalist.objects.filter(desk.own(), Q(verified_at=None) | Q(verified_at__lt=stale), recipients__message=None)
        .filter(recipients__pitch__state__in=[Pitch.State.DRAFT, Pitch.State.CHANGES, Pitch.State.APPROVED])
        .distinct()
        .count()
    )
    if count:
        yield WorkItem(
            Urgency.LATER,
            "shield-check",
            "One contact to verify" if count == 1 else f"{count} contacts to verify",
            "In a pitch that has not gone out, and not confirmed for 180 days",
            reverse("contacts:journalist-list") + "?verify=due",
            "Verify",
        )
