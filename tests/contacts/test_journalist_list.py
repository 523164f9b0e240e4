from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contacts import timeline
from contacts.filters import JournalistFilter
from contacts.models import Journalist, Outlet
from contacts.places import country_name
from tests.factories.contacts import (
    BeatFactory,
    JournalistFactory,
    MediaListFactory,
    OutletFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db

URL = "/contacts/"


def names(query: str, user) -> list[str]:
    found = JournalistFilter(QueryDict(query), Journalist.objects.visible_to(user), user=user).qs
    return [journalist.name for journalist in found]


@pytest.fixture
def people(specialist, colleague) -> None:
    now = timezone.now()
    trade = OutletFactory(name="Stromblatt", kind=Outlet.Kind.TRADE)
    ann = JournalistFactory(
        name="Ann", country="DE", language="de", owner=specialist, beats=[BeatFactory(name="Grid")],
        position__outlet=trade, email="ann@example.org", verified_at=now,
    )  # fmt: skip
    bob = JournalistFactory(
        name="Bob", country="NL", owner=colleague, tags=[TagFactory(name="Tour")], do_not_contact=True,
        do_not_contact_reason="Asked", email="bob@example.org", verified_at=now - timedelta(days=200),
        position__outlet=trade, position__is_primary=False, position__until_on="2020-01-01",
    )  # fmt: skip
    JournalistFactory(name="Cid", never_follow_up=True, email="cid@example.org", email__bounced_at=now)
    dee = JournalistFactory(name="Dee", paused_until=timezone.localdate() + timedelta(days=9), preferences_set_at=now)
    MediaListFactory(name="Storage", owner=specialist, journalists=[ann, dee])
    timeline.record(journalist=ann, kind="pitched", headline="Pitched", at=now - timedelta(days=40))
    timeline.record(journalist=ann, kind="replied", headline="Replied", at=now - timedelta(days=39))
    timeline.record(journalist=bob, kind="call", headline="Call", at=now - timedelta(days=2))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Ann", "Bob", "Cid", "Dee"]),
        ("q=stromblatt", ["Ann"]),
        ("beat={beat}", ["Ann"]),
        ("tag={tag}", ["Bob"]),
        ("outlet={outlet}", ["Ann"]),
        ("at=stromblat", ["Ann"]),
        ("kind=trade", ["Ann"]),
        ("kind=radio", []),
        ("country=DE&country=NL", ["Ann", "Bob"]),
        ("language=de", ["Ann"]),
        ("media_list={list}", ["Ann", "Dee"]),
        ("owner=me", ["Ann"]),
        ("owner=none", ["Cid", "Dee"]),
        ("owner={colleague}", ["Bob"]),
        ("relationship=2", ["Ann", "Bob"]),
        ("relationship=0", ["Cid", "Dee"]),
        ("contacted=7", ["Bob"]),
        ("contacted=over-30", ["Ann"]),
        ("contacted=never", ["Cid", "Dee"]),
        ("pitched=never", ["Bob", "Cid", "Dee"]),
        ("pitched=ever", ["Ann"]),
        ("replied=90", ["Ann"]),
        ("replied=never", ["Bob", "Cid", "Dee"]),
        ("verify=due", ["Bob", "Cid", "Dee"]),
        ("preference=do_not_contact", ["Bob"]),
        ("preference=paused&preference=never_follow_up", ["Cid", "Dee"]),
        ("preference=open", ["Ann", "Cid"]),
        ("preference=own", ["Dee"]),
        ("country=DE&contacted=7", []),
        ("beat=999999", ["Ann", "Bob", "Cid", "Dee"]),
        ("contacted=yesterday&owner=%00&relationship=x", ["Ann", "Bob", "Cid", "Dee"]),
    ],
)
def test_filter(people, specialist, colleague, query, expected):
    from contacts.models import Beat, MediaList, Tag

    keys = {
        "beat": Beat.objects.get().pk, "tag": Tag.objects.get().pk, "outlet": Outlet.objects.get().pk,
        "list": MediaList.objects.get().pk, "colleague": colleague.pk,
    }  # fmt: skip
    assert names(query.format(**keys), specialist) == expected


