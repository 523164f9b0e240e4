"""Mail and inquiries: a conversation becomes one, and a mailbox becomes a press office."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from campaigns.models import Client
from core.toasts import say
from inquiries.correspondence import of_letter
from inquiries.models import Inquiry, PressDesk
from mail.models import IncomingMessage, Mailbox, Thread
from team.access import TeamRequired

MOST_MAILBOXES = 200


class InquiryOfThread(TeamRequired, View):
    """The last letter of the conversation is the inquiry."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, thread: int) -> HttpResponse:
        found = get_object_or_404(Thread.objects.visible_to(request.user), pk=thread)
        if known := Inquiry.objects.filter(thread=found).order_by("-pk").first():
            return redirect(known)
        key = request.POST.get("client", "")
        client = get_object_or_404(Client.objects.visible_to(request.user).active(), pk=key if key.isdecimal() else 0)
        letters = IncomingMessage.objects.visible_to(request.user).filter(
            thread=found, kind__in=IncomingMessage.BY_PEOPLE
        )
        letter = letters.defer("raw").order_by("-received_at", "-pk").first()
        if letter is None:
            say(request, "Nobody has written in this conversation, so there is nothing to answer.", tone="bad")
            return redirect(found)
        inquiry = of_letter(letter, client=client, by=request.user)
        say(request, f"{inquiry.number}, and you are in charge")
        return redirect(inquiry)


class DesksForm(forms.Form):
    """For each shared mailbox the client whose press office it is."""

    def __init__(self, *args: Any, mailboxes: list[Mailbox], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mailboxes = mailboxes
        held = {desk.mailbox_id: desk.client_id for desk in PressDesk.objects.filter(mailbox__in=mailboxes)}
        for mailbox in mailboxes:
            self.fields[f"box-{mailbox.pk}"] = forms.ModelChoiceField(
                Client.objects.active(), required=False, empty_label="Not a press office", label=str(mailbox.address),
                initial=held.get(mailbox.pk),
            )  # fmt: skip

    def save(self) -> None:
        for mailbox in self.mailboxes:
            client = self.cleaned_data[f"box-{mailbox.pk}"]
            if client:
                PressDesk.objects.update_or_create(mailbox=mailbox, defaults={"client": client})
            else:
                PressDesk.objects.filter(mailbox=mailbox).delete()


class PressDesks(TeamRequired, View):
    """Which shared mailboxes are press offices. Managers change it; everybody of the team may look."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_manager:
            say(request, "Managers decide which mailbox is a press office. Ask one of them.", tone="bad")
            return self.show(self.form(), status=403)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        form.save()
        say(request, "Saved")
        return redirect("inquiries:press-desks")

    def form(self, data: Any = None) -> DesksForm:
        shared = Mailbox.objects.filter(owner=None, is_active=True).order_by("address")[:MOST_MAILBOXES]
        return DesksForm(data, mailboxes=list(shared))

    def show(self, form: DesksForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "inquiries/press_desks.html", {"form": form}, status=status)
