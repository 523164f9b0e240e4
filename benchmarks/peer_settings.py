"""Mediarel's settings with django-post-office beside them: the peer that `benchmarks.delivery` measures against."""

import os

from mediarel.settings import *  # noqa: F403
from mediarel.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "post_office"]
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ.get("BENCH_SMTP_PORT", "25"))
EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""
EMAIL_USE_TLS = EMAIL_USE_SSL = False
POST_OFFICE = {
    "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
    "BATCH_SIZE": 100,
    "CELERY_ENABLED": False,
    "LOG_LEVEL": 0,
}
