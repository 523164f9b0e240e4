from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts import badges, journalists, reaching, record_tabs, timeline
from contacts.models import EmailAddress, Journalist, Outlet, Position, PrivacyRequest
from tests.factories.contacts import BeatFactory, EmailAddressFactory, JournalistFactory, OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def typed(**fields) -> dict:
    """What the form sends: the given fields, and the frames of three empty sets of rows."""
    frames = {}
    for prefix in ("positions", "emails", "phones"):
        rows = {key.split("-")[1] for key in fields if key.startswith(prefix)}
        frames |= {f"{prefix}-TOTAL_FORMS": str(max(len(rows), 1)), f"{prefix}-INITIAL_FORMS": "0"}
    return frames | fields


def change(browser, journalist, **fields):
    """Opens the form and sends it with these fields."""
    address = reverse("contacts:journalist-update", args=[journalist.pk])
    return browser.post(address, typed(seen=browser.get(address).context["seen"], **fields))


def add(browser, **fields):
    return browser.post(reverse("contacts:journalist-create"), typed(**fields))


def test_add_a_journalist_with_everything(browser, specialist):
    beat = BeatFactory(name="Grid")
    add(
        browser,
        **{
            "name": "Zoë Dvořák",
            "country": "GB",
            "beats": [beat.pk],
            "new_beats": "Tidal power, grid",
            "owner": specialist.pk,
            "positions-0-outlet": "Stromblatt",
            "positions-0-role": "Editor",
            "positions-0-from_on": "2024-05-01",
            "emails-0-address": "zoe@müller.example.com",
            "emails-1-address": "zoe@example.org",
            "emails-1-is_primary": "on",
            "phones-0-number": "020 7946 0321",
            "phones-0-kind": "mobile",
            "phones-1-number": "ask the desk",
        },
    )
    zoe = Journalist.objects.with_primary().get()
    assert (zoe.given_name, zoe.family_name, zoe.owner) == ("Zoë", "Dvořák", specialist)
    assert str(zoe.primary_position) == "Editor at Stromblatt"
    assert str(zoe.primary_address) == "zoe@example.org"
    assert {email.address for email in zoe.emails.all()} == {"zoe@müller.example.com", "zoe@example.org"}
    assert [phone.number for phone in zoe.phones.all()] == ["+442079460321", "ask the desk"]
    assert [beat.name for beat in zoe.beats.all()] == ["Grid", "Tidal power"]
    assert Journalist.objects.matching("dvorak stromblatt tidal müller").get() == zoe


@pytest.mark.parametrize("name", ["山田 太郎", "Ольга Петровна", "محمد علي", "Newsdesk", "Nguyễn Thị Hồng"])
def test_a_name_in_any_script_stays_as_it_is(browser, name):
    add(browser, name=name)
    assert Journalist.objects.get().name == name


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"emails-0-address": "not an address"}, "is not an e-mail address"),
        ({"emails-0-address": "ann@example.org"}, "Ann has this address already"),
        ({"emails-0-address": "a@example.org", "emails-1-address": "A@example.org"}, "The same stands here twice"),
        ({"positions-0-role": "Editor"}, "At which outlet?"),
        (
            {"positions-0-outlet": "X", "positions-0-from_on": "2024-05-01", "positions-0-until_on": "2023-01-01"},
            "cannot end before it begins",
        ),
        (
            {"positions-0-outlet": "X", "positions-0-until_on": "2023-01-01", "positions-0-is_primary": "on"},
            "cannot be the primary one",
        ),
        ({"name": ""}, "This field is required"),
        ({"website": "nonsense"}, "Enter a valid URL"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"new_beats": "b" * 90}, "longer than 80 letters"),
    ],
)
def test_bad_input_is_explained_and_nothing_typed_is_lost(browser, fields, why):
    JournalistFactory(name="Ann", email="ann@example.org")
    response = add(browser, **{"name": "Robin", "notes": "Met in Leipzig", "phones-0-number": "0301"} | fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert why in page
    assert "Met in Leipzig" in page
    assert 'value="0301"' in page
    assert Journalist.objects.count() == 1
    assert not Outlet.objects.filter(name="X").exists()


def test_another_row_keeps_what_was_typed_and_saves_nothing(browser):
    page = add(browser, name="Robin", more="emails", **{"emails-0-address": "robin@example.org"}).content.decode()
    assert 'name="emails-1-address"' in page
    assert "robin@example.org" in page
    assert not Journalist.objects.exists()


def test_a_form_without_its_frames_is_refused_kindly(browser):
    response = browser.post(reverse("contacts:journalist-create"), {"name": "Robin"})
    assert response.status_code == 422
    assert not Journalist.objects.exists()


def test_change_swaps_the_main_address_and_keeps_sources(browser):
    ann = JournalistFactory(name="Ann", email="old@example.org", email__source="Her card", at_outlet=True)
    second = EmailAddressFactory(journalist=ann, address="new@example.org", is_primary=False)
    first, post = EmailAddress.objects.get(address="old@example.org"), Position.objects.get()
    change(
        browser,
        ann,
        **{
            "name": "Ann",
            "emails-0-pk": first.pk,
            "emails-0-address": "old@example.org",
            "emails-1-pk": second.pk,
            "emails-1-address": "new@example.org",
            "emails-1-is_primary": "on",
            "positions-0-pk": post.pk,
            "positions-0-outlet": "",
            "positions-0-role": "",
        },
    )
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.is_primary, first.source, second.is_primary) == (False, "Her card", True)
    assert not Position.objects.exists()


