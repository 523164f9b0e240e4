from django.urls import path

from mail.views import caught, domains, hooks, incoming, mailboxes, outgoing, suppression

app_name = "mail"

urlpatterns = [
    path("incoming/", incoming.IncomingListView.as_view(), name="incoming-list"),
    path("incoming/<int:pk>/", incoming.IncomingDetailView.as_view(), name="incoming-detail"),
    path("incoming/<int:pk>/html/", incoming.IncomingHtmlView.as_view(), name="incoming-html"),
    path(
        "incoming/<int:pk>/suggestions/<slug:key>/dismissal/",
        incoming.SuggestionDismissalView.as_view(),
        name="suggestion-dismissal",
    ),
    path("mailboxes/", mailboxes.MailboxListView.as_view(), name="mailbox-list"),
    path("mailboxes/new/", mailboxes.MailboxCreateView.as_view(), name="mailbox-create"),
    path("mailboxes/new/test/", mailboxes.MailboxTestView.as_view(), name="mailbox-test-new"),
    path("mailboxes/<int:pk>/", mailboxes.MailboxEditView.as_view(), name="mailbox-edit"),
    path("mailboxes/<int:pk>/test/", mailboxes.MailboxTestView.as_view(), name="mailbox-test"),
    path("mailboxes/<int:pk>/resumption/", mailboxes.MailboxResumptionView.as_view(), name="mailbox-resumption"),
    path("domains/", domains.DomainListView.as_view(), name="domain-list"),
    path("domains/<str:domain>/", domains.DomainDetailView.as_view(), name="domain-detail"),
    path("domains/<str:domain>/lookup/", domains.DomainLookupView.as_view(), name="domain-lookup"),
    path("domains/<str:domain>/key/", domains.DomainKeyView.as_view(), name="domain-key"),
    path("domains/<str:domain>/key/removal/", domains.DomainKeyRemovalView.as_view(), name="domain-key-removal"),
    path("domains/<str:domain>/signing/", domains.DomainSigningView.as_view(), name="domain-signing"),
    path("domains/<str:domain>/signing/end/", domains.DomainSigningEndView.as_view(), name="domain-signing-end"),
    path("trouble/", outgoing.TroubleListView.as_view(), name="trouble-list"),
    path("messages/<int:pk>/", outgoing.MessageDetailView.as_view(), name="message-detail"),
    path("messages/<int:pk>/confirmation/", outgoing.MessageConfirmationView.as_view(), name="message-confirmation"),
    path("messages/<int:pk>/retry/", outgoing.MessageRetryView.as_view(), name="message-retry"),
    path("messages/<int:pk>/settlement/", outgoing.MessageSettlementView.as_view(), name="message-settlement"),
    path("suppressions/", suppression.SuppressionListView.as_view(), name="suppression-list"),
    path("suppressions/lookup/", suppression.SuppressionLookupView.as_view(), name="suppression-lookup"),
    path("suppressions/new/", suppression.SuppressionAddView.as_view(), name="suppression-add"),
    path("suppressions/import/", suppression.SuppressionImportView.as_view(), name="suppression-load"),
    path("suppressions/import/<int:pk>/", suppression.SuppressionImportDetailView.as_view(), name="suppression-import"),
    path("suppressions/export/", suppression.SuppressionExportView.as_view(), name="suppression-export"),
    path("suppressions/<int:pk>/lifting/", suppression.SuppressionLiftingView.as_view(), name="suppression-lifting"),
    path("hooks/<str:token>/events/", hooks.EventsHookView.as_view(), name="hook-events"),
    path("hooks/<str:token>/inbound/", hooks.InboundHookView.as_view(), name="hook-inbound"),
    path("caught/", caught.CaughtListView.as_view(), name="caught-list"),
    path("caught/<str:key>/", caught.CaughtDetailView.as_view(), name="caught-detail"),
    path("caught/<str:key>/html/", caught.CaughtHtmlView.as_view(), name="caught-html"),
]
