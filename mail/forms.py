from django import forms


class ConfirmationForm(forms.Form):
    """What a person says of a message in doubt."""

    was_sent = forms.ChoiceField(choices=[("yes", "It was sent"), ("no", "Send again")])
