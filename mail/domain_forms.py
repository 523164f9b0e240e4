from django import forms

from mail.domains.keys import LONGEST_PASTED
from mail.sending_domains import USUAL_SELECTOR


class Sealed(forms.Textarea):
    """A field whose content is never written back into a page."""

    def format_value(self, value: object) -> str:
        return ""


class KeyForm(forms.Form):
    """A DKIM key: made here when nothing is pasted."""

    selector = forms.CharField(
        max_length=63,
        initial=USUAL_SELECTOR,
        help_text="The name under which the key stands in DNS. Any word that no other key of the domain has.",
    )
    private_key = forms.CharField(
        label="Private key",
        required=False,
        strip=False,
        max_length=LONGEST_PASTED,
        widget=Sealed(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Leave it empty to have one made. One that you paste (PEM) is kept encrypted and never shown again.",
    )
