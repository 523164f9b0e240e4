from django.apps import AppConfig
from django.http import HttpRequest

from core.navigation import Entry, register


class TakeoutConfig(AppConfig):
    name = "takeout"

    def ready(self) -> None:
        from takeout import making, told_of  # noqa: F401  (the models are not there before; the job registers)
        from team import kinds

        kinds.register(*told_of.KINDS)
        register(
            Entry("Export", icon="download", url="takeout:export-list", place="settings", order=95, shown_to=_is_admin)
        )


def _is_admin(request: HttpRequest) -> bool:
    return request.user.is_admin
