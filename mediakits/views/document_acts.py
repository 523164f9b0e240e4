"""What can be done with a document: submit, take back, publish, withdraw, copy, translate, put away, delete."""

from django.http import HttpResponse
from django.urls import reverse

from core.htmx import go_to
from mediakits import drafting, publishing, sign_off
from mediakits.errors import WrongState
from mediakits.forms.documents import TranslationForm, WithdrawalForm
from mediakits.kinds.words import moment_words
from mediakits.models import Document
from mediakits.pieces import zone_of
from mediakits.views.document import DocumentAct, seen_revision


class DocumentReview(DocumentAct):
    said = "Submitted for review. Its text stands still until somebody decides, or you take it back."

    def act(self, document: Document) -> None:
        sign_off.submit_for_review(document=document, by=self.request.user)


class DocumentReviewWithdrawal(DocumentAct):
    said = "Taken back. You can write on."
    back = "mediakits:document-edit"

    def act(self, document: Document) -> None:
        sign_off.withdraw_submission(document=document, by=self.request.user)


class DocumentPublication(DocumentAct):
    def act(self, document: Document) -> str:
        released = publishing.publish(document=document, by=self.request.user, seen=seen_revision(self.request))
        if released.is_embargoed:
            when = moment_words(released.public_from.astimezone(zone_of(released.content)), "en")
            return f"Released under embargo. Everybody can read it from {when}."
        return "Published. Everybody can read it now."


class DocumentWithdrawal(DocumentAct):
    said = "Withdrawn. Nobody outside can read it any more."

    def act(self, document: Document) -> None:
        form = WithdrawalForm(self.request.POST)
        if not form.is_valid():
            raise WrongState(" ".join(error for errors in form.errors.values() for error in errors))
        publishing.withdraw(document=document, by=self.request.user, why=form.cleaned_data["why"])


class DocumentCopy(DocumentAct):
    said = "Copied"

    def act(self, document: Document) -> None:
        self.made = drafting.duplicate(document=document, by=self.request.user)

    def go_on(self, document: Document) -> HttpResponse:
        return go_to(self.request, "mediakits:document-edit", self.made.pk)


class DocumentTranslation(DocumentAct):
    said = "A draft to translate. The original’s text stands in it."

    def act(self, document: Document) -> None:
        form = TranslationForm(self.request.POST)
        if not form.is_valid():
            raise WrongState("Choose the language to translate it into.")
        self.made = drafting.translate(document=document, language=form.cleaned_data["language"], by=self.request.user)

    def go_on(self, document: Document) -> HttpResponse:
        return go_to(self.request, "mediakits:document-edit", self.made.pk)


class DocumentAside(DocumentAct):
    """Puts it away; Undo takes it up again."""

    said = "Put away"

    def act(self, document: Document) -> None:
        drafting.put_away(document=document, by=self.request.user)

    def undo(self, document: Document) -> str:
        return reverse("mediakits:document-taking-up", args=[document.pk])


class DocumentTakingUp(DocumentAct):
    said = "Taken up again"

    def act(self, document: Document) -> None:
        drafting.take_up(document=document, by=self.request.user)


class DocumentDeletion(DocumentAct):
    said = "Deleted, with its versions"

    def act(self, document: Document) -> None:
        drafting.delete(document=document, by=self.request.user)

    def go_on(self, document: Document) -> HttpResponse:
        return go_to(self.request, "mediakits:document-list")