def test_pills_say_what_is_filtered_and_drop_one_filter_each(people, client_for, specialist):
    response = client_for(specialist).get(URL, {"country": ["DE", "NL"], "owner": "me", "q": "ann"})
    assert [(pill.field, pill.value, pill.remove) for pill in response.context["pills"]] == [
        ("Country", "Germany, Netherlands", "?owner=me&q=ann"),
        ("Owner", "Me", "?country=DE&country=NL&q=ann"),
    ]
    assert "Remove filter: Country Germany, Netherlands" in response.content.decode()


def test_a_filter_for_what_is_gone_says_so(people, client_for, specialist):
    [pill] = client_for(specialist).get(URL, {"beat": "999999"}).context["pills"]
    assert (pill.field, pill.value) == ("Beat", "not there any more")


def test_list_costs_the_same_with_one_row_and_three(client_for, specialist):
    """Rooms above have their own say in badges and counts; what they cost must not grow with the rows either."""
    browser, costs = client_for(specialist), []
    for rows in (1, 3):
        while Journalist.objects.count() < rows:
            JournalistFactory(at_outlet=True, with_email=True, owner=specialist, beats=[BeatFactory()])
        browser.get(URL)
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 30


def test_htmx_gets_the_results_alone(people, client_for, specialist):
    page = client_for(specialist).get(URL, {"q": "ann"}, headers={"HX-Request": "true"}).content.decode()
    assert "Ann" in page
    assert "Bob" not in page
    assert "<html" not in page


def test_none_yet_differs_from_none_matching(client_for, specialist):
    browser = client_for(specialist)
    assert "No journalists yet" in browser.get(URL).content.decode()
    JournalistFactory(name="Ann", country="DE")
    page = browser.get(URL, {"country": "DE", "q": "zzz"}).content.decode()
    assert "The one journalist there is does not match" in page
    assert "Without “zzz” there would be 1." in page


def test_pages_are_bounded_and_forgiving(client_for, specialist, monkeypatch):
    monkeypatch.setattr("contacts.views.journalist_list.PER_PAGE", 2)
    for name in "ABCDE":
        JournalistFactory(name=f"{name}nn")
    browser = client_for(specialist)
    for page, shown in [("1", "Ann"), ("3", "Enn"), ("99", "Enn"), ("0", "Enn"), ("x", "Ann"), ("9" * 40, "Enn")]:
        response = browser.get(URL, {"page": page})
        assert response.context["journalists"][0].name == shown


def test_sorting_by_relationship_and_last_contact(people, client_for, specialist):
    browser = client_for(specialist)

    def order(sort: str) -> list[str]:
        return [one.name for one in browser.get(URL, {"sort": sort}).context["journalists"]]

    assert order("relationship") == ["Ann", "Bob", "Cid", "Dee"]
    assert order("contact") == ["Bob", "Ann", "Cid", "Dee"]
    assert order("added") == ["Dee", "Cid", "Bob", "Ann"]
    assert order("password") == ["Ann", "Bob", "Cid", "Dee"]


def test_next_step_comes_from_registered_rooms(client_for, specialist, monkeypatch):
    from contacts import badges

    journalist = JournalistFactory(with_email=True)
    monkeypatch.setattr(badges, "_providers", [])
    badges.register(lambda journalists: {journalist.pk: [badges.Badge("Cooling off until 16 Nov", tone="warn")]})
    assert "Cooling off until 16 Nov" in client_for(specialist).get(URL).content.decode()
    assert "Cooling off until 16 Nov" in client_for(specialist).get(journalist.get_absolute_url()).content.decode()


def test_names_are_escaped(client_for, specialist):
    journalist = JournalistFactory(name="<script>alert(1)</script>", with_email=True)
    for url in (URL, journalist.get_absolute_url(), reverse("contacts:preferences", args=[journalist.token])):
        assert "<script>alert" not in client_for(specialist).get(url).content.decode()


def test_countries_have_names():
    assert (country_name("DE"), country_name("GB"), country_name("XX")) == ("Germany", "United Kingdom", "XX")
