"""The filter "Wrote about", and who writes on a subject."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from contacts.models import Journalist
from coverage.models import MonitorMatch
from coverage.monitors.indexing import index
from coverage.press import subjects
from coverage.press.words import asked
from coverage.press.writing import Subject, writers_on, wrote_about
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import BeatFactory, JournalistFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, MonitorFactory

pytestmark = pytest.mark.django_db


def written(journalist, title, *, days=3, text="", **article):
    at = timezone.now() - timedelta(days=days)
    one = ArticleFactory(title=title, text=text, published_at=at, **article)
    BylineFactory(article=one, name=journalist.name, journalist=journalist, published_at=at)
    index(one)
    return one


@pytest.fixture
def ines():
    return JournalistFactory(name="Ines Albrecht")


@pytest.fixture
def pieter():
    return JournalistFactory(name="Pieter van Dalen")


def found(text):
    return [one.name for one in wrote_about(Journalist.objects.all(), text)]


def test_wrote_about_wants_every_word_in_one_article(ines, pieter):
    written(ines, "Netzentgelte steigen", text="Der Redispatch wird teurer, schreibt die Übertragungsnetz GmbH.")
    written(pieter, "Redispatch costs", text="Nothing on fees.")
    written(pieter, "Fees", text="Nothing on the other thing.")
    assert found("redispatch ubertragungsnetz") == ["Ines Albrecht"]
    assert found("redispatch fees") == ["Pieter van Dalen"]
    assert found("“redispatch fees”") == []
    assert found("football") == []


def test_wrote_about_takes_no_byline_for_a_subject(ines):
    written(ines, "Netzentgelte steigen")
    assert found("Albrecht") == []


def test_wrote_about_without_a_word_narrows_nothing(ines, pieter):
    assert found(" “” & ") == ["Ines Albrecht", "Pieter van Dalen"]


def test_the_list_of_journalists_is_narrowed_and_says_by_what(ines, pieter, client_for, specialist):
    written(ines, "Grid fees rise")
    page = client_for(specialist).get(reverse("contacts:journalist-list"), {"wrote": "grid fees"})
    assert [one.name for one in page.context["journalists"]] == ["Ines Albrecht"]
    assert "Wrote about" in page.content.decode()


def test_writers_are_counted_by_works_not_copies(ines, pieter):
    storage = Subject("on storage", asked("storage"))
    first = written(ines, "Storage is slow", days=40)
    written(ines, "Storage is slow", days=39, original=first)
    written(ines, "Storage is fast", days=2)
    written(ines, "Storage last year", days=500)
    written(pieter, "Opera")
    [(key, [one])] = writers_on([storage], most=10).items()
    assert (key, one.subject, one.count) == (ines.pk, storage, 2)
    assert (timezone.now() - one.since).days == 40


def test_writers_are_found_by_what_monitors_found(ines, client_brand):
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    own = MonitorFactory(client=client_brand, campaign=campaign, purpose="campaign", name="Altfelde")
    rival = MonitorFactory(client=client_brand, competitor="Voltmark", purpose="competitor")
    MonitorFactory(client=client_brand, purpose="us")
    article = written(ines, "Voltmark comes to Altfelde")
    for monitor in (own, rival):
        MonitorMatch.objects.create(monitor=monitor, article=article)
    about = subjects.of_monitors(campaign)
    assert [subject.label for subject in about] == ["found by “Altfelde”", "on Voltmark"]
    assert [one.subject.label for one in writers_on(about, most=10)[ines.pk]] == ["found by “Altfelde”", "on Voltmark"]
    narrowed = [subject.narrowed(asked("opera")) for subject in about]
    assert writers_on(narrowed, most=10) == {}


def test_a_story_is_about_what_it_repeats_and_the_press_seldom_says(ines, client_brand):
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on", objective="Fernhall Storage in Altfelde")
    campaign.key_messages.create(text="The battery in Altfelde delivers for 100 hours")
    campaign.key_messages.create(text="No battery of Fernhall Storage stands still")
    written(ines, "A battery for Altfelde")
    written(ines, "Another battery")
    assert [subject.label for subject in subjects.of_story(campaign)] == ["with “Altfelde”", "with “battery”"]


def test_a_beat_without_letters_is_about_nothing():
    assert subjects.of_beat(BeatFactory(name="!!!")) == []
