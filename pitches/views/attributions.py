"""Saying on a pitch's page whether a clip came of it, and taking that back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from core.htmx import go_to
from core.toasts import say
from pitches import attributing
from pitches.models import Attribution, Pitch
from team.access import TeamRequired


class AttributionAction(TeamRequired, View):
    """A POST about one attribution; it leads back to the pitch, and can be undone."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        said = Attribution.objects.visible_to(request.user).filter(
            recipient__pitch__in=Pitch.objects.visible_to(request.user)
        )
        said = said.select_related("clip__article", "recipient__pitch__campaign", "recipient__journalist")
        attribution = get_object_or_404(said, pk=pk)
        undo = reverse("pitches:attribution-reopening", args=[attribution.pk])
        say(request, self.act(attribution), undo=undo if self.can_be_undone else "")
        return go_to(request, attribution.recipient.pitch.get_absolute_url())

    can_be_undone = True

    def act(self, attribution: Attribution) -> str:
        raise NotImplementedError


class Confirm(AttributionAction):
    def act(self, attribution: Attribution) -> str:
        attributing.confirm(clip=attribution.clip, recipient=attribution.recipient, by=self.request.user)
        return f"“{attribution.clip}” came of this pitch."


class Refuse(AttributionAction):
    def act(self, attribution: Attribution) -> str:
        attributing.refuse(clip=attribution.clip, recipient=attribution.recipient, by=self.request.user)
        return f"“{attribution.clip}” did not come of this pitch. It is not proposed again."


class Reopen(AttributionAction):
    can_be_undone = False

    def act(self, attribution: Attribution) -> str:
        attributing.reopen(clip=attribution.clip, recipient=attribution.recipient)
        return f"Open again whether “{attribution.clip}” came of this pitch."
