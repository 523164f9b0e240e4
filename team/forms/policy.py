"""The team's rules, each with its reason and the source of the reason."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from team.models import TeamPolicy, User

WHY = {
    "postal_address": "Stands under every pitch. The law asks for it in many countries (CAN-SPAM Act, 2003).",
    "sign_off": "Another pair of eyes before anything goes out, bound to its exact text. A freelancer switches it off.",
    "sign_off_above": "Counts only with “Above a number of recipients”: what goes to more people needs it.",
    "approve_own_work": "For a freelancer, who is specialist and manager at once.",
    "cool_off_days": (
        "Days in which nobody on the team pitches the same journalist again without a stated reason. "
        "52 % would block a sender for repeated messages (Cision State of the Media 2025, n = 3,126)."
    ),
    "outlet_cap": (
        "Journalists of one outlet who may be pitched within the cool-off days. 37 % dislike mass e-mail and 94 % "
        "prefer one-to-one e-mail (Muck Rack, State of Journalism)."
    ),
    "window_start": (
        "The hour from which messages go out, in the journalist's own time zone. "
        "68 % prefer pitches between 5 am and noon (Muck Rack, State of Journalism)."
    ),
    "window_end": "The hour after which nothing goes out until the next day, in the journalist's own time zone.",
    "weekdays_only": (
        "57 % name Monday as the best day (Muck Rack); what arrives at a weekend lies under everything else by then."
    ),
    "follow_up_after": (
        "Business days after which the one follow-up goes to those who have not answered. "
        "62 % want exactly one, 30 % none (Cision State of the Media 2025, n = 3,126)."
    ),
    "follow_up_lapses_after": (
        "Days after which a follow-up is not sent any more. After day three, under 12 % of the answers are "
        "still to come (Propel, 2022)."
    ),
    "cancel_window": "Seconds in which a schedule can be taken back before the first message leaves.",
    "link_days": "Days for which a journalist's personal pitch page stays open.",
    "acknowledge_minutes": (
        "Minutes of office hours in which a reporter hears that we have their inquiry, and is asked for the deadline. "
        "46 % block those who dodge inquiries, 29 % those who miss deadlines (Cision, 2021)."
    ),
    "office_start": "The hour at which somebody is at the desk, in the team's time zone.",
    "office_end": "The hour at which the desk closes. Clocks for acknowledging stand still until it opens again.",
    "office_weekdays_only": "The desk is closed at weekends; a reporter's deadline is not.",
    "escalate_manager_after": "Minutes of office hours after the first call until managers are called too.",
    "escalate_everyone_after": "Minutes of office hours after the first call until everybody is called.",
    "deadline_warning": "Minutes before a reporter's deadline at which whoever is in charge is called.",
    "inquiry_sign_off": "What reporters are told needs a manager, unless it is an approved statement, word for word.",
    "inquiry_legal": "Besides the manager: their word, too, holds for exactly the text that goes out.",
    "inquiry_quoted": "The spokesperson of an inquiry signs off what is said, on a page that a link of theirs opens.",
    "escalation_webhook": "Told of each call too: an incoming webhook of Slack, Teams or your own.",
    "escalation_secret": "Signs what is sent there (HMAC-SHA256 in the header X-Mediarel-Signature).",
    "count_clicks": (
        "Links in pitches then go by way of this server. Many clicks are made by scanners of mail servers, not by "
        "people; what can be told apart is left out. Some spam filters mistrust links whose words name another "
        "address. A click is no interest: only an answer is. Journalists who do not want it are never counted."
    ),
    "count_opens": (
        "Pitches then carry an invisible picture. The figure is hardly worth anything: Apple Mail and Gmail fetch "
        "pictures without anybody reading, many others never show them. It stands in no rate and no comparison, and "
        "some journalists hold such a picture against the sender."
    ),
}
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
        help_texts = WHY
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
