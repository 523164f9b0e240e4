from django.apps import AppConfig


class MediaKitsConfig(AppConfig):
    name = "mediakits"
    verbose_name = "Media kits"
