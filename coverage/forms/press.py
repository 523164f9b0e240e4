from typing import Any

from django import forms

from campaigns.models import Campaign
from contacts.models import Beat
from coverage.press import subjects
from coverage.press.words import asked
from coverage.press.writing import Subject
from team.models import User


class DiscoverForm(forms.Form):
    """What the people whom one looks for write about; everything that is given narrows them down."""

    q = forms.CharField(label="Words in their articles", required=False, max_length=200)
    beat = forms.ModelChoiceField(Beat.objects.all(), label="Beat", required=False, empty_label="Any beat")
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label="Campaign", required=False, empty_label="Any campaign"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = Campaign.objects.visible_to(user).running().order_by("name")
        for name in ("beat", "campaign"):
            self.fields[name].widget.attrs["class"] = "form-select mr-filter-select"

    def subjects(self) -> list[Subject] | None:
        """What to look for in articles; None where nothing is asked for. What is not there any more asks nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        beat, campaign = given.get("beat"), given.get("campaign")
        parts = [asked(beat.name) if beat else "", asked(given.get("q", ""))]
        query = " & ".join(f"({part})" for part in parts if part)
        if campaign:
            return [subject.narrowed(query) for subject in subjects.of_campaign(campaign)]
        return [Subject("", query)] if query else None


class NewcomerForm(forms.Form):
    """Which byline is meant, and what they are added with."""

    name_key = forms.CharField(max_length=200)
    domain = forms.CharField(max_length=255, required=False)
    beat = forms.ModelChoiceField(Beat.objects.all(), required=False)
    journalist = forms.IntegerField(required=False, min_value=1, max_value=2**62)
