"""Forms for one journalist: who they are, and the rows of how to reach them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, formset_factory

from contacts.addresses import BadAddress, clean_address, clean_phone, taken_by
from contacts.models import Beat, Journalist, PhoneNumber, Tag, TimelineEntry
from contacts.places import country_choices, language_choices, time_zone_choices
from contacts.reaching import Address, Number, Post
from team.models import User


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class WordsField(forms.CharField):
    """Words with commas between them, as a list."""

    def __init__(self, *, each_at_most: int, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=1000, help_text="With commas between them.", **kwargs)
        self.each_at_most = each_at_most

    def clean(self, value: Any) -> list[str]:
        words = [word.strip() for word in super().clean(value).split(",") if word.strip()]
        for word in words:
            if len(word) > self.each_at_most:
                raise forms.ValidationError(f"“{word[:30]}…” is longer than {self.each_at_most} letters.")
        return words


class JournalistForm(forms.ModelForm):
    country = forms.ChoiceField(required=False, choices=country_choices)
    language = forms.ChoiceField(required=False, choices=language_choices)
    time_zone = forms.ChoiceField(required=False, choices=lambda: time_zone_choices("Their outlet’s"))
    owner = forms.ModelChoiceField(User.objects.none(), required=False, empty_label="Nobody")
    beats = forms.ModelMultipleChoiceField(Beat.objects, required=False, widget=forms.CheckboxSelectMultiple)
    new_beats = WordsField(label="Other beats", each_at_most=80)
    tags = forms.ModelMultipleChoiceField(Tag.objects, required=False, widget=forms.CheckboxSelectMultiple)
    new_tags = WordsField(label="Other tags", each_at_most=60)

    class Meta:
        model = Journalist
        fields: ClassVar[list[str]] = [
            "name", "given_name", "family_name", "country", "city", "language", "time_zone", "website", "owner",
            "how_to_pitch", "never_follow_up", "no_tracking", "paused_until", "source", "notes",
        ]  # fmt: skip
        widgets: ClassVar[dict] = {
            "how_to_pitch": forms.Textarea({"rows": 3}),
            "notes": forms.Textarea({"rows": 3}),
            "paused_until": DateInput(),
        }
        help_texts: ClassVar[dict] = {
            "name": "As they sign, in any script.",
            "family_name": "The list is sorted by it. Leave both empty and they are guessed where that is safe.",
            "source": "Where you have it from, for example “Her reply of 2 November”. The law asks.",
        }
        labels: ClassVar[dict] = {"paused_until": "Send nothing until"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.working()
        self.fields["website"].assume_scheme = "https"
        if self.instance.pk:
            self.initial.setdefault("beats", self.instance.beats.all())
            self.initial.setdefault("tags", self.instance.tags.all())

    def words(self, field: str) -> list[str]:
        """Names of the beats or tags that were ticked or typed."""
        return [*(one.name for one in self.cleaned_data[field]), *self.cleaned_data[f"new_{field}"]]

    def changes(self) -> dict[str, Any]:
        """What was typed, as `journalists.create` and `update` take it."""
        fields = {field: self.cleaned_data[field] for field in self.Meta.fields}
        return fields | {"beats": self.words("beats"), "tags": self.words("tags")}


class Row(forms.Form):
    """One line of several; emptied, it is taken away. `pk` names the one it changes."""

    main: ClassVar[str]
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        return True

    @property
    def is_filled(self) -> bool:
        return bool(self.cleaned_data.get(self.main))


class EmailRow(Row):
    main = "address"
    address = forms.CharField(
        label="E-mail",
        required=False,
        max_length=254,
        widget=forms.TextInput({"inputmode": "email", "autocomplete": "off"}),
    )
    is_primary = forms.BooleanField(label="Main", required=False)

    def __init__(self, *args: Any, journalist: Journalist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.journalist = journalist

    def clean_address(self) -> str:
        typed = self.cleaned_data["address"]
        if not typed:
            return ""
        try:
            address = clean_address(typed)
        except BadAddress as problem:
            raise forms.ValidationError(str(problem)) from None
        if other := taken_by(address, apart_from=self.journalist.pk):
            raise forms.ValidationError(f"{other.journalist} has this address already.")
        return address


class PhoneRow(Row):
    main = "number"
    number = forms.CharField(label="Phone", required=False, max_length=40, widget=forms.TextInput({"inputmode": "tel"}))
    kind = forms.ChoiceField(choices=PhoneNumber.Kind.choices, initial=PhoneNumber.Kind.WORK, required=False)

    def __init__(self, *args: Any, journalist: Journalist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or PhoneNumber.Kind.WORK


class PositionRow(Row):
    main = "outlet"
    outlet = forms.CharField(
        required=False, max_length=160, widget=forms.TextInput({"list": "outlet-options", "autocomplete": "off"})
    )
    role = forms.CharField(required=False, max_length=160)
    from_on = forms.DateField(label="From", required=False, widget=DateInput)
    until_on = forms.DateField(label="Until", required=False, widget=DateInput)
    is_primary = forms.BooleanField(label="Primary", required=False)

    def __init__(self, *args: Any, journalist: Journalist, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        began, ended = data.get("from_on"), data.get("until_on")
        if began and ended and ended < began:
            self.add_error("until_on", "A position cannot end before it begins.")
        if ended and data.get("is_primary"):
            self.add_error("is_primary", "A position that has ended cannot be the primary one.")
        if data.get("role") and not data.get("outlet"):
            self.add_error("outlet", "At which outlet?")
        return data


class Rows(BaseFormSet):
    """Rows of one kind: none twice, and at most one marked as the main one."""

    def clean(self) -> None:
        filled = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data") and form.is_filled]
        if sum(bool(row.get("is_primary")) for row in filled) > 1:
            raise forms.ValidationError("Mark one of them, not several.")
        if self.form.main != "outlet":
            seen = [str(row[self.form.main]).lower() for row in filled]
            if len(seen) != len(set(seen)):
                raise forms.ValidationError("The same stands here twice.")

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.is_filled]


MOST_ROWS = 30
EmailRows = formset_factory(EmailRow, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
PhoneRows = formset_factory(PhoneRow, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
PositionRows = formset_factory(PositionRow, formset=Rows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)


class WholeForm:
    """The journalist and all rows, as one form: valid together, saved together.

    `known` is what a link to the form says of somebody new: `name`, `source`, `email`, `outlet`, `role`.
    """

    def __init__(
        self,
        data: Any,
        *,
        journalist: Journalist,
        initial: dict | None = None,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        told = {field: known[field][:200] for field in ("name", "source") if field in known}
        self.main = JournalistForm(data, instance=journalist, initial=(initial or {}) | told)
        given = {"form_kwargs": {"journalist": journalist}}
        positions, emails, phones = _rows_of(journalist)
        if known.get("email"):
            emails = [{"address": known["email"][:254], "is_primary": True}]
        if known.get("outlet"):
            positions = [{"outlet": known["outlet"][:160], "role": known.get("role", "")[:160], "is_primary": True}]
        self.positions = PositionRows(data, prefix="positions", initial=positions, **given)
        self.emails = EmailRows(data, prefix="emails", initial=emails, **given)
        self.phones = PhoneRows(data, prefix="phones", initial=phones, **given)

    def is_valid(self) -> bool:
        valid = [part.is_valid() for part in (self.main, self.positions, self.emails, self.phones)]
        return all(valid)  # all of them are asked, so that all errors show at once

    def parts(self) -> dict[str, Any]:
        """The rows, as `reaching.set_all` takes them."""
        country = self.main.cleaned_data["country"]
        return {
            "addresses": [Address(**row) for row in self.emails.rows],
            "numbers": [Number(**row | {"number": clean_phone(row["number"], country)}) for row in self.phones.rows],
            "posts": [Post(**row) for row in self.positions.rows],
        }


def _rows_of(journalist: Journalist) -> tuple[list[dict], list[dict], list[dict]]:
    if journalist.pk is None:
        return [], [], []
    return (
        [
            {
                "pk": one.pk, "outlet": one.outlet.name, "role": one.role, "from_on": one.from_on,
                "until_on": one.until_on, "is_primary": one.is_primary,
            }
            for one in journalist.positions.select_related("outlet")
        ],
        [{"pk": one.pk, "address": one.address, "is_primary": one.is_primary} for one in journalist.emails.all()],
        [{"pk": one.pk, "number": one.number, "kind": one.kind} for one in journalist.phones.all()],
    )  # fmt: skip


class LogForm(forms.Form):
    """A call, a meeting or a note, told in a few words."""

    KINDS: ClassVar = [(kind.value, kind.label) for kind in (
        TimelineEntry.Kind.CALL, TimelineEntry.Kind.MEETING, TimelineEntry.Kind.NOTE
    )]  # fmt: skip

    kind = forms.ChoiceField(choices=KINDS, initial=TimelineEntry.Kind.CALL, widget=forms.RadioSelect)
    text = forms.CharField(label="What did you talk about?", max_length=4000, widget=forms.Textarea({"rows": 2}))
    on = forms.DateField(label="Day", required=False, widget=DateInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Say why, so that the next of us knows it too."}
    )
