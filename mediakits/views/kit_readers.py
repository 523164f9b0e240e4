"""Who looked at a kit and what was taken; links for readers."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from contacts.models import Journalist
from core.htmx import render_page
from core.paging import page_of
from core.toasts import say
from mediakits import kit_links, visits
from mediakits.forms.kits import LinkChangeForm, ReaderLinkForm
from mediakits.kit_links import kit_url
from mediakits.kit_preview import VIEWS, WHENS, preview_of
from mediakits.models import Kit, KitLink, KitVisit
from mediakits.views.kit_public import zip_of
from mediakits.views.kits import OneKit
from team.access import TeamRequired

PAGE = 50
VISITS = 50
FOUND = 8


class KitReaders(OneKit):
    """Each link with its figures, the latest visits, and what the figures count."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.kit(), ReaderLinkForm())

    def show(self, kit: Kit, form: ReaderLinkForm, *, status: int = 200) -> HttpResponse:
        links = kit.links.select_related("journalist", "by").prefetch_related("journalist__positions__outlet")
        page = page_of(self.request, links, PAGE)
        page.object_list = list(page.object_list)
        figures = visits.figures_of_links(page.object_list)
        people = KitVisit.objects.filter(kit=kit, by_machine=False)
        context = {
            "kit": kit,
            "page": page,
            "rows": [(link, figures[link.pk], kit_url(link)) for link in page.object_list],
            "total": visits.figures_of([kit])[kit.pk],
            "common": visits.figures_of_common_address(kit),
            "address": kit_url(kit),
            "visits": people.select_related("link__journalist", "asset", "document").defer("document__content")[
                :VISITS
            ],
            "machines": KitVisit.objects.filter(kit=kit, by_machine=True).count(),
            "most": VISITS,
            "form": form,
            "form_open": form.is_bound,
        }
        return render(self.request, "mediakits/kit_readers.html", context, status=status)


class KitLinks(KitReaders):
    """A new link: for a journalist, or for somebody by name."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kit, key = self.kit(), request.POST.get("journalist", "")
        if key.isdecimal() and len(key) < 19:
            journalist = get_object_or_404(Journalist.objects.visible_to(request.user), pk=key)
            kit_links.link_for(kit=kit, journalist=journalist, by=request.user)
            say(request, f"{journalist} has a link of their own now. Copy it from the list.")
            return redirect("mediakits:kit-readers", pk=pk)
        form = ReaderLinkForm(request.POST)
        if not form.is_valid():
            return self.show(kit, form, status=422)
        kit_links.link_with_label(kit=kit, by=request.user, **form.cleaned_data)
        say(request, "Link made. Copy it from the list.")
        return redirect("mediakits:kit-readers", pk=pk)


class KitReaderSearch(OneKit):
    """Journalists by name, to give one of them a link."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        text = request.GET.get("q", "").strip()[:100]
        found = Journalist.objects.visible_to(request.user).matching(text)[:FOUND] if text else []
        context = {"kit": self.kit(), "found": found, "q": text}
        return render_page(request, "mediakits/kit/_found_readers.html", context)


class OneLink(TeamRequired, View):
    def link(self) -> KitLink:
        visible = KitLink.objects.filter(kit__in=Kit.objects.visible_to(self.request.user).order_by())
        return get_object_or_404(visible.select_related("kit", "journalist"), pk=self.kwargs["pk"])


class LinkDetail(OneLink):
    """What a reader's link opens, and until when."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = self.link()
        return self.show(link, LinkChangeForm(instance=link))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = self.link()
        form = LinkChangeForm(request.POST, instance=self.link())
        if not form.is_valid():
            return self.show(link, form, status=422)
        kit_links.change(link=link, **form.cleaned_data)
        say(request, f"Saved what the link of {link} opens")
        return redirect("mediakits:kit-readers", pk=link.kit_id)

    def show(self, link: KitLink, form: LinkChangeForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "mediakits/kit_link_change.html", {"link": link, "form": form}, status=status)


class LinkRevocation(OneLink):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        link = kit_links.revoke(link=self.link())
        say(request, f"The link of {link} opens nothing any more")
        return redirect("mediakits:kit-readers", pk=link.kit_id)


class KitPreview(OneKit):
    """The kit as journalists see it: everybody, or who agreed to the embargo; now, or after it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        kit = self.kit()
        seen_by, when = request.GET.get("as", ""), request.GET.get("when", "")
        seen_by, when = seen_by if seen_by in VIEWS else "everybody", when if when in WHENS else "now"
        page = preview_of(kit, seen_by=seen_by, when=when)
        context: dict[str, Any] = {
            "kit": kit,
            "preview": True,
            "seen_by": seen_by,
            "when": when,
            "views": VIEWS.items(),
            "whens": WHENS.items(),
            "page": page,
            "embargoed_until": kit.embargo_until if kit.is_embargoed and when == "now" else None,
        }
        if page is None:
            context |= {"client": kit.client, "contact": kit.contact, "door": "waiting", "opens_at": kit.embargo_until}
            return render(request, "mediakits/public/kit_closed.html", context)
        return render(request, "mediakits/public/kit.html", context)


class KitPreviewZip(OneKit):
    """The ZIP of what is being built, for the team."""

    def get(self, request: HttpRequest, pk: int, which: str) -> HttpResponseBase:
        page = preview_of(self.kit(), seen_by="agreed")
        assert page  # who agreed to the embargo always gets a page
        return zip_of(request, page, which)
