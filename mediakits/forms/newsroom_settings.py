"""What the team may set of a newsroom, and what its list of subscribers can be narrowed by."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from campaigns.models import Client
from contacts.places import languages
from core.folding import Fold, every_word
from mail.models import Mailbox
from mediakits.models import Newsroom, Subscriber
from mediakits.newsroom_hosts import is_ours
from team.models import User

HOST_NAME = re.compile(r"(?=.{4,120}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)


class NewsroomForm(forms.ModelForm):
    """A newsroom of one client. Its path is fixed while it is open: addresses of releases stand in articles."""

    class Meta:
        model = Newsroom
        fields = [
            "client", "is_open", "title", "intro", "colour", "language", "contact", "phone", "hours", "address",
            "mailbox", "takes_inquiries", "takes_subscribers", "slug", "host",
        ]  # fmt: skip
        labels = {"slug": "Path"}
        error_messages = {
            "slug": {
                "unique": "Another newsroom has this path.",
                "invalid": "Use letters without accents, digits and hyphens, like fernhall-storage.",
            },
        }
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TextInput(attrs={"type": "tel"}),
        }
        help_texts = {
            "is_open": "Everybody can read it, and search engines find it. Closed, its pages are not there.",
            "contact": "A person with a name. Whoever asks reaches them.",
            "mailbox": "Where questions arrive, and what news goes out from. Without one: no form, no subscription.",
            "takes_inquiries": "Questions come into the mailbox’s inbox, and the press contact is told.",
            "takes_subscribers": "Confirmed by mail. Subscribers become contacts; each release goes to them once.",
        }

    colour = forms.CharField(
        required=False, max_length=7, help_text="Of links and buttons, like #1b4d3e. Empty: Mediarel’s."
    )
    host = forms.CharField(
        label="Host name of its own",
        required=False,
        max_length=120,
        help_text="Such as press.fernhall.example. Its DNS must point here, and your proxy needs a certificate.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance if self.instance.pk else None
        taken = Newsroom.objects.exclude(pk=self.instance.pk).values("client")
        self.fields["client"].queryset = (
            Client.objects.visible_to(user)
            .filter(Q(archived_at=None) | Q(pk=self.instance.client_id))
            .exclude(pk__in=taken)
        )
        self.fields["client"].empty_label = "Choose a client"
        self.fields["client"].disabled = known is not None
        self.fields["contact"].queryset = User.objects.working() | User.objects.filter(pk=self.instance.contact_id)
        self.fields["mailbox"].queryset = Mailbox.objects.filter(is_active=True, owner=None) | Mailbox.objects.filter(
            Q(is_active=True, owner=user) | Q(pk=self.instance.mailbox_id)
        )
        self.fields["mailbox"].empty_label = "None"
        self.fields["language"] = forms.ChoiceField(
            choices=sorted(languages().items(), key=lambda pair: pair[1]),
            initial="en",
            help_text="Most of its releases are in it.",
        )
        if known and known.is_open:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "Fixed while the newsroom is open: links to it stand in articles."

    def clean_colour(self) -> str:
        typed = self.cleaned_data["colour"].strip()
        found = COLOUR.fullmatch(typed)
        if typed and not found:
            raise ValidationError("Write the colour like #1b4d3e.")
        digits = found[1].lower() if found else ""
        return f"#{''.join(each * 2 for each in digits) if len(digits) == 3 else digits}" if digits else ""

    def clean_host(self) -> str:
        host = self.cleaned_data["host"].strip().lower().removeprefix("https://").removeprefix("http://").strip("/.")
        if not host:
            return ""
        if not HOST_NAME.fullmatch(host):
            raise ValidationError("Give a host name alone, like press.fernhall.example, without path or port.")
        if is_ours(host):
            raise ValidationError("Mediarel itself answers on this host. Choose one that is the newsroom’s alone.")
        if Newsroom.objects.filter(host__iexact=host).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Another newsroom has this host name.")
        return host

    def clean_phone(self) -> str:
        phone = " ".join(self.cleaned_data["phone"].split())
        if sum(each.isdigit() for each in phone) < 5:
            raise ValidationError("Give a number that can be called.")
        return phone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        mailbox, contact = cleaned.get("mailbox"), cleaned.get("contact")
        if mailbox and contact and mailbox.owner_id not in {None, contact.pk}:
            self.add_error("mailbox", f"{contact} cannot read this mailbox. Choose a shared one, or theirs.")
        return cleaned


class SubscriberFilter(forms.Form):
    """What the list can be narrowed by; it lives in the address. What makes no sense is left out."""

    STATES = [("active", "On the list"), ("waiting", "Not confirmed yet"), ("left", "Left"), ("all", "All")]
    CONDITIONS = {
        "active": Q(confirmed_at__isnull=False, left_at=None),
        "waiting": Q(confirmed_at=None),
        "left": Q(left_at__isnull=False, confirmed_at__isnull=False),
        "all": Q(),
    }

    q = forms.CharField(required=False, max_length=120)
    state = forms.ChoiceField(choices=STATES, required=False)

    @property
    def state_shown(self) -> str:
        return self.cleaned_data.get("state") or "active"

    def apply(self, subscribers: QuerySet[Subscriber]) -> QuerySet[Subscriber]:
        self.is_valid()
        found = subscribers.filter(self.CONDITIONS[self.state_shown])
        if words := self.cleaned_data.get("q", "").strip():
            whole = Concat(Value(" "), "name", Value(" "), "outlet_name", Value(" "), "email", output_field=TextField())
            found = found.alias(folded=Fold(whole)).filter(every_word("folded", words))
        return found
