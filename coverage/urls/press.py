from django.urls import path

from coverage.views import discover, press

urlpatterns = [
    path("contacts/journalists/<int:pk>/articles/", press.JournalistArticles.as_view(), name="journalist-articles"),
    path(
        "contacts/journalists/<int:pk>/articles/<int:byline_pk>/refusal/",
        press.ArticleRefusal.as_view(),
        name="article-refusal",
    ),
    path("contacts/journalists/<int:pk>/coverage/", press.JournalistCoverage.as_view(), name="journalist-coverage"),
    path("contacts/discover/", discover.Discover.as_view(), name="discover"),
    path("contacts/discover/additions/", discover.NewcomerAdd.as_view(), name="newcomer-addition"),
    path("contacts/discover/links/", discover.NewcomerLink.as_view(), name="newcomer-link"),
    path("contacts/discover/dismissals/", discover.NewcomerDismiss.as_view(), name="newcomer-dismissal"),
]
