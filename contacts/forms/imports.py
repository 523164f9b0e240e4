"""What is asked on the way of a file into the contacts."""

from typing import Any

from django import forms

from contacts.importing import decoding
from contacts.importing.candidates import interpret
from contacts.importing.fields import FIELDS
from contacts.importing.headings import Mapping
from contacts.models import ContactImport, ImportRow

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm,.vcf,.vcard"
LONG = {"notes", "how_to_pitch"}
ALWAYS = ("name", "email", "outlet")


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text="CSV, TSV, Excel (.xlsx) or vCard, in any common encoding.",
        error_messages={"required": "Choose a file first.", "empty": "The file is empty."},
    )


class MappingForm(forms.Form):
    """What each column of the file stands for."""

    def __init__(self, contact_import: ContactImport, samples: dict[str, list[str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meant = {heading: name for name, headings in contact_import.mapping.items() for heading in headings}
        choices = [("", "Leave out"), *((name, field.label) for name, field in FIELDS.items())]
        self.headings: list[str] = contact_import.headings
        self.samples = samples
        for number, heading in enumerate(self.headings):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=meant.get(heading, ""),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def columns(self) -> list[dict[str, Any]]:
        """Each column for the page: heading, its first cells, and the field to choose by."""
        return [
            {"heading": heading, "samples": self.samples.get(heading, []), "field": self[f"column_{number}"]}
            for number, heading in enumerate(self.headings)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for number, heading in enumerate(self.headings):
            name = cleaned.get(f"column_{number}")
            if name and name in seen and not FIELDS[name].several:
                problem = f"“{seen[name]}” stands for {FIELDS[name].label.lower()} already. Choose one of the two."
                self.add_error(f"column_{number}", problem)
            elif name:
                seen.setdefault(name, heading)
        if not {"name", "given_name", "family_name"} & seen.keys():
            self.add_error(None, "No column stands for the name. Say which one does.")
        return cleaned

    def mapping(self) -> Mapping:
        chosen: Mapping = {}
        for number, heading in enumerate(self.headings):
            if name := self.cleaned_data.get(f"column_{number}"):
                chosen.setdefault(name, []).append(heading)
        return chosen


class ReadingForm(forms.Form):
    """Another encoding, or another sheet, than the one that was found."""

    def __init__(self, contact_import: ContactImport, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        read = contact_import.reading
        if "encoding" in read:
            self.fields["encoding"] = forms.ChoiceField(
                label="Encoding", choices=list(decoding.NAMES.items()), initial=read["encoding"]
            )
        if len(sheets := str(read.get("sheets", "")).split("\n")) > 1:
            self.fields["sheet"] = forms.ChoiceField(
                label="Sheet", choices=[(name, name) for name in sheets], initial=read["sheet"]
            )


class RowForm(forms.Form):
    """One row of the file, to be put right by hand."""

    def __init__(self, row: ImportRow, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = {*ALWAYS, *row.contact_import.mapping}
        if {"given_name", "family_name"} & wanted and "name" not in row.contact_import.mapping:
            wanted.discard("name")
        for name, field in FIELDS.items():
            if name in wanted:
                self.fields[name] = forms.CharField(
                    label=field.label,
                    required=False,
                    max_length=20_000,
                    initial=row.values.get(name, ""),
                    widget=forms.Textarea(attrs={"rows": 2}) if name in LONG else forms.TextInput(),
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for problem in interpret({name: text for name, text in cleaned.items() if text}).problems:
            if problem["weight"] == "error":
                self.add_error(problem["field"] if problem["field"] in self.fields else None, problem["reason"])
        return cleaned
