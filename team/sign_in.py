"""How people sign in: what we ask of django-allauth beyond its settings."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest

from core.fields import decrypt, encrypt
from team.models import TeamPolicy, TrailLine, User
from team.trail import acts

logger = logging.getLogger(__name__)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def prove_address(user: User) -> None:
    """Tell allauth that the address is theirs: whoever has an account was invited at it, or made the others.

    Without the row, allauth takes the address for an unproven new one, and drops it at the next change of e-mail.
    """
    EmailAddress.objects.filter(user=user, primary=True).exclude(email__iexact=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


def sign_in(request: HttpRequest, user: User) -> None:
    """Sign somebody in who has just made their account."""
    prove_address(user)
    login(request, user, backend=BACKEND)
    acts.note(TrailLine.What.SIGNED_IN, by=user)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation alone; mail in the team's name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        prove_address(user)
        super().login(request, user)
        acts.note(TrailLine.What.SIGNED_IN, by=user)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Told with whose account it was about, if there is one; never with what a stranger typed."""
        super().authentication_failed(request, **credentials)
        about = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        acts.note(TrailLine.What.REFUSED, by=None, about=about, said="" if about else "with an unknown address")

    def set_password(self, user: User, password: str) -> None:
        super().set_password(user, password)
        acts.note(TrailLine.What.PASSWORD, by=user)

    def send_mail(self, template_prefix: str, email: str, context_: dict[str, Any]) -> None:
        """Send, or say that it could not be sent; a mail server that is down is no reason for an error page."""
        here = {"organisation": TeamPolicy.current().organisation, "site_url": settings.SITE_URL}
        try:
            super().send_mail(template_prefix, email, {**context_, **here})
        except (SMTPException, OSError):
            logger.exception("The system's mail could not be sent (%s).", template_prefix)
            if context.request is not None:
                messages.error(context.request, "The e-mail could not be sent. Try again later, or ask an admin.")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes are encrypted at rest."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
