"""When spokespeople can speak, as the team keeps it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views import View

from campaigns.models import Spokesperson
from core.paging import page_of
from core.toasts import say
from events.forms.interviews import AvailabilityForm
from events.models import Interview, SpokespersonTime
from events.speakers import BOOKED
from team.access import TeamRequired

PER_PAGE = 50
MOST = 100


class SpeakerList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        people = Spokesperson.objects.visible_to(request.user).active().select_related("client")
        page = page_of(request, people.order_by("client__name", "position", "name"), PER_PAGE)
        return render(request, "events/speaker_list.html", {"page": page})


class SpeakerTimes(TeamRequired, View):
    """What one has free, is away for, and has agreed to."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.person(), AvailabilityForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person, form = self.person(), AvailabilityForm(request.POST)
        if not form.is_valid():
            return self.show(person, form, status=422)
        SpokespersonTime.objects.create(spokesperson=person, **form.cleaned_data)
        say(request, "Noted")
        return redirect("events:speaker-times", pk=pk)

    def person(self) -> Spokesperson:
        people = Spokesperson.objects.visible_to(self.request.user).select_related("client")
        return get_object_or_404(people, pk=self.kwargs["pk"])

    def show(self, person: Spokesperson, form: AvailabilityForm, *, status: int = 200) -> HttpResponse:
        now = timezone.now()
        booked = Interview.objects.filter(spokesperson=person, state__in=BOOKED, ends_at__gte=now)
        context = {
            "person": person,
            "form": form,
            "times": person.times.filter(ends_at__gte=now).order_by("starts_at")[:MOST],
            "booked": booked.select_related("journalist").order_by("starts_at")[:MOST],
        }
        return render(self.request, "events/speaker_times.html", context, status=status)


class TimeRemove(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        people = Spokesperson.objects.visible_to(request.user)
        found = get_object_or_404(SpokespersonTime, pk=pk, spokesperson__in=people)
        found.delete()
        say(request, "Removed")
        return redirect("events:speaker-times", pk=found.spokesperson_id)
