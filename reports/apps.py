from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import computing, recorded, registration  # noqa: F401  (the models are not there before; jobs register)

        registration.register_all()
        recorded.register_all()
