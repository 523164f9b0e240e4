from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "contacts"

    def ready(self) -> None:
        from contacts.importing import steps  # noqa: F401  (registers its jobs; models must be there first)
        from core.navigation import Entry, register

        register(Entry("Contacts", icon="address-book", url="contacts:journalist-list", order=30, key="g c"))
        register(
            Entry("Journalist", icon="user-plus", url="contacts:journalist-create", place="new", order=30, key="n j")
        )
        register(Entry("Outlet", icon="news", url="contacts:outlet-create", place="new", order=40))
