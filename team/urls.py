"""Addresses of sign-off, people and policy."""

from django.urls import path

from team.views import review

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
]
