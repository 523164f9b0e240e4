"""Addresses of files: signed, so that nobody can guess or alter one, and with an end, so that none lives for ever.

An address says itself which file it gives, of which type, whether a browser may show it, and under which name it is
saved; whoever changes the name has changed the address. Within a day it stays the
same, so that browsers keep what they have; it ends a whole day after that.
"""

import json
import time
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.core import signing
from django.urls import reverse

from mediakits.file_names import bare_name
from mediakits.models import Asset, AssetFile, Rendition

DAY: Final = 86_400
SALT: Final = "mediakits.files"
SHOWN: Final = frozenset(
    {
        "image/jpeg", "image/png", "image/webp", "image/gif", "audio/mpeg", "audio/wav", "audio/mp4", "video/mp4",
        "video/quicktime", "video/webm",
    }
)  # fmt: skip
"""What a browser may show by itself; everything else, SVG above all, is only ever saved."""


class BadAddress(Exception):
    """The address was forged, cut off, or is over."""


@dataclass(frozen=True)
class Signed:
    """What an address gives."""

    path: str
    size: int
    content_type: str
    inline: bool
    ends: int
    """Seconds since the epoch."""


def file_url(stored: AssetFile | Rendition, *, name: str = "", inline: bool = False) -> str:
    """A site-relative address of the file under that name, valid for a day at least and two at most.

    `inline` has a browser show it, where its type is harmless; else it is saved.
    """
    shown = inline and stored.content_type in SHOWN
    last_day = int(time.time() // DAY) + 2
    what = [stored.file.name, stored.size, stored.content_type, int(shown), last_day]
    name = bare_name(name) if name else _name_of(stored)
    return reverse("mediakits-public:file", args=[_signer(name).sign_object(what), name])


def read(signed: str, name: str) -> Signed:
    """What the address gives under that name. Raises BadAddress."""
    try:
        path, size, content_type, inline, last_day = _signer(name).unsign_object(signed)
    except (signing.BadSignature, ValueError, TypeError, json.JSONDecodeError):
        raise BadAddress from None
    if time.time() >= last_day * DAY:
        raise BadAddress
    return Signed(path, size, content_type, bool(inline) and content_type in SHOWN, last_day * DAY)


def _signer(name: str) -> signing.Signer:
    return signing.Signer(salt=f"{SALT} {name}")


def disposition(name: str, *, inline: bool) -> str:
    """`Content-Disposition` with the name as RFC 6266 and RFC 5987 want it, plain for old programs and in full."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_").replace("\\", "_")
    full = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    return f'{"inline" if inline else "attachment"}; filename="{plain}"{full}'


def current_file(asset: Asset) -> AssetFile | None:
    """The file that is given out: prefetched by `with_file()`, else asked for."""
    files: Any = getattr(asset, "current_files", None)
    if files is None:
        files = asset.current_files = list(  # type: ignore[attr-defined]
            asset.files.filter(is_current=True).prefetch_related("renditions")[:1]
        )
    return files[0] if files else None


def picture(asset: Asset, name: str = "card") -> Rendition | None:
    """The rendition of that name (thumb, card, web) of the asset's current file; None where there is none."""
    current = current_file(asset)
    return next((one for one in current.renditions.all() if one.name == name), None) if current else None


def _name_of(stored: AssetFile | Rendition) -> str:
    if isinstance(stored, AssetFile):
        return stored.original_name
    return bare_name(f"{stored.asset_file.original_name.rpartition('.')[0]}-{stored.name}", suffixes=(".webp",))
