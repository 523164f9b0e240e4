"""Finds the journalists that rows of a file speak of, and what a row would change about one."""

from collections.abc import Sequence

from django.db import connection
from django.db.models.functions import Lower

from contacts.importing import words
from contacts.importing.candidates import Candidate
from contacts.models import EmailAddress, Journalist, Position

Changes = dict[str, list[str]]
"""Field → what it holds now, and what it would hold (for lists: what is there, and what would be added)."""

BY_NAME = """
WITH wanted AS MATERIALIZED (
    SELECT place, mr_fold(name) AS name, mr_fold(outlet) AS outlet
      FROM unnest(%s::int[], %s::text[], %s::text[]) AS w(place, name, outlet)
), there AS MATERIALIZED (
    SELECT j.id, mr_fold(j.name) AS name, mr_fold(o.name) AS outlet
      FROM contacts_outlet o
      JOIN contacts_position p ON p.outlet_id = o.id AND (p.until_on IS NULL OR p.until_on > CURRENT_DATE)
      JOIN contacts_journalist j ON j.id = p.journalist_id
     WHERE mr_fold(o.name) IN (SELECT outlet FROM wanted)
)
SELECT place, min(id) FROM wanted JOIN there USING (name, outlet) GROUP BY place
"""
BY_NAME_ALONE = """
SELECT place, min(j.id)
  FROM unnest(%s::int[], %s::text[]) AS w(place, name)
  JOIN contacts_journalist j ON j.search_text LIKE '%%' || mr_fold(w.name) || '%%' AND mr_fold(j.name) = mr_fold(w.name)
 WHERE NOT EXISTS (SELECT FROM contacts_position p WHERE p.journalist_id = j.id)
   AND NOT EXISTS (SELECT FROM contacts_emailaddress e WHERE e.journalist_id = j.id)
 GROUP BY place
"""


def find(candidates: Sequence[Candidate]) -> list[list[int]]:
    """For each candidate whom it may be, by e-mail first, then by name and outlet. More than one: a conflict."""
    owners = _owners_of([address for candidate in candidates for address in candidate.emails])
    found = [
        list(dict.fromkeys(owners[address.lower()] for address in candidate.emails if address.lower() in owners))
        for candidate in candidates
    ]
    open_places = [place for place, candidate in enumerate(candidates) if not found[place] and candidate.name]
    named = _query(BY_NAME, [(place, candidates[place].name, candidates[place].outlet) for place in open_places])
    bare = [
        (place, candidates[place].name)
        for place in open_places
        if not candidates[place].outlet and not candidates[place].emails
    ]
    for place, journalist in (named | _query(BY_NAME_ALONE, bare)).items():
        found[place] = [journalist]
    return found


def load(ids: set[int]) -> dict[int, Journalist]:
    """These journalists with all that `changes` compares."""
    wanted = Journalist.objects.filter(pk__in=ids).with_primary().prefetch_related("phones", "beats", "tags")
    return {journalist.pk: journalist for journalist in wanted}


def changes(journalist: Journalist, said: Candidate) -> Changes:
    """What the row knows better or knows in addition. An empty cell changes nothing; neither does another spelling."""
    found: Changes = {}
    _compare_record(found, journalist, said)
    _add_to_list(found, "email", [email.address for email in journalist.emails.all()], said.emails)
    numbers = [phone.number for phone in journalist.phones.all()]
    _add_to_list(found, "mobile", numbers, said.mobiles)
    _add_to_list(found, "phone", numbers, said.phones)
    _add_to_list(found, "tags", [tag.name for tag in journalist.tags.all()], said.tags)
    if not journalist.preferences_set_at:  # what they said about themselves stands
        _add_to_list(found, "beats", [beat.name for beat in journalist.beats.all()], said.beats)
        _append(found, "how_to_pitch", journalist.how_to_pitch, said.how_to_pitch)
    _append(found, "notes", journalist.notes, said.notes)
    _compare_position(found, journalist, said)
    if said.do_not_contact and not journalist.do_not_contact:
        found["do_not_contact"] = ["no", "yes"]
    return found


def _compare_record(found: Changes, journalist: Journalist, said: Candidate) -> None:
    names = ["name", "city", "country", "language", "website"]
    if said.named_apart:
        names += ["given_name", "family_name"]
    for name in names:
        before, after = getattr(journalist, name), getattr(said, name)
        if after and words.fold(before) != words.fold(after):
            found[name] = [before, after]


def _add_to_list(found: Changes, name: str, there: list[str], said: list[str]) -> None:
    known = {entry.casefold() for entry in there}
    added = [entry for entry in said if entry.casefold() not in known]
    if added:
        found[name] = [", ".join(there), ", ".join(added)]


def _append(found: Changes, name: str, before: str, said: str) -> None:
    """Texts are kept and added to: nobody's notes are lost to a file."""
    if said and words.fold(said) not in words.fold(before):
        found[name] = [before, f"{before}\n\n{said}" if before else said]


def _compare_position(found: Changes, journalist: Journalist, said: Candidate) -> None:
    if not said.outlet:
        return
    position = position_at(journalist, said.outlet)
    primary = next((held for held in journalist.positions.all() if held.is_primary), None)
    if position is None:
        found["outlet"] = [primary.outlet.name if primary else "", said.outlet]
        if said.role:
            found["role"] = [primary.role if primary else "", said.role]
    elif said.role and words.fold(position.role) != words.fold(said.role):
        found["role"] = [position.role, said.role]


def position_at(journalist: Journalist, outlet: str) -> Position | None:
    """Their position at the outlet of this name, if they hold one now."""
    name = words.fold(outlet)
    held = [position for position in journalist.positions.all() if position.until_on is None]
    return next((position for position in held if words.fold(position.outlet.name) == name), None)


def _owners_of(addresses: list[str]) -> dict[str, int]:
    wanted = {address.lower() for address in addresses}
    known = EmailAddress.objects.annotate(folded=Lower("address")).filter(folded__in=wanted)
    return dict(known.values_list("folded", "journalist_id"))


def _query(sql: str, rows: Sequence[tuple[object, ...]]) -> dict[int, int]:
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])
        return dict(cursor.fetchall())