def test_rows_of_somebody_else_cannot_be_taken_over(browser):
    ann, bob = JournalistFactory(name="Ann"), JournalistFactory(name="Bob", email="bob@example.org")
    change(browser, ann, **{"name": "Ann", "emails-0-pk": bob.emails.get().pk, "emails-0-address": "ann@example.org"})
    assert bob.emails.get().address == "bob@example.org"
    assert ann.emails.get().address == "ann@example.org"


def test_an_address_taken_in_the_meantime_is_named():
    ann = JournalistFactory(name="Ann")
    JournalistFactory(name="Bob", email="bob@example.org")
    rows = {"addresses": [reaching.Address("BOB@example.org")], "numbers": [], "posts": []}
    with pytest.raises(journalists.AddressTaken, match="Bob has the address"):
        reaching.set_all(journalist=ann, **rows)


def test_history_tells_who_changed_what_and_what_was_taken_away(browser):
    ann = JournalistFactory(name="Ann", email="ann@example.org")
    change(browser, ann, name="Anna")
    page = browser.get(reverse("contacts:journalist-history", args=[ann.pk])).content.decode()
    assert "Maya Lindqvist</b> changed" in page
    assert '<ins><span class="visually-hidden">now: </span>Anna</ins>' in page
    assert "took away e-mail address ann@example.org" in page


def test_log_a_call(browser, specialist):
    ann = JournalistFactory(name="Ann")
    browser.post(ann.get_absolute_url(), {"kind": "call", "text": "Off to parental leave in January"})
    entry = ann.timeline.get()
    assert (entry.kind, entry.body, entry.by) == ("call", "Off to parental leave in January", specialist)
    assert "Off to parental leave" in browser.get(ann.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "bad",
    [{"kind": "call", "text": ""}, {"kind": "pitched", "text": "x"}, {"kind": "note", "text": "x", "on": "32.13."}],
)
def test_log_of_nonsense_is_refused(browser, bad):
    ann = JournalistFactory(name="Ann")
    assert browser.post(ann.get_absolute_url(), bad).status_code == 422
    assert not ann.timeline.exists()


def test_do_not_contact_wants_a_reason(browser):
    ann = JournalistFactory(name="Ann")
    url = reverse("contacts:journalist-refusal", args=[ann.pk])
    browser.post(url, {"reason": " "})
    ann.refresh_from_db()
    assert not ann.do_not_contact
    browser.post(url, {"reason": "Asked us by phone"})
    ann.refresh_from_db()
    assert ann.do_not_contact_reason == "Asked us by phone"
    browser.post(url, {"lift": "1", "reason": "Called back"})
    ann.refresh_from_db()
    assert not ann.do_not_contact


def test_a_withdrawn_link_shows_no_preferences_any_more(browser, client):
    ann = JournalistFactory(name="Ann")
    old = [
        reverse(f"contacts:{name}", args=[ann.token]) for name in ("preferences", "correction", "deletion", "come-back")
    ]
    assert client.get(old[0]).status_code == 200
    browser.post(reverse("contacts:journalist-link", args=[ann.pk]))
    assert [client.post(url).status_code for url in old] == [404] * 4
    assert client.get(old[0]).status_code == 404


def test_a_privacy_request_stands_on_the_record_until_it_is_done(browser, specialist):
    ann = JournalistFactory(name="Ann")
    wish = PrivacyRequest.objects.create(journalist=ann, kind="deletion", text="Please")
    assert "They asked us to delete" in browser.get(ann.get_absolute_url()).content.decode()
    url = reverse("contacts:privacy-request-handled", args=[ann.pk, wish.pk])
    for _ in range(2):
        browser.post(url)
    wish.refresh_from_db()
    assert wish.handled_by == specialist
    assert "They asked us to delete" not in browser.get(ann.get_absolute_url()).content.decode()
    assert ann.timeline.count() == 1


def test_a_privacy_request_of_another_is_not_found(browser):
    ann, bob = JournalistFactory(name="Ann"), JournalistFactory(name="Bob")
    wish = PrivacyRequest.objects.create(journalist=ann, kind="deletion")
    assert browser.post(reverse("contacts:privacy-request-handled", args=[bob.pk, wish.pk])).status_code == 404


def test_the_timeline_is_paged(browser):
    ann = JournalistFactory(name="Ann")
    for number in range(32):
        at = timezone.now() - timedelta(days=number)
        timeline.record(journalist=ann, kind="note", headline=f"Note number {number:02}", at=at)
    page = browser.get(ann.get_absolute_url()).content.decode()
    assert "Note number 29" in page
    assert "Note number 30" not in page
    assert "Note number 31" in browser.get(ann.get_absolute_url(), {"page": "2"}).content.decode()


def test_the_record_costs_the_same_with_one_entry_and_three(
    browser, specialist, django_assert_num_queries, monkeypatch
):
    monkeypatch.setattr(badges, "_providers", [])  # what rooms above cost is counted there
    monkeypatch.setattr(record_tabs, "_tabs", {})
    ann = JournalistFactory(name="Ann", owner=specialist, at_outlet=True, with_email=True)
    for expected in (1, 3):
        while ann.timeline.count() < expected:
            timeline.record(journalist=ann, kind="call", headline="Call", by=specialist)
        with django_assert_num_queries(16):
            browser.get(ann.get_absolute_url())


def test_outlets_are_offered_as_they_are_typed(browser):
    OutletFactory(name="Süddeutscher Bote")
    OutletFactory(name="Polderpost")
    page = browser.get(reverse("contacts:outlet-options"), {"positions-0-outlet": "suddeut"}).content.decode()
    assert "Süddeutscher Bote" in page
    assert "Polderpost" not in page
