from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "dashboard"

    def ready(self) -> None:
        from core.navigation import Entry, register
        from dashboard.counting import beside_today  # the models are not there before the apps are

        register(Entry("Today", icon="checklist", url="dashboard:today", order=10, key="g t", count=beside_today))
        register(Entry("Search", icon="search", url="dashboard:search", place="search"))
