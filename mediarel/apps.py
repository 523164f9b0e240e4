"""Django's own apps where they need another setting than the usual."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leaves out what django-htmx brings: htmx comes from npm, and its modules import files it does not have."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx"]
