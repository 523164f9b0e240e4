"""Files on their way in: announced, sent in pieces by a script or whole by a form, watched, cancelled."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from core import media
from core.models import Job
from core.toasts import say
from mediakits import uploads
from mediakits.forms.assets import AnnouncedForm, UploadForm
from mediakits.looking import Refused
from mediakits.models import Asset, AssetFile, Upload
from team.access import TeamRequired

ROOM_FOR_FORM = 100_000
NOT_STORED = "The storage did not take it. Try again in a minute; if it stays so, tell whoever runs Mediarel."


class UploadView(TeamRequired, View):
    """Starts from one's own uploads: a colleague's are a 404."""

    def uploads(self) -> QuerySet[Upload]:
        parts = ("client", "job", "asset_file__asset__client", "duplicate_of", "replaces")
        return Upload.objects.visible_to(self.request.user).select_related(*parts)

    def get_upload(self) -> Upload:
        return get_object_or_404(self.uploads(), token=self.kwargs["token"])


class UploadBegin(UploadView):
    """A script says what it is going to send, and is told where."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = AnnouncedForm(request.POST, user=request.user)
        if not form.is_valid():
            return _says(" ".join(error for errors in form.errors.values() for error in errors))
        try:
            data = form.cleaned_data
            upload = uploads.begin(
                client=data["client"], name=data["name"], size=data["size"], replaces=data["replaces"], by=request.user
            )
        except Refused as problem:
            return _says(str(problem))
        return JsonResponse(state_of(upload), status=HTTPStatus.CREATED)


