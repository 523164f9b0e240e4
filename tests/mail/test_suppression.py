import pytest
from django.db import IntegrityError, transaction

from mail import suppression
from mail.models import Suppression, SuppressionKey

pytestmark = pytest.mark.django_db


def test_suppress_keeps_no_address():
    row = suppression.suppress("Ines.Albrecht@Example.org", source="unsubscribe")
    assert "ines" not in row.digest
    assert len(row.digest) == 64
    assert "ines" not in str(row)


@pytest.mark.parametrize("spelling", ["ines@example.org", "INES@EXAMPLE.ORG", "  Ines@example.Org "])
def test_suppressed_in_every_spelling(spelling):
    suppression.suppress("ines@example.org", source="unsubscribe")
    assert suppression.is_suppressed(spelling)
    assert suppression.suppressed_among([spelling, "other@example.org"]) == {spelling}


def test_suppressed_in_both_spellings_of_a_unicode_domain():
    suppression.suppress("ines@zeitung-münchen.example", source="unsubscribe")
    assert suppression.is_suppressed("ines@xn--zeitung-mnchen-osb.example")


def test_suppressed_domain_covers_its_addresses_but_not_its_neighbours():
    suppression.suppress_domain("Example.org", source="team")
    assert suppression.suppressed_among(["a@example.org", "b@sub.example.org", "c@example.com"]) == {"a@example.org"}
    assert suppression.is_suppressed("anyone@example.org")


def test_suppressed_among_asks_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        suppression.suppressed_among([f"person{n}@example.org" for n in range(500)])


@pytest.mark.parametrize("odd", ["", "not an address", "@", "a@", "@b", "a@b@c", "x@ü..example"])
def test_suppressed_takes_odd_data(odd):
    assert not suppression.is_suppressed(odd)
    assert suppression.suppressed_among([odd]) == set()


def test_note_keeps_the_servers_words_without_the_address():
    note = "550 5.1.1 <Ines.Albrecht@Example.org>: Recipient address rejected"
    entry = suppression.suppress("ines.albrecht@example.org", source="bounce", note=note)
    assert entry.note == "550 5.1.1 (the address): Recipient address rejected"


def test_suppress_twice_for_one_reason_keeps_the_first_note():
    suppression.suppress("ines@example.org", source="unsubscribe", note="by the link")
    suppression.suppress("ines@example.org", source="unsubscribe", note="later")
    assert list(Suppression.objects.values_list("source", "note")) == [("unsubscribe", "by the link")]


def test_each_reason_stands_by_itself():
    suppression.suppress("ines@example.org", source="bounce")
    suppression.suppress("ines@example.org", source="unsubscribe")
    assert suppression.lift("ines@example.org", source="bounce")
    assert suppression.is_suppressed("ines@example.org")


def test_lift_takes_the_address_off_the_list():
    suppression.suppress("ines@example.org", source="unsubscribe")
    assert suppression.lift("ines@example.org")
    assert not suppression.is_suppressed("ines@example.org")
    assert not suppression.lift("ines@example.org")


def test_suppression_outlives_a_new_secret_key(settings, monkeypatch):
    settings.SUPPRESSION_KEY = ""
    monkeypatch.setattr(suppression, "_known_key", None)
    suppression.suppress("ines@example.org", source="unsubscribe")
    settings.SECRET_KEY = "another-another-another-another-another"
    monkeypatch.setattr(suppression, "_known_key", None)
    assert suppression.is_suppressed("ines@example.org")


def test_suppression_key_is_one():
    SuppressionKey.objects.get_or_create(pk=1)
    with pytest.raises(IntegrityError, match="mail_suppressionkey_single"), transaction.atomic():
        SuppressionKey.objects.create(pk=2)
