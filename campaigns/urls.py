"""Addresses of clients and campaigns."""

from django.urls import path

from campaigns.views import campaign, client, spokespeople

app_name = "campaigns"
urlpatterns = [
    path("campaigns/", campaign.CampaignListView.as_view(), name="campaign-list"),
    path("campaigns/new/", campaign.CampaignCreateView.as_view(), name="campaign-create"),
    path("campaigns/<int:pk>/", campaign.CampaignDetailView.as_view(), name="campaign-detail"),
    path("campaigns/<int:pk>/edit/", campaign.CampaignUpdateView.as_view(), name="campaign-edit"),
    path("campaigns/<int:pk>/closure/", campaign.ClosureView.as_view(), name="campaign-closure"),
    path("campaigns/<int:pk>/reopening/", campaign.ReopeningView.as_view(), name="campaign-reopening"),
    path("clients/", client.ClientListView.as_view(), name="client-list"),
    path("clients/new/", client.ClientFormView.as_view(), name="client-create"),
    path("clients/<int:pk>/", client.ClientDetailView.as_view(), name="client-detail"),
    path("clients/<int:pk>/edit/", client.ClientFormView.as_view(), name="client-edit"),
    path("clients/<int:pk>/observers/", client.ObserversView.as_view(), name="client-observers"),
    path("clients/<int:pk>/archiving/", client.ArchivingView.as_view(), name="client-archiving"),
    path("clients/<int:pk>/restoring/", client.RestoringView.as_view(), name="client-restoring"),
    path(
        "clients/<int:client>/spokespeople/new/",
        spokespeople.SpokespersonFormView.as_view(),
        name="spokesperson-create",
    ),
    path("spokespeople/<int:pk>/", spokespeople.SpokespersonFormView.as_view(), name="spokesperson-edit"),
    path("spokespeople/<int:pk>/position/", spokespeople.PositionView.as_view(), name="spokesperson-position"),
    path(
        "spokespeople/<int:pk>/archiving/",
        spokespeople.SpokespersonArchivingView.as_view(),
        name="spokesperson-archiving",
    ),
    path(
        "spokespeople/<int:pk>/restoring/",
        spokespeople.SpokespersonRestoringView.as_view(),
        name="spokesperson-restoring",
    ),
]
