"""Pages that hold every component and every behaviour of the shell, for tests alone."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from core.htmx import render_page
from core.navigation import Count, Entry
from core.prose import ProseField, ProseWidget
from core.toasts import say
from mediarel import urls as mediarel_urls
from team.access import public

ENTRIES = [
    Entry("Gallery", icon="checklist", url="gallery", order=10, key="g g", count=lambda request: Count(11)),
    Entry("Letters", icon="send", url="letter", order=20, key="g l"),
    Entry("Team", icon="users", url="said", order=10, place="foot"),
    Entry("Letter", icon="send", url="letter", place="new", key="n l"),
    Entry("Search", icon="search", url="gallery", place="search"),
    Entry("Notifications", icon="bell", url="said", place="bell", count=lambda request: Count(2)),
]


class LetterForm(forms.Form):
    subject = forms.CharField(help_text="Up to nine words.")
    kind = forms.ChoiceField(choices=[("pitch", "Pitch"), ("note", "Note")], required=False)
    quiet = forms.BooleanField(label="Never follow up", required=False)
    body = ProseField(
        label="Message",
        initial="<p>Hi {{ first_name }},</p>",
        widget=ProseWidget(chips=[("first_name", "First name"), ("outlet", "Outlet")]),
    )


def found(text: str) -> SimpleNamespace:
    """What the palette finds in the records: one thing, whatever is asked for."""
    hit = SimpleNamespace(href=f"/gallery/?hit={text}", title=f"{text} in the records", line="Stromblatt", icon="news")
    return SimpleNamespace(heading="Journalists", hits=[hit])


def gallery(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {
        "now": now,
        "deadline": now + timedelta(hours=2),
        "page": Paginator(range(2418), 50).page(2),
        "steps": [
            ("pitches.sent", "Sent", 46),
            ("pitches.answered", "Answered", 11),
            ("pitches.interested", "Interested", 7),
            ("pitches.interview", "Interview", 3),
            ("pitches.covered", "Covered", 2),
        ],
        "job": SimpleNamespace(title="Importing storage-press.csv", done=1204, total=2418),
        "names": ["Aoife Brannigan", "Ines Albrecht", "Pieter van Dalen", "Camille Roussel-Haddad"],
        "chosen": request.POST.getlist("pk"),
        "all_matching": request.POST.get("all_matching", ""),
        "did": request.POST.get("action", ""),
        "q": request.GET.get("q", ""),
        "found": [found(request.GET.get("q", ""))],
    }
    return render_page(request, "gallery/gallery.html", context, partial="hits")


def letter(request: HttpRequest) -> HttpResponse:
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say(request, "Letter saved")
        return redirect("letter")
    return render_page(request, "gallery/letter.html", {"form": form})


def autosave(request: HttpRequest) -> HttpResponse:
    if "refuse" in request.POST["subject"]:
        return HttpResponse("Not saved: Priya changed this letter at 09:41", status=422)
    if "break" in request.POST["subject"]:
        return HttpResponse(status=502)
    return HttpResponse(status=204)


def said(request: HttpRequest) -> HttpResponse:
    """Says what it is asked to, on the next page or, to htmx, on this one."""
    if request.GET.get("what") == "refused":
        raise PermissionDenied("This is for managers. Ask one of them.")
    if request.method == "POST":
        say(request, "Taken back", tone="plain")
        return redirect("gallery")
    say(request, "4 journalists added", undo="/gallery/said/")
    say(request, "Priya changed this draft at 09:41", tone="bad")
    return HttpResponse("<p>part</p>") if request.htmx else redirect("gallery")


@public
def for_journalists(request: HttpRequest) -> HttpResponse:
    return render_page(request, "gallery/public.html")


urlpatterns = [
    path("gallery/", gallery, name="gallery"),
    path("gallery/letter/", letter, name="letter"),
    path("gallery/letter/draft/", autosave, name="autosave"),
    path("gallery/said/", said, name="said"),
    path("gallery/public/", for_journalists, name="public"),
    *mediarel_urls.urlpatterns,
]
handler403 = mediarel_urls.handler403
handler404 = mediarel_urls.handler404
