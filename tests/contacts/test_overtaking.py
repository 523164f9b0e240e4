"""Two people edit one journalist, or one outlet: nobody's save is lost, and nothing typed is."""

import re
import threading
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.urls import reverse

from contacts import journalists
from contacts.models import Journalist, Outlet, PhoneNumber
from tests.factories.contacts import BeatFactory, JournalistFactory, OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(specialist):
    ines = JournalistFactory(
        name="Ines Albrecht", city="Berlin", notes="Likes data.", email="ines@example.org", at_outlet=True,
        beats=[BeatFactory(name="Grid")],
    )  # fmt: skip
    PhoneNumber.objects.create(journalist=ines, number="+4930123456")
    return ines


@pytest.fixture
def maya(client_for, specialist):
    return client_for(specialist)


@pytest.fixture
def priya(client_for, colleague):
    return client_for(colleague)


def form_of(browser, record):
    """What the browser would send of the form as it stands: every field by its name."""
    return fields_in(browser.get(address_of(record)).content.decode())


def fields_in(page):
    form = FormFields()
    form.feed(page[page.index('<form class="mr-form"') :].partition("</form>")[0])
    return form.sent


class FormFields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.sent, self.select, self.area = {}, "", ""

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name = found.get("name")
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.area, self.sent[name] = name, ""
        elif tag == "option" and (self.select not in self.sent or "selected" in found):
            self.sent[self.select] = found.get("value")
        elif tag == "input" and name and (found.get("type") not in {"checkbox", "radio"} or "checked" in found):
            self.sent.setdefault(name, []).append(found.get("value") or ("on" if "checked" in found else ""))

    def handle_endtag(self, tag):
        self.area = "" if tag == "textarea" else self.area

    def handle_data(self, data):
        if self.area:
            self.sent[self.area] += data.removeprefix("\n")


def shown_side_by_side(page):
    """Of each field that two people changed: its label, what the reader typed, and what is saved now."""
    mine = re.findall(r'aria-label="You typed: ([^"]*)">([^<]*)</pre>', page)
    theirs = re.findall(r'aria-label="As saved: ([^"]*)">([^<]*)</pre>', page)
    assert [label for label, _ in mine] == [label for label, _ in theirs]
    return [(label, typed, saved) for (label, typed), (_, saved) in zip(mine, theirs, strict=True)]


def address_of(record):
    return reverse(f"contacts:{record._meta.model_name}-update", args=[record.pk])


