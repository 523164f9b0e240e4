"""Feeds, the sitemap, and what search engines may read."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from mediakits import feeds
from mediakits.addresses import Room
from mediakits.newsroom_pages import kept, newsroom_page


@newsroom_page
@kept()
def atom(request: HttpRequest, room: Room) -> HttpResponse:
    return HttpResponse(feeds.as_atom(room), content_type="application/atom+xml; charset=utf-8")


@newsroom_page
@kept()
def rss(request: HttpRequest, room: Room) -> HttpResponse:
    return HttpResponse(feeds.as_rss(room), content_type="application/rss+xml; charset=utf-8")


@newsroom_page
@kept()
def json_feed(request: HttpRequest, room: Room) -> HttpResponse:
    response = JsonResponse(feeds.as_json(room), json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/feed+json; charset=utf-8"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@newsroom_page
@kept()
def sitemap(request: HttpRequest, room: Room) -> HttpResponse:
    context = {"pages": feeds.site_pages(room)}
    return render(request, "mediakits/newsroom/sitemap.xml", context, content_type="application/xml; charset=utf-8")


@newsroom_page
@kept()
def robots(request: HttpRequest, room: Room) -> HttpResponse:
    """For a host of one's own; beneath a path nobody asks for it."""
    if not room.on_own_host:
        raise Http404
    lines = [
        "User-agent: *",
        f"Disallow: {room.path('subscribe')}",
        f"Disallow: {room.path('inquiry')}",
        f"Disallow: {room.path('search')}",
        f"Sitemap: {room.full('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
