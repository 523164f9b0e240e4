"""Names of files as people gave them: kept readable, freed of everything that could lead somewhere or pretend."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 150
FORBIDDEN = re.compile(r'[<>:"|?*%#]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")


def bare_name(given: str, *, suffixes: tuple[str, ...] = ()) -> str:
    """The name without any path, control characters or what a file system refuses; "file" when nothing is left.

    With `suffixes`, the endings that fit what is inside, it ends on one of them: `photo.exe` that is a JPEG is
    `photo.jpg`.
    """
    text = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    text = "".join(" " if c.isspace() else c for c in text if unicodedata.category(c)[0] != "C" or c.isspace())
    text = " ".join(FORBIDDEN.sub("_", text).split()).strip(". ")
    if not text or RESERVED.match(text):
        text = f"file {text}".strip()
    stem, suffix = PurePosixPath(text).stem, PurePosixPath(text).suffix
    if suffixes and suffix.lower() not in suffixes:
        stem, suffix = (stem if _looks_like_a_suffix(suffix) else text), suffixes[0]
    return f"{stem[: LONGEST - len(suffix)].rstrip('. ')}{suffix}"


def title_from(name: str) -> str:
    """What a photo may be called until somebody writes a title: `altfelde_site-dawn.jpg` is “altfelde site dawn”."""
    words = re.sub(r"[_\-.]+|\s+", " ", PurePosixPath(name).stem).strip()
    return (words[:1].upper() + words[1:])[:LONGEST] or "Untitled"


def _looks_like_a_suffix(suffix: str) -> bool:
    """`.exe` in `photo.exe`, not `. 4` in `Altfelde no. 4`."""
    return re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) is not None
