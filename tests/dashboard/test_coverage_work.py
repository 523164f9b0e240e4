"""What was published puts rows on Today."""

from datetime import timedelta

from django.utils import timezone

from campaigns.models import Client
from contacts import timeline
from contacts.models import TimelineEntry
from coverage.models import Clip, Crisis
from dashboard.desk import Desk, Urgency
from dashboard.work import work_for
from team.models import User
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import ArticleFactory, ClipFactory, MonitorFactory


def titles(user: User, *, team: bool = False) -> list[str]:
    return [item.title for item in work_for(Desk(user, team))]


def confirmed(client: Client, by: User, *, days: int = 1, **more: object) -> Clip:
    when = timezone.now() - timedelta(days=days)
    return ClipFactory(
        client=client, state="ours", decided_by=by, decided_at=when, article=ArticleFactory(published_at=when), **more
    )


def test_clips_to_confirm_are_one_row_for_everybody(client_brand: Client, specialist: User, colleague: User) -> None:
    for _ in range(2):
        ClipFactory(client=client_brand)
    ClipFactory(client=ClientFactory(name="Kestrel Ferries"))
    for user in (specialist, colleague):
        [item] = work_for(Desk(user))
        assert (item.title, item.line, item.href) == (
            "3 clips to confirm",
            "Fernhall Storage 2, Kestrel Ferries 1",
            "/coverage/",
        )


def test_an_author_is_thanked_by_whoever_confirmed_the_clip_once(
    client_brand: Client, specialist: User, colleague: User
) -> None:
    ruth = JournalistFactory(name="Ruth Feldmann")
    for _ in range(2):
        confirmed(client_brand, specialist, journalist=ruth)
    assert titles(specialist) == ["Thank Ruth Feldmann"]
    assert titles(colleague) == []
    assert titles(colleague, team=True) == ["Thank Ruth Feldmann"]


def test_nobody_is_thanked_twice_late_for_harm_or_against_their_wish(client_brand: Client, specialist: User) -> None:
    spoken = JournalistFactory()
    confirmed(client_brand, specialist, journalist=spoken)
    timeline.record(journalist=spoken, kind=TimelineEntry.Kind.CALL, headline="Called")
    confirmed(client_brand, specialist, journalist=JournalistFactory(), days=6)
    confirmed(client_brand, specialist, journalist=JournalistFactory(), tone=Clip.Tone.NEGATIVE)
    confirmed(client_brand, specialist, journalist=JournalistFactory(do_not_contact=True))
    confirmed(client_brand, specialist)
    assert titles(specialist) == []


def test_far_more_than_usual_comes_first_for_managers_and_the_owner(
    client_brand: Client, specialist: User, colleague: User, manager: User
) -> None:
    monitor = MonitorFactory(client=client_brand, name="Fernhall", owner=specialist)
    Crisis.objects.create(monitor=monitor, started_at=timezone.now(), found=40, usual=2.5)
    ClipFactory(client=client_brand)
    for user in (specialist, manager):
        first, _ = work_for(Desk(user))
        assert (first.urgency, first.title) == (Urgency.NOW, "Far more than usual: Fernhall")
        assert first.line == "Fernhall Storage. 40 articles within a day; 2.5 are usual"
    assert titles(colleague) == ["One clip to confirm"]
