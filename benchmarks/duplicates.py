"""Are syndicated copies grouped, and nothing else? Made pairs of real pages, stored and grouped as the product does.

    python -m benchmarks.duplicates

The texts are those of ../shared/data/articles. Of each story copies are made as outlets make them (cut, edited,
credited, corrected, retyped), and look-alikes as they come about: a follow-up that keeps the background, another
report with the same statement and boilerplate, tomorrow's market report. Exits 1 under 95 % precision.
"""

import json
import random
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.ground import own_ground

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "articles"
LEAST_PRECISION = 0.95
BOILERPLATE = (
    "About Fernhall Storage: Fernhall Storage builds and runs pumped storage plants for towns that want to keep the "
    "power of their own wind. Founded by three engineers, the company employs 140 people at four sites and belongs to "
    "its staff. Its plants hold 310 megawatt hours today. Reproduction is free of charge; a copy is welcome."
)
STATEMENT = (
    "“We have listened for four years, and the plan is better for it,” said Mara Lindqvist, who leads the company. “A "
    "basin that carries a town through nine hours without wind is worth an argument. Nobody will lose a view, and "
    "nobody will lose sleep: the turbines stand under sixty metres of rock, and we will measure the noise every night.”"
)
MARKET = (
    "Shares in Frankfurt closed {way} on {day}. The leading index ended the day {points} points at {level}, after "
    "{turnover} billion euros had changed hands. Among the winners was {winner}, whose paper gained {gain} per cent. "
    "At the end of the list stood {loser} with a loss of {loss} per cent. The euro was quoted at {euro} dollars in the "
    "evening. A barrel of Brent cost {oil} dollars. Traders spoke of a quiet day, and look to the figures of the "
    "central bank, which are due next week. On the bond market the yield of ten-year federal bonds stood at {yield_} "
    "per cent. Gold was traded at {gold} dollars an ounce."
)


@dataclass(frozen=True)
class Made:
    """One article of the benchmark. Those of one `story` are copies of each other; `kind` says how it was made."""

    story: str
    kind: str
    site: str
    text: str


def main() -> int:
    if not (DATA / "cases.jsonl").exists():
        print(f"benchmarks.duplicates: skipped, {DATA.parent.name}/{DATA.name} is not there.")
        return 0
    with own_ground("duplicates"):
        return _measure()


def _measure() -> int:
    made = list(_made(random.Random(20), _texts()))
    random.Random(7).shuffle(made)
    groups, seconds = _group(made)
    found = {pair for members in groups.values() for pair in combinations(sorted(members), 2)}
    stories = defaultdict(list)
    for place, one in enumerate(made):
        stories[one.story].append(place)
    true = {pair for places in stories.values() for pair in combinations(sorted(places), 2)}
    right = len(found & true)
    precision, recall = right / (len(found) or 1), right / (len(true) or 1)
    _show_kinds(made, found, true)
    print(f"{len(made)} articles, {len(true)} pairs of copies; grouped {len(found)}, of them right {right}")
    print(f"precision {precision:.3f}   recall {recall:.3f}   {1000 * seconds / len(made):.1f} ms an article")
    return 0 if precision >= LEAST_PRECISION else 1


def _show_kinds(made: list[Made], found: set, true: set) -> None:
    missed = Counter(kind for pair in true - found for kind in {made[place].kind for place in pair})
    wrong = Counter(" with ".join(sorted(made[place].kind for place in pair)) for pair in found - true)
    for what, counts in (("missed", missed), ("wrong", wrong)):
        for kind, count in counts.most_common(12):
            print(f"  {what:<7}{count:>5}  {kind}")


