from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import doctor  # Celery and the database are not there before the apps are

        doctor.register_own()
