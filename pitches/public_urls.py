"""The addresses that stand in e-mails. They are promises: never change one."""

from django.urls import path, register_converter

from pitches.answers import ANSWERS
from pitches.views import public


class AnswerConverter:
    regex = "|".join(ANSWERS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AnswerConverter, "answer")

app_name = "pitches-public"
urlpatterns = [
    path("<slug:token>/", public.PitchPage.as_view(), name="pitch"),
    path("<slug:token>/<answer:kind>/", public.AnswerPage.as_view(), name="answer"),
]
