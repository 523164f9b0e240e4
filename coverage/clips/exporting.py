"""Clips as a CSV file that a spreadsheet opens without running anything that stands in it."""

import csv
import io
from collections.abc import Iterator

from django.utils import timezone

from contacts.places import language_name
from core.spreadsheets import harmless
from coverage.clips.looks import HEAVY
from coverage.models import Clip
from coverage.querysets import ClipQuerySet

HEADINGS = (
    "Published", "Outlet", "Headline", "Authors", "Address", "Medium", "Language", "Client", "Campaign", "State",
    "Tone", "Prominence", "Depth", "Value to the objective", "Spokespeople quoted", "Links to us", "Key messages",
    "Reach", "Reach from", "Reach as of", "Copy of",
)  # fmt: skip
FOR_TEAM = ("Decided by", "Notes")


def as_csv(clips: ClipQuerySet, *, for_team: bool) -> Iterator[str]:
    """The file, piece by piece, in bounded memory; notes and who decided only for the team.

    It begins with a byte order mark, by which Excel knows UTF-8.
    """
    yield "\ufeff" + _line([*HEADINGS, *(FOR_TEAM if for_team else ())])
    fetched = (
        clips.select_related("article__outlet", "article__original", "client", "campaign", "decided_by")
        .defer(*HEAVY, "article__original__text", "article__original__search")
        .prefetch_related("article__bylines", "quoted", "messages__key_message")
    )
    for clip in fetched.iterator(chunk_size=500):
        values = [*_values(clip), *(_for_team(clip) if for_team else ())]
        yield _line([harmless(value) for value in values])


def _values(clip: Clip) -> list[str]:
    article = clip.article
    published = timezone.localtime(article.published_at) if article.published_at else None
    form = "%Y-%m-%d" if article.published_day_only else "%Y-%m-%d %H:%M"
    return [
        published.strftime(form) if published else "", article.outlet_label, article.title,
        "; ".join(byline.name for byline in article.bylines.all()),
        article.url, article.get_medium_display(), language_name(article.language), clip.client.name,
        clip.campaign.name if clip.campaign else "", clip.get_state_display(), clip.get_tone_display(),
        clip.get_prominence_display(), clip.get_depth_display(),
        clip.get_value_display() if clip.value is not None else "",
        "; ".join(person.name for person in clip.quoted.all()), "yes" if clip.links_to_us else "",
        "; ".join(f"{message.key_message}: {message.score}" for message in clip.messages.all()),
        str(clip.reach) if clip.reach is not None else "", clip.reach_source,
        f"{clip.reach_on:%Y-%m-%d}" if clip.reach_on else "", article.original.title if article.original else "",
    ]  # fmt: skip


def _for_team(clip: Clip) -> list[str]:
    return [clip.decided_by.name if clip.decided_by else "", clip.notes]


def _line(values: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue()
