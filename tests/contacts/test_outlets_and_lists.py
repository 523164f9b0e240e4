from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from contacts import caps, left_out, media_lists
from contacts.models import Beat, Journalist, MediaList, Outlet
from mail import suppression
from tests.factories.contacts import BeatFactory, JournalistFactory, MediaListFactory, OutletFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def test_an_outlet_is_added_with_its_domain(browser):
    browser.post(
        reverse("contacts:outlet-create"), {"name": "Stromblatt", "website": "www.stromblatt.example.org/energy"}
    )
    outlet = Outlet.objects.get()
    assert (outlet.website, outlet.domain) == ("https://www.stromblatt.example.org/energy", "stromblatt.example.org")


@pytest.mark.parametrize(
    ("fields", "why"),
    [({"name": ""}, "This field is required"), ({"name": "X", "reach": "5"}, "where the figure is from")],
)
def test_a_bad_outlet_is_explained(browser, fields, why):
    response = browser.post(reverse("contacts:outlet-create"), fields | {"notes": "Kept"})
    assert response.status_code == 422
    assert why in response.content.decode()
    assert "Kept" in response.content.decode()
    assert not Outlet.objects.exists()


def test_renaming_an_outlet_reaches_its_people(browser):
    ann = JournalistFactory(name="Ann", position__outlet__name="Stromblatt")
    address = reverse("contacts:outlet-update", args=[Outlet.objects.get().pk])
    browser.post(address, {"name": "Netzblatt", "seen": browser.get(address).context["seen"]})
    assert Journalist.objects.matching("netzblatt").get() == ann


def test_outlet_list_searches_and_filters(browser):
    OutletFactory(name="Stromblatt", kind="trade")
    OutletFactory(name="Radio Havel", kind="radio")
    url = reverse("contacts:outlet-list")
    assert [one.name for one in browser.get(url, {"q": "stromblat"}).context["outlets"]] == ["Stromblatt"]
    assert [one.name for one in browser.get(url, {"kind": "radio"}).context["outlets"]] == ["Radio Havel"]
    assert "No outlet matches" in browser.get(url, {"q": "zzz"}).content.decode()


def test_outlet_list_costs_the_same_with_one_row_and_three(browser, django_assert_num_queries):
    for expected in (1, 3):
        while Outlet.objects.count() < expected:
            JournalistFactory(at_outlet=True)
        with django_assert_num_queries(9):
            browser.get(reverse("contacts:outlet-list"))


def test_outlet_page_shows_its_cap_once_a_room_counts(browser, monkeypatch):
    outlet = OutletFactory(pitch_cap=2)
    url = outlet.get_absolute_url()
    monkeypatch.setattr(caps, "_counters", [])
    assert "Cap" not in browser.get(url).content.decode()
    monkeypatch.setattr(caps, "_counters", [lambda outlet: 2])
    assert "2 of 2 pitched in the last 14 days" in browser.get(url).content.decode()
    assert "Cap reached" in browser.get(url).content.decode()


def test_outlet_page_leaves_out_who_has_left(browser):
    outlet = OutletFactory()
    JournalistFactory(name="Ann", position__outlet=outlet)
    JournalistFactory(name="Bob", position__outlet=outlet, position__is_primary=False, position__until_on="2020-01-01")
    assert [one.name for one in browser.get(outlet.get_absolute_url()).context["journalists"]] == ["Ann"]


def test_left_out_says_why(browser, specialist, monkeypatch):
    today = timezone.localdate()
    ann = JournalistFactory(name="Ann", email="ann@example.org")
    bob = JournalistFactory(name="Bob", email="bob@example.org", do_not_contact=True)
    cid = JournalistFactory(name="Cid", email="cid@example.org", paused_until=today + timedelta(days=3))
    dee = JournalistFactory(name="Dee")
    eve = JournalistFactory(name="Eve", email="eve@example.org")
    fay = JournalistFactory(name="Fay", email="fay@example.org")
    suppression.suppress("EVE@example.org", source="unsubscribe")
    monkeypatch.setattr(left_out, "_providers", [])
    left_out.register(lambda journalists: {one.pk: "Cooling off" for one in journalists if one.name in {"Bob", "Fay"}})
    found = left_out.reasons(list(Journalist.objects.with_primary()))
    assert found == {
        bob.pk: "Do not contact",
        cid.pk: found[cid.pk],
        dee.pk: "No e-mail address that works",
        eve.pk: "Their address is suppressed",
        fay.pk: "Cooling off",
    }
    assert found[cid.pk].startswith("Paused until")
    page = browser.get(MediaListFactory(owner=specialist, journalists=[ann, bob, eve]).get_absolute_url())
    assert "Their address is suppressed" in page.content.decode()
    assert page.context["reached"] == 1


