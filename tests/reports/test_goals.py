"""Goals: how far they have come is worked out, and said in a word."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.history import history_of
from coverage.models import Article
from reports import goals
from reports.models import Goal
from tests.factories.campaigns import CampaignFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.reports import GoalFactory

pytestmark = pytest.mark.django_db


def clips(client, number, **more):
    for n in range(number):
        article = ArticleFactory(published_at=datetime(2026, 10, 5, 9, n, tzinfo=UTC))
        ClipFactory(client=client, article=article, state="ours", decided_at=timezone.now(), **more)


def on_day(goal, today):
    counted = goals.count(goal)
    return goals.Progress(counted, counted.value, counted.formula, today)


@pytest.mark.parametrize(
    ("articles", "target", "today", "state", "percent"),
    [
        (0, 10, date(2026, 9, 30), "Not begun", 0),
        (10, 10, date(2026, 11, 1), "Reached", 100),
        (12, 10, date(2027, 1, 1), "Reached", 100),
        (9, 10, date(2027, 1, 1), "Missed", 90),
        (2, 10, date(2026, 11, 30), "Behind", 20),
        (6, 10, date(2026, 10, 31), "On its way", 60),
    ],
)
def test_state_follows_from_figure_and_days(client_brand, articles, target, today, state, percent):
    clips(client_brand, articles)
    goal = GoalFactory(client=client_brand, target=target)
    found = on_day(goal, today)
    assert (found.value, found.state, found.percent) == (articles, state, percent)


def test_goal_of_a_campaign_counts_the_campaigns(client_brand):
    campaign = CampaignFactory(client=client_brand)
    clips(client_brand, 2, campaign=campaign)
    clips(client_brand, 3)
    wide, narrow = GoalFactory(client=client_brand), GoalFactory(client=client_brand, campaign=campaign)
    assert [goals.count(each).value for each in (wide, narrow)] == [5, 2]


def test_share_of_nothing_is_not_missed_as_zero(client_brand):
    goal = GoalFactory(client=client_brand, measure="messages", target=60)
    found = on_day(goal, date(2026, 10, 5))
    assert (found.value, found.percent, found.state) == (None, None, "On its way")


@pytest.mark.parametrize("measure", Goal.Measure.values)
def test_every_measure_can_be_worked_out(client_brand, measure):
    goal = GoalFactory(client=client_brand, measure=measure, target=10)
    found = goals.count(goal)
    assert found.value in (0, None)
    assert found.formula


def test_goal_is_set_changed_and_deleted(client_for, specialist, colleague, client_brand):
    sent = {
        "client": client_brand.pk, "measure": "articles", "target": "30", "starts_on": "2026-10-01",
        "ends_on": "2026-12-31", "why": "More than last year.",
    }  # fmt: skip
    assert client_for(specialist).post(reverse("reports:goal-create"), sent).status_code == 302
    goal = Goal.objects.get()
    assert (goal.owner, goal.target) == (specialist, 30)
    again = client_for(specialist).post(reverse("reports:goal-create"), sent)
    assert again.status_code == 422
    assert "There is a goal for this figure and these days." in again.content.decode()
    client_for(colleague).post(goal.get_absolute_url(), {**sent, "target": "40"})
    assert (Goal.objects.get().target, Goal.objects.get().owner) == (40, specialist)
    client_for(colleague).post(reverse("reports:goal-deletion", args=[goal.pk]))
    assert not Goal.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": "0"}, "greater than or equal to 0.1"),
        ({"target": "nonsense"}, "Enter a number."),
        ({"target": "NaN"}, "Enter a number."),
        ({"target": "1e30"}, "no more than"),
        ({"measure": "messages", "target": "120"}, "A share is 100 % at the most."),
        ({"measure": "ave"}, "ave is not one of the available choices."),
        ({"ends_on": "2026-01-01"}, "The last day lies before the first one."),
    ],
)
def test_bad_input_sets_no_goal(client_for, specialist, client_brand, changes, said):
    sent = {
        "client": client_brand.pk, "measure": "articles", "target": "30", "starts_on": "2026-10-01",
        "ends_on": "2026-12-31", **changes,
    }  # fmt: skip
    answer = client_for(specialist).post(reverse("reports:goal-create"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "guard"),
    [
        ({"target": 0}, "reports_goal_target"),
        ({"measure": "messages", "target": 101}, "reports_goal_share"),
        ({"measure": "ave"}, "reports_goal_measure"),
        ({"ends_on": date(2026, 1, 1)}, "reports_goal_days"),
    ],
)
def test_database_guards_goals(client_brand, changes, guard):
    goal = GoalFactory(client=client_brand)
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(**changes)


def test_same_goal_twice_is_refused_by_the_database_without_a_campaign_too(client_brand):
    GoalFactory(client=client_brand)
    with pytest.raises(IntegrityError, match="reports_goal_once"), transaction.atomic():
        GoalFactory(client=client_brand)


def test_list_shows_running_goals_or_those_that_are_over(client_for, specialist, client_brand):
    GoalFactory(client=client_brand, ends_on=date(2999, 1, 1), why="Still running")
    GoalFactory(client=client_brand, ends_on=date(2026, 10, 2), why="Over and done")
    address = reverse("reports:goal-list")
    for query, shown, hidden in (
        ("", "Still running", "Over and done"),
        ("?show=over", "Over and done", "Still running"),
    ):
        page = client_for(specialist).get(address + query).content.decode()
        assert shown in page
        assert hidden not in page


def test_campaign_page_shows_its_goals_to_the_team_only(client_for, specialist, observer, client_brand):
    campaign = CampaignFactory(client=client_brand)
    GoalFactory(client=client_brand, campaign=campaign, why="Sixty percent carry it")
    assert b"Sixty percent carry it" in client_for(specialist).get(campaign.get_absolute_url()).content
    assert b"Sixty percent carry it" not in client_for(observer).get(campaign.get_absolute_url()).content


def test_goals_are_counted_again_by_themselves_the_longest_uncounted_first(client_brand):
    today = goals.today_of_team()
    running = GoalFactory(client=client_brand, starts_on=today - timedelta(days=9), ends_on=today)
    GoalFactory(client=client_brand, starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=300))
    GoalFactory(client=client_brand, starts_on=today + timedelta(days=1), ends_on=today + timedelta(days=9))
    assert goals.count_due() == 1
    assert goals.count_due() == 0
    clips(client_brand, 2)
    Article.objects.update(published_at=timezone.now() - timedelta(days=1))
    Goal.objects.update(counted_at=timezone.now() - goals.COUNTED_EVERY)
    assert goals.count_due() == 1
    running.refresh_from_db()
    assert running.value == 2


def test_counting_is_no_change_that_history_tells_of(client_brand):
    goal = goals.count(GoalFactory(client=client_brand))
    assert [entry.what for entry in history_of(goal)] == ["created"]


def test_pages_with_goals_take_the_same_number_of_queries(
    client_for, specialist, client_brand, django_assert_num_queries
):
    campaign = CampaignFactory(client=client_brand)
    browser = client_for(specialist)
    for target in (1, 2, 3):
        GoalFactory(client=client_brand, campaign=campaign, ends_on=date(2999, 1, target), measure="voice")
        if target != 2:
            for page, number in ((reverse("reports:goal-list"), 8), (campaign.get_absolute_url(), 21)):
                browser.get(page)
                with django_assert_num_queries(number):
                    browser.get(page)
