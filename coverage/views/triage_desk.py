"""One clip open in triage, and everything its page shows."""

from functools import cached_property
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language_info

from campaigns.models import Campaign
from coverage import listeners
from coverage.clips import authors, learning
from coverage.clips.assessing import messages_of
from coverage.clips.copies import waiting_copies
from coverage.clips.mentions import Mentions
from coverage.clips.queue import Queue
from coverage.clips.sentences import Passage, everything, left_out_after, passages
from coverage.forms.triage import Asked, CopyForm, MessagesForm, PasteForm, VerdictForm
from coverage.models import Article, Clip, Monitor

MOST_CANDIDATES = 6
LOOKED_THROUGH = 300
MOST_COPIES = 5


def around(request: HttpRequest, queue: Queue, page: Page) -> dict[str, Any]:
    """What the page shows whatever is open: the list, its filters, the paste box."""
    form = PasteForm(user=request.user, initial={"client": queue.chosen.get("client")})
    return {
        "queue": queue,
        "page_obj": page,
        "shown": {each.pk for each in page.object_list},
        "decided_today": queue.decided_today(),
        "address_form": form,
        "has_clients": len(form.fields["client"].choices) > 1,
    }


class Desk:
    """One clip open, for one reader, with the list it was opened from."""

    def __init__(self, request: HttpRequest, pk: int, *, queue: Queue) -> None:
        self.request, self.user, self.queue = request, request.user, queue
        seen = Clip.objects.visible_to(self.user).select_related(
            "client", "campaign", "journalist", "article__outlet", "article__original__outlet", "decided_by", "added_by"
        )
        prefetched = seen.prefetch_related("article__bylines__journalist", "quoted", "messages__key_message")
        self.clip = get_object_or_404(prefetched, pk=pk)

    def context(self, *, page: Page | None = None, as_list: bool = False) -> dict[str, Any]:
        """Everything for the page; `as_list`: a phone shows what waits instead."""
        clip, queue = self.clip, self.queue
        page = page or queue.page(holding=clip)
        place = queue.place(clip, page)
        return around(self.request, queue, page) | {
            "clip": clip,
            "as_list": as_list,
            "position": place.position,
            "following": place.following,
            "preceding": place.preceding,
            "form": self.verdict_form(),
            "messages_form": MessagesForm(asked=self.asked(clip.campaign)),
            "offers": self.offers,
            "copies": self.copies,
            "copy_form": CopyForm(candidates=self.candidates) if self.candidates else None,
            "verdict": learning.judge(self.monitors, clip.suggested.get("features", ())),
            "monitors": self.monitors,
            "language": _language(clip.article.language),
            **self._text(),
        }

    def verdict_form(self, data: QueryDict | None = None) -> VerdictForm:
        return VerdictForm(data, clip=self.clip, authors=authors.offered(self.clip), offers=self.offers)

    @cached_property
    def monitors(self) -> list[Monitor]:
        """Those that found it, which decide what is marked."""
        return list(Monitor.objects.filter(pk__in=self.clip.suggested.get("monitors", ())).order_by("name"))

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions.of(self.clip.article, self.clip.client, self.monitors)

    @cached_property
    def offers(self) -> list[tuple[listeners.Listener, list[listeners.Origin]]]:
        """What the clip may have come from, for each listener that has something to offer."""
        asked = [(each, list(each.origins(self.clip, by=self.user))) for each in listeners.listeners() if each.field]
        return [(listener, origins) for listener, origins in asked if origins]

    @cached_property
    def copies(self) -> list[Clip]:
        """The clips that are decided with it."""
        return list(waiting_copies(self.clip).select_related("article__outlet")[: MOST_COPIES + 1])

    @property
    def with_copies(self) -> str:
        """What is decided with it, to be added to a sentence."""
        number = len(self.copies)
        return "" if not number else f", with {'its copy' if number == 1 else f'{number} copies'}"

    @cached_property
    def candidates(self) -> list[Article]:
        """What it may be a copy of: what it is linked to, then the client's newest by how like the headlines are."""
        article = self.clip.article
        newest = Clip.objects.filter(client=self.clip.client_id).order_by("-pk").values("article")[:LOOKED_THROUGH]
        likeness = TrigramSimilarity("title", article.title)
        found = Article.objects.filter(pk__in=newest, original=None).exclude(pk=article.pk).select_related("outlet")
        nearest = list(found.annotate(likeness=likeness).order_by("-likeness", "-pk")[:MOST_CANDIDATES])
        linked = [article.original] if article.original else []
        return linked + [each for each in nearest if each not in linked]

    def asked(self, campaign: Campaign | None) -> list[Asked]:
        """The key messages of a campaign, each with the score that is held true, else the one that is suggested."""
        held = {row.key_message_id: row for row in self.clip.messages.all()}
        if campaign and campaign.pk == self.clip.campaign_id and held:
            whys = self.clip.suggested.get("messages", {})
            return [
                Asked(row.key_message, row.score, row.sentence, whys.get(str(key), "")) for key, row in held.items()
            ]
        carried = messages_of(self.mentions, campaign)
        return [Asked(each.key_message, each.score, each.sentence, each.why) for each in carried]

    def _text(self) -> dict[str, Any]:
        sentences, spans = self.mentions.sentences, self.mentions.spans
        whole = bool(self.request.GET.get("whole"))
        shown: list[Passage] = everything(sentences, spans) if whole else passages(sentences, spans)
        return {"passages": shown, "whole": whole, "left_out": left_out_after(sentences, shown)}


def _language(code: str) -> str:
    """English for en-GB; the code where Django has no name for it."""
    try:
        return get_language_info(code.lower()[:2])["name"] if code else ""
    except KeyError:
        return code
