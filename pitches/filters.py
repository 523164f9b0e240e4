"""How the list of pitches is narrowed down; the filters live in the URL."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from campaigns.models import Campaign
from pitches.models import Pitch
from team.models import User

GROUPS: dict[str, tuple[str, list[str]]] = {
    "": ("All", []),
    "drafts": ("Drafts", [Pitch.State.DRAFT, Pitch.State.CHANGES, Pitch.State.IN_REVIEW, Pitch.State.APPROVED]),
    "going": ("Going out", [Pitch.State.SCHEDULED, Pitch.State.SENDING]),
    "sent": ("Sent", [Pitch.State.SENT]),
    "cancelled": ("Cancelled", [Pitch.State.CANCELLED]),
}


class PitchFilter(django_filters.FilterSet):
    """`?q=&show=&state=&campaign=&owner=`"""

    q = django_filters.CharFilter(method="search")
    show = django_filters.CharFilter(method="group")
    state = django_filters.ChoiceFilter(choices=Pitch.State.choices, empty_label="Any state")
    campaign = django_filters.ModelChoiceFilter(queryset=Campaign.objects.none(), empty_label="Any campaign")
    owner = django_filters.ModelChoiceFilter(queryset=User.objects.none(), empty_label="Anybody's")

    class Meta:
        model = Pitch
        fields: list[str] = []

    def __init__(self, data: Any, queryset: "QuerySet[Pitch]", *, user: User) -> None:
        super().__init__(data, queryset)
        self.user = user
        self.filters["campaign"].queryset = Campaign.objects.visible_to(user).order_by("name")
        self.filters["owner"].queryset = User.objects.working()
        for name in ("state", "campaign", "owner"):
            self.form.fields[name].widget.attrs["class"] = "form-select mr-filter-select"

    def search(self, queryset: "QuerySet[Pitch]", name: str, value: str) -> "QuerySet[Pitch]":
        text = value.replace("\x00", "").strip()
        return queryset.filter(
            Q(title__icontains=text) | Q(subject__icontains=text) | Q(campaign__name__icontains=text)
        )

    def group(self, queryset: "QuerySet[Pitch]", name: str, value: str) -> "QuerySet[Pitch]":
        states = GROUPS.get(value, ("", []))[1]
        return queryset.filter(state__in=states) if states else queryset

    def views(self) -> list[dict[str, Any]]:
        """The tabs above the list."""
        current = self.data.get("show", "")
        return [
            {"label": label, "key": key, "current": key == (current if current in GROUPS else "")}
            for key, (label, _) in GROUPS.items()
            if key in {"", "going", "sent"} or not self.user.is_observer
        ]

    def pills(self) -> list[dict[str, Any]]:
        """The filters that are set, as they are shown and taken off."""
        if not self.form.is_valid():
            return []
        chosen = self.form.cleaned_data
        found = [{"key": "q", "field": "Words", "value": chosen["q"]}] if chosen.get("q") else []
        if chosen.get("state"):
            found.append({"key": "state", "field": "State", "value": Pitch.State(chosen["state"]).label})
        for key, label in (("campaign", "Campaign"), ("owner", "Owner")):
            if chosen.get(key):
                found.append({"key": key, "field": label, "value": str(chosen[key])})
        return found
