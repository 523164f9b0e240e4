"""The list of kits, and one kit: building it, signing it off, sharing it."""

from abc import ABC, abstractmethod
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from campaigns.models import Client
from core.folding import every_word
from core.htmx import go_to, render_page, wants_part
from core.overtaking import SEEN, Overtaken, mark_of
from core.paging import page_of
from core.toasts import say
from mediakits import building, copying, kit_sign_off, sharing, visits
from mediakits.completeness import items_of, meter_of, meters_of, why_missing
from mediakits.forms.kits import AccessForm, KitCreateForm, KitForm, NewSectionForm, TranslationForm
from mediakits.kit_errors import KitError
from mediakits.kit_links import kit_url
from mediakits.models import Kit
from mediakits.section_kinds import takes
from mediakits.views.document import seen_revision
from team.access import TeamRequired
from team.models import Review
from team.reviews import ReviewError

PAGE = 25
SHOW = {"": "All", "shared": "Shared", "drafts": "Not shared", "away": "Put away"}
RELATED = ("client", "campaign", "contact", "owner", "shared_by", "translation_of")


class KitList(TeamRequired, View):
    """Kits with their client, who may see them, what is missing in them and when somebody last looked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Kit.objects.visible_to(request.user)
        show, text, client = self.wanted()
        page = page_of(request, self.filtered(visible, show, text, client).select_related(*RELATED), PAGE)
        page.object_list = list(page.object_list)
        meters, figures = meters_of(page.object_list), visits.figures_of(page.object_list)
        context = {
            "page": page,
            "rows": [(kit, meters[kit.pk], figures[kit.pk]) for kit in page.object_list],
            "any": bool(page.object_list) or visible.exists(),
            "show": show,
            "shown": SHOW[show],
            "tabs": SHOW.items(),
            "clients": Client.objects.visible_to(request.user).active().order_by("name"),
            "client": client,
            "q": text,
        }
        return render_page(request, "mediakits/kit_list.html", context, partial="results")

    def wanted(self) -> tuple[str, str, Client | None]:
        given = self.request.GET
        key = given.get("client", "")
        client = Client.objects.visible_to(self.request.user).filter(pk=key).first() if _is_key(key) else None
        show = given.get("show", "")
        return show if show in SHOW else "", given.get("q", "").replace("\x00", "").strip()[:100], client

    def filtered(self, kits: "QuerySet[Kit]", show: str, text: str, client: Client | None) -> "QuerySet[Kit]":
        kits = kits.filter(archived_at__isnull=show != "away")
        if show == "shared":
            kits = kits.filter(shared_at__isnull=False)
        elif show == "drafts":
            kits = kits.filter(shared_at=None)
        if text:
            kits = kits.filter(every_word("search_text", text))
        return kits.filter(client=client) if client else kits


def _is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 19


class KitCreate(TeamRequired, View):
    """A new kit, for a client or a campaign."""

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {name: request.GET.get(name, "") for name in ("client", "campaign")}
        if not initial["client"] and (only := Client.objects.visible_to(request.user).active()[:2]) and len(only) == 1:
            initial["client"] = str(only[0].pk)
        return self.show(KitCreateForm(user=request.user, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = KitCreateForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        fill = form.cleaned_data.pop("fill")
        kit = building.create(by=request.user, **form.cleaned_data)
        if fill:
            say(request, _filled(copying.fill_from_library(kit=kit, by=request.user)))
        return go_to(request, kit)

    def show(self, form: KitCreateForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "mediakits/kit_create.html", {"form": form}, status=status)


class OneKit(TeamRequired, View):
    """A view of one kit that the reader may work on."""

    def kit(self) -> Kit:
        visible = Kit.objects.visible_to(self.request.user).select_related(*RELATED)
        return get_object_or_404(visible, pk=self.kwargs["pk"])


class KitDetail(OneKit):
    """The builder: sections with what is in them, what a reporter would miss, who may see it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return builder(request, self.kit())


