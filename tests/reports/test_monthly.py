"""Reports that go out by themselves: when, to whom, once, and what happens when a server is away."""

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from core import jobs
from core.doctor import State
from reports import monthly
from reports.doctor import monthly_reports
from reports.models import Monthly, Report
from team.models import Notification
from tests.factories.reports import MonthlyFactory

pytestmark = pytest.mark.django_db
DUE = date(2026, 11, 3)


def made(today=DUE):
    number = monthly.make_due(today=today)
    for report in Report.objects.all():
        jobs.run(job_id=report.job_id)
    return number


@pytest.fixture
def due(client_brand, specialist):
    addresses = ["board@fernhall.example.com", "elin@fernhall.example.com"]
    return MonthlyFactory(client=client_brand, owner=specialist, addresses=addresses)


def test_report_of_the_month_before_is_mailed_to_each_with_a_link_of_their_own(due, client):
    assert made() == 1
    assert monthly.send_due() == 2
    report = Report.objects.get()
    assert (report.title, report.outcomes_unknown, bool(report.released_at)) == (
        "Fernhall Storage, October 2026", True, True,
    )  # fmt: skip
    assert [letter.to for letter in mail.outbox] == [["board@fernhall.example.com"], ["elin@fernhall.example.com"]]
    assert {link.label for link in report.links.all()} == set(due.addresses)
    for letter in mail.outbox:
        assert letter.attachments[0][0] == "fernhall-storage-october-2026.pdf"
        assert letter.attachments[0][1].startswith(b"%PDF")
        assert "Outcomes are marked as not known." in letter.body
        address = next(line for line in letter.body.splitlines() if "/r/" in line)
        assert client.get(urlsplit(address).path).status_code == 200
    assert list(Notification.objects.values_list("user", flat=True)) == [due.owner_id]


def test_nothing_goes_twice(due):
    made()
    for _ in range(3):
        monthly.make_due(today=DUE)
        monthly.send_due()
    assert (len(mail.outbox), Report.objects.count()) == (2, 1)
    assert Monthly.objects.get().next_on == date(2026, 12, 3)


def test_nothing_goes_before_its_day_or_when_switched_off(due):
    assert made(date(2026, 11, 2)) == 0
    Monthly.objects.update(is_active=False)
    assert made(DUE) == 0


def test_worker_that_slept_for_months_makes_the_last_one_only(due):
    assert made(date(2027, 2, 20)) == 1
    assert Report.objects.get().title == "Fernhall Storage, January 2027"
    assert Monthly.objects.get().next_on == date(2027, 3, 3)


def test_letters_wait_until_the_figures_are_there(due):
    monthly.make_due(today=DUE)
    assert monthly.send_due() == 0
    jobs.run(job_id=Report.objects.get().job_id)
    assert monthly.send_due() == 2


def test_one_refused_address_holds_up_nobody_and_is_tried_again(due, smtp_that_refuses):
    made()
    with smtp_that_refuses("board@fernhall.example.com") as taken:
        assert monthly.send_due() == 1
        assert monthly.send_due() == 0
    kept = Monthly.objects.get()
    assert kept.mailed == ["elin@fernhall.example.com"]
    assert "refuses board@" in kept.problem
    assert kept.sent_at is None
    assert taken == ["elin@fernhall.example.com"]
    assert [finding.state for finding in monthly_reports()] == [State.BROKEN]
    assert monthly.send_due() == 1
    assert Monthly.objects.get().sent_at
    assert Monthly.objects.get().problem == ""


def test_address_that_is_refused_for_days_is_given_up_and_said(due, smtp_that_refuses):
    made()
    Report.objects.update(created_at=timezone.now() - timedelta(days=4))
    with smtp_that_refuses("board@fernhall.example.com"):
        monthly.send_due()
    assert "It could not be sent to board@fernhall.example.com." in Notification.objects.get().text
    assert Monthly.objects.get().sent_at


def test_same_letter_has_the_same_message_id(due):
    made()
    monthly.send_due()
    ids = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    mail.outbox.clear()
    Monthly.objects.update(mailed=[], sent_at=None)  # as if the worker had died right after the server took them
    monthly.send_due()
    assert [letter.extra_headers["Message-ID"] for letter in mail.outbox] == ids
    assert len(set(ids)) == 2


def test_monthly_report_is_set_up_changed_and_ended(client_for, specialist, colleague, client_brand):
    sent = {
        "client": client_brand.pk, "day": 5, "addresses": "a@example.org\nA@example.org; b@example.org",
        "sections": ["figures"], "is_active": "on",
    }  # fmt: skip
    client_for(specialist).post(reverse("reports:monthly-create"), sent)
    kept = Monthly.objects.get()
    assert (kept.addresses, kept.owner, kept.next_on.day) == (["A@example.org", "b@example.org"], specialist, 5)
    assert kept.next_on >= timezone.localdate()
    assert b"2 addresses" in client_for(colleague).get(reverse("reports:monthly-list")).content
    client_for(colleague).post(kept.get_absolute_url(), {**sent, "day": 28})
    assert (Monthly.objects.get().next_on.day, Monthly.objects.get().owner) == (28, specialist)
    client_for(colleague).post(reverse("reports:monthly-deletion", args=[kept.pk]))
    assert not Monthly.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": 29}, "less than or equal to 28"),
        ({"day": 0}, "greater than or equal to 1"),
        ({"addresses": "nobody"}, "“nobody” is no e-mail address."),
        ({"addresses": "\n".join(f"a{n}@example.org" for n in range(21))}, "These are 21 addresses"),
        ({"addresses": " "}, "This field is required."),
        ({"sections": []}, "Choose at least one section."),
    ],
)
def test_bad_input_sets_up_nothing(client_for, specialist, client_brand, changes, said):
    sent = {"client": client_brand.pk, "day": 5, "addresses": "a@example.org", "sections": ["figures"], **changes}
    answer = client_for(specialist).post(reverse("reports:monthly-create"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Monthly.objects.exists()


def test_doctor_says_when_one_was_not_made(due):
    due.next_on = timezone.localdate() - timedelta(days=3)
    due.save()
    assert [(finding.state, finding.says) for finding in monthly_reports()] == [(State.BROKEN, "1 have not been made")]
