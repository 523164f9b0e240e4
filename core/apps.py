from django.apps import AppConfig
from django.core import checks


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import doctor  # Celery and the database are not there before the apps are
        from core.migrating import stands_in_between

        doctor.register_own()
        checks.register(stands_in_between, checks.Tags.database)
