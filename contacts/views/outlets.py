"""Outlets: the list, the record, the form, and the names that forms offer while one types."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from contacts import badges, caps, outlet_panels, outlets
from contacts.forms.outlets import OutletForm
from contacts.models import Journalist, Outlet
from contacts.paging import BoundedPaginator, count_up_to
from contacts.views.journalist_list import page_of
from core.htmx import render_page, wants_part
from core.overtaking import SEEN, Overtaken, look, mark_of
from core.toasts import say
from team.access import TeamRequired

PER_PAGE = 50
OFFERED = 12


class OutletList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        visible = Outlet.objects.visible_to(request.user)
        text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
        found = visible.matching(text) if text else visible
        if kind in Outlet.Kind.values:
            found = found.filter(kind=kind)
        page = BoundedPaginator(found.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
        page.object_list = with_people(list(page.object_list))
        context = {
            "page": page, "outlets": page.object_list, "kinds": Outlet.Kind.choices, "kind": kind, "q": text,
            "total": len(page.object_list) or count_up_to(visible),
        }  # fmt: skip
        return render_page(request, "contacts/outlet_list.html", context, partial="results")


def with_people(shown: list[Outlet]) -> list[Outlet]:
    """How many journalists are at each, counted for these rows alone."""
    counts = dict(
        Outlet.objects.filter(pk__in=[outlet.pk for outlet in shown])
        .annotate(people=Count("positions__journalist", distinct=True, filter=Q(positions__until_on=None)))
        .values_list("pk", "people")
    )
    for outlet in shown:
        outlet.people = counts[outlet.pk]
    return shown


class OutletDetail(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        outlet = get_object_or_404(Outlet.objects.visible_to(request.user), pk=pk)
        people = Journalist.objects.visible_to(request.user).filter(positions__outlet=outlet, positions__until_on=None)
        page = page_of(people.order_by("sort_name", "pk").distinct(), request.GET)
        context = {
            "outlet": outlet, "page": page, "journalists": page.object_list, "cap": caps.cap_of(outlet),
            "badges": badges.badges_of(page.object_list), "tags": outlet.tags.all(),
        }  # fmt: skip
        if not wants_part(request):
            context["panels"] = outlet_panels.panels_of(outlet, request)
        return render_page(request, "contacts/outlet_detail.html", context, partial="people")


class OutletEdit(TeamRequired, View):
    """Add an outlet, or change one."""

    def outlet(self) -> Outlet | None:
        if "pk" not in self.kwargs:
            return None
        return get_object_or_404(Outlet.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        outlet = self.outlet()
        form = OutletForm(instance=outlet)
        return self.show(form, outlet, seen=mark_of(form.shown()) if outlet else "")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        outlet = self.outlet()
        form = OutletForm(request.POST, instance=outlet)
        if not form.is_valid():
            return self.show(form, outlet, status=422)
        try:
            saved = self.save(form)
        except Overtaken as conflict:
            return self.show(form, outlet, seen=conflict.seen, conflict=conflict, status=409)
        say(request, f"{saved} saved")
        return redirect(saved)

    @transaction.atomic
    def save(self, form: OutletForm) -> Outlet:
        """Keep it, unless somebody else saved it since the form was opened; it is held still while that is seen."""
        if pk := form.instance.pk:
            now = get_object_or_404(Outlet.objects.select_for_update(), pk=pk)
            seen, saved = self.request.POST.get(SEEN, ""), OutletForm(instance=now).shown()
            look(seen=seen, saved=saved, typed=form.typed(), records=[(Outlet, {"pgh_obj": pk})])
        return outlets.save(outlet=form.save(commit=False), by=self.request.user)

    def show(
        self,
        form: OutletForm,
        outlet: Outlet | None,
        *,
        seen: str | None = None,
        conflict: Overtaken | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "form": form,
            "outlet": outlet,
            "name": Outlet.objects.get(pk=outlet.pk).name if outlet else "",
            "seen": self.request.POST.get(SEEN, "") if seen is None else seen,
            "conflict": conflict,
        }
        return render(self.request, "contacts/outlet_form.html", context, status=status)


class OutletOptions(TeamRequired, View):
    """Names of outlets like what is being typed in any of the position rows, as options of a datalist."""

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = [text for key, text in request.GET.items() if key.endswith("-outlet") and text.strip()]
        visible = Outlet.objects.visible_to(request.user)
        names: list[str] = []
        for text in typed[:5]:
            names += visible.matching(text).order_by("name").values_list("name", flat=True)[:OFFERED]
        return render(request, "contacts/_outlet_options.html", {"names": dict.fromkeys(names)})
