"""manifest.json: what an export holds. Written at the end; read, and believed in nothing, before anything comes in."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from takeout.contents import LEFT_OUT, ROWS_LEFT_OUT, tables
from takeout.errors import TakeoutProblem
from takeout.originals import Missing, is_safe

FORMAT: Final = "mediarel-export"
VERSION: Final = 1
CHUNK: Final = 2**20
UNCHANGED: Final = "Nothing was changed."


def heading(*, missing: list[Missing], suppression_key: str, with_secrets: bool) -> dict[str, Any]:
    """All but the list of files and the totals."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": timezone.now().isoformat(),
        "migrations": migrations(),
        "suppression_key": suppression_key,
        "secrets": "readable" if with_secrets else "encrypted under SECRET_KEY",
        "left_out": LEFT_OUT | {label: why for label, (_, why) in ROWS_LEFT_OUT.items()},
        "missing": [one.as_json() for one in missing],
    }


def migrations() -> dict[str, list[str]]:
    """What was applied to the database, by app: the form in which the rows are."""
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder.Migration.objects.values_list("app", "name")):
        applied.setdefault(app, []).append(name)
    return applied


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of an export."""

    path: str
    kind: str
    bytes: int
    sha256: str
    rows: int | None = None
    model: str = ""
    last_key: int | None = None
    stored_as: str = ""


@dataclass
class Manifest:
    """What an export says of itself, once it was found to be so."""

    folder: Path
    entries: dict[str, Entry]
    suppression_key: str = ""
    missing: list[dict[str, str]] = field(default_factory=list)

    def of_kind(self, kind: str) -> Iterator[Entry]:
        return (entry for entry in self.entries.values() if entry.kind == kind)

    @property
    def bytes(self) -> int:
        return sum(entry.bytes for entry in self.entries.values())


def read(folder: Path) -> Manifest:
    """The manifest of an export that fits this Mediarel. Raises `TakeoutProblem`; looks into no other file yet."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise TakeoutProblem(f"{folder} is no export of Mediarel: there is no manifest.json in it. {UNCHANGED}")
    try:
        said = json.loads(path.read_bytes())
        _check_heading(said)
        key = _text(said["suppression_key"])
        entries = [_entry(one) for one in said["files"]]
        missing = [{str(key): str(value) for key, value in one.items()} for one in said["missing"]]
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, OSError) as error:
        raise TakeoutProblem(f"{path} cannot be read; it was changed or broke off. {UNCHANGED}") from error
    found = {entry.path: entry for entry in entries}
    if len(found) != len(entries):
        raise TakeoutProblem(f"{path} names a file twice. {UNCHANGED}")
    _check_complete(found)
    return Manifest(folder, found, key, missing)


def verify(manifest: Manifest) -> None:
    """Hold every file against its length and SHA-256. Raises `TakeoutProblem` at the first that differs."""
    for entry in manifest.entries.values():
        path = manifest.folder / entry.path
        try:
            if _leads_elsewhere(manifest.folder, entry.path) or not path.is_file():
                raise TakeoutProblem(f"{entry.path} is missing from the export. {UNCHANGED}")
            same = path.stat().st_size == entry.bytes and _sha256(path) == entry.sha256
        except OSError as error:
            raise TakeoutProblem(f"{entry.path} cannot be read ({error.strerror}). {UNCHANGED}") from error
        if not same:
            raise TakeoutProblem(
                f"{entry.path} is not what was exported: its length or SHA-256 differs. Copy it again. {UNCHANGED}"
            )


def _check_heading(said: Any) -> None:
    if said["format"] != FORMAT or said["version"] != VERSION:
        raise TakeoutProblem(
            f"This export has format {said['format']!s:.40} {said['version']!s:.10}; this Mediarel reads {FORMAT} "
            f"{VERSION}. Use the release that made it, and upgrade afterwards. {UNCHANGED}"
        )
    here, there = migrations(), said["migrations"]
    if here != there:
        told = {(app, name) for app, names in there.items() for name in names}
        own = {(app, name) for app, names in here.items() for name in names}
        apart = sorted(told ^ own)
        which = ", ".join(f"{app} {name}" for app, name in apart[:3])
        raise TakeoutProblem(
            f"The export was made by another release: its database differs in {len(apart)} "
            f"{'migration' if len(apart) == 1 else 'migrations'} ({which}). "
            f"Import it with the release that made it, and upgrade afterwards. {UNCHANGED}"
        )


def _entry(said: Any) -> Entry:
    entry = Entry(
        path=_text(said["path"]),
        kind=_text(said["kind"]),
        bytes=int(said["bytes"]),
        sha256=_text(said["sha256"]),
        rows=None if said.get("rows") is None else int(said["rows"]),
        model=_text(said.get("model", "")),
        last_key=None if said.get("last_key") is None else int(said["last_key"]),
        stored_as=_text(said.get("stored_as", "")),
    )
    astray = not is_safe(entry.path)
    if entry.kind == "file":
        astray = astray or not is_safe(entry.stored_as) or entry.path != f"files/{entry.stored_as}"
    if astray:
        raise TakeoutProblem(f"manifest.json names a file outside of the export: {entry.path!r:.200}. {UNCHANGED}")
    return entry


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _check_complete(entries: dict[str, Entry]) -> None:
    """Each table once, where it is looked for."""
    told = {(entry.model, entry.path) for entry in entries.values() if entry.kind == "table"}
    wanted = {(table.label, table.path) for table in tables()}
    if told != wanted:
        which = ", ".join(sorted(label for label, _ in told ^ wanted)[:3])
        raise TakeoutProblem(f"The manifest does not name each table once ({which}). {UNCHANGED}")


def _leads_elsewhere(folder: Path, path: str) -> bool:
    """Whether a link stands anywhere on the way."""
    place = folder
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            return True
    return False


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
