"""Whoever wakes a worker names a task that there is: a wrong name would be heard of by nobody."""

import re
from pathlib import Path

from celery import current_app
from django.conf import settings


def test_what_is_woken_is_a_task():
    current_app.loader.import_default_modules()
    texts = [path.read_text() for path in Path(settings.BASE_DIR, "coverage").rglob("*.py")]
    named = {name for text in texts for name in re.findall(r'(?m)^\s+wake\("([\w.]+)"', text)}
    assert named >= {"tasks_alerts.tell_due", "tasks_sources.poll_now"}
    assert [name for name in named if f"coverage.{name}" not in current_app.tasks] == []
