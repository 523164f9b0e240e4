"""Addresses of reports, for those who sign in."""

from django.urls import path

from reports.views import goals, links, monthly, reports

app_name = "reports"
urlpatterns = [
    path("reports/", reports.ReportList.as_view(), name="report-list"),
    path("reports/new/", reports.ReportCreate.as_view(), name="report-create"),
    path("reports/monthly/", monthly.MonthlyList.as_view(), name="monthly-list"),
    path("reports/monthly/new/", monthly.MonthlyEdit.as_view(), name="monthly-create"),
    path("reports/monthly/<int:pk>/", monthly.MonthlyEdit.as_view(), name="monthly-edit"),
    path("reports/monthly/<int:pk>/deletion/", monthly.MonthlyDeletion.as_view(), name="monthly-deletion"),
    path("reports/goals/", goals.GoalList.as_view(), name="goal-list"),
    path("reports/goals/new/", goals.GoalEdit.as_view(), name="goal-create"),
    path("reports/goals/<int:pk>/", goals.GoalEdit.as_view(), name="goal-edit"),
    path("reports/goals/<int:pk>/deletion/", goals.GoalDeletion.as_view(), name="goal-deletion"),
    path("reports/links/<int:pk>/revocation/", links.LinkRevocation.as_view(), name="link-revocation"),
    path("reports/<int:pk>/", reports.ReportDetail.as_view(), name="report-detail"),
    path("reports/<int:pk>/edit/", reports.ReportEdit.as_view(), name="report-edit"),
    path("reports/<int:pk>/texts/", reports.ReportTexts.as_view(), name="report-texts"),
    path("reports/<int:pk>/best/", reports.ReportBest.as_view(), name="report-best"),
    path("reports/<int:pk>/counting/", reports.ReportCounting.as_view(), name="report-counting"),
    path("reports/<int:pk>/release/", reports.ReportRelease.as_view(), name="report-release"),
    path("reports/<int:pk>/taking-back/", reports.ReportTakingBack.as_view(), name="report-taking-back"),
    path("reports/<int:pk>/deletion/", reports.ReportDeletion.as_view(), name="report-deletion"),
    path("reports/<int:pk>/links/", links.ReportLinks.as_view(), name="report-links"),
    path("reports/<int:pk>/report.pdf", reports.ReportPdf.as_view(), name="report-pdf"),
    path("reports/<int:pk>/report.xlsx", reports.ReportWorkbook.as_view(), name="report-workbook"),
]
