"""Members, invitations, and what each says about themselves."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.pictures import PictureField
from core.time_zones import zone_choices
from team.models import User

ROLES = (
    "Specialists do the outreach. Managers decide reviews and set the policy as well. Admins manage people too. "
    "Observers read what was done for the clients opened to them, and nothing else."
)


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    email = forms.EmailField(label="E-mail", max_length=254)
    name = forms.CharField(max_length=120, required=False)
    role = forms.ChoiceField(choices=User.Role.choices, initial=User.Role.SPECIALIST, help_text=ROLES)


class MemberForm(forms.Form):
    """What an admin may change about somebody."""

    role = forms.ChoiceField(choices=User.Role.choices, help_text=ROLES)


class ProfileForm(forms.ModelForm):
    """What each says about themselves."""

    photo = PictureField(
        required=False, help_text="Journalists see it on your pitch pages. JPEG, PNG or WebP, up to 5 MB."
    )
    time_zone = forms.ChoiceField(choices=zone_choices, help_text="All times are shown in this zone.")

    class Meta:
        model = User
        fields = ["name", "job_title", "phone", "photo", "time_zone"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = self.instance.time_zone
        if current and current not in dict(zone_choices()):
            self.fields["time_zone"].choices = [(current, current), *zone_choices()]

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and (re.search(r"[^\d+()/. \-x]", phone) or len(re.sub(r"\D", "", phone)) < 5):
            raise ValidationError("Write the number as one would dial it, for example +49 30 1234567.")
        return phone
