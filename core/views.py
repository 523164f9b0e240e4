from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from core import jobs
from core.models import Job


class JobMixin(LoginRequiredMixin):
    """Finds the job for those who may watch it, and is a 404 to everybody else."""

    open_to_observers = True  # `may_see` decides

    def get_job(self, request: HttpRequest, pk: int) -> Job:
        job = get_object_or_404(Job, pk=pk)
        if not jobs.may_see(request.user, job):
            raise Http404
        return job


class JobProgress(JobMixin, View):
    """The progress of one job, polled by htmx. Once the job has ended, the page around it is loaded anew."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self.get_job(request, pk)
        response = render(request, "core/job_progress.html", {"job": job})
        if not job.is_open:
            response["HX-Refresh"] = "true"
        return response


class JobStop(JobMixin, View):
    """Ends a job after its present step; what it did until then is kept."""

    def post(self, request: HttpRequest, pk: int, **_: Any) -> HttpResponse:
        job = self.get_job(request, pk)
        jobs.stop(job=job)
        job.refresh_from_db()
        if request.htmx:
            return render(request, "core/job_progress.html", {"job": job})
        back = request.POST.get("next", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, {request.get_host()}) else "/")
