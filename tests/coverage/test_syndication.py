"""Copies of one story are grouped, the original first; what only resembles it is left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Outlet
from coverage.articles import regrouping
from coverage.articles.regrouping import NotPossible
from coverage.articles.storing import store
from coverage.articles.syndication import group
from coverage.models import Article
from coverage.reading import Reading
from tests.coverage.press import STORY
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
OTHER = (
    "Neighbours of the old quarry went to court on Friday. They say that nobody asked them, and that lorries will pass "
    "their gardens for three summers. Their lawyer wants the judges to stop the building until the town has counted "
    "the traffic anew. A ruling is expected before Christmas, and both sides have said that they would accept it."
)
QUOTE = (
    "“We have listened for four years, and the plan is better for it,” said Mara Lindqvist of Fernhall Storage. “A "
    "basin that carries a town through nine hours without wind is worth an argument.”"
)


def printed(site: str, text: str, *, at: datetime | None = NOON, **fields: object) -> Article:
    """An article as the pipeline stores and groups it."""
    reading = Reading(title=f"In {site}", text=text, published=at, **fields)
    article, _ = store(reading, url=f"https://{site}/{Article.objects.count()}")
    group(article)
    return Article.objects.get(pk=article.pk)


def test_a_copy_points_to_what_was_published_first() -> None:
    original = printed("first.example", STORY)
    copy = printed(
        "later.example", f"By our own desk.\n{STORY}\nRead more in our newsletter.", at=NOON + timedelta(hours=2)
    )
    cut = printed("third.example", " ".join(STORY.split()[:75]), at=NOON + timedelta(days=1))

    assert (original.original, copy.original, cut.original) == (None, original, original)


def test_what_comes_in_later_but_was_published_earlier_becomes_the_original() -> None:
    second = printed("second.example", STORY)
    third = printed("third.example", STORY, at=NOON + timedelta(hours=1))
    first = printed("first.example", STORY, at=NOON - timedelta(hours=1))

    assert first.original is None
    assert set(first.copies.all()) == {second, third}


def test_an_agency_is_the_original_of_the_same_day() -> None:
    OutletFactory(domain="agency.example", kind=Outlet.Kind.AGENCY)
    fast = printed("fast.example", STORY)
    agency = printed("agency.example", STORY, at=NOON + timedelta(hours=3))

    fast.refresh_from_db()
    assert (fast.original, agency.original) == (agency, None)


@pytest.mark.parametrize("text", [
    pytest.param(f"{OTHER}\n{QUOTE}", id="shares a statement"),
    pytest.param(f"{OTHER} {' '.join(STORY.split()[40:])}", id="keeps the background"),
    pytest.param(" ".join(STORY.split()[:20]), id="too short to say"),
    pytest.param("", id="not read"),
])  # fmt: skip
def test_what_only_resembles_a_story_is_no_copy(text: str) -> None:
    printed("first.example", f"{STORY}\n{QUOTE}")
    assert printed("other.example", text).original is None


def test_tomorrows_report_by_the_same_template_is_no_copy() -> None:
    report = (
        "Shares in Frankfurt closed higher on {0}. The leading index ended the day {1} points up at {2}, after {3} "
        "billion euros had changed hands. The euro was quoted at {4} dollars in the evening, and a barrel of Brent "
        "cost {5} dollars. Traders spoke of a quiet day, and look to the figures of the central bank, due next "
        "week. On the bond market the yield of ten-year federal bonds stood at {6} per cent, a little less than before."
    )
    printed("paper.example", report.format("Monday", 31, 17312, "2.8", "1.071", 81, "2.64"))
    tomorrow = printed("other.example", report.format("Tuesday", 12, 17324, "3.1", "1.082", 79, "2.59"))
    assert tomorrow.original is None


def test_a_text_without_spaces_is_compared_sign_by_sign() -> None:
    text = (
        "柏林市议会周二晚间投票通过了一项计划，将在一座废弃的采石场里储存冬季的风能。经过四年的争论，议员们终于达成一致。"
        "电价便宜时把水抽上去，昂贵时再放下来推动涡轮机。"
    )
    match = "昨天的足球比赛以三比一结束，主队在最后十分钟连进两球，全场观众起立鼓掌，教练却对防守表示不满。"
    original = printed("first.example", text)

    assert printed("second.example", f"据报道，{text}").original == original
    assert printed("third.example", text[:20] + match).original is None


def test_a_page_that_names_the_original_is_believed_if_the_texts_allow_it() -> None:
    original = printed("agency.example", STORY)
    url = original.url
    rewritten = printed("paper.example", f"{OTHER} {' '.join(STORY.split()[30:])}", canonical_url=url)
    other = printed("other.example", f"{QUOTE} {QUOTE[::-1]}", canonical_url=url)

    assert (rewritten.original, other.original) == (original, None)


def test_what_a_person_said_stays() -> None:
    original, copy = printed("first.example", STORY), printed("second.example", STORY)

    assert regrouping.set_apart(article=copy).before[copy.pk] == (original.pk, False)
    copy.refresh_from_db()
    assert group(copy) is None

    regrouping.make_copy(article=copy, of=original)
    regrouping.make_original(article=copy)
    original.refresh_from_db()
    copy.refresh_from_db()
    assert (original.original, copy.original) == (copy, None)
    with pytest.raises(NotPossible, match="copy of this one"):
        regrouping.make_copy(article=copy, of=original)

    earlier = printed("third.example", STORY, at=NOON - timedelta(days=1))
    assert earlier.original == copy, "the person named the original"


def test_what_was_said_of_a_group_is_taken_back_as_a_whole_unless_it_was_changed_since() -> None:
    first, second, third = (ArticleFactory() for _ in range(3))
    Article.objects.filter(pk=second.pk).update(original=first)
    turned = regrouping.make_copy(article=first, of=second, may_turn=True)
    moved = regrouping.make_copy(article=second, of=third)

    def originals() -> list[int | None]:
        return list(Article.objects.order_by("pk").values_list("original", flat=True))

    assert originals() == [third.pk, third.pk, None]
    assert regrouping.take_back(moved) == 2
    assert originals() == [second.pk, None, None]
    regrouping.set_apart(article=first)
    assert regrouping.take_back(turned) == 1  # the second is nobody's copy any more: that stands as it was left
    assert originals() == [None, first.pk, None]


def test_grouping_costs_the_same_however_many_share_a_phrase() -> None:
    def queries() -> int:
        article, _ = store(Reading(title="New", text=STORY), url=f"https://new.example/{Article.objects.count()}")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            group(article)
        return len(seen)

    printed("first.example", STORY)
    before = queries()
    for number in range(6):
        printed(f"paper{number}.example", f"{OTHER} {QUOTE}")
    assert queries() == before