def test_a_list_of_several_pages_is_summed_as_a_whole(browser, specialist, monkeypatch):
    monkeypatch.setattr("contacts.views.journalist_list.PER_PAGE", 1)
    people = [JournalistFactory(name="Ann", with_email=True), JournalistFactory(name="Bob", do_not_contact=True)]
    page = browser.get(MediaListFactory(owner=specialist, journalists=people).get_absolute_url()).content.decode()
    assert "<b>1</b> of the 2 on it would get a pitch today, <b>1</b> would be left out." in page


def test_left_out_costs_the_same_for_one_and_three(specialist, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(left_out, "_providers", [])  # what rooms above cost is counted there
    suppression.suppress("somebody@example.org", source="team")
    for expected in (1, 3):
        while Journalist.objects.count() < expected:
            JournalistFactory(with_email=True, at_outlet=True)
        with django_assert_num_queries(4):
            left_out.reasons(list(Journalist.objects.with_primary()))


def test_a_live_list_keeps_itself_up_to_date(browser, specialist, colleague):
    JournalistFactory(name="Ann", country="DE", owner=specialist)
    browser.post(
        reverse("contacts:list-create"),
        {"name": "Mine, DE", "kind": "live", "filters": "country=DE&owner=me&page=3&sort=added"},
    )
    live = MediaList.objects.get()
    assert (live.kind, live.filters) == ("live", "country=DE&owner=me")
    JournalistFactory(name="Bob", country="DE", owner=specialist)
    JournalistFactory(name="Cid", country="NL", owner=specialist)
    for user in (specialist, colleague):
        assert [one.name for one in media_lists.members_of(live, user=user)] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"name": "Empty", "kind": "live", "filters": "page=2&nonsense=1"}, "at least one filter"),
        ({"name": "storage"}, "There is a list of this name"),
        ({"name": ""}, "required"),
    ],
)
def test_a_list_that_cannot_be_is_refused(browser, specialist, fields, why):
    MediaListFactory(name="Storage", owner=specialist)
    response = browser.post(reverse("contacts:list-create"), fields, follow=True)
    assert why in str(next(iter(response.context["messages"])))
    assert MediaList.objects.count() == 1


def test_a_list_is_deleted_by_its_owner_or_a_manager(client_for, specialist, colleague, manager):
    url = reverse("contacts:list-deletion", args=[MediaListFactory(owner=specialist).pk])
    client_for(colleague).post(url)
    assert MediaList.objects.exists()
    client_for(manager).post(url)
    assert not MediaList.objects.exists()


def test_taking_off_a_list_can_be_undone(browser, specialist):
    ann = JournalistFactory(name="Ann")
    media_list = MediaListFactory(owner=specialist, journalists=[ann])
    response = browser.post(reverse("contacts:list-removal", args=[media_list.pk]), {"journalist": ann.pk}, follow=True)
    assert not media_list.members.exists()
    [message] = response.context["messages"]
    browser.post(message.extra_tags.removeprefix("undo:"))
    assert media_list.journalists.get() == ann


def test_beats_and_tags_are_renamed_and_taken_away(browser):
    beat, tag = BeatFactory(name="Grid"), TagFactory(name="Tour")
    ann = JournalistFactory(name="Ann", beats=[beat], tags=[tag])
    browser.post(reverse("contacts:beat-rename", args=[beat.pk]), {"name": "Networks"})
    assert Journalist.objects.matching("networks").get() == ann
    browser.post(reverse("contacts:tag-delete", args=[tag.pk]))
    browser.post(reverse("contacts:beat-delete", args=[beat.pk]))
    assert (ann.beats.count(), ann.tags.count()) == (0, 0)
    assert not Journalist.objects.matching("networks").exists()


def test_a_beat_of_the_same_name_is_refused(browser):
    BeatFactory(name="Grid")
    response = browser.post(reverse("contacts:beat-create"), {"name": "grid"}, follow=True)
    assert "There is a beat of this name" in str(next(iter(response.context["messages"])))
    assert Beat.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"kind": "gazette"}, "contacts_outlet_kind"),
    ],
)
def test_the_database_keeps_the_rules_of_outlets(change, rule):
    outlet = OutletFactory()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Outlet.objects.filter(pk=outlet.pk).update(**change)
