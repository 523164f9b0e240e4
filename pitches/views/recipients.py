"""The left column of the composer: who gets the pitch, why, and who does not."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django_htmx.http import trigger_client_event

from contacts.media_lists import members_of
from contacts.models import Journalist, MediaList
from core.htmx import go_to, render_page, wants_part
from core.toasts import say
from pitches import recipients
from pitches.errors import PitchError
from pitches.exclusions import exclusions_among
from pitches.forms import LeaveOutForm, OverrideForm, RecipientForm
from pitches.models import Pitch, Recipient
from pitches.views.composer import preview_context, recipients_context
from pitches.views.pitch import OnePitch

MOST_FOUND = 8
CHANGED = "mr:recipients"


class RecipientList(OnePitch):
    """GET: one tab of the column. POST: adds journalists (`journalist`) or a whole list (`media_list`)."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        if not wants_part(request):
            return go_to(request, "pitches:pitch-compose", pitch.pk)
        return answer(request, pitch)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        keys = [int(key) for key in request.POST.getlist("journalist") if key.isdecimal() and len(key) < 19]
        wanted = Journalist.objects.visible_to(request.user).filter(pk__in=keys)
        if (listed := request.POST.get("media_list", "")).isdecimal():
            media_list = get_object_or_404(MediaList.objects.visible_to(request.user), pk=int(listed))
            wanted = members_of(media_list, user=request.user)
        try:
            added = recipients.add(
                pitch=pitch, journalists=wanted, by=request.user, reason=request.POST.get("reason", "")
            )
        except PitchError as error:
            say(request, str(error), tone="bad")
        else:
            say(request, str(added), tone="ok" if added.picked else "plain")
        return answer(request, pitch, changed=True)


class RecipientSearch(OnePitch):
    """Journalists and lists that match what is typed, each with what speaks against them."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = self.pitch()
        text = request.GET.get("q", "").strip()
        context: dict[str, Any] = {"pitch": pitch, "q": text, "found": [], "lists": []}
        if text:
            visible = Journalist.objects.visible_to(request.user).matching(text)
            found = list(visible.exclude(recipients__pitch=pitch).with_primary()[:MOST_FOUND])
            against = exclusions_among(found, pitch=pitch, together=False)
            context["found"] = [(journalist, against[journalist.pk]) for journalist in found]
            lists = MediaList.objects.visible_to(request.user).filter(name__icontains=text.replace("\x00", ""))
            context["lists"] = lists.order_by("name")[:5]
        return render_page(request, "pitches/compose/_found.html", context)


class OneRecipient(OnePitch):
    def recipient(self) -> Recipient:
        rows = Recipient.objects.filter(pitch=self.pitch()).for_rendering()
        return get_object_or_404(rows, pk=self.kwargs["recipient_pk"])

    def row(self, recipient: Recipient, form: RecipientForm | None = None, *, status: int = 200) -> HttpResponse:
        """The row, opened for typing when there is a form, and the preview as this recipient gets it."""
        pitch = self.pitch()
        request = self.request
        request.GET = request.GET.copy()
        request.GET["to"] = str(recipient.pk)
        context = {"pitch": pitch, "recipient": recipient, "recipient_form": form, "editable": True, "oob": True}
        context |= preview_context(request, pitch)
        return render(request, "pitches/compose/row_answer.html", context, status=status)


class RecipientDetail(OneRecipient):
    """GET opens the row for typing; POST saves why, and the personal line."""

    def get(self, request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
        recipient = self.recipient()
        if not wants_part(request):
            return go_to(request, f"{recipient.pitch.get_compose_url()}?to={recipient.pk}")
        editable = recipient.pitch.state in Pitch.EDITABLE and recipient.left_out_at is None
        return self.row(recipient, RecipientForm(instance=recipient) if editable else None)

    def post(self, request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
        recipient = self.recipient()
        form = RecipientForm(request.POST, instance=self.recipient())
        if not form.is_valid():
            return self.row(recipient, form, status=422)
        try:
            recipients.describe(recipient=recipient, by=request.user, **form.cleaned_data)
        except PitchError as error:
            say(request, str(error), tone="bad")
            return self.row(recipient, form, status=422)
        if not wants_part(request):
            return go_to(request, f"{recipient.pitch.get_compose_url()}?to={recipient.pk}")
        response = self.row(self.recipient())
        return trigger_client_event(response, CHANGED)


class RecipientAct(OneRecipient, ABC):
    """A POST that moves a recipient between the tabs; the column comes back as it is then."""

    def post(self, request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
        recipient = self.recipient()
        try:
            say(request, self.act(recipient))
        except PitchError as error:
            say(request, str(error), tone="bad")
        return answer(request, self.pitch(), changed=True)

    @abstractmethod
    def act(self, recipient: Recipient) -> str:
        """Do what the button says; what it returns is said to the reader."""


class LeaveOut(RecipientAct):
    def act(self, recipient: Recipient) -> str:
        form = LeaveOutForm(self.request.POST)
        why = form.cleaned_data["why"] if form.is_valid() else ""
        recipients.leave_out(recipient=recipient, by=self.request.user, why=why)
        return f"{recipient.journalist} is left out"


class TakeIn(RecipientAct):
    def act(self, recipient: Recipient) -> str:
        form = OverrideForm(self.request.POST)
        override = form.cleaned_data["override"] if form.is_valid() else ""
        recipients.take_in(recipient=recipient, by=self.request.user, override=override)
        return f"{recipient.journalist} is picked"


class Remove(RecipientAct):
    def act(self, recipient: Recipient) -> str:
        recipients.remove(recipient=recipient, by=self.request.user)
        return f"{recipient.journalist} is out of the pitch"


def answer(request: HttpRequest, pitch: Pitch, *, changed: bool = False) -> HttpResponse:
    """The column to htmx, the whole page to a browser."""
    if not wants_part(request):
        return go_to(request, pitch.get_compose_url())
    context = {"pitch": pitch, "editable": pitch.state in Pitch.EDITABLE, **recipients_context(request, pitch)}
    response = render(request, "pitches/compose/_recipients.html", context)
    return trigger_client_event(response, CHANGED) if changed else response
