"""Writing a document: beginning one, saving it without overwriting anybody, copying, translating, putting it away."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from campaigns.models import Campaign, Client
from mediakits import versions
from mediakits.errors import MediaKitError, WrongState
from mediakits.kinds import kind_of
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import fingerprint_of
from team import reviews
from team.models import User

EDITED = ("title", "content", "language", "embargo_until", "contact", "campaign", "spokesperson")
NO_NAME = "document"


class EditConflict(MediaKitError):
    """Somebody else saved the document since this text was opened. Nothing was overwritten and nothing is lost.

    `document` is as it is saved now, `mine` holds what could not be saved.
    """

    def __init__(self, *, document: Document, mine: Mapping[str, Any]) -> None:
        self.document, self.mine = document, dict(mine)
        who = document.saved_by.name
        super().__init__(
            f"{who} saved this document while you were writing. Look at both texts and keep what you need."
        )


class NotEditable(WrongState):
    """The document is in review, or put away; its text stands still."""


@transaction.atomic
def create(
    *,
    kind: str,
    client: Client,
    title: str,
    by: User,
    campaign: Campaign | None = None,
    language: str = "en",
    contact: User | None = None,
) -> Document:
    """Begin a document with what its kind begins with: the client's own paragraph, the author as contact."""
    return Document.objects.create(
        kind=kind,
        client=client,
        campaign=campaign,
        title=title,
        slug=slug_for(title),
        language=language,
        content=kind_of(kind).first_content(about=client.about, zone=str(by.zone)),
        embargo_until=campaign.embargo_until if campaign and campaign.is_embargoed else None,
        contact=contact or by,
        owner=by,
        saved_by=by,
    )


@transaction.atomic
def save(*, document: Document, by: User, revision: int, **fields: Any) -> Document:
    """Save a document that was opened at `revision`; gives it as it is now.

    A save that changes nothing leaves the revision alone. One that changes what was approved ends the approval.
    Raises `EditConflict` and `NotEditable`.
    """
    if unknown := set(fields) - set(EDITED):
        raise TypeError(f"save() does not take {', '.join(sorted(unknown))}")
    document = lock(document)
    changed = {name: value for name, value in fields.items() if getattr(document, name) != value}
    if not changed:
        return document
    if document.revision != revision:
        raise EditConflict(document=document, mine=fields)
    require_editable(document)
    for name, value in changed.items():
        setattr(document, name, value)
    if "title" in changed and document.published_version_id is None:
        document.slug = slug_for(document.title)
        changed["slug"] = document.slug
    document.revision += 1
    document.saved_by, document.saved_at = by, timezone.now()
    document.save(update_fields=[*changed, "revision", "saved_by", "saved_at", "updated_at"])
    end_approval_if_changed(document=document, by=by)
    return document


@transaction.atomic
def duplicate(*, document: Document, by: User) -> Document:
    """A new draft with the same text. Approvals of quotes are taken along: the words are the same."""
    return _copy(document, by=by, title=f"{document.title[:190]} (copy)", campaign=document.campaign)


@transaction.atomic
def translate(*, document: Document, language: str, by: User) -> Document:
    """A draft of the same in another language, tied to the original. Raises `WrongState` where there is one."""
    original = document.translation_of or document
    Document.objects.select_for_update().get(pk=original.pk)  # two who begin the same translation wait for each other
    if language == original.language:
        raise WrongState(f"“{original}” is written in this language.")
    if existing := original.translations.in_use().filter(language=language).first():
        raise WrongState(f"“{existing}” is the translation into this language. Write on there.")
    return _copy(
        document,
        by=by,
        title=document.title,
        campaign=document.campaign,
        language=language,
        translation_of=original,
        embargo_until=document.embargo_until,
    )


@transaction.atomic
def put_away(*, document: Document, by: User) -> Document:
    """Take it out of the lists; it can be taken up again. Raises `WrongState` while it is released or in review."""
    document = lock(document)
    if document.public_from and document.withdrawn_at is None:
        raise WrongState(f"“{document}” is released. Withdraw it first, then put it away.")
    if document.state == Document.State.IN_REVIEW:
        raise WrongState(f"“{document}” is in review. Take it back first, then put it away.")
    document.archived_at = document.archived_at or timezone.now()
    document.save(update_fields=["archived_at", "updated_at"])
    return document


@transaction.atomic
def take_up(*, document: Document, by: User) -> Document:
    document = lock(document)
    document.archived_at = None
    document.save(update_fields=["archived_at", "updated_at"])
    return document


@transaction.atomic
def delete(*, document: Document, by: User) -> None:
    """Delete a draft that nobody outside has ever seen, with its versions. Raises `WrongState`."""
    document = lock(document)
    if document.published_version_id is not None:
        raise WrongState(f"“{document}” was published; what was said in public is kept. Put it away instead.")
    if document.state == Document.State.IN_REVIEW:
        raise WrongState(f"“{document}” is in review. Take it back first.")
    if document.reviews.exists():
        raise WrongState(
            f"Somebody has been asked to decide about “{document}”, and that is kept. Put it away instead."
        )
    try:
        document.delete()
    except ProtectedError:
        raise WrongState(f"“{document}” stands in a media kit. Take it out there first.") from None


@transaction.atomic
def restore(*, version: DocumentVersion, by: User, revision: int) -> Document:
    """Make an earlier text the working copy again; what stands there now is kept as a version before.

    Raises `EditConflict` and `NotEditable`.
    """
    document = lock(version.document)
    require_editable(document)
    versions.keep(document=document, by=by, note=f"Before version {version.number} was restored")
    document = save(
        document=document,
        by=by,
        revision=revision,
        title=version.title,
        content=version.content,
        language=version.language,
        embargo_until=version.embargo_until,
        contact=version.contact,
    )
    versions.keep(document=document, by=by, note=f"Restored from version {version.number}")
    return document


def lock(document: Document) -> Document:
    """The document as it is now, locked until the transaction ends."""
    related = ("client", "campaign", "contact", "owner", "saved_by", "published_version", "translation_of")
    return Document.objects.select_related(*related).select_for_update(of=("self",)).get(pk=document.pk)


def require_editable(document: Document) -> None:
    """Raises `NotEditable`, with what to do about it."""
    if document.archived_at is not None:
        raise NotEditable(f"“{document}” is put away. Take it up again first, then change it.")
    if document.state not in Document.EDITABLE:
        raise NotEditable(f"“{document}” is in review. Take it back first, then change it.")


def end_approval_if_changed(*, document: Document, by: User) -> bool:
    """An approval holds for exactly what was approved: after any other edit it is a draft again, visibly."""
    if document.state != Document.State.APPROVED or fingerprint_of(document) == document.approved_fingerprint:
        return False
    document.state, document.approved_fingerprint = Document.State.DRAFT, ""
    document.save(update_fields=["state", "approved_fingerprint", "updated_at"])
    reviews.void(subject=document, by=by)
    return True


def slug_for(title: str) -> str:
    return slugify(title)[:80].strip("-") or NO_NAME


def _copy(document: Document, *, by: User, title: str, **other: Any) -> Document:
    values = {
        name: getattr(document, name) for name in ("kind", "client", "content", "language", "contact", "spokesperson")
    }
    return Document.objects.create(**{**values, **other}, title=title, slug=slug_for(title), owner=by, saved_by=by)
