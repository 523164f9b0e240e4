"""What an uploaded scan or recording is, by its first bytes and not by what it is called."""

from typing import Final

ACCEPT: Final = ".pdf,.jpg,.jpeg,.png,.webp,.gif,.mp3,.m4a,.wav,.ogg,.mp4,.mov,.webm"
_BEGINNINGS: Final = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
)
_ENDINGS: Final = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "audio/wav": "wav", "audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/mp4": "m4a", "video/mp4": "mp4",
    "video/quicktime": "mov", "video/webm": "webm",
}  # fmt: skip


def type_of(beginning: bytes) -> str:
    """The content type of a file that begins so; "" for what is not kept."""
    if beginning[4:8] == b"ftyp":
        return {b"M4A ": "audio/mp4", b"qt  ": "video/quicktime"}.get(beginning[8:12], "video/mp4")
    return next((kind for at, mark, kind in _BEGINNINGS if beginning[at : at + len(mark)] == mark), "")


def ending_of(content_type: str) -> str:
    """What names of such files end in."""
    return _ENDINGS.get(content_type, "bin")
