"""Sending domains in the settings: what DNS says of each, and the key that signs its mail. For admins."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from core.htmx import go_to, render_page
from core.toasts import say
from mail import sending_domains
from mail.domain_forms import KeyForm
from mail.errors import KeyRefused, NotPublished
from mail.models import SendingDomain
from team.access import AdminRequired

PER_PAGE = 50
LIST, DETAIL = "mail/domain_list.html", "mail/domain_detail.html"


class DomainListView(AdminRequired, View):
    """The domains of all mailboxes, and what DNS said of each when it was last asked. Asks nobody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        used = sending_domains.servers_by_domain()
        known = SendingDomain.objects.visible_to(request.user).defer("private_key")
        names = sorted({*used, *known.exclude(selector="").values_list("domain", flat=True)})
        page = Paginator(names, PER_PAGE).get_page(request.GET.get("page"))
        kept = known.in_bulk(list(page.object_list), field_name="domain")
        page.object_list = [kept.get(name) or SendingDomain(domain=name) for name in page.object_list]
        return render_page(request, LIST, {"page": page})


class OneDomain(AdminRequired, View):
    """A domain that a mailbox sends from, or that has a key; others are not found."""

    http_method_names = ["get", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.name = kwargs["domain"].lower()

    def domain(self) -> SendingDomain:
        kept = SendingDomain.objects.visible_to(self.request.user).defer("private_key").filter(domain=self.name).first()
        if (kept is None or not kept.has_key) and self.name not in self.servers():
            raise Http404("No mailbox sends from this domain.")
        return kept or SendingDomain(domain=self.name)

    def servers(self) -> dict[str, tuple[str, ...]]:
        return sending_domains.servers_by_domain()

    def look_up(self) -> SendingDomain:
        return sending_domains.look_up(self.name, servers=self.servers().get(self.name, ()))

    def page(self, domain: SendingDomain, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {"domain": domain, "servers": self.servers().get(self.name, ()), "form": KeyForm()}
        return render_page(self.request, DETAIL, context | more, status=status)


class DomainDetailView(OneDomain):
    def get(self, request: HttpRequest, domain: str) -> HttpResponse:
        return self.page(self.domain())


class DomainLookupView(OneDomain):
    """ "Look it up": asks the name servers now."""

    def post(self, request: HttpRequest, domain: str) -> HttpResponse:
        self.domain()
        self.look_up()
        return go_to(request, "mail:domain-detail", self.name)


class DomainKeyView(OneDomain):
    """A key for the domain, made here or pasted. What was pasted never comes back to the browser."""

    def post(self, request: HttpRequest, domain: str) -> HttpResponse:
        self.domain()
        form = KeyForm(request.POST)
        if form.is_valid():
            selector, pasted = form.cleaned_data["selector"], form.cleaned_data["private_key"]
            try:
                if pasted.strip():
                    sending_domains.take_key(self.name, selector=selector, pasted=pasted)
                else:
                    sending_domains.make_key(self.name, selector=selector)
            except KeyRefused as error:
                form.add_error("private_key" if pasted.strip() else "selector", str(error))
            else:
                self.look_up()
                say(request, "The key is kept. Publish its record, then switch signing on.")
                return go_to(request, "mail:domain-detail", self.name)
        return self.page(self.domain(), form=form, status=422)


class DomainKeyRemovalView(OneDomain):
    def post(self, request: HttpRequest, domain: str) -> HttpResponse:
        try:
            sending_domains.remove_key(_with_key(self.domain()))
        except KeyRefused as error:
            say(request, str(error), tone="bad")
        else:
            self.look_up()
            say(request, "The key is gone. Take its record out of DNS too.")
        return go_to(request, "mail:domain-detail", self.name)


class DomainSigningView(OneDomain):
    """Switches signing on, once receivers find the key; else says what they find."""

    def post(self, request: HttpRequest, domain: str) -> HttpResponse:
        found = _with_key(self.domain())
        try:
            sending_domains.switch_on(found)
        except NotPublished as error:
            return self.page(found, not_published=str(error), status=409)
        self.look_up()
        say(request, f"Mail from {self.name} is signed from now on.")
        return go_to(request, "mail:domain-detail", self.name)


class DomainSigningEndView(OneDomain):
    def post(self, request: HttpRequest, domain: str) -> HttpResponse:
        sending_domains.switch_off(_with_key(self.domain()))
        self.look_up()
        say(request, f"Mediarel signs no more mail from {self.name}.")
        return go_to(request, "mail:domain-detail", self.name)


def _with_key(domain: SendingDomain) -> SendingDomain:
    if not domain.has_key:
        raise Http404("There is no key for this domain.")
    return domain
