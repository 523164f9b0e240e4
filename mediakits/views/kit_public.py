"""A kit as journalists open it: no sign-in, no cookie, no script. What a reader may see is decided in `readers.py`."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views import View

from core import link_passwords
from core.journalist_pages import journalist_page, too_many
from mediakits import visits, zipping
from mediakits.exporting import export
from mediakits.files import file_url
from mediakits.forms.kits import PasswordForm
from mediakits.kit_addresses import ReaderAddresses
from mediakits.kit_page import KitPage, page_of
from mediakits.models import KitVisit
from mediakits.readers import Door, Reader, in_other_languages, reader_with

What = KitVisit.What
ZIPS_A_MINUTE = 6
STATUS = {Door.WAITING: 403, Door.LOCKED: 403, Door.OVER: 410}


@method_decorator(journalist_page, name="dispatch")
class ReaderView(View):
    """Finds the reader by the link and stops before a door that does not open; nothing of the kit is read before."""

    closed_status: dict[Door, int] = STATUS
    reader: Reader

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        reader = reader_with(kwargs["token"], proof=request.GET.get("open", "")[:400])
        if reader is None:
            return render(request, "public/unknown_link.html", status=404)
        self.reader = reader
        if reader.door is not Door.OPEN:
            return self.closed(reader.door)
        return super().dispatch(request, *args, **kwargs)

    def closed(self, door: Door, **more: Any) -> HttpResponseBase:
        status = more.pop("status", self.closed_status.get(door, 200))
        kit = self.reader.kit
        context = {"client": kit.client, "contact": kit.contact, "door": door.value, "form": PasswordForm(), **more}
        context["opens_at"] = kit.embargo_until
        context["password_url"] = reverse("mediakits-public:kit-password", args=[self.reader.token])
        return render(self.request, "mediakits/public/kit_closed.html", context, status=status)

    @cached_property
    def page(self) -> KitPage:
        reader = self.reader
        addresses = ReaderAddresses(reader)
        return page_of(reader.kit, reader.kit.shared or {}, addresses=addresses, sees_embargoed=reader.sees_embargoed)

    def record(self, what: str, **thing: Any) -> None:
        visits.record(reader=self.reader, what=what, request=self.request, **thing)


class KitPageView(ReaderView):
    """The kit. Before the embargo and before the password the same address says what there is to say."""

    closed_status = {Door.OVER: 410}

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        self.record(What.LOOKED)
        context = {
            "page": self.page,
            "embargoed_until": self.reader.kit.embargo_until if self.reader.kit.is_embargoed else None,
            "others": [
                (kit, reverse("mediakits-public:kit", args=[kit.token])) for kit in in_other_languages(self.reader)
            ],
        }
        return render(request, "mediakits/public/kit.html", context)


class KitPassword(ReaderView):
    """One try at the password. Whoever knows it goes on with a proof in the address."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return redirect(ReaderAddresses(self.reader).page())

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        return redirect(ReaderAddresses(self.reader).page())  # it was open already

    def closed(self, door: Door, **more: Any) -> HttpResponseBase:
        if self.request.method != "POST":
            return redirect(ReaderAddresses(self.reader).page())
        if door is not Door.LOCKED:
            return super().closed(door, **more)
        form = PasswordForm(self.request.POST)
        if not form.is_valid():
            return super().closed(door, form=form, status=422)
        try:
            proof = link_passwords.unlock(
                self.reader.kit, of="kit", guess=form.cleaned_data["password"], request=self.request
            )
        except link_passwords.TooManyGuesses as error:
            response = super().closed(door, refused=str(error), status=429)
            response["Retry-After"] = str(link_passwords.MINUTE)
            return response
        if not proof:
            form.add_error("password", "That is not the password. Mind capital letters.")
            return super().closed(door, form=form, status=422)
        return redirect(ReaderAddresses(Reader(self.reader.kit, proof=proof)).page())


class KitFile(ReaderView):
    """One asset of the kit: counted, then handed on to where its bytes are."""

    def get(self, request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
        row = self.page.asset_row(pk)
        if row is None or row.file is None:
            return render(request, "public/unknown_link.html", status=404)
        self.record(What.TOOK_ASSET, asset=row.asset)
        return redirect(file_url(row.file, name=row.file.original_name))


class KitDocument(ReaderView):
    """One document of the kit, made as a file."""

    def get(self, request: HttpRequest, token: str, pk: str, kind: str) -> HttpResponseBase:
        row = self.page.document_row(int(pk))
        if row is None:
            return render(request, "public/unknown_link.html", status=404)
        made = export(row.document.published_version, kind)
        self.record(What.TOOK_DOCUMENT, document=row.document)
        response = HttpResponse(made.data, content_type=made.content_type)
        response["Content-Disposition"] = attachment(made.name)
        response["X-Content-Type-Options"] = "nosniff"
        return response


class KitZip(ReaderView):
    """Everything, or the photos, as one file that starts at once."""

    def get(self, request: HttpRequest, token: str, which: str) -> HttpResponseBase:
        if request.method == "HEAD":
            return HttpResponse(content_type="application/zip")
        if too_many(request, scope=f"kit-zip:{self.reader.token}", limit=ZIPS_A_MINUTE):
            return render(request, "public/too_many.html", status=429)
        response = zip_of(request, self.page, which)
        if response.status_code == 200:
            self.record(What.TOOK_ALL)
        return response


def zip_of(request: HttpRequest, page: KitPage, which: str) -> HttpResponseBase:
    """The stream. The gzip middleware is kept from it: it would hold it back, and make its length a lie."""
    try:
        packed, length = zipping.pack(page, photos_only=which == "photos")
    except zipping.Busy:
        response: HttpResponseBase = render(request, "mediakits/public/zip_busy.html", status=503)
        response["Retry-After"] = "30"
        return response
    request.META["HTTP_ACCEPT_ENCODING"] = ""
    response = StreamingHttpResponse(packed, content_type="application/zip")
    if length is not None:
        response["Content-Length"] = str(length)
    response["Content-Disposition"] = attachment(f"{page.kit.slug}{'-photos' if which == 'photos' else ''}.zip")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def attachment(name: str) -> str:
    """A header that makes browsers keep the file under this name, whatever letters are in it."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
