"""Where an article speaks of a client: what its monitors look for, its name, the names of those who speak for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from campaigns.models import Client, Spokesperson
from coverage.clips.sentences import Sentence, Span, sentences_of
from coverage.models import Article, Monitor
from coverage.monitors.highlighting import spans_of

SHORTEST_SURNAME = 4
MOST_MONITORS = 20
MOST_NAMED = 4
LONGEST_TEXT = 60_000
"""Letters of a text that are looked at; a newspaper's longest reads have about half of that."""


@dataclass(frozen=True)
class Mentions:
    """An article looked at for one client. `spokespeople` are the client's, `monitors` those whose words are marked."""

    article: Article
    client: Client
    monitors: Sequence[Monitor] = ()
    spokespeople: Sequence[Spokesperson] = ()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.article.text[:LONGEST_TEXT])

    @classmethod
    def of(cls, article: Article, client: Client, monitors: Iterable[Monitor] | None = None) -> Self:
        """With the client's spokespeople, and its own monitors that found the article (all of them, where none did)."""
        if monitors is None:
            ours = Monitor.objects.filter(client=client, purpose__in=Monitor.CLIPPED)
            matched = list(ours.filter(matches__article=article).select_related("campaign"))
            monitors = matched or ours.active()[:MOST_MONITORS]
        return cls(article, client, list(monitors), list(client.spokespeople.active()))

    @cached_property
    def sentences(self) -> list[Sentence]:
        return sentences_of(self.text)

    @cached_property
    def spans(self) -> list[Span]:
        return spans_of(self.text, self._queries)

    @cached_property
    def title_spans(self) -> list[Span]:
        return spans_of(self.article.title, self._queries)

    @cached_property
    def numbers(self) -> list[int]:
        """Which of the sentences speak of the client, by number."""
        starts = [span[0] for span in self.spans]
        return [n for n, one in enumerate(self.sentences) if any(one.start <= at < one.end for at in starts)]

    @property
    def telling(self) -> list[Sentence]:
        """The sentences that speak of the client."""
        return [self.sentences[number] for number in self.numbers]

    @property
    def words(self) -> str:
        """What was found, as it is written there, each once: "Fernhall, Sørvaag"."""
        written = [self.article.title[a:b] for a, b in self.title_spans] + [self.text[a:b] for a, b in self.spans]
        once: dict[str, str] = {}
        for word in written:
            once.setdefault(word.casefold(), word)
        longest = [word for key, word in once.items() if not any(key in other for other in once if other != key)]
        return ", ".join(longest[:MOST_NAMED])

    @cached_property
    def _queries(self) -> list[str]:
        names = [self.client.name, *(each.name for each in self.spokespeople)]
        names += [surname for each in self.spokespeople if (surname := surname_of(each))]
        return [monitor.query for monitor in self.monitors] + [quoted for name in names if (quoted := _phrase(name))]


def surname_of(person: Spokesperson) -> str:
    """The name that newspapers use from the second time on; empty where it is too short to be told from a word."""
    last = person.name.split()[-1] if person.name.split() else ""
    return last if len(last) >= SHORTEST_SURNAME else ""


def _phrase(name: str) -> str:
    plain = name.replace('"', " ").strip()
    return f'"{plain}"' if plain else ""
