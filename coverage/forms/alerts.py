"""What a person chooses about being told."""

from typing import Any

from django import forms

from coverage.models import Alert, AlertHours

CLOCK = "%H:%M"


class AlertHoursForm(forms.ModelForm):
    class Meta:
        model = AlertHours
        fields = ["quiet_from", "quiet_until", "quiet_weekends", "digest_at", "by_mail"]
        labels = {"quiet_weekends": "Quiet on Saturday and Sunday", "by_mail": "Send it by e-mail too"}
        help_texts = {"quiet_until": "The same time in both: no quiet hours."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("quiet_from", "quiet_until", "digest_at"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format=CLOCK)


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(choices=Alert.Rhythm.choices)
