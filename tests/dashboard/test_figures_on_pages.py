"""On the pages as they come: no figure, funnel or column of numbers without words behind it that a browser can open."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.campaigns import CampaignFactory
from tests.factories.coverage import MonitorFactory, SourceFactory
from tests.factories.events import MediaEventFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mediakits import KitFactory, KitLinkFactory
from tests.factories.pitches import PitchFactory, RecipientFactory
from tests.factories.reports import GoalFactory, ReportFactory, worked_out

pytestmark = pytest.mark.django_db

GROUP = re.compile(r'<dl class="mr-f(?:igures|unnel)".*?</dl>', re.DOTALL)
HEADS = re.compile(r"<dt>(.*?)</dt>", re.DOTALL)
NUMBERS = re.compile(r'<th scope="col" class="[^"]*(?:mr-num|text-end)[^"]*"[^>]*>(.*?)</th>', re.DOTALL)
CHART = re.compile(r'<table class="mr-table" id="tone-numbers">.*?</table>', re.DOTALL)


def heads_of(page):
    page = CHART.sub("", page)  # its title explains it: the chart is drawn from the bare words
    found = [head for group in GROUP.findall(page) for head in HEADS.findall(group)] + NUMBERS.findall(page)
    return [head for head in found if "visually-hidden" not in head]


def assert_explained(page, *, least):
    heads = heads_of(page)
    assert len(heads) >= least
    for head in heads:
        opens = re.search(r'popovertarget="(\w+)"', head)
        assert opens, head
        words = re.search(rf'id="{opens[1]}" role="tooltip" popover>([^<]+)', page)
        assert words, head
        assert len(words[1].strip()) > 10, head
    ids = re.findall(r'popovertarget="(\w+)"', page)
    assert len(ids) == len(set(ids)), "two figures open the same words"


def test_today_and_campaigns(specialist, client_for):
    campaign = CampaignFactory(owner=specialist, state="running")
    RecipientFactory(pitch__campaign=campaign, pitch__owner=specialist, pitch__state="cancelled")
    browser = client_for(specialist)
    assert_explained(browser.get("/").content.decode(), least=5)
    assert_explained(browser.get("/campaigns/").content.decode(), least=4)
    assert_explained(browser.get(campaign.get_absolute_url()).content.decode(), least=6)


def test_results_of_a_pitch(specialist, client_for):
    now = timezone.now()
    sent = PitchFactory(owner=specialist, state="sent", starts_at=now, scheduled_at=now, scheduled_by=specialist)
    pitch = RecipientFactory(pitch=sent).pitch
    assert_explained(client_for(specialist).get(pitch.get_absolute_url()).content.decode(), least=6)


def test_inquiries(specialist, manager, client_for):
    InquiryFactory(received_at=timezone.now() - timedelta(days=1), owner=specialist)
    assert_explained(client_for(specialist).get("/inquiries/figures/").content.decode(), least=9)
    assert_explained(client_for(manager).get("/inquiries/load/").content.decode(), least=2)


def test_events_coverage_and_kits(specialist, client_for):
    browser = client_for(specialist)
    event = MediaEventFactory()
    assert_explained(browser.get(event.get_absolute_url()).content.decode(), least=5)
    MonitorFactory()
    SourceFactory()
    assert_explained(browser.get("/coverage/monitors/").content.decode(), least=2)
    assert_explained(browser.get("/coverage/sources/").content.decode(), least=1)
    kit = KitFactory()
    KitLinkFactory(kit=kit)
    assert_explained(browser.get(f"{kit.get_absolute_url()}readers/").content.decode(), least=2)


def test_reports_and_goals(specialist, client_for):
    report = worked_out(ReportFactory())
    browser = client_for(specialist)
    assert_explained(browser.get(report.get_absolute_url()).content.decode(), least=5)
    GoalFactory()
    assert 'role="tooltip" popover>The goal’s figure' in browser.get("/reports/goals/").content.decode().replace(
        "&#x27;", "’"
    )
