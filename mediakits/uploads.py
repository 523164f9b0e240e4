"""Files on their way in, in pieces of 8 MB, so that a broken line costs one piece.

    begin → take_piece (again and again) → the last piece starts the job that takes the file in (mediakits.taking_in)

Pieces lie in the storage that all machines share. A piece that comes twice changes nothing: the row is locked while one
is written, and what lies before `received` is there already.
"""

import io
from datetime import datetime, timedelta
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from campaigns.models import Client
from core import jobs
from mediakits import looking
from mediakits.file_names import bare_name
from mediakits.looking import Refused
from mediakits.models import Asset, Upload
from team.models import User

PIECE: Final = 8 * 2**20
MOST_OPEN: Final = 200
"""Uploads that one person may have begun and not ended."""
KEPT: Final = timedelta(days=2)
JOB: Final = "mediakits.take_in"


class WrongPiece(Exception):
    """Not the piece that is due; `received` says from where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__("This piece does not follow the last one.")
        self.received = received


def begin(*, client: Client, name: str, size: int, by: User, replaces: Asset | None = None) -> Upload:
    """Make room for a file of `size` bytes. Raises Refused."""
    most = settings.ASSET_MAX_MB
    if size <= 0:
        raise Refused("This file is empty.")
    if size > most * 1_000_000:
        raise Refused(f"This file has {size / 1_000_000:,.0f} MB; up to {most:,} MB are taken.")
    if Upload.objects.visible_to(by).unfinished().count() >= MOST_OPEN:
        raise Refused(f"{MOST_OPEN} uploads are begun and not ended. Cancel some, or wait until they are through.")
    return Upload.objects.create(client=client, replaces=replaces, name=bare_name(name), size=size, by=by)


def take_piece(*, upload: Upload, offset: int, data: bytes) -> Upload:
    """Keep the piece that begins at `offset`; the last one starts the job. Gives the upload as it stands then.

    A piece that is there already is passed over. Raises WrongPiece, and Refused when the beginning shows that the
    file will not be taken; then nothing of it is kept.
    """
    if offset == 0 and data:
        _look_at_beginning(upload, data)
    with transaction.atomic():
        # Held while the piece is written: two lines that bring the same piece do so one after the other.
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if offset + len(data) <= locked.received and data:
            return locked
        due = min(PIECE, locked.size - locked.received)
        if offset != locked.received or len(data) != due:
            raise WrongPiece(locked.received)
        _write(_piece_path(locked, locked.pieces), io.BytesIO(data))
        locked.received += len(data)
        locked.pieces += 1
        if locked.received == locked.size:
            _start_job(locked)
        locked.save(update_fields=["received", "pieces", "job", "updated_at"])
        return locked


def take_whole(*, upload: Upload, file: BinaryIO) -> Upload:
    """Take a file that came in one request, as a browser without scripts sends it."""
    while upload.received < upload.size and (data := file.read(PIECE)):
        upload = take_piece(upload=upload, offset=upload.received, data=data)
    return upload


@transaction.atomic
def try_again(*, upload: Upload) -> Upload:
    """Start the job once more, for an upload that is whole and whose job came to nothing on our side."""
    locked = Upload.objects.select_for_update().get(pk=upload.pk)
    if locked.is_whole and not locked.is_over and locked.job is not None and not locked.job.is_open:
        _start_job(locked)
        locked.save(update_fields=["job", "updated_at"])
    return locked


def cancel(*, upload: Upload) -> None:
    """Forget an upload, with its pieces. What became of it stays."""
    if upload.job is not None and upload.job.is_open:
        jobs.stop(job=upload.job)
    forget_pieces(upload)
    upload.delete()


def refuse(*, upload: Upload, why: str) -> None:
    """Write down why the file is not taken, and forget its pieces."""
    longest = Upload._meta.get_field("problem").max_length or 0
    Upload.objects.filter(pk=upload.pk).update(problem=why[:longest], updated_at=timezone.now())
    forget_pieces(upload)


def pieces(upload: Upload) -> "list[str]":
    """Where the pieces lie, in order."""
    return [_piece_path(upload, number) for number in range(upload.pieces)]


def forget_pieces(upload: Upload) -> None:
    for path in [*pieces(upload), _piece_path(upload, upload.pieces)]:  # one more may have been written, not counted
        default_storage.delete(path)


def forget_old(*, now: datetime | None = None) -> int:
    """Delete uploads that nothing happened to for two days, and what lies in storage of those that came to nothing."""
    from mediakits import taking_in  # here, because it imports this module

    old = Upload.objects.filter(updated_at__lt=(now or timezone.now()) - KEPT).select_related("job")
    forgotten = 0
    for upload in old.iterator(chunk_size=500):
        if upload.job is not None and upload.job.is_open:
            continue
        if upload.asset_file_id is None:
            forget_pieces(upload)
            taking_in.forget_kept(upload)
        upload.delete()
        forgotten += 1
    return forgotten


def _look_at_beginning(upload: Upload, data: bytes) -> None:
    """Refuse at once what will be refused in the end, before hundreds of megabytes of it are sent."""
    try:
        looking.look_early(data[: looking.HEAD])
    except Refused as problem:
        refuse(upload=upload, why=str(problem))
        raise


def _start_job(upload: Upload) -> None:
    upload.job = jobs.start(kind=JOB, title=f"Taking in {upload.name}", arguments={"upload": upload.pk}, by=upload.by)


def _piece_path(upload: Upload, number: int) -> str:
    return f"uploads/{upload.token}/{number:05}"


def _write(path: str, content: Any) -> None:
    default_storage.delete(path)  # of an attempt that died before it was counted
    default_storage.save(path, File(content))
