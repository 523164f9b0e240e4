"""What whoever has a link sees: the report as it was released, its files, its pictures. No sign-in, no cookie."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from core import link_passwords
from core.journalist_pages import journalist_page
from core.kept_files import kept_file
from coverage.models import Evidence
from mail.machines import asks_not_to, gives_itself_away
from reports import links, showing
from reports.links import Door
from reports.models import Report, ReportLink
from reports.periods import team_zone
from reports.views.reports import pdf_of, workbook_of

LONGEST_GUESS = 100


@method_decorator(journalist_page, name="dispatch")
class WithLink(View):
    """A view of whoever comes with a link. `link` is theirs; `proof` says that they gave its password."""

    link: ReportLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = links.link_with(kwargs["token"])
        if found is None:
            return render(request, "public/unknown_link.html", status=404)
        self.link, self.proof = found, request.GET.get("open", "")[:400]
        door = links.door_of(found, proof=self.proof)
        if door is Door.OPEN:
            return super().dispatch(request, *args, **kwargs)
        return self.closed(door)

    def closed(self, door: Door, *, status: int = 0, **more: Any) -> HttpResponseBase:
        """What stands there instead: a withdrawn report says so, a locked one asks for its password."""
        report = self.link.report
        context = {
            "client": report.client, "owner": report.owner, "door": door.value,
            "password_url": reverse("reports-public:password", args=[self.link.token]), **more,
        }  # fmt: skip
        status = status or (410 if door is Door.OVER else 200)
        return render(self.request, "reports/public/closed.html", context, status=status)

    @property
    def report(self) -> Report:
        return self.link.report

    def address(self, name: str, *args: Any) -> str:
        """An address below this link, with the proof where there is one."""
        path = reverse(f"reports-public:{name}", args=[self.link.token, *args])
        return f"{path}?open={self.proof}" if self.link.password else path


class PublicReport(WithLink):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        report = self.report
        if not gives_itself_away(request.method or "", request.headers) and not asks_not_to(request.headers):
            links.note_opened(self.link)
        sections = showing.sections_of(report)
        for section in sections:
            if section.key == "best":
                for row in section.data["rows"]:
                    row["picture_url"] = self.address("picture", row["picture"]) if row["picture"] else ""
        context = {
            "report": report, "client": report.client, "sections": sections, "figures": report.figures,
            "zone": team_zone().key, "pdf_url": self.address("pdf"), "public": True,
            "workbook_url": self.address("workbook") if report.has_workbook else "",
        }  # fmt: skip
        return render(request, "reports/public/report.html", context)


class PublicPassword(WithLink):
    """One try at the password. Whoever knows it goes on with a proof in the address."""

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return redirect(self.address("report"))

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return redirect(self.address("report"))  # it was open already

    def closed(self, door: Door, *, status: int = 0, **more: Any) -> HttpResponseBase:
        if door is not Door.LOCKED:
            return super().closed(door, status=status, **more)
        if self.request.method != "POST":
            return redirect("reports-public:report", self.link.token)
        guess = self.request.POST.get("password", "")[:LONGEST_GUESS]
        try:
            self.proof = link_passwords.unlock(self.link, of="report", guess=guess, request=self.request)
        except link_passwords.TooManyGuesses as problem:
            response = super().closed(door, status=429, refused=str(problem))
            response["Retry-After"] = str(link_passwords.MINUTE)
            return response
        if not self.proof:
            return super().closed(door, status=422, wrong="That is not the password. Mind capital letters.")
        return redirect(self.address("report"))


class PublicPdf(WithLink):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        return pdf_of(self.report)


class PublicWorkbook(WithLink):
    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        return workbook_of(request, self.report)


class PublicPicture(WithLink):
    """A picture of one of the best clips; no other picture opens by this link."""

    def get(self, request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
        shown = {row["picture"] for row in (self.report.figures or {}).get("best", {}).get("rows", [])}
        picture = Evidence.objects.filter(pk=pk, kind=Evidence.Kind.PICTURE).first() if pk in shown else None
        if picture is None or not default_storage.exists(picture.file.name):
            return render(request, "public/unknown_link.html", status=404)
        return kept_file(
            request, file=picture.file.name, name=picture.name or "picture", content_type=picture.content_type,
            size=picture.size,
        )  # fmt: skip
