from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"

    def ready(self) -> None:
        from events import registration  # the models are not there before the apps are

        registration.register_all()
