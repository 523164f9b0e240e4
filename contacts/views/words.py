"""Beats and tags: seen, added, renamed, merged by renaming, taken away."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from contacts import words
from contacts.forms.outlets import BeatForm, TagForm
from contacts.models import Beat, Tag
from core.toasts import say
from team.access import TeamRequired

FORMS: dict[type, Any] = {Beat: BeatForm, Tag: TagForm}


class WordList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "beats": Beat.objects.annotate(people=Count("journalists")).order_by("name"),
            "tags": Tag.objects.annotate(people=Count("journalists")).order_by("name"),
        }
        return render(request, "contacts/beat_list.html", context)


class WordChange(TeamRequired, View):
    http_method_names = ["post"]
    model: type[Beat] | type[Tag] = Beat

    def refuse(self, form: Any) -> HttpResponse:
        say(self.request, " ".join(error for errors in form.errors.values() for error in errors), tone="bad")
        return redirect("contacts:beat-list")


class WordCreate(WordChange):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = FORMS[self.model](request.POST)
        if not form.is_valid():
            return self.refuse(form)
        say(request, f"{form.save()} added")
        return redirect("contacts:beat-list")


class WordRename(WordChange):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word = get_object_or_404(self.model, pk=pk)
        before, form = word.name, FORMS[self.model](request.POST, instance=word)
        if not form.is_valid():
            return self.refuse(form)
        words.rename(word=word, name=form.cleaned_data["name"])
        say(request, f"{before} is {word} now")
        return redirect("contacts:beat-list")


class WordDelete(WordChange):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        word = get_object_or_404(self.model, pk=pk)
        words.delete(word=word)
        say(request, f"{word} taken away")
        return redirect("contacts:beat-list")
