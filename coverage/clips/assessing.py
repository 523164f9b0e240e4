"""What can be said of an article before a person has: tone, prominence, depth, messages, quotes, each with why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from campaigns.models import Campaign, Client, Spokesperson
from coverage.clips import tone
from coverage.clips.key_messages import Carried, carried
from coverage.clips.mentions import Mentions
from coverage.clips.quoting import quoted
from coverage.models import Article, Clip, Monitor

Depth, Prominence = Clip.Depth, Clip.Prominence
NOT_NAMED = "Not named in the text that could be read."
LEAD_SENTENCES = 3
DEDICATED_SHARE, FEATURE_SHARE, FEATURE_SENTENCES = 0.25, 0.15, 4


@dataclass(frozen=True)
class Assessment:
    """What is suggested. `why` holds a sentence for people under "tone", "prominence", "depth", "links_to_us"."""

    tone: str = ""
    prominence: str = ""
    depth: str = ""
    messages: tuple[Carried, ...] = ()
    quoted: dict[Spokesperson, str] = field(default_factory=dict)
    links_to_us: bool = False
    tone_sentences: tuple[str, ...] = ()
    why: dict[str, str] = field(default_factory=dict)

    def as_suggested(self) -> dict[str, Any]:
        """For `Clip.suggested`."""
        return {
            "why": self.why,
            "tone_sentences": list(self.tone_sentences),
            "messages": {str(each.key_message.pk): each.why for each in self.messages},
            "quoted": {str(person.pk): sentence for person, sentence in self.quoted.items()},
        }


def assess(
    article: Article, *, client: Client, campaign: Campaign | None, monitors: Iterable[Monitor] | None
) -> Assessment:
    """Look at an article for a client. `monitors` are those that found it; None: ask the database."""
    return assess_mentions(Mentions.of(article, client, monitors), campaign=campaign)


def assess_mentions(mentions: Mentions, *, campaign: Campaign | None) -> Assessment:
    """The same, for an article that was looked at already."""
    article = mentions.article
    speaking = quoted(mentions.spokespeople, mentions.sentences)
    heard = tone.tone_of(_about_us(mentions, speaking.values()), language=article.language)
    prominence, why_prominence = _prominence(mentions)
    depth, why_depth = _depth(mentions, speaking)
    linked = _links(article, mentions.client)
    return Assessment(
        tone=heard.tone,
        prominence=prominence,
        depth=depth,
        messages=tuple(messages_of(mentions, campaign)),
        quoted=speaking,
        links_to_us=bool(linked),
        tone_sentences=heard.sentences,
        why={
            "tone": heard.why,
            "prominence": why_prominence,
            "depth": why_depth,
            "links_to_us": f"It links to {linked}." if linked else "",
        },
    )


def messages_of(mentions: Mentions, campaign: Campaign | None) -> list[Carried]:
    """How far the article carries the key messages of a campaign."""
    if campaign is None:
        return []
    return carried(
        list(campaign.key_messages.all()),
        mentions.sentences,
        language=mentions.article.language,
        apart=[mentions.client.name],
    )


def _about_us(mentions: Mentions, spoken: Iterable[str]) -> list[str]:
    """The headline and the sentences that speak of the client; what its own people say is not the paper's tone."""
    own = set(spoken)
    title = [mentions.article.title] if mentions.title_spans else []
    return title + [sentence.text for sentence in mentions.telling if sentence.text not in own]


def _prominence(mentions: Mentions) -> tuple[str, str]:
    if mentions.title_spans:
        return Prominence.HEADLINE, "Named in the headline."
    numbers = mentions.numbers
    if not numbers:
        return "", NOT_NAMED
    if numbers[0] < LEAD_SENTENCES:
        return Prominence.LEAD, "Named at the beginning."
    if len(numbers) == 1:
        return Prominence.PASSING, f"Named once, in sentence {numbers[0] + 1} of {len(mentions.sentences)}."
    return Prominence.BODY, f"Named in {len(numbers)} sentences, first in sentence {numbers[0] + 1}."


def _depth(mentions: Mentions, speaking: dict[Spokesperson, str]) -> tuple[str, str]:
    number, whole = len(mentions.numbers), len(mentions.sentences)
    counted = f"{number} of {whole} sentences speak of {mentions.client}."
    share = number / whole if whole else 0
    if mentions.title_spans and share >= DEDICATED_SHARE:
        return Depth.DEDICATED, f"Headline, and {counted}"
    if number >= FEATURE_SENTENCES and share >= FEATURE_SHARE:
        return Depth.FEATURE, counted
    if speaking:
        return Depth.QUOTE, f"{', '.join(str(person) for person in speaking)} speaks. {counted}"
    if number or mentions.title_spans:
        return Depth.MENTION, counted
    return "", NOT_NAMED


def _links(article: Article, client: Client) -> str:
    """The domain of the client that the article links to; empty where it does not."""
    own = (urlsplit(client.website).hostname or "").removeprefix("www.")
    return next((own for domain in article.links if own and (domain == own or domain.endswith(f".{own}"))), "")
