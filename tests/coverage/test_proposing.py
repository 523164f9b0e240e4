"""Which articles become clips that wait for a decision."""

from campaigns.models import Client
from coverage.clips import deciding, proposing
from coverage.models import Clip, Monitor, MonitorMatch
from team.models import User
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, MonitorFactory


def test_only_our_own_monitors_propose_and_once_a_client(client_brand: Client) -> None:
    campaign = CampaignFactory(client=client_brand)
    monitors = [
        MonitorFactory(client=client_brand),
        MonitorFactory(client=client_brand, purpose=Monitor.Purpose.CAMPAIGN, campaign=campaign),
        MonitorFactory(client=client_brand, purpose=Monitor.Purpose.COMPETITOR, competitor="Kestrel"),
        MonitorFactory(purpose=Monitor.Purpose.ISSUE),
    ]
    author = JournalistFactory()
    article = ArticleFactory(outlet=OutletFactory(reach=21_400, reach_source="Its own figure"))
    BylineFactory(article=article, journalist=author)
    matches = [MonitorMatch.objects.create(monitor=monitor, article=article) for monitor in monitors]

    [clip] = proposing.propose(article, matches)
    assert (clip.client, clip.campaign, clip.journalist, clip.state) == (client_brand, campaign, author, "waiting")
    assert (clip.reach, clip.reach_source) == (21_400, "Its own figure")
    assert proposing.propose(article, matches) == [clip]
    assert Clip.objects.count() == 1


def test_what_was_decided_is_not_proposed_again(client_brand: Client, specialist: User) -> None:
    clip = proposing.propose_for(article=ArticleFactory(), client=client_brand, origin=Clip.Origin.MONITOR)
    deciding.reject(clip=clip, by=specialist)
    again = proposing.propose_for(article=clip.article, client=client_brand, origin=Clip.Origin.ADDRESS)
    assert (again.pk, again.state) == (clip.pk, Clip.State.NOT_OURS)
