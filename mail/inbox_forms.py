"""What people choose and type in the inbox."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone

from core.prose import ProseField
from mail.models import Mailbox, Thread
from team.models import User

WHOSE = {"mine": "Mine", "unassigned": "Unassigned", "all": "All"}
STATES = {
    "open": "Open",
    "waiting": "Waiting for us",
    "snoozed": "Put off",
    "done": "Done",
    "any": "Open, put off and done",
}
MORNING = time(9)
FIXED = {"data-mr-fixed": "1"}
CHOICE = {"class": "form-select"}


class FilterForm(forms.Form):
    """The filters of the list, as they stand in its address."""

    q = forms.CharField(required=False, max_length=200)
    whose = forms.ChoiceField(required=False, choices=list(WHOSE.items()))
    state = forms.ChoiceField(label="State", required=False, choices=list(STATES.items()))
    mailbox = forms.ModelChoiceField(Mailbox.objects.none(), required=False, empty_label="Any")
    assignee = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Anybody")
    attached = forms.BooleanField(label="With attachments", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter-%s", **kwargs)
        self.fields["mailbox"].queryset = Mailbox.objects.usable_by(user)
        self.fields["mailbox"].label_from_instance = lambda mailbox: mailbox.address
        self.fields["assignee"].queryset = User.objects.working().order_by("name", "pk")

    def chosen(self) -> dict[str, Any]:
        """What was chosen; nonsense counts as not chosen."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class AnswerForm(forms.Form):
    """An answer as it is typed; `once` and `latest` guard against sending twice and past each other."""

    body = ProseField(label="Your answer", max_length=100_000, error_messages={"required": "Write something first."})
    mailbox = forms.ModelChoiceField(
        Mailbox.objects.none(), label="From", empty_label=None, widget=forms.Select(attrs=CHOICE)
    )
    address = forms.ChoiceField(label="To", widget=forms.Select(attrs=CHOICE))
    quote = forms.BooleanField(label="Quote their letter below", required=False)
    to = forms.IntegerField(widget=forms.HiddenInput(attrs=FIXED))
    once = forms.UUIDField(widget=forms.HiddenInput(attrs=FIXED), initial=uuid4)
    latest = forms.CharField(widget=forms.HiddenInput(attrs=FIXED), max_length=50)

    def __init__(self, *args: Any, mailboxes: Any, addresses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="answer_%s", **kwargs)
        self.fields["mailbox"].queryset = mailboxes
        self.fields["address"].choices = [(address, address) for address in addresses]

    def unseen_errors(self) -> list[str]:
        """What is wrong with that for which the page has no place beside the field itself."""
        names = [name for name in self.errors if name != "body"]
        return [f"{self.fields[name].label or name}: {error}" for name in names for error in self.errors[name]]


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Note to the team",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write something first."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="note_%s", **kwargs)


class SnoozeForm(forms.Form):
    """Until when: one of a few hours that people mean, or a moment of their own."""

    CHOICES = {
        "hours": "In three hours",
        "tomorrow": "Tomorrow, 09:00",
        "monday": "Monday, 09:00",
        "week": "In a week, 09:00",
        "at": "At another time",
    }
    when = forms.ChoiceField(
        label="Put it off until", choices=list(CHOICES.items()), initial="tomorrow", widget=forms.RadioSelect
    )
    at = forms.DateTimeField(
        label="Which time?",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kwargs.pop('id', 'snooze')}_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("when") == "at" and not data.get("at"):
            self.add_error("at", "Choose the day and the hour.")
        return data

    def until(self) -> datetime:
        """The moment that was chosen, by the reader's clock."""
        now = timezone.localtime()
        if self.cleaned_data["when"] == "at":
            return self.cleaned_data["at"]
        days = {"tomorrow": 1, "monday": 7 - now.weekday(), "week": 7}.get(self.cleaned_data["when"])
        if days is None:
            return now + timedelta(hours=3)
        return timezone.make_aware(datetime.combine(now.date() + timedelta(days=days), MORNING))


class AssignForm(forms.Form):
    assignee = forms.ModelChoiceField(
        User.objects.none(), label="Who looks after it", required=False, empty_label="Nobody yet"
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{kwargs.pop('id', 'assign')}_%s", **kwargs)
        self.fields["assignee"].queryset = people


class BulkForm(AssignForm):
    """What is done with several threads at once."""

    do = forms.ChoiceField(choices=[("done", "Done"), ("assign", "Assign"), ("snooze", "Put off")])
    thread = forms.ModelMultipleChoiceField(Thread.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, people=User.objects.working(), **kwargs)
        self.fields["thread"].queryset = Thread.objects.visible_to(user)
