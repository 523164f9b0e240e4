"""Assets, documents, kits and newsrooms."""

import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from campaigns.models import Spokesperson
from mediakits.models import (
    Asset,
    AssetFile,
    Document,
    DocumentVersion,
    Kit,
    KitItem,
    KitLink,
    KitSection,
    Newsroom,
    Subscriber,
)
from tests.factories.campaigns import ClientFactory
from tests.factories.team import UserFactory


class SpokespersonFactory(DjangoModelFactory[Spokesperson]):
    class Meta:
        model = Spokesperson

    client = factory.SubFactory(ClientFactory)
    name = factory.Sequence(lambda n: f"Spokesperson {n}")


class AssetFactory(DjangoModelFactory[Asset]):
    """An asset without a file; `AssetFileFactory` gives it one."""

    class Meta:
        model = Asset

    client = factory.SubFactory(ClientFactory)
    kind = Asset.Kind.PHOTO
    title = factory.Sequence(lambda n: f"Photo {n}")
    added_by = factory.SubFactory(UserFactory)


class AssetFileFactory(DjangoModelFactory[AssetFile]):
    """A ready, current file of plain bytes; pass `data` for others."""

    class Meta:
        model = AssetFile

    class Params:
        data = b"not really a picture"

    asset = factory.SubFactory(AssetFactory)
    number = factory.Sequence(lambda n: n + 1)
    is_current = True
    original_name = factory.Sequence(lambda n: f"photo-{n}.jpg")
    content_type = "image/jpeg"
    file = factory.LazyAttribute(lambda row: ContentFile(row.data, name="bytes"))
    size = factory.LazyAttribute(lambda row: len(row.data))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.data).hexdigest())
    added_by = factory.SelfAttribute("asset.added_by")


class DocumentFactory(DjangoModelFactory[Document]):
    class Meta:
        model = Document

    client = factory.SubFactory(ClientFactory)
    kind = Document.Kind.PRESS_RELEASE
    title = factory.Sequence(lambda n: f"Release {n}")
    slug = factory.Sequence(lambda n: f"release-{n}")
    owner = factory.SubFactory(UserFactory)
    contact = factory.SelfAttribute("owner")
    saved_by = factory.SelfAttribute("owner")


class DocumentVersionFactory(DjangoModelFactory[DocumentVersion]):
    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(DocumentFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("document.title")
    language = factory.SelfAttribute("document.language")
    contact = factory.SelfAttribute("document.contact")
    by = factory.SelfAttribute("document.owner")
    fingerprint = "0" * 64


class KitFactory(DjangoModelFactory[Kit]):
    class Meta:
        model = Kit

    client = factory.SubFactory(ClientFactory)
    title = factory.Sequence(lambda n: f"Kit {n}")
    slug = factory.Sequence(lambda n: f"kit-{n}")
    owner = factory.SubFactory(UserFactory)
    contact = factory.SelfAttribute("owner")


class KitSectionFactory(DjangoModelFactory[KitSection]):
    class Meta:
        model = KitSection

    kit = factory.SubFactory(KitFactory)
    kind = KitSection.Kind.PHOTOS
    position = factory.Sequence(int)


class KitItemFactory(DjangoModelFactory[KitItem]):
    """Give it one of `asset`, `document`, `spokesperson`, or `url` with `title`."""

    class Meta:
        model = KitItem

    section = factory.SubFactory(KitSectionFactory)
    position = factory.Sequence(int)


class KitLinkFactory(DjangoModelFactory[KitLink]):
    class Meta:
        model = KitLink

    kit = factory.SubFactory(KitFactory)
    label = factory.Sequence(lambda n: f"Reader {n}")
    by = factory.SelfAttribute("kit.owner")


class NewsroomFactory(DjangoModelFactory[Newsroom]):
    class Meta:
        model = Newsroom

    client = factory.SubFactory(ClientFactory)
    slug = factory.Sequence(lambda n: f"newsroom-{n}")
    is_open = True
    contact = factory.SubFactory(UserFactory)
    phone = "+49 30 23125 142"


class SubscriberFactory(DjangoModelFactory[Subscriber]):
    class Meta:
        model = Subscriber

    newsroom = factory.SubFactory(NewsroomFactory)
    name = factory.Sequence(lambda n: f"Subscriber {n}")
    email = factory.Sequence(lambda n: f"subscriber{n}@example.org")
