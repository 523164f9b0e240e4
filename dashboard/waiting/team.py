"""What waits because of the installation: invitations, webhooks and channels that stopped, API tokens that end."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from dashboard.desk import Desk, Room, Source, Urgency, WorkItem
from team.models import ApiToken, HookDelivery, Invitation, NotificationHook, User, WebhookDelivery

# icons: user-plus send message-2 robot
SHOWN_FOR: Final = timedelta(days=7)
ENDS_WITHIN: Final = timedelta(days=14)
EXPIRED_SHOWN_FOR: Final = timedelta(days=30)


def invitations(desk: Desk) -> "QuerySet[Invitation]":
    """The mail server refused the letter, or it was not used in time. Only admins send it again, or take it back."""
    if not desk.has_admins:
        return Invitation.objects.none()
    now = desk.now
    stuck = (Q(sent_at=None) & ~Q(send_problem="")) | Q(expires_at__lte=now, expires_at__gt=now - EXPIRED_SHOWN_FOR)
    member = User.objects.alias(folded=Lower("email")).filter(folded=Lower(OuterRef("email")))
    rows = Invitation.objects.filter(stuck, accepted_at=None, revoked_at=None).filter(~Exists(member))
    return rows.order_by("expires_at")


def _invitation_row(desk: Desk, invitation: Invitation) -> WorkItem:
    expired = invitation.expires_at <= desk.now
    return WorkItem(
        Urgency.LATER if expired else Urgency.TODAY, "user-plus",
        f"{invitation.name or invitation.email} has not joined" if expired
        else f"The invitation to {invitation.email} did not go out",
        "The invitation was not used in time" if expired else invitation.send_problem,
        f"{reverse('team:member-list')}#invited", "Send again",
        when="Expired" if expired else "Since", at=invitation.expires_at if expired else invitation.created_at,
        tone="" if expired else "warn",
    )  # fmt: skip


def webhooks(desk: Desk) -> "QuerySet[Any]":
    """One row an address whose server did not take what it was told within a week, and has taken nothing since."""
    if not desk.has_managers:
        return WebhookDelivery.objects.none()
    State = WebhookDelivery.State
    taken = WebhookDelivery.objects.filter(
        endpoint=OuterRef("endpoint"), state=State.TAKEN, ended_at__gt=OuterRef("ended_at")
    )
    lost = WebhookDelivery.objects.filter(
        state=State.GIVEN_UP, ended_at__gt=desk.now - SHOWN_FOR, endpoint__is_active=True
    ).filter(~Exists(taken))  # fmt: skip
    rows = lost.order_by().values("endpoint", "endpoint__name")
    return rows.annotate(n=Count("pk"), at=Max("ended_at"), why=Max("said")).order_by("at")


def _webhook_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    lost = "One delivery was" if row["n"] == 1 else f"{row['n']} deliveries were"
    return WorkItem(
        Urgency.TODAY, "send", f"The webhook {row['endpoint__name']} fails", f"{lost} given up. {row['why']}",
        reverse("team:webhook-detail", args=[row["endpoint"]]), "Look at it", when="Last", at=row["at"], tone="bad",
    )  # fmt: skip


def channels(desk: Desk) -> "QuerySet[NotificationHook]":
    """Switched off by themselves, because their server was gone or refused everything."""
    if not desk.has_admins:
        return NotificationHook.objects.none()
    rows = NotificationHook.objects.filter(is_active=False).exclude(off_because="")
    return rows.defer("url", "secret").order_by("updated_at")


def _channel_row(desk: Desk, hook: NotificationHook) -> WorkItem:
    return WorkItem(
        Urgency.TODAY, "message-2", f"The channel {hook} is off", hook.off_because, hook.get_absolute_url(),
        "Switch it on", when="Since", at=hook.updated_at, tone="bad",
    )  # fmt: skip


def lost_deliveries(desk: Desk) -> "QuerySet[Any]":
    """What a channel that is on did not get through within a week: one row a channel."""
    if not desk.has_admins:
        return HookDelivery.objects.none()
    State = HookDelivery.State
    since = HookDelivery.objects.filter(hook=OuterRef("hook"), state=State.DELIVERED, ended_at__gt=OuterRef("ended_at"))
    lost = HookDelivery.objects.filter(
        state=State.FAILED, ended_at__gt=desk.now - SHOWN_FOR, hook__is_active=True, is_test=False
    ).filter(~Exists(since))  # fmt: skip
    rows = lost.order_by().values("hook", "hook__name")
    return rows.annotate(n=Count("pk"), at=Max("ended_at"), why=Max("said")).order_by("at")


def _lost_row(desk: Desk, row: dict[str, Any]) -> WorkItem:
    lost = "One line" if row["n"] == 1 else f"{row['n']} lines"
    return WorkItem(
        Urgency.LATER, "message-2", f"{lost} did not reach the channel {row['hook__name']}", row["why"],
        reverse("team:hook-detail", args=[row["hook"]]) + "#log", "Look at it", when="Last", at=row["at"], tone="warn",
    )  # fmt: skip


def tokens(desk: Desk) -> "QuerySet[ApiToken]":
    """One's own that end within two weeks, or have just ended, and that a program used lately."""
    now = desk.now
    rows = ApiToken.objects.visible_to(desk.user).filter(
        desk.own(), revoked_at=None, expires_at__gt=now - SHOWN_FOR, expires_at__lte=now + ENDS_WITHIN,
        last_used_at__gt=now - EXPIRED_SHOWN_FOR,
    )  # fmt: skip
    return rows.defer("digest").order_by("expires_at")


def _token_row(desk: Desk, token: ApiToken) -> WorkItem:
    says = "has ended" if token.has_expired else "ends"
    return WorkItem(
        Urgency.TODAY if token.has_expired else Urgency.LATER, "robot", f"The API token {token} {says}",
        "The program that uses it is turned away then. Make a new one for it", reverse("team:api-token-list"),
        "Make a new one", when="Ended" if token.has_expired else "Ends", at=token.expires_at, tone="warn",
    )  # fmt: skip


SOURCES = (
    Source("invitation", Room.OTHER, invitations, _invitation_row, owner="", soonest=Urgency.TODAY),
    Source("webhook that fails", Room.OTHER, webhooks, _webhook_row, owner="", soonest=Urgency.TODAY),
    Source("channel that is off", Room.OTHER, channels, _channel_row, owner="", soonest=Urgency.TODAY),
    Source("lines a channel lost", Room.OTHER, lost_deliveries, _lost_row, owner="", soonest=Urgency.LATER),
    Source("API token that ends", Room.OTHER, tokens, _token_row, soonest=Urgency.TODAY),
)
