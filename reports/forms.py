"""What is typed about reports, their links, monthly reports and goals, and what the list can be narrowed by."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign, Client
from mediakits.sharing import SHORTEST_PASSWORD
from reports.models import Goal, Monthly, Report
from reports.models.monthly import MOST_ADDRESSES
from reports.models.report import LONGEST_DAYS
from reports.periods import Period, last_month, quarter_of, team_zone
from reports.querysets import ReportQuerySet
from reports.sections import USUAL, Section
from team.models import User

NO_AVE: Final = (
    "There is no advertising value (AVE) here: what an advertisement of that size would cost says nothing about what "
    "coverage does (Barcelona Principles V4.0)."
)
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def usual_periods(today: date) -> dict[str, tuple[str, Period]]:
    """Periods that are one click away, by the word in the address."""
    month = last_month(today)
    quarter = quarter_of(today)
    return {
        "last-month": ("Last month", month),
        "this-month": ("This month", Period(today.replace(day=1), today)),
        "last-quarter": ("Last quarter", quarter_of(quarter.first - timedelta(days=1))),
        "this-quarter": ("This quarter", Period(quarter.first, today)),
        "this-year": ("This year", Period(date(today.year, 1, 1), today)),
        "last-year": ("Last year", Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))),
    }


class _OfClient(forms.ModelForm):
    """A form with a client, one of their campaigns, and, for most, a first and a last day."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Q(pk=self.instance.client_id) if self.instance.pk else Q(pk__in=[])
        self.fields["client"].queryset = Client.objects.visible_to(user).filter(Q(archived_at=None) | mine)
        self.fields["client"].empty_label = "Choose a client"
        campaigns = Campaign.objects.visible_to(user).select_related("client").order_by("client__name", "name", "pk")
        self.fields["campaign"].queryset = campaigns
        self.fields["campaign"].empty_label = "All of the client’s"
        self.fields["campaign"].required = False
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign} ({campaign.client})"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        client, campaign = data.get("client"), data.get("campaign")
        if client and campaign and campaign.client_id != client.pk:
            self.add_error("campaign", f"This campaign belongs to {campaign.client}. Choose one of {client}, or all.")
        self._check_days(data.get("starts_on"), data.get("ends_on"))
        return data

    def _check_days(self, first: date | None, last: date | None) -> None:
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, "Choose a day between 2000 and 2100.")
                return
        if first and last and first > last:
            self.add_error("ends_on", "The last day lies before the first one.")
        elif first and last and (last - first).days >= LONGEST_DAYS:
            self.add_error("ends_on", "That is more than ten years. Choose a shorter period.")


class SectionsField(forms.MultipleChoiceField):
    """Sections, kept in the order in which they stand in a report."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Sections", choices=Section.choices, initial=USUAL, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def clean(self, value: Any) -> list[str]:
        chosen = super().clean(value)
        return [section for section in Section.values if section in chosen]


class ReportForm(_OfClient):
    """What a report is about."""

    title = forms.CharField(max_length=160, required=False, help_text="Empty: made of the client and the period.")
    sections = SectionsField(error_messages={"required": "Choose at least one section."})

    class Meta:
        model = Report
        fields = ["client", "campaign", "starts_on", "ends_on", "title", "sections"]
        labels = {"starts_on": "First day", "ends_on": "Last day"}
        widgets = {"starts_on": date_input(), "ends_on": date_input()}

    @property
    def period(self) -> Period:
        return Period(self.cleaned_data["starts_on"], self.cleaned_data["ends_on"])


class TextsForm(forms.ModelForm):
    """What a person says about it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    class Meta:
        model = Report
        fields = ["summary", "objectives", "objectives_unknown", "outcomes", "outcomes_unknown", "learnt"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "objectives": forms.Textarea(attrs={"rows": 4}),
            "outcomes": forms.Textarea(attrs={"rows": 4}),
            "learnt": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "summary": "What somebody should remember who reads nothing else.",
            "objectives": "What was to be different afterwards, and how you would know.",
            "outcomes": "What is different: what people know, think or do now, and where you have that from. "
            "Articles are an output, not an outcome.",
            "learnt": "What you would do again, and what you would not.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("revision", self.instance.revision)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("objectives", "outcomes"):
            if data.get(name) and data.get(f"{name}_unknown"):
                self.add_error(name, "You wrote them and said that they are not known. Keep one of the two.")
        return data

    @property
    def texts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ShareForm(forms.Form):
    """A link to a report."""

    label = forms.CharField(label="For whom", max_length=120, help_text="So that you know which one to withdraw.")
    until = forms.DateField(
        label="Open until", required=False, widget=date_input(), help_text="That day included. Empty: until withdrawn."
    )
    password = forms.CharField(
        required=False, min_length=SHORTEST_PASSWORD, max_length=100, strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=f"{SHORTEST_PASSWORD} or more characters, if you want one. Tell it in another way than the link.",
    )  # fmt: skip

    def clean_until(self) -> date | None:
        day: date | None = self.cleaned_data["until"]
        if day and not timezone.localdate(timezone=team_zone()) <= day <= LATEST:
            raise ValidationError("Choose today or a later day.")
        return day

    @property
    def expires_at(self) -> datetime | None:
        day = self.cleaned_data["until"]
        return datetime.combine(day + timedelta(days=1), time(), team_zone()) if day else None


class MonthlyForm(_OfClient):
    """A report that goes out by itself."""

    addresses = forms.CharField(
        label="To", max_length=6000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"One address a line, {MOST_ADDRESSES} at the most. Each gets a link of its own and the PDF.",
    )  # fmt: skip
    sections = SectionsField(error_messages={"required": "Choose at least one section."})

    class Meta:
        model = Monthly
        fields = ["client", "campaign", "day", "addresses", "sections", "is_active"]
        help_texts = {"day": "From 1 to 28. The report is about the month before."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["addresses"] = "\n".join(self.instance.addresses)

    def clean_addresses(self) -> list[str]:
        lines = self.cleaned_data["addresses"].replace(",", "\n").replace(";", "\n").splitlines()
        addresses = list({line.strip().lower(): line.strip() for line in lines if line.strip()}.values())
        for address in addresses:
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(f"“{address[:60]}” is no e-mail address.") from None
        if not addresses:
            raise ValidationError("Name at least one address.")
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(f"These are {len(addresses)} addresses; {MOST_ADDRESSES} are the most.")
        return addresses


class GoalForm(_OfClient):
    """So much of a figure by a day."""

    class Meta:
        model = Goal
        fields = ["client", "campaign", "measure", "target", "starts_on", "ends_on", "why"]
        labels = {"measure": "Figure"}
        widgets = {"starts_on": date_input(), "ends_on": date_input()}
        help_texts = {
            "target": "A number; for shares, percent.",
            "why": "What this figure says about the objective. It stands beside it in reports.",
        }


class ListFilter(forms.Form):
    """The list of reports, narrowed."""

    q = forms.CharField(required=False, max_length=120)
    client = forms.ModelChoiceField(Client.objects.none(), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user)

    def apply(self, reports: ReportQuerySet) -> ReportQuerySet:
        """A value that makes no sense is left out."""
        self.is_valid()
        if words := self.cleaned_data.get("q"):
            reports = reports.filter(Q(title__unaccent__icontains=words) | Q(client__name__unaccent__icontains=words))
        if client := self.cleaned_data.get("client"):
            reports = reports.filter(client=client)
        return reports
