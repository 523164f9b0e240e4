"""What a reporter would miss, in words."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mediakits.completeness import meters_of
from mediakits.models import Asset, Document, Kit, KitItem
from tests.factories.mediakits import KitFactory
from tests.mediakits.made import in_days, photo, put, whole_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    return whole_kit(client_brand, specialist)


def missing(kit: Kit) -> dict[str, str]:
    meter = meters_of([Kit.objects.select_related("contact").get(pk=kit.pk)])[kit.pk]
    return {point.what: point.todo for point in meter.missing}


def test_points_make_a_hundred(kit):
    meter = meters_of([kit])[kit.pk]
    assert sum(point.worth for point in meter.points) == 100
    assert (meter.percent, meter.words, meter.tone) == (100, "Nothing missing", "ok")


def test_an_empty_kit_lacks_everything_but_what_cannot_be_wrong(client_brand):
    kit = KitFactory(client=client_brand)
    meter = meters_of([kit])[kit.pk]
    assert meter.percent == 10
    assert meter.words == "Missing: a photo to print, a release and 5 more"


@pytest.mark.parametrize("field", ["caption", "credit", "alt_text"])
def test_a_bare_photo_is_named(kit, field):
    put(kit, "photos", asset=photo(kit.client, **{field: ""}))
    assert missing(kit) == {"A photo to print": "1 of 2 photos lacks a caption, credit or description."}


def test_a_contact_without_phone_is_named(kit):
    kit.contact.phone = ""
    kit.contact.save()
    assert missing(kit) == {
        "A phone number that somebody answers": "Maya Lindqvist has no phone number in the profile."
    }


def test_rights_that_end_soon_are_named(kit):
    Asset.objects.update(rights_until=timezone.localdate() + timedelta(days=9))
    assert list(missing(kit)) == ["Rights that last"]
    assert "may be used until" in missing(kit)["Rights that last"]


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda: Asset.objects.update(rights_until=timezone.localdate() - timedelta(days=1)), "A photo to print"),
        (lambda: Asset.objects.update(archived_at=timezone.now()), "A photo to print"),
        (lambda: Document.objects.filter(kind="fact_sheet").update(withdrawn_at=timezone.now()), "A fact sheet"),
        (
            lambda: Document.objects.filter(kind="press_release").update(
                published_version=None, published_at=None, public_from=None
            ),
            "A release",
        ),
        (lambda: KitItem.objects.get(spokesperson__isnull=False).delete(), "Somebody to quote"),
    ],
)
def test_what_readers_do_not_get_does_not_count(kit, change, lost):
    change()
    assert lost in missing(kit)


def test_an_embargoed_release_counts_and_is_said(client_for, specialist, kit):
    Document.objects.filter(kind="press_release").update(public_from=in_days(2))
    assert missing(kit) == {}
    page = client_for(specialist).get(kit.get_absolute_url()).content.decode()
    assert "Under embargo until" in page


def test_meters_cost_one_query_whatever_the_number(kit, client_brand, specialist, django_assert_num_queries):
    kits = [kit, whole_kit(client_brand, specialist), whole_kit(client_brand, specialist)]
    for some in (kits[:1], kits):
        with django_assert_num_queries(1):
            meters_of(some)
