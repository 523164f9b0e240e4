"""The way into the team: an invitation, sent by e-mail, that one person uses once."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from team import told_of
from team.models import FirstSteps, Invitation, User
from team.models.invitation import in_seven_days
from team.notifications import notify
from team.postman import wake_postman


class InvitationError(Exception):
    """An invitation cannot be made or used; the message says why, in words for the reader."""


class AlreadyMember(InvitationError):
    """Somebody on the team has this address."""


class AlreadyInvited(InvitationError):
    """An invitation to this address is still open."""


class UnknownInvitation(InvitationError):
    """There is no invitation with this token: a mistyped or forged link."""


class ExpiredInvitation(InvitationError):
    """The invitation was not used in time."""


class RevokedInvitation(InvitationError):
    """Somebody on the team took the invitation back."""


class UsedInvitation(InvitationError):
    """The invitation made an account already."""


@transaction.atomic
def invite(*, email: str, role: str, by: User, name: str = "") -> Invitation:
    """Make an invitation and send it. An expired one to the same address gives way.

    Raises `AlreadyMember` and `AlreadyInvited`.
    """
    email = email.strip()
    member = User.objects.filter(email__iexact=email).first()
    if member is not None:
        left = "" if member.is_active else " Their account is switched off; an admin can switch it on again."
        raise AlreadyMember(f"{member.name} has this address and an account already.{left}")
    earlier = Invitation.objects.select_for_update().filter(email__iexact=email, accepted_at=None, revoked_at=None)
    for invitation in earlier:
        if invitation.is_open:
            raise AlreadyInvited("This address has an open invitation. Send it again, or revoke it.")
        _revoke(invitation)
    invitation = Invitation.objects.create(email=email, name=name, role=role, invited_by=by)
    _send_later(invitation)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation) -> Invitation:
    """Send the same link once more, good for another seven days. Raises `UsedInvitation`, `RevokedInvitation`."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _refuse_ended(invitation)
    invitation.expires_at = in_seven_days()
    invitation.save(update_fields=["expires_at", "updated_at"])
    _send_later(invitation)
    return invitation


@transaction.atomic
def revoke(*, invitation: Invitation) -> Invitation:
    """Close the link. Raises `UsedInvitation` when there is an account already."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.accepted_at is not None:
        raise UsedInvitation(f"{invitation.email} has used the invitation already.")
    _revoke(invitation)
    return invitation


def find(token: str) -> Invitation:
    """The open invitation with this token.

    Raises `UnknownInvitation`, `ExpiredInvitation`, `RevokedInvitation` and `UsedInvitation`.
    """
    found = Invitation.objects.select_related("invited_by").filter(token=token.replace("\x00", ""))
    return _usable(found.first())


@transaction.atomic
def accept(*, token: str, name: str, password: str) -> User:
    """Make the account that an invitation is for. Raises what `find` raises, and `AlreadyMember`."""
    invitation = _usable(Invitation.objects.select_for_update().filter(token=token).first())
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise AlreadyMember("There is an account with this address already. Sign in with it.")
    user = User.objects.create_user(invitation.email, password, name=name, role=invitation.role)
    if not user.is_observer:
        FirstSteps.objects.create(user=user)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by", "updated_at"])
    notify(
        kind=told_of.JOINED,
        users=[invitation.invited_by],
        text=f"{user.name} has joined the team.",
        url=reverse("team:member-list"),
        icon="user-plus",
    )
    return user


def _send_later(invitation: Invitation) -> None:
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=None, send_problem="")
    transaction.on_commit(wake_postman)


def _revoke(invitation: Invitation) -> None:
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at", "updated_at"])


def _refuse_ended(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise UsedInvitation("This invitation has been used: its account exists. Sign in with your password.")
    if invitation.revoked_at is not None:
        raise RevokedInvitation("This invitation was taken back. Ask the person who invited you.")


def _usable(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise UnknownInvitation("This link is not one of ours. Check that it was copied as a whole.")
    _refuse_ended(invitation)
    if invitation.expires_at <= timezone.now():
        raise ExpiredInvitation(f"This invitation has expired. Ask {invitation.invited_by.name} to send it again.")
    return invitation
