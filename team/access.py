"""Who may open what. Everything is closed until a view says otherwise.

Without a mark a view is for signed-in members of the team (`team.middleware.MembersOnly` sees to it, so that
a forgotten mixin opens nothing). A view is opened further, or closed further, by one of these:

    @public               anybody: sign-in pages, what journalists see
    SignedIn              every member, observers too (function views: @observers_too)
    TeamRequired          those who do the work; the default, said out loud
    ManagerRequired       managers and admins
    AdminRequired         admins
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., Any])

public = login_not_required


def observers_too(view: View) -> View:
    """Open a function view to observers; its lookups must start from `visible_to(request.user)`."""
    view.open_to_observers = True  # type: ignore[attr-defined]
    return view


def is_open_to_observers(view: Callable[..., Any]) -> bool:
    """Whether an observer may call the view; allauth's own pages (password, passkeys) are always open to them."""
    marked = getattr(view, "view_class", view)
    return getattr(marked, "open_to_observers", False) or view.__module__.startswith("allauth.")


class SignedIn:
    """Every member, observers too; lookups must start from `visible_to(request.user)`."""

    open_to_observers = True


class TeamRequired:
    """Those who do the work: specialists, managers, admins."""

    open_to_observers = False
    refusal = "Observers read along; they cannot do this."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.may_enter(request):
            raise PermissionDenied(self.refusal)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def may_enter(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and not request.user.is_observer


class ManagerRequired(TeamRequired):
    """Managers and admins."""

    refusal = "This is for managers. Ask one of them, or ask an admin to change your role."

    def may_enter(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_manager


class AdminRequired(TeamRequired):
    """Admins."""

    refusal = "This is for admins. Ask one of them."

    def may_enter(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_admin
