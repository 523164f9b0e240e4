"""Addresses that whoever has a link to a report opens."""

from django.urls import path

from reports.views import public

app_name = "reports-public"
urlpatterns = [
    path("<str:token>/", public.PublicReport.as_view(), name="report"),
    path("<str:token>/password/", public.PublicPassword.as_view(), name="password"),
    path("<str:token>/report.pdf", public.PublicPdf.as_view(), name="pdf"),
    path("<str:token>/report.xlsx", public.PublicWorkbook.as_view(), name="workbook"),
    path("<str:token>/pictures/<int:pk>/", public.PublicPicture.as_view(), name="picture"),
]
