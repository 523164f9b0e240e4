"""Second steps that fail: codes and keys that are not somebody's stand in the audit trail, as wrong passwords do.

django-allauth announces wrong codes by a signal, and says nothing of keys, so its forms for these are extended.
"""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django.core.exceptions import ValidationError

from team.models import TrailLine, User
from team.trail import acts

NOT_THEIRS = "incorrect_code"
"""What django-allauth calls it; an attempt too many, which is not looked at, is called otherwise."""


def listen() -> None:
    """Hear of wrong codes of authenticator apps, and of recovery codes."""
    authentication_failed.connect(_wrong_code, sender=Authenticator, dispatch_uid="team.second_steps")


def _wrong_code(*, user: User, reauthentication: bool = False, **_: Any) -> None:
    _note("by a wrong code", about=user, confirms=reauthentication)


def _note(how: str, *, about: User | None, confirms: bool) -> None:
    """Whoever confirms who they are is signed in already; of others nobody knows who it was."""
    when = "when asked once more, " if confirms else "at the second step, " if about else ""
    acts.note(TrailLine.What.REFUSED, by=about if confirms else None, about=about, said=f"{when}{how}")


class _Told:
    """A form that a key is shown to: one that does not open is written down."""

    user: User | None
    reauthenticated: bool

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc, no-any-return]
        except KeyError:  # what came is no credential at all; django-allauth would stop with an error
            refused = get_adapter().validation_error(NOT_THEIRS)
        except ValidationError as problem:
            refused = problem
        if refused.code == NOT_THEIRS:
            _note("by a key that does not fit", about=self.user, confirms=self.reauthenticated)
        raise refused


class SecondStepByKey(_Told, AuthenticateWebAuthnForm):
    """After the password."""


class SignInByPasskey(_Told, LoginWebAuthnForm):
    """Instead of the password: whose it is only a passkey that opens tells, so of others nobody is named."""


class ConfirmationByKey(_Told, ReauthenticateWebAuthnForm):
    """Somebody who is signed in says once more who they are."""
