"""Following what was suggested beside a message: one POST, said in a toast that takes it back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views import View

from contacts import suggested
from contacts.addresses import BadAddress
from contacts.journalists import AddressTaken
from contacts.views.bulk import back
from core.toasts import say
from mail.models import IncomingMessage
from team.access import TeamRequired


class Suggested(TeamRequired, View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, deed: str) -> HttpResponse:
        if deed not in suggested.DEEDS:
            raise Http404("Nothing of that name is ever suggested.")
        letters = IncomingMessage.objects.visible_to(request.user).letters()
        incoming = get_object_or_404(letters.select_related("matched").defer("raw", "full_text"), pk=pk)
        try:
            said, undo = suggested.follow(incoming=incoming, deed=deed, by=request.user)
        except (suggested.NothingToDo, AddressTaken, BadAddress) as problem:
            say(request, str(problem), tone="bad")
        else:
            say(request, said, undo=undo)
        return back(request)
