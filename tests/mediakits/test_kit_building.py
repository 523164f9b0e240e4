"""Building a kit: sections and things in order, from the library, by several people at once."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from mediakits import building, copying
from mediakits.kit_errors import DoesNotFit, NotEditable
from mediakits.models import Document, Kit, KitItem, KitSection
from team.models import Review
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.mediakits import AssetFactory, KitFactory, KitSectionFactory, SpokespersonFactory
from tests.mediakits.made import photo, published, put, whole_kit

pytestmark = pytest.mark.django_db
LIST_QUERIES = 12
BUILDER_QUERIES = 17


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    return KitFactory(client=client_brand, owner=specialist, title="Altfelde")


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def kinds(kit: Kit) -> list[str]:
    return list(kit.sections.values_list("kind", flat=True))


def test_a_new_kit_begins_with_the_usual_sections(browser, client_brand):
    response = browser.post(
        reverse("mediakits:kit-create"), {"client": client_brand.pk, "title": "Altfelde", "language": "en"}
    )
    kit = Kit.objects.get()
    assert response.url == kit.get_absolute_url()
    assert kinds(kit) == ["overview", "photos", "facts", "people", "releases", "questions", "coverage"]
    assert kit.slug == "altfelde"


def test_a_new_kit_takes_what_the_library_has(browser, client_brand):
    picture, release = photo(client_brand), published(client_brand)
    photo(ClientFactory(), title="Of somebody else")
    SpokespersonFactory(client=client_brand, name="Elin")
    browser.post(
        reverse("mediakits:kit-create"),
        {"client": client_brand.pk, "title": "Altfelde", "language": "en", "fill": "on"},
    )
    found = {str(item): item.section.kind for item in KitItem.objects.select_related("section")}
    assert found == {picture.title: "photos", release.title: "releases", "Elin": "people"}


def test_a_campaign_of_another_client_is_refused(browser, client_brand):
    data = {"client": client_brand.pk, "campaign": CampaignFactory().pk, "title": "Altfelde", "language": "en"}
    response = browser.post(reverse("mediakits:kit-create"), data)
    assert "This campaign is for" in response.content.decode()
    assert not Kit.objects.exists()


def test_filling_twice_changes_nothing_the_second_time(kit, specialist):
    photo(kit.client)
    assert copying.fill_from_library(kit=kit, by=specialist) == 1
    assert copying.fill_from_library(kit=kit, by=specialist) == 0


def test_filling_leaves_documents_of_other_campaigns_and_languages(kit, specialist):
    published(kit.client, campaign=CampaignFactory(client=kit.client), title="Of another campaign")
    published(kit.client, language="de", title="Auf Deutsch")
    mine = CampaignFactory(client=kit.client)
    kit.campaign = mine
    kit.save()
    published(kit.client, campaign=mine, title="Ours")
    copying.fill_from_library(kit=kit, by=specialist)
    assert [str(item) for item in KitItem.objects.all()] == ["Ours"]


@pytest.mark.parametrize(("to", "order"), [(0, "c a b"), (1, "a c b"), (2, "a b c"), (99, "a b c")])
def test_a_section_moves_to_its_place(browser, kit, to, order):
    rows = [KitSectionFactory(kit=kit, title=title, position=at) for at, title in enumerate("abc")]
    browser.post(reverse("mediakits:kit-section-place", args=[rows[2].pk]), {"to": to})
    assert " ".join(kit.sections.values_list("title", flat=True)) == order
    kit.refresh_from_db()
    assert kit.revision == 2


def test_things_move_within_their_section(browser, kit):
    items = [put(kit, "photos", asset=AssetFactory(client=kit.client, title=title)) for title in "abc"]
    browser.post(reverse("mediakits:kit-item-place", args=[items[0].pk]), {"to": "2"})
    assert [str(item) for item in KitItem.objects.select_related("asset").order_by("position")] == ["b", "c", "a"]


def test_nonsense_as_a_place_is_the_first(browser, kit):
    rows = [KitSectionFactory(kit=kit, title=title, position=at) for at, title in enumerate("ab")]
    browser.post(reverse("mediakits:kit-section-place", args=[rows[1].pk]), {"to": "9" * 40})
    assert list(kit.sections.values_list("title", flat=True)) == ["b", "a"]


def test_htmx_gets_the_builder_and_nothing_else(browser, kit):
    section = KitSectionFactory(kit=kit, title="Pictures")
    response = browser.post(
        reverse("mediakits:kit-section-place", args=[section.pk]), {"to": 0}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.strip().startswith('<div class="mr-with-rail mr-kit-builder" id="builder">')
    assert "Pictures" in page
    assert "<html" not in page


def test_things_are_picked_from_the_library(browser, kit):
    section = KitSectionFactory(kit=kit, kind="photos")
    mine, foreign = photo(kit.client, title="Dawn"), photo(ClientFactory(), title="Foreign")
    address = reverse("mediakits:kit-section-things", args=[section.pk])
    offered = browser.get(address)
    assert "Dawn" in offered.content.decode()
    assert "Foreign" not in offered.content.decode()
    browser.post(address, {"asset": [mine.pk, foreign.pk, "x", "9" * 30]})
    assert [item.asset for item in section.items.all()] == [mine]
    assert "Dawn" not in browser.get(address).context["assets"]


def test_the_picker_swaps_the_builder_only_where_there_is_one(browser, kit):
    section = KitSectionFactory(kit=kit, kind="photos")
    address = reverse("mediakits:kit-section-things", args=[section.pk])
    within = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{kit.get_absolute_url()}"}
    by_itself = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    swaps = f'hx-post="{address}"'
    assert swaps in browser.get(address, headers=within).content.decode()
    assert swaps not in browser.get(address, headers=by_itself).content.decode()
    assert swaps not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        ("people", ["Name a spokesperson", "kind=bio"]),
        ("facts", ["kind=fact_sheet"]),
        ("photos", ["/media-kits/assets/add/"]),
    ],
)
def test_an_empty_library_leads_to_where_it_is_filled(browser, client_brand, specialist, kind, leads_to):
    section = KitSectionFactory(kit=KitFactory(client=client_brand, owner=specialist), kind=kind)
    page = browser.get(reverse("mediakits:kit-section-things", args=[section.pk])).content.decode()
    assert "has nothing more for this section" in page
    for expected in leads_to:
        assert expected in page


def test_the_picker_searches_without_accents(browser, kit):
    section = KitSectionFactory(kit=kit, kind="photos")
    photo(kit.client, title="Žluťoučký kůň")
    photo(kit.client, title="Dawn", caption="")
    found = browser.get(reverse("mediakits:kit-section-things", args=[section.pk]), {"q": "zlutoucky"})
    assert [str(one) for one in found.context["assets"]] == ["Žluťoučký kůň"]


def test_a_release_does_not_go_under_photos(kit, specialist):
    section = KitSectionFactory(kit=kit, kind="photos")
    with pytest.raises(DoesNotFit, match="does not go under"):
        building.add_things(section=section, by=specialist, documents=[published(kit.client)])


def test_another_clients_photo_is_refused(kit, specialist):
    section = KitSectionFactory(kit=kit, kind="photos")
    with pytest.raises(DoesNotFit, match="another client"):
        building.add_things(section=section, by=specialist, assets=[photo(ClientFactory())])


def test_a_thing_stands_in_a_section_once_and_in_many_kits(kit, specialist, client_brand):
    picture = photo(client_brand)
    here = KitSectionFactory(kit=kit, kind="photos")
    there = KitSectionFactory(kit=KitFactory(client=client_brand), kind="photos")
    assert building.add_things(section=here, by=specialist, assets=[picture]) == 1
    assert building.add_things(section=here, by=specialist, assets=[picture]) == 0
    assert building.add_things(section=there, by=specialist, assets=[picture]) == 1


def test_a_link_needs_a_title_and_a_web_address(browser, kit):
    section = KitSectionFactory(kit=kit, kind="coverage")
    address = reverse("mediakits:kit-section-links", args=[section.pk])
    response = browser.post(address, {"url": "javascript:alert(1)", "title": "X"})
    assert response.status_code == 422
    assert not section.items.exists()
    browser.post(
        address,
        {"url": "stromblatt.example.org/1", "title": "Storage", "source": "Stromblatt", "published_on": "2026-10-21"},
    )
    item = section.items.get()
    assert (item.url, item.title, item.source) == ("https://stromblatt.example.org/1", "Storage", "Stromblatt")


def test_what_was_taken_out_can_be_put_back(browser, kit):
    for title in "abc":
        put(kit, "photos", asset=AssetFactory(client=kit.client, title=title))
    middle = KitItem.objects.get(asset__title="b")
    response = browser.post(reverse("mediakits:kit-item-removal", args=[middle.pk]), follow=True)
    assert [str(item) for item in KitItem.objects.order_by("position")] == ["a", "c"]
    undo = next(
        tag.removeprefix("undo:")
        for message in response.context["messages"]
        for tag in message.extra_tags.split()
        if tag.startswith("undo:")
    )
    browser.post(undo)
    browser.post(undo)
    assert [str(item) for item in KitItem.objects.order_by("position")] == ["a", "b", "c"]


def test_words_of_a_section_are_cleaned(browser, kit):
    section = KitSectionFactory(kit=kit, kind="overview")
    address = reverse("mediakits:kit-section", args=[section.pk])
    seen = browser.get(address).context["seen"]
    browser.post(address, {"title": "Why", "text": "<p>Yes<script>alert(1)</script></p>", "seen": seen})
    section.refresh_from_db()
    assert (section.title, section.text) == ("Why", "<p>Yes</p>")


def test_somebody_elses_words_are_not_overwritten(browser, kit, colleague):
    section = KitSectionFactory(kit=kit, kind="overview")
    address = reverse("mediakits:kit-section", args=[section.pk])
    seen = browser.get(address).context["seen"]
    KitSection.objects.filter(pk=section.pk).update(text="<p>Priya was faster.</p>")
    response = browser.post(address, {"title": "", "text": "<p>Mine.</p>", "seen": seen})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Priya was faster." in page
    assert "Mine." in page
    section.refresh_from_db()
    assert section.text == "<p>Priya was faster.</p>"


def test_somebody_elses_headline_is_not_overwritten(browser, kit):
    address = reverse("mediakits:kit-about", args=[kit.pk])
    seen = browser.get(address).context["seen"]
    Kit.objects.filter(pk=kit.pk).update(title="Theirs")
    data = {"title": "Mine", "standfirst": "", "language": "en", "contact": kit.contact_id, "owner": kit.owner_id}
    data["seen"] = seen
    assert browser.post(address, data).status_code == 409
    kit.refresh_from_db()
    assert kit.title == "Theirs"


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_lose_nothing(kit, specialist, colleague):
    section = KitSectionFactory(kit=kit, kind="photos")
    pictures = [photo(kit.client, title=f"Photo {number}") for number in range(6)]

    def add(pictures, by):
        try:
            for picture in pictures:
                building.add_things(section=KitSection.objects.get(pk=section.pk), by=by, assets=[picture])
        finally:
            connection.close()

    threads = [
        threading.Thread(target=add, args=(pictures[:3], specialist)),
        threading.Thread(target=add, args=(pictures[3:], colleague)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kit.refresh_from_db()
    assert sorted(section.items.values_list("position", flat=True)) == [0, 1, 2, 3, 4, 5]
    assert kit.revision == 7


def test_nothing_changes_while_it_is_in_review(browser, kit, specialist):
    section = KitSectionFactory(kit=kit, kind="photos", title="Pictures")
    Kit.objects.filter(pk=kit.pk).update(state=Kit.State.IN_REVIEW)
    with pytest.raises(NotEditable, match="Withdraw it first"):
        building.remove_section(section=section, by=specialist)
    page = browser.post(reverse("mediakits:kit-section-removal", args=[section.pk]), follow=True)
    assert "is in review" in page.content.decode()
    assert kit.sections.exists()


def test_a_copy_stands_by_itself(browser, client_brand, specialist):
    kit = whole_kit(client_brand, specialist, password="x", embargo_until=None)
    browser.post(reverse("mediakits:kit-copy", args=[kit.pk]))
    new = Kit.objects.exclude(pk=kit.pk).get()
    assert new.title == f"{kit.title} (copy)"
    assert (new.state, new.password, new.shared_at) == (Kit.State.DRAFT, "", None)
    assert new.token != kit.token
    old_things, new_things = (
        list(KitItem.objects.filter(section__kit=one).values_list("section__kind", "asset", "document", "url"))
        for one in (kit, new)
    )
    assert new_things == old_things
    assert kit.sections.count() == 7


def test_a_translation_knows_its_story_and_its_door(browser, client_brand, specialist):
    kit = whole_kit(client_brand, specialist, access="public")
    address = reverse("mediakits:kit-translation", args=[kit.pk])
    browser.post(address, {"language": "de"})
    german = Kit.objects.get(language="de")
    assert (german.translation_of, german.access, german.title) == (kit, "public", kit.title)
    again = browser.post(reverse("mediakits:kit-translation", args=[german.pk]), {"language": "fr"})
    assert again.status_code == 302
    assert Kit.objects.get(language="fr").translation_of == kit
    refused = browser.post(address, {"language": "de"})
    assert "has a kit in that language already" in refused.content.decode()


def test_a_shared_kit_is_not_put_away(browser, client_brand, specialist):
    from tests.mediakits.made import shared

    kit = shared(whole_kit(client_brand, specialist))
    page = browser.post(reverse("mediakits:kit-archiving", args=[kit.pk]), follow=True)
    assert "Stop sharing it first" in page.content.decode()
    kit.refresh_from_db()
    assert kit.archived_at is None


def test_a_kit_is_put_away_and_taken_out(browser, kit):
    browser.post(reverse("mediakits:kit-archiving", args=[kit.pk]))
    assert "Altfelde" not in [str(row[0]) for row in browser.get(reverse("mediakits:kit-list")).context["rows"]]
    browser.post(reverse("mediakits:kit-restoring", args=[kit.pk]))
    assert browser.get(reverse("mediakits:kit-list")).context["rows"][0][0] == kit


def test_list_searches_and_narrows_down(browser, kit, client_brand):
    from tests.mediakits.made import shared

    other = shared(whole_kit(ClientFactory(), kit.owner, title="Ferries"))
    address = reverse("mediakits:kit-list")

    def found(**query):
        return [row[0].title for row in browser.get(address, query).context["rows"]]

    assert found(q="ALTFELDÉ") == ["Altfelde"]
    assert found(show="shared") == ["Ferries"]
    assert found(show="drafts") == ["Altfelde"]
    assert found(client=other.client_id) == ["Ferries"]
    assert found(client="x" * 30, show="nonsense") == ["Ferries", "Altfelde"]
    assert "No kit matches" in browser.get(address, {"q": "zzz"}).content.decode()


def test_empty_list_says_what_a_kit_is_for(browser):
    assert "No media kits yet" in browser.get(reverse("mediakits:kit-list")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_with_one_row_and_three(
    browser, client_brand, specialist, django_assert_num_queries, count
):
    for _ in range(count):
        whole_kit(client_brand, specialist)
    browser.get(reverse("mediakits:kit-list"))
    with django_assert_num_queries(LIST_QUERIES):
        browser.get(reverse("mediakits:kit-list"))


@pytest.mark.parametrize("count", [1, 3])
def test_builder_costs_the_same_with_one_thing_and_three(
    browser, client_brand, specialist, django_assert_num_queries, count
):
    kit = whole_kit(client_brand, specialist)
    for _ in range(count - 1):
        put(kit, "photos", asset=photo(client_brand))
        put(kit, "releases", document=published(client_brand))
        put(kit, "people", spokesperson=SpokespersonFactory(client=client_brand))
    browser.get(kit.get_absolute_url())
    with django_assert_num_queries(BUILDER_QUERIES):
        browser.get(kit.get_absolute_url())


def test_review_keeps_what_was_in_it(browser, client_brand, specialist):
    kit = whole_kit(client_brand, specialist)
    browser.post(reverse("mediakits:kit-review", args=[kit.pk]))
    review = Review.objects.get()
    assert review.title == kit.title
    assert [section["title"] for section in review.snapshot["sections"]] == [
        "Overview", "Photos", "Fact sheets", "People", "Releases", "Interview questions", "Coverage",
    ]  # fmt: skip
    kit.refresh_from_db()
    assert kit.state == Kit.State.IN_REVIEW
    assert Document.objects.count() == 3
