"""Makes a clip of an article that seems to concern a client, with what can be suggested, for a person to decide."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from campaigns.models import Campaign, Client
from coverage.clips import authors, learning
from coverage.clips.assessing import Assessment, assess_mentions, messages_of
from coverage.clips.copies import decided_sibling, take_over
from coverage.clips.mentions import Mentions
from coverage.models import Article, Clip, ClipMessage, Monitor, MonitorMatch
from team.models import User

ENOUGH_MESSAGES = 3
"""Points, of two a key message, from which on an article seems to belong to a campaign."""

MOST_CAMPAIGNS = 10


def propose(article: Article, matches: Iterable[MonitorMatch]) -> list[Clip]:
    """One waiting clip for each client whose own monitors (purpose us or campaign) found the article.

    A clip that is there already, decided or not, is given back as it is.
    """
    monitors = [match.monitor for match in matches]
    clients = {monitor.client: None for monitor in monitors if monitor.purpose in Monitor.CLIPPED}
    return [_propose(article, client, [each for each in monitors if each.client_id == client.pk]) for client in clients]


def propose_for(
    *, article: Article, client: Client, origin: str, by: User | None = None, campaign: Campaign | None = None
) -> Clip:
    """The article as a clip of the client, waiting for a decision; the one that is there, if there is one."""
    clip = Clip(article=article, client=client, origin=origin, added_by=by, campaign=campaign)
    return _made(clip, Mentions.of(article, client), {})


def _propose(article: Article, client: Client, monitors: list[Monitor]) -> Clip:
    ours = [each for each in monitors if each.purpose in Monitor.CLIPPED]
    rivals = [each.competitor for each in monitors if each.purpose == Monitor.Purpose.COMPETITOR]
    campaign = next((each.campaign for each in ours if each.campaign_id), None)
    clip = Clip(article=article, client=client, origin=Clip.Origin.MONITOR, campaign=campaign)
    return _made(clip, Mentions.of(article, client, ours), {"competitors": sorted(set(rivals))})


@transaction.atomic
def assess_anew(article: Article) -> int:
    """Look again at the clips that wait, as more of their article has become known; how many. What a person has
    corrected stays."""
    waiting = Clip.objects.waiting().filter(article=article).select_related("client", "campaign", "article__outlet")
    count = 0
    for clip in waiting.select_for_update(of=("self",)).order_by("pk"):
        if _was_corrected(clip):
            continue
        kept = {name: said for name in ("competitors", "why_campaign") if (said := clip.suggested.get(name))}
        assessment = _suggest(clip, Mentions.of(article, clip.client), kept)
        clip.save()
        clip.messages.all().delete()
        _say(clip, assessment)
        count += 1
    return count


def _was_corrected(clip: Clip) -> bool:
    """Whether a person changed it since it was made, by its history."""
    events: Any = Clip.pgh_event_model  # type: ignore[attr-defined]
    changed = events.objects.filter(pgh_obj=clip.pk, pgh_label="update")
    return changed.filter(pgh_context__metadata__has_key="user").exists()


@transaction.atomic
def _made(clip: Clip, mentions: Mentions, more: dict[str, Any]) -> Clip:
    there = Clip.objects.filter(article=clip.article, client=clip.client)
    if found := there.first():
        return found
    assessment = _suggest(clip, mentions, more)
    try:
        with transaction.atomic():
            clip.save()
    except IntegrityError:
        # Two monitors, or a person and a monitor, found it at the same time: the other one was first.
        if found := there.first():
            return found
        raise
    _say(clip, assessment)
    return clip


def _suggest(clip: Clip, mentions: Mentions, more: dict[str, Any]) -> Assessment:
    """Fill in what can be known before a person looks; the clip is not saved."""
    suggested = {"monitors": [monitor.pk for monitor in mentions.monitors], "words": mentions.words} | more
    if clip.campaign is None:
        clip.campaign, why = _campaign_for(mentions)
        suggested["why_campaign"] = why
    assessment = assess_mentions(mentions, campaign=clip.campaign)
    suggested |= assessment.as_suggested() | {"features": learning.features_of(mentions)}
    verdict = learning.judge(mentions.monitors, suggested["features"])
    clip.suggested, clip.score = suggested, verdict.score if verdict else None
    clip.journalist = authors.first_known(clip.article)
    clip.tone, clip.prominence, clip.depth = assessment.tone, assessment.prominence, assessment.depth
    clip.links_to_us = assessment.links_to_us
    _set_reach(clip)
    return assessment


def _say(clip: Clip, assessment: Assessment) -> None:
    """What needs the clip to be there: who is quoted, the messages; or all of it from another copy of the story."""
    like = decided_sibling(clip.article, clip.client_id)
    if like is not None:
        take_over(clip, like)
        clip.save()
        return
    clip.quoted.set(assessment.quoted)
    ClipMessage.objects.bulk_create(
        ClipMessage(clip=clip, key_message=each.key_message, score=each.score, sentence=each.sentence)
        for each in assessment.messages
    )


def _set_reach(clip: Clip) -> None:
    """The outlet's reach as it is known today."""
    outlet = clip.article.outlet
    if outlet is not None and outlet.reach is not None:
        clip.reach, clip.reach_source, clip.reach_on = outlet.reach, outlet.reach_source, outlet.reach_on


def _campaign_for(mentions: Mentions) -> tuple[Campaign | None, str]:
    """The running campaign whose key messages the article carries most, and why; None where it carries few."""
    running = Campaign.objects.filter(client=mentions.client, state=Campaign.State.RUNNING)
    best: tuple[int, int, Campaign] | None = None
    for campaign in running.prefetch_related("key_messages")[:MOST_CAMPAIGNS]:
        scores = [each.score for each in messages_of(mentions, campaign)]
        if sum(scores) >= ENOUGH_MESSAGES and (best is None or sum(scores) > best[0]):
            best = sum(scores), sum(score > 0 for score in scores), campaign
    if best is None:
        return None, ""
    _, number, campaign = best
    return campaign, f"It carries {number} of the campaign’s key messages."
