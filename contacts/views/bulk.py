"""Small POSTs that do something to many journalists, then lead back to the list they came from."""

from abc import ABC, abstractmethod
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View

from contacts import bulk, exporting, selection, undoing
from contacts.journalists import named
from contacts.media_lists import NameTaken, create_static
from contacts.models import MediaList, Tag
from contacts.querysets import JournalistQuerySet
from core.toasts import say
from team.access import TeamRequired
from team.models import User
from team.trail import acts


class Refused(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


REFUSALS = (selection.NobodyChosen, selection.TooMany, bulk.ListIsLive, NameTaken, Refused)


def back(request: HttpRequest) -> HttpResponse:
    """To the page the POST came from, else to the list as it was filtered."""
    came_from = request.headers.get("referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return redirect(came_from)
    return redirect(f"{reverse('contacts:journalist-list')}?{request.POST.get('filters', '')}")


def people(count: int) -> str:
    return "1 journalist" if count == 1 else f"{count:,} journalists"


class BulkView(TeamRequired, View, ABC):
    """Reads who is meant, and answers; a refusal is said."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        try:
            return self.answer(selection.chosen(request), **kwargs)
        except REFUSALS as problem:
            say(request, str(problem), tone="bad")
            return back(request)

    @abstractmethod
    def answer(self, journalists: JournalistQuerySet, **kwargs: Any) -> HttpResponseBase:
        """What comes back to the reader about those who are meant."""


class BulkAct(BulkView):
    """Does it, says so, and offers to take it back."""

    def answer(self, journalists: JournalistQuerySet, **kwargs: Any) -> HttpResponseBase:
        done, text = self.act(journalists, **kwargs)
        say(self.request, text, undo=done.undo)
        return back(self.request)

    @abstractmethod
    def act(self, journalists: JournalistQuerySet, **kwargs: Any) -> tuple[bulk.Done, str]:
        """Do what the button says; what it returns is said to the reader."""


class AddToList(BulkAct):
    @transaction.atomic
    def act(self, journalists: JournalistQuerySet) -> tuple[bulk.Done, str]:
        media_list = self.media_list()
        done = bulk.add_to_list(journalists=journalists, media_list=media_list, by=self.request.user)
        if not done.changed:
            return done, f"They are all on {media_list} already"
        return done, f"{people(done.changed)} added to {media_list}"

    def media_list(self) -> MediaList:
        user, name = self.request.user, self.request.POST.get("new_list", "").strip()
        if len(name) > MediaList._meta.get_field("name").max_length:
            raise Refused("Give the list a name of up to 120 letters.")
        if name:
            return create_static(name=name, by=user)
        key = self.request.POST.get("media_list", "")
        if not key.isdecimal():
            raise Refused("Choose a list, or give a new one a name.")
        return get_object_or_404(MediaList.objects.visible_to(user), pk=key)


class RemoveFromList(BulkAct):
    def act(self, journalists: JournalistQuerySet, pk: int) -> tuple[bulk.Done, str]:
        media_list = get_object_or_404(MediaList.objects.visible_to(self.request.user), pk=pk)
        done = bulk.remove_from_list(journalists=journalists, media_list=media_list, by=self.request.user)
        return done, f"{people(done.changed)} taken off {media_list}"


class AddTag(BulkAct):
    @transaction.atomic
    def act(self, journalists: JournalistQuerySet) -> tuple[bulk.Done, str]:
        name = self.request.POST.get("tag", "").strip()
        if not name or len(name) > Tag._meta.get_field("name").max_length:
            raise Refused("Give the tag a name of up to 60 letters.")
        [tag] = named(Tag, [name])
        done = bulk.add_tag(journalists=journalists, tag=tag, by=self.request.user)
        return done, f"{people(done.changed)} tagged {tag}" if done.changed else f"They all have the tag {tag} already"


class AssignOwner(BulkAct):
    def act(self, journalists: JournalistQuerySet) -> tuple[bulk.Done, str]:
        key = self.request.POST.get("owner", "")
        owner = User.objects.working().filter(pk=key).first() if key.isdecimal() else None
        if key and owner is None:
            raise Refused("That person is not on the team any more. Choose somebody else.")
        done = bulk.assign(journalists=journalists, owner=owner, by=self.request.user)
        return done, f"{people(done.changed)} assigned to {owner or 'nobody'}"


class Verify(BulkAct):
    def act(self, journalists: JournalistQuerySet) -> tuple[bulk.Done, str]:
        done = bulk.verify(journalists=journalists, by=self.request.user)
        return done, f"{people(done.changed)} verified"


class Export(BulkView):
    def answer(self, journalists: JournalistQuerySet) -> StreamingHttpResponse:
        acts.exported("journalists as CSV", by=self.request.user)
        response = StreamingHttpResponse(
            exporting.as_csv(journalists.order_by("sort_name", "pk")), content_type="text/csv; charset=utf-8"
        )
        response["Content-Disposition"] = f'attachment; filename="journalists-{timezone.localdate():%Y-%m-%d}.csv"'
        return response


class Undo(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            count = bulk.undo(token=token, by=request.user)
        except undoing.TooLate as problem:
            say(request, str(problem), tone="bad")
        else:
            say(request, f"Taken back for {people(count)}")
        return back(request)
