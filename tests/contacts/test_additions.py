"""What apps above add to contacts: tabs of the record, cards of an outlet, rooms, filters, deeds that can be undone."""

import pytest
from django.urls import reverse

from contacts import more_filters, outlet_panels, record_tabs, rooms, timeline, undoing
from contacts.models import Journalist, Outlet
from tests.factories.contacts import JournalistFactory, OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


@pytest.fixture(autouse=True)
def _nothing_registered(monkeypatch):
    for module, name in (
        (record_tabs, "_tabs"),
        (outlet_panels, "_panels"),
        (rooms, "_rooms"),
        (more_filters, "_filters"),
        (undoing, "_known"),
    ):
        monkeypatch.setattr(module, name, {})


def test_a_tab_stands_on_every_tab_of_the_record_with_its_count(browser):
    ann = JournalistFactory(name="Ann")
    record_tabs.register(record_tabs.RecordTab("shoes", "Shoes", "contacts:journalist-details", lambda one: 7))
    for name in ("journalist-detail", "journalist-history"):
        page = browser.get(reverse(f"contacts:{name}", args=[ann.pk])).content.decode()
        assert 'Shoes <span class="mr-n">7</span>' in page


def test_a_card_stands_on_the_page_of_an_outlet(browser):
    outlet = OutletFactory(name="Stromblatt")
    card = outlet_panels.OutletPanel("Hats", "contacts/_rooms.html", lambda outlet, request: {}, in_rail=True)
    outlet_panels.register(card)
    assert ">Hats</h2>" in browser.get(outlet.get_absolute_url()).content.decode()


def test_a_room_stands_beside_the_others(browser):
    rooms.register(rooms.Room("attic", "Attic", "contacts:beat-list"))
    assert "Attic</a>" in browser.get(reverse("contacts:outlet-list")).content.decode()


def test_a_filter_narrows_the_list_and_shows_as_a_pill(browser):
    JournalistFactory(name="Ann")
    JournalistFactory(name="Bob")
    more_filters.register(more_filters.MoreFilter("called", "Called", lambda found, text: found.filter(name=text)))
    page = browser.get(reverse("contacts:journalist-list"), {"called": "Ann"})
    assert [one.name for one in page.context["journalists"]] == ["Ann"]
    [pill] = page.context["pills"]
    assert (pill.field, pill.value) == ("Called", "Ann")
    assert 'name="called"' in browser.get(reverse("contacts:journalist-filters")).content.decode()


def test_what_an_app_above_did_is_taken_back_by_it(browser, specialist):
    undoing.register("outlet", lambda kept, by: Outlet.objects.filter(pk=kept["outlet"]).delete()[0])
    outlet = OutletFactory()
    browser.post(undoing.remember(by=specialist, what="outlet", outlet=outlet.pk))
    assert not Outlet.objects.exists()


def test_coverage_stands_on_the_timeline(browser):
    ann: Journalist = JournalistFactory(name="Ann")
    timeline.record(journalist=ann, kind="covered", headline="Wrote about Fernhall Storage", url="/x/")
    assert "Wrote about Fernhall Storage" in browser.get(ann.get_absolute_url()).content.decode()
