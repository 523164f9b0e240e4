"""Builds the demo's press: outlets and journalists, through the same verbs that people use."""

import random
import unicodedata
from dataclasses import dataclass, field
from datetime import timedelta

import pgtrigger
from django.utils import timezone
from django.utils.text import slugify

from contacts import journalists as verbs
from contacts import search
from contacts.models import EmailAddress, Journalist, MediaList, MediaListMember, Outlet, Position
from core import spelling
from dashboard.demo.words import BEATS, COUNTRIES, OUTLETS, PREFERENCES, ROLES, ROMAN, Country
from team.models import User

DOMAINS = {"energy": "example.com", "travel": "example.org", "food": "example.net", "general": "example.org"}
BULK = 5000


@dataclass
class Press:
    """What was built, by subject, for the stories to draw on."""

    outlets: dict[str, list[Outlet]] = field(default_factory=dict)
    journalists: dict[str, list[Journalist]] = field(default_factory=dict)


def ascii_of(text: str) -> str:
    """A name as it stands in an address: no accents, no spaces, Latin letters."""
    latin = ROMAN.get(text, text).replace("ß", "ss").replace("ł", "l").replace("Ł", "L")
    return slugify(unicodedata.normalize("NFKD", latin)).replace("-", ".")


def build_outlets(dice: random.Random) -> dict[str, list[Outlet]]:
    """The 120 outlets, by subject."""
    outlets: dict[str, list[Outlet]] = {}
    for subject, homes in OUTLETS.items():
        outlets[subject] = [_outlet(dice, subject, *home) for home in homes]
    return outlets


def _outlet(dice: random.Random, subject: str, name: str, code: str, kind: str) -> Outlet:
    country = next(each for each in COUNTRIES if each.code == code)
    city, zone = dice.choice(country.cities)
    known = dice.random() < 0.8
    host = f"{ascii_of(name).replace('.', '-') or f'outlet{dice.randint(100, 999)}'}.{DOMAINS[subject]}"
    return Outlet.objects.create(
        name=name,
        kind=kind,
        website=f"https://{host}/",
        domain=host,
        country=country.code,
        city=city,
        language=country.language,
        time_zone=zone,
        reach=dice.randrange(4, 900) * 1000 if known else None,
        reach_source="Their media data" if known else "",
        reach_on=(timezone.now() - timedelta(days=dice.randint(30, 500))).date() if known else None,
        source="Harbour Lane’s own list",
        verified_at=timezone.now() - timedelta(days=dice.randint(5, 300)),
    )


def build_journalists(
    dice: random.Random, outlets: dict[str, list[Outlet]], team: list[User], count: int
) -> dict[str, list[Journalist]]:
    """`count` journalists, spread over the subjects; each has an address, most a phone number and two beats."""
    people: dict[str, list[Journalist]] = {subject: [] for subject in outlets}
    taken: set[str] = set()
    subjects = list(outlets)
    for number in range(count):
        subject = dice.choices(subjects, weights=[3, 2, 2, 3])[0]
        outlet = dice.choice(outlets[subject])
        country = next(c for c in COUNTRIES if c.code == outlet.country)
        people[subject].append(_journalist(dice, number, outlet, country, subject, team, taken))
    return people


def _journalist(
    dice: random.Random, number: int, outlet: Outlet, country: Country, subject: str, team: list[User], taken: set[str]
) -> Journalist:
    given, family = dice.choice(country.given), dice.choice(country.family)
    name = f"{family} {given}" if country.code == "JP" else f"{given} {family}"
    address = f"{ascii_of(given)}.{ascii_of(family)}@{outlet.domain}"
    if address in taken:
        address = address.replace("@", f"{number}@")
    taken.add(address)
    own = dice.sample(BEATS[subject], dice.randint(1, 2)) + dice.sample(BEATS["general"], dice.randint(0, 1))
    return verbs.create(
        name=name,
        given_name=given,
        family_name=family,
        country=country.code,
        city=outlet.city,
        language=country.language,
        owner=dice.choice(team) if dice.random() < 0.7 else None,
        emails=[address],
        phones=[f"+49 30 23125 {number:03}"] if country.code == "DE" and dice.random() < 0.6 else [],
        outlet=outlet,
        role=dice.choice(ROLES),
        beats=list(dict.fromkeys(own)),
        how_to_pitch=dice.choice(PREFERENCES) if dice.random() < 0.3 else "",
        never_follow_up=dice.random() < 0.08,
        source=dice.choice(("Harbour Lane’s own list", "Met at an event", "From a byline", "Wrote to us")),
        verified_at=timezone.now() - timedelta(days=dice.randint(1, 260)) if dice.random() < 0.85 else None,
    )


def add_crowd(dice: random.Random, outlets: dict[str, list[Outlet]], count: int) -> None:
    """Many more journalists, for trying how lists behave when they are long; written in bulk, without history."""
    everywhere = [outlet for group in outlets.values() for outlet in group]
    with pgtrigger.ignore():
        for start in range(0, count, BULK):
            _add_batch(dice, everywhere, min(BULK, count - start))
    spelling.relearn()


def _add_batch(dice: random.Random, outlets: list[Outlet], count: int) -> None:
    rows = []
    for country in dice.choices(COUNTRIES, weights=[c.weight for c in COUNTRIES], k=count):
        given, family = dice.choice(country.given), dice.choice(country.family)
        rows.append(
            Journalist(
                name=f"{given} {family}",
                given_name=given,
                family_name=family,
                country=country.code,
                language=country.language,
                source="Demo crowd",
            )
        )
    people = Journalist.objects.bulk_create(rows)
    homes = dice.choices(outlets, k=count)
    Position.objects.bulk_create(
        Position(journalist=person, outlet=outlet, role=dice.choice(ROLES), is_primary=True)
        for person, outlet in zip(people, homes, strict=True)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(
            journalist=person, address=f"{ascii_of(person.given_name)}.{person.pk}@{outlet.domain}", is_primary=True
        )
        for person, outlet in zip(people, homes, strict=True)
    )
    search.refresh([person.pk for person in people])


def build_lists(people: dict[str, list[Journalist]], owner: User) -> None:
    """Four lists of picked journalists."""
    names = {
        "energy": "Storage and grid, trade",
        "travel": "Ferries and islands",
        "food": "Food desks",
        "general": "Regional press and radio",
    }
    for subject, name in names.items():
        media_list = MediaList.objects.create(
            name=name, owner=owner, description="Picked by hand; looked through every quarter."
        )
        MediaListMember.objects.bulk_create(
            MediaListMember(media_list=media_list, journalist=journalist, added_by=owner)
            for journalist in people[subject][:60]
        )
