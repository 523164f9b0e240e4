from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from contacts import journalists
from contacts.addresses import BadAddress, clean_address, clean_phone, readable_phone
from contacts.models import EmailAddress, Journalist, Position
from contacts.names import split_name
from tests.factories.contacts import EmailAddressFactory, JournalistFactory, OutletFactory, PositionFactory

pytestmark = pytest.mark.django_db


def test_create_makes_everything_in_step():
    outlet = OutletFactory(name="Stromblatt", time_zone="Europe/London")
    journalist = journalists.create(
        name="Ines Albrecht",
        outlet=outlet,
        role="Editor",
        emails=["Ines@Stromblatt.example.org", "i@example.net"],
        phones=["030 901820"],
        country="DE",
        beats=["Grid", "grid"],
        tags=["Berlin"],
        source="By hand",
    )
    journalist = Journalist.objects.with_primary().get(pk=journalist.pk)
    assert (journalist.given_name, journalist.family_name, journalist.sort_name) == (
        "Ines",
        "Albrecht",
        "albrecht ines",
    )
    assert str(journalist.primary_position) == "Editor at Stromblatt"
    assert str(journalist.primary_address) == "Ines@stromblatt.example.org"
    assert str(journalist.zone) == "Europe/London"
    assert [phone.number for phone in journalist.phones.all()] == ["+4930901820"]
    assert [beat.name for beat in journalist.beats.all()] == ["Grid"]
    assert Journalist.objects.matching("ines stromblatt grid").get() == journalist


def test_create_refuses_a_taken_address_and_writes_nothing():
    JournalistFactory(name="Ines", email="ines@example.org")
    with pytest.raises(journalists.AddressTaken, match=r"Ines has the address INES@example.org already"):
        journalists.create(name="Other", emails=["INES@example.org"])
    assert Journalist.objects.count() == 1


def test_with_primary_reads_in_a_constant_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        JournalistFactory(at_outlet=True, with_email=True)
    with django_assert_num_queries(3):
        for journalist in Journalist.objects.with_primary():
            assert journalist.primary_position.outlet.name
            assert journalist.primary_address.address
            assert journalist.zone


def test_primary_address_leaves_out_one_that_bounced():
    journalist = JournalistFactory()
    EmailAddressFactory(journalist=journalist, address="old@example.org", bounced_at=timezone.now())
    EmailAddressFactory(journalist=journalist, address="new@example.org", is_primary=False)
    assert str(journalist.primary_address) == "new@example.org"


def test_update_changes_search_too():
    journalist = JournalistFactory(name="Ines Albrecht")
    journalists.update(journalist=journalist, name="Ines Kramer", family_name="Kramer", beats=["Heat"])
    assert Journalist.objects.matching("kramer heat").get() == journalist
    assert not Journalist.objects.matching("albrecht").exists()


def test_move_ends_the_primary_position():
    journalist = JournalistFactory(position__outlet__name="Old Post")
    journalists.move(journalist=journalist, outlet=OutletFactory(name="New Post"), from_on=date(2026, 1, 1))
    assert str(Journalist.objects.get().primary_position.outlet) == "New Post"
    assert Position.objects.get(outlet__name="Old Post").until_on == date(2026, 1, 1)


def test_leave_alone_and_contact_again_are_told():
    journalist = JournalistFactory()
    journalists.leave_alone(journalist=journalist, reason="Asked us by phone")
    journalists.leave_alone(journalist=journalist, reason="Again")
    journalist.refresh_from_db()
    assert (journalist.do_not_contact, journalist.do_not_contact_reason) == (True, "Asked us by phone")
    assert not Journalist.objects.pitchable().exists()
    journalists.contact_again(journalist=journalist, reason="Changed their mind")
    assert [entry.headline for entry in journalist.timeline.all()] == [
        "May be contacted again",
        "Set to do not contact",
    ]
    assert Journalist.objects.pitchable().get() == journalist


def test_pitchable_leaves_out_the_paused():
    JournalistFactory(paused_until=timezone.localdate() + timedelta(days=1))
    ready = JournalistFactory(paused_until=timezone.localdate())
    assert list(Journalist.objects.pitchable()) == [ready]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Anna@Example.ORG ", "Anna@example.org"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("anna@xn--mller-kva.example.com", "anna@müller.example.com"),
        ("anna@MÜLLER.example.com", "anna@müller.example.com"),
    ],
)
def test_address_is_stored_in_one_form(typed, stored):
    assert clean_address(typed) == stored


@pytest.mark.parametrize(
    "typed", ["", "anna", "anna@", "@example.org", "a b@example.org", "a@example.org\nBcc: x@example.org"]
)
def test_address_that_is_none_is_refused(typed):
    with pytest.raises(BadAddress):
        clean_address(typed)


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("020 7946 0321", "GB", "+442079460321"),
        ("+44 20 7946 0321", "", "+442079460321"),
        ("ask at the desk", "DE", "ask at the desk"),
        ("030 901820", "", "030 901820"),
        ("030 901820 ext. 4", "DE", "030 901820 ext. 4"),
    ],
)
def test_phone_is_read_where_it_can_be(typed, country, stored):
    assert clean_phone(typed, country) == stored
    assert readable_phone(stored)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ines Albrecht", ("Ines", "Albrecht")),
        ("Dr. Jan van der Berg", ("Jan", "van der Berg")),
        ("山田 太郎", ("", "")),
        ("Ольга Петровна", ("", "")),
        ("Newsdesk", ("", "")),
    ],
)
def test_names_are_taken_apart_only_where_that_is_safe(name, parts):
    assert split_name(name) == parts


def test_database_refuses_two_primary_positions_and_addresses():
    journalist = JournalistFactory(at_outlet=True, with_email=True)
    with pytest.raises(IntegrityError, match="contacts_position_one_primary"), transaction.atomic():
        PositionFactory(journalist=journalist)
    with pytest.raises(IntegrityError, match="contacts_email_one_primary"), transaction.atomic():
        EmailAddressFactory(journalist=journalist)
    with pytest.raises(IntegrityError, match="contacts_email_address"), transaction.atomic():
        EmailAddressFactory(address=EmailAddress.objects.get().address.upper())
