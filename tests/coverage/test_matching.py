"""From the text of an article to the monitors that it answers."""

import pytest
from django.db import connection

from coverage.models import Article, Monitor
from coverage.monitors import highlighting, matching
from coverage.monitors.compiling import compiled
from coverage.monitors.indexing import index
from coverage.monitors.words import fold
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, MonitorFactory

TEXT = (
    "Fernhall Storage has opened its largest plant. The grid operator welcomes the storage of energy, "
    "said Ruth Ångström. L’Énergie est précieuse. 电力公司宣布了新的储能项目。"
)


@pytest.fixture
def article(db: None) -> Article:
    outlet = OutletFactory(name="Stromblatt Heute", domain="stromblatt.example.com")
    made = ArticleFactory(
        title="Batteries reach the coast",
        text=TEXT,
        outlet=outlet,
        language="de-DE",
        domain="www.stromblatt.example.com",
    )
    BylineFactory(article=made, name="Jörg Weiß")
    BylineFactory(article=made, name="Ana Prieto", position=1)
    index(made)
    return made


def monitor(query: str, **more: object) -> Monitor:
    asked = compiled(query)
    return MonitorFactory(query=query, compiled=asked.tsquery, anchors=list(asked.anchors), **more)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("fernhall", True),
        ("FERNHALL", True),
        ("hall", False),
        ("angstrom", True),
        ("Ångström", True),
        ("énergie", True),
        ("precieu*", True),
        ("energ*", True),
        ("energet*", False),
        ('"fernhall storage"', True),
        ('"storage fernhall"', False),
        ("plant near/3 opened", True),
        ("plant near/2 opened", False),
        ("opened near/4 fernhall", True),
        ('"fernhall storage" near/3 opened', True),
        ('opened near/2 "fernhall storage"', True),
        ("(grid OR rail) near/1 operator", True),
        ("fernhall near/10 plant near/5 grid", True),
        ("coast near/30 fernhall", False),
        ("fernhall NOT welcomes", False),
        ("fernhall NOT road", True),
        ("title:batteries", True),
        ("title:fernhall", False),
        ("title:batter*", True),
        ('title:"reach the coast"', True),
        ("author:weiss", True),
        ('author:"Jörg Weiß"', True),
        ('author:"Weiß Ana"', False),
        ("author:angstrom", False),
        ("author:prie*", True),
        ("weiss", False),
        ("outlet:stromblatt.example.com", True),
        ("outlet:https://www.stromblatt.example.com/", True),
        ("outlet:example.com batteries", True),
        ("outlet:blatt.example.com", False),
        ('outlet:"stromblatt heute"', True),
        ("outlet:strom* batteries", True),
        ("fernhall NOT outlet:stromblatt", False),
        ("fernhall lang:de", True),
        ("fernhall lang:en", False),
        ("电力", True),
        ("储能", True),
        ("力电", False),
    ],
)
def test_article_answers_the_query(article: Article, query: str, is_found: bool) -> None:
    made = monitor(query)
    assert [match.monitor for match in matching.match(article)] == ([made] if is_found else [])


def test_match_is_new_once(article: Article, django_assert_num_queries: object) -> None:
    monitor("fernhall")
    paused = monitor("storage", is_active=False)
    with django_assert_num_queries(2):  # type: ignore[operator]
        (found,) = matching.match(article)
        assert found.monitor.client.name
    assert matching.match(article) == []
    assert not paused.matches.exists()


def test_match_of_an_archived_client_is_not_looked_for(article: Article) -> None:
    client = monitor("fernhall").client
    client.archived_at = article.found_at
    client.save(update_fields=["archived_at"])
    assert matching.match(article) == []


def test_index_takes_what_no_vector_holds(db: None) -> None:
    """A million words, words that are none, quotes and backslashes."""
    long = " ".join(f"word{number}" for number in range(70_000))
    article = ArticleFactory(title="It's \\ 'quoted'", text=f"{'x' * 5000} {'the ' * 20_000} {long}", language="")
    index(article)
    made = monitor('title:"it s quoted" word12')
    assert [match.monitor for match in matching.match(article)] == [made]


def test_fold_agrees_with_the_database(db: None) -> None:
    """On the letters of Europe: Latin, Greek, Cyrillic, Vietnamese too."""
    blocks = ((0xC0, 0x17F), (0x386, 0x3CE), (0x400, 0x45F), (0x1E00, 0x1E95), (0x1EA0, 0x1EF9))
    letters = [chr(code) for first, last in blocks for code in range(first, last + 1) if chr(code).isalpha()]
    letters.remove("ŉ")  # an apostrophe and a letter
    with connection.cursor() as cursor:
        cursor.execute("SELECT mr_fold(letter) FROM unnest(%s::text[]) AS letter", [letters])
        assert [fold(letter) for letter in letters] == [folded for (folded,) in cursor.fetchall()]


def test_highlight_marks_the_words_that_are_wanted(db: None) -> None:
    monitors = [monitor('"fernhall storage" NOT operator'), monitor("énergi* OR title:plant OR author:grid")]
    marked = [TEXT[start:end] for start, end in highlighting.spans(TEXT, monitors)]
    assert marked == ["Fernhall Storage", "plant", "Énergie"]
    assert highlighting.spans("", monitors) == []
    assert highlighting.spans_of("Grid storage and grid stores, not grid or storage", ['"grid stor*"']) == [
        (0, 12),
        (17, 28),
    ]
    assert highlighting.spans("Storage, Fernhall: nothing side by side", monitors) == []


@pytest.mark.django_db
def test_a_language_without_letters_is_passed_over() -> None:
    article = ArticleFactory(title="Fernhall opens", language="-")
    index(article)
    assert Article.objects.filter(pk=article.pk, search__isnull=False).exists()
