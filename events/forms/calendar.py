"""A subscription to the calendar, as people ask for it."""

from typing import Any

from django import forms

from campaigns.models import Client, Spokesperson
from team.models import User


class FeedForm(forms.Form):
    name = forms.CharField(max_length=120, initial="Mediarel", help_text="What your calendar program calls it.")
    client = forms.ModelChoiceField(Client.objects.none(), required=False, empty_label="All clients")
    spokesperson = forms.ModelChoiceField(
        Spokesperson.objects.none(), required=False, empty_label="Everybody",
        help_text="With one, the calendar holds their interviews and events only.",
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        people = Spokesperson.objects.visible_to(user).active().select_related("client")
        self.fields["spokesperson"].queryset = people.order_by("client__name", "position")
        self.fields["spokesperson"].label_from_instance = lambda person: f"{person}, {person.client}"
