"""Everything out, for admins, who say once more who they are: what is packed here holds all that the team has."""

import logging

from allauth.account.decorators import reauthentication_required
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View

from core import media
from core.kept_files import kept_file
from core.toasts import say
from takeout import contents, keeping, making
from takeout.models import Download, Export
from team.access import AdminRequired

logger = logging.getLogger(__name__)

SHOWN = 20
"""Exports on the page, files of which are mostly gone."""
FETCHES = 10
"""Fetches of each that are named."""
TYPE = "application/zip"


def shown() -> QuerySet[Export]:
    fetches = Prefetch("downloads", Download.objects.select_related("by")[:FETCHES], to_attr="fetches")
    return Export.objects.select_related("by", "job").prefetch_related(fetches)


class Exports(AdminRequired, View):
    def show(self, *, begins: Export | None = None, status: int = 200) -> HttpResponse:
        exports = list(shown()[:SHOWN])
        context = {
            "exports": exports,
            "running": next((export for export in exports if export.is_open), None),
            "begins": begins,
            "kept": keeping.KEPT,
            "days": keeping.DAYS,
            "left_out": contents.reasons(),
        }
        response = render(self.request, "takeout/export_list.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response

    def whole(self, pk: int) -> Export:
        return get_object_or_404(Export.objects.exclude(file="").select_related("by"), pk=pk)


class ExportList(Exports):
    """What was packed, and the button that has it packed anew."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    @method_decorator(reauthentication_required)
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            making.ask_for(by=request.user)
        except making.OneIsRunning:
            say(request, "Everything is being packed already. Wait for that one, or stop it.", tone="bad")
        return redirect("takeout:export-list")


class ExportDownload(Exports):
    """The page on which a download begins by itself, after its reader said who they are."""

    @method_decorator(reauthentication_required)
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(begins=self.whole(pk))


class ExportFile(Exports):
    """The file. Whoever begins to fetch it is written down."""

    @method_decorator(reauthentication_required)
    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        export = self.whole(pk)
        try:
            response = kept_file(
                request, file=export.file.name, name=f"{export.name}.zip", content_type=TYPE, size=export.size
            )
        except media.Failures:
            logger.exception("Export %s cannot be read", export.pk)
            say(request, "The storage does not give it just now. Try again in a minute.", tone="bad")
            return redirect("takeout:export-list")
        if request.method == "GET" and response.get("Content-Range", "bytes 0-").startswith("bytes 0-"):
            Download.objects.create(export=export, by=request.user)
        response["Cache-Control"] = "no-store"
        return response


class ExportDeletion(Exports):
    """The file is deleted before its time; that it was there stays written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            keeping.forget(self.whole(pk))
        except media.Failures as error:
            logger.warning("Export %s cannot be deleted: %s", pk, type(error).__name__)
            say(request, "The storage does not let it go just now. It is tried again at night.", tone="bad")
        else:
            say(request, "The file is deleted.")
        return redirect("takeout:export-list")
