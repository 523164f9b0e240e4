"""Outlets, beats and tags by their names, for many rows at once: found, or made where there is none."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import connection
from django.db.models.functions import Lower

from contacts.importing.candidates import Candidate
from contacts.models import Beat, ContactImport, ImportRow, Journalist, Outlet, Tag

Pairs = Sequence[tuple[ImportRow, Candidate]]
FIND_OUTLETS = """
SELECT w.name, mr_fold(w.name), min(o.id)
  FROM unnest(%s::text[]) AS w(name) LEFT JOIN contacts_outlet o ON mr_fold(o.name) = mr_fold(w.name)
 GROUP BY w.name
"""


@dataclass
class Names:
    """The keys of what rows name, and which row was the first to name something new."""

    outlets: dict[str, int] = field(default_factory=dict)
    beats: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    made: dict[int, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def outlet(self, name: str) -> int:
        return self.outlets[name]

    def made_by(self, row: ImportRow) -> dict[str, Any]:
        """What this row made, so that undoing can take it away: lists of keys under outlets, beats, tags."""
        return {"made": {kind: keys for kind, keys in self.made[row.line].items() if keys}}

    def link(self, wanted: Sequence[tuple[ImportRow, list[str], list[str]]]) -> dict[int, dict[str, list[int]]]:
        """Put beats and tags on journalists; gives what was added, by line."""
        added: dict[int, dict[str, list[int]]] = defaultdict(dict)
        kinds: tuple[tuple[str, dict[str, int], Any, str], ...] = (
            ("beats", self.beats, Journalist.beats.through, "beat_id"),
            ("tags", self.tags, Journalist.tags.through, "tag_id"),
        )
        for field_name, known, through, key in kinds:
            links = []
            for row, beats, tags in wanted:
                keys = list(dict.fromkeys(known[name.lower()] for name in (beats if field_name == "beats" else tags)))
                links += [through(**{"journalist_id": row.journalist_id, key: one}) for one in keys]
                added[row.line][field_name] = keys
            through.objects.bulk_create(links, ignore_conflicts=True)
        return added


def gather(contact_import: ContactImport, *, pairs: Pairs) -> Names:
    """Find or make every outlet, beat and tag that the rows name."""
    names = Names()
    _gather_outlets(names, contact_import, pairs)
    names.beats = _gather_words(names, Beat, "beats", [(row, said.beats) for row, said in pairs])
    names.tags = _gather_words(names, Tag, "tags", [(row, said.tags) for row, said in pairs])
    return names


def _gather_outlets(names: Names, contact_import: ContactImport, pairs: Pairs) -> None:
    wanted = list(dict.fromkeys(outlet for _, said in pairs for outlet in said.outlets))
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute(FIND_OUTLETS, [wanted])
        found = {name: (folded, key) for name, folded, key in cursor.fetchall()}
    made: dict[str, Outlet] = {}
    makers: dict[str, int] = {}
    for row, said in pairs:
        for place, name in enumerate(said.outlets):
            folded, key = found[name]
            if key is None and folded not in made:
                made[folded] = _new_outlet(name, said if place == 0 else Candidate(), contact_import.source)
                makers[folded] = row.line
    Outlet.objects.bulk_create(made.values())
    for folded, outlet in made.items():
        names.made[makers[folded]]["outlets"].append(outlet.pk)
    names.outlets = {name: key or made[folded].pk for name, (folded, key) in found.items()}


def _new_outlet(name: str, said: Candidate, source: str) -> Outlet:
    domain = (urlsplit(said.outlet_website).hostname or "").removeprefix("www.")
    return Outlet(
        name=name,
        kind=said.outlet_kind,
        website=said.outlet_website,
        domain=domain,
        country=said.country,
        language=said.language,
        source=source,
    )


def _gather_words(names: Names, model: Any, kind: str, wanted: Sequence[tuple[ImportRow, list[str]]]) -> dict[str, int]:
    first: dict[str, tuple[str, int]] = {}
    for row, entries in wanted:
        for entry in entries:
            first.setdefault(entry.lower(), (entry, row.line))
    found = _known_words(model, list(first))
    missing = [key for key in first if key not in found]
    model.objects.bulk_create([model(name=first[key][0]) for key in missing], ignore_conflicts=True)
    made = _known_words(model, missing)
    for key, pk in made.items():
        names.made[first[key][1]][kind].append(pk)
    return found | made


def _known_words(model: type[Beat] | type[Tag], lowered: list[str]) -> dict[str, int]:
    known = model.objects.annotate(lowered=Lower("name")).filter(lowered__in=lowered)
    return dict(known.order_by().values_list("lowered", "pk"))
