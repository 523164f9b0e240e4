from django.http import HttpRequest

from campaigns.panels import Panel, register_count, register_panel
from core.navigation import Entry, register
from coverage.clips import campaign_panel, evidence  # noqa: F401  (evidence names its kind of job)


def register_all() -> None:
    register(
        Entry("Clip", icon="bookmark", url="coverage:clip-create", place="new", order=60, key="n c", shown_to=_works)
    )
    register(Entry("Coverage", icon="bookmark", url="coverage:clip-list", order=60, key="g v", shown_to=_reads_along))
    register_panel(Panel("Coverage so far", "coverage/_campaign_panel.html", campaign_panel.coverage_of, order=30))
    register_count("Clips", campaign_panel.count_clips)


def _works(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not request.user.is_observer


def _reads_along(request: HttpRequest) -> bool:
    """To observers, coverage is the clips of their clients; the team begins in triage."""
    return request.user.is_authenticated and request.user.is_observer
