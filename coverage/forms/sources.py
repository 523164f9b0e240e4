from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, Value

from contacts.models import Outlet
from core.fetching import Forbidden
from core.folding import Fold, every_word
from coverage.feeds import keeping, opml
from coverage.feeds.discovery import Found
from coverage.models import Source
from coverage.models.source import LONGEST_URL
from mail.models import Mailbox
from team.models import User

SALT = "coverage.found-feed"
STATES = [("", "All"), ("failing", "Need a look"), ("paused", "Paused")]


class SourceFilter(forms.Form):
    """What the list is narrowed down to; nonsense narrows nothing."""

    q = forms.CharField(required=False, max_length=200)
    state = forms.ChoiceField(required=False, choices=STATES)
    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *Source.Kind.choices])

    def apply(self, rows: QuerySet[Source]) -> QuerySet[Source]:
        self.is_valid()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        if words := said["q"].replace("\x00", " ").strip():
            named = every_word("plain", words)
            rows = rows.alias(plain=Fold("name")).filter(named | Q(host__icontains=words) | Q(sender__icontains=words))
        if said["state"] == "failing":
            rows = rows.failing()
        if said["state"] == "paused":
            rows = rows.filter(is_paused=True)
        return rows.filter(kind=said["kind"]) if said["kind"] else rows


class FindForm(forms.Form):
    address = forms.CharField(
        label="Website or feed",
        max_length=2000,
        help_text="The address of a newspaper’s site, of one of its sections, or of a feed itself.",
        widget=forms.TextInput({"inputmode": "url", "autocomplete": "url", "placeholder": "example.org/energy"}),
    )

    def clean_address(self) -> str:
        try:
            return keeping.tidied(self.cleaned_data["address"])
        except (Forbidden, ValueError) as error:
            said = str(error) if isinstance(error, Forbidden) else "That is not an address of a page."
            raise ValidationError(f"{said} Give it as you would type it into a browser.") from None


def signed(found: Found) -> str:
    """What a found feed is chosen by: nobody can make the form add what was not found."""
    return signing.dumps([found.url, found.title, found.kind, found.site_url], salt=SALT, compress=True)


class ChosenForm(forms.Form):
    """The feeds that were ticked; `cleaned_data["feed"]` has what `coverage.feeds.keeping.add` takes."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.chosen: list[dict[str, str]] = []

    def clean(self) -> dict[str, Any]:
        try:
            for token in self.data.getlist("feed")[:50]:
                url, name, kind, site_url = signing.loads(token, salt=SALT, max_age=24 * 60 * 60)
                self.chosen.append({"url": url, "name": name, "kind": kind, "site_url": site_url})
        except signing.BadSignature:
            raise ValidationError("This list of feeds is too old. Look for them again.") from None
        if not self.chosen:
            raise ValidationError("Tick the feeds to add.")
        return {"feed": self.chosen}


class OutletField(forms.CharField):
    """An outlet by its name, offered while one types."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput({"list": "outlet-options", "autocomplete": "off"})
        super().__init__(required=False, max_length=160, widget=widget, **given)

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Outlet) else value

    def clean(self, value: Any) -> Outlet | None:
        name = super().clean(value)
        if not name:
            return None
        found = Outlet.objects.alias(plain=Fold("name")).filter(plain=Fold(Value(name))).order_by("pk").first()
        if found is None:
            raise ValidationError(f"There is no outlet called “{name}”. Choose one that is offered, or add it first.")
        return found


class _AboutSource(forms.ModelForm):
    outlet = OutletField(help_text="Whose it is. What is found there still goes to the outlet its address says.")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, prefix="source", **given)
        if self.instance.outlet_id:
            self.initial["outlet"] = self.instance.outlet.name


class SourceForm(_AboutSource):
    """A source that is polled; found ones are added without it."""

    url = forms.CharField(
        label="Address",
        max_length=LONGEST_URL,
        help_text="With another address it starts afresh.",
        widget=forms.TextInput({"inputmode": "url"}),
    )
    site_url = forms.URLField(label="Website", required=False, max_length=LONGEST_URL, assume_scheme="https")

    class Meta:
        model = Source
        fields: ClassVar[list[str]] = ["name", "url", "site_url", "outlet"]

    def clean_url(self) -> str:
        try:
            url = keeping.tidied(self.cleaned_data["url"])
        except (Forbidden, ValueError) as error:
            raise ValidationError(str(error) or "That is not an address of a page.") from None
        other = keeping.known_by([url]).get(url)
        if other and other.pk != self.instance.pk:
            raise ValidationError(f"“{other}” has this address already.")
        return url


class NewsletterForm(_AboutSource):
    class Meta:
        model = Source
        fields: ClassVar[list[str]] = ["name", "sender", "mailbox", "outlet"]
        help_texts: ClassVar[dict] = {
            "sender": "As it stands in the letters, for example news@example.org. Letters of this sender are read.",
            "mailbox": "Where the letters come in. Left open, letters in any shared mailbox are read.",
        }

    def __init__(self, *args: Any, user: User, **given: Any) -> None:
        super().__init__(*args, **given)
        self.instance.kind = Source.Kind.NEWSLETTER
        usable = Mailbox.objects.usable_by(user)
        self.fields["mailbox"].queryset = usable | Mailbox.objects.filter(pk=self.instance.mailbox_id)
        self.fields["mailbox"].empty_label = "Any shared mailbox"
        self.fields["sender"].required = True

    def clean_sender(self) -> str:
        return self.cleaned_data["sender"].strip().lower()

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        same = Source.objects.filter(
            kind=Source.Kind.NEWSLETTER, sender=said.get("sender"), mailbox=said.get("mailbox")
        )
        if other := same.exclude(pk=self.instance.pk).first():
            self.add_error("sender", f"“{other}” reads the letters of this sender already.")
        return said


class OpmlForm(forms.Form):
    file = forms.FileField(
        label="OPML file",
        help_text="Exported by a feed reader or by Mediarel.",
        widget=forms.FileInput({"accept": ".opml,.xml,text/x-opml,application/xml,text/xml"}),
    )

    def clean_file(self) -> list[opml.Outline]:
        given = self.cleaned_data["file"]
        if given.size > opml.LARGEST:
            raise ValidationError(
                f"The file is larger than {opml.LARGEST:,} bytes, which is more than any list of feeds."
            )
        try:
            outlines = opml.read(given.read())
        except opml.NotOpml as error:
            raise ValidationError(str(error)) from None
        if not outlines:
            raise ValidationError("The list names no feed: none of its outlines has an xmlUrl.")
        return outlines
