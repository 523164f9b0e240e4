"""What journalists fill in on their own page."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

PAUSE_AT_MOST = timedelta(days=2 * 366)


class PreferencesForm(forms.Form):
    covers = forms.CharField(
        label="What I cover", required=False, max_length=1000, help_text="Subjects, with commas between them."
    )
    how_to_pitch = forms.CharField(
        label="How and when to reach me",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text="For example: by e-mail before ten; data before quotes; not on Mondays.",
    )
    never_follow_up = forms.BooleanField(label="Never send me a follow-up", required=False)
    no_tracking = forms.BooleanField(
        label="Never count whether I open a message or follow a link",
        required=False,
        help_text="Holds at once, for messages you have already too.",
    )
    paused_until = forms.DateField(
        label="Send me nothing until",
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text="Leave it empty for no pause.",
    )
    instead = forms.CharField(
        label="Who at my outlet to write to instead",
        required=False,
        max_length=500,
        help_text="A name is enough. A person reads this.",
    )

    def clean_paused_until(self) -> date | None:
        until, today = self.cleaned_data["paused_until"], timezone.localdate()
        if until and until <= today and until != self.initial.get("paused_until"):
            raise forms.ValidationError("This day has passed. Give a later one, or leave it empty for no pause.")
        if until and until > today + PAUSE_AT_MOST:
            raise forms.ValidationError("That is more than two years ahead. To hear nothing any more, leave below.")
        return until


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label="What is wrong, and what is right", max_length=4000, widget=forms.Textarea({"rows": 3})
    )


class DeletionForm(forms.Form):
    text = forms.CharField(
        label="Anything we should know", required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    sure = forms.BooleanField(
        label="Yes, delete what you hold about me",
        error_messages={"required": "Tick the box, so that nobody asks for this by a slip of the finger."},
    )
