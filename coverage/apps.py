from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "coverage"

    def ready(self) -> None:
        from coverage import registration  # the models are not there before the apps are

        registration.register_all()
