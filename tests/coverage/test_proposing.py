"""Which articles become clips that wait for a decision."""

import pghistory

from campaigns.models import Client
from coverage.articles import following_up
from coverage.articles.storing import store
from coverage.clips import deciding, proposing
from coverage.models import Article, Clip, Monitor, MonitorMatch
from coverage.reading import Reading
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


def test_a_clip_that_waits_is_assessed_anew_when_the_article_is_read_whole(client_brand, specialist):
    MonitorFactory(client=client_brand)
    url = "https://paper.example.org/wall"
    article, _ = store(Reading(title="Behind a wall"), url=url)
    clip = proposing.propose_for(article=article, client=client_brand, origin=Clip.Origin.ADDRESS, by=specialist)
    text = "Fernhall opened its plant. “Fernhall works,” said the mayor of Altfelde. " * 3
    store(Reading(title="Behind a wall", text=text), url=url)
    following_up.follow_up(Article.objects.get())
    before, clip = clip, Clip.objects.get()
    assert (before.prominence, clip.prominence) == ("", "lead")
    assert clip.suggested["words"]


def test_what_a_person_corrected_is_not_assessed_anew(client_brand, specialist):
    article = ArticleFactory(text="Fernhall opened its plant.")
    clip = proposing.propose_for(article=article, client=client_brand, origin=Clip.Origin.ADDRESS, by=specialist)
    with pghistory.context(user=specialist.pk):
        clip.tone = "negative"
        clip.save()
    assert proposing.assess_anew(article) == 0
