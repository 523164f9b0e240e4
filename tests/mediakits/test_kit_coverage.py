"""Past coverage in kits: clips that are ours, as readers see them, and nothing that the team thinks of them."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coverage.articles.catching_up import take_up_recent
from coverage.clips import deciding
from coverage.models import Clip
from mediakits import building, kit_sign_off
from mediakits.addresses import Room
from mediakits.completeness import items_of, why_missing
from mediakits.kit_data import kit_sections
from mediakits.kit_errors import DoesNotFit
from mediakits.kit_fingerprint import fingerprint_of, snapshot_of
from mediakits.kit_preview import preview_of
from mediakits.models import Kit, KitItem
from mediakits.sharing import is_signed_off
from mediakits.zipping import pack
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory
from tests.factories.mediakits import KitFactory, NewsroomFactory
from tests.mediakits.made import put, shared

pytestmark = pytest.mark.django_db
QUERIES = 4


@pytest.fixture
def clip(client_brand) -> Clip:
    article = ArticleFactory(
        title="Storage for the windless week", outlet_name="Transition Brief", url="https://brief.example.org/windless",
        published_at=datetime(2026, 11, 11, 15, tzinfo=UTC),
    )  # fmt: skip
    BylineFactory(article=article, name="Ruth Feldmann")
    return ClipFactory(
        client=client_brand, article=article, state="ours", decided_at=timezone.now(), tone="negative",
        notes="Owes us one", reach=21_400,
    )  # fmt: skip


@pytest.fixture
def kit(client_brand, specialist, clip) -> Kit:
    kit = KitFactory(client=client_brand, owner=specialist, contact=specialist, title="Altfelde")
    put(kit, "coverage", clip=clip)
    return shared(kit)


def page(client, kit) -> str:
    return unescape(client.get(reverse("mediakits-public:kit", args=[kit.token])).content.decode())


def test_readers_see_what_was_published_and_nothing_that_we_think_of_it(client, kit, clip):
    seen = page(client, kit)
    for expected in (
        "Storage for the windless week", "Transition Brief, 11 November 2026, by Ruth Feldmann",
        'href="https://brief.example.org/windless"',
    ):  # fmt: skip
        assert expected in seen
    for inner in ("egative", "Owes us one", "21,400", clip.get_absolute_url()):
        assert inner not in seen


def test_what_is_not_ours_any_more_leaves_the_kit_at_once_and_the_builder_says_so(
    client, client_for, specialist, kit, clip
):
    deciding.reject(clip=clip, by=specialist)
    assert "windless week" not in page(client, kit)
    [item] = items_of([kit])
    assert why_missing(item) == "it is not confirmed to be about the client any more"
    assert "Readers do not get it" in unescape(client_for(specialist).get(kit.get_absolute_url()).content.decode())


def test_printed_coverage_stands_there_without_a_link(client, kit, clip):
    clip.article.url = clip.article.url_key = ""
    clip.article.save()
    seen = page(client, kit)
    assert "Storage for the windless week" in seen
    assert 'href=""' not in seen


def test_the_picker_offers_clips_that_are_ours_and_puts_them_in_once(
    client_for, specialist, observer, kit, client_brand
):
    decided = {"state": "ours", "decided_at": timezone.now()}
    wanted = ClipFactory(client=client_brand, article__title="Iron at night", **decided)
    waiting = ClipFactory(client=client_brand, article__title="Still waiting")
    foreign = ClipFactory(article__title="Of another client", **decided)
    section = kit.sections.get()
    url, browser = reverse("mediakits:kit-section-things", args=[section.pk]), client_for(specialist)
    offered = browser.get(url).content.decode()
    assert "Iron at night" in offered
    for other in ("Still waiting", "Of another client", "windless week"):
        assert other not in offered
    assert "Iron at night" not in browser.get(url, {"q": "nowhere"}).content.decode()
    for _ in range(2):
        browser.post(url, {"clip": [wanted.pk, foreign.pk]})
    assert list(section.items.values_list("clip", flat=True)) == [section.items.first().clip_id, wanted.pk]
    with pytest.raises(DoesNotFit, match="called ours"):
        building.add_things(section=section, by=specialist, clips=[waiting])
    with pytest.raises(DoesNotFit, match="does not go under"):
        building.add_things(
            section=building.add_section(kit=kit, kind="photos", by=specialist), by=specialist, clips=[wanted]
        )
    assert client_for(observer).get(url).status_code == 403


def test_an_approval_covers_what_readers_see_of_a_clip_and_not_our_scores(kit, clip):
    before = fingerprint_of(kit)
    Clip.objects.filter(pk=clip.pk).update(tone="positive", notes="")
    assert fingerprint_of(kit) == before
    clip.article.title = "Another headline"
    clip.article.save()
    assert fingerprint_of(kit) != before
    assert snapshot_of(kit)["sections"][0]["items"] == [{"clip": clip.pk}]


@pytest.mark.parametrize(
    ("at", "offset", "day_only", "day"),
    [
        (datetime(2026, 11, 11, 23, 30, tzinfo=UTC), 60, False, date(2026, 11, 12)),
        (datetime(2026, 11, 11, 2, tzinfo=UTC), -300, False, date(2026, 11, 10)),
        (datetime(2026, 11, 11, 23, 30, tzinfo=UTC), None, False, date(2026, 11, 11)),
        (datetime(2026, 11, 11, 12, tzinfo=UTC), 840, True, date(2026, 11, 11)),
    ],
)
def test_the_day_is_that_of_the_article_whoever_looks(kit, clip, at, offset, day_only, day):
    type(clip.article).objects.update(published_at=at, published_offset=offset, published_day_only=day_only)
    seen = set()
    for zone in ("Pacific/Honolulu", "Pacific/Auckland"):
        with timezone.override(zone):
            [link] = preview_of(kit).sections[0].links
            seen.add((fingerprint_of(kit), link.published_on))
    assert [found for _, found in seen] == [day]


def test_what_workers_find_out_later_is_seen_at_once_and_ends_no_approval(kit, clip, specialist):
    newsroom = NewsroomFactory(client=kit.client, is_open=True)
    other = NewsroomFactory(is_open=True)
    stamps = (newsroom.stamp, other.stamp)
    Kit.objects.filter(pk=kit.pk).update(state="approved", approved_fingerprint=fingerprint_of(kit))
    clip.article.domain = "example.org"
    clip.article.save()
    OutletFactory(name="The Transition Brief", domain="brief.example.org")
    take_up_recent()
    kit.refresh_from_db()
    assert preview_of(kit).sections[0].links[0].source == "The Transition Brief"
    assert is_signed_off(kit)
    assert not building.end_approval_if_changed(kit=kit, by=specialist)
    newsroom.refresh_from_db()
    other.refresh_from_db()
    assert (newsroom.stamp != stamps[0], other.stamp == stamps[1]) == (True, True)


def test_the_reviewer_the_preview_the_zip_and_the_interface_know_it(kit, clip, specialist):
    [section] = kit_sign_off.described(kit)["sections"]
    assert "Storage for the windless week. Transition Brief. 2026-11-11. Ruth Feldmann." in section["things"]
    preview = preview_of(kit)
    assert [(row.title, row.by) for row in preview.sections[0].links] == [
        ("Storage for the windless week", "Ruth Feldmann")
    ]
    packed, _ = pack(preview)
    assert b"about.txt" in b"".join(packed)
    packed.close()
    newsroom = NewsroomFactory(client=kit.client, is_open=True)
    [told] = kit_sections(Room(newsroom), kit)
    assert told["links"] == [
        {
            "title": "Storage for the windless week", "url": "https://brief.example.org/windless",
            "outlet": "Transition Brief", "authors": ["Ruth Feldmann"], "published": "2026-11-11",
        }
    ]  # fmt: skip


def test_it_is_taken_out_and_put_back_at_its_place(client_for, specialist, kit, clip):
    browser, item = client_for(specialist), KitItem.objects.get()
    answer = browser.post(reverse("mediakits:kit-item-removal", args=[item.pk]), follow=True)
    [undo] = [tag for message in answer.context["messages"] for tag in message.extra_tags.split()]
    assert not KitItem.objects.exists()
    browser.post(undo.removeprefix("undo:"))
    assert KitItem.objects.get().clip == clip


def test_the_database_keeps_one_thing_an_item_and_a_clip_once_a_section(kit, clip):
    section = kit.sections.get()
    for wrong in (
        {"clip": clip},
        {"clip": ClipFactory(client=kit.client), "url": "https://a.example.org", "title": "A"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            KitItem.objects.create(section=section, **wrong)


def test_clips_cost_a_kit_no_query_each(client, kit, client_brand, django_assert_num_queries):
    url = reverse("mediakits-public:kit", args=[kit.token])
    client.get(url)
    with django_assert_num_queries(QUERIES):
        client.get(url)
    for number in range(3):
        article = ArticleFactory(title=f"Again {number}")
        BylineFactory(article=article)
        put(
            kit,
            "coverage",
            clip=ClipFactory(client=client_brand, article=article, state="ours", decided_at=timezone.now()),
        )
    shared(kit)
    with django_assert_num_queries(QUERIES):
        assert b"Again 2" in client.get(url).content
