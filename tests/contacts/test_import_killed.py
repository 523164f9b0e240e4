"""An import whose worker is killed, for real, goes on and doubles nobody."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from contacts.importing import steps
from contacts.models import ContactImport, ImportRow, Journalist, Outlet, TimelineEntry
from core import jobs
from core.models import Job
from tests.contacts.test_import_apply import planned

WORKER = "import sys, django; django.setup(); from core import jobs; jobs.run(job_id=int(sys.argv[1]))"


def start_worker(job):
    """A process of its own on the test's database, which is what a Celery worker is to the job."""
    database = connection.settings_dict
    address = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else database["HOST"]
    url = f"postgres://{database['USER']}:{database['PASSWORD']}@{address}/{database['NAME']}"
    env = os.environ | {
        "DATABASE_URL": url,
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "mediarel.settings",
    }
    return subprocess.Popen([sys.executable, "-c", WORKER, str(job.pk)], env=env, cwd=settings.BASE_DIR)


@pytest.mark.services
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_import_survives_the_death_of_its_worker():
    rows = "".join(f"Person P{n},p{n}@press.example,Outlet {n % 40}\n" for n in range(2000))
    made = planned(f"Name,Email,Outlet\n{rows}")
    ContactImport.objects.filter(pk=made.pk).update(state="planned")
    job = steps.start_apply(contact_import=made, by=None)
    worker = start_worker(job)
    until = time.monotonic() + 90
    while not ImportRow.objects.filter(applied_at__isnull=False).exists() and time.monotonic() < until:
        time.sleep(0.02)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    done = ImportRow.objects.filter(applied_at__isnull=False).count()
    assert 0 < done < 2000
    assert Journalist.objects.count() == done, "what a row says was done, and nothing else, is there"

    Job.objects.update(heartbeat_at=timezone.now() - jobs.LOST_AFTER - timedelta(seconds=1))
    assert jobs.take_up_lost() == [job.pk]
    ended = jobs.run(job_id=job.pk)

    assert (ended.state, ended.attempt, ended.done) == (Job.State.DONE, 2, 2000)
    assert Journalist.objects.count() == TimelineEntry.objects.count() == 2000
    assert Outlet.objects.count() == 40
    made.refresh_from_db()
    assert made.state == "applied"
