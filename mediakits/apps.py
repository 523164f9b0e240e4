from django.apps import AppConfig


class MediaKitsConfig(AppConfig):
    name = "mediakits"
    verbose_name = "Media kits"

    def ready(self) -> None:
        # Here, because models may not be imported before all apps are loaded.
        from mediakits import asset_registration, kit_registration, newsroom_registration, recorded, registration

        registration.register_all()
        asset_registration.register_all()
        kit_registration.register_all()
        newsroom_registration.register_all()
        recorded.register_all()
