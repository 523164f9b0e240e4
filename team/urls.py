"""Addresses of sign-off, people and policy."""

from django.urls import path

from team.views import api_tokens, door, people, review, settings, webhooks

app_name = "team"
urlpatterns = [
    path("review/", review.ReviewQueueView.as_view(), name="review-queue"),
    path("review/decided/", review.DecidedListView.as_view(), name="review-decided"),
    path("review/<int:pk>/", review.ReviewDetailView.as_view(), name="review-detail"),
    path("review/<int:pk>/approval/", review.ApprovalView.as_view(), name="review-approval"),
    path("review/<int:pk>/changes/", review.ChangesView.as_view(), name="review-changes"),
    path("review/<int:pk>/withdrawal/", review.WithdrawalView.as_view(), name="review-withdrawal"),
    path("review/<int:pk>/comments/", review.CommentView.as_view(), name="review-comment"),
    path("review/comments/<int:pk>/done/", review.CommentDoneView.as_view(), name="review-comment-done"),
    path("setup/", door.SetupView.as_view(), name="setup"),
    path("join/<str:token>/", door.JoinView.as_view(), name="join"),
    path("team/", people.MemberListView.as_view(), name="member-list"),
    path("team/members/<int:pk>/", people.MemberDetailView.as_view(), name="member-detail"),
    path("team/members/<int:pk>/deactivation/", people.DeactivationView.as_view(), name="member-deactivation"),
    path("team/members/<int:pk>/activation/", people.ActivationView.as_view(), name="member-activation"),
    path("team/invitations/new/", people.InvitationCreateView.as_view(), name="invitation-create"),
    path("team/invitations/<int:pk>/", people.InvitationDetailView.as_view(), name="invitation-detail"),
    path("team/invitations/<int:pk>/sending/", people.InvitationSendingView.as_view(), name="invitation-sending"),
    path("team/invitations/<int:pk>/revocation/", people.RevocationView.as_view(), name="invitation-revocation"),
    path("team/policy/", settings.PolicyView.as_view(), name="policy"),
    path("team/webhooks/", webhooks.WebhookList.as_view(), name="webhook-list"),
    path("team/webhooks/<int:pk>/", webhooks.WebhookDetail.as_view(), name="webhook-detail"),
    path("team/webhooks/<int:pk>/secret/", webhooks.WebhookSecret.as_view(), name="webhook-secret"),
    path("team/webhooks/<int:pk>/removal/", webhooks.WebhookRemoval.as_view(), name="webhook-removal"),
    path("team/webhooks/deliveries/<int:pk>/again/", webhooks.DeliveryAgain.as_view(), name="webhook-delivery-again"),
    path("profile/", settings.ProfileView.as_view(), name="profile"),
    path("profile/tokens/", api_tokens.ApiTokenList.as_view(), name="api-token-list"),
    path("profile/tokens/<int:pk>/", api_tokens.ApiTokenDetail.as_view(), name="api-token-detail"),
    path("profile/tokens/<int:pk>/withdrawal/", api_tokens.ApiTokenWithdrawal.as_view(), name="api-token-withdrawal"),
    path("notifications/", settings.NotificationListView.as_view(), name="notification-list"),
    path("notifications/read/", settings.NotificationsReadView.as_view(), name="notifications-read"),
    path("notifications/<int:pk>/reading/", settings.NotificationOpenView.as_view(), name="notification-open"),
]
