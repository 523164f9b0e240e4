import pytest

from coverage.clips import clipping
from coverage.models import ArticleAddress
from tests.factories.campaigns import ClientFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.team import UserFactory


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" https://paper.example.org/a ", "https://paper.example.org/a"),
        ("<https://paper.example.org/a>", "https://paper.example.org/a"),
        ("paper.example.org/a", "https://paper.example.org/a"),
    ],
)
def test_an_address_is_taken_as_it_is_meant(typed, meant):
    assert clipping.tidy(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "Fernhall fills a hall", "ftp://paper.example.org/a", "https://", "https://localhost/a",
              "javascript://a.b/%0aalert(1)", "https://[broken", f"https://paper.example.org/{'a' * 2000}",
              f"https://paper.example?{'a' * 1978}"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(typed):
    with pytest.raises(clipping.NoAddress, match="address"):
        clipping.tidy(typed)


def test_a_clip_that_is_there_is_given_as_it_is(db):
    client, article = ClientFactory(), ArticleFactory()
    ArticleAddress.objects.create(article=article, url="x", url_key=clipping.key_of("http://www.paper.example.org/a"))
    clip = ClipFactory(client=client, article=article)
    given = clipping.clip_address(url="https://paper.example.org/a?utm_source=x", client=client, by=UserFactory())
    assert given == clip
