"""Reports on their pages: who sees them, how they are made, written, released and taken back."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core import jobs
from core.models import Job
from coverage.models import Clip, Evidence
from reports import drafting
from reports.errors import ChangedMeanwhile, ReportError
from reports.models import Report
from reports.sections import Section
from team.models import Notification
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.reports import ReportFactory, ReportLinkFactory, worked_out

pytestmark = pytest.mark.django_db
TEAM = ["specialist", "colleague", "manager", "admin_user"]
OCTOBER = {"starts_on": "2026-10-01", "ends_on": "2026-10-31"}


def clip_of(client, title="Iron-air leaves the lab", at=datetime(2026, 10, 14, 9, tzinfo=UTC), **more):
    article = ArticleFactory(title=title, published_at=at)
    return ClipFactory(client=client, article=article, state="ours", decided_at=timezone.now(), **more)


@pytest.fixture
def report(client_brand, specialist):
    clip_of(client_brand)
    return worked_out(
        ReportFactory(client=client_brand, owner=specialist, title="Fernhall, October", sections=Section.values)
    )


@pytest.fixture
def released(report, manager):
    return drafting.release(report=report, by=manager)


@pytest.mark.parametrize("who", [*TEAM, "observer", "outsider", None])
def test_draft_is_seen_by_the_team_alone(report, client_for, request, who):
    browser = client_for(request.getfixturevalue(who) if who else None)
    pages = [reverse(f"reports:report-{name}", args=[report.pk]) for name in ("detail", "pdf", "workbook")]
    seen = 200 if who in TEAM else (404 if who else 302)
    assert [browser.get(page).status_code for page in pages] == [seen] * 3
    assert (b"Fernhall, October" in browser.get("/reports/").content) == (who in TEAM)


@pytest.mark.parametrize(("who", "status"), [("observer", 200), ("outsider", 404)])
def test_released_report_is_seen_by_the_clients_observers(released, client_for, request, who, status):
    browser = client_for(request.getfixturevalue(who))
    pages = [reverse(f"reports:report-{name}", args=[released.pk]) for name in ("detail", "pdf", "workbook")]
    assert [browser.get(page).status_code for page in pages] == [status] * 3
    assert (b"Fernhall, October" in browser.get("/reports/").content) == (status == 200)


def test_observer_reads_without_buttons_links_or_history(released, client_for, observer):
    page = client_for(observer).get(released.get_absolute_url()).content.decode()
    assert ("Iron-air leaves the lab" in page, "Take back" in page, "History" in page, "/links/" in page) == (
        True, False, False, False,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["observer", "outsider", None])
@pytest.mark.parametrize(
    "name", ["edit", "texts", "best", "counting", "release", "taking-back", "deletion", "links"],
)  # fmt: skip
def test_report_is_changed_by_the_team_alone(released, client_for, request, who, name):
    browser = client_for(request.getfixturevalue(who) if who else None)
    before = Report.objects.values().get()
    address = reverse(f"reports:report-{name}", args=[released.pk])
    answers = {browser.post(address, {"label": "Mine", "clip": "1"}).status_code, browser.get(address).status_code}
    assert answers <= ({302} if who is None else {403})
    assert Report.objects.values().get() == before
    assert not released.links.exists()


@pytest.mark.parametrize("name", ["report-create", "monthly-list", "monthly-create", "goal-list", "goal-create"])
def test_builders_are_closed_to_observers_and_strangers(client_for, observer, name):
    assert client_for(observer).get(reverse(f"reports:{name}")).status_code == 403
    assert client_for(None).get(reverse(f"reports:{name}")).status_code == 302


def test_report_is_made_in_one_form_and_worked_out_by_a_job(
    client_for, specialist, client_brand, django_capture_on_commit_callbacks
):
    CampaignFactory(client=client_brand, name="Altfelde", objective="Ten editors know the figure.", state="running")
    clip_of(client_brand)
    sent = {"client": client_brand.pk, "sections": ["figures", "tone", "objectives"], **OCTOBER}
    answer = client_for(specialist).post("/reports/new/", sent)
    report = Report.objects.get()
    assert answer["Location"] == report.get_absolute_url()
    assert (report.title, report.objectives) == (
        "Fernhall Storage, October 2026", "Altfelde: Ten editors know the figure.",
    )  # fmt: skip
    assert b"being worked out" in client_for(specialist).get(report.get_absolute_url()).content
    jobs.run(job_id=report.job_id)
    report.refresh_from_db()
    assert report.is_current
    assert set(report.figures) == {"version", "period", "before", "figures", "tone"}
    page = client_for(specialist).get(report.get_absolute_url()).content.decode()
    assert "being worked out" not in page
    assert "Articles by week and tone" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ends_on": "2026-09-30"}, "The last day lies before the first one."),
        ({"starts_on": "2001-01-01"}, "That is more than ten years."),
        ({"starts_on": "0001-01-01"}, "Choose a day between 2000 and 2100."),
        ({"starts_on": "31.02.2026"}, "Enter a valid date."),
        ({"sections": []}, "Choose at least one section."),
        ({"sections": ["ave"]}, "ave is not one of the available choices."),
        ({"client": ""}, "This field is required."),
        ({"client": "99999999999999999999"}, "That choice is not one of the available choices."),
        ({"title": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_is_said_and_nothing_is_made(client_for, specialist, client_brand, changes, said):
    sent = {"client": client_brand.pk, "sections": ["figures"], "title": "October", **OCTOBER, **changes}
    answer = client_for(specialist).post("/reports/new/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Report.objects.exists()


def test_campaign_of_another_client_is_refused(client_for, specialist, client_brand):
    stranger = CampaignFactory(client=ClientFactory(name="Orrin Foods"))
    sent = {"client": client_brand.pk, "campaign": stranger.pk, "sections": ["figures"], **OCTOBER}
    answer = client_for(specialist).post("/reports/new/", sent)
    assert "This campaign belongs to Orrin Foods." in answer.content.decode()


@pytest.mark.parametrize("query", ["?client=x", "?client=99999999999999999999", "?q=%00", "?page=-1", "?page=nonsense"])
def test_nonsense_in_the_address_of_the_list_is_left_out(report, client_for, specialist, query):
    answer = client_for(specialist).get(f"/reports/{query}")
    assert answer.status_code == 200
    assert b"Fernhall, October" in answer.content


def test_empty_period_says_so_and_shows_no_nan(client_for, specialist, client_brand):
    report = worked_out(ReportFactory(client=client_brand, owner=specialist, sections=Section.values))
    page = client_for(specialist).get(report.get_absolute_url()).content.decode()
    assert "No articles in this period." in page
    assert "No pitch was sent in this period." in page
    assert "NaN" not in page
    assert "None" not in page
    assert client_for(specialist).get(reverse("reports:report-pdf", args=[report.pk])).content.startswith(b"%PDF")


def test_figures_of_a_draft_follow_what_is_asked_for(report, specialist):
    changed = drafting.change(report=report, by=specialist, starts_on=date(2026, 9, 1))
    assert not changed.is_current
    assert changed.figures
    jobs.run(job_id=changed.job_id)
    changed.refresh_from_db()
    assert changed.is_current
    assert changed.figures["period"] == "1 September to 31 October 2026"


def test_job_of_an_older_question_keeps_nothing(report, specialist, settings):
    first = drafting.change(report=report, by=specialist, starts_on=date(2026, 9, 1))
    old_job = Job.objects.get(pk=first.job_id)
    drafting.change(report=report, by=specialist, starts_on=date(2026, 8, 1))
    report.refresh_from_db()
    jobs.run(job_id=old_job.pk)  # it reads the newest question, and answers that
    report.refresh_from_db()
    assert report.is_current
    assert report.figures["period"].startswith("1 August")


def test_only_one_spreadsheet_is_kept(report, specialist, settings, django_capture_on_commit_callbacks):
    old = report.workbook.name
    with django_capture_on_commit_callbacks(execute=True):
        drafting.count_again(report=report, by=specialist)
        report.refresh_from_db()
        jobs.run(job_id=report.job_id)
    report.refresh_from_db()
    assert report.workbook.name != old
    assert [report.workbook.storage.exists(name) for name in (old, report.workbook.name)] == [False, True]


def test_release_needs_objectives_and_outcomes_or_the_word_that_they_are_not_known(report, specialist):
    Report.objects.filter(pk=report.pk).update(outcomes="")
    report.refresh_from_db()
    with pytest.raises(ReportError, match="Write outcomes first"):
        drafting.release(report=report, by=specialist)
    drafting.write(report=report, revision=0, by=specialist, outcomes_unknown=True)
    assert drafting.release(report=report, by=specialist).released_at


def test_database_guards_what_is_released(report):
    with pytest.raises(IntegrityError, match="reports_report_says_outcomes"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(outcomes="", released_at=timezone.now())
    with pytest.raises(IntegrityError, match="reports_report_days"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(ends_on=date(2026, 9, 1))
    with pytest.raises(IntegrityError, match="reports_report_sections"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(sections=[])


def test_release_waits_for_the_figures(report, specialist):
    drafting.count_again(report=report, by=specialist)
    with pytest.raises(ReportError, match="still being worked out"):
        drafting.release(report=report, by=specialist)


def test_observers_are_told_once(report, manager, observer, outsider):
    drafting.release(report=report, by=manager)
    drafting.release(report=report, by=manager)
    assert list(Notification.objects.values_list("user", "url")) == [(observer.pk, report.get_absolute_url())]


def test_other_figures_take_a_released_report_back_and_other_words_do_not(released, specialist):
    drafting.write(report=released, revision=0, by=specialist, learnt="Losses are the story.")
    assert Report.objects.get().released_at
    drafting.change(report=released, by=specialist, title="October")
    assert Report.objects.get().released_at
    drafting.change(report=released, by=specialist, ends_on=date(2026, 10, 30))
    assert Report.objects.get().released_at is None


def test_texts_written_at_once_are_both_shown(report, client_for, specialist, colleague):
    drafting.write(report=report, revision=0, by=colleague, learnt="Theirs, saved first.")
    sent = {"revision": 0, "objectives": "x", "outcomes": "y", "learnt": "Mine, typed meanwhile."}
    answer = client_for(specialist).post(reverse("reports:report-texts", args=[report.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine, typed meanwhile." in page
    assert "Theirs, saved first." in page
    with pytest.raises(ChangedMeanwhile):
        drafting.write(report=report, revision=0, by=specialist, learnt="Mine")
    again = client_for(specialist).post(reverse("reports:report-texts", args=[report.pk]), {**sent, "revision": 1})
    assert again.status_code == 302
    assert Report.objects.get().learnt == "Mine, typed meanwhile."


def test_written_and_unknown_at_once_is_refused(report, client_for, specialist):
    sent = {"revision": 0, "objectives": "x", "outcomes": "y", "outcomes_unknown": "on"}
    answer = client_for(specialist).post(reverse("reports:report-texts", args=[report.pk]), sent)
    assert answer.status_code == 422
    assert "Keep one of the two." in answer.content.decode()


def test_texts_of_a_released_report_cannot_be_emptied(released, client_for, specialist):
    answer = client_for(specialist).post(reverse("reports:report-texts", args=[released.pk]), {"revision": 0})
    assert answer.status_code == 422
    assert "stay written" in answer.content.decode()
    assert Report.objects.get().outcomes


def test_best_clips_are_those_chosen_in_their_order(report, client_for, specialist, client_brand):
    second = clip_of(client_brand, title="Nach der Kohle", prominence="passing")
    third = clip_of(client_brand, title="What bridges a windless week?")
    stranger = clip_of(ClientFactory())
    address = reverse("reports:report-best", args=[report.pk])
    assert b"Nach der Kohle" in client_for(specialist).get(address).content
    client_for(specialist).post(address, {"clip": [third.pk, second.pk, stranger.pk, "x", "9" * 30]})
    report.refresh_from_db()
    jobs.run(job_id=report.job_id)
    report.refresh_from_db()
    assert [row["title"] for row in report.figures["best"]["rows"]] == [third.article.title, "Nach der Kohle"]
    Clip.objects.filter(pk=third.pk).update(state="not_ours")
    assert [row["title"] for row in worked_out(report).figures["best"]["rows"]] == ["Nach der Kohle"]


def test_more_than_six_best_clips_are_refused(report, specialist, client_brand):
    clips = [clip_of(client_brand) for _ in range(7)]
    with pytest.raises(ReportError, match="Choose 6 at the most"):
        drafting.choose_best(report=report, clips=clips, by=specialist)


def test_spreadsheet_holds_figures_and_every_clip_and_runs_nothing(report, client_for, specialist, client_brand):
    original = clip_of(client_brand, title="=HYPERLINK(1)", tone="positive")
    copy = clip_of(client_brand, title="\x07Bell, @copied")
    type(copy.article).objects.filter(pk=copy.article_id).update(original=original.article)
    report = worked_out(report)
    answer = client_for(specialist).get(reverse("reports:report-workbook", args=[report.pk]))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    figures = {row[0]: row[1] for row in book["Figures"].iter_rows(min_row=6, max_row=10, values_only=True)}
    assert figures["Articles"] == 2
    assert figures["Reach (people)"] is None
    rows = list(book["Clips"].iter_rows(min_row=2, values_only=True))
    assert {(row[1], row[16]) for row in rows} == {
        ("Iron-air leaves the lab", "no"), ("'=HYPERLINK(1)", "no"), ("Bell, @copied", "yes"),
    }  # fmt: skip
    assert {"Tone over time", "Share of voice", "Outlets", "Outreach", "Inquiries", "Goals"} <= set(book.sheetnames)


def test_pdf_says_what_the_page_says_and_carries_pictures(report, client_for, specialist, client_brand, picture_bytes):
    clip = clip_of(client_brand, title="A cover with a picture", value=2)
    Evidence.objects.create(
        clip=clip, kind="picture", file=ContentFile(picture_bytes, "small.png"), taken_at=timezone.now(),
        content_type="image/png", size=len(picture_bytes),
    )  # fmt: skip
    broken = clip_of(client_brand, title="A broken picture", value=2)
    Evidence.objects.create(clip=broken, kind="picture", file=ContentFile(b"no", "no.png"), taken_at=timezone.now())
    without = client_for(specialist).get(reverse("reports:report-pdf", args=[report.pk])).content
    with_picture = client_for(specialist).get(reverse("reports:report-pdf", args=[worked_out(report).pk])).content
    assert without.startswith(b"%PDF")
    assert with_picture.startswith(b"%PDF")
    assert with_picture.count(b"/Image") > without.count(b"/Image")


def test_deletion_is_for_what_nobody_outside_saw(report, released, client_for, specialist):
    address = reverse("reports:report-deletion", args=[report.pk])
    client_for(specialist).post(address)
    assert Report.objects.exists()
    drafting.take_back(report=report)
    ReportLinkFactory(report=report)
    client_for(specialist).post(address)
    assert Report.objects.exists()


def test_draft_is_deleted_by_its_owner_or_a_manager(report, colleague, specialist, client_for):
    with pytest.raises(ReportError, match="It belongs to Maya Lindqvist"):
        drafting.delete(report=report, by=colleague)
    answer = client_for(specialist).post(reverse("reports:report-deletion", args=[report.pk]))
    assert answer["Location"] == "/reports/"
    assert not Report.objects.exists()


@pytest.mark.parametrize("page", ["list", "detail"])
def test_pages_take_the_same_number_of_queries(report, client_for, specialist, django_assert_num_queries, page):
    browser = client_for(specialist)
    address = "/reports/" if page == "list" else report.get_absolute_url()
    browser.get(address)
    for more in (0, 2):
        for _ in range(more):
            ReportFactory(client=report.client, campaign=CampaignFactory(client=report.client))
            ReportLinkFactory(report=report)
            clip_of(report.client)
        worked_out(report)
        with django_assert_num_queries(QUERIES[page]):
            browser.get(address)


QUERIES = {"list": 8, "detail": 10}
