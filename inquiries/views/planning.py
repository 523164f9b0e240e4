"""What may be said, and who is on duty."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from campaigns.models import Statement
from contacts.paging import BoundedPaginator
from core.toasts import say
from inquiries import duty, statements
from inquiries.errors import InquiryError
from inquiries.forms.planning import DutyForm, StatementForm
from inquiries.models import Duty
from team.access import TeamRequired
from team.models import TeamPolicy

PER_PAGE = 30
MOST_DUTIES = 60


class StatementList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        q = request.GET.get("q", "").strip()[:200]
        found = Statement.objects.visible_to(request.user).filter(archived_at=None)
        found = found.select_related("client", "campaign", "approved_by", "speaker")
        if q:
            found = found.matching(q)
        page = BoundedPaginator(found.order_by("title", "pk"), PER_PAGE).get_page(request.GET.get("page"))
        rows, user = list(page.object_list), request.user
        own_too = TeamPolicy.current().approve_own_work if user.is_manager else False
        for row in rows:
            row.own = row.owner_id == user.pk
            row.may = not statements.refusal(statement=row, by=user, own_too=own_too)
        page.object_list = rows
        return render(request, "inquiries/statement_list.html", {"page": page, "q": q})


class StatementEdit(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self.show(StatementForm(instance=self.statement(pk), user=request.user))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        statement = self.statement(pk)
        form = StatementForm(request.POST, instance=statement, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            saved = statements.save(statement=statement or Statement(), by=request.user, **form.cleaned_data)
        except InquiryError as problem:
            form.add_error("title", str(problem))
            return self.show(form, status=422)
        say(request, f"“{saved}” is saved" + ("" if saved.approved_at else "; a manager approves it"))
        return redirect("inquiries:statement-list")

    def statement(self, pk: int | None) -> Statement | None:
        return get_object_or_404(Statement.objects.visible_to(self.request.user), pk=pk) if pk else None

    def show(self, form: StatementForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, "inquiries/statement_form.html", {"form": form}, status=status)


class StatementAction(TeamRequired, View):
    """Approves it, puts it away, or back."""

    http_method_names = ["post"]
    action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        statement = get_object_or_404(Statement.objects.visible_to(request.user), pk=pk)
        try:
            self.act(statement)
        except InquiryError as problem:
            say(request, str(problem), tone="bad")
        return redirect("inquiries:statement-list")

    def act(self, statement: Statement) -> None:
        if self.action == "approve":
            statements.approve(statement=statement, by=self.request.user, text=self.request.POST.get("text", ""))
            say(self.request, f"“{statement}” may be said")
            return
        archived = self.action == "archive"
        statements.archive(statement=statement, archived=archived)
        undo = reverse("inquiries:statement-restore", args=[statement.pk]) if archived else ""
        say(self.request, f"“{statement}” is put away" if archived else f"“{statement}” is back", undo=undo)


class DutyList(TeamRequired, View):
    """Who is on duty now and next; the hours are the reader's own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(DutyForm(initial={"user": request.user.pk}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DutyForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            made = duty.plan(**form.cleaned_data)
        except InquiryError as problem:
            form.add_error(None, str(problem))
            return self.show(form, status=422)
        say(request, f"{made.user} is on duty then")
        return redirect("inquiries:duty-list")

    def show(self, form: DutyForm, *, status: int = 200) -> HttpResponse:
        coming = Duty.objects.filter(ends_at__gt=timezone.now()).select_related("user")[:MOST_DUTIES]
        context: dict[str, Any] = {"form": form, "duties": coming, "now": timezone.now(), "current": duty.on_duty()}
        return render(self.request, "inquiries/duty_list.html", context, status=status)


class DutyDelete(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = get_object_or_404(Duty.objects.select_related("user"), pk=pk)
        found.delete()
        say(request, f"{found.user} is not on duty then")
        return redirect("inquiries:duty-list")
