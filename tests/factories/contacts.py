"""Journalists and outlets for tests. A plain journalist has a name and nothing else; traits add the rest.

`JournalistFactory(at_outlet=True, with_email=True)` has a primary position and a main address;
`JournalistFactory(position__outlet=outlet, position__role="Editor", email="a@example.org")` has these very ones.
Search is kept in step, as the product's own verbs do.
"""

from typing import Any

import factory

from contacts import search
from contacts.models import Beat, EmailAddress, Journalist, MediaList, Outlet, Position, Tag


class OutletFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"Courier {n}")


class BeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Beat

    name = factory.Sequence(lambda n: f"Beat {n}")


class TagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tag

    name = factory.Sequence(lambda n: f"Tag {n}")


class PositionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Position

    journalist = factory.SubFactory("tests.factories.contacts.JournalistFactory")
    outlet = factory.SubFactory(OutletFactory)
    role = "Reporter"
    is_primary = True


class EmailAddressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EmailAddress

    journalist = factory.SubFactory("tests.factories.contacts.JournalistFactory")
    address = factory.Sequence(lambda n: f"journalist{n}@example.org")
    is_primary = True


class JournalistFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Journalist
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Robin Example{n}")

    @factory.post_generation
    def position(self: Any, create: bool, extracted: Any, **fields: Any) -> None:
        if fields:
            PositionFactory(journalist=self, **fields)

    @factory.post_generation
    def email(self: Any, create: bool, extracted: str | None, **fields: Any) -> None:
        if extracted or fields:
            EmailAddressFactory(journalist=self, **({"address": extracted} if extracted else {}), **fields)

    @factory.post_generation
    def beats(self: Any, create: bool, extracted: list | None, **fields: Any) -> None:
        self.beats.add(*(extracted or []))

    @factory.post_generation
    def tags(self: Any, create: bool, extracted: list | None, **fields: Any) -> None:
        self.tags.add(*(extracted or []))

    @factory.post_generation
    def at_outlet(self: Any, create: bool, extracted: bool, **fields: Any) -> None:
        if extracted:
            PositionFactory(journalist=self)

    @factory.post_generation
    def with_email(self: Any, create: bool, extracted: bool, **fields: Any) -> None:
        if extracted:
            EmailAddressFactory(journalist=self)

    @classmethod
    def _after_postgeneration(cls, instance: Journalist, create: bool, results: Any = None) -> None:
        search.refresh([instance.pk])
        instance.refresh_from_db(fields=["sort_name", "search_text"])


class MediaListFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MediaList
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"List {n}")

    @factory.post_generation
    def journalists(self: Any, create: bool, extracted: list | None, **fields: Any) -> None:
        self.journalists.add(*(extracted or []))
