from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from core import jobs
from core.models import Job


@pytest.fixture
def starter(specialist):
    return specialist


@pytest.fixture
def counting():
    """A kind of job that counts to `arguments["to"]`, one step at a time, and remembers each step."""
    steps: list[int] = []

    @jobs.job("tests.count")
    def count(run: jobs.Run) -> dict:
        to = run.arguments["to"]
        for step in range(1, to + 1):
            steps.append(step)
            run.progress(step, to)
        return {"counted": to}

    yield steps
    jobs._kinds.pop("tests.count")


def start(by, to=3):
    return jobs.start(kind="tests.count", title="Counting", arguments={"to": to}, by=by)


def lose_worker(job):
    """What the row looks like some time after its worker was killed."""
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING,
        attempt=1,
        heartbeat_at=timezone.now() - jobs.LOST_AFTER - timedelta(seconds=1),
    )


def test_run_does_the_work_and_keeps_the_result(starter, counting):
    ended = jobs.run(job_id=start(starter).pk)

    assert (ended.state, ended.result, ended.done, ended.total) == (
        Job.State.DONE,
        {"counted": 3},
        3,
        3,
    )
    assert ended.ended_at is not None
    assert counting == [1, 2, 3]


def test_start_refuses_a_kind_nobody_registered(starter):
    with pytest.raises(jobs.UnknownKind):
        jobs.start(kind="tests.nobody", title="Nothing", arguments={}, by=starter)


def test_start_enqueues_only_once_the_transaction_is_committed(starter, counting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        start(starter)
        assert callbacks == []
    assert len(callbacks) == 1


def test_run_does_nothing_for_a_job_that_another_worker_has(starter, counting):
    job = start(starter)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempt=1, heartbeat_at=timezone.now())

    assert jobs.run(job_id=job.pk) is None
    assert counting == []


def test_run_does_nothing_for_a_job_that_has_ended(starter, counting):
    job = start(starter)
    jobs.run(job_id=job.pk)

    assert jobs.run(job_id=job.pk) is None
    assert counting == [1, 2, 3]


def test_run_takes_up_a_job_whose_worker_died(starter, counting):
    job = start(starter)
    lose_worker(job)

    ended = jobs.run(job_id=job.pk)

    assert (ended.state, ended.attempt) == (Job.State.DONE, 2)


def test_take_up_lost_finds_dead_and_forgotten_jobs_alone(starter, counting):
    dead, forgotten, _fresh, done = (start(starter) for _ in range(4))
    lose_worker(dead)
    Job.objects.filter(pk=forgotten.pk).update(heartbeat_at=timezone.now() - timedelta(hours=1))
    jobs.run(job_id=done.pk)
    Job.objects.filter(pk=done.pk).update(heartbeat_at=timezone.now() - timedelta(hours=1))

    assert jobs.take_up_lost() == [dead.pk, forgotten.pk]
    assert jobs.take_up_lost() == [dead.pk], "what waits is queued again only after a while"


def test_run_gives_up_a_job_that_kills_its_workers(starter, counting):
    job = start(starter)
    lose_worker(job)
    Job.objects.filter(pk=job.pk).update(attempt=jobs.ATTEMPTS)

    ended = jobs.run(job_id=job.pk)

    assert ended.state == Job.State.FAILED
    assert ended.error.startswith("It was interrupted 5 times")
    assert counting == []


def test_progress_raises_in_a_worker_that_was_overtaken(starter, counting):
    job = start(starter)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, attempt=1)
    job.refresh_from_db()
    asleep = jobs.Run(job)
    Job.objects.filter(pk=job.pk).update(attempt=2)

    with pytest.raises(jobs.TakenOver):
        asleep.progress(1, 3)
    job.refresh_from_db()
    assert job.done == 0


def test_stop_ends_a_waiting_job_at_once(starter, counting):
    job = start(starter)

    assert jobs.stop(job=job)
    job.refresh_from_db()
    assert job.state == Job.State.STOPPED
    assert jobs.run(job_id=job.pk) is None


