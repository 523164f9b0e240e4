"""What the views of one pitch share."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from core.htmx import go_to, wants_part
from core.toasts import say
from pitches.errors import PitchError
from pitches.models import Pitch
from team.access import TeamRequired
from team.reviews import ReviewError


class OnePitch(TeamRequired, View):
    """A view of one pitch that the reader may work on."""

    def pitch(self) -> Pitch:
        related = ("campaign__client", "owner", "mailbox", "saved_by", "kit")
        visible = Pitch.objects.visible_to(self.request.user).select_related(*related)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class PitchAct(OnePitch, ABC):
    """A POST that does one thing to a pitch and goes on; a refusal is said, with what to do about it."""

    said = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pitch = self.pitch()
        try:
            text = self.act(pitch)
        except (PitchError, ReviewError) as error:
            say(request, str(error), tone="bad")
            return self.refused(pitch)
        say(request, text or self.said, undo=self.undo(pitch))
        return self.go_on(pitch)

    @abstractmethod
    def act(self, pitch: Pitch) -> str | None:
        """Do what the button says; what it returns is said to the reader."""

    def undo(self, pitch: Pitch) -> str:
        """Where a POST takes it back; "" where nothing does."""
        return ""

    def refused(self, pitch: Pitch) -> HttpResponse:
        return self._stay() if wants_part(self.request) else go_to(self.request, "pitches:pitch-compose", pitch.pk)

    def go_on(self, pitch: Pitch) -> HttpResponse:
        return go_to(self.request, "pitches:pitch-compose", pitch.pk)

    def _stay(self) -> HttpResponse:
        """Change nothing on the page; the toast says why."""
        response = HttpResponse()
        response["HX-Reswap"] = "none"
        return response
