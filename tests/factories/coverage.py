"""Sources, articles, monitors and clips for tests. What an index is made of is kept by the product's own verbs."""

import hashlib

import factory

from coverage.models import Article, Byline, Clip, Monitor, Sighting, Source
from tests.factories.campaigns import ClientFactory


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"Feed {n}")
    url = factory.Sequence(lambda n: f"https://paper{n}.example.org/feed.xml")
    host = factory.LazyAttribute(lambda made: made.url.split("/")[2] if made.url else "")


class ArticleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Article

    title = factory.Sequence(lambda n: f"Headline {n}")
    url = factory.Sequence(lambda n: f"https://paper.example.org/{n}")
    url_key = factory.LazyAttribute(lambda made: hashlib.sha256(made.url.encode()).hexdigest() if made.url else "")
    domain = factory.LazyAttribute(lambda made: made.url.split("/")[2] if made.url else "")


class BylineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Byline

    article = factory.SubFactory(ArticleFactory)
    name = "Ruth Feldmann"
    name_key = factory.LazyAttribute(lambda made: made.name.lower())


class SightingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sighting

    source = factory.SubFactory(SourceFactory)
    url = factory.Sequence(lambda n: f"https://paper.example.org/sighted/{n}")
    url_key = factory.LazyAttribute(lambda made: hashlib.sha256(made.url.encode()).hexdigest())
    host = "paper.example.org"


class MonitorFactory(factory.django.DjangoModelFactory):
    """Looks for one word, as `coverage.monitors` would have compiled it; a test of queries compiles its own."""

    class Meta:
        model = Monitor

    name = factory.Sequence(lambda n: f"Monitor {n}")
    client = factory.SubFactory(ClientFactory)
    query = "fernhall"
    compiled = "'fernhall'"
    anchors = factory.LazyFunction(lambda: ["fernhall"])


class ClipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Clip
        skip_postgeneration_save = True

    client = factory.SubFactory(ClientFactory)
    article = factory.SubFactory(ArticleFactory)
