from typing import Any

from django import forms
from django.core.exceptions import ValidationError

WORD = "remove"


class RemovalForm(forms.Form):
    """The demo is to go. `asks` for a word when more than the demo would."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    word = forms.CharField(
        label=f"Type “{WORD}” to confirm",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["word"]

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().casefold()
        if word != WORD:
            raise ValidationError(f"Type the word {WORD}, or leave everything as it is.")
        return word
