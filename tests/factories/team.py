"""People, and what they submit."""

from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from team.models import HookDelivery, Invitation, Notification, NotificationHook, User

PASSWORD = "grid storage at dawn"


@cache
def hashed_password() -> str:
    """Hashed once: a good password hash is slow on purpose."""
    return make_password(PASSWORD)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@team.example.com")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.LazyFunction(hashed_password)
    role = User.Role.SPECIALIST

    class Params:
        manager = factory.Trait(role=User.Role.MANAGER)
        admin = factory.Trait(role=User.Role.ADMIN)
        observer = factory.Trait(role=User.Role.OBSERVER)


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"invited{n}@team.example.com")
    invited_by = factory.SubFactory(UserFactory, admin=True)


class NotificationFactory(DjangoModelFactory[Notification]):
    class Meta:
        model = Notification

    user = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Something happened, number {n}")


class NotificationHookFactory(DjangoModelFactory[NotificationHook]):
    class Meta:
        model = NotificationHook

    name = factory.Sequence(lambda n: f"Channel {n}")
    url = "https://hooks.example.com/services/T0/B0/secret"
    secret = "a secret for tests"
    kinds = ["comment"]


class HookDeliveryFactory(DjangoModelFactory[HookDelivery]):
    class Meta:
        model = HookDelivery

    hook = factory.SubFactory(NotificationHookFactory)
    kind = "comment"
    text = factory.Sequence(lambda n: f"Something happened, number {n}")
