"""What is typed about a webhook."""

from django import forms

from core.fetching import FetchError, authority_of
from team.models import WebhookEndpoint
from team.models.webhook import EVENTS


class WebhookForm(forms.ModelForm):
    """Where to, and of what. Its secret is made, never typed."""

    url = forms.URLField(
        label="Address", max_length=500, assume_scheme="https", help_text="Of the other system; it answers with 2xx."
    )
    told_of = forms.MultipleChoiceField(
        label="Tell it when", choices=[(name, said) for name, said in EVENTS], widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = WebhookEndpoint
        fields = ["name", "url", "told_of", "is_active"]

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            authority_of(url)
        except FetchError as problem:
            raise forms.ValidationError(str(problem)) from None
        return url
