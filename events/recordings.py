"""Recordings, transcripts and photos of interviews, for the team alone."""

from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from core.tokens import new_token
from coverage.clips.file_kinds import ending_of, type_of
from events import scheduling
from events.errors import NotPossible
from events.models import Interview, Recording
from team.models import User

MOST: Final = 20


@transaction.atomic
def keep(*, interview: Interview, upload: UploadedFile, by: User) -> Recording:
    """Keep a file with an interview. Raises `NotPossible` for what is no PDF, picture, sound or film,
    and beyond MOST."""
    interview = scheduling.lock(interview)
    if interview.recordings.count() >= MOST:
        raise NotPossible(f"{MOST} files are the most that are kept with one interview. Delete one first.")
    media_type = type_of(upload.read(16))
    upload.seek(0)
    if not media_type:
        raise NotPossible(
            f"“{upload.name}” is no PDF, picture, sound or film that is kept here. Save it as one of these."
        )
    name = (upload.name or "file").rpartition("/")[2].replace("\x00", "")[:200]
    recording = Recording(
        interview=interview, name=name, media_type=media_type, size=upload.size or 0, added_by=by
    )  # fmt: skip
    recording.file.save(f"{new_token()}.{ending_of(media_type)}", upload, save=False)
    recording.save()
    return recording


def remove(*, recording: Recording) -> None:
    """Delete it, and its file when that is certain."""
    name, storage = str(recording.file.name), recording.file.storage
    recording.delete()
    transaction.on_commit(lambda: storage.delete(name))
