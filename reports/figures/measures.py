"""The figures that stand at the head of a report and that goals are set in, each with its definition, its source and,
once worked out, its formula with the numbers put in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q

from coverage.clips import reach
from coverage.models import Clip, ClipMessage
from events.models import Interview
from inquiries.statistics import whole_of
from pitches.results import Result, result_among
from reports.figures.voice import share_of_voice
from reports.models import Goal
from reports.scope import Scope


@dataclass(frozen=True)
class Measured:
    """A figure worked out. `value` is None where there is nothing to count it from; `of` says of how many."""

    value: float | int | None
    formula: str
    of: str = ""


@dataclass(frozen=True)
class Measure:
    """`unit` is "" for a number, "people", or "%"."""

    key: str
    label: str
    unit: str
    definition: str
    source: str
    work_out: Callable[[Scope], Measured]


def articles(scope: Scope) -> Measured:
    stories, clips = scope.stories.count(), scope.clips.count()
    copies = clips - stories
    return Measured(stories, f"{clips:,} confirmed clips − {copies:,} syndicated copies = {stories:,}")


def people_reached(scope: Scope) -> Measured:
    found = reach.once_an_outlet(scope.clips)
    if not found.counted:
        none = "no figure of reach is kept with any of the clips" if found.outlets else "no clips"
        return Measured(None, f"Nothing to add up: {none}.")
    said = f"{found.counted:,} outlets with a figure, added up = {found.value:,}"
    without = f"; {found.without:,} of {found.outlets:,} outlets have none and count nothing" if found.without else ""
    return Measured(found.value, said + without, of=f"{found.counted:,} of {found.outlets:,} outlets")


def with_key_message(scope: Scope) -> Measured:
    scored = ClipMessage.objects.filter(clip=OuterRef("pk"))
    found = scope.stories.aggregate(
        scored=Count("pk", filter=Exists(scored)), carry=Count("pk", filter=Exists(scored.filter(score__gte=1)))
    )
    return share(found["carry"], found["scored"], "articles with a score of 1 or 2", "articles scored for messages")


def positive(scope: Scope) -> Measured:
    found = scope.stories.aggregate(
        scored=Count("pk", filter=~Q(tone="")), positive=Count("pk", filter=Q(tone=Clip.Tone.POSITIVE))
    )
    return share(found["positive"], found["scored"], "positive articles", "articles whose tone was set")


def voice(scope: Scope) -> Measured:
    found = share_of_voice(scope)
    if not found["rows"] or not found["compared"]:
        return Measured(None, "No competitor has a monitor, so there is nothing to compare with.")
    ours = found["rows"][0]["articles"]
    return share(ours, found["total"], "articles on us", "articles on us and the competitors")


def answered(scope: Scope) -> Measured:
    result = result_of(scope)
    return share(result.answered, result.accepted, "who answered", "who got the pitch", of="recipients")


def covered(scope: Scope) -> Measured:
    result = result_of(scope)
    if not result.accepted:
        return Measured(None, "No pitch was sent.")
    return Measured(
        result.covered, f"{result.covered:,} of {result.accepted:,} recipients have a clip tied to the pitch"
    )


def interviews_held(scope: Scope) -> Measured:
    held = scope.interviews.filter(state=Interview.State.HELD).exclude(outcome=Interview.Outcome.NO_SHOW).count()
    return Measured(held, f"{held:,} interviews that were held")


def deadlines_kept(scope: Scope) -> Measured:
    row = whole_of(scope.inquiries, by=scope.as_of)
    return share(row.kept, row.with_deadline, "answered before the deadline", "inquiries whose deadline counts")


def result_of(scope: Scope) -> Result:
    return result_among(scope.recipients)


def share(part: int, whole: int, parts: str, wholes: str, *, of: str = "") -> Measured:
    """So many percent, as exact as it is; None of nothing."""
    if not whole:
        return Measured(None, f"Nothing to divide by: no {wholes}.")
    said = f"{part:,} {parts} ÷ {whole:,} {wholes} = {100 * part / whole:.1f} %"
    return Measured(100 * part / whole, said, of=f"{part:,} of {whole:,}{f' {of}' if of else ''}")


MEASURES: Final = {
    measure.key: measure
    for measure in (
        Measure(
            Goal.Measure.ARTICLES, "Articles", "",
            "Stories that a person confirmed as ours, by the day of publication. A syndicated copy does not count "
            "beside its original.",
            "Clips of Mediarel, confirmed in triage or entered by hand.", articles,
        ),
        Measure(
            Goal.Measure.REACH, "Reach", "people", reach.ONCE_DEFINITION,
            "The figure of the outlet when the clip was made; its source and day stand with each clip.", people_reached,
        ),
        Measure(
            Goal.Measure.MESSAGES, "With a key message", "%",
            "Articles that carry at least one key message of their campaign, a little (1) or fully (2), of those that "
            "were scored.",
            "Scores from 0 to 2 that a person confirmed, by key message.", with_key_message,
        ),
        Measure(
            Goal.Measure.POSITIVE, "Positive", "%",
            "Articles whose tone towards the client is positive, of those whose tone was set.",
            "The tone that a person confirmed with the clip.", positive,
        ),
        Measure(
            Goal.Measure.VOICE, "Share of voice", "%",
            "Articles on us, of all articles on us and the competitors that the team's monitors name. An article on "
            "two of them counts for both; syndicated copies do not count.",
            "What monitors found in the same days and the same sources. Ours without what a person said is not ours; "
            "nobody looked through the competitors'.", voice,
        ),
        Measure(
            Goal.Measure.ANSWERED, "Pitches answered", "%",
            "Recipients who answered, by mail or on the pitch page, of those whose pitch was accepted by their mail "
            "server in these days and did not come back. Automatic answers do not count.",
            "The results of each pitch. Openings are in no figure.", answered,
        ),
        Measure(
            Goal.Measure.COVERED, "Recipients who covered it", "",
            "Recipients of pitches sent in these days of whom a clip is known to have come of the pitch.",
            "What a person confirmed with the clip.", covered,
        ),
        Measure(
            Goal.Measure.INTERVIEWS, "Interviews held", "",
            "Interviews in these days that took place.", "The interviews of Mediarel.", interviews_held,
        ),
        Measure(
            Goal.Measure.DEADLINES, "Deadlines kept", "%",
            "Inquiries answered before the reporter's deadline, of those with one that were answered, or are open and "
            "past it.",
            "The inquiries that came in during these days.", deadlines_kept,
        ),
    )
}  # fmt: skip
HEADLINE: Final = ("articles", "reach", "messages", "voice", "answered")


def headline(scope: Scope) -> list[dict[str, object]]:
    """The figures at the head, each beside what it was in the period before."""
    return [as_data(MEASURES[key], scope) for key in HEADLINE]


def as_data(measure: Measure, scope: Scope) -> dict[str, object]:
    now, before = measure.work_out(scope), measure.work_out(scope.before)
    return {
        "key": str(measure.key), "label": measure.label, "unit": measure.unit, "value": now.value, "of": now.of,
        "formula": now.formula, "before": before.value, "definition": measure.definition, "source": measure.source,
    }  # fmt: skip
