"""Clips learn who wrote them, and lose them again, whenever and wherever it becomes known."""

import pytest
from django.utils import timezone

from contacts import undoing
from contacts.models import Journalist, TimelineEntry
from coverage.articles import bylines
from coverage.clips import authors, editing
from coverage.models import Clip
from coverage.press import discovering, record
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory, OutletFactory, PositionFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip(specialist) -> Clip:
    """Ours, by somebody whom nobody knows."""
    article = ArticleFactory(outlet=OutletFactory(domain="paper.example.org"))
    BylineFactory(article=article, domain=article.domain)
    return ClipFactory(article=article, state="ours", decided_by=specialist, decided_at=timezone.now())


def author_of(clip: Clip) -> Journalist | None:
    return Clip.objects.select_related("journalist").get(pk=clip.pk).journalist


def told() -> list[str]:
    return list(TimelineEntry.objects.filter(kind="covered").values_list("journalist__name", flat=True))


def test_a_clip_learns_its_author_when_somebody_of_that_name_is_taken_up(clip):
    ruth = JournalistFactory(name="Ruth Feldmann")
    PositionFactory(journalist=ruth, outlet=clip.article.outlet)
    assert bylines.take_up(ruth) == 1
    assert (author_of(clip), told()) == (ruth, ["Ruth Feldmann"])
    assert TimelineEntry.objects.get().by is None


def test_who_is_discovered_has_their_coverage_and_can_be_taken_out_again(clip, specialist):
    made, undo = discovering.add(name_key="ruth feldmann", domain=clip.article.domain, by=specialist)
    assert (author_of(clip), told()) == (made, ["Ruth Feldmann"])
    kept = undoing.recall(token=undo.rstrip("/").rpartition("/")[2], by=specialist)
    assert discovering.take_back(kept, specialist) == 1
    assert (author_of(clip), Journalist.objects.count()) == (None, 0)


def test_a_refused_byline_takes_the_author_off_and_undo_puts_them_back(clip, specialist):
    ruth = JournalistFactory(name="Ruth Feldmann")
    byline = clip.article.bylines.get()
    bylines.decide(byline=byline, journalist=ruth)
    assert (author_of(clip), told()) == (ruth, ["Ruth Feldmann"])
    record.refuse(byline=byline, by=specialist)
    assert (author_of(clip), told()) == (None, [])
    assert record.take_refusal_back({"byline": byline.pk, "journalist": ruth.pk}, specialist) == 1
    assert (author_of(clip), told()) == (ruth, ["Ruth Feldmann"])


def test_the_author_that_a_person_chose_stays(clip):
    chosen = JournalistFactory(name="Ines Albrecht")
    Clip.objects.update(journalist=chosen)
    bylines.decide(byline=clip.article.bylines.get(), journalist=JournalistFactory(name="Ruth Feldmann"))
    assert (author_of(clip), told()) == (chosen, [])


def test_the_second_author_follows_when_the_first_is_refused(clip):
    first, second = JournalistFactory(name="Ruth Feldmann"), JournalistFactory(name="Ines Albrecht")
    BylineFactory(article=clip.article, name="Ines Albrecht", name_key="ines albrecht", position=1, journalist=second)
    bylines.decide(byline=clip.article.bylines.get(position=0), journalist=first)
    assert author_of(clip) == first
    bylines.decide(byline=clip.article.bylines.get(position=0), journalist=None)
    assert (author_of(clip), told()) == (second, ["Ines Albrecht"])


def test_a_copy_says_nothing_that_the_original_does_not(clip):
    copy = ClipFactory(
        article=ArticleFactory(original=clip.article), client=clip.client, state="ours",
        decided_by=clip.decided_by, decided_at=clip.decided_at,
    )  # fmt: skip
    BylineFactory(article=copy.article)
    ruth = JournalistFactory(name="Ruth Feldmann")
    for each in (clip, copy):
        bylines.decide(byline=each.article.bylines.get(), journalist=ruth)
    assert (author_of(copy), told()) == (ruth, ["Ruth Feldmann"])


def test_a_clip_that_waits_gets_its_author_and_no_entry(clip):
    Clip.objects.update(state="waiting", decided_by=None, decided_at=None)
    bylines.decide(byline=clip.article.bylines.get(), journalist=JournalistFactory())
    assert author_of(clip) is not None
    assert told() == []


def test_the_entry_moves_to_another_campaign_with_its_clip(clip, specialist):
    bylines.decide(byline=clip.article.bylines.get(), journalist=JournalistFactory())
    campaign = CampaignFactory(client=clip.client)
    done = editing.save_many(clips=Clip.objects.all(), by=specialist, campaign=campaign)
    assert TimelineEntry.objects.get().campaign == campaign
    editing.take_back_many(token=done.token, by=specialist)
    assert TimelineEntry.objects.get().campaign is None


def test_both_forms_offer_the_same_people(clip):
    above, staff = JournalistFactory(name="Ruth Feldmann"), JournalistFactory(name="Ann at the desk")
    PositionFactory(journalist=staff, outlet=clip.article.outlet)
    JournalistFactory(name="Somebody else")
    bylines.decide(byline=clip.article.bylines.get(), journalist=above)
    clip.refresh_from_db()
    assert authors.offered(clip) == [above, staff]
