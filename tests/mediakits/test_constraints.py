"""What the database refuses, whatever goes round the forms."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from mediakits.models import Asset, AssetFile, Document, Kit, KitLink, Newsroom
from tests.factories.contacts import JournalistFactory
from tests.factories.mediakits import (
    AssetFactory,
    AssetFileFactory,
    DocumentFactory,
    DocumentVersionFactory,
    KitFactory,
    KitItemFactory,
    KitLinkFactory,
    KitSectionFactory,
    NewsroomFactory,
    SpokespersonFactory,
    SubscriberFactory,
)

pytestmark = pytest.mark.django_db


def refused(constraint: str):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "hologram"}, "mediakits_asset_kind"),
        ({"title": ""}, "mediakits_asset_title"),
        ({"video_url": "https://video.example.org/1"}, "mediakits_asset_video_url"),
    ],
)
def test_asset_guards(values, constraint):
    asset = AssetFactory()
    with refused(constraint):
        Asset.objects.filter(pk=asset.pk).update(**values)


def test_asset_has_one_current_file():
    first = AssetFileFactory()
    with refused("mediakits_file_one_current"), transaction.atomic():
        AssetFileFactory(asset=first.asset)
    second = AssetFileFactory(asset=first.asset, is_current=False)
    with refused("mediakits_file_number"):
        AssetFile.objects.filter(pk=second.pk).update(number=first.number)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "rumour"}, "mediakits_document_kind"),
        ({"state": "lost"}, "mediakits_document_state"),
        ({"title": ""}, "mediakits_document_title"),
        ({"state": "approved"}, "mediakits_document_approved_what"),
        ({"published_at": timezone.now()}, "mediakits_document_published_whole"),
        ({"translation_of": F("pk")}, "mediakits_document_translation"),
    ],
)
def test_document_guards(values, constraint):
    document = DocumentFactory()
    with refused(constraint):
        Document.objects.filter(pk=document.pk).update(**values)


def test_document_is_never_public_before_it_was_released():
    version, now = DocumentVersionFactory(), timezone.now()
    with refused("mediakits_document_public_after"):
        Document.objects.filter(pk=version.document_id).update(
            published_version=version, published_at=now, public_from=now - timedelta(seconds=1)
        )


def test_document_version_has_a_number_of_its_own():
    version = DocumentVersionFactory()
    with refused("mediakits_version_number"):
        DocumentVersionFactory(document=version.document, number=version.number)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"access": "secret"}, "mediakits_kit_access"),
        ({"state": "lost"}, "mediakits_kit_state"),
        ({"title": ""}, "mediakits_kit_title"),
        ({"state": "approved"}, "mediakits_kit_approved_what"),
        ({"shared_at": timezone.now()}, "mediakits_kit_shared_whole"),
        (
            {"embargo_until": timezone.now(), "expires_at": timezone.now() - timedelta(days=1)},
            "mediakits_kit_expires_after_embargo",
        ),
    ],
)
def test_kit_guards(values, constraint):
    kit = KitFactory()
    with refused(constraint):
        Kit.objects.filter(pk=kit.pk).update(**values)


@pytest.mark.parametrize("nothing", [{}, {"url": "https://example.org"}])
def test_kit_item_is_exactly_one_thing(nothing):
    with refused("mediakits_item_exactly_one"):
        KitItemFactory(**nothing)


def test_kit_item_is_not_two_things():
    with refused("mediakits_item_exactly_one"):
        KitItemFactory(asset=AssetFactory(), document=DocumentFactory())


@pytest.mark.parametrize(
    ("field", "factory"),
    [("asset", AssetFactory), ("document", DocumentFactory), ("spokesperson", SpokespersonFactory)],
)
def test_kit_item_stands_once_in_a_section(field, factory):
    section, thing = KitSectionFactory(), factory()
    KitItemFactory(section=section, **{field: thing})
    with refused(f"mediakits_item_{field}_once"):
        KitItemFactory(section=section, **{field: thing})


def test_journalist_has_one_open_link_to_a_kit():
    link = KitLinkFactory(journalist=JournalistFactory())
    with refused("mediakits_link_one_a_journalist"), transaction.atomic():
        KitLinkFactory(kit=link.kit, journalist=link.journalist)
    KitLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
    assert KitLinkFactory(kit=link.kit, journalist=link.journalist).is_open


def test_link_is_for_somebody():
    with refused("mediakits_link_for_whom"):
        KitLinkFactory(label="")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"colour": "red"}, "mediakits_newsroom_colour"), ({"phone": ""}, "mediakits_newsroom_phone")],
)
def test_newsroom_guards(values, constraint):
    newsroom = NewsroomFactory()
    with refused(constraint):
        Newsroom.objects.filter(pk=newsroom.pk).update(**values)


def test_host_name_leads_to_one_newsroom():
    NewsroomFactory(host="press.fernhall.example")
    with refused("mediakits_newsroom_host"):
        NewsroomFactory(host="PRESS.fernhall.example")


def test_address_subscribes_once():
    subscriber = SubscriberFactory(email="ines@example.org")
    with refused("mediakits_subscriber_once"):
        SubscriberFactory(newsroom=subscriber.newsroom, email="Ines@example.org")


def test_search_forgets_accents():
    kit = KitFactory(title="Žluťoučký kůň")
    assert Kit.objects.get(pk=kit.pk).search_text.startswith("zlutoucky kun")
