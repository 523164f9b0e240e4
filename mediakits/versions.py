"""The versions of a document: one whenever somebody says so, and for all that is submitted or published."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString

from core.differences import differences, html_differences, is_changed
from mediakits.kinds import kind_of
from mediakits.kinds.words import moment_words
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import fingerprint_of, zone_of
from team.models import User


@transaction.atomic
def keep(*, document: Document, by: User, note: str = "") -> DocumentVersion:
    """The text as it is now, as a version: a new one, or the newest where it says exactly this."""
    Document.objects.select_for_update(of=("self",)).get(pk=document.pk)  # numbers are given one after the other
    fingerprint = fingerprint_of(document)
    newest = document.versions.order_by("-number").first()
    if newest and newest.fingerprint == fingerprint:
        return newest
    return DocumentVersion.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        title=document.title,
        content=document.content,
        language=document.language,
        embargo_until=document.embargo_until,
        contact=document.contact,
        fingerprint=fingerprint,
        by=by,
        note=note,
    )


@dataclass(frozen=True)
class Difference:
    """One field of two versions, with what came and went marked."""

    label: str
    marked: SafeString
    changed: bool
    is_html: bool = False


def compare(kind: str, old: "DocumentVersion | Document | None", new: "DocumentVersion | Document") -> list[Difference]:
    """Field by field, in the order of the form, without those that are empty in both. None compares with itself."""
    before, described = old or new, kind_of(kind)
    found = [_difference(described.title_label, before.title, new.title)]
    found += [
        _difference(each.label, each.in_words(before.content), each.in_words(new.content), is_html=each.is_html)
        for each in described.fields
    ]
    around = (("Embargo", _embargo), ("Media contact", _contact), ("Language", _language))
    found += [_difference(label, words(before), words(new)) for label, words in around]
    return [one for one in found if one.changed or one.marked]


def _difference(label: str, old: str, new: str, *, is_html: bool = False) -> Difference:
    mark = html_differences if is_html else differences
    return Difference(label, mark(old, new), is_changed(old, new), is_html)


def _embargo(version: "DocumentVersion | Document") -> str:
    if version.embargo_until is None:
        return ""
    return moment_words(timezone.localtime(version.embargo_until, zone_of(version.content)), "en")


def _contact(version: "DocumentVersion | Document") -> str:
    return ", ".join(text for text in (version.contact.name, version.contact.phone, version.contact.email) if text)


def _language(version: "DocumentVersion | Document") -> str:
    return version.language
