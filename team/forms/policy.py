"""The team's rules, each with its reason and the source of the reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from team.models import TeamPolicy, User

WHY = {
    "organisation": "Stands in the e-mails that Mediarel writes itself, such as invitations, and under pitches.",
    "postal_address": "Stands under every pitch. The law asks for it in many countries (CAN-SPAM Act, 2003).",
    "sign_off": (
        "Whether a manager has to approve what goes out, bound to its exact text: a later edit asks again. "
        "Always: everything waits in the review queue. Another pair of eyes finds what the author no longer sees; "
        "a freelancer switches it off."
    ),
    "sign_off_above": "Counts only with “Above a number of recipients”: what goes to more people needs it.",
    "approve_own_work": (
        "Off: nobody decides on a text of their own, managers included. For a freelancer, who is specialist and "
        "manager at once, it has to be on."
    ),
    "cool_off_days": (
        "Days in which nobody on the team pitches the same journalist again without a stated reason, whatever the "
        "client. They are left out of a pitch until then. "
        "52 % would block a sender for repeated messages (Cision State of the Media 2025, n = 3,126)."
    ),
    "outlet_cap": (
        "Journalists of one outlet who may be pitched within the cool-off days; the next ones are left out, or get a "
        "stated reason. 37 % dislike mass e-mail and 94 % prefer one-to-one e-mail (Muck Rack, State of Journalism)."
    ),
    "window_start": (
        "The hour from which messages go out, in the journalist's own time zone; what is scheduled earlier waits. "
        "68 % prefer pitches between 5 am and noon (Muck Rack, State of Journalism)."
    ),
    "window_end": (
        "The hour after which nothing goes out until the next day, in the journalist's own time zone. "
        "68 % prefer pitches between 5 am and noon (as above)."
    ),
    "weekdays_only": (
        "On: what falls on a weekend goes out on Monday. "
        "57 % name Monday as the best day (Muck Rack); what arrives at a weekend lies under everything else by then."
    ),
    "follow_up_after": (
        "Business days after which the one follow-up goes to those who have not answered. There is never a second. "
        "62 % want exactly one, 30 % none (Cision State of the Media 2025, n = 3,126)."
    ),
    "follow_up_lapses_after": (
        "Days after which a follow-up is not sent any more, for example because the mailbox was paused. "
        "After day three, under 12 % of the answers are still to come (Propel, 2022)."
    ),
    "cancel_window": (
        "Seconds in which a schedule can be taken back before the first message leaves. What has left cannot be."
    ),
    "link_days": (
        "Days for which a journalist's personal pitch page stays open. Afterwards it says so and names who to ask. "
        "68 % of the stories that come of a pitch appear within a week (Propel, 2023), a few come much later."
    ),
    "acknowledge_minutes": (
        "Minutes of office hours in which a reporter hears that we have their inquiry, and is asked for the deadline. "
        "Then whoever is on duty is called. "
        "46 % block those who dodge inquiries, 29 % those who miss deadlines (Cision, 2021)."
    ),
    "office_start": "The hour at which somebody is at the desk, in the team's time zone. The clock starts then.",
    "office_end": "The hour at which the desk closes. Clocks for acknowledging stand still until it opens again.",
    "office_weekdays_only": (
        "On: the desk is closed at weekends, and its clocks stand still. A reporter's deadline does not."
    ),
    "escalate_manager_after": (
        "Minutes of office hours after the first call until managers are called too, if nobody has taken the inquiry. "
        "0 calls them at once."
    ),
    "escalate_everyone_after": (
        "Minutes of office hours after the first call until everybody is called. It cannot be before managers are."
    ),
    "deadline_warning": (
        "Minutes before a reporter's deadline at which whoever is in charge is called, at night too. "
        "29 % block those who miss deadlines (Cision, 2021)."
    ),
    "inquiry_sign_off": (
        "On: what reporters are told needs a manager, unless it is an approved statement, word for word. "
        "What was said once stands in print."
    ),
    "inquiry_legal": (
        "Besides the manager: their word, too, holds for exactly the text that goes out. With nobody named, the "
        "manager's is enough."
    ),
    "inquiry_quoted": (
        "On: the spokesperson of an inquiry signs off what is said, on a page that a link of theirs opens. Off: "
        "quotes go out as the manager approved them."
    ),
    "escalation_webhook": "Told of each call too: an incoming webhook of Slack, Teams or your own.",
    "escalation_secret": (
        "Signs what is sent there (HMAC-SHA256 in the header X-Mediarel-Signature), so that a program can tell our "
        "calls from others'."
    ),
    "count_clicks": (
        "On: links in pitches go by way of this server. Many clicks are made by scanners of mail servers, not by "
        "people; what can be told apart is left out. Some spam filters mistrust links whose words name another "
        "address. A click is no interest: only an answer is. Journalists who do not want it are never counted."
    ),
    "count_opens": (
        "On: pitches carry an invisible picture. The figure is hardly worth anything: Apple Mail and Gmail fetch "
        "pictures without anybody reading, many others never show them. It stands in no rate and no comparison, and "
        "some journalists hold such a picture against the sender."
    ),
}
"""What each rule does, and why its default is what it is; figures are those of docs/practice.md."""
UNTIL_GIVEN = {
    "postal_address": "Empty by default: pitches then say nothing of where you are.",
    "inquiry_legal": "Nobody by default.",
    "escalation_webhook": "Empty by default: only people are called.",
    "escalation_secret": "Empty by default: nothing is signed.",
}
"""What holds as long as nobody has given anything, where the default is no value that could be named."""


def with_default(name: str) -> str:
    """The help of a field, and what holds unless somebody changes it."""
    return f"{WHY[name]} {UNTIL_GIVEN.get(name) or _default_of(name)}"


def _default_of(name: str) -> str:
    field = TeamPolicy._meta.get_field(name)
    assert isinstance(field, models.Field)
    default = field.get_default()
    if isinstance(default, bool):
        return "On by default." if default else "Off by default."
    if field.choices:
        return f"By default: {dict(field.flatchoices)[default].lower()}."
    return f"By default {default}." if isinstance(default, int) else f"By default “{default}”."


LIMITS = {
    "sign_off_above": (1, 10_000),
    "cool_off_days": (0, 365),
    "outlet_cap": (1, 100),
    "window_start": (0, 23),
    "window_end": (1, 24),
    "follow_up_after": (1, 30),
    "follow_up_lapses_after": (1, 90),
    "cancel_window": (0, 3600),
    "link_days": (7, 3650),
    "acknowledge_minutes": (1, 480),
    "office_start": (0, 23),
    "office_end": (1, 24),
    "escalate_manager_after": (0, 480),
    "escalate_everyone_after": (0, 480),
    "deadline_warning": (0, 1440),
}


GROUPS = [
    ("Who you are", ["organisation", "postal_address"]),
    ("Sign-off", ["sign_off", "sign_off_above", "approve_own_work"]),
    ("Not too often", ["cool_off_days", "outlet_cap"]),
    ("When messages go out", ["window_start", "window_end", "weekdays_only", "cancel_window"]),
    ("The one follow-up", ["follow_up_after", "follow_up_lapses_after"]),
    ("Pitch pages", ["link_days"]),
    ("Inquiries", ["acknowledge_minutes", "office_start", "office_end", "office_weekdays_only"]),
    ("Answers to reporters", ["inquiry_sign_off", "inquiry_legal", "inquiry_quoted"]),
    (
        "When nobody answers an inquiry",
        [
            "deadline_warning",
            "escalate_manager_after",
            "escalate_everyone_after",
            "escalation_webhook",
            "escalation_secret",
        ],
    ),
    ("Counting clicks and opens", ["count_clicks", "count_opens"]),
]


class HttpsField(forms.URLField):
    """An address; without a scheme it is one of https."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "assume_scheme": "https"})


