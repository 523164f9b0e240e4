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
MB = 1_000_000


@register.filter
def file_kind(content_type: str) -> str:
    """What people call a type of file: JPG; what is not known by name is a file."""
    return KINDS.get(content_type, "File")


@register.filter
def file_size(size: int) -> str:
    """Bytes as a reader who is about to load them wants to know it: 41 MB, 6.1 MB, 300 KB."""
    if size >= 1000 * MB:
        return f"{size / (1000 * MB):.1f}\u00a0GB"
    if size >= 10 * MB:
        return f"{size / MB:.0f}\u00a0MB"
    return f"{size / MB:.1f}\u00a0MB" if size >= MB else f"{max(1, round(size / 1000))}\u00a0KB"


register.filter(newsroom_url)


@register.filter
def language_in_itself(code: str) -> str:
    """How a language calls itself, as its readers look for it: Deutsch."""
    try:
        name: str = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]
