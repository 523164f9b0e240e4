"""The composer: recipients, message, checks and plan of one pitch on one page."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format

from core.html import to_text
from core.htmx import go_to, render_page
from core.toasts import say
from pitches import checks, drafting, merge, presence, scheduling
from pitches.drafting import EditConflict
from pitches.errors import PitchError
from pitches.forms import MessageForm, PlanForm
from pitches.models import Pitch, Recipient
from pitches.outlook import outlook_of
from pitches.preview_links import page_path
from pitches.sandbox import MergeError
from pitches.sign_off import needs_sign_off
from pitches.suggested_recipients import suggested_for
from pitches.views.pitch import OnePitch
from team.models import Review, ReviewComment
from team.reviews import reviewers

PAGE = 50
TABS = ("picked", "suggested", "left-out")


class Compose(OnePitch):
    """The page itself; its POST saves without JavaScript, and shows both texts when somebody else was faster."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        pitch = self.pitch()
        if pitch.state in {Pitch.State.SENDING, Pitch.State.SENT}:
            return redirect(pitch)
        return self.show(pitch, MessageForm(instance=pitch))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        form = MessageForm(request.POST, instance=self.pitch())
        if not form.is_valid():
            return self.show(pitch, form, status=422)
        try:
            drafting.save(pitch=pitch, by=request.user, **form.cleaned_data)
        except EditConflict as conflict:
            return self.show(conflict.pitch, _kept(form, conflict), conflict=_both(conflict), status=409)
        except PitchError as error:
            say(request, str(error), tone="bad")
            return self.show(pitch, form, status=409)
        say(request, "Saved")
        return go_to(request, "pitches:pitch-compose", pitch.pk)

    def show(
        self, pitch: Pitch, form: MessageForm, *, conflict: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        context = {
            **base_context(self.request, pitch),
            **recipients_context(self.request, pitch),
            **preview_context(self.request, pitch),
            **checks_context(pitch),
            "form": form,
            "plan_form": PlanForm(instance=pitch, user=self.request.user, auto_id="plan_%s"),
            "conflict": conflict,
            "asked": changes_asked(pitch),
        }
        return render(self.request, "pitches/pitch_compose.html", context, status=status)


class Save(OnePitch):
    """Autosave: answers 204 with the new revision, or 422 with one sentence; the text stays in the browser."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = MessageForm(request.POST, instance=self.pitch())
        if not form.is_valid():
            return _plain(" ".join(error for errors in form.errors.values() for error in errors), 422)
        try:
            pitch = drafting.save(pitch=self.pitch(), by=request.user, **form.cleaned_data)
        except EditConflict as conflict:
            return _plain(f"{conflict} Press Save.", 422)
        except PitchError as error:
            return _plain(str(error), 422)
        response = HttpResponse(status=204)
        response["X-Revision"] = str(pitch.revision)
        return response


class Checks(OnePitch):
    """The checks and the plan as they are after the last save, with the parts of the page that follow from them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        context = {**base_context(request, pitch), **checks_context(pitch), "asked": changes_asked(pitch), "oob": True}
        return render_page(request, "pitches/compose/checks_answer.html", context)


class Preview(OnePitch):
    """The message as one recipient gets it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        context = {"pitch": pitch, **preview_context(request, pitch)}
        return render_page(request, "pitches/compose/_preview.html", context)


class Plan(OnePitch):
    """Changes window, mailbox and follow-up; with errors the whole page comes back, the dialog open."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        form = PlanForm(request.POST, instance=self.pitch(), user=request.user, auto_id="plan_%s")
        if form.is_valid():
            try:
                drafting.save(pitch=pitch, by=request.user, **form.cleaned_data)
            except PitchError as error:
                form.add_error(None, str(error))
            else:
                say(request, "Plan changed")
                return go_to(request, "pitches:pitch-compose", pitch.pk)
        context = {
            **base_context(request, pitch),
            **recipients_context(request, pitch),
            **preview_context(request, pitch),
            **checks_context(pitch),
            "form": MessageForm(instance=pitch),
            "plan_form": form,
            "plan_open": True,
            "asked": changes_asked(pitch),
        }
        return render(request, "pitches/pitch_compose.html", context, status=422)


class Presence(OnePitch):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        context = {"pitch": pitch, "others": presence.seen(pitch=pitch, user=request.user)}
        return render_page(request, "pitches/compose/_presence.html", context)


def base_context(request: HttpRequest, pitch: Pitch) -> dict[str, Any]:
    return {
        "pitch": pitch,
        "editable": pitch.state in Pitch.EDITABLE,
        "others": presence.seen(pitch=pitch, user=request.user),
        "waiting": _waiting(pitch) if pitch.state == Pitch.State.IN_REVIEW else None,
        "body_words": len(to_text(pitch.body).split()),
        "subject_words": len(pitch.subject.split()),
    }


def recipients_context(request: HttpRequest, pitch: Pitch) -> dict[str, Any]:
    """One page of recipients, or the suggestions, with a count for each tab."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "picked"
    counts = pitch.recipients.aggregate(
        picked=Count("pk", filter=Q(left_out_at=None)), left_out=Count("pk", filter=Q(left_out_at__isnull=False))
    )
    current = {each.replace("-", "_"): each == tab for each in TABS}
    context: dict[str, Any] = {"tab": tab, "current_tab": current, "counts": counts, "suggestions": []}
    if tab == "suggested":
        context["suggestions"] = suggested_for(pitch)
    else:
        rows = pitch.recipients.filter(left_out_at__isnull=tab == "picked").for_rendering().order_by("pk")
        context["page"] = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return context


def preview_context(request: HttpRequest, pitch: Pitch) -> dict[str, Any]:
    """The message to one recipient (`?to=`, else the first), with the keys of the one before and after."""
    recipient = shown_recipient(request, pitch)
    context: dict[str, Any] = {"to": recipient if recipient.pk else None, "place": 0, "of": 0}
    if recipient.pk:
        active = pitch.recipients.active().order_by("pk")
        before, after = active.filter(pk__lt=recipient.pk), active.filter(pk__gt=recipient.pk)
        context["of"] = active.count()
        context["place"] = before.count() + 1
        context["before"] = before.values_list("pk", flat=True).last()
        context["after"] = after.values_list("pk", flat=True).first()
    context["preview_of"], context["page_url"] = recipient, page_path(recipient)
    try:
        context["rendered"] = merge.render(pitch, recipient, preview=True)
    except MergeError as error:
        context["broken"] = str(error)
    return context


def shown_recipient(request: HttpRequest, pitch: Pitch) -> Recipient:
    """The recipient of `?to=`, else the first; while there is none, one who does not exist and has no key."""
    active = pitch.recipients.active().order_by("pk")
    wanted = request.GET.get("to", "")
    picked = active.filter(pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else active.none()
    return picked.for_rendering().first() or active.for_rendering().first() or merge.sample(pitch)


def checks_context(pitch: Pitch) -> dict[str, Any]:
    facts = checks.gather(pitch)
    found = checks.run(pitch, facts)
    passed = sum(check.passed for check in found)
    return {
        "checks": found,
        "passed": passed,
        "to_look_at": len(found) - passed,
        "stopped": any(check.blocking for check in found),
        "outlook": outlook_of(pitch, facts.recipients),
        "needs_sign_off": needs_sign_off(pitch),
        "way_back": scheduling.way_back(),
        "reviewers": [user.name for user in reviewers()][:3],
    }


def changes_asked(pitch: Pitch) -> list[ReviewComment]:
    """What the reviewer wants changed and nobody has ticked off yet."""
    if pitch.state not in {Pitch.State.CHANGES, Pitch.State.DRAFT}:
        return []
    last = Review.objects.of(pitch).order_by("-version").first()
    if last is None:
        return []
    return list(last.comments.filter(asks_for_changes=True, done_at=None).select_related("author"))


def _waiting(pitch: Pitch) -> Review | None:
    return Review.objects.of(pitch).filter(state=Review.State.WAITING).select_related("submitted_by").first()


def _kept(form: MessageForm, conflict: EditConflict) -> MessageForm:
    """The form with what was typed, ready to be saved over what the other wrote."""
    data = form.data.copy()
    data["revision"] = str(conflict.pitch.revision)
    return MessageForm(data, instance=conflict.pitch)


def _both(conflict: EditConflict) -> dict[str, Any]:
    """What the other wrote, field by field, where it differs from what was typed here."""
    labels = {name: str(MessageForm.base_fields[name].label or name) for name in drafting.TEXTS}
    texts = [
        {"label": labels[name], "theirs": to_text(theirs) if name in {"body", "story", "follow_up"} else theirs}
        for name, theirs in conflict.theirs.items()
        if theirs != conflict.mine[name]
    ]
    at = date_format(timezone.localtime(conflict.at), "H:i") if conflict.at else ""
    return {"text": str(conflict), "by": conflict.by, "at": at, "texts": texts}


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
