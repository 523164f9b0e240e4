"""Reports in a browser: made, written, released, shared, read by whoever has the link; under axe, on a phone too."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from campaigns.models import Client, KeyMessage
from core import jobs
from reports import links
from reports.models import Report
from reports.sections import Section
from team.models import User
from tests.factories.campaigns import CampaignFactory
from tests.factories.coverage import ArticleFactory, ClipFactory, MonitorFactory
from tests.factories.reports import GoalFactory, MonthlyFactory, ReportFactory, worked_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def brand(client_brand: Client) -> Client:
    """With articles of every tone, a campaign with messages, and a competitor."""
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    KeyMessage.objects.create(campaign=campaign, text="It delivers for 100 hours, not four.")
    MonitorFactory(client=client_brand, purpose="competitor", competitor="Ferrocell")
    for day, tone in enumerate(["positive", "neutral", "mixed", "negative", ""], start=3):
        at = datetime(2026, 10, 5 * (day - 2), 9, tzinfo=UTC)
        article = ArticleFactory(title=f"Headline of a rather long kind, number {day}", published_at=at)
        ClipFactory(
            client=client_brand, campaign=campaign, article=article, state="ours", tone=tone, reach=1000 * day,
            decided_at=timezone.now(), prominence="headline", depth="feature",
        )  # fmt: skip
    return client_brand


def test_pages_have_no_barrier(
    open_page: Callable[..., Page], axe: Callable[[Page], list[str]], specialist: User, brand: Client
) -> None:
    made = ReportFactory(client=brand, owner=specialist, sections=Section.values, released_at=timezone.now())
    report, empty = worked_out(made), worked_out(ReportFactory(owner=specialist, sections=Section.values, outcomes=""))
    link = links.share(report=report, label="The board", by=specialist)
    locked = links.share(report=report, label="Press club", by=specialist, password="correct horse")
    GoalFactory(client=brand, why="More than in any quarter before.", ends_on=date(2099, 12, 31))
    MonthlyFactory(client=brand, owner=specialist)
    own = report.get_absolute_url()
    addresses = [
        "/reports/",
        "/reports/new/",
        own,
        empty.get_absolute_url(),
        f"{own}edit/",
        f"{own}texts/",
        f"{own}best/",
    ]
    addresses += [
        f"{own}links/",
        "/reports/goals/",
        "/reports/goals/new/",
        "/reports/monthly/",
        "/reports/monthly/new/",
    ]
    addresses += [f"/r/{link.token}/", f"/r/{locked.token}/"]
    found = {}
    for looks in ({}, {"phone": True, "dark": True}):
        page = open_page(specialist, "/reports/", **looks)
        for address in addresses:
            page.goto(address)
            is_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[f"{address} {looks}"] = [*(["wider than the screen"] if is_wide else []), *axe(page)]
    assert found == {address: [] for address in found}


def test_report_is_made_written_released_and_read_by_its_link(
    open_page: Callable[..., Page], specialist: User, brand: Client
) -> None:
    page = open_page(specialist, "/reports/new/?period=last-month")
    page.get_by_label("Client").select_option(label="Fernhall Storage")
    page.get_by_label("First day").fill("2026-10-01")
    page.get_by_label("Last day").fill("2026-10-31")
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("The figures are being worked out")).to_be_visible()
    jobs.run(job_id=Report.objects.get().job_id or 0)
    expect(page.get_by_role("heading", name="Articles by week and tone")).to_be_visible()  # without being asked again

    page.reload()
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_label("Objectives", exact=False).first.fill("Ten editors know what a windless week costs.")
    page.get_by_label("Outcomes are not known").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Release").click()
    page.get_by_role("link", name="Share").click()
    page.get_by_label("For whom").fill("The board")
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("row", name=re.compile("The board"))).to_be_visible()

    reader = open_page(None, f"/r/{Report.objects.get().links.get().token}/", phone=True)
    expect(reader.get_by_text("Ten editors know what a windless week costs.")).to_be_visible()
    reader.get_by_text("The numbers").click()
    expect(reader.get_by_role("columnheader", name="Positive")).to_be_visible()
    assert reader.evaluate("Boolean(Chart.getChart(document.querySelector('canvas')))")
    assert reader.context.cookies() == []


def test_link_is_withdrawn_after_a_question(open_page: Callable[..., Page], specialist: User, brand: Client) -> None:
    report = worked_out(ReportFactory(client=brand, owner=specialist, released_at=timezone.now()))
    links.share(report=report, label="The board", by=specialist)
    page = open_page(specialist, f"{report.get_absolute_url()}links/")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("heading", name="Withdraw this link?")).to_be_visible()
    page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
    expect(page.get_by_text("Withdrawn").first).to_be_visible()
    assert not report.links.get().is_open
