"""The addresses of articles as sources give them: each noted once a source, and queued to be read."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone

from coverage.articles.addresses import LETTER, host_of, is_page, key_of
from coverage.articles.storing import storable
from coverage.entries import Entry
from coverage.models import Source
from coverage.models.source import LONGEST_URL

# One statement: what stands there already costs nothing, and whose address is known needs no reading.
NOTE = """
    INSERT INTO coverage_sighting
           (source_id, url, url_key, host, told, state, article_id, due_at, attempts, error, created_at, updated_at)
    SELECT %(source)s, given.url, given.url_key, given.host, given.told::jsonb,
           CASE WHEN known.article_id IS NULL THEN 'waiting' ELSE 'read' END, known.article_id,
           %(now)s, 0, '', %(now)s, %(now)s
      FROM unnest(%(urls)s::text[], %(keys)s::text[], %(hosts)s::text[], %(tolds)s::text[])
           WITH ORDINALITY AS given (url, url_key, host, told, place)
      LEFT JOIN coverage_articleaddress AS known ON known.url_key = given.url_key
     ORDER BY given.place DESC
        ON CONFLICT (source_id, url_key) DO NOTHING
"""


def note(*, entries: Iterable[Entry], source: Source | None) -> int:
    """Keep the addresses that this source (None: no source) has not given before; how many those were.

    What is no address of a page is passed over. Entries come newest first, as feeds have them, and are numbered so.
    """
    given: dict[str, Entry] = {}
    for entry in entries:
        url = storable(entry.url)
        if (is_page(url) or (url.startswith(LETTER) and entry.text)) and len(url) <= LONGEST_URL:
            given.setdefault(key_of(url), replace(entry, url=url))
    if not given:
        return 0
    rows = {
        "source": source.pk if source else None,
        "now": timezone.now(),
        "urls": [entry.url for entry in given.values()],
        "keys": list(given),
        "hosts": [host_of(entry.url)[:255] for entry in given.values()],
        "tolds": [json.dumps(_clean(entry.as_told()), ensure_ascii=False) for entry in given.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE, rows)
        return cursor.rowcount


def _clean(told: dict[str, Any]) -> dict[str, Any]:
    """What a source says, without what PostgreSQL cannot keep."""
    return {
        key: storable(value) if isinstance(value, str) else [storable(each) for each in value]
        for key, value in told.items()
    }
