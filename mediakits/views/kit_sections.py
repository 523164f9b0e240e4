"""What is done to the sections of a kit and to the things in them: each a small POST, answered with the builder."""

from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views import View

from campaigns.models import Spokesperson
from core.folding import every_word
from core.htmx import go_to, render_page
from core.overtaking import SEEN, Overtaken, mark_of
from core.toasts import say
from coverage.models import Clip
from mediakits import building, kit_coverage
from mediakits.completeness import document_missing
from mediakits.forms.kits import LinkForm, NewSectionForm, SectionForm
from mediakits.kit_errors import KitError
from mediakits.models import Asset, Document, Kit, KitItem, KitSection
from mediakits.section_kinds import takes
from mediakits.views.kits import KitAct, back_to
from team.access import TeamRequired

OFFERED = 48
_REMOVED = "mediakits.removed"


class SectionCreate(KitAct):
    said = "Section added"

    def act(self, kit: Kit) -> None:
        form = NewSectionForm(self.request.POST)
        if not form.is_valid():
            raise KitError("Choose the kind of section.")
        building.add_section(kit=kit, kind=form.cleaned_data["kind"], by=self.request.user)


class OneSection(TeamRequired, View):
    """A view of one section of a kit that the reader may work on."""

    def section(self) -> KitSection:
        visible = KitSection.objects.filter(kit__in=Kit.objects.visible_to(self.request.user).order_by())
        return get_object_or_404(visible.select_related("kit__client"), pk=self.kwargs["pk"])


class SectionAct(OneSection, ABC):
    """A POST about a section; a refusal is said."""

    said = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        section = self.section()
        try:
            text = self.act(section)
        except KitError as error:
            say(request, str(error), tone="bad")
        else:
            if text or self.said:
                say(request, text or self.said)
        return back_to(request, section.kit)

    @abstractmethod
    def act(self, section: KitSection) -> str | None:
        """Do what the button says; what it returns is said to the reader."""


class SectionDetail(OneSection):
    """Heading and words of a section."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SectionForm(instance=self.section())
        return self.show(form, seen=mark_of(form.shown()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form, seen = SectionForm(request.POST, instance=self.section()), request.POST.get(SEEN, "")
        if not form.is_valid():
            return self.show(form, seen=seen, status=422)
        try:
            building.save_section(section=self.section(), by=request.user, seen=seen, typed=form, **form.cleaned_data)
        except Overtaken as conflict:
            return self.show(form, seen=conflict.seen, conflict=conflict, status=409)
        except KitError as error:
            form.add_error(None, str(error))
            return self.show(form, seen=seen, status=409)
        say(request, "Saved")
        return go_to(request, self.section().kit)

    def show(
        self, form: SectionForm, *, seen: str, conflict: Overtaken | None = None, status: int = 200
    ) -> HttpResponse:
        context = {"form": form, "section": self.section(), "seen": seen, "conflict": conflict}
        return render(self.request, "mediakits/kit_section_form.html", context, status=status)


class SectionPlace(SectionAct):
    """Where a section stands, counted from 0."""

    def act(self, section: KitSection) -> None:
        building.move_section(section=section, to=place_in(self.request), by=self.request.user)


class SectionRemoval(SectionAct):
    said = "Section taken out. What stood in it is still in the library."

    def act(self, section: KitSection) -> None:
        building.remove_section(section=section, by=self.request.user)


class SectionThings(OneSection):
    """The picker: what the library has for a section. Its POST puts in what was chosen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        section, text = self.section(), request.GET.get("q", "").replace("\x00", "").strip()[:100]
        context = {"section": section, "kit": section.kit, "q": text, **offered(section, text)}
        return render_page(request, "mediakits/kit_pick.html", context, partial="picker")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        section, client = self.section(), self.section().kit.client_id
        try:
            count = building.add_things(
                section=section,
                by=request.user,
                assets=_chosen(request, "asset", Asset.objects.visible_to(request.user).filter(client=client)),
                documents=_chosen(request, "document", Document.objects.visible_to(request.user).filter(client=client)),
                people=_chosen(request, "person", Spokesperson.objects.visible_to(request.user).filter(client=client)),
                clips=_chosen(request, "clip", Clip.objects.visible_to(request.user).filter(client=client)),
            )
        except KitError as error:
            say(request, str(error), tone="bad")
        else:
            say(
                request,
                f"{count} put under “{section}”" if count else "Nothing new was chosen",
                tone="ok" if count else "plain",
            )
        return back_to(request, section.kit)


