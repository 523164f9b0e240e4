"""Mailboxes in the settings: whose they are, whether they work, and what is wrong when they do not."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import ListView

from core.htmx import go_to, render_page
from core.toasts import say
from mail.connection_test import Finding, can_work, passed, try_mailbox
from mail.forms import MailboxForm
from mail.mailboxes import resume_if_mended, save_mailbox
from mail.models import Mailbox
from mail.pace import standing_of
from mail.providers import PROVIDERS, provider
from team.access import TeamRequired

FORM = "mail/mailbox_form.html"


class MailboxListView(TeamRequired, ListView):
    """The reader's own mailboxes and the shared ones; admins see all."""

    template_name = "mail/mailbox_list.html"
    context_object_name = "mailboxes"

    def get_queryset(self) -> QuerySet[Mailbox]:
        shown = Mailbox.objects.visible_to(self.request.user).select_related("owner")
        return shown.defer("smtp_password", "imap_password")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editable = set(Mailbox.objects.manageable_by(self.request.user).values_list("pk", flat=True))
        return super().get_context_data(editable=editable, **kwargs)


class MailboxCreateView(TeamRequired, View):
    """A new mailbox, with the settings of a well-known provider filled in when one is chosen."""

    def get(self, request: HttpRequest) -> HttpResponse:
        chosen = provider(request.GET.get("provider", ""))
        user = request.user
        mine = not Mailbox.objects.filter(address__iexact=user.email).exists()
        initial = {"name": user.name, "address": user.email, "smtp_username": user.email} if mine else {}
        form = MailboxForm(user=user, initial={"sent_copy": True} | initial | (chosen.settings if chosen else {}))
        return render_page(request, FORM, {"form": form, "chosen": chosen, "providers": PROVIDERS})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MailboxForm(request.POST, user=request.user)
        if not form.is_valid():
            return render_page(request, FORM, {"form": form, "providers": PROVIDERS}, status=422)
        mailbox = save_mailbox(mailbox=form.filled(), changed=set(form.changed_data))
        say(request, f"{mailbox.address} is saved. Test it before you send from it.")
        return go_to(request, "mail:mailbox-edit", mailbox.pk)


class MailboxEditView(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailbox = _mailbox(request, pk)
        form = MailboxForm(instance=mailbox, user=request.user)
        return render_page(request, FORM, {"form": form, "mailbox": mailbox, "standing": standing_of(mailbox)})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailbox = _mailbox(request, pk)
        form = MailboxForm(request.POST, instance=mailbox, user=request.user)
        if not form.is_valid():
            mailbox = _mailbox(request, pk)
            context = {"form": form, "mailbox": mailbox, "standing": standing_of(mailbox)}
            return render_page(request, FORM, context, status=422)
        save_mailbox(mailbox=form.filled(), changed=set(form.changed_data))
        say(request, f"{mailbox.address} is saved.")
        return go_to(request, "mail:mailbox-edit", pk)


class MailboxTestView(TeamRequired, View):
    """Try the settings as they are typed; nothing is saved and nothing typed is lost."""

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        mailbox = _mailbox(request, pk) if pk else None
        form = MailboxForm(request.POST, instance=mailbox, user=request.user)
        context: dict[str, Any] = {"form": form, "mailbox": mailbox, "providers": PROVIDERS}
        if form.is_valid():
            findings = try_mailbox(form.filled())
            context |= {"findings": findings, "passed": passed(findings)}
        else:
            context["incomplete"] = [
                (form[name].label, errors) for name, errors in form.errors.items() if name in form.fields
            ]
        return render_page(request, FORM, context, partial="findings")


class MailboxResumptionView(TeamRequired, View):
    """ "Test it and resume"."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailbox = _mailbox(request, pk)
        findings: list[Finding] = resume_if_mended(mailbox=mailbox)
        if can_work(findings):
            say(request, f"{mailbox.address} is at work again.")
            return go_to(request, "mail:mailbox-edit", pk)
        form = MailboxForm(instance=mailbox, user=request.user)
        context = {"form": form, "mailbox": mailbox, "findings": findings, "passed": False}
        context["standing"] = standing_of(mailbox)
        return render_page(request, FORM, context)


def _mailbox(request: HttpRequest, pk: int) -> Mailbox:
    return get_object_or_404(Mailbox.objects.manageable_by(request.user).select_related("owner"), pk=pk)
