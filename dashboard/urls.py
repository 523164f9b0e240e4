from django.urls import path

from dashboard import views
from dashboard.welcome import views as welcome

app_name = "dashboard"
urlpatterns = [
    path("", views.Today.as_view(), name="today"),
    path("search/", views.Search.as_view(), name="search"),
    path("first-steps/", welcome.FirstStepsView.as_view(), name="first-steps"),
    path("first-steps/closing/", welcome.ClosingView.as_view(), name="first-steps-closing"),
    path("first-steps/<slug:key>/", welcome.StepView.as_view(), name="first-step"),
    path("first-steps/<slug:key>/skip/", welcome.SkipView.as_view(), name="first-step-skip"),
    path("demo/", welcome.DemoView.as_view(), name="demo"),
    path("demo/removal/", welcome.DemoRemovalView.as_view(), name="demo-removal"),
]
