"""Our own code in a process of its own, on this test's database: something that can really be killed."""

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """What a process needs to work on the database of the running test."""
    database = connection.settings_dict
    address = f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}"
    return os.environ | {
        "DATABASE_URL": f"{address}/{database['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": settings.SECRET_KEY,
    }


def start(code: str, **options: object) -> "subprocess.Popen[str]":
    """Run a line of Python after Django was set up."""
    lines = f"import django; django.setup(); {code}"
    return subprocess.Popen(
        [sys.executable, "-c", lines],
        env=environment() | {"DJANGO_SETTINGS_MODULE": "mediarel.settings"},
        cwd=settings.BASE_DIR,
        text=True,
        **options,
    )
