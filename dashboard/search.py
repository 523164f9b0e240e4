"""One field finds people, outlets, what the team makes and asks, what was published, and the pages of Mediarel.

Each kind is asked for by its own index, at most `MOST` of it, twice where nothing is spelt as typed and slips are
forgiven. Everything starts from `visible_to(user)`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest

from campaigns.models import Campaign, Client
from contacts.models import Journalist, Outlet
from core.folding import Fold, Typed, every_word, first_spelt_so_or_nearly, nearly_every_word, words_of
from core.navigation import Place, Shell
from coverage.models import Article, Clip
from events.models import Interview, MediaEvent
from inquiries.models import Inquiry
from mediakits.models import Document, Kit
from pitches.models import Pitch
from reports.models import Report
from team.models import User

# icons: check user news send target file-text packages chart-bar message-question microphone calendar-user
MOST: Final = 8
FEW: Final = 5
NEWEST: Final = 1_000
LOOKED_AT: Final = 2_000
SHORT: Final = 4
LONGEST: Final = 40
PAGES: Final[tuple[Place, ...]] = ("work", "foot", "new", "settings", "account")
ELSEWHERE: Final[tuple[Place, ...]] = ("settings", "account")
"""Pages that no link of the shell leads to; the palette knows the others by itself."""


@dataclass(frozen=True)
class Hit:
    """One thing that was found."""

    icon: str
    title: str
    line: str
    href: str


@dataclass(frozen=True)
class Section:
    heading: str
    hits: list[Hit]


def search(text: str, *, user: User) -> list[Section]:
    """What the reader may see that matches, by kind; kinds without a match are left out."""
    typed = Typed(" ".join(word[:LONGEST] for word in words_of(text) if any(map(str.isalnum, word))))
    if not typed:  # signs alone have no trigram, so each of them would be looked for in every row
        return []
    sections = [Section(heading, list(find(typed, user))) for heading, find in KINDS.items()]
    return [section for section in sections if section.hits]


def pages(text: str, request: HttpRequest, *, in_palette: bool) -> list[Hit]:
    """Pages and actions whose name has every word that was typed; those that this reader's shell offers."""
    words = text.lower().split()
    if not words:
        return []
    shell = Shell(request)
    named = [
        (f"New {link.entry.label.lower()}" if place == "new" else link.entry.label, place, link)
        for place in (ELSEWHERE if in_palette else PAGES)
        for link in getattr(shell, place)
    ]
    lines = {"settings": "Settings", "account": "Your account", "new": "Begin one"}
    return [
        Hit(link.entry.icon, label, lines.get(place, "Go there"), link.href)
        for label, place, link in named
        if all(word in f"{label} {lines.get(place, '')}".lower() for word in words)
    ][:FEW]


def _journalists(text: Typed, user: User) -> Iterable[Hit]:
    for found in Journalist.objects.visible_to(user).with_primary().first_matching(text, MOST):
        position = found.primary_position
        yield Hit("user", str(found), str(position) if position else "No outlet", found.get_absolute_url())


def _outlets(text: Typed, user: User) -> Iterable[Hit]:
    visible = Outlet.objects.visible_to(user)
    by_name = first_spelt_so_or_nearly(visible.annotate(folded_name=Fold("name")), "folded_name", text, MOST)
    by_domain = visible.filter(domain__startswith=text.lower()).exclude(pk__in=[each.pk for each in by_name])
    for found in [*by_name, *by_domain[: MOST - len(by_name)]]:
        yield Hit("news", str(found), found.get_kind_display() or found.domain, found.get_absolute_url())


def _pitches(text: Typed, user: User) -> Iterable[Hit]:
    visible = Pitch.objects.visible_to(user).select_related("campaign__client")
    for found in first_spelt_so_or_nearly(visible, "search_text", text, MOST):
        yield Hit("send", found.title, f"{found.campaign}. {found.get_state_display()}", found.get_absolute_url())


def _documents(text: Typed, user: User) -> Iterable[Hit]:
    visible = Document.objects.visible_to(user).in_use().select_related("client", "published_version")
    found = (
        visible.matching(text, user=user)[:MOST]
        if user.is_observer
        else first_spelt_so_or_nearly(visible, "search_text", text, MOST)
    )
    for each in found:
        line = f"{each.get_kind_display()} for {each.client}"
        yield Hit("file-text", each.title_for(user), line, each.get_absolute_url())


def _kits(text: Typed, user: User) -> Iterable[Hit]:
    if user.is_observer:
        return
    visible = Kit.objects.visible_to(user).in_use().select_related("client")
    for found in first_spelt_so_or_nearly(visible, "search_text", text, MOST):
        yield Hit("packages", found.title, f"Media kit for {found.client}", found.get_absolute_url())