def builder(request: HttpRequest, kit: Kit) -> HttpResponse:
    """The page of one kit, or the part of it that changes. A constant number of queries."""
    items = list(items_of([kit]).prefetch_related(*_pictures()))
    by_section: dict[int, list[Any]] = {}
    for item in items:
        by_section.setdefault(item.section_id, []).append((item, why_missing(item)))
    sections = [(section, takes(section), by_section.get(section.pk, [])) for section in kit.sections.all()]
    figures = visits.figures_of([kit])[kit.pk]
    context = {
        "kit": kit,
        "sections": sections,
        "meter": meter_of(kit, items),
        "editable": kit.state in Kit.EDITABLE and not kit.archived_at,
        "needs_sign_off": sharing.needs_sign_off(),
        "signed_off": sharing.is_signed_off(kit),
        "changed_since": sharing.has_changes(kit),
        "waiting": _waiting(kit),
        "asked": _asked(kit),
        "new_section": NewSectionForm(),
        "address": kit_url(kit),
        "figures": figures,
        "languages": _languages(kit),
    }
    return render_page(request, "mediakits/kit_detail.html", context, partial="builder")


def _pictures() -> list[Any]:
    from django.db.models import Prefetch

    from mediakits.models import AssetFile

    current = AssetFile.objects.filter(is_current=True).prefetch_related("renditions")
    return [Prefetch("asset__files", queryset=current, to_attr="current_files")]


def _waiting(kit: Kit) -> Review | None:
    if kit.state != Kit.State.IN_REVIEW:
        return None
    return Review.objects.of(kit).filter(state=Review.State.WAITING).select_related("submitted_by").first()


def _asked(kit: Kit) -> list[Any]:
    """What the reviewer wants changed and nobody has ticked off yet."""
    if kit.state not in {Kit.State.CHANGES, Kit.State.DRAFT}:
        return []
    last = Review.objects.of(kit).order_by("-version").first()
    return list(last.comments.filter(asks_for_changes=True, done_at=None).select_related("author")) if last else []


def _languages(kit: Kit) -> list[Kit]:
    """The other languages of the same story."""
    first = kit.translation_of_id or kit.pk
    same = Kit.objects.in_use().filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=kit.pk)
    return list(same.order_by("language", "pk")[:50])


class KitAct(OneKit, ABC):
    """A POST that does one thing to a kit; a refusal is said, with what to do about it."""

    said = ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kit = self.kit()
        try:
            text = self.act(kit)
        except (KitError, ReviewError) as error:
            say(request, str(error), tone="bad")
            return back_to(request, kit)
        say(request, text or self.said)
        return self.go_on(kit)

    @abstractmethod
    def act(self, kit: Kit) -> str | None:
        """Do what the button says; what it returns is said to the reader."""

    def go_on(self, kit: Kit) -> HttpResponse:
        return back_to(self.request, kit)


def back_to(request: HttpRequest, kit: Kit) -> HttpResponse:
    """The builder as it is now: its part to htmx, the page to a browser."""
    if not wants_part(request):
        return redirect(kit)
    return builder(request, Kit.objects.select_related(*RELATED).get(pk=kit.pk))


