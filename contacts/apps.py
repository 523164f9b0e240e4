from dataclasses import replace

from django.apps import AppConfig
from django.http import HttpRequest


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from contacts import correspondence, recorded, suggested  # the models are not there before the apps are
        from contacts.importing import steps  # noqa: F401  (registers its jobs; models must be there first)
        from core.navigation import Entry, register
        from mail import companions, suggestions

        recorded.register_all()
        suggestions.register(suggested.wish_to_stop)
        suggestions.register(suggested.has_left)
        companions.register(correspondence.People())
        for entry in (
            Entry("Contacts", icon="address-book", url="contacts:journalist-list", order=30, key="g c"),
            Entry("Journalist", icon="user-plus", url="contacts:journalist-create", place="new", order=30, key="n j"),
            Entry("Outlet", icon="news", url="contacts:outlet-create", place="new", order=40),
        ):
            register(replace(entry, shown_to=_works_here))


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer
