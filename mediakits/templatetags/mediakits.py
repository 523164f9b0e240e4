"""Files and pictures of assets, for templates: `{% load mediakits %}`."""

from django import template

from mediakits import files
from mediakits.models import Asset, AssetFile, Rendition

register = template.Library()


@register.filter
def file_url(stored: AssetFile | Rendition) -> str:
    """The address that saves the file."""
    return files.file_url(stored)


@register.filter
def inline_url(stored: AssetFile | Rendition) -> str:
    """The address that shows the file, where its type is harmless."""
    return files.file_url(stored, inline=True)


@register.filter
def picture(asset: Asset, name: str) -> Rendition | None:
    """The rendition thumb, card or web of the asset's current file: `{% with card=asset|picture:"card" %}`."""
    return files.picture(asset, name)


@register.filter
def current_file(asset: Asset) -> AssetFile | None:
    """The file that is given out."""
    return files.current_file(asset)


@register.filter
def suffix(file: AssetFile) -> str:
    """What people call its type: JPG, MP4."""
    return file.original_name.rpartition(".")[2].upper()


@register.filter
def asset_icon(asset: Asset) -> str:
    """Stands where there is no picture of it."""
    # icons: photo vector video music file-text
    return {"photo": "photo", "logo": "vector", "video": "video", "audio": "music"}.get(asset.kind, "file-text")
