"""How the list of clips is narrowed down; the filters live in the address."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import QueryDict

from campaigns.models import Campaign, Client, Spokesperson
from contacts.forms.journalists import DateInput
from contacts.models import Journalist, Outlet
from core.folding import MOST_WORDS
from coverage.clips.looks import with_evidence
from coverage.models import Article, Clip
from coverage.monitors.lexemes import quoted
from coverage.monitors.words import folded_words
from coverage.querysets import ClipQuerySet
from team.models import User

Many = forms.CheckboxSelectMultiple
STATES = {"ours": "Ours", "waiting": "To confirm", "not_ours": "Not ours", "all": "All"}
EVIDENCE = {"yes": "Kept", "no": "Not kept"}
COPIES = {"none": "Originals only", "only": "Copies only"}


class ClipFilter(forms.Form):
    """The filters of the list, as they stand in its address; nonsense counts as not chosen."""

    q = forms.CharField(label="Search", required=False, max_length=200)
    client = forms.ModelChoiceField(Client.objects.none(), required=False, empty_label="Any")
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="Any")
    since = forms.DateField(label="Published from", required=False, widget=DateInput())
    until = forms.DateField(label="Published until", required=False, widget=DateInput())
    tone = forms.MultipleChoiceField(required=False, choices=Clip.Tone.choices, widget=Many)
    prominence = forms.MultipleChoiceField(required=False, choices=Clip.Prominence.choices, widget=Many)
    depth = forms.MultipleChoiceField(required=False, choices=Clip.Depth.choices, widget=Many)
    medium = forms.MultipleChoiceField(required=False, choices=Article.Medium.choices, widget=Many)
    at = forms.CharField(label="Outlet", required=False, max_length=160)
    outlet = forms.ModelChoiceField(Outlet.objects.all(), required=False, widget=forms.HiddenInput)
    journalist = forms.ModelChoiceField(Journalist.objects.all(), required=False, widget=forms.HiddenInput)
    quoted = forms.ModelChoiceField(Spokesperson.objects.none(), label="Quoted", required=False, empty_label="Anybody")
    copies = forms.ChoiceField(label="Copies", required=False, choices=[("", "With copies"), *COPIES.items()])
    evidence = forms.ChoiceField(label="Evidence", required=False, choices=[("", "Either"), *EVIDENCE.items()])
    state = forms.ChoiceField(required=False, choices=list(STATES.items()), widget=forms.HiddenInput)

    def __init__(self, data: Any, *, user: User) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["client"].queryset = Client.objects.visible_to(user)
        campaigns = Campaign.objects.visible_to(user).select_related("client").order_by("name", "pk")
        self.fields["campaign"].queryset = campaigns
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign}, {campaign.client}"
        people = Spokesperson.objects.visible_to(user).select_related("client").order_by("name", "pk")
        self.fields["quoted"].queryset = people
        self.fields["quoted"].label_from_instance = lambda person: f"{person}, {person.client}"
        if user.is_observer:
            for name in ("state", "evidence"):
                del self.fields[name]
        self.is_valid()

    @property
    def chosen(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def which(self) -> str:
        """Which clips are shown: those that count, unless the address says otherwise."""
        return str(self.chosen.get("state", "ours"))

    def narrow(self, clips: ClipQuerySet) -> ClipQuerySet:
        chosen = self.chosen
        if self.which != "all":
            clips = clips.filter(state=self.which)
        if text := chosen.get("q"):
            clips = clips.filter(_says(text))
        for name in ("client", "campaign", "journalist", "quoted"):
            if name in chosen:
                clips = clips.filter(**{name: chosen[name]})
        for name in ("tone", "prominence", "depth"):
            if name in chosen:
                clips = clips.filter(**{f"{name}__in": chosen[name]})
        if "evidence" in chosen:
            clips = clips.filter(with_evidence() if chosen["evidence"] == "yes" else ~with_evidence())
        return self._about_article(clips, chosen)

    @staticmethod
    def _about_article(clips: ClipQuerySet, chosen: dict[str, Any]) -> ClipQuerySet:
        asked = {
            "since": lambda day: Q(article__published_at__date__gte=day),
            "until": lambda day: Q(article__published_at__date__lte=day),
            "medium": lambda media: Q(article__medium__in=media),
            "outlet": lambda outlet: Q(article__outlet=outlet),
            "at": lambda text: Q(article__outlet__in=_outlets(text)) | Q(article__outlet_name__icontains=text),
            "copies": lambda which: Q(article__original__isnull=which == "none"),
        }
        return clips.filter(*(asked[name](value) for name, value in chosen.items() if name in asked))

    def pills(self) -> list[dict[str, str]]:
        """One a value in use: what it is called, what it asks for, and the query without it."""
        used = [
            (name, one)
            for name, value in self.chosen.items()
            if name not in {"q", "state"}
            for one in (value if isinstance(value, list) else [value])
        ]
        return [
            {"field": str(self[name].label), "value": self._said(name, one), "remove": self._without(name, one)}
            for name, one in used
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """All of the query but the words and the page, for the form around the search field."""
        return [(key, one) for key, one in self._given() if key not in {"q", "page"}]

    @property
    def apart(self) -> list[tuple[str, str]]:
        """What the query has that is no filter (sorting, cards or table), for the form of the filters."""
        kept = {"q", "state", "journalist", "outlet"} | {"sort", "as"}
        return [(key, one) for key, one in self._given() if key in kept]

    def _given(self) -> list[tuple[str, str]]:
        data = self.data if isinstance(self.data, QueryDict) else QueryDict()
        return [(key, one) for key, values in data.lists() for one in values if one]

    def _said(self, name: str, value: Any) -> str:
        if hasattr(value, "strftime"):
            return f"{value:%-d %b %Y}"
        choices = dict(getattr(self.fields[name], "choices", ())) if isinstance(value, str) else {}
        return str(choices.get(value, value))

    def _without(self, name: str, value: Any) -> str:
        text = str(getattr(value, "pk", value))
        kept = [(key, one) for key, one in self._given() if key != "page" and not (key == name and one == text)]
        return f"?{urlencode(kept)}"


def _says(text: str) -> Q:
    """All of the words stand in the article; the last one may be the beginning of a word, as it is being typed."""
    words = [quoted(word) for word in folded_words(text)[:MOST_WORDS]]
    if not words:
        return Q()
    return Q(article__search=SearchQuery(f"{' & '.join(words)}:*", config="simple", search_type="raw"))


def _outlets(text: str) -> "QuerySet[Outlet]":
    return Outlet.objects.matching(text)
