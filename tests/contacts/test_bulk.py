import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from contacts import bulk, bulk_actions, selection
from contacts.exporting import HEADINGS
from contacts.models import Journalist, MediaList
from core.spreadsheets import harmless
from tests.factories.contacts import JournalistFactory, MediaListFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> list[Journalist]:
    countries = {"Ann": "DE", "Bob": "DE", "Cid": "NL"}
    return [JournalistFactory(name=name, country=country) for name, country in countries.items()]


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def press(browser, name, **data):
    return browser.post(reverse(f"contacts:{name}"), data, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def undo_url(response) -> str:
    [message] = response.context["messages"]
    return message.extra_tags.removeprefix("undo:")


def test_add_to_list_and_undo(browser, people, specialist):
    media_list = MediaListFactory(name="Storage", owner=specialist, journalists=people[:1])
    response = press(browser, "bulk-list", journalist=[one.pk for one in people], media_list=media_list.pk)
    assert said(response) == ["2 journalists added to Storage"]
    assert media_list.members.count() == 3
    response = browser.post(undo_url(response), follow=True)
    assert said(response) == ["Taken back for 2 journalists"]
    assert [member.journalist for member in media_list.members.all()] == people[:1]


def test_add_to_a_new_list(browser, people):
    press(browser, "bulk-list", journalist=people[0].pk, new_list="Brand new")
    assert [one.name for one in MediaList.objects.get(name="Brand new").journalists.all()] == ["Ann"]


def test_add_to_a_new_list_whose_name_is_taken_says_so(browser, people, specialist):
    MediaListFactory(name="Storage", owner=specialist)
    response = press(browser, "bulk-list", journalist=people[0].pk, new_list="storage")
    assert "There is a list named “storage” already" in said(response)[0]


def test_a_live_list_cannot_be_added_to(browser, people, specialist):
    live = MediaListFactory(name="Live", owner=specialist, kind="live", filters="country=DE")
    assert "is a live list" in said(press(browser, "bulk-list", journalist=people[0].pk, media_list=live.pk))[0]


def test_all_matching_means_all_that_match_now(browser, people):
    tag = TagFactory(name="Tour")
    press(browser, "bulk-tag", all_matching="1", filters="country=DE", tag="tour")
    assert [one.name for one in tag.journalists.all()] == ["Ann", "Bob"]


def test_nobody_chosen_and_too_many_are_refused(browser, people, monkeypatch):
    assert "Nobody is chosen" in said(press(browser, "bulk-tag", tag="Tour"))[0]
    monkeypatch.setattr(selection, "MOST", 2)
    assert "more than 2 journalists" in said(press(browser, "bulk-tag", all_matching="1", tag="Tour"))[0]
    assert "Nobody is chosen" in said(press(browser, "bulk-tag", tag="Tour", journalist=["x", "9" * 30, "-1"]))[0]


def test_undo_of_owner_leaves_what_was_assigned_since(browser, people, specialist, colleague):
    response = press(browser, "bulk-owner", journalist=[one.pk for one in people], owner=specialist.pk)
    Journalist.objects.filter(name="Bob").update(owner=colleague)
    browser.post(undo_url(response))
    assert dict(Journalist.objects.values_list("name", "owner__name")) == {
        "Ann": None, "Bob": "Priya Raman", "Cid": None,
    }  # fmt: skip


def test_undo_is_for_the_one_who_did_it_and_once(browser, people, client_for, colleague):
    url = undo_url(press(browser, "bulk-tag", journalist=people[0].pk, tag="Tour"))
    assert "cannot be taken back" in said(client_for(colleague).post(url, follow=True))[0]
    assert people[0].tags.count() == 1
    browser.post(url, follow=True)
    assert people[0].tags.count() == 0
    assert "cannot be taken back" in said(browser.post(url, follow=True))[0]


def test_an_owner_who_left_the_team_is_refused(browser, people, observer):
    response = press(browser, "bulk-owner", journalist=people[0].pk, owner=observer.pk)
    assert "not on the team any more" in said(response)[0]


def test_verify(browser, people):
    press(browser, "bulk-verification", journalist=[people[0].pk, people[1].pk])
    assert Journalist.objects.exclude(verified_at=None).count() == 2


def test_export_holds_what_was_chosen_and_no_formula(browser):
    JournalistFactory(name="=HYPERLINK(1)", email="a@example.org", position__outlet__name="@SUM", how_to_pitch="+cmd|x")
    JournalistFactory(name="Not chosen", country="NL")
    chosen = Journalist.objects.get(name="=HYPERLINK(1)")
    response = browser.post(reverse("contacts:bulk-export"), {"journalist": chosen.pk})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    headings, row = list(csv.reader(io.StringIO(text)))
    assert headings == HEADINGS
    assert [row[0], row[3], row[5], row[16]] == ["'=HYPERLINK(1)", "'@SUM", "a@example.org", "'+cmd|x"]
    assert "attachment" in response["Content-Disposition"]


@given(st.text())
def test_exported_text_never_begins_a_formula(text):
    cell = harmless(text)
    assert cell in (text, f"'{text}")
    assert cell[:1] not in set("=@\t\r\n")
    assert cell[:1] not in set("+-") or not any(letter.isalpha() for letter in cell)


def test_actions_of_other_rooms_stand_in_the_bar_and_on_the_record(browser, people, monkeypatch):
    monkeypatch.setattr(bulk_actions, "_actions", {})
    bulk_actions.register(bulk_actions.BulkAction("Start a pitch", url="contacts:bulk-verification", on_record="Pitch"))
    assert "Start a pitch" in browser.get("/contacts/").content.decode()
    assert ">Pitch</button>" in browser.get(people[0].get_absolute_url()).content.decode()


def test_add_to_list_twice_adds_nobody_twice(people, specialist):
    media_list = MediaListFactory(owner=specialist)
    for expected in (3, 0):
        done = bulk.add_to_list(journalists=Journalist.objects.all(), media_list=media_list, by=specialist)
        assert done.changed == expected
    assert media_list.members.count() == 3
