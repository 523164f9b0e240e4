"""What people choose in triage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import Truncator

from campaigns.models import Campaign, Client, KeyMessage, Spokesperson
from contacts.models import Journalist
from coverage.clips.carried import Carried
from coverage.clips.deciding import Changes
from coverage.forms.clips import AddressForm
from coverage.listeners import Listener, Origin
from coverage.models import Article, Clip, Monitor
from team.models import User

SELECT = {"class": "form-select form-select-sm"}
SCORES = [("0", "0"), ("1", "1"), ("2", "2")]
SHOWN_OF_A_SENTENCE = 60


class FilterForm(forms.Form):
    """The filters of the list, as they stand in its address."""

    client = forms.ModelChoiceField(
        Client.objects.active(), required=False, empty_label="All clients", widget=forms.Select(attrs=SELECT)
    )
    monitor = forms.ModelChoiceField(Monitor.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="filter-%s", **kwargs)

    def chosen(self) -> dict[str, Any]:
        """What was chosen; nonsense counts as not chosen."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


@dataclass(frozen=True)
class Asked:
    """One key message to be scored: what is suggested or held, the sentence that led to it, and why in words."""

    key_message: KeyMessage
    score: int
    sentence: str = ""
    why: str = ""

    @property
    def name(self) -> str:
        return f"message-{self.key_message.pk}"

    @property
    def extract(self) -> str:
        """The beginning of the sentence, for the quotation marks of the page."""
        return Truncator(self.sentence.strip(' “”„"«»')).chars(SHOWN_OF_A_SENTENCE)


class MessagesForm(forms.Form):
    """The scores of the key messages of one campaign."""

    def __init__(self, *args: Any, asked: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_%s", **kwargs)
        self.asked = asked
        for one in asked:
            self.fields[one.name] = forms.ChoiceField(
                label=one.key_message.text,
                choices=SCORES,
                initial=str(one.score),
                required=False,
                widget=forms.RadioSelect,
            )

    @property
    def rows(self) -> Iterable[tuple[Asked, Any]]:
        """Each message with its field."""
        return [(one, self[one.name]) for one in self.asked]

    def carried(self) -> dict[int, Carried]:
        """What was chosen, with the sentence shown beside it; where nothing was (the campaign was changed without the
        page knowing), what is suggested. What is not carried has no sentence."""
        given = self.cleaned_data
        scores = {one: int(given[one.name]) if given.get(one.name) else one.score for one in self.asked}
        return {one.key_message.pk: Carried(score, one.sentence if score else "") for one, score in scores.items()}


class VerdictForm(forms.Form):
    """What is suggested of a clip, to be corrected. One more choice for each listener that offers origins."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), required=False, empty_label="None", widget=forms.Select(attrs=SELECT)
    )
    journalist = forms.ModelChoiceField(
        Journalist.objects.none(), required=False, empty_label="Not known", widget=forms.Select(attrs=SELECT)
    )
    tone = forms.ChoiceField(required=False, widget=forms.Select(attrs=SELECT))
    prominence = forms.ChoiceField(required=False, widget=forms.Select(attrs=SELECT))
    depth = forms.ChoiceField(required=False, widget=forms.Select(attrs=SELECT))
    value = forms.TypedChoiceField(
        label="Value",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Not scored"), *Clip.Value.choices],
        widget=forms.Select(attrs=SELECT),
    )
    quoted = forms.ModelMultipleChoiceField(
        Spokesperson.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )

    def __init__(
        self,
        *args: Any,
        clip: Clip,
        authors: Sequence[Journalist] = (),
        offers: Sequence[tuple[Listener, Sequence[Origin]]] = (),
        **kwargs: Any,
    ) -> None:
        held = {name: getattr(clip, name) for name in ("tone", "prominence", "depth", "value")}
        held |= {"campaign": clip.campaign_id, "journalist": clip.journalist_id}
        held["quoted"] = [person.pk for person in clip.quoted.all()]
        super().__init__(*args, initial=held, auto_id="id_%s", **kwargs)
        self.offers = offers
        campaigns = Campaign.objects.filter(client=clip.client_id)
        self.fields["campaign"].queryset = campaigns.running() | campaigns.filter(pk=clip.campaign_id)
        self.fields["journalist"].queryset = Journalist.objects.filter(pk__in=[each.pk for each in authors])
        self.fields["journalist"].widget.choices = [("", "Not known"), *((each.pk, str(each)) for each in authors)]
        speaking = Q(archived_at=None) | Q(clips=clip)
        self.fields["quoted"].queryset = clip.client.spokespeople.filter(speaking).distinct()
        for name in ("tone", "prominence", "depth"):
            self.fields[name].choices = [("", "Not scored"), *Clip._meta.get_field(name).choices]
        for listener, origins in offers:
            self._offer(listener, origins)

    def _offer(self, listener: Listener, origins: Sequence[Origin]) -> None:
        likely = next((each for each in origins if each.is_chosen or each.is_likely), None)
        self.fields[f"origin-{listener.field}"] = forms.ChoiceField(
            label=listener.label,
            required=False,
            choices=[("", "None")] + [(each.key, each.label) for each in origins],
            initial=likely.key if likely else "",
            widget=forms.Select(attrs=SELECT),
        )

    @property
    def compact(self) -> list[Any]:
        """The fields in the order of the panel, but for those quoted."""
        names = ["campaign", *(f"origin-{listener.field}" for listener, _ in self.offers)]
        names += ["journalist", "tone", "prominence", "depth", "value"]
        return [self[name] for name in names]

    def changes(self) -> Changes:
        """For `coverage.clips.deciding.confirm`, but for the messages."""
        data = self.cleaned_data
        return {
            "campaign": data["campaign"],
            "journalist": data["journalist"],
            "tone": data["tone"],
            "prominence": data["prominence"],
            "depth": data["depth"],
            "value": data["value"],
            "quoted": data["quoted"],
            "origins": {listener.field: data[f"origin-{listener.field}"] for listener, _ in self.offers},
        }


class CopyForm(forms.Form):
    """Which article this one repeats: one of those offered, or any by its address here or on the web."""

    original = forms.ModelChoiceField(
        Article.objects.none(),
        label="It repeats",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the article it repeats.",
            "invalid_choice": "Choose one of these articles.",
        },
    )

    def __init__(self, *args: Any, candidates: Sequence[Article], **kwargs: Any) -> None:
        initial = {"original": candidates[0].pk if candidates else None}
        super().__init__(*args, auto_id="copy_%s", initial=initial, **kwargs)
        self.fields["original"].queryset = Article.objects.filter(pk__in=[each.pk for each in candidates])
        self.candidates = candidates


class PasteForm(AddressForm):
    """The same in one line, above the list."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, auto_id="clip_%s", **kwargs)
        del self.fields["campaign"]
        self.fields["url"].label = "Address of an article to clip by hand"
        self.fields["url"].error_messages["required"] = "Paste the address of the article first."
        self.fields["url"].widget.attrs |= {"class": "form-control", "placeholder": "Paste the address of an article"}
        self.fields["client"].empty_label = None
        self.fields["client"].label = "For"
        self.fields["client"].widget.attrs["class"] = "form-select"


class BulkForm(forms.Form):
    """What is to be done with the clips that are ticked."""

    do = forms.ChoiceField(choices=[("ours", "Ours"), ("not_ours", "Not ours")])
    clip = forms.ModelMultipleChoiceField(Clip.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clip"].queryset = Clip.objects.visible_to(user)
