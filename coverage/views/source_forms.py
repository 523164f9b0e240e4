"""Where sources come from: a site's address, a newsletter's sender, a list of feeds; and the form that changes one."""

from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from core.fetching import FetchError
from core.toasts import say
from coverage.feeds import discovery, importing, keeping
from coverage.forms.sources import ChosenForm, FindForm, NewsletterForm, OpmlForm, SourceForm, signed
from coverage.models import Source
from coverage.views.sources import find
from team.access import TeamRequired

UNDO_SALT = "coverage.imported-sources"


class SourceCreate(TeamRequired, View):
    """Finds the feeds of a site; then keeps those that were ticked. Looking is a POST: it makes the server go out."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(FindForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.add() if "add" in request.POST else self.look()

    def look(self) -> HttpResponse:
        form = FindForm(self.request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            found = discovery.discover(form.cleaned_data["address"])
        except FetchError as error:
            form.add_error("address", f"{error} Check the address, or give that of the feed itself.")
            return self.show(form, status=422)
        known = keeping.known_by(each.url for each in found)
        rows = [(each, known.get(each.url), signed(each)) for each in found]
        return self.show(form, rows=rows, looked=True, new=len(rows) - len(known))

    def add(self) -> HttpResponse:
        form = ChosenForm(self.request.POST)
        if not form.is_valid():
            say(self.request, " ".join(form.non_field_errors()), tone="bad")
            return self.show(FindForm({"address": self.request.POST.get("address", "")}), status=422)
        added = [source for feed in form.chosen if (source := self._add(feed))]
        if len(added) == 1:
            say(self.request, f"{added[0]} is among the sources now, and being read")
            return redirect(added[0])
        say(self.request, f"{len(added)} sources added, and being read" if added else "They were there already")
        return redirect("coverage:source-list")

    def _add(self, feed: dict[str, str]) -> Source | None:
        try:
            return keeping.add(**feed, by=self.request.user)
        except keeping.Known:
            return None

    def show(self, form: FindForm, *, status: int = 200, **found: Any) -> HttpResponse:
        context = {"form": form, "list_form": OpmlForm(), **found}
        return render(self.request, "coverage/source_create.html", context, status=status)


class SourceEdit(TeamRequired, View):
    """Changes a source, or makes a newsletter one. Nothing typed is lost."""

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self.show(self.form(pk))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = self.form(pk, request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if not form.instance.pk:
            form.instance.added_by = request.user
        try:
            say(request, f"{keeping.save(form.save(commit=False))} saved")
        except keeping.Known as known:
            form.add_error(None, str(known))
            return self.show(form, status=422)
        return redirect(form.instance)

    def form(self, pk: int | None, data: Any = None) -> SourceForm | NewsletterForm:
        source = find(self.request, pk, "outlet") if pk else None
        if source and source.kind != Source.Kind.NEWSLETTER:
            return SourceForm(data, instance=source)
        return NewsletterForm(data, instance=source, user=self.request.user)

    def show(self, form: SourceForm | NewsletterForm, status: int = 200) -> HttpResponse:
        source = Source.objects.filter(pk=form.instance.pk).first() if form.instance.pk else None
        return render(self.request, "coverage/source_form.html", {"form": form, "source": source}, status=status)


class SourceImport(TeamRequired, View):
    """Takes a list of feeds in and says what came of it; the same list once more changes nothing."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OpmlForm(request.POST, request.FILES)
        if not form.is_valid():
            context = {"form": FindForm(), "list_form": form}
            return render(request, "coverage/source_create.html", context, status=422)
        done = importing.take_in(form.cleaned_data["file"], by=request.user)
        undo = signing.dumps([source.pk for source in done.new], salt=UNDO_SALT, compress=True) if done.new else ""
        return render(request, "coverage/source_import.html", {"done": done, "undo": undo})


class SourceImportUndo(TeamRequired, View):
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            keys = signing.loads(request.POST.get("undo", ""), salt=UNDO_SALT, max_age=24 * 60 * 60)
        except signing.BadSignature:
            say(request, "That list was taken in too long ago. Remove its sources one by one.", tone="bad")
            return redirect("coverage:source-list")
        gone = Source.objects.filter(pk__in=keys)
        number = gone.count()
        gone.delete()
        say(request, f"{number} sources of the list are removed again")
        return redirect("coverage:source-list")
