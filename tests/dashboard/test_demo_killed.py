"""Loading the demo by the button, with a worker that is killed, for real: the next attempt leaves no file behind."""

import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from campaigns.models import Client
from core import jobs
from core.models import Job
from dashboard.demo_here import leftovers, removing, work
from team.models import Demo, TrailLine, User
from tests.contacts.test_import_killed import start_worker
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def stored() -> set[str]:
    root = Path(settings.MEDIA_ROOT)
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def in_use() -> set[str]:
    return set(leftovers.files_in_use([*removing.tables_to_empty(), User]))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_killed_half_way_its_files_go_with_the_next_attempt():
    founder = UserFactory(name="Ada Quinn", admin=True)
    job = work.start_loading(by=founder)
    before = stored()
    worker = start_worker(job)
    until = time.monotonic() + 240
    while not stored() - before and worker.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    left = stored() - before
    assert left
    assert left <= set(leftovers.names()), "each was written down before it was written"
    assert not Client.objects.exists()

    Job.objects.update(heartbeat_at=timezone.now() - jobs.LOST_AFTER - timedelta(seconds=1))
    assert jobs.take_up_lost() == [job.pk]
    ended = jobs.run(job_id=job.pk)

    assert (ended.state, ended.attempt, ended.result) == (Job.State.DONE, 2, {})
    assert Demo.objects.get().state == Demo.State.LOADED
    assert not left & stored()
    assert in_use() <= stored()
    assert leftovers.names() == []
    loaded = TrailLine.objects.get(what=TrailLine.What.DEMO)
    assert (loaded.by, loaded.said) == (founder, "")