def _campaigns(text: Typed, user: User) -> Iterable[Hit]:
    visible = Campaign.objects.visible_to(user).select_related("client")
    clients = Client.objects.visible_to(user).annotate(folded_name=Fold("name"))
    fitting = first_spelt_so_or_nearly(clients, "folded_name", text, MOST)
    found = first_spelt_so_or_nearly(visible.annotate(folded_name=Fold("name")), "folded_name", text, MOST)
    theirs = visible.filter(client__in=fitting).exclude(pk__in=[one.pk for one in found]) if fitting else visible.none()
    for each in [*found, *theirs[: MOST - len(found)]]:
        yield Hit("target", each.name, f"{each.client}. {each.get_state_display()}", each.get_absolute_url())


def _inquiries(text: Typed, user: User) -> Iterable[Hit]:
    visible = Inquiry.objects.visible_to(user).select_related("journalist", "outlet")
    for found in first_spelt_so_or_nearly(visible, "search_text", text, MOST):
        line = f"{found.number}, {found.reporter}. {found.get_state_display()}"
        yield Hit("message-question", found.subject, line, found.get_absolute_url())


def _interviews(text: Typed, user: User) -> Iterable[Hit]:
    visible = Interview.objects.visible_to(user).select_related("journalist", "client")
    for found in first_spelt_so_or_nearly(visible.order_by("-pk"), "search_text", text, MOST):
        line = f"{found.reporter}. {found.get_state_display()}"
        yield Hit("microphone", found.topic, line, found.get_absolute_url())


def _events(text: Typed, user: User) -> Iterable[Hit]:
    visible = MediaEvent.objects.visible_to(user).select_related("client")
    for found in first_spelt_so_or_nearly(visible.order_by("-pk"), "search_text", text, MOST):
        line = f"{found.get_kind_display()} of {found.client}, {found.starts_at:%d.%m.%Y}"
        yield Hit("calendar-user", found.title, line, found.get_absolute_url())


def _clips(text: Typed, user: User) -> Iterable[Hit]:
    found = _titled(every_word("folded_title", text), text, user)
    if not found and (nearly := nearly_every_word("folded_title", text)) is not None:
        found = _titled(nearly, text, user)
    for clip in found:
        where = clip.article.outlet_label or "No outlet"
        yield Hit("check", clip.article.title, f"{where}, for {clip.client}", clip.get_absolute_url())


def _titled(condition: Q, text: Typed, user: User) -> list[Clip]:
    """The latest clips of articles with such a title.

    Words of many titles are found among the newest clips. Others stand in few titles, which their trigrams lead to;
    short words have too few of those. Both at once would leave PostgreSQL to guess how many there are.
    """
    fields = ("article__title", "article__outlet_name", "article__domain", "article__outlet__name", "client__name")
    visible = Clip.objects.visible_to(user).exclude(state=Clip.State.NOT_OURS).order_by("-pk")
    shown = visible.select_related("article__outlet", "client").only("state", *fields)
    oldest = visible.values_list("pk", flat=True)[NEWEST : NEWEST + 1].first() or 0
    newest = shown.alias(folded_title=Fold("article__title")).filter(condition, pk__gte=oldest)
    found: list[Clip] = list(newest[:MOST])
    if len(found) == MOST or not oldest or max(map(len, words_of(text))) < SHORT:
        return found
    titled = Article.objects.visible_to(user).alias(folded_title=Fold("title")).filter(condition).order_by()
    return found + list(shown.filter(article__in=titled.values("pk")[:LOOKED_AT], pk__lt=oldest)[: MOST - len(found)])


def _reports(text: Typed, user: User) -> Iterable[Hit]:
    visible = Report.objects.visible_to(user).select_related("client").defer("figures")
    titled = first_spelt_so_or_nearly(visible.annotate(folded_title=Fold("title")), "folded_title", text, FEW)
    clients = Client.objects.visible_to(user).annotate(folded_name=Fold("name"))
    theirs = visible.filter(client__in=clients.filter(every_word("folded_name", text)).values("pk"))
    found = titled or list(theirs[:FEW])
    for report in found:
        yield Hit("chart-bar", report.title, f"Report for {report.client}", report.get_absolute_url())


KINDS: Final[dict[str, Callable[[Typed, User], Any]]] = {
    "Journalists": _journalists,
    "Outlets": _outlets,
    "Inquiries": _inquiries,
    "Pitches": _pitches,
    "Campaigns": _campaigns,
    "Documents": _documents,
    "Media kits": _kits,
    "Clips": _clips,
    "Interviews": _interviews,
    "Media events": _events,
    "Reports": _reports,
}
