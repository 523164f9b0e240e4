from django.urls import URLPattern, path

from coverage.views import triage

urlpatterns: list[URLPattern] = [
    path("coverage/", triage.TriageView.as_view(), name="triage"),
    path("coverage/triage/address/", triage.AddressView.as_view(), name="triage-address"),
    path("coverage/triage/decisions/", triage.BulkView.as_view(), name="triage-decisions"),
    path("coverage/triage/returns/", triage.ReturnsView.as_view(), name="triage-returns"),
    path("coverage/triage/<int:pk>/", triage.TriageClipView.as_view(), name="triage-clip"),
    path("coverage/triage/<int:pk>/messages/", triage.MessagesView.as_view(), name="triage-messages"),
    path("coverage/triage/<int:pk>/confirmation/", triage.ConfirmationView.as_view(), name="triage-confirmation"),
    path("coverage/triage/<int:pk>/rejection/", triage.RejectionView.as_view(), name="triage-rejection"),
    path("coverage/triage/<int:pk>/copy/", triage.CopyView.as_view(), name="triage-copy"),
    path("coverage/triage/<int:pk>/separation/", triage.SeparationView.as_view(), name="triage-separation"),
    path("coverage/triage/<int:pk>/return/", triage.ReturnView.as_view(), name="triage-return"),
]