def _texts() -> list[str]:
    """The texts of the pages, as the product reads them; those long enough to be cut and edited."""
    from coverage.reading import NotAnArticle, read  # Django must be set up first

    texts = []
    for line in (DATA / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        try:
            text = read((DATA / case["file"]).read_bytes(), url=case["url"]).text
        except NotAnArticle:
            continue
        if len(text.split()) >= 120:
            texts.append(text)
    return texts


def _group(made: list[Made]) -> tuple[dict[int, list[int]], float]:
    """Store and group them all, in the order given. Gives the members of each group, and the seconds of grouping."""
    from coverage.articles.storing import store
    from coverage.articles.syndication import group
    from coverage.models import Article
    from coverage.reading import Reading

    places, seconds = {}, 0.0
    for place, one in enumerate(made):
        reading = Reading(title=f"Headline {place}", text=one.text)
        article, _ = store(reading, url=f"https://{one.site}/{place}")
        started = time.perf_counter()
        group(article)
        seconds += time.perf_counter() - started
        places[article.pk] = place
    groups = defaultdict(list)
    for pk, original in Article.objects.values_list("pk", "original"):
        groups[original or pk].append(places[pk])
    return groups, seconds


def _made(chance: random.Random, texts: list[str]) -> Iterator[Made]:
    for number, text in enumerate(texts):
        story, words = f"story {number}", text.split()
        sites = (f"paper{number}-{place}.example" for place in range(99))
        yield Made(story, "as it was", home := next(sites), text)
        yield Made(story, "cut", next(sites), " ".join(words[: max(60, len(words) * 2 // 5)]))
        yield Made(story, "edited", next(sites), _edited(chance, text))
        yield Made(
            story, "credited", next(sites), f"By our correspondent. {text}\nWith material of an agency. {BOILERPLATE}"
        )
        yield Made(story, "corrected", next(sites), _corrected(chance, text))
        yield Made(story, "retyped", next(sites), _retyped(text))
        background = " ".join(words[len(words) // 2 :][:140])
        yield Made(
            f"follow-up {number}", "follow-up, same site", home, _patchwork(chance, texts, words=90) + "\n" + background
        )
        yield Made(
            f"report {number}", "same release", next(sites), _mixed(chance, _patchwork(chance, texts, words=220), text)
        )
        yield Made(
            f"notice {number}",
            "same statement",
            next(sites),
            f"{_patchwork(chance, texts, words=70)}\n{STATEMENT}\n{BOILERPLATE}",
        )
    for number in range(30):
        yield Made(f"market {number}", "market report", f"market{number % 3}.example", _market(chance))


def _edited(chance: random.Random, text: str) -> str:
    """As an editor shortens and smoothes: a sixth of the sentences gone, one word in twelve another."""
    sentences = [one for one in text.replace("\n", " ").split(". ") if chance.random() > 1 / 6]
    words = ". ".join(sentences).split()
    return " ".join(chance.choice(words) if chance.random() < 1 / 12 else word for word in words)


def _corrected(chance: random.Random, text: str) -> str:
    words = text.split()
    at = chance.randrange(len(words))
    return (
        " ".join([*words[:at], "— an earlier version gave another figure here —", *words[at:]]) + " Updated at 10:42."
    )


def _retyped(text: str) -> str:
    return unicodedata.normalize("NFD", text.replace("“", '"').replace("”", '"').replace("–", "-")).upper()


def _mixed(chance: random.Random, own: str, release: str) -> str:
    """Another newspaper's story: its own words, and between them three sentences of the same press release."""
    sentences = own.split(". ")
    for sentence in release.replace("\n", " ").split(". ")[3:6]:
        sentences.insert(chance.randrange(1, len(sentences) + 1), sentence)
    return ". ".join(sentences)


def _patchwork(chance: random.Random, texts: list[str], *, words: int) -> str:
    """A text that is nobody's: a sentence from here, one from there."""
    sentences: list[str] = []
    while sum(len(one.split()) for one in sentences) < words:
        sentence = chance.choice(chance.choice(texts).replace("\n", " ").split(". "))
        sentences.append(" ".join(sentence.split()[:25]))
    return ". ".join(sentences)


def _market(chance: random.Random) -> str:
    figure = lambda least, most: f"{chance.uniform(least, most):,.2f}"  # noqa: E731
    return MARKET.format(
        way=chance.choice(["higher", "lower", "little changed"]),
        day=chance.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
        winner=chance.choice(["Ostwerk", "Kaltenbach", "Rheinfeld"]),
        loser=chance.choice(["Nordbank", "Hallmann", "Teldis"]),
        points=figure(1, 200), level=figure(17_000, 18_000), turnover=figure(2, 4), gain=figure(1, 5),
        loss=figure(1, 5), euro=figure(1, 1.2), oil=figure(60, 90), yield_=figure(1, 3), gold=figure(1800, 2400),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