@pytest.mark.django_db(transaction=True)  # history takes the hour at which the transaction began
def test_second_save_is_refused_with_both_versions_and_overwrites_nothing(ines, maya, priya):
    opened = form_of(maya, ines)
    assert priya.post(address_of(ines), form_of(priya, ines) | {"notes": "Moved to Leipzig."}).status_code == 302

    answer = maya.post(address_of(ines), opened | {"notes": "Asked for the figures.", "city": "Potsdam"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Priya Raman saved this at" in page
    assert shown_side_by_side(page) == [("Notes", "Asked for the figures.", "Moved to Leipzig.")]
    assert page.index('id="conflict"') < page.index('name="name"')
    assert fields_in(page)["notes"] == "Asked for the figures."
    assert fields_in(page)["city"] == ["Potsdam"]
    ines.refresh_from_db()
    assert (ines.notes, ines.city) == ("Moved to Leipzig.", "Berlin")


def test_saving_again_keeps_mine_knowingly(ines, maya, priya):
    opened = form_of(maya, ines)
    priya.post(address_of(ines), form_of(priya, ines) | {"notes": "Moved to Leipzig."})
    refused = maya.post(address_of(ines), opened | {"notes": "Asked for the figures."})

    assert maya.post(address_of(ines), fields_in(refused.content.decode())).status_code == 302
    ines.refresh_from_db()
    assert ines.notes == "Asked for the figures."


def test_a_third_save_between_is_seen_too(ines, maya, priya):
    opened = form_of(maya, ines)
    priya.post(address_of(ines), form_of(priya, ines) | {"notes": "Moved to Leipzig."})
    refused = maya.post(address_of(ines), opened | {"notes": "Asked for the figures."})
    priya.post(address_of(ines), form_of(priya, ines) | {"notes": "Moved to Dresden."})

    again = maya.post(address_of(ines), fields_in(refused.content.decode()))
    assert (again.status_code, "Moved to Dresden." in again.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("theirs", "label", "shown"),
    [
        ({"emails-0-address": "ines@other.example.org"}, "E-mail", "ines@other.example.org (main)"),
        ({"phones-0-number": "+49 30 901820"}, "Phone", "+4930901820 (Desk)"),
        ({"positions-0-role": "Energy editor"}, "Where they work", "Energy editor, "),
        ({"new_beats": "Hydrogen"}, "Beats", "Grid, Hydrogen"),
        ({"never_follow_up": "on"}, "Never follow up", "yes"),
        ({"paused_until": "2031-05-02"}, "Send nothing until", "2 May 2031"),
        ({"country": "AT"}, "Country", "Austria"),
    ],
)
def test_whatever_the_form_holds_is_looked_at(ines, maya, priya, theirs, label, shown):
    opened = form_of(maya, ines)
    assert priya.post(address_of(ines), form_of(priya, ines) | theirs).status_code == 302
    page = maya.post(address_of(ines), opened | {"city": "Potsdam"}).content.decode()
    assert re.search(rf'aria-label="As saved: {label}">[^<]*{re.escape(shown)}', page)


def test_what_others_do_beside_the_form_is_no_conflict(ines, maya, colleague):
    opened = form_of(maya, ines)
    journalists.verify(journalist=ines, by=colleague)
    journalists.leave_alone(journalist=ines, reason="Asked us to stop", by=colleague)
    assert maya.post(address_of(ines), opened | {"city": "Potsdam"}).status_code == 302
    ines.refresh_from_db()
    assert (ines.city, ines.do_not_contact) == ("Potsdam", True)


def test_two_who_typed_the_same_do_not_meet(ines, maya, priya):
    opened = form_of(maya, ines)
    priya.post(address_of(ines), form_of(priya, ines) | {"city": "Potsdam"})
    assert maya.post(address_of(ines), opened | {"city": "Potsdam"}).status_code == 302


def test_opening_and_saving_changes_nothing_and_meets_nobody(ines, maya):
    before = Journalist.objects.values("name", "city", "notes", "how_to_pitch").get()
    assert maya.post(address_of(ines), form_of(maya, ines)).status_code == 302
    assert Journalist.objects.values("name", "city", "notes", "how_to_pitch").get() == before


@pytest.mark.parametrize("seen", [None, "", "not JSON", "[]", '{"at": 3, "marks": []}', '{"at": "x", "marks": 1}'])
def test_a_form_that_does_not_say_what_it_showed_overwrites_nothing(ines, maya, seen):
    sent = form_of(maya, ines) | {"city": "Potsdam", "seen": seen}
    if seen is None:
        del sent["seen"]
    answer = maya.post(address_of(ines), sent)
    assert (answer.status_code, "Somebody saved this while" in answer.content.decode()) == (409, True)
    ines.refresh_from_db()
    assert ines.city == "Berlin"


def test_what_was_seen_survives_a_mistake_in_the_form(ines, maya, priya):
    opened = form_of(maya, ines)
    priya.post(address_of(ines), form_of(priya, ines) | {"notes": "Moved to Leipzig."})
    mistaken = maya.post(address_of(ines), opened | {"notes": "Mine.", "name": ""})
    assert mistaken.status_code == 422
    mended = fields_in(mistaken.content.decode()) | {"name": "Ines Albrecht"}
    assert maya.post(address_of(ines), mended).status_code == 409


@pytest.mark.django_db(transaction=True)  # history takes the hour at which the transaction began
def test_second_save_of_an_outlet_is_refused(maya, priya):
    outlet = OutletFactory(name="Stromblatt", kind="trade", notes="Weekly.")
    opened = form_of(maya, outlet)
    priya.post(address_of(outlet), form_of(priya, outlet) | {"notes": "Monthly.", "kind": "magazine"})
    answer = maya.post(address_of(outlet), opened | {"notes": "Comes out on Thursdays.", "kind": "trade"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Priya Raman saved this at" in page
    assert shown_side_by_side(page) == [
        ("Kind", "Trade press", "Magazine"),
        ("Notes", "Comes out on Thursdays.", "Monthly."),
    ]
    assert Outlet.objects.get().notes == "Monthly."
    assert maya.post(address_of(outlet), fields_in(page)).status_code == 302
    assert Outlet.objects.get().notes == "Comes out on Thursdays."


@pytest.mark.parametrize("record", ["journalist", "outlet"])
def test_the_conflict_shows_nothing_to_those_outside_the_team(client_for, observer, outsider, maya, ines, record):
    subject = ines if record == "journalist" else ines.primary_position.outlet
    opened = form_of(maya, subject)
    for person in (observer, outsider, None):
        answer = client_for(person).post(address_of(subject), opened | {"notes": "Mine.", "seen": ""})
        assert answer.status_code in {302, 403, 404}
        assert b"Likes data." not in answer.content
    subject.refresh_from_db()
    assert subject.notes != "Mine."


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_the_same_moment_one_is_refused(ines, maya, priya):
    forms = {"Maya's": (maya, form_of(maya, ines)), "Priya's": (priya, form_of(priya, ines))}
    start, answers = threading.Barrier(2), []

    def save(notes, browser, form):
        start.wait()
        try:
            answers.append(browser.post(address_of(ines), form | {"notes": notes}).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(notes, *who)) for notes, who in forms.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
