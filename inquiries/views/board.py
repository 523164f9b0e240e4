"""The list of inquiries, and the phone log."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from campaigns.models import Client
from contacts.paging import BoundedPaginator
from core.htmx import go_to, render_page
from core.toasts import say
from inquiries.errors import DeadlinePassed
from inquiries.forms.phone_log import PhoneLogForm
from inquiries.intake import take_in
from inquiries.listing import SHOWS, Asked, counts, listed
from inquiries.models import Topic
from inquiries.showing import acknowledge_clock, both_zones, deadline_clock
from team.access import TeamRequired

PER_PAGE = 50
TOPICS = 200


class InquiryList(TeamRequired, View):
    """By deadline, with both clocks."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = Asked.of(request.GET)
        page = BoundedPaginator(listed(asked, user=request.user), PER_PAGE).get_page(request.GET.get("page"))
        rows = [
            (
                inquiry,
                acknowledge_clock(inquiry),
                deadline_clock(inquiry),
                both_zones(inquiry.deadline, inquiry, request.user) if inquiry.deadline else "",
            )
            for inquiry in page
        ]
        context = {
            "asked": asked,
            "shows": [(key, label, number) for key, label, number in _segments(counts(request.user))],
            "page": page,
            "rows": rows,
            "clients": Client.objects.visible_to(request.user).active(),
        }
        return render_page(request, "inquiries/inquiry_list.html", context, partial="results")


def _segments(found: dict[str, int]) -> list[tuple[str, str, int | None]]:
    return [(key, label, found.get(key)) for key, label in SHOWS.items()]


class PhoneLog(TeamRequired, View):
    """An inquiry by phone, in under a minute."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(PhoneLogForm(user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PhoneLogForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            inquiry = take_in(**form.told(), owner=request.user, by=request.user)
        except DeadlinePassed as problem:
            form.add_error("deadline", str(problem))
            return self.show(form, status=422)
        say(request, f"{inquiry.number} is taken in, and you are in charge")
        return go_to(request, inquiry)

    def show(self, form: PhoneLogForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "topics": Topic.objects.all()[:TOPICS]}
        return render(self.request, "inquiries/phone_log.html", context, status=status)
