"""Reports, links and goals for tests; figures are worked out by the product's own job."""

from datetime import date

import factory

from core import jobs
from reports import computing
from reports.models import Goal, Monthly, Report, ReportLink
from tests.factories.campaigns import ClientFactory
from tests.factories.team import UserFactory


class ReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Report

    client = factory.SubFactory(ClientFactory)
    title = factory.Sequence(lambda n: f"Media report {n}")
    starts_on = date(2026, 10, 1)
    ends_on = date(2026, 10, 31)
    owner = factory.SubFactory(UserFactory)
    objectives = "Ten trade editors know what a windless week costs."
    outcomes = "Six of ten named the figure when asked in November."


class ReportLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportLink

    report = factory.SubFactory(ReportFactory)
    label = factory.Sequence(lambda n: f"Reader {n}")


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    client = factory.SubFactory(ClientFactory)
    measure = Goal.Measure.ARTICLES
    target = 30
    starts_on = date(2026, 10, 1)
    ends_on = date(2026, 12, 31)
    owner = factory.SubFactory(UserFactory)


class MonthlyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Monthly

    client = factory.SubFactory(ClientFactory)
    addresses = factory.LazyFunction(lambda: ["board@fernhall.example.com"])
    owner = factory.SubFactory(UserFactory)
    next_on = date(2026, 11, 3)


def worked_out(report: Report) -> Report:
    """The report with its figures, by the job that works them out."""
    job = computing.ask_for(report, by=report.owner)
    jobs.run(job_id=job.pk)
    report.refresh_from_db()
    return report
