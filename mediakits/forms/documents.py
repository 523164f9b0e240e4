"""What is typed about documents. The fields of a kind come from its description (`mediakits.kinds`)."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from campaigns.models import Campaign, Client, Spokesperson
from mediakits.dates import MOMENT
from mediakits.kinds import kind_of
from mediakits.kinds.fields import Field, OneLineField, Rows
from mediakits.languages import language_choices
from mediakits.models import Document
from mediakits.pieces import zone_of
from team.models import User


class DocumentForm(forms.Form):
    """The whole of a document: its title, the fields of its kind with their rows, and what stands around them.

    `cleaned_data` holds what `drafting.save` takes, and `revision`. Rows are posted as `quotes-0-text`, and counted in
    `quotes-n`; `rows` holds a small form for each, and `turned` moves them about without saving.
    """

    title = OneLineField(max_length=200, error_messages={"required": "Give it a title; it can be changed later."})
    embargo_until = forms.DateTimeField(
        label="Embargo until",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        help_text="On the clock of the time zone below. Empty: for immediate release.",
    )
    language = forms.ChoiceField(choices=language_choices)
    contact = forms.ModelChoiceField(
        User.objects.none(), label="Media contact", help_text="Their name, phone number and e-mail are printed."
    )
    campaign = forms.ModelChoiceField(Campaign.objects.none(), required=False, empty_label="None")
    spokesperson = forms.ModelChoiceField(Spokesperson.objects.none(), required=False, empty_label="Nobody yet")
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: QueryDict | None = None, *, document: Document) -> None:
        self.document, self.kind = document, kind_of(document.kind)
        initial = {
            **{name: getattr(document, name) for name in ("title", "language", "contact", "campaign", "spokesperson")},
            **{
                each.name: each.initial(document.content) for each in self.kind.all_fields if not isinstance(each, Rows)
            },
            "embargo_until": _on_clock(document),
            "revision": document.revision,
        }
        initial["zone"] = str(zone_of(document.content))
        super().__init__(data, initial=initial)
        self._choose()
        for each in self.kind.all_fields:
            if not isinstance(each, Rows):
                self.fields[each.name] = each.form_field()
        self.rows = {each.name: self._row_forms(each) for each in self.kind.fields if isinstance(each, Rows)}
        self.locked = document.state not in Document.EDITABLE or document.archived_at is not None
        if self.locked and not self.is_bound:  # what was typed is never dropped
            for form in (self, *(form for forms_of in self.rows.values() for form in forms_of)):
                for field in form.fields.values():
                    field.disabled = True

    def _choose(self) -> None:
        document = self.document
        self.fields["title"].label = self.kind.title_label
        self.fields["title"].help_text = self.kind.title_help
        self.fields["title"].widget.attrs["class"] = "form-control mr-subject"
        self.fields["contact"].queryset = User.objects.working() | User.objects.filter(pk=document.contact_id)
        running = Campaign.objects.filter(client=document.client_id)
        self.fields["campaign"].queryset = running.running() | running.filter(pk=document.campaign_id)
        self.fields["spokesperson"].queryset = Spokesperson.objects.filter(client=document.client_id)
        if document.kind != Document.Kind.BIO:
            del self.fields["spokesperson"]

    def _row_forms(self, rows: Rows) -> list[forms.Form]:
        if self.is_bound:
            return [_row_form(rows, place, data=self.data) for place in range(_count(self.data, rows))]
        return [_row_form(rows, place, row=row) for place, row in enumerate(rows.read(self.document.content))]

    def full_clean(self) -> None:
        """Hours are typed on the clock of the document's zone, whosever zone that is."""
        with timezone.override(zone_of({"zone": self.data.get("zone")} if self.is_bound else self.document.content)):
            super().full_clean()

    def is_valid(self) -> bool:
        each_row = [form.is_valid() for forms_of in self.rows.values() for form in forms_of]
        return super().is_valid() and all(each_row)

    @property
    def sentences(self) -> str:
        """What is wrong, in one line: for an answer that has no room for a form."""
        every = [self, *(form for forms_of in self.rows.values() for form in forms_of)]
        return " ".join(
            f"{form.fields[name].label if name in form.fields else ''}: {error}".removeprefix(": ")
            for form in every
            for name, errors in form.errors.items()
            for error in errors
        )

    @property
    def changes(self) -> dict[str, Any]:
        """What `drafting.save` takes."""
        data = self.cleaned_data
        around = {
            name: data[name]
            for name in self.fields
            if name in {"title", "language", "contact", "campaign", "spokesperson"}
        }
        return {**around, "embargo_until": data["embargo_until"], "content": self.content}

    @property
    def content(self) -> dict[str, Any]:
        return {each.name: self._json_of(each) for each in self.kind.all_fields}

    def _json_of(self, field: Field) -> Any:
        if not isinstance(field, Rows):
            return field.to_json(self.cleaned_data[field.name])
        found = [
            {each.name: each.to_json(form.cleaned_data[each.name]) for each in field.fields}
            for form in self.rows[field.name]
        ]
        return [row for row in found if any(row.values())]

    def groups(self) -> list[dict[str, Any]]:
        """The fields of the kind as the page lays them out: single ones, pairs side by side, and rows."""
        laid: list[dict[str, Any]] = []
        for each in self.kind.fields:
            if isinstance(each, Rows):
                forms_of = self.rows[each.name]
                laid.append({"rows": each, "forms": forms_of, "full": len(forms_of) >= each.most})
            elif each.half and laid and laid[-1].get("half"):
                laid[-1]["fields"].append(self[each.name])
            else:
                laid.append({"fields": [self[each.name]], "half": each.half})
        return laid

    def turned(self, act: str) -> QueryDict:
        """What was typed, with a row added, gone or moved: `act` is "quotes:add", "quotes:remove:1", "quotes:up:1"."""
        name, _, rest = act.partition(":")
        verb, _, place = rest.partition(":")
        rows = next((each for each in self.kind.fields if isinstance(each, Rows) and each.name == name), None)
        data = self.data.copy()
        if rows is not None:
            order = _reordered(
                list(range(_count(data, rows))), verb, int(place) if place.isdecimal() else -1, rows.most
            )
            _renumber(data, rows, order)
        return data


