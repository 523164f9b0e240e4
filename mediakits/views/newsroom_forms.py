"""The two forms of a newsroom: an inquiry, a subscription. A GET changes nothing, because scanners follow links."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core.journalist_pages import journalist_page
from core.tokens import TOKEN_LENGTH
from mediakits import inquiring, subscribing
from mediakits.addresses import Room
from mediakits.forms.newsroom import InquiryForm, SubscriptionForm
from mediakits.models import Subscriber
from mediakits.newsroom_pages import asks_too_often, newsroom_page, not_there

HOUR = 3600
POSTS_A_MINUTE = 20
INQUIRIES_AN_HOUR = 6
SUBSCRIPTIONS_AN_HOUR = 10
WORD = re.compile(r"[a-z]+-[a-z]+-[1-9][0-9]")


@newsroom_page
@require_http_methods(["GET", "HEAD", "POST"])
def inquiry(request: HttpRequest, room: Room) -> HttpResponse:
    """What a reporter asks; errors give the form back with everything typed."""
    newsroom = room.newsroom
    if not newsroom.offers_inquiries:
        raise Http404
    if request.method != "POST":
        return _form(request, room, "inquiry", InquiryForm(newsroom=newsroom))
    form = InquiryForm(request.POST, newsroom=newsroom)
    if asks_too_often(request, scope="posts", limit=POSTS_A_MINUTE):
        return _form(request, room, "inquiry", form, status=429, often=True)
    if not form.is_valid() or form.opened is None:
        return _form(request, room, "inquiry", form, status=422)
    if asks_too_often(request, scope=f"inquiry {newsroom.pk}", limit=INQUIRIES_AN_HOUR, seconds=HOUR):
        return _form(request, room, "inquiry", form, status=429, often=True)
    inquiring.take_in(newsroom=newsroom, inquiry=form.inquiry, form=form.opened)
    return redirect(room.path("inquiry-received", form.opened.word))


@newsroom_page
@require_safe
def inquiry_received(request: HttpRequest, room: Room, word: str) -> HttpResponse:
    """Thanks, the word to name on the phone, and the number."""
    if not WORD.fullmatch(word) or not room.newsroom.offers_inquiries:
        raise Http404
    context = {"room": room, "newsroom": room.newsroom, "word": word, "noindex": True}
    return render(request, "mediakits/newsroom/inquiry_received.html", context)


@newsroom_page
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest, room: Room) -> HttpResponse:
    """Who wants the news; the answer is the same whether we know the address or not."""
    newsroom = room.newsroom
    if not newsroom.offers_subscription:
        raise Http404
    if request.method != "POST":
        return _form(request, room, "subscribe", SubscriptionForm(newsroom=newsroom))
    form = SubscriptionForm(request.POST, newsroom=newsroom)
    if asks_too_often(request, scope="posts", limit=POSTS_A_MINUTE):
        return _form(request, room, "subscribe", form, status=429, often=True)
    if not form.is_valid():
        return _form(request, room, "subscribe", form, status=422)
    if asks_too_often(request, scope="subscribe", limit=SUBSCRIPTIONS_AN_HOUR, seconds=HOUR):
        return _form(request, room, "subscribe", form, status=429, often=True)
    typed = form.cleaned_data
    subscribing.ask(newsroom=newsroom, name=typed["name"], email=typed["email"], outlet_name=typed["outlet"])
    return redirect(room.path("asked"))


@newsroom_page
@require_safe
def asked(request: HttpRequest, room: Room) -> HttpResponse:
    context = {"room": room, "newsroom": room.newsroom, "noindex": True}
    return render(request, "mediakits/newsroom/asked.html", context)


@journalist_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str, newsroom: str = "") -> HttpResponse:
    """The button that makes it true."""
    found = _subscriber(request, newsroom, token)
    if found is None:
        return not_there(request)
    room, subscriber = found
    if request.method == "POST":
        subscribing.confirm(subscriber=subscriber)
        return redirect(room.path("subscription", token))
    return _page(request, room, "subscription", subscriber)


@journalist_page
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str, newsroom: str = "") -> HttpResponse:
    """One button for people; for mail programs a POST as RFC 8058 has it, answered in plain text."""
    found = _subscriber(request, newsroom, token)
    if found is None:
        return not_there(request)
    room, subscriber = found
    if request.method == "POST":
        subscribing.leave(subscriber=subscriber)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("You get no more news from us.\n", content_type="text/plain; charset=utf-8")
        return redirect(room.path("leaving", token))
    return _page(request, room, "leaving", subscriber)


def _subscriber(request: HttpRequest, newsroom: str, token: str) -> tuple[Room, Subscriber] | None:
    """Whose link it is. It holds while the newsroom is closed too: one must always be able to leave."""
    if len(token) != TOKEN_LENGTH or "\x00" in token:
        return None
    own = getattr(request, "own_newsroom", None)
    rows = Subscriber.objects.select_related("newsroom__client", "newsroom__contact").filter(token=token)
    subscriber = (rows.filter(newsroom__slug=own) if own else rows).first()  # its path may have changed since
    return (Room(subscriber.newsroom, on_own_host=bool(own)), subscriber) if subscriber else None


def _page(request: HttpRequest, room: Room, name: str, subscriber: Subscriber) -> HttpResponse:
    context = {
        "room": room,
        "newsroom": room.newsroom,
        "subscriber": subscriber,
        "confirm_url": room.path("subscription", subscriber.token),
        "leave_url": room.path("leaving", subscriber.token),
        "noindex": True,
    }
    return render(request, f"mediakits/newsroom/{name}.html", context)


def _form(
    request: HttpRequest, room: Room, name: str, form: Any, *, status: int = 200, often: bool = False
) -> HttpResponse:
    context = {"room": room, "newsroom": room.newsroom, "form": form, "often": often, "noindex": status != 200}
    response = render(request, f"mediakits/newsroom/{name}.html", context, status=status)
    if often:
        response["Retry-After"] = str(HOUR)
    return response
