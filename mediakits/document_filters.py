"""How the list of documents is narrowed down; the filters live in the URL."""

from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from campaigns.models import Campaign, Client
from mediakits.languages import language_name
from mediakits.models import Document
from mediakits.querysets import DocumentQuerySet
from team.models import User

READERS = {"public": "Everybody", "embargo": "Under embargo", "team": "Only the team", "withdrawn": "Withdrawn"}


class DocumentFilter(django_filters.FilterSet):
    """`?q=&kind=&client=&campaign=&state=&language=&readers=&away=1`"""

    q = django_filters.CharFilter(method="search")
    kind = django_filters.ChoiceFilter(choices=Document.Kind.choices, empty_label="Any kind", label="Kind")
    client = django_filters.ModelChoiceFilter(queryset=Client.objects.none(), empty_label="Any client")
    campaign = django_filters.ModelChoiceFilter(queryset=Campaign.objects.none(), empty_label="Any campaign")
    owner = django_filters.ModelChoiceFilter(queryset=User.objects.none(), method="cared_for_by", label="In care of")
    state = django_filters.ChoiceFilter(choices=Document.State.choices, empty_label="Any state", label="State")
    language = django_filters.ChoiceFilter(choices=[], empty_label="Any language", label="Language")
    readers = django_filters.ChoiceFilter(
        choices=list(READERS.items()), method="read_by", empty_label="Any readers", label="Who reads it"
    )

    class Meta:
        model = Document
        fields: list[str] = []

    def __init__(self, data: Any, queryset: "QuerySet[Document]", *, user: User) -> None:
        super().__init__(data, queryset)
        self.user = user
        if user.is_observer:
            for name in ("state", "readers"):  # how far the team is with the next text is not theirs to ask
                del self.filters[name]
        used = Document.objects.visible_to(user).order_by("language").values_list("language", flat=True).distinct()
        self.filters["client"].queryset = Client.objects.visible_to(user)
        self.filters["campaign"].queryset = Campaign.objects.visible_to(user).order_by("name")
        languages = [(code, language_name(code)) for code in used]
        self.filters["owner"].queryset = User.objects.none() if user.is_observer else User.objects.all()
        self.filters["language"].extra["choices"] = languages
        self.several_languages = len(languages) > 1
        for name in {"kind", "client", "campaign", "state", "language", "readers"} & set(self.form.fields):
            self.form.fields[name].widget.attrs["class"] = "form-select mr-filter-select"

    def search(self, queryset: DocumentQuerySet, name: str, value: str) -> DocumentQuerySet:
        return queryset.matching(value, user=self.user)

    def cared_for_by(self, queryset: "QuerySet[Document]", name: str, value: User) -> "QuerySet[Document]":
        """Owned by them, or with their number on it. Led to from the page of a member."""
        return queryset.filter(Q(owner=value) | Q(contact=value))

    def read_by(self, queryset: DocumentQuerySet, name: str, value: str) -> DocumentQuerySet:
        if value == "public":
            return queryset.public()
        if value == "embargo":
            return queryset.released().filter(public_from__gt=timezone.now())
        if value == "withdrawn":
            return queryset.filter(withdrawn_at__isnull=False)
        return queryset.filter(Q(public_from=None) | Q(withdrawn_at__isnull=False))

    def pills(self) -> list[dict[str, Any]]:
        """The filters that are set, as they are shown and taken off."""
        if not self.form.is_valid():
            return []
        chosen = self.form.cleaned_data
        found = [{"key": "q", "field": "Words", "value": chosen["q"]}] if chosen.get("q") else []
        for key, label in (("kind", "Kind"), ("state", "State"), ("language", "Language"), ("readers", "Readers")):
            if chosen.get(key):
                told = dict(self.form.fields[key].choices)
                found.append({"key": key, "field": label, "value": told[chosen[key]]})
        for key, label in (("client", "Client"), ("campaign", "Campaign"), ("owner", "In care of")):
            if chosen.get(key):
                found.append({"key": key, "field": label, "value": str(chosen[key])})
        return found


def newest_first(queryset: "QuerySet[Document]", user: User) -> "QuerySet[Document]":
    """What the team touched last; to observers what appeared last, since they do not see the work on it."""
    if user.is_observer:
        return queryset.order_by(F("public_from").desc(), "-pk")
    return queryset
