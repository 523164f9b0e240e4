"""Media lists: all of them, one with who would be left out of a pitch, and their forms."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views import View

from contacts import bulk_actions, left_out, media_lists
from contacts.forms.outlets import MediaListForm
from contacts.models import MediaList
from contacts.views.bulk import back
from contacts.views.journalist_list import page_of
from core.htmx import render_page
from core.toasts import say
from team.access import TeamRequired

ALL_CHECKED = 500  # up to so many are looked at for who would be left out, beyond that those of the page


class MediaListList(TeamRequired, View):
    def get(self, request: HttpRequest) -> HttpResponse:
        visible = MediaList.objects.visible_to(request.user).select_related("owner")
        lists = visible.annotate(people=Count("members")).order_by("name")
        return render(request, "contacts/list_list.html", {"lists": lists, "form": MediaListForm()})


class MediaListCreate(TeamRequired, View):
    """A picked list by its form, or a live one from the filters of the journalist list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MediaListForm(request.POST)
        if not form.is_valid():
            return self.refuse(request, " ".join(error for errors in form.errors.values() for error in errors))
        data = form.cleaned_data
        try:
            if request.POST.get("kind") == MediaList.Kind.LIVE:
                made = media_lists.create_live(**data, filters=request.POST.get("filters", "")[:2000], by=request.user)
            else:
                made = media_lists.create_static(**data, by=request.user)
        except (media_lists.NameTaken, media_lists.NothingToKeep) as problem:
            return self.refuse(request, str(problem))
        say(request, f"List {made} made")
        return redirect(made)

    def refuse(self, request: HttpRequest, why: str) -> HttpResponse:
        say(request, why, tone="bad")
        return back(request)


class MediaListDetail(TeamRequired, View):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        media_list = get_object_or_404(MediaList.objects.visible_to(request.user).select_related("owner"), pk=pk)
        people = media_lists.members_of(media_list, user=request.user)
        page = page_of(people.order_by("sort_name", "pk"), request.GET)
        is_whole = page.paginator.count <= ALL_CHECKED
        checked = list(people.with_primary()) if is_whole and page.has_other_pages() else page.object_list
        why = left_out.reasons(checked)
        context = {
            "media_list": media_list,
            "page": page,
            "journalists": page.object_list,
            "why": why,
            "checked": len(checked),
            "is_whole": is_whole,
            "reached": len(checked) - len(why),
            "bulk_actions": bulk_actions.actions(),
            "query": media_list.filters if media_list.is_live else f"media_list={pk}",
            "last_column": "Left out because",
        }
        return render_page(request, "contacts/list_detail.html", context, partial="people")


class MediaListEdit(TeamRequired, View):
    def media_list(self) -> MediaList:
        return get_object_or_404(MediaList.objects.visible_to(self.request.user), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(MediaListForm(instance=self.media_list()))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = MediaListForm(request.POST, instance=self.media_list())
        if not form.is_valid():
            return self.show(form, status=422)
        form.save()
        say(request, "Saved")
        return redirect(form.instance)

    def show(self, form: MediaListForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "media_list": self.media_list()}
        return render(self.request, "contacts/list_form.html", context, status=status)


class MediaListDelete(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        media_list = get_object_or_404(MediaList.objects.visible_to(request.user), pk=pk)
        if media_list.owner != request.user and not request.user.is_manager:
            say(
                request, f"{media_list} is {media_list.owner}’s list. Ask them, or a manager, to delete it.", tone="bad"
            )
            return redirect(media_list)
        media_list.delete()
        say(request, f"List {media_list} deleted; the people on it stay")
        return redirect("contacts:list-list")
