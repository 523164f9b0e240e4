"""What can be done with a finished draft: try it on oneself, submit it, take it back, copy it."""

from html import escape

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.htmx import go_to
from mail import outbox
from mail.errors import MailError
from pitches import drafting, merge, sign_off
from pitches.errors import PitchError
from pitches.models import Pitch
from pitches.views.composer import preview_context
from pitches.views.pitch import PitchAct

TEST = "test"
WHERE_LINKS_LEAD = "Its links to us open a preview for the team; nothing that you answer there is kept."


class SendTest(PitchAct):
    """The message as one recipient would get it, to the reader's own address, at once."""

    def act(self, pitch: Pitch) -> str:
        user, mailbox = self.request.user, pitch.mailbox
        if mailbox is None:
            raise PitchError("Choose in the plan which mailbox it goes out from; the test goes the same way.")
        shown = preview_context(self.request, pitch)
        if broken := shown.get("broken"):
            raise PitchError(broken)
        rendered: merge.Rendered = shown["rendered"]
        note = f"A test, as {shown['preview_of'].journalist} would get it. {WHERE_LINKS_LEAD}"
        try:
            outbox.enqueue(
                mailbox=mailbox,
                purpose=TEST,
                to_address=user.email,
                to_name=user.name,
                subject=rendered.subject or "(no subject yet)",
                html=f"<p><em>{escape(note)}</em></p>{rendered.html}",
                text=f"{note}\n\n{rendered.text}",
                due_at=timezone.now(),
            )
        except MailError as error:
            raise PitchError(str(error)) from None
        return f"A test is on its way to {user.email}"


class Submit(PitchAct):
    said = "Submitted for review. Its text stands still until somebody decides, or you take it back."

    def act(self, pitch: Pitch) -> None:
        sign_off.submit_for_review(pitch=pitch, by=self.request.user)


class Withdraw(PitchAct):
    said = "Taken back. You can write on."

    def act(self, pitch: Pitch) -> None:
        sign_off.withdraw(pitch=pitch, by=self.request.user)


class Duplicate(PitchAct):
    def act(self, pitch: Pitch) -> str:
        self.copy = drafting.duplicate(pitch=pitch, by=self.request.user)
        return "Copied, without its recipients"

    def go_on(self, pitch: Pitch) -> HttpResponse:
        return go_to(self.request, "pitches:pitch-compose", self.copy.pk)


class Drop(PitchAct):
    """Puts a draft aside; Undo takes it up again."""

    def act(self, pitch: Pitch) -> str:
        drafting.drop(pitch=pitch, by=self.request.user)
        return f"“{pitch}” is put aside"

    def undo(self, pitch: Pitch) -> str:
        return reverse("pitches:pitch-draft", args=[pitch.pk])

    def go_on(self, pitch: Pitch) -> HttpResponse:
        return go_to(self.request, "pitches:pitch-list")


class TakeUp(PitchAct):
    said = "Taken up again"

    def act(self, pitch: Pitch) -> None:
        drafting.take_up(pitch=pitch, by=self.request.user)
