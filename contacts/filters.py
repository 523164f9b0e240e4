"""The filters of the journalist list. Each lives in the URL; live lists keep the very same query string."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from contacts import more_filters
from contacts.models import Beat, Journalist, MediaList, Outlet, Position, Tag, TimelineEntry
from contacts.places import countries, languages
from contacts.querysets import JournalistQuerySet, OutletQuerySet
from team.models import User

VERIFY_AFTER = timedelta(days=180)

CONTACTED = {
    "7": "in the last 7 days",
    "30": "in the last 30 days",
    "90": "in the last 90 days",
    "over-7": "over 7 days ago",
    "over-30": "over 30 days ago",
    "over-90": "over 90 days ago",
    "never": "never",
}
REPLIED = {"ever": "at some time", "90": "in the last 90 days", "never": "never"}
PREFERENCES = {
    "open": "May be contacted",
    "do_not_contact": "Do not contact",
    "never_follow_up": "Never follow up",
    "paused": "Paused",
    "own": "Set by themselves",
}
SORTS = {
    "name": ("Name", ["sort_name", "pk"]),
    "relationship": ("Relationship", ["-relationship", "sort_name", "pk"]),
    "contact": ("Last contact", [F("last_contact_at").desc(nulls_last=True), "pk"]),
    "added": ("Newest", ["-pk"]),
}

Many = forms.CheckboxSelectMultiple


def to_verify() -> Q:
    """Never verified, or not for half a year."""
    return Q(verified_at=None) | Q(verified_at__lt=timezone.now() - VERIFY_AFTER)


class FilterForm(forms.Form):
    """Offers only countries and languages that some journalist has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in User.objects.working()]
        self.fields["owner"].choices = [("me", "Me"), ("none", "Nobody"), *people]
        self.fields["country"].choices = _named(Journalist.objects.present("country"), countries())
        self.fields["language"].choices = _named(Journalist.objects.present("language"), languages())


