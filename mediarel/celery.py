"""The Celery application: workers and beat start from here (`celery -A mediarel`)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediarel.settings")

app = Celery("mediarel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
