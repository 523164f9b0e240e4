"""The demo's reports and goals: one that the client reads, one that is being written, a monthly one."""

from datetime import timedelta
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile
from django.utils import timezone

from campaigns.models import Campaign, Client
from core import jobs
from coverage.models import Evidence
from dashboard.demo import drawing
from dashboard.demo.history import World
from reports import drafting, goals, links, monthly
from reports.figures.clips import by_scores
from reports.models import Goal, Monthly, Report
from reports.periods import Period, last_month, quarter_of, team_zone
from reports.scope import Scope
from reports.sections import USUAL, Section

OUTCOMES: Final = (
    "Eleven of the fourteen trade editors whom we asked in a short call named the figure of 100 hours unprompted; in "
    "spring it was three. The district council quoted the Potsdam Morgen when it approved the second hall. What the "
    "public takes from it we do not know: nobody has asked."
)
LEARNT: Final = (
    "The losses are the story. Whoever heard from us that more than half is lost printed the reason next to it; the "
    "two who found out by themselves led with it.\n\n"
    "Regional press came through the people, not the technology. Anke should speak more."
)
SUMMARY: Final = (
    "The switch-on at Altfelde was told as we hoped: 100 hours, losses stated openly, and the people of the old plant "
    "running the new one. One critical piece, on the noise, got a straight answer the same day."
)


def reports(world: World) -> None:
    """The period of the story is the two months before today, so that both its release and its echo are in it."""
    today = timezone.localdate(timezone=team_zone())
    client = Client.objects.get(name="Fernhall Storage")
    campaign = Campaign.objects.get(client=client, name="Altfelde switch-on")
    _set_goals(world, client, campaign)
    story = Period(today - timedelta(days=59), today)
    _picture(Scope(client, None, story))
    released = drafting.begin(
        client=client, campaign=None, period=story, sections=[*USUAL[:-1], Section.GOALS, Section.LEARNT],
        by=world.team["maya"], title="Fernhall Storage, the switch-on", summary=SUMMARY, outcomes=OUTCOMES,
        learnt=LEARNT,
    )  # fmt: skip
    _work_out(released)
    if not released.objectives:
        drafting.write(report=released, revision=0, by=world.team["maya"], objectives_unknown=True)
    drafting.release(report=released, by=world.team["daniel"])
    until = timezone.now() + timedelta(days=90)
    links.share(report=released, label="Supervisory board", by=world.team["maya"], expires_at=until)
    draft = drafting.begin(
        client=client, campaign=campaign, period=last_month(today), sections=USUAL, by=world.team["maya"]
    )
    _work_out(draft)
    monthly.save(
        monthly=Monthly(client=client, addresses=["elin@fernhall.example.com"], sections=USUAL, day=3),
        by=world.team["maya"],
    )


def _picture(scope: Scope) -> None:
    """The pictures that the papers would have printed with the best pieces, as small as they are kept."""
    draws = (drawing.cells, drawing.hall, drawing.dawn, drawing.control, drawing.aerial)
    for clip, draw in zip(by_scores(scope.stories), draws, strict=False):
        kept = BytesIO()
        draw().resize((640, 400)).save(kept, "JPEG", quality=80)
        Evidence.objects.create(
            clip=clip, kind=Evidence.Kind.PICTURE, file=ContentFile(kept.getvalue(), f"clip-{clip.pk}.jpg"),
            name="picture.jpg", content_type="image/jpeg", size=kept.tell(), taken_at=clip.decided_at,
        )  # fmt: skip


def _work_out(report: Report) -> None:
    """As a worker would."""
    jobs.run(job_id=report.job_id or 0)
    report.refresh_from_db()


def _set_goals(world: World, client: Client, campaign: Campaign) -> None:
    quarter = quarter_of(timezone.localdate(timezone=team_zone()))
    for measure, target, of, why in (
        (Goal.Measure.ARTICLES, 30, None, "More than in any quarter before."),
        (Goal.Measure.MESSAGES, 60, campaign, "Coverage that says nothing of ours moves nobody."),
        (Goal.Measure.VOICE, 40, None, "Nordsalz is listed next spring; we want to be heard before."),
        (Goal.Measure.DEADLINES, 95, None, "Whoever misses one is not asked again."),
    ):
        goals.count(
            Goal.objects.create(
                client=client, campaign=of, measure=measure, target=target, starts_on=quarter.first,
                ends_on=quarter.last, why=why, owner=world.team["daniel"],
            )
        )  # fmt: skip
