"""Passes over sources, articles and pages: in a queue of their own, and one at a time however often beat asks."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import connections
from django.utils import timezone

from coverage import locks, tasks_articles, tasks_clips, tasks_sources
from coverage.models import Article
from tests.factories.coverage import ArticleFactory, ClipFactory, SightingFactory, SourceFactory

PASSES = [
    (locks.KEEPING_PAGES, tasks_clips.keep_pages),
    (locks.POLLING, tasks_sources.poll_due),
    (locks.READING, tasks_articles.read_due),
    (locks.FOLLOWING_UP, tasks_articles.follow_up_left),
]


@pytest.mark.parametrize(("kind", "task"), PASSES, ids=[task.name for _, task in PASSES])
def test_a_pass_is_not_begun_while_another_worker_is_at_one(db, settings, kind, task):
    settings.CHROMIUM = "off"
    clip = ClipFactory(state="ours", decided_at=timezone.now())
    source, sighting = SourceFactory(), SightingFactory(source=None)
    left = ArticleFactory()
    Article.objects.filter(pk=left.pk).update(found_at=timezone.now() - timedelta(hours=1))
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, 0)", [kind])
        assert not task()
    finally:
        other.close()
    for row in (clip, source, sighting, left):
        row.refresh_from_db()
    assert (clip.evidence_at, source.last_polled_at, sighting.attempts, left.search) == (None, None, 0, None)


def test_what_waits_for_the_web_never_stands_before_mail():
    current_app.loader.import_default_modules()
    queues = {name: current_app.amqp.router.route({}, name)["queue"].name for name in current_app.tasks}
    fetching = {name for name, queue in queues.items() if queue == "fetching"}
    assert fetching >= {task.name for _, task in PASSES} | {"coverage.tasks_sources.poll_now"}
    assert {queues[name] for name in queues if name.startswith(("mail.", "pitches.", "core."))} == {"celery"}
    assert queues["coverage.tasks_alerts.tell_due"] == "celery"
    keys = {queue.routing_key for queue in current_app.amqp.queues.values()}
    assert keys == {"celery", "fetching"}  # or each message would reach both
