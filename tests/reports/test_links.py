"""Links to a report: they open it, and shut when they expire, are withdrawn, or the report is taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from core import link_passwords
from coverage.models import Evidence
from reports import drafting, links
from reports.errors import ReportError
from reports.models import ReportLink
from reports.sections import Section
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.reports import ReportFactory, ReportLinkFactory, worked_out

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
NAMES = ("report", "pdf", "workbook")


@pytest.fixture
def report(client_brand, specialist):
    ClipFactory(
        client=client_brand, state="ours", decided_at=timezone.now(),
        article=ArticleFactory(title="Iron-air leaves the lab", published_at=datetime(2026, 10, 14, 9, tzinfo=UTC)),
    )  # fmt: skip
    made = ReportFactory(client=client_brand, owner=specialist, title="Fernhall, October", sections=Section.values)
    return drafting.release(report=worked_out(made), by=specialist)


@pytest.fixture
def link(report, specialist):
    return links.share(report=report, label="The board", by=specialist)


def path(name, token, *args):
    return reverse(f"reports-public:{name}", args=[token, *args])


def opened(client, link):
    return [client.get(path(name, link.token), **BROWSER).status_code for name in NAMES]


def test_whoever_has_the_link_reads_the_report(client, link):
    answer = client.get(path("report", link.token), **BROWSER)
    page = answer.content.decode()
    assert "Iron-air leaves the lab" in page
    assert "Fernhall, October" in page
    assert (answer["X-Robots-Tag"], answer["Cache-Control"], answer.cookies) == ("noindex, nofollow", "no-store", {})
    assert opened(client, link) == [200, 200, 200]
    assert "/coverage/" not in page
    assert "/reports/" not in page


def test_openings_by_people_are_counted(client, link):
    client.get(path("report", link.token), **BROWSER)
    client.get(path("report", link.token), HTTP_USER_AGENT="Googlebot/2.1")
    client.head(path("report", link.token), **BROWSER)
    assert ReportLink.objects.get().opened == 1


@pytest.mark.parametrize("how", ["revoked", "expired", "taken back"])
def test_link_shuts_at_once_and_says_whom_to_ask(client, link, specialist, how):
    if how == "revoked":
        links.revoke(link=link)
    elif how == "expired":
        ReportLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    else:
        drafting.take_back(report=link.report)
    answer = client.get(path("report", link.token), **BROWSER)
    page = answer.content.decode()
    assert opened(client, link) == [410, 410, 410]
    assert "This report is not open any more" in page
    assert specialist.email in page
    assert "Iron-air" not in page
    assert "Fernhall, October" not in page


@pytest.mark.parametrize("token", ["x", "a" * 32, "%00", "..%2f", "é" * 10])
def test_made_up_link_is_unknown(client, link, token):
    assert client.get(f"/r/{token}/").status_code == 404


def test_password_is_asked_for_and_carried_in_the_address(client, report, specialist):
    link = links.share(report=report, label="Press club", by=specialist, password="correct horse")
    assert "correct horse" not in link.password
    door = client.get(path("report", link.token), **BROWSER)
    assert b"This report has a password" in door.content
    assert b"Iron-air" not in door.content
    assert [client.get(path(name, link.token)).content[:4] == b"%PDF" for name in NAMES] == [False] * 3
    wrong = client.post(path("password", link.token), {"password": "Correct Horse"})
    assert wrong.status_code == 422
    assert b"That is not the password" in wrong.content
    right = client.post(path("password", link.token), {"password": "correct horse"})
    page = client.get(right["Location"], **BROWSER)
    assert b"Iron-air" in page.content
    query = right["Location"].partition("?")[2]
    assert client.get(f"{path('pdf', link.token)}?{query}").content.startswith(b"%PDF")
    other = links.share(report=report, label="Another", by=specialist, password="correct horse")
    assert b"has a password" in client.get(f"{path('report', other.token)}?{query}").content


def test_guessing_is_held_up(client, report, specialist):
    link = links.share(report=report, label="Press club", by=specialist, password="correct horse")
    address = path("password", link.token)
    answers = [client.post(address, {"password": f"{n}"}).status_code for n in range(7)]
    assert answers == [422] * link_passwords.A_MINUTE_AN_ADDRESS + [429] * 2


def test_only_pictures_of_the_report_open_by_its_link(client, report, specialist, picture_bytes):
    clip, other = report.client.clips.get(), ClipFactory()
    pictures = [
        Evidence.objects.create(
            clip=each, kind="picture", file=ContentFile(picture_bytes, "a.png"), taken_at=timezone.now(),
            content_type="image/png", size=len(picture_bytes), name="a.png",
        )
        for each in (clip, other)
    ]  # fmt: skip
    link = links.share(report=worked_out(report), label="The board", by=specialist)
    page = client.get(path("report", link.token), **BROWSER).content.decode()
    assert path("picture", link.token, pictures[0].pk) in page
    answers = [client.get(path("picture", link.token, picture.pk)).status_code for picture in pictures]
    assert answers == [200, 404]
    assert client.get(path("picture", link.token, 2**62)).status_code == 404


def test_link_is_made_with_day_and_password_and_withdrawn(client_for, report, specialist, colleague):
    address = reverse("reports:report-links", args=[report.pk])
    today = timezone.localdate()
    client_for(specialist).post(address, {"label": "The board", "until": today.isoformat(), "password": "at the sea"})
    link = ReportLink.objects.get()
    assert link.is_open
    assert link.expires_at - timezone.now() <= timedelta(days=1)
    assert link.by == specialist
    page = client_for(colleague).get(address).content.decode()
    assert links.address_of(link) in page
    assert "With a password." in page
    client_for(colleague).post(reverse("reports:link-revocation", args=[link.pk]))
    assert not ReportLink.objects.get().is_open


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"label": ""}, "This field is required."),
        ({"label": "x", "until": "2020-01-01"}, "Choose today or a later day."),
        ({"label": "x", "until": "9999-12-31"}, "Choose today or a later day."),
        ({"label": "x", "password": "short"}, "at least 8 characters"),
        ({"label": "a\x00"}, "Null characters are not allowed."),
    ],
)
def test_bad_input_makes_no_link(client_for, report, specialist, sent, said):
    answer = client_for(specialist).post(reverse("reports:report-links", args=[report.pk]), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ReportLink.objects.exists()


def test_draft_has_no_links(specialist):
    with pytest.raises(ReportError, match="Release the report first"):
        links.share(report=worked_out(ReportFactory()), label="Too early", by=specialist)


def test_links_are_bounded(report, specialist):
    ReportLinkFactory.create_batch(links.MOST, report=report)
    with pytest.raises(ReportError, match="100 links at the most"):
        links.share(report=report, label="One more", by=specialist)


@pytest.mark.parametrize("who", ["observer", "outsider", None])
def test_links_are_withdrawn_by_the_team_alone(link, client_for, request, who):
    client_for(request.getfixturevalue(who) if who else None).post(reverse("reports:link-revocation", args=[link.pk]))
    assert ReportLink.objects.get().is_open