def offered(section: KitSection, text: str) -> dict[str, Any]:
    """What of the library goes into the section and is not in it yet, the newest first, bounded."""
    what, client = takes(section), section.kit.client_id
    assets = Asset.objects.usable().filter(client=client, kind__in=what.assets).exclude(kit_items__section=section)
    documents = Document.objects.in_use().filter(client=client, kind__in=what.documents)
    documents = documents.exclude(kit_items__section=section).defer("content")
    people = Spokesperson.objects.active().filter(client=client).exclude(kit_items__section=section)
    clips = kit_coverage.offered(section.kit.client, text).exclude(kit_items__section=section)
    if text:
        assets, documents = (rows.filter(every_word("search_text", text)) for rows in (assets, documents))  # type: ignore[assignment]
        people = people.filter(name__icontains=text)
    rows = list(documents[:OFFERED]) if what.documents else []
    return {
        "takes": what,
        "assets": list(assets.with_file()[:OFFERED]) if what.assets else [],
        "documents": [(one, document_missing(one)) for one in rows],
        "people": list(people[:OFFERED]) if what.people else [],
        "clips": [(one.pk, kit_coverage.line_of(one)) for one in clips[:OFFERED]] if what.clips else [],
        "most": OFFERED,
    }


def _chosen(request: HttpRequest, name: str, visible: Any) -> list[Any]:
    """The rows whose keys were posted, in the order posted."""
    keys = [int(key) for key in request.POST.getlist(name)[: building.MOST_ITEMS] if key.isdecimal() and len(key) < 19]
    found = visible.in_bulk(keys)
    return [found[key] for key in dict.fromkeys(keys) if key in found]


class SectionLinks(OneSection):
    """A typed link: address, title, outlet, date."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(LinkForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        section = self.section()
        try:
            building.add_link(section=section, by=request.user, **form.cleaned_data)
        except KitError as error:
            form.add_error(None, str(error))
            return self.show(form, status=409)
        say(request, f"Put under “{section}”")
        return go_to(request, section.kit)

    def show(self, form: LinkForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "section": self.section()}
        return render(self.request, "mediakits/kit_link_form.html", context, status=status)


class ItemAct(TeamRequired, View, ABC):
    """A POST about one thing in a section; a refusal is said."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = KitItem.objects.filter(section__kit__in=Kit.objects.visible_to(request.user).order_by())
        related = ("section__kit", "asset", "document", "spokesperson", "clip__article")
        item = get_object_or_404(visible.select_related(*related), pk=pk)
        try:
            self.act(item)
        except KitError as error:
            say(request, str(error), tone="bad")
        return back_to(request, item.section.kit)

    @abstractmethod
    def act(self, item: KitItem) -> None:
        """Do what the button says; what it returns is said to the reader."""


class ItemPlace(ItemAct):
    """Where a thing stands in its section, counted from 0."""

    def act(self, item: KitItem) -> None:
        building.move_item(item=item, to=place_in(self.request), by=self.request.user)


class ItemRemoval(ItemAct):
    """Takes a thing out; the toast offers to put it back."""

    def act(self, item: KitItem) -> None:
        kit, name = item.section.kit, str(item)
        building.remove_item(item=item, by=self.request.user)
        undo = reverse("mediakits:kit-item-restoration", args=[kit.pk])
        say(
            self.request,
            f"“{name}” taken out",
            undo=f"{undo}?{urlencode({'item': signing.dumps(_kept(item), salt=_REMOVED)})}",
        )


class ItemRestoration(KitAct):
    """Undoes a removal; what it was stands signed in the address."""

    said = "Put back"

    def act(self, kit: Kit) -> None:
        try:
            kept = signing.loads(self.request.GET.get("item", ""), salt=_REMOVED, max_age=3600)
        except signing.BadSignature:
            raise KitError("It was taken out too long ago to be put back by this.") from None
        building.put_back(kit=kit, by=self.request.user, **kept)


def _kept(item: KitItem) -> dict[str, Any]:
    return {
        "section": item.section_id,
        "position": item.position,
        "asset_id": item.asset_id,
        "document_id": item.document_id,
        "spokesperson_id": item.spokesperson_id,
        "clip_id": item.clip_id,
        "url": item.url,
        "title": item.title,
        "source": item.source,
        "published_on": item.published_on.isoformat() if item.published_on else None,
    }


def place_in(request: HttpRequest) -> int:
    """The place that was posted; nonsense is the first."""
    text = request.POST.get("to", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0