class PolicyForm(forms.ModelForm):
    """Every default of the team; what makes no sense is refused with the reason."""

    class Meta:
        model = TeamPolicy
        fields = [name for _, names in GROUPS for name in names]
        labels = {
            "postal_address": "Postal address",
            "sign_off": "Sign-off",
            "sign_off_above": "Sign-off above this many recipients",
            "approve_own_work": "Managers may approve their own work",
            "cool_off_days": "Cool-off, in days",
            "outlet_cap": "Cap per outlet",
            "window_start": "Send from, hour",
            "window_end": "Send until, hour",
            "weekdays_only": "Only on weekdays",
            "follow_up_after": "Follow-up after, in business days",
            "follow_up_lapses_after": "Follow-up lapses after, in days",
            "cancel_window": "Cancel window, in seconds",
            "link_days": "Pitch pages stay open, in days",
            "acknowledge_minutes": "Acknowledge within, in minutes",
            "office_start": "Office hours from",
            "office_end": "Office hours until",
            "office_weekdays_only": "Closed at weekends",
            "inquiry_sign_off": "A manager signs off answers",
            "inquiry_legal": "Legal signs off too",
            "inquiry_quoted": "The person quoted signs off too",
            "deadline_warning": "Call before a deadline, in minutes",
            "escalate_manager_after": "Call managers after, in minutes",
            "escalate_everyone_after": "Call everybody after, in minutes",
            "escalation_webhook": "Webhook",
            "escalation_secret": "Secret of the webhook",
            "count_clicks": "Count clicks",
            "count_opens": "Count opens",
        }
        help_texts = {name: with_default(name) for name in WHY}
        widgets = {
            "postal_address": forms.Textarea(attrs={"rows": 2}),
            "escalation_secret": forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
        }
        field_classes = {"escalation_webhook": HttpsField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (least, most) in LIMITS.items():
            self.fields[name].widget.attrs |= {"min": least, "max": most}
        self.fields["inquiry_legal"].queryset = User.objects.working()
        self.fields["inquiry_legal"].empty_label = "Nobody"

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in groups, each with its heading, as the page shows them."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, (least, most) in LIMITS.items():
            value = cleaned.get(name)
            if value is not None and not least <= value <= most:
                self.add_error(name, ValidationError(f"Give a number from {least:,} to {most:,}."))
        start, end = cleaned.get("window_start"), cleaned.get("window_end")
        if start is not None and end is not None and start >= end and not self.errors:
            self.add_error("window_end", "The sending window must begin before it ends.")
        after, lapses = cleaned.get("follow_up_after"), cleaned.get("follow_up_lapses_after")
        if after is not None and lapses is not None and lapses < after and not self.errors:
            self.add_error("follow_up_lapses_after", "A follow-up cannot lapse before it is due.")
        return cleaned
