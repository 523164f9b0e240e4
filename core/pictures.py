"""Pictures of people and clients: taken in, made small and harmless, and shown to whoever has the address.

Journalists see them, so they are public; their names are unguessable, and nothing else under MEDIA_ROOT is ever served.
"""

import io
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest
from django.utils.deconstruct import deconstructible
from django.views.decorators.http import require_safe
from PIL import Image, ImageOps

from core.tokens import new_token

FOLDERS = ("people", "clients")
SIDE = 512
MOST_BYTES = 5_000_000
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


@deconstructible
class PicturePath:
    """`upload_to` of a picture: its folder, and a name that cannot be guessed."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, instance: Any, filename: str) -> str:
        return f"{self.folder}/{new_token()}.webp"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PicturePath) and other.folder == self.folder

    def __hash__(self) -> int:
        return hash(self.folder)


class PictureField(forms.ImageField):
    """An upload that becomes a WebP of 512 pixels a side at most, without what cameras write into it (places too)."""

    widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        picture = super().clean(data, initial)
        if not isinstance(picture, UploadedFile):
            return picture
        if (picture.size or 0) > MOST_BYTES:
            raise ValidationError("This picture is larger than 5 MB. Choose a smaller one.")
        if picture.image.format not in FORMATS:  # type: ignore[attr-defined]
            raise ValidationError("Choose a JPEG, PNG or WebP picture.")
        return made_small(picture)


def made_small(picture: UploadedFile) -> ContentFile:
    """The picture as it is kept. Raises `ValidationError` when it cannot be read to its end."""
    picture.seek(0)
    try:
        with Image.open(picture) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError("This picture has too many pixels. Choose a smaller one.")
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((SIDE, SIDE))
            small = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError("This picture cannot be read. Save it again, or choose another.") from error
    kept = io.BytesIO()
    small.save(kept, "WEBP", quality=85)
    return ContentFile(kept.getvalue(), name="picture.webp")


def forget(name: str, *, unless: str = "") -> None:
    """Delete a picture that was replaced."""
    if name and name != unless:
        default_storage.delete(name)


@login_not_required
@require_safe
def serve(request: HttpRequest, folder: str, name: str) -> FileResponse:
    """One picture. Its name changes with the picture, so it may be kept for ever."""
    if folder not in FOLDERS:
        raise Http404
    try:
        picture = default_storage.open(f"{folder}/{name}")
    except (FileNotFoundError, IsADirectoryError, SuspiciousFileOperation, OSError, ValueError) as error:
        raise Http404 from error
    response = FileResponse(picture, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