class KitAbout(OneKit):
    """Headline, standfirst, language, press contact."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = KitForm(instance=self.kit())
        return self.show(form, seen=mark_of(form.shown()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = KitForm(request.POST, instance=self.kit())
        seen = request.POST.get(SEEN, "")
        if not form.is_valid():
            return self.show(form, seen=seen, status=422)
        try:
            building.save_about(kit=self.kit(), by=request.user, seen=seen, typed=form, **form.cleaned_data)
        except Overtaken as conflict:
            return self.show(form, seen=conflict.seen, conflict=conflict, status=409)
        except KitError as error:
            form.add_error(None, str(error))
            return self.show(form, seen=seen, status=409)
        say(request, "Saved")
        return go_to(request, self.kit())

    def show(self, form: KitForm, *, seen: str, conflict: Overtaken | None = None, status: int = 200) -> HttpResponse:
        context = {"form": form, "kit": self.kit(), "seen": seen, "conflict": conflict}
        return render(self.request, "mediakits/kit_form.html", context, status=status)


class KitAccess(OneKit):
    """Who may see it, from when, until when."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(AccessForm(instance=self.kit()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = AccessForm(request.POST, instance=self.kit())
        if not form.is_valid():
            return self.show(form, status=422)
        data = form.cleaned_data
        try:
            sharing.set_access(
                kit=self.kit(),
                access=data["access"],
                embargo_until=data["embargo_until"],
                expires_at=data["expires_at"],
                password=data["new_password"],
                keep_password=not data["new_password"] and not data.get("no_password"),
            )
        except KitError as error:
            form.add_error("new_password", str(error))
            return self.show(form, status=422)
        say(request, "Saved who may see it")
        return go_to(request, self.kit())

    def show(self, form: AccessForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "kit": self.kit()}
        return render(self.request, "mediakits/kit_access.html", context, status=status)


class KitFilling(KitAct):
    """Puts in what the library has of the client and the campaign."""

    def act(self, kit: Kit) -> str:
        return _filled(copying.fill_from_library(kit=kit, by=self.request.user))


def _filled(count: int) -> str:
    if not count:
        return "The library has nothing for this client that is not in the kit already."
    return f"{count} thing{'s' if count != 1 else ''} from the library put in. Take out what does not fit."


class KitReview(KitAct):
    """Asks for sign-off of exactly what is there."""

    said = "Submitted for review"

    def act(self, kit: Kit) -> None:
        kit_sign_off.submit_for_review(kit=kit, by=self.request.user)


class KitWithdrawal(KitAct):
    said = "Taken back"

    def act(self, kit: Kit) -> None:
        kit_sign_off.withdraw(kit=kit, by=self.request.user)


class KitSharing(KitAct):
    """Lets readers see the kit as it is now."""

    def act(self, kit: Kit) -> str:
        sharing.share(kit=kit, by=self.request.user, seen=seen_revision(self.request))
        return "Readers see the changes now" if kit.is_shared else "Shared. Readers with a link see it now."


class KitSharingEnd(KitAct):
    said = "Closed to all readers"

    def act(self, kit: Kit) -> None:
        sharing.unshare(kit=kit)


class KitCopy(KitAct):
    def act(self, kit: Kit) -> str:
        self.new = copying.copy(kit=kit, by=self.request.user)
        return "Copied. Nobody has a link to the copy."

    def go_on(self, kit: Kit) -> HttpResponse:
        return go_to(self.request, self.new)


class KitTranslation(OneKit):
    """The same story in another language."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        kit = self.kit()
        return self.show(kit, TranslationForm(kit=kit))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        kit = self.kit()
        form = TranslationForm(request.POST, kit=kit)
        if form.is_valid():
            try:
                new = copying.translate(kit=kit, by=request.user, language=form.cleaned_data["language"])
            except KitError as error:
                form.add_error("language", str(error))
            else:
                say(request, "Begun. Exchange words and documents for those in the other language.")
                return go_to(request, new)
        return self.show(kit, form, status=422)

    def show(self, kit: Kit, form: TranslationForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "mediakits/kit_translation.html", {"kit": kit, "form": form}, status=status)


class KitArchiving(OneKit):
    """Puts a kit away; the toast offers to take it back."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kit = self.kit()
        try:
            building.put_away(kit=kit, by=request.user)
        except KitError as error:
            say(request, str(error), tone="bad")
            return go_to(request, kit)
        say(request, f"“{kit}” is put away", undo=f"{kit.get_absolute_url()}restoring/")
        return go_to(request, "mediakits:kit-list")


class KitRestoring(KitAct):
    said = "Taken out again"

    def act(self, kit: Kit) -> None:
        building.take_out(kit=kit)

    def go_on(self, kit: Kit) -> HttpResponse:
        return go_to(self.request, kit)