class UploadBytes(UploadView):
    """The bytes of an upload: how far they are (GET), the next piece (PUT with `?offset=`), none of it (DELETE)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return JsonResponse(state_of(self.get_upload()))

    def put(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.get_upload()
        if upload.problem:
            return _says(upload.problem)
        offset = request.GET.get("offset", "")
        data = _piece(request)
        if data is None or not offset.isdecimal() or len(offset) > 18:
            return _says("A piece has at most 8 MB, and says where it begins.", HTTPStatus.BAD_REQUEST)
        try:
            uploads.take_piece(upload=upload, offset=int(offset), data=data)
        except uploads.WrongPiece as problem:
            return JsonResponse({"says": str(problem), "received": problem.received}, status=HTTPStatus.CONFLICT)
        except Refused as problem:
            return _says(str(problem))
        except Upload.DoesNotExist:  # cancelled in another window
            raise Http404 from None
        except media.Failures:
            return _says(NOT_STORED, HTTPStatus.SERVICE_UNAVAILABLE)
        return JsonResponse(state_of(self.get_upload()))

    def delete(self, request: HttpRequest, token: str) -> HttpResponse:
        uploads.cancel(upload=self.get_upload())
        return HttpResponse(status=HTTPStatus.NO_CONTENT)


class UploadAttempt(UploadView):
    """Once more, after the work failed on our side."""

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        uploads.try_again(upload=self.get_upload())
        if "application/json" in request.headers.get("Accept", ""):
            return JsonResponse(state_of(self.get_upload()))
        return redirect("mediakits:upload-detail", token)


class UploadDetail(UploadView):
    """What becomes of one upload, for browsers without scripts; leads to the asset once it is there."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        upload = self.get_upload()
        state = state_of(upload)
        if state["state"] in {"ready", "known"}:
            say(request, state["says"], tone="ok" if state["state"] == "ready" else "plain")
            return redirect(state["asset"]["url"])
        context = {"upload": upload, "job": upload.job, "state": state}
        return render(request, "mediakits/upload_detail.html", context)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Cancel it."""
        upload = self.get_upload()
        uploads.cancel(upload=upload)
        say(request, f"{upload.name} is not taken in")
        return redirect("mediakits:asset-list")


@method_decorator(csrf_exempt, name="dispatch")
class AssetAdd(TeamRequired, View):
    """One file from a form, for browsers without scripts. The size is looked at before the body is read."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and (problem := _too_large(request)):
            return self.page(request, UploadForm(user=request.user), problem, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self._protected(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def _protected(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, UploadForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        replaces = self.replaces(request)
        data = request.POST.copy()
        if replaces:
            data["client"] = str(replaces.client_id)
        form = UploadForm(data, request.FILES, user=request.user)
        if not form.is_valid():
            problem = " ".join(error for errors in form.errors.values() for error in errors)
            return self.page(request, form, problem, HTTPStatus.UNPROCESSABLE_ENTITY, replaces)
        file = form.cleaned_data["file"]
        if file is None:
            return self.page(request, form, "Choose a file first.", HTTPStatus.UNPROCESSABLE_ENTITY, replaces)
        try:
            upload = uploads.begin(
                client=form.cleaned_data["client"], name=file.name, size=file.size, by=request.user, replaces=replaces
            )
            uploads.take_whole(upload=upload, file=file)
        except Refused as problem:
            return self.page(request, form, f"{file.name}: {problem}", HTTPStatus.UNPROCESSABLE_ENTITY, replaces)
        except media.Failures:
            return self.page(request, form, NOT_STORED, HTTPStatus.SERVICE_UNAVAILABLE, replaces)
        return redirect("mediakits:upload-detail", upload.token)

    def replaces(self, request: HttpRequest) -> Asset | None:
        key = request.POST.get("replaces", "")
        if not key:
            return None
        visible = Asset.objects.visible_to(request.user).in_use()
        return get_object_or_404(visible, pk=key if key.isdecimal() and len(key) < 19 else 0)

    def page(
        self, request: HttpRequest, form: UploadForm, problem: str = "", status: int = 200,
        replaces: Asset | None = None,
    ) -> HttpResponse:  # fmt: skip
        context = {"upload_form": form, "problem": problem, "most_mb": settings.ASSET_MAX_MB, "asset": replaces}
        return render(request, "mediakits/asset_add.html", context, status=status)


def state_of(upload: Upload) -> dict[str, Any]:
    """An upload as a script is told of it.

    `state`: open (pieces are missing), working, ready, known (the bytes are there already), refused, failed (on our
    side: it may be tried again). `asset` is where it led.
    """
    state, says, asset = "open", "", None
    if upload.problem:
        state, says = "refused", upload.problem
    elif upload.duplicate_of:
        asset = upload.duplicate_of
        state, says = "known", f"You have these very bytes already, as {asset}. Nothing was stored a second time."
    elif upload.asset_file:
        asset = upload.asset_file.asset
        state, says = "ready", _elsewhere(upload.asset_file) or "It is in the library."
    elif upload.is_whole:
        state, says = _state_of_job(upload.job)
    told = {"token": upload.token, "name": upload.name, "size": upload.size, "received": upload.received}
    told |= {"piece": uploads.PIECE, "state": state, "says": says, "asset": None}
    for key in ("bytes", "attempt"):
        told[key] = reverse(f"mediakits:upload-{key}", args=[upload.token])
    if asset is not None:
        edit = reverse("mediakits:asset-edit", args=[asset.pk])
        told["asset"] = {"title": str(asset), "url": asset.get_absolute_url(), "edit": edit}
    return told


def _state_of_job(job: Job | None) -> tuple[str, str]:
    if job is None or job.state == Job.State.STOPPED:
        return "failed", "It was stopped before it was taken in."
    if job.state == Job.State.FAILED:
        return "failed", job.error
    return "working", "It is looked at, and made smaller for the screen."


def _elsewhere(file: AssetFile) -> str:
    """That another client has the same bytes, which may be a mistake and may be right."""
    others = AssetFile.objects.filter(sha256=file.sha256).exclude(asset__client=file.asset.client_id)
    other = others.select_related("asset__client").order_by("pk").first()
    if other is None:
        return ""
    return f"It is in the library. {other.asset.client} has the same file, as {other.asset}: is it meant for both?"


def _piece(request: HttpRequest) -> bytes | None:
    """The body, where it is not larger than a piece may be; what is larger is not read."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal() or not 0 < int(length) <= uploads.PIECE:
        return None
    data = request.read(int(length))
    return data if len(data) == int(length) else None


def _says(text: str, status: int = HTTPStatus.UNPROCESSABLE_ENTITY) -> JsonResponse:
    return JsonResponse({"says": text}, status=status)


def _too_large(request: HttpRequest) -> str:
    """Why the body is not read, or nothing. What is refused is read and thrown away, so that the answer arrives."""
    length = request.META.get("CONTENT_LENGTH") or ""
    size = int(length) if length.isdecimal() else 0
    if size <= settings.ASSET_MAX_MB * 1_000_000 + ROOM_FOR_FORM:
        return ""
    for _ in range(size // 65_536 + 1):
        if not request.read(65_536):
            break
    return f"This file has {size / 1_000_000:,.0f} MB; up to {settings.ASSET_MAX_MB:,} MB are taken."
