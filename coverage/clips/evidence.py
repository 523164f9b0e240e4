"""What is kept of a clip, so that it can be shown when the page is gone: a picture and a PDF of it, scans, recordings.

A page is kept by itself within a minute or two of being called ours, and once more whenever somebody asks for it; one
at a time, whoever asks, for a browser takes much of a machine. The archived text stands on the article in any case.
"""

import io
import logging
import time
from datetime import timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from PIL import Image, ImageOps

from core import fetching
from core.session_lock import only_one
from core.tokens import new_token
from coverage.clips import chromium
from coverage.clips.errors import ClipError
from coverage.clips.file_kinds import ending_of, type_of
from coverage.locks import KEEPING_PAGES
from coverage.models import Clip, Evidence
from coverage.waking import wake
from team.models import User

log = logging.getLogger(__name__)

CARD: Final = (640, 400)
FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS: Final = 60_000_000
LATEST: Final = timedelta(days=7)
"""What was decided longer ago is kept only when somebody asks."""
PASS_SECONDS: Final = 45
_BEGUN: Final = "A worker has begun to. If this still stands here in a few minutes, it came to an end over it."
Kind = Evidence.Kind


class NotKept(ClipError):
    """A file or a page cannot be kept; the text says why."""


def is_possible() -> bool:
    """Whether there is a browser to look at pages with."""
    return bool(chromium.find())


def ask_for(*, clip: Clip) -> None:
    """Have a worker keep its page as it is now, before all that are kept by themselves. Raises `NotKept`."""
    if not clip.article.url:
        raise NotKept("It has no page on the web. Add a scan or a recording instead.")
    if not is_possible():
        raise NotKept("There is no Chromium on this machine to look at the page with. Add a file instead.")
    if Clip.objects.filter(pk=clip.pk, evidence_wanted_at=None).update(evidence_wanted_at=timezone.now()):
        wake("tasks_clips.keep_pages")


def keep_due() -> int:
    """Keep the pages that somebody asked for, and of what was called ours since and has none yet, for three quarters of
    a minute. Gives how many; does nothing while another worker is at it.
    """
    kept, end = 0, time.monotonic() + PASS_SECONDS
    with only_one(KEEPING_PAGES) as alone:
        while alone and time.monotonic() < end and (clip := _claim()):
            kept += not keep(clip)
    return kept


def _claim() -> Clip | None:
    """The next one, which nobody takes up again by itself, whatever becomes of it."""
    wanted = Clip.objects.filter(evidence_wanted_at__isnull=False).order_by("evidence_wanted_at")
    due = Clip.objects.ours().filter(evidence_at=None, decided_at__gte=timezone.now() - LATEST)
    due = due.exclude(article__url="").order_by("decided_at")
    clip = wanted.select_related("article").first() or due.select_related("article").first()
    if clip:
        clip.evidence_wanted_at, clip.evidence_at, clip.evidence_problem = None, timezone.now(), _BEGUN
        clip.save(update_fields=["evidence_wanted_at", "evidence_at", "evidence_problem"])
    return clip


def keep(clip: Clip) -> str:
    """Keep its page as it is now: picture, PDF, and the small picture for cards. Gives why not, or ""."""
    problem, files = "", list[tuple[str, bytes, str, str]]()
    try:
        seen = chromium.photograph(clip.article.url)
        files = [
            (Kind.SCREENSHOT, seen.picture, "image/jpeg", "page.jpg"),
            (Kind.PDF, seen.pdf, "application/pdf", "page.pdf"),
        ]
        top = seen.picture
    except chromium.PageProblem as error:
        problem, top = str(error), b""
    if small := picture_of(clip.article.image_url) or _small(top, crop=True):
        files.append((Kind.PICTURE, small, "image/webp", "picture.webp"))
    _write_down(clip, files, problem)
    return problem


def _write_down(clip: Clip, files: list[tuple[str, bytes, str, str]], problem: str) -> None:
    """Files and rows, or neither."""
    made: list[Evidence] = []
    try:
        for file in files:
            made.append(_row(clip, *file))  # noqa: PERF401  (one by one: what was made before a failure is known)
        with transaction.atomic():
            Evidence.objects.bulk_create(made)
            clip.evidence_at, clip.evidence_problem = timezone.now(), Truncator(problem).chars(200)
            clip.save(update_fields=["evidence_at", "evidence_problem"])
    except Exception:
        for row in made:
            row.file.storage.delete(str(row.file.name))
        raise


def picture_of(url: str) -> bytes:
    """The article's own picture in the size of a card, as WebP; empty where there is none to be had."""
    if not url:
        return b""
    try:
        answer = fetching.fetch(url)
    except fetching.FetchError:
        return b""
    return _small(answer.body) if answer.status == 200 else b""


def add_file(*, clip: Clip, upload: UploadedFile, by: User) -> Evidence:
    """Keep a scan or a recording with a clip. Raises `NotKept` for what is none."""
    content_type = type_of(upload.read(16))
    upload.seek(0)
    if not content_type:
        raise NotKept(f"“{upload.name}” is no PDF, picture, sound or film that is kept here. Save it as one of these.")
    name = Truncator((upload.name or "file").rpartition("/")[2]).chars(200)
    row = Evidence(clip=clip, kind=Kind.FILE, name=name, content_type=content_type, size=upload.size or 0, added_by=by)
    row.taken_at = timezone.now()
    row.file.save(f"{new_token()}.{ending_of(content_type)}", upload, save=False)
    row.save()
    return row


def remove(*, evidence: Evidence) -> None:
    """Delete one thing that was kept, and its file."""
    name, storage = str(evidence.file.name), evidence.file.storage
    evidence.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _row(clip: Clip, kind: str, data: bytes, content_type: str, name: str) -> Evidence:
    row = Evidence(clip=clip, kind=kind, name=name, content_type=content_type, size=len(data), taken_at=timezone.now())
    row.file.save(f"{new_token()}.{ending_of(content_type)}", ContentFile(data), save=False)
    return row


def _small(data: bytes, *, crop: bool = False) -> bytes:
    """Of the formats of the web alone: others start programs, or decoders that few have looked at."""
    if not data:
        return b""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return b""
            top = (0, 0, opened.width, min(opened.height, opened.width * CARD[1] // CARD[0]))
            small = ImageOps.fit((opened.crop(top) if crop else opened).convert("RGB"), CARD)
    except Exception as error:  # a stranger's bytes: decoders raise whatever they come upon
        log.info("A picture could not be read: %s", type(error).__name__)
        return b""
    made = io.BytesIO()
    small.save(made, "WEBP", quality=80)
    return made.getvalue()
