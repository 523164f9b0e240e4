"""The pages of monitors and alerts: what is on them, who may open them, what bad input gets."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client
from core import jobs
from coverage.models import Alert, AlertDue, AlertHours, Article, Clip, Crisis, Monitor, MonitorMatch
from coverage.monitors import matching
from coverage.monitors.indexing import index
from coverage.monitors.saving import save
from team.models import User
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, ClipFactory, MonitorFactory

SignIn = Callable[[User | None], Browser]


def article(title: str, *, days_ago: float = 1, **more: object) -> Article:
    made = ArticleFactory(title=title, published_at=timezone.now() - timedelta(days=days_ago), **more)
    index(made)
    return made


def look_back(monitor: Monitor) -> dict:
    assert monitor.look_back_id
    done = jobs.run(job_id=monitor.look_back_id)
    assert done is not None
    assert done.state == "done", done.error
    return done.result


@pytest.fixture
def typed(client_brand: Client) -> dict[str, object]:
    return {
        "query": '"fernhall storage" NOT road',
        "name": "Fernhall",
        "client": client_brand.pk,
        "purpose": "us",
        "crisis_factor": 5,
        "rhythm": "at_once",
    }


def test_monitor_is_made_and_looks_back(
    client_for: SignIn, specialist: User, typed: dict[str, object], client_brand: Client
) -> None:
    found = article("Fernhall Storage opens", outlet=OutletFactory(name="Stromblatt"))
    article("Fernhall Storage on the road")
    article("Fernhall Storage long ago", days_ago=40)
    browser = client_for(specialist)
    response = browser.post(reverse("coverage:monitor-create"), typed)
    monitor = Monitor.objects.get()
    assert response.headers["Location"] == monitor.get_absolute_url()
    assert (monitor.owner, monitor.anchors) == (specialist, ["fernhall"])
    assert look_back(monitor) == {"found": 1}
    assert list(monitor.matches.values_list("article", flat=True)) == [found.pk]
    clip = Clip.objects.get()
    assert (clip.article, clip.client, clip.state) == (found, client_brand, "waiting")
    assert not AlertDue.objects.exists()  # what is old alerts nobody
    page = browser.get(monitor.get_absolute_url()).content.decode()
    assert "<mark>Fernhall Storage</mark> opens" in page
    assert "Stromblatt" in page
    assert '<button name="rhythm" value="at_once" aria-pressed="true">' in page


def test_competitor_makes_no_clips(specialist: User, client_brand: Client) -> None:
    article("Kestrel wins")
    monitor = Monitor(client=client_brand, name="Kestrel", purpose="competitor", competitor="Kestrel", query="kestrel")
    assert look_back(save(monitor=monitor, by=specialist)) == {"found": 1}
    assert (monitor.matches.count(), Clip.objects.count()) == (1, 0)


def test_saving_leaves_alone_what_triage_taught_meanwhile(specialist: User, client_brand: Client) -> None:
    monitor = MonitorFactory(client=client_brand)
    typed = Monitor.objects.get(pk=monitor.pk)
    Monitor.objects.filter(pk=monitor.pk).update(learned={"ours": 3}, is_active=False)
    typed.name = "Fernhall in the press"
    save(monitor=typed, by=specialist)
    monitor.refresh_from_db()
    assert (monitor.name, monitor.learned, monitor.is_active) == ("Fernhall in the press", {"ours": 3}, False)


def test_changed_query_forgets_what_it_no_longer_finds(specialist: User, client_brand: Client) -> None:
    kept, gone = article("Fernhall Storage, decided"), article("Fernhall Road")
    clipped = article("Fernhall Road, clipped")
    monitor = Monitor(client=client_brand, name="Us", purpose="issue", query="fernhall")
    look_back(save(monitor=monitor, by=specialist))
    ClipFactory(article=clipped, client=client_brand)
    for match in monitor.matches.all():
        AlertDue.objects.create(user=specialist, match=match, rhythm="daily", due_at=match.matched_at)
    monitor.query = "fernhall NOT road"
    assert look_back(save(monitor=monitor, by=specialist)) == {"found": 0}
    assert set(monitor.matches.values_list("article", flat=True)) == {kept.pk, clipped.pk}
    first = monitor.look_back_id
    monitor.name = "Renamed"
    save(monitor=monitor, by=specialist)
    assert monitor.look_back_id == first
    assert gone.matches.count() == 0
    assert AlertDue.objects.count() == 2


def test_look_back_of_an_older_query_does_nothing(specialist: User, client_brand: Client) -> None:
    article("Fernhall")
    monitor = save(monitor=Monitor(client=client_brand, name="Us", query="fernhall"), by=specialist)
    Monitor.objects.filter(pk=monitor.pk).update(query="other")
    assert look_back(monitor) == {"found": 0}
    assert not MonitorMatch.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"query": "(fernhall OR storage"}, "This bracket is never closed. (Here: ()"),
        ({"query": " "}, "This field is required."),
        ({"query": "wind " * 501}, "The query has 501 terms; 500 are the most."),
        ({"query": "x" * 8001}, "Ensure this value has at most 8000 characters"),
        ({"name": ""}, "This field is required."),
        ({"purpose": "campaign"}, "Say which campaign it is for."),
        ({"purpose": "competitor"}, "Say which competitor it is for."),
        ({"name": "ALREADY THERE"}, "This client has a monitor of this name."),
        ({"crisis_factor": 101}, "At most 100 times the usual number; 0 switches it off."),
        ({"rhythm": "hourly"}, "hourly is not one of the available choices"),
    ],
)
def test_bad_input_is_said_and_kept(
    client_for: SignIn, specialist: User, typed: dict[str, object], client_brand: Client, change: dict, message: str
) -> None:
    MonitorFactory(client=client_brand, name="Already there")
    sent = {**typed, **change}
    response = client_for(specialist).post(reverse("coverage:monitor-create"), sent)
    page = response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    assert response.status_code == 422
    assert message in page
    assert str(sent["query"]).strip() in page
    assert Monitor.objects.count() == 1


def test_campaign_of_another_client_is_refused(client_for: SignIn, specialist: User, typed: dict[str, object]) -> None:
    other = CampaignFactory(name="Ferries", client=ClientFactory(name="Kestrel"))
    sent = {**typed, "purpose": "campaign", "campaign": other.pk}
    response = client_for(specialist).post(reverse("coverage:monitor-create"), sent)
    assert "Ferries is a campaign of Kestrel, not of Fernhall Storage." in response.content.decode()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"purpose": "nobody"}, "coverage_monitor_purpose"),
        ({"purpose": "campaign"}, "coverage_monitor_campaign"),
        ({"purpose": "competitor"}, "coverage_monitor_competitor"),
        ({"anchors": []}, "coverage_monitor_has_anchors"),
    ],
)
def test_database_refuses_what_no_form_lets_through(db: None, change: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        MonitorFactory(**change)


def test_database_keeps_names_matches_and_rhythms_apart(specialist: User) -> None:
    monitor = MonitorFactory(name="Us")
    match = MonitorMatch.objects.create(monitor=monitor, article=ArticleFactory())
    Alert.objects.create(user=specialist, monitor=monitor)
    for make, constraint in (
        (lambda: MonitorFactory(name="US", client=monitor.client), "coverage_monitor_name"),
        (lambda: MonitorMatch.objects.create(monitor=monitor, article=match.article), "coverage_match_once"),
        (lambda: Alert.objects.create(user=specialist, monitor=monitor), "coverage_alert_once"),
        (lambda: Alert.objects.filter(monitor=monitor).update(rhythm="hourly"), "coverage_alert_rhythm"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make()


def preview(browser: Browser, query: str) -> str:
    return browser.post(reverse("coverage:monitor-preview"), {"query": query}).content.decode()


def test_preview_counts_and_marks(client_for: SignIn, specialist: User) -> None:
    article(
        "Fernhall Storage opens <plant>", text=f"{'Long before. ' * 40} Then <b>fernhall</b> came. {'And on. ' * 60}"
    )
    article("Fernhall of old", days_ago=31)
    article("Fernhall of tomorrow", days_ago=-1)
    browser = client_for(specialist)
    page = preview(browser, "fernhall")
    assert "<b>1</b> article<" in page
    assert "<mark>Fernhall</mark> Storage opens &lt;plant&gt;" in page
    assert "… " in page
    assert "&lt;b&gt;<mark>fernhall</mark>&lt;/b&gt; came." in page
    assert "Nothing from the last 30 days matches." in preview(browser, "kestrel")
    assert "is shown here while you write it" in preview(browser, " ")


def test_preview_points_at_what_is_wrong(client_for: SignIn, specialist: User) -> None:
    browser = client_for(specialist)
    page = preview(browser, "grid AND OR storage")
    assert "AND and OR stand side by side." in page
    assert "grid <mark>AND OR</mark> storage" in page
    assert "“or” in small letters is looked for as a word. Write OR if you mean the operator." in preview(
        browser, "grid or storage"
    )
    assert "small letters" not in preview(browser, '"now or never"')


def test_preview_without_javascript_keeps_what_was_typed(
    client_for: SignIn, specialist: User, typed: dict[str, object]
) -> None:
    article("Fernhall Storage opens")
    response = client_for(specialist).post(reverse("coverage:monitor-create"), {**typed, "look": "1"})
    page = response.content.decode()
    assert "<b>1</b> article<" in page
    assert 'value="Fernhall"' in page
    assert not Monitor.objects.exists()


def test_monitor_is_edited_and_its_history_kept(client_for: SignIn, specialist: User, client_brand: Client) -> None:
    monitor = save(monitor=Monitor(client=client_brand, name="Us", query="fernhall"), by=specialist)
    browser = client_for(specialist)
    sent = {"query": "fernhall storage", "name": "Us", "client": client_brand.pk, "purpose": "issue",
            "crisis_factor": 0, "rhythm": "never"}  # fmt: skip
    edit = reverse("coverage:monitor-edit", args=[monitor.pk])
    browser.post(edit, {**sent, "seen": browser.get(edit).context["seen"]})
    page = browser.get(monitor.get_absolute_url()).content.decode()
    assert "changed 3 fields" in page
    monitor.refresh_from_db()
    assert (monitor.compiled, monitor.crisis_factor) == ("( 'fernhall' & 'storage' )".strip("( )"), 0)


def test_who_saves_a_monitor_after_a_colleague_sees_both_queries(
    client_for: SignIn, specialist: User, colleague: User, typed: dict[str, object], client_brand: Client
) -> None:
    monitor = save(monitor=Monitor(client=client_brand, name="Fernhall", query="fernhall"), by=specialist)
    edit = reverse("coverage:monitor-edit", args=[monitor.pk])
    late, quick = client_for(specialist), client_for(colleague)
    opened = late.get(edit).context["seen"]
    quick.post(edit, {**typed, "query": "fernhall AND storage", "seen": quick.get(edit).context["seen"]})
    refused = late.post(edit, {**typed, "seen": opened})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "saved this" in page
    assert ("fernhall AND storage" in page, "NOT road" in page) == (True, True)
    monitor.refresh_from_db()
    assert monitor.query == "fernhall AND storage"
    saved = late.post(edit, {**typed, "seen": refused.context["seen"]})
    monitor.refresh_from_db()
    assert (saved.status_code, monitor.query) == (302, typed["query"])


def test_monitor_is_paused_and_taken_up_by_undo(client_for: SignIn, specialist: User, client_brand: Client) -> None:
    monitor = save(monitor=Monitor(client=client_brand, name="Us", query="fernhall"), by=specialist)
    browser = client_for(specialist)
    pause = reverse("coverage:monitor-pause", args=[monitor.pk])
    browser.post(pause)
    assert matching.match(article("Fernhall")) == []
    assert "Paused" in browser.get(monitor.get_absolute_url()).content.decode()
    browser.post(f"{pause}?resume=1")
    monitor.refresh_from_db()
    assert monitor.is_active
    assert look_back(monitor) == {"found": 1}  # what was missed meanwhile


def test_monitor_is_deleted_and_clips_stay(client_for: SignIn, specialist: User) -> None:
    monitor = MonitorFactory(name="Us")
    match = MonitorMatch.objects.create(monitor=monitor, article=ArticleFactory())
    ClipFactory(article=match.article, client=monitor.client)
    browser = client_for(specialist)
    assert "no longer listed with it (1 article)" in browser.get(monitor.get_absolute_url()).content.decode()
    browser.post(reverse("coverage:monitor-delete", args=[monitor.pk]))
    assert (Monitor.objects.count(), Clip.objects.count(), Article.objects.count()) == (0, 1, 1)


def test_list_filters_and_counts(client_for: SignIn, specialist: User) -> None:
    us = MonitorFactory(name="Fernhall", query="fernhall")
    MonitorFactory(name="Rival", query="kestrel", purpose="competitor", competitor="Kestrel Ferries")
    MonitorFactory(name="Old one", is_active=False)
    for days in (1, 3, 20, 40):
        MonitorMatch.objects.create(monitor=us, article=article("Fernhall", days_ago=days))
    browser = client_for(specialist)
    url = reverse("coverage:monitor-list")

    def names(**asked: str) -> list[str]:
        return [monitor.name for monitor, _ in browser.get(url, asked).context["rows"]]

    assert names() == ["Fernhall", "Rival"]
    assert names(show="all") == ["Fernhall", "Old one", "Rival"]
    assert names(show="paused") == ["Old one"]
    assert names(purpose="competitor") == ["Rival"]
    assert names(q="férries") == ["Rival"]
    assert names(client=str(us.client_id)) == ["Fernhall"]
    assert names(client="nonsense", purpose="?", q="\x00") == ["Fernhall", "Rival"]
    figures = browser.get(url).context["rows"][0][1]
    assert (figures.week, figures.month) == (2, 3)
    assert "No monitor matches" in browser.get(url, {"q": "nothing"}).content.decode()


def test_list_without_monitors_offers_one(client_for: SignIn, specialist: User) -> None:
    assert "No monitors yet" in client_for(specialist).get(reverse("coverage:monitor-list")).content.decode()


def test_queries_stay_the_same_with_more_rows(
    client_for: SignIn, specialist: User, django_assert_num_queries: Callable
) -> None:
    browser = client_for(specialist)
    first = MonitorFactory(name="A")
    pages = [reverse("coverage:monitor-list"), first.get_absolute_url(), reverse("coverage:alerts")]

    def add(number: int) -> None:
        for _ in range(number):
            monitor = MonitorFactory(purpose="campaign", campaign=CampaignFactory())
            Alert.objects.create(user=specialist, monitor=monitor)
            Crisis.objects.create(monitor=monitor, started_at=timezone.now(), found=12, usual=1)
            for shown in (first, monitor):
                found = article("Fernhall", outlet=OutletFactory())
                MonitorMatch.objects.create(monitor=shown, article=found)

    add(1)
    counts = [_queries(browser, page) for page in pages]
    add(2)
    assert [_queries(browser, page) for page in pages] == counts


def _queries(browser: Browser, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert browser.get(page).status_code == 200
    return len(asked)


def test_crisis_is_shown_and_closed(client_for: SignIn, specialist: User) -> None:
    monitor = MonitorFactory(name="Fernhall")
    crisis = Crisis.objects.create(monitor=monitor, started_at=timezone.now(), found=31, usual=2.5)
    browser = client_for(specialist)
    assert "31 stories in 24 hours, usually 2.5 a day" in browser.get(monitor.get_absolute_url()).content.decode()
    assert "Far more than usual" in browser.get(reverse("coverage:monitor-list")).content.decode()
    browser.post(reverse("coverage:crisis-close", args=[crisis.pk]))
    crisis.refresh_from_db()
    assert crisis.closed_by == specialist
    assert "Closed by Maya Lindqvist" in browser.get(monitor.get_absolute_url()).content.decode()


def test_alerts_page_sets_rhythm_and_hours(client_for: SignIn, specialist: User) -> None:
    monitor = MonitorFactory(name="Fernhall")
    match = MonitorMatch.objects.create(monitor=monitor, article=ArticleFactory())
    AlertDue.objects.create(user=specialist, match=match, rhythm="daily", due_at=timezone.now() + timedelta(days=9))
    browser = client_for(specialist)
    part = browser.post(
        reverse("coverage:monitor-alert", args=[monitor.pk]), {"rhythm": "daily"}, headers={"HX-Request": "true"}
    )
    assert 'value="daily" aria-pressed="true"' in part.content.decode()
    assert Alert.objects.get().rhythm == "daily"
    sent = {"quiet_from": "22:00", "quiet_until": "22:00", "digest_at": "06:30"}
    browser.post(reverse("coverage:alerts"), sent)
    hours = AlertHours.objects.get()
    assert (str(hours.digest_at), hours.quiet_weekends, hours.by_mail) == ("06:30:00", False, False)
    assert AlertDue.objects.get().due_at < timezone.now() + timedelta(days=2)
    bad = browser.post(reverse("coverage:alerts"), {**sent, "digest_at": "25:00"})
    assert bad.status_code == 422
    assert "Enter a valid time." in bad.content.decode()
    browser.post(reverse("coverage:monitor-alert", args=[monitor.pk]), {"rhythm": "hourly"})
    assert Alert.objects.get().rhythm == "daily"


def test_alerts_are_each_reader_s_own(client_for: SignIn, specialist: User, colleague: User) -> None:
    monitor = MonitorFactory(name="Fernhall")
    client_for(colleague).post(reverse("coverage:monitor-alert", args=[monitor.pk]), {"rhythm": "at_once"})
    browser = client_for(specialist)
    assert 'value="never" aria-pressed="true"' in browser.get(reverse("coverage:alerts")).content.decode()
    assert "1 other hears of it too." in browser.get(monitor.get_absolute_url()).content.decode()
    assert list(Alert.objects.values_list("user", "rhythm")) == [(colleague.pk, "at_once")]


PAGES = ["monitor-list", "monitor-create", "alerts"]
OF_ONE = ["monitor-detail", "monitor-edit"]
ACTS = ["monitor-pause", "monitor-delete", "monitor-alert"]


def test_team_works_with_each_other_s_monitors_and_observers_see_none(
    client_for: SignIn, specialist: User, colleague: User, observer: User, client_brand: Client
) -> None:
    """`observer` reads along for this very client; how the team watches is not theirs to see."""
    monitor = MonitorFactory(name="Secret watch", query="takeover", client=client_brand, owner=specialist)
    crisis = Crisis.objects.create(monitor=monitor, started_at=timezone.now(), found=31, usual=2.5)
    urls = [reverse(f"coverage:{name}") for name in PAGES]
    urls += [reverse(f"coverage:{name}", args=[monitor.pk]) for name in OF_ONE]
    acts = [reverse(f"coverage:{name}", args=[monitor.pk]) for name in ACTS]
    acts += [reverse("coverage:crisis-close", args=[crisis.pk]), reverse("coverage:monitor-preview")]
    for url in urls:
        assert client_for(colleague).get(url).status_code == 200
        assert client_for(None).get(url).headers["Location"].startswith("/account/login/")
        refused = client_for(observer).get(url)
        assert refused.status_code == 403
        assert b"takeover" not in refused.content
    for url in acts:
        assert client_for(observer).post(url, {"query": "takeover", "rhythm": "daily"}).status_code == 403
        assert client_for(None).post(url).headers["Location"].startswith("/account/login/")
    monitor.refresh_from_db()
    crisis.refresh_from_db()
    assert (monitor.is_active, crisis.ended_at, Alert.objects.count()) == (True, None, 0)
