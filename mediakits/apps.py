from django.apps import AppConfig
from django.http import HttpRequest


class MediaKitsConfig(AppConfig):
    name = "mediakits"
    verbose_name = "Media kits"

    def ready(self) -> None:
        from core import doctor  # the models are not there before the apps are
        from core.navigation import Entry, register
        from mediakits import taking_in  # noqa: F401  (registers its job)
        from mediakits.storage_doctor import storage

        doctor.register("storage", storage)
        register(
            Entry(
                "Photo or file", icon="photo-plus", url="mediakits:asset-add", place="new", order=82,
                shown_to=_works_here,
            )
        )  # fmt: skip


def _works_here(request: HttpRequest) -> bool:
    return not request.user.is_observer
