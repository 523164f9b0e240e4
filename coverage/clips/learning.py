"""What people decided teaches what is proposed next: one small model a monitor, which can be said in words.

A naive Bayes model over what an article has or has not: the words of its headline and of the sentences that speak of
the client, its domain, its language. `Monitor.learned` holds how many clips were ours and not ("decided"), and for each
feature how many of either had it ("seen"). Nothing is ever hidden by it: it orders and labels.
See docs/decisions/073-what-triage-learns.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Any

from django.db.models import Q

from coverage.clips.mentions import Mentions
from coverage.clips.words import content_words
from coverage.models import Clip, Monitor

UNLIKELY = 0.3
"""Below this a clip is labelled "Probably not ours" and stands at the end."""

LEAST_DECIDED = 4
LEAST_SEEN = 2
MOST_FEATURES = 60
MOST_KEPT = 3000
MOST_SPEAKING = 8
STRONGEST = 1.5
MOST_RESCORED = 200


@dataclass(frozen=True)
class Verdict:
    """How likely a clip is ours, 0 to 1, by what was decided before, and the strongest reason in words."""

    score: float
    why: str

    @property
    def is_unlikely(self) -> bool:
        return self.score < UNLIKELY


def features_of(mentions: Mentions) -> list[str]:
    """What the model looks at in an article, for `Clip.suggested["features"]`: kept, so that what was learnt can be
    taken back exactly."""
    article = mentions.article
    words = content_words(article.title, article.language)
    for sentence in mentions.telling:
        words += content_words(sentence.text, article.language)
    told = [f"word:{word}" for word in dict.fromkeys(words) if not word.isdecimal()][: MOST_FEATURES - 2]
    if article.domain:
        told.append(f"in:{article.domain}")
    if article.language:
        told.append(f"lang:{article.language}")
    return told


def judge(monitors: Iterable[Monitor], features: Sequence[str]) -> Verdict | None:
    """What these monitors have learnt says of a clip; None where too little was decided, or never against one."""
    odds, reasons = list[float](), list[tuple[float, str]]()
    for monitor in monitors:
        ours, not_ours = monitor.learned.get("decided", (0, 0))
        if ours + not_ours < LEAST_DECIDED or not not_ours:
            continue
        speaking = _speaking(monitor.learned, features)
        odds.append(log((ours + 1) / (not_ours + 1)) + sum(weight for weight, _ in speaking))
        reasons += speaking
    if not odds:
        return None
    mean = sum(odds) / len(odds)
    strongest = [reason for reason in reasons if (reason[0] > 0) == (mean > 0)]
    why = max(strongest, key=lambda reason: abs(reason[0]))[1] if strongest else "Most of its finds were decided so."
    return Verdict(round(1 / (1 + exp(-mean)), 3), why)


def _speaking(learned: dict[str, Any], features: Sequence[str]) -> list[tuple[float, str]]:
    """The features that tell most, each as a logarithm of odds and in words."""
    ours, not_ours = learned["decided"]
    found = []
    for feature in features:
        yes, no = learned["seen"].get(feature, (0, 0))
        if yes + no < LEAST_SEEN:
            continue
        weight = log((yes + 0.5) / (ours + 1)) - log((no + 0.5) / (not_ours + 1))
        found.append((max(-STRONGEST, min(STRONGEST, weight)), _said(feature, yes, no)))
    return sorted(found, key=lambda each: -abs(each[0]))[:MOST_SPEAKING]


def _said(feature: str, yes: int, no: int) -> str:
    kind, _, what = feature.partition(":")
    which = {"word": f"with “{what}”", "in": f"in {what}", "lang": "in this language"}[kind]
    most, verdict = (yes, "ours") if yes > no else (no, "not ours")
    return f"{most} of {yes + no} articles {which} {'was' if most == 1 else 'were'} {verdict}."


def learn(clip: Clip) -> None:
    """Take the decision on this clip in, and look anew at what waits. A story teaches once, however many copies of it
    are decided with it. Call it within the transaction of the decision, once `state` says what was decided."""
    if clip.state != Clip.State.WAITING and clip.suggested.get("features"):
        _teach(clip, clip.state, 1)
        clip.suggested["learnt"] = clip.state
        clip.save(update_fields=["suggested"])


def unlearn(clip: Clip) -> None:
    """Take out again what was learnt from this clip, if anything was."""
    if learnt := clip.suggested.pop("learnt", ""):
        _teach(clip, learnt, -1)
        clip.save(update_fields=["suggested"])


def _teach(clip: Clip, decided: str, sign: int) -> None:
    """Locks the monitors that found it in one order, so that two decisions wait for each other."""
    locked = Monitor.objects.select_for_update(no_key=True).filter(client=clip.client_id).order_by("pk")
    found_by = list(locked.filter(pk__in=clip.suggested.get("monitors", ())))
    for monitor in found_by:
        _count(monitor.learned, clip.suggested["features"], decided == Clip.State.OURS, sign)
        _thin_out(monitor.learned)
    Monitor.objects.bulk_update(found_by, ["learned"])
    _look_anew(found_by)


def _count(learned: dict[str, Any], features: Iterable[str], is_ours: bool, sign: int) -> None:
    place = 0 if is_ours else 1
    decided = learned.setdefault("decided", [0, 0])
    decided[place] = max(0, decided[place] + sign)
    seen = learned.setdefault("seen", {})
    for feature in features:
        row = seen.setdefault(feature, [0, 0])
        row[place] = max(0, row[place] + sign)
        if not any(row):
            del seen[feature]


def _thin_out(learned: dict[str, Any]) -> None:
    """Forget what was seen least, so that a monitor's memory stays small."""
    seen = learned.get("seen", {})
    if len(seen) > MOST_KEPT:
        kept = sorted(seen.items(), key=lambda each: -sum(each[1]))[: MOST_KEPT * 4 // 5]
        learned["seen"] = dict(kept)


def _look_anew(monitors: Sequence[Monitor]) -> None:
    """Score what waits by what is known now: the newest of them, and none that somebody is deciding at this moment."""
    clients = {monitor.client_id for monitor in monitors}
    by_key = {monitor.pk: monitor for monitor in Monitor.objects.filter(client__in=clients)}
    waiting = Clip.objects.waiting().filter(client__in=clients)
    asked = Q()
    for monitor in monitors:
        asked |= Q(suggested__monitors__contains=monitor.pk)
    changed = []
    rows = waiting.filter(asked).order_by("-pk").select_for_update(skip_locked=True, no_key=True)
    for clip in rows.only("suggested", "score")[:MOST_RESCORED]:
        own = [by_key[key] for key in clip.suggested["monitors"] if key in by_key]
        verdict = judge(own, clip.suggested.get("features", ()))
        score = verdict.score if verdict else None
        if score != clip.score:
            clip.score = score
            changed.append(clip)
    Clip.objects.bulk_update(changed, ["score"])
