"""A pitch on its way and after: who got it, who answered, what to do next."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Page
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.views import View
from django.views.generic import DetailView

from contacts.models import Journalist
from core.htmx import go_to, render_page
from core.paging import page_of
from mail.setbacks import setbacks_of
from pitches import follow_ups, responses, scheduling
from pitches.attention import attention_to
from pitches.errors import PitchError
from pitches.models import Attribution, Pitch, Recipient, Response
from pitches.outlook import outlook_of
from pitches.own_kit import add_figures, kit_attention
from pitches.pitch_coverage import coverage_of
from pitches.results import ANSWERED, TROUBLE, Status, by_beat, result_of
from team.access import SignedIn, TeamRequired

PAGE = 50
GROUPS = {
    "answered": ("Answered", ANSWERED),
    "quiet": ("No answer yet", (Status.SENT, Status.FOLLOWED_UP)),
    "trouble": ("Needs a look", TROUBLE),
    "waiting": ("Waiting", (Status.WAITING, Status.SENDING, Status.PLANNED)),
    "left-out": ("Left out or held back", (Status.LEFT_OUT, Status.CANCELLED)),
}
COVERED = "covered"
"""A group across the others: whatever they answered, they wrote."""


class PitchDetail(SignedIn, DetailView):
    """Drafts open in the composer; what is scheduled or has gone out shows its results."""

    def get_queryset(self) -> Any:
        return Pitch.objects.visible_to(self.request.user).select_related(
            "campaign__client", "owner", "mailbox", "scheduled_by", "kit"
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pitch = self.get_object()
        if not pitch.is_on_its_way:
            return redirect("pitches:pitch-compose", pk=pitch.pk)
        # A partial goes round the page around it, so for observers there is none.
        partial = "" if request.user.is_observer else "recipients"
        return render_page(request, "pitches/pitch_detail.html", self.context(pitch), partial=partial)

    def context(self, pitch: Pitch) -> dict[str, Any]:
        result = result_of(pitch)
        group = self.request.GET.get("show", "")
        recipients = pitch.recipients.with_status().select_related("message", "follow_up_message")
        recipients = recipients.defer("message__raw", "follow_up_message__raw")
        recipients = recipients.prefetch_related(
            Prefetch("journalist", queryset=Journalist.objects.with_primary()),
            Prefetch("responses", queryset=Response.objects.select_related("handled_by")),
            Prefetch(
                "attributions",
                queryset=Attribution.objects.counting().select_related("clip__article").defer("clip__article__text"),
                to_attr="led_to",
            ),
        )
        if group in GROUPS:
            recipients = recipients.filter(status__in=GROUPS[group][1])
        elif group == COVERED:
            recipients = recipients.active().covered()
        tabs = [
            (key, label, sum(result.counts.get(s, 0) for s in statuses)) for key, (label, statuses) in GROUPS.items()
        ]
        tabs.insert(1, (COVERED, "Covered it", result.covered))
        page = None if self.request.user.is_observer else self.page(recipients.order_by("pk"))
        if page is not None:
            add_figures(pitch, page.object_list)
        return {
            "kit_attention": kit_attention(pitch) if page is not None else None,
            "coverage": coverage_of(pitch, shown_to=self.request.user),
            "pitch": pitch,
            "result": result,
            "beats": by_beat(pitch),
            "attention": attention_to(pitch, shown_to=self.request.user),
            "groups": [tab for tab in tabs if tab[2]],
            "group": group,
            "page": page,
            "plan": words_for(pitch) if pitch.state == Pitch.State.SCHEDULED else "",
            "seconds_left": max(0, int((pitch.starts_at - timezone.now()).total_seconds())) if pitch.starts_at else 0,
        }

    def page(self, recipients: Any) -> Page:
        """A page of recipients, each with the `setback` of their pitch or its follow-up, if there is one."""
        page = page_of(self.request, recipients, PAGE)
        page.object_list = list(page.object_list)
        sent = [each for row in page.object_list for each in (row.message, row.follow_up_message) if each]
        setbacks = setbacks_of(sent)
        for row in page.object_list:
            row.setback = setbacks.get(row.follow_up_message_id) or setbacks.get(row.message_id)
        return page


def words_for(pitch: Pitch) -> str:
    """What the schedule means, in one or two sentences."""
    outlook = outlook_of(pitch, list(pitch.recipients.active().for_rendering()), now=pitch.starts_at)
    if outlook.follow_up_on is None:
        return f"{outlook.sentence}."
    day = date_format(outlook.follow_up_on, "l j F")
    return f"{outlook.sentence}. The follow-up goes from {day} to whoever has not answered."


class PitchAction(TeamRequired, View):
    """A POST to one pitch; a refusal becomes a toast that says what to do."""

    said = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pitch = get_object_or_404(Pitch.objects.visible_to(request.user), pk=pk)
        try:
            messages.success(request, self.act(pitch) or self.said)
        except PitchError as error:
            messages.error(request, str(error))
        return go_to(request, pitch.get_absolute_url())

    def act(self, pitch: Pitch) -> str | None:
        raise Http404


class PitchSchedule(PitchAction):
    def act(self, pitch: Pitch) -> str | None:
        scheduled = scheduling.schedule(pitch=pitch, by=self.request.user)
        return f"Scheduled. {words_for(scheduled)}"


class PitchUnschedule(PitchAction):
    said = "Taken back. Nothing has gone out."

    def act(self, pitch: Pitch) -> None:
        scheduling.unschedule(pitch=pitch, by=self.request.user)


class PitchStop(PitchAction):
    def act(self, pitch: Pitch) -> str:
        held = scheduling.stop(pitch=pitch, by=self.request.user)
        return f"Stopped. {held} message{'s' if held != 1 else ''} held back."


class RecipientAction(TeamRequired, View):
    """A POST about one recipient."""

    def recipient(self, pk: int) -> Recipient:
        visible = Pitch.objects.visible_to(self.request.user)
        return get_object_or_404(Recipient.objects.select_related("pitch", "journalist"), pk=pk, pitch__in=visible)


class FollowUpStop(RecipientAction):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        recipient = self.recipient(pk)
        if follow_ups.stop_for(recipient=recipient, by=request.user):
            messages.success(request, f"{recipient.journalist} gets no follow-up.")
        else:
            messages.info(request, f"There was no follow-up to stop for {recipient.journalist}.")
        return go_to(request, recipient.pitch.get_absolute_url())


class ResponseHandled(TeamRequired, View):
    """An answer has been taken care of; it leaves Today."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Pitch.objects.visible_to(request.user)
        response = get_object_or_404(
            Response.objects.select_related("recipient__pitch"), pk=pk, recipient__pitch__in=visible
        )
        responses.mark_handled(response=response, by=request.user)
        messages.success(request, "Done.")
        return go_to(request, response.recipient.pitch.get_absolute_url())