def _named(codes: list[str], names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Pill:
    """One filter in use: what it is called, what it asks for, and the query without it."""

    key: str
    field: str
    value: str
    remove: str


def _narrowed(one: more_filters.MoreFilter, found: JournalistQuerySet, name: str, text: str) -> JournalistQuerySet:
    return one.narrow(found, text)


class JournalistFilter(django_filters.FilterSet):
    """No filter joins: each asks a column or EXISTS, so none needs DISTINCT, which would sort a million rows."""

    q = django_filters.CharFilter(label="Search", method="search")
    beat = django_filters.ModelMultipleChoiceFilter(
        label="Beat", queryset=Beat.objects.all(), widget=Many, method="on_beats"
    )
    at = django_filters.CharFilter(label="Outlet", method="at_outlets_like")
    outlet = django_filters.ModelMultipleChoiceFilter(
        label="Outlet", queryset=Outlet.objects.all(), widget=forms.MultipleHiddenInput, method="at_outlets"
    )
    kind = django_filters.MultipleChoiceFilter(
        label="Outlet kind", choices=Outlet.Kind.choices, widget=Many, method="at_kinds"
    )
    country = django_filters.MultipleChoiceFilter(label="Country", widget=Many, distinct=False)
    language = django_filters.MultipleChoiceFilter(label="Language", widget=Many, distinct=False)
    media_list = django_filters.ModelChoiceFilter(
        label="List", queryset=MediaList.objects.filter(kind=MediaList.Kind.STATIC), method="on_list", empty_label="Any"
    )
    tag = django_filters.ModelMultipleChoiceFilter(
        label="Tag", queryset=Tag.objects.all(), widget=Many, method="with_tags"
    )
    owner = django_filters.ChoiceFilter(label="Owner", method="owned_by", empty_label="Anybody")
    relationship = django_filters.MultipleChoiceFilter(
        label="Relationship", choices=Journalist.Relationship.choices, widget=Many, distinct=False
    )
    contacted = django_filters.ChoiceFilter(
        label="Last contacted", choices=list(CONTACTED.items()), method="last_contacted", empty_label="Whenever"
    )
    pitched = django_filters.ChoiceFilter(
        label="Pitched",
        choices=[("never", "never"), ("ever", "at some time")],
        method="ever_pitched",
        empty_label="Either",
    )
    replied = django_filters.ChoiceFilter(
        label="Replied", choices=list(REPLIED.items()), method="has_replied", empty_label="Either"
    )
    verify = django_filters.ChoiceFilter(
        label="Verified", choices=[("due", "not for half a year")], method="verification", empty_label="Either"
    )
    preference = django_filters.MultipleChoiceFilter(
        label="Preferences", choices=list(PREFERENCES.items()), widget=Many, method="prefers"
    )

    class Meta:
        model = Journalist
        form = FilterForm
        fields: ClassVar[list[str]] = []

    def __init__(self, data: Any, queryset: JournalistQuerySet, *, user: User, **rest: Any) -> None:
        super().__init__(data, queryset, **rest)
        self.user = user
        for one in more_filters.filters():
            widget = forms.TextInput(attrs={"placeholder": one.placeholder})
            method = partial(_narrowed, one)
            self.filters[one.key] = django_filters.CharFilter(label=one.label, method=method, widget=widget)

    # What each filter asks the database

    def search(self, found: JournalistQuerySet, name: str, text: str) -> JournalistQuerySet:
        return found.matching(text)

    def on_beats(self, found: QuerySet, name: str, beats: Sequence[Beat]) -> QuerySet:
        return self._having(found, Journalist.beats.through, beat__in=beats) if beats else found

    def with_tags(self, found: QuerySet, name: str, tags: Sequence[Tag]) -> QuerySet:
        return self._having(found, Journalist.tags.through, tag__in=tags) if tags else found

    def at_outlets(self, found: QuerySet, name: str, outlets: Sequence[Outlet]) -> QuerySet:
        return found.filter(self._works(outlet__in=outlets)) if outlets else found

    def at_outlets_like(self, found: QuerySet, name: str, text: str) -> QuerySet:
        outlets: OutletQuerySet = Outlet.objects.all()
        return found.filter(self._works(outlet__in=outlets.matching(text)))

    def at_kinds(self, found: QuerySet, name: str, kinds: Sequence[str]) -> QuerySet:
        return found.filter(self._works(outlet__kind__in=kinds)) if kinds else found

    def on_list(self, found: QuerySet, name: str, media_list: MediaList) -> QuerySet:
        return self._having(found, MediaList.journalists.through, media_list=media_list)

    def owned_by(self, found: QuerySet, name: str, who: str) -> QuerySet:
        if who == "none":
            return found.filter(owner=None)
        return found.filter(owner=self.user.pk if who == "me" else who)

    def last_contacted(self, found: QuerySet, name: str, when: str) -> QuerySet:
        if when == "never":
            return found.filter(last_contact_at=None)
        since = timezone.now() - timedelta(days=int(when.removeprefix("over-")))
        return found.filter(last_contact_at__lt=since) if "over" in when else found.filter(last_contact_at__gte=since)

    def ever_pitched(self, found: QuerySet, name: str, answer: str) -> QuerySet:
        pitched = Exists(TimelineEntry.objects.filter(journalist=OuterRef("pk"), kind=TimelineEntry.Kind.PITCHED))
        return found.filter(pitched if answer == "ever" else ~pitched)

    def has_replied(self, found: QuerySet, name: str, when: str) -> QuerySet:
        if when == "90":
            return found.filter(last_reply_at__gte=timezone.now() - timedelta(days=90))
        return found.filter(last_reply_at__isnull=when == "never")

    def verification(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found.filter(to_verify())

    def prefers(self, found: QuerySet, name: str, wishes: Sequence[str]) -> QuerySet:
        today = timezone.localdate()
        asked = {
            "open": Q(do_not_contact=False) & (Q(paused_until=None) | Q(paused_until__lte=today)),
            "do_not_contact": Q(do_not_contact=True),
            "never_follow_up": Q(never_follow_up=True),
            "paused": Q(paused_until__gt=today),
            "own": Q(preferences_set_at__isnull=False),
        }
        condition = Q()
        for wish in wishes:
            condition |= asked[wish]
        return found.filter(condition)

    @staticmethod
    def _having(found: QuerySet, through: Any, **condition: Any) -> QuerySet:
        return found.filter(Exists(through.objects.filter(journalist=OuterRef("pk"), **condition)))

    @staticmethod
    def _works(**condition: Any) -> Exists:
        current = Q(until_on=None) | Q(until_on__gt=timezone.localdate())
        return Exists(Position.objects.filter(current, journalist=OuterRef("pk"), **condition))

    # What is shown of them

    def used(self) -> list[str]:
        """Keys of the filters in use, the search included."""
        return [key for key in self.filters if any(self._given(key))]

    def _given(self, key: str) -> list[str]:
        return self.data.getlist(key) if isinstance(self.data, QueryDict) else []

    def pills(self) -> list[Pill]:
        """The filters in use but for the search, in words, each with the query that drops it."""
        return [
            Pill(key, str(self.filters[key].label), self._words(key), self.query_without(key))
            for key in self.used()
            if key != "q"
        ]

    def _words(self, key: str) -> str:
        """The value in words; one that is no longer there is said to be so."""
        if not self.form.is_valid() and key in self.form.errors:
            return "not there any more"
        value = self.form.cleaned_data[key]
        choices = (
            {str(choice): label for choice, label in getattr(self.form.fields[key], "choices", ())}
            if isinstance(value, (list, str))
            else {}
        )
        if isinstance(value, str):
            return str(choices.get(value, value))
        if isinstance(value, list):
            return ", ".join(str(choices.get(one, one)) for one in value)
        return ", ".join(map(str, value)) if isinstance(value, QuerySet) else str(value)

    def query_without(self, *keys: str) -> str:
        query = self.data.copy()
        for key in [*keys, "page"]:
            query.pop(key, None)
        for key in [key for key in query if not any(query.getlist(key))]:
            del query[key]
        return f"?{query.urlencode()}"

    def without(self, key: str) -> "JournalistFilter":
        """The same filters but for one."""
        return JournalistFilter(QueryDict(self.query_without(key)[1:]), self.queryset, user=self.user)


def sort_of(data: QueryDict) -> str:
    """How the list is to be sorted; by name unless the URL says otherwise."""
    return data.get("sort") if data.get("sort") in SORTS else "name"
