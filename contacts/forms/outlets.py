from typing import Any, ClassVar

from django import forms

from contacts.forms.journalists import DateInput
from contacts.models import Beat, MediaList, Outlet, Tag
from contacts.places import country_choices, language_choices, time_zone_choices


class OutletForm(forms.ModelForm):
    country = forms.ChoiceField(required=False, choices=country_choices)
    language = forms.ChoiceField(required=False, choices=language_choices)
    time_zone = forms.ChoiceField(required=False, choices=time_zone_choices)

    class Meta:
        model = Outlet
        fields: ClassVar[list[str]] = [
            "name", "kind", "website", "domain", "country", "city", "language", "time_zone", "reach", "reach_source",
            "reach_on", "pitch_cap", "source", "notes",
        ]  # fmt: skip
        widgets: ClassVar[dict] = {"reach_on": DateInput(), "notes": forms.Textarea({"rows": 3})}
        help_texts: ClassVar[dict] = {
            "domain": "Read off the website if you leave it empty.",
            "pitch_cap": "How many of its people may be pitched within the cool-off days. Empty: the team’s own rule.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].assume_scheme = "https"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("reach") is not None and not data.get("reach_source"):
            self.add_error("reach_source", "Say where the figure is from; without a source it cannot be shown.")
        return data


class MediaListForm(forms.ModelForm):
    class Meta:
        model = MediaList
        fields: ClassVar[list[str]] = ["name", "description"]
        widgets: ClassVar[dict] = {"description": forms.Textarea({"rows": 2})}


class BeatForm(forms.ModelForm):
    class Meta:
        model = Beat
        fields: ClassVar[list[str]] = ["name"]


class TagForm(forms.ModelForm):
    class Meta:
        model = Tag
        fields: ClassVar[list[str]] = ["name"]
