"""Recordings of an interview: kept, played, deleted."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views import View

from core.kept_files import kept_file
from core.toasts import say
from coverage.forms.clips_by_hand import FileForm
from events import recordings
from events.errors import EventError
from events.models import Interview, Recording
from events.views.interviews import find, show
from team.access import TeamRequired


class RecordingAdd(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        interview, form = find(request, pk), FileForm(request.POST, request.FILES, auto_id="recording-%s")
        if form.is_valid():
            try:
                kept = recordings.keep(interview=interview, upload=form.cleaned_data["file"], by=request.user)
            except EventError as problem:
                form.add_error("file", str(problem))
            else:
                say(request, f"“{kept}” is kept with the interview")
                return redirect(f"{interview.get_absolute_url()}#recordings")
        return show(request, interview, typed={"recording": form}, status=422)


class OneRecording(TeamRequired, View):
    def recording(self) -> Recording:
        visible = Recording.objects.filter(interview__in=Interview.objects.visible_to(self.request.user).order_by())
        return get_object_or_404(
            visible.select_related("interview"), interview=self.kwargs["pk"], pk=self.kwargs["recording"]
        )


class RecordingFile(OneRecording):
    def get(self, request: HttpRequest, **kept: int) -> HttpResponseBase:
        one = self.recording()
        return kept_file(request, file=str(one.file.name), name=one.name, content_type=one.media_type, size=one.size)


class RecordingRemoval(OneRecording):
    """It cannot be taken back; the button asks before."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kept: int) -> HttpResponse:
        one = self.recording()
        recordings.remove(recording=one)
        say(request, f"“{one}” deleted")
        return redirect(f"{one.interview.get_absolute_url()}#recordings")
