"""What was published: over time by tone, how and where, and by whom quoted."""

from typing import Any, Final

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import TruncDay, TruncMonth, TruncQuarter, TruncWeek

from coverage.clips.reach import outlet_key
from coverage.models import Clip
from pitches.models import Attribution
from reports.periods import team_zone
from reports.scope import Scope

OUTLETS: Final = 15
SPOKESPEOPLE: Final = 10
TRUNC: Final = {"day": TruncDay, "week": TruncWeek, "month": TruncMonth, "quarter": TruncQuarter}
TONES: Final = [*(tone.value for tone in Clip.Tone), ""]
"""In the order in which charts stack them; "" is what nobody scored."""


def tone_over_time(scope: Scope) -> dict[str, Any]:
    """Articles of each step of the period by tone, steps without any too; one query."""
    zone, step = team_zone(), scope.period.step
    steps = scope.stories.annotate(step=TRUNC[step]("at", tzinfo=zone)).order_by()
    counted = steps.values("step", "tone").annotate(n=Count("pk"))
    found: dict[Any, dict[str, int]] = {}
    for row in counted:
        found.setdefault(row["step"].astimezone(zone).date(), {})[row["tone"]] = row["n"]
    counts = [[found.get(day, {}).get(tone, 0) for tone in TONES] for day, _ in scope.period.steps()]
    rows = [
        {"label": label, "from": day.isoformat(), "counts": each}
        for (day, label), each in zip(scope.period.steps(), counts, strict=True)
    ]
    sums = [sum(each) for each in zip(*counts, strict=True)]
    labels = [str(Clip.Tone(tone).label) if tone else "Not scored" for tone in TONES]
    return {"step": step, "tones": labels, "rows": rows, "sums": sums, "total": sum(sums)}


def quality(scope: Scope) -> dict[str, Any]:
    """Articles by prominence and depth, those of pitches, with links, and who was quoted; three queries."""
    attributed = Attribution.objects.filter(clip=OuterRef("pk"), state=Attribution.State.CONFIRMED)
    counts: dict[str, Any] = {"total": Count("pk"), "links": Count("pk", filter=Q(links_to_us=True))}
    counts |= {f"prominence_{each}": Count("pk", filter=Q(prominence=each)) for each in ["", *Clip.Prominence.values]}
    counts |= {f"depth_{each}": Count("pk", filter=Q(depth=each)) for each in ["", *Clip.Depth.values]}
    found = scope.stories.order_by().aggregate(pitched=Count("pk", filter=Exists(attributed)), **counts)
    quoted = (
        scope.stories.filter(quoted__isnull=False)
        .order_by()
        .values(person=F("quoted__name"))
        .annotate(n=Count("pk"))
        .order_by("-n", "person")[:SPOKESPEOPLE]
    )
    return {
        "total": found["total"],
        "pitched": found["pitched"],
        "links": found["links"],
        "prominence": _by(found, "prominence", Clip.Prominence),
        "depth": _by(found, "depth", Clip.Depth),
        "quoted": [[row["person"], row["n"]] for row in quoted],
        "quoting": scope.stories.filter(quoted__isnull=False).order_by().values("pk").distinct().count(),
    }


def _by(found: dict[str, int], name: str, choices: Any) -> list[list[Any]]:
    """Label and number of each, what nobody scored last."""
    rows = [[str(label), found[f"{name}_{value}"]] for value, label in choices.choices]
    return [*rows, ["Not scored", found[f"{name}_"]]]


def outlets(scope: Scope) -> dict[str, Any]:
    """The outlets with the most articles, each with its reach (None where none is kept); copies are articles of the
    outlet that printed them. Two queries."""
    by_outlet = scope.clips.order_by().annotate(where=outlet_key()).values("where")
    rows = by_outlet.annotate(
        n=Count("pk"),
        most=Max("reach"),
        name=Max("article__outlet__name"),
        called=Min("article__outlet_name"),
        domain=Min("article__domain"),
        source=Max("reach_source"),
        on=Max("reach_on"),
    ).order_by("-n", F("most").desc(nulls_last=True), "where")
    shown = [
        {
            "name": row["name"] or row["called"] or row["domain"] or "No outlet named",
            "articles": row["n"],
            "reach": row["most"],
            "source": ", ".join(filter(None, [row["source"], f"{row['on']:%B %Y}" if row["on"] else ""])),
        }
        for row in rows[:OUTLETS]
    ]
    return {"rows": shown, "outlets": by_outlet.distinct().count()}