def test_stop_ends_a_running_job_after_its_step(starter):
    @jobs.job("tests.stopped")
    def work(run):
        jobs.stop(job=run.job)
        run.progress(1, 5)
        raise AssertionError("not reached")

    job = jobs.start(kind="tests.stopped", title="Stopped", arguments={}, by=starter)
    ended = jobs.run(job_id=job.pk)

    assert (ended.state, ended.done, ended.error) == (Job.State.STOPPED, 1, "")


def test_stop_says_when_it_comes_too_late(starter, counting):
    job = start(starter)
    jobs.run(job_id=job.pk)

    assert not jobs.stop(job=job)


def test_run_tells_a_problem_in_its_own_words(starter):
    @jobs.job("tests.problem")
    def work(run):
        raise jobs.JobProblem("The file is gone. Upload it again.")

    job = jobs.start(kind="tests.problem", title="Problem", arguments={}, by=starter)

    assert jobs.run(job_id=job.pk).error == "The file is gone. Upload it again."


def test_run_hides_a_bug_behind_kind_words(starter):
    @jobs.job("tests.bug")
    def work(run):
        raise ZeroDivisionError("secret detail")

    job = jobs.start(kind="tests.bug", title="Bug", arguments={}, by=starter)
    ended = jobs.run(job_id=job.pk)

    assert ended.state == Job.State.FAILED
    assert ended.error == (
        f"Something went wrong on our side. What was done until then is kept. The log says more under job {job.pk}."
    )


def test_run_leaves_the_job_open_when_the_database_goes_away(starter):
    @jobs.job("tests.gone")
    def work(run):
        raise OperationalError("server closed the connection unexpectedly")

    job = jobs.start(kind="tests.gone", title="Gone", arguments={}, by=starter)

    assert jobs.run(job_id=job.pk).state == Job.State.RUNNING


def test_seconds_left_follows_the_pace(starter):
    now = timezone.now()
    job = Job(
        state=Job.State.RUNNING,
        done=50,
        total=200,
        started_at=now - timedelta(seconds=10),
    )

    assert job.seconds_left(now=now) == 30
    job.done = 1
    assert job.seconds_left(now=now) is None, "one step tells nothing yet"


@pytest.mark.parametrize(
    ("who", "status"),
    [("starter", 200), ("manager", 200), ("colleague", 404), ("observer", 404), ("outsider", 404)],
)
def test_progress_page_is_for_the_starter_and_managers(client_for, request, starter, counting, who, status):
    job = start(starter)

    response = client_for(request.getfixturevalue(who)).get(f"/jobs/{job.pk}/progress/")

    assert response.status_code == status
    assert (b"Counting" in response.content) == (status == 200)


def test_progress_page_asks_strangers_to_sign_in(client, starter, counting):
    response = client.get(f"/jobs/{start(starter).pk}/progress/")

    assert response.status_code == 302
    assert "login" in response["Location"]


def test_progress_page_polls_until_the_job_has_ended(client, starter, counting):
    job = start(starter)
    client.force_login(starter)

    waiting = client.get(f"/jobs/{job.pk}/progress/")
    jobs.run(job_id=job.pk)
    ended = client.get(f"/jobs/{job.pk}/progress/")

    assert b"hx-get" in waiting.content
    assert "HX-Refresh" not in waiting
    assert b"hx-get" not in ended.content
    assert ended["HX-Refresh"] == "true"


def test_stop_button_is_for_the_starter_alone(client, starter, colleague, counting):
    job = start(starter)
    client.force_login(colleague)
    assert client.post(f"/jobs/{job.pk}/stop/").status_code == 404
    job.refresh_from_db()
    assert job.state == Job.State.WAITING

    client.force_login(starter)
    response = client.post(f"/jobs/{job.pk}/stop/", {"next": "https://elsewhere.example/"})

    job.refresh_from_db()
    assert job.state == Job.State.STOPPED
    assert response["Location"] == "/", "it sends nobody to another site"
