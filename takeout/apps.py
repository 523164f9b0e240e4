from django.apps import AppConfig


class TakeoutConfig(AppConfig):
    name = "takeout"
