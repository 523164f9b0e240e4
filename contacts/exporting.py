"""Journalists as a CSV file that a spreadsheet opens without running anything that stands in it."""

from collections.abc import Iterator

from contacts.models import Journalist
from contacts.places import country_name, language_name
from contacts.querysets import JournalistQuerySet
from core.spreadsheets import BEGINNING, csv_line

HEADINGS = [
    "Name", "First name", "Last name", "Outlet", "Role", "Email", "Other emails", "Phone", "Beats", "Tags", "Country",
    "City", "Language", "Owner", "Relationship", "Last contact", "How to pitch", "Never follow up", "Do not contact",
    "Source", "Last verified",
]  # fmt: skip


def as_csv(journalists: JournalistQuerySet) -> Iterator[str]:
    """The file, piece by piece, in bounded memory. It begins with a byte order mark, by which Excel knows UTF-8."""
    yield BEGINNING + csv_line(HEADINGS)
    fetched = journalists.with_primary().select_related("owner").prefetch_related("phones", "beats", "tags")
    for journalist in fetched.iterator(chunk_size=500):
        yield csv_line(_values(journalist))


def _values(journalist: Journalist) -> list[str]:
    position = journalist.primary_position
    addresses = [email.address for email in journalist.emails.all()]
    return [
        journalist.name, journalist.given_name, journalist.family_name,
        position.outlet.name if position else "", position.role if position else "",
        addresses[0] if addresses else "", "; ".join(addresses[1:]),
        "; ".join(phone.number for phone in journalist.phones.all()),
        "; ".join(beat.name for beat in journalist.beats.all()), "; ".join(tag.name for tag in journalist.tags.all()),
        country_name(journalist.country), journalist.city, language_name(journalist.language),
        journalist.owner.name if journalist.owner else "", journalist.get_relationship_display(),
        f"{journalist.last_contact_at:%Y-%m-%d}" if journalist.last_contact_at else "", journalist.how_to_pitch,
        "yes" if journalist.never_follow_up else "", "yes" if journalist.do_not_contact else "", journalist.source,
        f"{journalist.verified_at:%Y-%m-%d}" if journalist.verified_at else "",
    ]  # fmt: skip
