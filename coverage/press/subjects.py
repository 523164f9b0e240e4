"""What a campaign, a beat or a pitch is about, in a form in which articles on it can be found."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from campaigns.models import Campaign, Client
from contacts.models import Beat
from coverage.models import Monitor
from coverage.monitors.compiling import COMMON
from coverage.monitors.words import words_in
from coverage.press.words import asked
from coverage.press.writing import Subject

SHORTEST_NAME = 4
SHORTEST_TELLING = 7
CANDIDATES = 8
MOST_TELLING = 4
MOST_MONITORS = 20
# Long words that say nothing of a story; shorter ones are left out anyway, unless they are names.
_EMPTY_WORDS = (
    "against already another because between company morning nothing several somebody something through together "
    "tuesday thursday saturday wednesday without wahrend zwischen zusammen jahren pendant plusieurs toujours "
    "tussen zonder"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
# A word that stands in more articles says nothing of its own.
TOO_COMMON = 1_000

IN_ARTICLES = "(SELECT %s, count(*) FROM (SELECT FROM coverage_article WHERE search @@ %s::tsquery LIMIT %s) AS few)"


def of_words(text: str) -> list[Subject]:
    query = asked(text)
    return [Subject(f"with {text.strip()}", query)] if query else []


def of_beat(beat: Beat) -> list[Subject]:
    """Articles that hold every word of the beat's name."""
    query = asked(beat.name)
    return [Subject(f"on {beat.name}", query)] if query else []


def of_campaign(campaign: Campaign) -> list[Subject]:
    """What the campaign's monitors find, what those of its client find on issues and competitors, and its words."""
    return [*of_monitors(campaign), *of_story(campaign)]


def of_monitors(campaign: Campaign) -> list[Subject]:
    """One subject for each of the campaign's monitors and of those for issues and competitors of its client."""
    wanted = Monitor.objects.active().filter(client=campaign.client_id)
    campaigns_own = list(wanted.filter(campaign=campaign).order_by("name", "pk")[:MOST_MONITORS])
    around = wanted.filter(campaign=None, purpose__in=[Monitor.Purpose.ISSUE, Monitor.Purpose.COMPETITOR])
    return [
        *(Subject(f"found by “{one}”", monitors=(one.pk,), weight=2, internal=True) for one in campaigns_own),
        *(
            Subject(
                f"on {one.competitor}" if one.competitor else f"found by “{one}”", monitors=(one.pk,), internal=True
            )
            for one in around.order_by("name", "pk")[:MOST_MONITORS]
        ),
    ]


def of_story(campaign: Campaign, *texts: str) -> list[Subject]:
    """The rarest words that stand in at least two of: its name, objective, messages, and `texts`; its client's apart.

    What a story keeps saying and the press seldom says is what the story is about. Two queries.
    """
    messages = campaign.key_messages.values_list("text", flat=True)
    said = [campaign.name, campaign.objective, *messages, *texts]
    spelt = _repeated(said, apart_from=campaign.client)
    rare = sorted((count, word) for word, count in _counts(spelt).items() if 0 < count <= TOO_COMMON)
    return [Subject(f"with “{spelt[word]}”", asked(spelt[word])) for _, word in rare[:MOST_TELLING]]


def _repeated(texts: Iterable[str], *, apart_from: Client) -> dict[str, str]:
    """Folded word → as it is spelt, for those in most texts, at least two: long ones, and names."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    telling: set[str] = set()
    for text in texts:
        words = [(word.folded, text[word.start : word.end], word.start) for word in words_in(text)]
        counts.update({folded for folded, _, _ in words})
        spelt = {folded: word for folded, word, _ in words} | spelt
        telling |= {folded for folded, word, start in words if _is_telling(word, text[:start])}
    left_out = {word.folded for word in words_in(apart_from.name)} | COMMON | _EMPTY
    return {word: spelt[word] for word, n in counts.most_common() if n > 1 and word in telling - left_out}


def _is_telling(word: str, before: str) -> bool:
    """A long word, or one with a capital letter that does not begin a sentence."""
    is_name = word[0].isupper() and before.rstrip()[-1:].isalpha()
    return not word.isdecimal() and len(word) >= (SHORTEST_NAME if is_name else SHORTEST_TELLING)


def _counts(spelt: dict[str, str]) -> dict[str, int]:
    """Word → how many articles hold it, counted up to a bound; one query."""
    words = list(spelt)[:CANDIDATES]
    if not words:
        return {}
    params = [value for word in words for value in (word, asked(spelt[word]), TOO_COMMON + 1)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([IN_ARTICLES] * len(words)), params)
        return dict(cursor.fetchall())
