"""The filters of the list of articles, and what is typed on the page of one."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils import timezone

from campaigns.models import Client
from contacts.forms.journalists import DateInput
from contacts.models import Journalist, Outlet
from contacts.places import languages
from coverage.articles.addresses import key_of
from coverage.models import Article, ArticleAddress, Byline
from coverage.monitors.compiling import compiled
from coverage.monitors.problems import QueryProblem
from coverage.querysets import ArticleQuerySet
from team.models import User

SORTS = {"published": "Newest published", "found": "Newest found"}
COPIES = {"": "Left out", "with": "Shown too", "only": "Only copies"}


@dataclass(frozen=True)
class Pill:
    """One filter in use, in words; `remove` is this page without it."""

    field: str
    value: str
    remove: str


class ArticleFilter(forms.Form):
    """What stands in the address of the list. `q` is a query as monitors take them."""

    q = forms.CharField(label="Words", required=False, max_length=1000)
    outlet = forms.CharField(label="Outlet", required=False, max_length=200, help_text="Its name or domain.")
    author = forms.CharField(label="Byline", required=False, max_length=200)
    by = forms.ModelChoiceField(Journalist.objects.none(), required=False, widget=forms.HiddenInput)
    at = forms.ModelChoiceField(Outlet.objects.none(), required=False, widget=forms.HiddenInput)
    since = forms.DateField(label="Published from", required=False, widget=DateInput())
    until = forms.DateField(label="Published until", required=False, widget=DateInput())
    language = forms.ChoiceField(label="Language", required=False)
    medium = forms.ChoiceField(label="Medium", required=False, choices=[("", "Any"), *Article.Medium.choices])
    copies = forms.ChoiceField(label="Copies", required=False, choices=list(COPIES.items()))
    sort = forms.ChoiceField(required=False, choices=list(SORTS.items()), widget=forms.HiddenInput)

    NAMES: ClassVar[dict[str, str]] = {"by": "Journalist", "at": "Outlet"}

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__(data)
        self.user = user
        self.problem: QueryProblem | None = None
        self.fields["by"].queryset = Journalist.objects.visible_to(user)
        self.fields["at"].queryset = Outlet.objects.visible_to(user)
        self.fields["language"].choices = [("", "Any"), *languages().items()]
        self.is_valid()

    def clean_q(self) -> str:
        """A query that cannot be read is kept as it is, and `problem` says where it goes wrong."""
        typed = self.cleaned_data["q"]
        try:
            if typed:
                compiled(typed)
        except QueryProblem as problem:
            self.problem = problem
        return typed

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["since"] > given["until"]:
            self.add_error("until", "This day is before the first one.")
        return given

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or "published"

    def found(self, visible: ArticleQuerySet) -> ArticleQuerySet:
        """The articles asked for, sorted; none where the query cannot be read."""
        given = self.cleaned_data
        found = visible if given.get("copies") else visible.originals()
        if given.get("copies") == "only":
            found = found.exclude(original=None)
        if self.problem:
            return found.none()
        for query in self._queries():
            found = found.answering(query)
        if given.get("by"):
            found = found.filter(Exists(Byline.objects.filter(article=OuterRef("pk"), journalist=given["by"])))
        if given.get("at"):
            found = found.filter(outlet=given["at"])
        if given.get("medium"):
            found = found.filter(medium=given["medium"])
        if given.get("since"):
            found = found.filter(published_at__gte=_midnight(given["since"]))
        if given.get("until"):
            found = found.filter(published_at__lt=_midnight(given["until"] + timedelta(days=1)))
        return found.order_by("-found_at", "-id") if self.order == "found" else found

    def _queries(self) -> list[str]:
        """What PostgreSQL is asked for: the query, and filters that stand in the same index."""
        given = self.cleaned_data
        queries = [compiled(given["q"]).tsquery] if given.get("q") else []
        for field in ("outlet", "author"):
            if words := given.get(field, "").replace('"', " ").strip():
                try:
                    queries.append(compiled(f'{field}:"{words}"' if " " in words else f"{field}:{words}").tsquery)
                except QueryProblem:
                    queries.append("'no such word'")
        if given.get("language"):
            queries.append(f"'lang:{given['language']}'")
        return queries

    # What is shown of it

    def used(self) -> list[str]:
        return [key for key in self.fields if key != "sort" and self.data.get(key)]

    def pills(self) -> list[Pill]:
        return [
            Pill(self.NAMES.get(key) or str(self.fields[key].label), self._words(key), self.query_without(key))
            for key in self.used()
            if key != "q"
        ]

    def _words(self, key: str) -> str:
        if key not in self.cleaned_data:
            return "not there any more" if key in {"by", "at"} else str(self.data.get(key))
        value = self.cleaned_data[key]
        if isinstance(self.fields[key], forms.ChoiceField) and not isinstance(self.fields[key], forms.ModelChoiceField):
            return str(dict(self.fields[key].choices).get(value, value))
        return f"{value:%-d %B %Y}" if hasattr(value, "year") else str(value)

    def query_without(self, *keys: str) -> str:
        query = self.data.copy()
        for key in {*keys, "page"} | {key for key in query if not query.get(key)}:
            query.pop(key, None)
        return f"?{query.urlencode()}"


def _midnight(day: Any) -> datetime:
    """When a day begins where the reader is."""
    return timezone.make_aware(datetime.combine(day, time.min))


class ClientForm(forms.Form):
    """Whose coverage an article is put to."""

    client = forms.ModelChoiceField(Client.objects.none(), label="Client", empty_label=None)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).order_by("name")


class OutletNameForm(forms.Form):
    name = forms.CharField(label="Name", max_length=160)


class OriginalForm(forms.Form):
    """The article that another is a copy of, by its address, here or on the web."""

    address = forms.CharField(label="Address of the original", max_length=2000)

    def clean_address(self) -> Article:
        typed = self.cleaned_data["address"].strip()
        met = ArticleAddress.objects.filter(url_key=key_of(typed)).select_related("article").first()
        if met is None:
            raise forms.ValidationError("No article with this address is stored. Paste its address into triage first.")
        return met.article
