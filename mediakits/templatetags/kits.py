"""How files, languages and newsrooms are written on the pages of kits."""

from django import template
from django.utils.translation import get_language_info

from mediakits.addresses import newsroom_url

register = template.Library()

KINDS = {
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/tiff": "TIFF",
    "image/gif": "GIF",
    "image/svg+xml": "SVG",
    "application/pdf": "PDF",
    "audio/mpeg": "MP3",
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
}


@register.filter
def file_kind(content_type: str) -> str:
    """What people call a type of file: JPG; what is not known by name is a file."""
    return KINDS.get(content_type, "File")


register.filter(newsroom_url)


@register.filter
def language_in_itself(code: str) -> str:
    """How a language calls itself, as its readers look for it: Deutsch."""
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]