class DocumentCreateForm(forms.Form):
    kind = forms.ChoiceField(label="What", choices=Document.Kind.choices)
    client = forms.ModelChoiceField(Client.objects.none(), empty_label="Choose a client")
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), required=False, empty_label="None", help_text="Its embargo is taken over."
    )
    title = OneLineField(
        label="Headline or title", max_length=200, help_text="Of a biography, the name. It can be changed later."
    )
    language = forms.ChoiceField(choices=language_choices, initial="en")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client"].queryset = Client.objects.visible_to(user).active()
        running = Campaign.objects.visible_to(user).running().select_related("client")
        self.fields["campaign"].queryset = running
        self.fields["campaign"].label_from_instance = lambda campaign: f"{campaign} ({campaign.client})"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        campaign, client = data.get("campaign"), data.get("client")
        if campaign and client and campaign.client_id != client.pk:
            self.add_error(
                "campaign", f"“{campaign}” is a campaign for {campaign.client}. Choose one for {client}, or none."
            )
        return data


class TranslationForm(forms.Form):
    language = forms.ChoiceField(label="Into which language", choices=language_choices)


class WithdrawalForm(forms.Form):
    why = forms.CharField(
        max_length=200,
        label="Why",
        help_text="For the team, and for whoever asks.",
        error_messages={"required": "Say why, so that whoever is asked about it knows."},
    )


def _row_form(
    rows: Rows, place: int, *, data: QueryDict | None = None, row: dict[str, Any] | None = None
) -> forms.Form:
    initial = {each.name: each.initial(row or {}) for each in rows.fields}
    form = forms.Form(data, prefix=f"{rows.name}-{place}", initial=initial)
    for each in rows.fields:
        form.fields[each.name] = each.form_field()
    return form


def _count(data: QueryDict, rows: Rows) -> int:
    """How many rows were posted; whoever says more than there may be gets the most."""
    posted = data.get(f"{rows.name}-n", "0")
    return min(int(posted), rows.most) if posted.isdecimal() and len(posted) < 5 else 0


def _reordered(order: list[int], verb: str, place: int, most: int) -> list[int]:
    """Which row comes where; -1 is a new one."""
    there = 0 <= place < len(order)
    if verb == "add" and len(order) < most:
        return [*order, -1]
    if verb == "remove" and there:
        return order[:place] + order[place + 1 :]
    if verb == "up" and there and place > 0:
        order[place - 1], order[place] = order[place], order[place - 1]
    if verb == "down" and there and place + 1 < len(order):
        order[place + 1], order[place] = order[place], order[place + 1]
    return order


def _renumber(data: QueryDict, rows: Rows, order: list[int]) -> None:
    names = [each.name for each in rows.fields]
    old = {(place, name): data.get(f"{rows.name}-{place}-{name}", "") for place in set(order) - {-1} for name in names}
    for key in [key for key in data if key.startswith(f"{rows.name}-")]:
        del data[key]
    for place, was in enumerate(order):
        for name in names:
            data[f"{rows.name}-{place}-{name}"] = old.get((was, name), "")
    data[f"{rows.name}-n"] = str(len(order))


def _on_clock(document: Document) -> Any:
    """The embargo on the clock of the document's zone, without a zone, as the picker wants it."""
    until = document.embargo_until
    return timezone.make_naive(until, zone_of(document.content)) if until else None
