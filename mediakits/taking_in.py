"""What becomes of an upload that is whole: looked at, freed of its place, drawn smaller, and made an asset of.

The file passes through a temporary file on the worker's disk, never through its memory. The job may be killed at any
point and begins anew: where things are kept follows from the upload, so a second attempt writes over the first.
"""

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import salted_hmac

from campaigns.models import Client
from core.jobs import JobProblem, Run, job
from mediakits import location, looking, renditions, replacing, stamps, uploads
from mediakits.file_names import bare_name, title_from
from mediakits.looking import FileType, Refused
from mediakits.models import Asset, AssetFile, Rendition, Upload
from mediakits.renditions import Picture

CHUNK = 1 << 20
NO_PLACE_LEFT = "The place where this picture was taken could not be taken out. Save it anew without its location."


@dataclass(frozen=True)
class Seen:
    """A file that we take, as it will be kept."""

    path: Path
    kind: FileType
    name: str
    size: int
    sha256: str
    picture: Picture | None


@job(uploads.JOB)
def take_in(run: Run) -> dict[str, Any]:
    """Make an asset, or the next file of one, of an upload. Refusals stand on the upload and end the job."""
    upload = Upload.objects.select_related("client", "replaces", "by").filter(pk=run.arguments["upload"]).first()
    if upload is None or upload.is_over:
        return {}
    try:
        with tempfile.TemporaryDirectory(prefix="mediarel-upload-") as folder:
            whole = _assemble(run, upload, Path(folder) / "whole")
            seen = _see(upload, whole, Path(folder) / "clean")
            _keep(upload, seen)
    except Refused as problem:
        uploads.refuse(upload=upload, why=str(problem))
        raise JobProblem(str(problem)) from problem
    uploads.forget_pieces(upload)
    return {"upload": upload.pk}


def _assemble(run: Run, upload: Upload, into: Path) -> Path:
    with into.open("wb") as out:
        for number, piece in enumerate(uploads.pieces(upload), start=1):
            try:
                with default_storage.open(piece) as part:
                    for chunk in part.chunks(CHUNK):
                        out.write(chunk)
            except FileNotFoundError:
                raise Refused("A part of this file was lost on the way. Upload it again.") from None
            run.progress(number, upload.pieces)
    if into.stat().st_size != upload.size:
        raise Refused("A part of this file was lost on the way. Upload it again.")
    return into


def _see(upload: Upload, whole: Path, clean: Path) -> Seen:
    """What the file is, how it will be kept, and what it looks like. Raises Refused."""
    kind = looking.look(whole)
    _check_replacing(upload, kind)
    picture = renditions.draw(whole, kind) if kind.pillow else None
    kept = whole
    if picture is not None:
        try:
            kept = location.without_location(whole, kind.content_type, clean)
        except location.Unclean:
            raise Refused(NO_PLACE_LEFT) from None
    with kept.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    name = bare_name(upload.name, suffixes=kind.suffixes)
    return Seen(kept, kind, name, kept.stat().st_size, digest, picture)


def _check_replacing(upload: Upload, kind: FileType) -> None:
    asset = upload.replaces
    if asset is None:
        return
    both_pictures = asset.is_picture and (kind.kind in Asset.PICTURES or kind is looking.PDF)
    if asset.kind != kind.kind and not both_pictures:
        raise Refused(
            f"This is a file of another kind ({Asset.Kind(kind.kind).label.lower()}), and {asset} is a "
            f"{asset.get_kind_display().lower()}. Add it to the library by itself instead."
        )


def _keep(upload: Upload, seen: Seen) -> None:
    """Store the file and its renditions, then write them down, unless the same bytes are there already."""
    if _settle_as_known(upload, seen):
        return
    folder = _folder(upload)
    with seen.path.open("rb") as file:
        _store(f"{folder}/original", File(file))
    for drawn in seen.picture.drawn if seen.picture else ():
        _store(f"{folder}/{drawn.name}", ContentFile(drawn.data))
    if not _write_down(upload, seen, folder):
        forget_kept(upload)


@transaction.atomic
def _settle_as_known(upload: Upload, seen: Seen) -> bool:
    return _known(upload, seen)


@transaction.atomic
def _write_down(upload: Upload, seen: Seen, folder: str) -> bool:
    """The rows. False when the same bytes were taken in meanwhile, or the upload was cancelled.

    Two of one client wait for each other here.
    """
    Client.objects.select_for_update(no_key=True).get(pk=upload.client_id)
    if not Upload.objects.select_for_update().filter(pk=upload.pk).exists() or _known(upload, seen):
        return False
    asset = upload.replaces or Asset.objects.create(
        client=upload.client, kind=_kind_of(seen), title=title_from(seen.name), added_by=upload.by
    )
    file = AssetFile(
        asset=asset, file=f"{folder}/original", original_name=seen.name, size=seen.size, sha256=seen.sha256,
        content_type=seen.kind.content_type, added_by=upload.by,
        width=seen.picture.width if seen.picture else None, height=seen.picture.height if seen.picture else None,
    )  # fmt: skip
    replacing.add_file(asset=asset, file=file)
    Rendition.objects.bulk_create(
        Rendition(
            asset_file=file, name=drawn.name, file=f"{folder}/{drawn.name}", content_type=renditions.CONTENT_TYPE,
            width=drawn.width, height=drawn.height, size=len(drawn.data),
        )
        for drawn in (seen.picture.drawn if seen.picture else ())
    )  # fmt: skip
    Upload.objects.filter(pk=upload.pk).update(asset_file=file)
    stamps.touch(client_id=asset.client_id)
    return True


def _known(upload: Upload, seen: Seen) -> bool:
    """Whether these bytes are in the client's library; then the upload leads to where they are, and nothing is kept.

    The file of the asset that is to be replaced is made current again if it is one of its earlier ones.
    """
    same = AssetFile.objects.filter(sha256=seen.sha256, asset__client=upload.client_id).select_related("asset")
    found = same.filter(asset=upload.replaces).first() if upload.replaces else same.order_by("pk").first()
    found = found or same.order_by("pk").first()
    if found is None:
        return False
    if upload.replaces_id == found.asset_id and not found.is_current:
        replacing.restore(asset=found.asset, number=found.number)
    Upload.objects.filter(pk=upload.pk).update(duplicate_of=found.asset)
    return True


def _kind_of(seen: Seen) -> str:
    if seen.kind.kind == Asset.Kind.PHOTO and "logo" in seen.name.lower():
        return Asset.Kind.LOGO
    if seen.kind is looking.PDF and seen.name.lower().endswith(".ai"):
        return Asset.Kind.LOGO
    return seen.kind.kind


def _folder(upload: Upload) -> str:
    """Where the file of this upload is kept: the same at every attempt, and not to be guessed from outside."""
    return f"assets/{salted_hmac('mediakits.taking_in', upload.token, algorithm='sha256').hexdigest()[:40]}"


def _store(path: str, content: "File[Any]") -> None:
    default_storage.delete(path)
    default_storage.save(path, content)


def forget_kept(upload: Upload) -> None:
    """Delete what was stored of an upload that came to nothing."""
    for name in ("original", *map(str, renditions.SIDES)):
        default_storage.delete(f"{_folder(upload)}/{name}")
