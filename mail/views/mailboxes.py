"""Mailboxes in the settings: whose they are, whether they work, and what is wrong when they do not."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View
from django.views.generic import ListView

from core.htmx import go_to, render_page
from core.toasts import say
from mail import hooks
from mail.connection_test import can_work, passed, try_mailbox
from mail.domains.looking import examine
from mail.findings import Finding
from mail.forms import MailboxForm
from mail.mailboxes import resume_if_mended, save_mailbox
from mail.models import Mailbox
from mail.models.mailbox import SECRETS
from mail.pace import standing_of
from mail.providers import PROVIDERS, provider
from mail.sending_domains import sender_of
from mail.service_catalogue import SERVICES
from team.access import TeamRequired

FORM = "mail/mailbox_form.html"


class MailboxListView(TeamRequired, ListView):
    """The reader's own mailboxes and the shared ones; admins see all."""

    template_name = "mail/mailbox_list.html"
    context_object_name = "mailboxes"

    def get_queryset(self) -> QuerySet[Mailbox]:
        shown = Mailbox.objects.visible_to(self.request.user).select_related("owner")
        return shown.defer(*SECRETS)

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
        return render_page(request, FORM, _context(form, chosen=chosen))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MailboxForm(request.POST, user=request.user)
        if not form.is_valid():
            return render_page(request, FORM, _context(form), status=422)
        mailbox = save_mailbox(mailbox=form.filled(), changed=set(form.changed_data), by=request.user)
        say(request, f"{mailbox.address} is saved. Test it before you send from it.")
        return go_to(request, "mail:mailbox-edit", mailbox.pk)


class MailboxEditView(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailbox = _mailbox(request, pk)
        return render_page(request, FORM, _context(MailboxForm(instance=mailbox, user=request.user), mailbox))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        mailbox = _mailbox(request, pk)
        form = MailboxForm(request.POST, instance=mailbox, user=request.user)
        if not form.is_valid():
            return render_page(request, FORM, _context(form, _mailbox(request, pk)), status=422)
        save_mailbox(mailbox=form.filled(), changed=set(form.changed_data), by=request.user)
        say(request, f"{mailbox.address} is saved.")
        return go_to(request, "mail:mailbox-edit", pk)


class MailboxTestView(TeamRequired, View):
    """Try the settings as they are typed; nothing is saved and nothing typed is lost."""

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        mailbox = _mailbox(request, pk) if pk else None
        form = MailboxForm(request.POST, instance=mailbox, user=request.user)
        context = _context(form, _mailbox(request, pk) if pk else None)
        if form.is_valid():
            filled = form.filled()
            sender = sender_of(filled)
            with ThreadPoolExecutor(1) as pool:  # the name servers are asked while the mail servers are
                domain = pool.submit(examine, sender)
                findings = try_mailbox(filled)
            context |= {"findings": findings, "passed": passed(findings), "domain": domain.result()}
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
        return render_page(request, FORM, _context(form, mailbox, findings=findings, passed=False))


def _context(form: MailboxForm, mailbox: Mailbox | None = None, **more: Any) -> dict[str, Any]:
    """What the page of a mailbox shows. The addresses for the service are those of the mailbox as it is stored."""
    shown: dict[str, Any] = {"form": form, "mailbox": mailbox, "providers": PROVIDERS, "services": SERVICES.values()}
    if mailbox:
        shown["standing"] = standing_of(mailbox)
    if mailbox and mailbox.service:
        shown["events_address"] = hooks.events_address(mailbox)
        shown["inbound_address"] = hooks.inbound_address(mailbox)
    return shown | more


def _mailbox(request: HttpRequest, pk: int) -> Mailbox:
    return get_object_or_404(Mailbox.objects.manageable_by(request.user).select_related("owner"), pk=pk)
