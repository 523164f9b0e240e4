"""Addresses of what a newsroom shows, from where the reader is."""

from django import template
from django.urls import reverse

from contacts.places import language_name
from core.html import without_scheme
from mediakits.addresses import Room, name_of
from mediakits.models import Document, Kit
from mediakits.shelf import Photo

register = template.Library()


@register.simple_tag
def page_of(room: Room, document: Document) -> str:
    return room.path("document", name_of(document))


@register.simple_tag
def kit_page(room: Room, kit: Kit) -> str:
    """On the host that the reader is on: kits answer on both."""
    return reverse("mediakits-public:kit", args=[kit.token])


@register.simple_tag
def photo_file(photo: Photo) -> str:
    """Where the whole file is taken, under the kit it stands in."""
    return reverse("mediakits-public:kit-file", args=[photo.kit.token, photo.asset.pk])


@register.filter
def bare(url: str) -> str:
    """An address as people say it."""
    return without_scheme(url)


@register.filter
def in_words(language: str) -> str:
    """ "de-AT" as "German"."""
    return language_name(language.split("-", maxsplit=1)[0]) or language
