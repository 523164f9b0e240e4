"""What managers type on the page of the suppression list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from mail import suppression_files
from mail.errors import BadAddress
from mail.models import Suppression

THEIR_WISH = (Suppression.Source.UNSUBSCRIBE, Suppression.Source.COMPLAINT)


def named(text: str) -> str:
    """An address or a domain, as typed; refused with a sentence when it is neither."""
    try:
        suppression_files.is_address(text)
    except BadAddress:
        raise ValidationError("Give an e-mail address, or a domain such as example.org.") from None
    return suppression_files.spelt(text)


class Form(forms.Form):
    """Three stand on one page, so each has ids of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": f"{type(self).__name__.lower()}_%s"})


class LookupForm(Form):
    """ "Is it on the list?" """

    entry = forms.CharField(label="Address or domain", max_length=320)

    def clean_entry(self) -> str:
        return named(self.cleaned_data["entry"])


class ListFilter(forms.Form):
    """What the list is narrowed to; it stands in the URL."""

    source = forms.ChoiceField(choices=[("", "Every source"), *Suppression.Source.choices], required=False)
    scope = forms.ChoiceField(choices=[("", "Both"), *Suppression.Scope.choices], required=False)


class EntryForm(Form):
    """One more, by hand."""

    entry = forms.CharField(
        label="Address or domain", max_length=320, help_text="A domain stops mail to everybody at it."
    )
    note = forms.CharField(
        label="Note", max_length=300, help_text="Why, for whoever asks later. Write no address here."
    )

    def clean_entry(self) -> str:
        return named(self.cleaned_data["entry"])


class LiftingForm(forms.Form):
    """Why an entry is taken off the list. What the person asked for themselves is lifted by their own wish alone."""

    reason = forms.CharField(
        label="Why it is right to write again", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    their_wish = forms.BooleanField(
        label="They asked for it themselves",
        error_messages={
            "required": "They left by their own wish, so only their own wish brings them back. "
            "Tick this if they told you so, and say below when and how."
        },
    )

    def __init__(self, *args: Any, entry: Suppression, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if entry.source not in THEIR_WISH:
            del self.fields["their_wish"]
        else:
            self.order_fields(["their_wish", "reason"])
            self.fields["reason"].label = "When and how they asked"


class ImportForm(Form):
    """A list, as a file or pasted."""

    file = forms.FileField(label="File", required=False, widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv"}))
    pasted = forms.CharField(
        label="Or paste it here",
        required=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One address or domain a line.",
    )
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="Where the list comes from.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("pasted")):
            raise ValidationError("Choose a file, or paste the list: one of the two.")
        return cleaned
