"""The five answers a journalist can give with two taps, and what each asks."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from pitches.models import Response

# icons: check thumb-up microphone file-plus clock x


class AnswerForm(forms.Form):
    """Nothing but a word, if they like."""

    text = forms.CharField(
        label="Anything to add?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class InterviewForm(AnswerForm):
    text = forms.CharField(
        label="With whom, and when would suit you?",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoreForm(AnswerForm):
    text = forms.CharField(
        label="What would help?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in a few words what you would like, so that the right thing comes."},
    )


class LaterForm(AnswerForm):
    later_on = forms.DateField(label="From when?", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_later_on(self) -> Any:
        day = self.cleaned_data["later_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError("Choose a day after today, or leave it empty.")
        return day


class NoForm(AnswerForm):
    text = forms.CharField(
        label="Why, if you like: it keeps the next one relevant",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Answer:
    """How one answer is offered (`button`, `hint`, `icon`), confirmed (`asks`, `confirm`) and thanked for."""

    kind: str
    button: str
    hint: str
    icon: str
    asks: str
    confirm: str
    thanks: str
    form: type[AnswerForm]


_ALL = [
    Answer(
        Response.Kind.INTERESTED,
        "I’m interested",
        "",
        "thumb-up",
        "You are interested",
        "Yes, tell {name}",
        "{name} knows that you are interested and will be in touch.",
        AnswerForm,
    ),
    Answer(
        Response.Kind.INTERVIEW,
        "I’d like an interview",
        "say with whom",
        "microphone",
        "An interview",
        "Ask {name} for it",
        "{name} has your wish for an interview and will propose times.",
        InterviewForm,
    ),
    Answer(
        Response.Kind.MORE,
        "Send me more",
        "say what",
        "file-plus",
        "More material",
        "Ask {name} for it",
        "{name} knows what you need.",
        MoreForm,
    ),
    Answer(
        Response.Kind.LATER,
        "Later",
        "say when",
        "clock",
        "Not now, but later",
        "Tell {name}",
        "{name} knows. You get no follow-up now.",
        LaterForm,
    ),
    Answer(
        Response.Kind.NO,
        "Not for me",
        "say why, if you like",
        "x",
        "Not for you",
        "Tell {name}",
        "{name} knows. You get no follow-up on this.",
        NoForm,
    ),
]
ANSWERS = {answer.kind.value: answer for answer in _ALL}  # type: ignore[attr-defined]
