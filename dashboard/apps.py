from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"

    def ready(self) -> None:
        from core.navigation import Entry, register

        register(Entry("Today", icon="checklist", url="dashboard:today", order=10, key="g t"))
        register(Entry("Search", icon="search", url="dashboard:search", place="search"))
