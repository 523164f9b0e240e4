"""What journalists open by the link in a pitch. A GET changes nothing, because scanners follow links."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from contacts import preferences
from contacts.forms.preferences import CorrectionForm, DeletionForm, PreferencesForm
from contacts.models import Journalist
from core.journalist_pages import journalist_page
from core.tokens import TOKEN_LENGTH
from team.models import TeamPolicy


def of_journalist(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Turns the token into its journalist; one that is unknown, cut off or withdrawn is answered kindly."""

    @wraps(view)
    def found(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        journalist = Journalist.objects.with_primary().filter(token=token).first() if _may_exist(token) else None
        if journalist is None:
            return render(request, "public/unknown_link.html", status=404)
        return view(request, journalist, **kwargs)

    return journalist_page(found)


def _may_exist(token: str) -> bool:
    return len(token) == TOKEN_LENGTH and "\x00" not in token


def _page(request: HttpRequest, journalist: Journalist, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "journalist": journalist,
        "form": PreferencesForm(initial=_initial(journalist), prefix="wishes"),
        "correction": CorrectionForm(prefix="correction"),
        "deletion": DeletionForm(prefix="deletion"),
        "said": request.GET.get("said", ""),
        "policy": TeamPolicy.current(),
    }
    return render(request, "contacts/public/preferences.html", context | forms, status=status)


def _initial(journalist: Journalist) -> dict[str, Any]:
    return {
        "covers": ", ".join(beat.name for beat in journalist.beats.all()),
        "how_to_pitch": journalist.how_to_pitch,
        "never_follow_up": journalist.never_follow_up,
        "no_tracking": journalist.no_tracking,
        "paused_until": journalist.paused_until,
    }


def _done(journalist: Journalist, said: str) -> HttpResponse:
    return redirect(f"{reverse('contacts:preferences', args=[journalist.token])}?said={said}")


@of_journalist
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, journalist: Journalist) -> HttpResponse:
    if request.method != "POST":
        return _page(request, journalist)
    form = PreferencesForm(request.POST, initial=_initial(journalist), prefix="wishes")
    if not form.is_valid():
        return _page(request, journalist, form=form, status=422)
    preferences.save(journalist=journalist, **form.cleaned_data)
    return _done(journalist, "saved")


@of_journalist
@require_POST
def correct(request: HttpRequest, journalist: Journalist) -> HttpResponse:
    form = CorrectionForm(request.POST, prefix="correction")
    if not form.is_valid():
        return _page(request, journalist, correction=form, status=422)
    preferences.ask_to_correct(journalist=journalist, text=form.cleaned_data["text"])
    return _done(journalist, "corrected")


@of_journalist
@require_POST
def delete(request: HttpRequest, journalist: Journalist) -> HttpResponse:
    form = DeletionForm(request.POST, prefix="deletion")
    if not form.is_valid():
        return _page(request, journalist, deletion=form, status=422)
    preferences.ask_to_delete(journalist=journalist, text=form.cleaned_data["text"])
    return _done(journalist, "deleted")


@journalist_page
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One button for people; for mail programs a POST as RFC 8058 has it, answered in plain text.

    A withdrawn link does this and no more: the page says nothing of the journalist and leads to nothing of theirs.
    """
    journalist = _who_may_leave_by(token) if _may_exist(token) else None
    if journalist is None:
        return render(request, "public/unknown_link.html", status=404)
    if request.method == "POST":
        preferences.leave(journalist=journalist)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("You get no more pitches from us.\n", content_type="text/plain; charset=utf-8")
        return redirect("contacts:unsubscribe", token=token)
    is_current = journalist.token == token
    context = {
        "journalist": journalist,
        "is_current": is_current,
        "may_come_back": is_current and preferences.has_left(journalist),
        "came_back": is_current and request.GET.get("said") == "back",
        "policy": TeamPolicy.current(),
    }
    return render(request, "contacts/public/unsubscribe.html", context)


def _who_may_leave_by(token: str) -> Journalist | None:
    known = Journalist.objects
    return known.filter(token=token).first() or known.filter(withdrawn_links__token=token).first()


@of_journalist
@require_POST
def come_back(request: HttpRequest, journalist: Journalist) -> HttpResponse:
    preferences.come_back(journalist=journalist)
    return redirect(f"{reverse('contacts:unsubscribe', args=[journalist.token])}?said=back")
