"""Who looked at a kit and what was taken; machines and whoever does not want to be counted left out."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from mediakits import visits
from mediakits.kit_links import link_for, link_with_label
from mediakits.models import Asset, Document, Kit, KitLink, KitVisit
from mediakits.visits import Figures
from tests.factories.contacts import JournalistFactory
from tests.factories.mediakits import KitLinkFactory
from tests.mediakits.made import shared, whole_kit

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    return shared(whole_kit(client_brand, specialist))


@pytest.fixture
def link(kit) -> KitLink:
    return link_for(kit=kit, journalist=JournalistFactory(name="Ines Albrecht"), by=kit.owner)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def look(client, opener, **headers):
    return client.get(reverse("mediakits-public:kit", args=[opener.token]), headers={**READER, **headers})


def counted(kit) -> tuple[int, int]:
    figures = visits.figures_of([kit])[kit.pk]
    return figures.looks, figures.takes


def test_a_look_and_what_was_taken_are_kept(client, browser, kit, link):
    look(client, link)
    with time_machine.travel(timezone.now() + timedelta(seconds=10)):
        client.get(reverse("mediakits-public:kit-file", args=[link.token, Asset.objects.get().pk]), headers=READER)
    with time_machine.travel(timezone.now() + timedelta(seconds=20)):
        release = Document.objects.get(kind="press_release")
        place = reverse("mediakits-public:kit-document", args=[link.token, release.pk, "txt"])
        client.get(place, headers=READER)
    assert counted(kit) == (1, 2)
    page = browser.get(reverse("mediakits:kit-readers", args=[kit.pk])).content.decode()
    assert "Ines Albrecht" in page
    assert "took a file: The windless site at dawn" in page
    assert "took a document: A windless release" in page


def test_looking_again_within_half_an_hour_is_the_same_look(client, kit, link):
    look(client, link)
    look(client, link)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        look(client, link)
    assert counted(kit) == (2, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; SafeLinks)"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch"},
    ],
)
def test_machines_are_kept_apart(client, kit, link, headers):
    look(client, link, **headers)
    assert counted(kit) == (0, 0)
    assert KitVisit.objects.get().by_machine
    look(client, kit, **headers)
    assert KitVisit.objects.count() == 1, "those at the common address would be without number"


def test_a_head_is_a_machine(client, kit, link):
    client.head(reverse("mediakits-public:kit", args=[link.token]), headers=READER)
    assert counted(kit) == (0, 0)


def test_whoever_takes_two_things_at_once_is_a_machine(client, kit, link):
    with time_machine.travel(timezone.now(), tick=False):
        look(client, link)
        client.get(reverse("mediakits-public:kit-file", args=[link.token, Asset.objects.get().pk]), headers=READER)
        zipped = client.get(reverse("mediakits-public:kit-zip", args=[link.token, "photos"]), headers=READER)
        b"".join(zipped.streaming_content)
    assert counted(kit) == (0, 0)


@pytest.mark.parametrize("headers", [{"Sec-GPC": "1"}, {"DNT": "1"}])
def test_whoever_does_not_want_to_be_counted_is_not(client, kit, link, headers):
    look(client, link, **headers)
    assert not KitVisit.objects.exists()


def test_a_journalist_who_is_never_counted_is_not(client, kit, link):
    link.journalist.no_tracking = True
    link.journalist.save()
    assert look(client, link).status_code == 200
    assert not KitVisit.objects.exists()


def test_no_address_of_a_visitor_is_kept():
    fields = {field.name for field in KitVisit._meta.get_fields()}
    assert fields == {"id", "kit", "link", "what", "asset", "document", "by_machine", "at"}


def test_old_visits_become_counts(client, kit, link):
    long_ago = timezone.now() - timedelta(days=settings.CLICKS_KEPT_DAYS + 1)
    for what, machine, its_link in (
        ("looked", False, link),
        ("all", False, link),
        ("looked", True, link),
        ("looked", False, None),
        ("asset", False, None),
    ):
        KitVisit.objects.create(kit=kit, link=its_link, what=what, by_machine=machine, at=long_ago)
    look(client, link)
    assert visits.fold_old() == 5
    assert visits.fold_old() == 0
    assert KitVisit.objects.count() == 1
    kit.refresh_from_db()
    link.refresh_from_db()
    assert counted(kit) == (3, 2)
    assert (link.old_looks, link.old_takes) == (1, 1)
    assert visits.figures_of_common_address(kit) == Figures(1, 1)


def test_a_journalist_has_one_link(kit, link):
    again = link_for(kit=kit, journalist=link.journalist, by=kit.owner)
    assert again == link
    assert not again.opens_embargo
    assert link_for(kit=kit, journalist=link.journalist, by=kit.owner, opens_embargo=True).opens_embargo
    assert link_for(kit=kit, journalist=link.journalist, by=kit.owner).opens_embargo, "it is never taken by this"


def test_links_are_made_changed_and_taken_back(browser, kit):
    links = reverse("mediakits:kit-links", args=[kit.pk])
    refused = browser.post(links, {"label": ""})
    assert refused.status_code == 422
    browser.post(links, {"label": "dpa, photo desk", "opens_embargo": "on"})
    link = KitLink.objects.get()
    assert (link.label, link.opens_embargo) == ("dpa, photo desk", True)
    browser.post(reverse("mediakits:kit-link", args=[link.pk]), {"expires_at": "2090-01-01T10:00"})
    link.refresh_from_db()
    assert (link.opens_embargo, link.expires_at.year) == (False, 2090)
    browser.post(reverse("mediakits:kit-link-revocation", args=[link.pk]))
    link.refresh_from_db()
    assert not link.is_open
    page = browser.get(reverse("mediakits:kit-readers", args=[kit.pk])).content.decode()
    assert "Taken back" in page
    assert link.token not in page


def test_no_link_is_given_an_end_that_is_over(browser, kit, link):
    refused = browser.post(
        reverse("mediakits:kit-links", args=[kit.pk]), {"label": "dpa, photo desk", "expires_at": "2020-01-01T10:00"}
    )
    assert "That is in the past. To close a link now, take it back." in refused.content.decode()
    assert "dpa, photo desk" in refused.content.decode()
    browser.post(reverse("mediakits:kit-link", args=[link.pk]), {"expires_at": "2020-01-01T10:00"})
    assert list(KitLink.objects.values_list("pk", "expires_at")) == [(link.pk, None)]


def test_a_journalist_is_found_and_given_a_link(browser, kit):
    ines = JournalistFactory(name="Ines Albrecht")
    found = browser.get(reverse("mediakits:kit-reader-search", args=[kit.pk]), {"q": "albrecht"})
    assert "Ines Albrecht" in found.content.decode()
    browser.post(reverse("mediakits:kit-links", args=[kit.pk]), {"journalist": ines.pk})
    assert KitLink.objects.get().journalist == ines


@pytest.mark.parametrize("count", [1, 3])
def test_readers_cost_the_same_with_one_link_and_three(browser, client, kit, django_assert_num_queries, count):
    for _ in range(count):
        look(client, link_for(kit=kit, journalist=JournalistFactory(at_outlet=True), by=kit.owner))
    place = reverse("mediakits:kit-readers", args=[kit.pk])
    browser.get(place)
    with django_assert_num_queries(READERS_QUERIES):
        browser.get(place)


READERS_QUERIES = 17


def test_the_list_of_visits_is_bounded(browser, kit, link):
    KitVisit.objects.bulk_create(KitVisit(kit=kit, link=link, what="asset") for _ in range(120))
    response = browser.get(reverse("mediakits:kit-readers", args=[kit.pk]))
    assert len(response.context["visits"]) == 50
    assert response.context["total"].takes == 120


def test_readers_of_somebody_by_name(browser, kit):
    KitLinkFactory(kit=kit, label="dpa")
    link_with_label(kit=kit, label="afp", by=kit.owner)
    page = browser.get(reverse("mediakits:kit-readers", args=[kit.pk])).content.decode()
    assert page.index("afp") < page.index("dpa")


def test_whoever_is_written_to_again_gets_a_link_that_opens(kit, specialist):
    journalist = JournalistFactory()
    old = link_for(kit=kit, journalist=journalist, by=specialist)
    assert link_for(kit=kit, journalist=journalist, by=specialist) == old
    KitLink.objects.update(expires_at=timezone.now() - timedelta(hours=1), opens_embargo=True)
    new = link_for(kit=kit, journalist=journalist, by=specialist)
    assert (new.is_open, new.opens_embargo, new.token == old.token) == (True, False, False)
    old.refresh_from_db()
    assert old.revoked_at is not None
