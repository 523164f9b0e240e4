from reports.models.goal import Goal
from reports.models.monthly import Monthly
from reports.models.report import Report, ReportClip, ReportLink

__all__ = ["Goal", "Monthly", "Report", "ReportClip", "ReportLink"]
