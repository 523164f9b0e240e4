"""What came of an inquiry, as people say it on its page."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from core.toasts import say
from core.typed import text_in
from coverage.models import Clip
from inquiries import outcomes
from inquiries.models import Inquiry
from inquiries.views.page import Action


class OutcomeSave(Action):
    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        given = self.request.POST
        note = text_in(given, "note", most=4000)
        outcomes.conclude(inquiry=inquiry, outcome=given.get("outcome", ""), note=note, by=self.request.user)
        say(self.request, "Outcome kept")


class ClipTie(Action):
    """This clip came of it; with `?undo` it did not after all."""

    def act(self, inquiry: Inquiry, **rest: Any) -> None:
        by = self.request.user
        clip = get_object_or_404(Clip.objects.visible_to(by).select_related("article", "client"), pk=rest["clip"])
        undone = f"{reverse('inquiries:inquiry-clip', args=[inquiry.pk, clip.pk])}{'' if self.is_undo else '?undo=1'}"
        if self.is_undo:
            outcomes.untie(inquiry=inquiry, clip=clip, by=by)
            say(self.request, "It stands there no more", undo=undone)
        else:
            outcomes.tie(inquiry=inquiry, clip=clip, by=by)
            say(self.request, "It came of this inquiry", undo=undone)

    @property
    def is_undo(self) -> bool:
        return "undo" in self.request.GET
