"""The library: its grid, one asset, its words, and what is done with one or many."""

from abc import ABC, abstractmethod

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from core.history import history_of
from core.htmx import render_page
from core.overtaking import SEEN, Overtaken, look, mark_of
from core.paging import page_of
from core.toasts import say
from core.tokens import new_token
from mediakits import library, replacing, where_used
from mediakits.forms.assets import AssetFilter, AssetForm, BulkWordsForm, UploadForm, VideoLinkForm
from mediakits.models import Asset, Upload
from mediakits.querysets import AssetQuerySet
from team.access import TeamRequired

PER_PAGE = 48
MOST_AT_ONCE = 1000
UNDO_SECONDS = 15 * 60
MOST_FILES = 50
MOST_REFUSED = 10


class AssetView(TeamRequired, View):
    def assets(self) -> AssetQuerySet:
        return Asset.objects.visible_to(self.request.user)

    def get_asset(self) -> Asset:
        return get_object_or_404(self.assets().select_related("client", "added_by"), pk=self.kwargs["pk"])


class AssetList(AssetView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = AssetFilter(request.GET, user=request.user)
        found = form.narrow(self.assets()).select_related("client").with_file()
        page = page_of(request, found, PER_PAGE)
        context = {
            "filter_form": form,
            "pills": form.pills(),
            "page": page,
            "assets": page.object_list,
            "query": request.GET.urlencode(),
            "any": bool(page.object_list) or self.assets().exists(),
            "upload_form": UploadForm(user=request.user, initial={"client": request.GET.get("client")}),
            "most_mb": settings.ASSET_MAX_MB,
            "refused": Upload.objects.visible_to(request.user).exclude(problem="")[:MOST_REFUSED],
            "bulk_form": BulkWordsForm(),
        }
        return render_page(request, "mediakits/asset_list.html", context, partial="results")


class AssetDetail(AssetView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        files = list(asset.files.select_related("added_by").prefetch_related("renditions")[:MOST_FILES])
        asset.current_files = [file for file in files if file.is_current]
        uses = where_used.uses_of([asset])[asset.pk]
        context = {
            "asset": asset,
            "file": asset.current_files[0] if asset.current_files else None,
            "files": files,
            "uses": uses,
            "may_delete": not uses and not where_used.was_ever_taken(asset),
            "people": asset.people.all(),
            "history": history_of(asset),
            "upload_form": UploadForm(user=request.user, initial={"client": asset.client_id}),
            "most_mb": settings.ASSET_MAX_MB,
        }
        return render(request, "mediakits/asset_detail.html", context)


class AssetEdit(AssetView):
    """The words of an asset; what somebody else saved meanwhile is not overwritten unseen."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        form = AssetForm(instance=asset)
        return self.show(form, asset, seen=mark_of(form.shown()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        title = asset.title
        form = AssetForm(request.POST, instance=asset)
        if not form.is_valid():
            return self.show(form, asset, title=title, status=422)
        try:
            self.save(form)
        except Overtaken as conflict:
            return self.show(form, asset, title=title, seen=conflict.seen, conflict=conflict, status=409)
        say(request, f"{asset} saved")
        return redirect(asset)

    @transaction.atomic
    def save(self, form: AssetForm) -> Asset:
        """Keep it, unless somebody else saved it since the form was opened; it is held still while that is seen."""
        pk = form.instance.pk
        now = get_object_or_404(Asset.objects.select_for_update(), pk=pk)
        seen, saved = self.request.POST.get(SEEN, ""), AssetForm(instance=now).shown()
        look(seen=seen, saved=saved, typed=form.typed(), records=[(Asset, {"pgh_obj": pk})])
        people = form.cleaned_data["people"] if "people" in form.cleaned_data else now.people.all()
        fields = [name for name in form.cleaned_data if name != "people"]
        return library.save_words(asset=form.save(commit=False), fields=fields, people=people)

    def show(
        self, form: AssetForm, asset: Asset, *, title: str = "", seen: str | None = None,
        conflict: Overtaken | None = None, status: int = 200,
    ) -> HttpResponse:  # fmt: skip
        context = {
            "form": form,
            "asset": asset,
            "title": title or asset.title,
            "seen": self.request.POST.get(SEEN, "") if seen is None else seen,
            "conflict": conflict,
        }
        return render(self.request, "mediakits/asset_form.html", context, status=status)


class VideoLinkAdd(AssetView):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = VideoLinkForm(user=request.user, initial={"client": request.GET.get("client")})
        return render(request, "mediakits/video_form.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = VideoLinkForm(request.POST, user=request.user)
        if not form.is_valid():
            return render(request, "mediakits/video_form.html", {"form": form}, status=422)
        asset = library.add_video_link(asset=form.save(commit=False), by=request.user)
        say(request, f"{asset} added")
        return redirect(asset)


class AssetStep(AssetView):
    """A step that is one button."""

    http_method_names = ["post"]


class AssetArchival(AssetStep):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        library.put_away(assets=self.assets().filter(pk=asset.pk))
        say(request, f"{asset} put away", undo=reverse("mediakits:asset-return", args=[pk]))
        return redirect(asset)


class AssetReturn(AssetStep):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        library.take_back(assets=self.assets().filter(pk=asset.pk))
        say(request, f"{asset} is in the library again")
        return redirect(asset)


class AssetDeletion(AssetStep):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        asset = self.get_asset()
        try:
            library.delete(asset=asset)
        except library.InUse as problem:
            say(request, str(problem), tone="bad")
            return redirect(asset)
        say(request, f"{asset} deleted")
        return redirect("mediakits:asset-list")


class FileRestoral(AssetStep):
    """An earlier file is given out again."""

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        asset = self.get_asset()
        try:
            replacing.restore(asset=asset, number=number)
        except replacing.NotThere:
            raise Http404 from None
        say(request, f"File {number} is given out again")
        return redirect(asset)


class NothingChosen(Exception):
    """No box is ticked, or too many; the message says which."""


class BulkView(AssetView, ABC):
    """Reads which assets are meant (boxes, or all that match), does it, and leads back to the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            self.act(self.chosen())
        except NothingChosen as problem:
            say(request, str(problem), tone="bad")
        came_from = request.headers.get("referer", "")
        if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
            return redirect(came_from)
        return redirect("mediakits:asset-list")

    def chosen(self) -> AssetQuerySet:
        post = self.request.POST
        if post.get("all_matching"):
            form = AssetFilter(QueryDict(post.get("filters", "")), user=self.request.user)
            found = form.narrow(self.assets())
        else:
            keys = [key for key in post.getlist("asset") if key.isdecimal() and len(key) < 19]
            found = self.assets().filter(pk__in=keys[: MOST_AT_ONCE + 1])
        keys = list(found.order_by().values_list("pk", flat=True).distinct()[: MOST_AT_ONCE + 1])
        if not keys:
            raise NothingChosen("Nothing is chosen. Tick the photos and files it is for, then try again.")
        if len(keys) > MOST_AT_ONCE:
            raise NothingChosen(f"That would be more than {MOST_AT_ONCE:,} at once. Narrow the list down by a filter.")
        return self.assets().filter(pk__in=keys)

    @abstractmethod
    def act(self, assets: AssetQuerySet) -> None:
        """Do what the button says; what it returns is said to the reader."""


class BulkArchival(BulkView):
    def act(self, assets: AssetQuerySet) -> None:
        keys = library.put_away(assets=assets)
        token = new_token()
        cache.set(f"mediakits:put-away:{token}", {"by": self.request.user.pk, "assets": keys}, UNDO_SECONDS)
        say(self.request, f"{_many(len(keys))} put away", undo=reverse("mediakits:bulk-return", args=[token]))


class BulkReturn(AssetView):
    """Takes back what was put away a moment ago, for whoever did it."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        kept = cache.get(f"mediakits:put-away:{token}")
        if not kept or kept["by"] != request.user.pk:
            say(
                request,
                "That cannot be taken back by one click any more. Filter by “Put away” to find them.",
                tone="bad",
            )
        else:
            count = library.take_back(assets=self.assets().filter(pk__in=kept["assets"]))
            say(request, f"{_many(count)} in the library again")
        return redirect("mediakits:asset-list")


class BulkWords(BulkView):
    def act(self, assets: AssetQuerySet) -> None:
        form = BulkWordsForm(self.request.POST)
        if not form.is_valid():
            raise NothingChosen(" ".join(error for errors in form.errors.values() for error in errors))
        count = library.set_words(assets=assets, **form.cleaned_data)
        say(self.request, f"{_many(count)} changed")


def _many(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"
