"""Adds to journalists who are there already what a row knows in addition, and notes it so that it can be undone."""

from collections import defaultdict
from typing import Final

from django.utils import timezone

from contacts.importing import matching
from contacts.importing.candidates import Candidate
from contacts.importing.naming import Names, Pairs
from contacts.models import ContactImport, EmailAddress, ImportRow, Journalist, PhoneNumber, Position

RECORD_FIELDS: Final = frozenset(
    {"name", "given_name", "family_name", "country", "city", "language", "website", "how_to_pitch", "notes"}
)


def enrich(pairs: Pairs, contact_import: ContactImport, names: Names) -> None:
    """Write the changes of these rows. `row.done` says afterwards what was written, and what stood there before."""
    for row, _ in pairs:
        row.done = names.made_by(row) | {"created": False}
    _change_records(pairs, contact_import)
    _add_emails(pairs, contact_import.source)
    _add_phones(pairs, contact_import.source)
    _change_positions(pairs, names)
    _add_words(pairs, names)


def numbers(who: Journalist | None, said: Candidate, source: str) -> list[PhoneNumber]:
    """The phone numbers of a row, not yet written."""
    kinds = [(number, PhoneNumber.Kind.MOBILE) for number in said.mobiles]
    kinds += [(number, PhoneNumber.Kind.WORK) for number in said.phones]
    return [PhoneNumber(journalist=who, number=number, kind=kind, source=source) for number, kind in kinds]


def _who(row: ImportRow) -> Journalist:
    assert row.journalist is not None
    return row.journalist


def _change_records(pairs: Pairs, contact_import: ContactImport) -> None:
    """Write changed fields, those of the same fields together, so that nothing else is touched."""
    alike: dict[tuple[str, ...], list[Journalist]] = defaultdict(list)
    now = timezone.now()
    for row, _ in pairs:
        who = _who(row)
        fields = {name: change for name, change in row.changes.items() if name in RECORD_FIELDS}
        for name, (_before, after) in fields.items():
            setattr(who, name, after)
        changed = list(fields)
        if "do_not_contact" in row.changes:
            who.do_not_contact = True
            who.do_not_contact_reason = f"Said so in {contact_import.file_name}"[:300]
            changed += ["do_not_contact", "do_not_contact_reason"]
        if changed:
            who.updated_at = now
            alike[(*changed, "updated_at")].append(who)
        row.done["fields"] = fields
        row.done["closed"] = "do_not_contact" in row.changes
    for fields_changed, journalists in alike.items():
        Journalist.objects.bulk_update(journalists, list(fields_changed))


def _add_emails(pairs: Pairs, source: str) -> None:
    added: list[tuple[ImportRow, EmailAddress]] = []
    for row, said in pairs:
        there = {email.address.lower() for email in _who(row).emails.all()}
        main = any(email.is_primary for email in _who(row).emails.all())
        for address in said.emails:
            if address.lower() not in there:
                one = EmailAddress(journalist=_who(row), address=address, is_primary=not main, source=source)
                added.append((row, one))
                main = True
    EmailAddress.objects.bulk_create([email for _, email in added])
    for row, email in added:
        row.done.setdefault("emails", []).append(email.pk)


def _add_phones(pairs: Pairs, source: str) -> None:
    added = []
    for row, said in pairs:
        there = {phone.number for phone in _who(row).phones.all()}
        added += [(row, phone) for phone in numbers(_who(row), said, source) if phone.number not in there]
    PhoneNumber.objects.bulk_create([phone for _, phone in added])
    for row, phone in added:
        row.done.setdefault("phones", []).append(phone.pk)


def _change_positions(pairs: Pairs, names: Names) -> None:
    """A new outlet becomes the primary one; the one until now stays, because nobody said that it ended."""
    added: list[tuple[ImportRow, Position]] = []
    displaced: list[int] = []
    changed: list[Position] = []
    for row, said in pairs:
        who = _who(row)
        if "outlet" in row.changes:
            before = next((position for position in who.positions.all() if position.is_primary), None)
            if before:
                displaced.append(before.pk)
                row.done["displaced"] = before.pk
            outlet = names.outlet(said.outlet)
            added.append((row, Position(journalist=who, outlet_id=outlet, role=said.role, is_primary=True)))
        elif "role" in row.changes and (position := matching.position_at(who, said.outlet)):
            row.done["role"] = [position.pk, position.role, said.role]
            position.role = said.role
            changed.append(position)
    Position.objects.filter(pk__in=displaced).update(is_primary=False)
    Position.objects.bulk_create([position for _, position in added])
    Position.objects.bulk_update(changed, ["role"])
    for row, position in added:
        row.done["position"] = position.pk


def _add_words(pairs: Pairs, names: Names) -> None:
    wanted = []
    for row, said in pairs:
        beats = said.beats if "beats" in row.changes else []
        tags = said.tags if "tags" in row.changes else []
        there = {beat.name.lower() for beat in _who(row).beats.all()}
        marked = {tag.name.lower() for tag in _who(row).tags.all()}
        new_beats = [name for name in beats if name.lower() not in there]
        new_tags = [name for name in tags if name.lower() not in marked]
        wanted.append((row, new_beats, new_tags))
    added = names.link(wanted)
    for row, _ in pairs:
        row.done |= added[row.line]
