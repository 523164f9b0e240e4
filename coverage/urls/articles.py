from django.urls import URLPattern, path

from coverage.views import articles

urlpatterns: list[URLPattern] = [
    path("coverage/articles/", articles.ArticleList.as_view(), name="article-list"),
    path("coverage/articles/clips/", articles.ClipAddMany.as_view(), name="article-clips"),
    path("coverage/articles/<int:pk>/", articles.ArticleDetail.as_view(), name="article-detail"),
    path("coverage/articles/<int:pk>/clip/", articles.ClipAdd.as_view(), name="article-clip"),
    path("coverage/articles/<int:pk>/outlet/", articles.OutletAdd.as_view(), name="article-outlet"),
    path("coverage/articles/<int:pk>/separation/", articles.Separation.as_view(), name="article-separation"),
    path("coverage/articles/<int:pk>/regrouped/<str:kept>/", articles.Regrouped.as_view(), name="article-regrouped"),
    path("coverage/articles/<int:pk>/promotion/", articles.Promotion.as_view(), name="article-promotion"),
    path("coverage/articles/<int:pk>/original/", articles.Original.as_view(), name="article-copy"),
    path("coverage/articles/<int:pk>/bylines/<int:byline>/", articles.BylineDecision.as_view(), name="article-byline"),
]
