from django.urls import path

from mail.views import caught, inbox, incoming, mailboxes, outgoing, suppression

app_name = "mail"

urlpatterns = [
    path("inbox/", inbox.InboxView.as_view(), name="inbox"),
    path("inbox/chosen/", inbox.BulkView.as_view(), name="inbox-bulk"),
    path("inbox/<int:pk>/", inbox.ThreadView.as_view(), name="thread"),
    path("inbox/<int:pk>/answer/", inbox.AnswerView.as_view(), name="thread-answer"),
    path("inbox/<int:pk>/notes/", inbox.NoteView.as_view(), name="thread-notes"),
    path("inbox/<int:pk>/assignment/", inbox.AssignmentView.as_view(), name="thread-assignment"),
    path("inbox/<int:pk>/snooze/", inbox.SnoozeView.as_view(), name="thread-snooze"),
    path("inbox/<int:pk>/waking/", inbox.WakingView.as_view(), name="thread-waking"),
    path("inbox/<int:pk>/done/", inbox.DoneView.as_view(), name="thread-done"),
    path("inbox/<int:pk>/reopening/", inbox.ReopeningView.as_view(), name="thread-reopening"),
    path("inbox/answers/<int:pk>/undo/", inbox.AnswerUndoView.as_view(), name="answer-undo"),
    path("incoming/", incoming.IncomingListView.as_view(), name="incoming-list"),
    path("incoming/<int:pk>/", incoming.IncomingDetailView.as_view(), name="incoming-detail"),
    path("incoming/<int:pk>/html/", incoming.IncomingHtmlView.as_view(), name="incoming-html"),
    path(
        "incoming/<int:pk>/suggestions/<slug:key>/dismissal/",
        incoming.SuggestionDismissalView.as_view(),
        name="suggestion-dismissal",
    ),
    path("incoming/<int:pk>/files/<int:number>/", incoming.AttachmentView.as_view(), name="attachment"),
    path("mailboxes/", mailboxes.MailboxListView.as_view(), name="mailbox-list"),
    path("mailboxes/new/", mailboxes.MailboxCreateView.as_view(), name="mailbox-create"),
    path("mailboxes/new/test/", mailboxes.MailboxTestView.as_view(), name="mailbox-test-new"),
    path("mailboxes/<int:pk>/", mailboxes.MailboxEditView.as_view(), name="mailbox-edit"),
    path("mailboxes/<int:pk>/test/", mailboxes.MailboxTestView.as_view(), name="mailbox-test"),
    path("mailboxes/<int:pk>/resumption/", mailboxes.MailboxResumptionView.as_view(), name="mailbox-resumption"),
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
    path("caught/", caught.CaughtListView.as_view(), name="caught-list"),
    path("caught/<str:key>/", caught.CaughtDetailView.as_view(), name="caught-detail"),
    path("caught/<str:key>/html/", caught.CaughtHtmlView.as_view(), name="caught-html"),
]
