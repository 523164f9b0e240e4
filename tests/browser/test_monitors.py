"""Writing a monitor with its preview, and reading what it found, as people do."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core import jobs
from coverage.models import Alert, Crisis, Monitor
from coverage.monitors.indexing import index
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory

pytestmark = pytest.mark.django_db(transaction=True)

HEADLINES = ("Storage for the windless week", "Altfelde: was nach der Kohle kommt", "Iron, not lithium")
TEXT = (
    "The hall was built for turbines. Fernhall Storage has filled it with iron, and the grid operator of the region "
    "pays for every hour of it. Nobody on site remembers a week as still as the last one."
)


@pytest.fixture
def news(client_brand):
    outlets = [OutletFactory(name=name) for name in ("Stromblatt", "Transition Brief", "Havelland Anzeiger")]
    for number in range(12):
        article = ArticleFactory(
            title=HEADLINES[number % 3],
            text=TEXT,
            outlet=outlets[number % 3],
            published_at=timezone.now() - timedelta(days=number * number / 5, hours=2),
        )
        index(article)


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
def test_monitor_is_written_and_read(open_page, axe, specialist, client_brand, news, phone, dark):
    page = open_page(specialist, reverse("coverage:monitor-list"), phone=phone, dark=dark)
    page.get_by_text("No monitors yet").wait_for()
    assert axe(page) == []
    page.get_by_role("link", name="New monitor").first.click()
    query = page.get_by_label("Looks for")
    query.fill('("fernhall storage" OR altfelde')
    page.get_by_text("This bracket is never closed.").wait_for()
    assert axe(page) == []
    query.fill('("fernhall storage" OR altfelde) NOT road')
    page.locator("#preview mark", has_text="Fernhall Storage").first.wait_for()
    assert page.get_by_label("Campaign").is_hidden()
    page.get_by_label("Is about").select_option("competitor")
    assert page.get_by_label("Competitor").is_visible()
    page.get_by_label("Is about").select_option("issue")
    page.locator("#id_name").fill("Fernhall")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Stories a day").wait_for()
    assert Alert.objects.get().rhythm == "daily"
    monitor = Monitor.objects.get()
    Crisis.objects.create(monitor=monitor, started_at=timezone.now(), found=31, usual=2.4)
    jobs.run(job_id=monitor.look_back_id)
    page.reload()
    page.get_by_role("button", name="At once").click()
    page.locator('button[aria-pressed="true"]', has_text="At once").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_role("link", name="Quiet hours and digest").click()
    page.get_by_role("heading", name="My alerts").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
