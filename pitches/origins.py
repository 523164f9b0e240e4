"""Which pitches a clip may have come of, each with what speaks for it. Only rules that can be said in a sentence.

A pitch is considered for a clip of its client if its message was accepted before the article appeared, no more than
`LONGEST` earlier, and went to an author of the article or to somebody at the outlet. For a pitch under embargo the days
count from when the embargo lifted, because that is when the story could appear. What speaks for it adds up:

* an author was asked 5, a colleague at the outlet 2
* it appeared within `SOON` 2 (as 68 % of the stories that come of pitches do, see docs/practice.md), within `LATER` 1
* the answer: an interview, interest or a wish for more 3, a reply 2, later 1, "not for me" -3
* something was taken from the media kit 2, it was looked at 1
* words of the subject stand in the article: three or more of them 2, fewer 1
* the clip was put to the same campaign 1, to another one -2

From `LIKELY` on it is suggested, from `POSSIBLE` on it is offered.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator, get_text_list

from contacts.models import Position
from coverage.clips import authors
from coverage.models import Clip
from pitches.models import Recipient
from pitches.own_kit import figures_among

SOON: Final = timedelta(days=7)
LATER: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=60)
MIDDAY: Final = timedelta(hours=12)
LIKELY: Final = 8
POSSIBLE: Final = 4
MOST_ASKED: Final = 60
MOST_OFFERED: Final = 6
MANY_WORDS: Final = 3
_WORD: Final = re.compile(r"[^\W_]{3,}(?:-[^\W_]+)*")
_SHORTEST: Final = 5
_MERGE_FIELD: Final = re.compile(r"\{[{%].*?[}%]\}")
_COMMON: Final = frozenset(("about", "after", "again", "every", "first", "other", "their", "there", "where", "which"))
_ANSWERS: Final = {
    "interview": (3, "asked for an interview"),
    "interested": (3, "was interested"),
    "more": (3, "wanted more"),
    "reply": (2, "replied"),
    "later": (1, "said “later”"),
    "no": (-3, "said it was not for them"),
}


@dataclass
class Lead:
    """One recipient whose pitch a clip may have come of: how much speaks for it, and what, in words."""

    recipient: Recipient
    points: int = 0
    said: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    def add(self, points: int, words: str = "") -> None:
        self.points += points
        if words:
            self.said.append(words)

    @property
    def is_likely(self) -> bool:
        return self.points >= LIKELY

    @property
    def why(self) -> str:
        """At most 300 characters, for example: Ines Albrecht got the pitch 3 days before and asked for an interview.
        In both: “Altfelde”."""
        sentence = f"{self.recipient.journalist} {get_text_list(self.said, 'and')}."
        quoted = get_text_list([f"“{word}”" for word in self.shared[:MANY_WORDS]], "and")
        return Truncator(f"{sentence} In both: {quoted}." if quoted else sentence).chars(300)


def leads_for(clip: Clip) -> list[Lead]:
    """What the clip may have come of, likeliest first, each pitch once; in a constant number of queries.

    Reads `clip.article.outlet` and `clip.client`: fetch them along.
    """
    appeared = clip.article.published_at or clip.article.found_at
    signed = authors.keys_of(clip)
    asked = _asked_before(clip, appeared, signed)
    figures = figures_among(asked)
    words = _words_in(f"{clip.article.title} {clip.article.text}", apart_from=_words_in(clip.client.name))
    leads = []
    for recipient in asked:
        lead = Lead(recipient)
        _weigh_person(lead, clip, signed, appeared)
        _weigh_answer(lead)
        looked = figures.get(recipient.pk)
        if looked and looked.takes:
            lead.add(2, "took something from the media kit")
        elif looked and looked.looks:
            lead.add(1, "looked at the media kit")
        _weigh_words(lead, words)
        if clip.campaign_id:
            lead.add(1 if recipient.pitch.campaign_id == clip.campaign_id else -2)
        leads.append(lead)
    return _best(leads)


def _asked_before(clip: Clip, appeared: datetime, signed: set[int]) -> Sequence[Recipient]:
    """Who was pitched for this client in time, and is an author or works where it appeared; authors first."""
    slack = MIDDAY if clip.article.published_day_only else timedelta()
    oldest = appeared - LONGEST
    at_outlet = Position.objects.filter(journalist=OuterRef("journalist"), outlet=clip.article.outlet_id, until_on=None)
    near = Q(journalist__in=signed) | Exists(at_outlet) if clip.article.outlet_id else Q(journalist__in=signed)
    recent = Q(sent_at__gte=oldest) | Q(pitch__embargo_told__gte=oldest)
    asked = Recipient.objects.filter(
        near, recent, pitch__campaign__client=clip.client_id, sent_at__lte=appeared + slack
    )
    found = list(asked.select_related("pitch__campaign", "journalist").order_by("-sent_at", "-pk")[:MOST_ASKED])
    return sorted(found, key=lambda recipient: recipient.journalist_id not in signed)


def _weigh_person(lead: Lead, clip: Clip, signed: set[int], appeared: datetime) -> None:
    recipient = lead.recipient
    begun, under_embargo = recipient.sent_at or appeared, recipient.pitch.embargo_told
    words = "got the pitch"
    if recipient.journalist_id not in signed:
        words = f"of {clip.article.outlet_label} got the pitch"
    if under_embargo and begun < under_embargo <= appeared:
        begun, words = under_embargo, f"{words} under embargo, which lifted"
    waited = max(appeared - begun, timedelta())
    lead.add(5 if recipient.journalist_id in signed else 2, f"{words} {_days_before(waited)}")
    lead.add(2 if waited <= SOON else 1 if waited <= LATER else 0)


def _days_before(waited: timedelta) -> str:
    if waited.days == 0:
        return "within a day of it"
    return "a day before" if waited.days == 1 else f"{waited.days} days before"


def _weigh_answer(lead: Lead) -> None:
    if answer := lead.recipient.answer:
        lead.add(*_ANSWERS[answer])


def _weigh_words(lead: Lead, words: dict[str, str]) -> None:
    """Words of the subject, the client's name and the commonest apart, that stand in the article."""
    of_subject = _words_in(_MERGE_FIELD.sub(" ", lead.recipient.pitch.subject))
    lead.shared = [word for folded, word in of_subject.items() if folded in words]
    if lead.shared:
        lead.add(2 if len(lead.shared) >= MANY_WORDS else 1)


def _words_in(text: str, *, apart_from: Iterable[str] = ()) -> dict[str, str]:
    """The words worth comparing, as they stand there, by what they are without case."""
    found = {word.casefold(): word for word in _WORD.findall(text)}
    unwanted = {*_COMMON, *apart_from}
    return {folded: word for folded, word in found.items() if len(folded) >= _SHORTEST and folded not in unwanted}


def _best(leads: Iterable[Lead]) -> list[Lead]:
    """The best of each pitch, among those worth offering."""
    best: dict[int, Lead] = {}
    for lead in sorted(leads, key=lambda one: (-one.points, -one.recipient.pk)):
        if lead.points >= POSSIBLE:
            best.setdefault(lead.recipient.pitch_id, lead)
    return list(best.values())[:MOST_OFFERED]
