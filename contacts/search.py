"""Keeps what search and sorting read in step with what they are made of.

`search_text` is the folded text of a journalist's names, current outlets and roles, addresses and beats, each word
after a space. `sort_name` is the folded "last first", or the name as it stands where it was not taken apart.
Whoever changes any of these calls `refresh` in the same transaction; the verbs in `contacts.journalists` do. It moves
`updated_at` too, so that whoever asks for what has changed is given the journalists whose parts have.
"""

from collections.abc import Iterable

from django.db import connection

REFRESH = """
UPDATE contacts_journalist AS j
SET updated_at = clock_timestamp(),
    sort_name = left(mr_fold(CASE WHEN j.family_name = '' THEN j.name
                                  ELSE concat_ws(' ', j.family_name, nullif(j.given_name, '')) END), 200),
    search_text = ' ' || mr_fold(concat_ws(' ', j.name, j.given_name, j.family_name,
        (SELECT string_agg(concat_ws(' ', o.name, p.role), ' ' ORDER BY p.is_primary DESC, p.id)
           FROM contacts_position p JOIN contacts_outlet o ON o.id = p.outlet_id
          WHERE p.journalist_id = j.id AND (p.until_on IS NULL OR p.until_on > CURRENT_DATE)),
        (SELECT string_agg(e.address, ' ' ORDER BY e.id) FROM contacts_emailaddress e WHERE e.journalist_id = j.id),
        (SELECT string_agg(b.name, ' ' ORDER BY b.name) FROM contacts_journalist_beats jb
           JOIN contacts_beat b ON b.id = jb.beat_id WHERE jb.journalist_id = j.id)))
WHERE j.id = ANY(%s)
"""


def refresh(journalist_ids: Iterable[int]) -> int:
    """Rewrite `search_text` and `sort_name` of these journalists, all in one query. Gives how many there were."""
    ids = list(journalist_ids)
    if not ids:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(REFRESH, [ids])
        return cursor.rowcount


def refresh_outlet(outlet_id: int) -> int:
    """The same for everybody at an outlet, after its name has changed."""
    return _refresh_those("SELECT journalist_id FROM contacts_position WHERE outlet_id = %s", outlet_id)


def refresh_beat(beat_id: int) -> int:
    """The same for everybody on a beat, after its name has changed."""
    return _refresh_those("SELECT journalist_id FROM contacts_journalist_beats WHERE beat_id = %s", beat_id)


def _refresh_those(who: str, key: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(REFRESH.replace("ANY(%s)", f"ANY(ARRAY({who}))"), [key])
        return cursor.rowcount
