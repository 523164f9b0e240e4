from django.apps import AppConfig
from django.http import HttpRequest


class DashboardConfig(AppConfig):
    name = "dashboard"

    def ready(self) -> None:
        from core.navigation import Entry, register
        from dashboard.counting import beside_today  # the models are not there before the apps are
        from dashboard.demo_here import work  # noqa: F401  (registers its jobs)

        register(Entry("Today", icon="checklist", url="dashboard:today", order=10, key="g t", count=beside_today))
        register(Entry("Search", icon="search", url="dashboard:search", place="search"))
        register(
            Entry(
                "First steps",
                icon="list-check",
                url="dashboard:first-steps",
                place="account",
                order=5,
                shown_to=_works_here,
            )
        )
        register(
            Entry(
                "Demo", icon="wand", url="dashboard:demo", place="settings", order=200, shown_to=_has_a_demo_to_remove
            )
        )


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer


def _has_a_demo_to_remove(request: HttpRequest) -> bool:
    from team.models import Demo  # the models are not there before the apps are

    here = request.path.startswith("/demo/")
    return request.user.is_admin and (here or Demo.objects.exclude(state="removed").exists())
