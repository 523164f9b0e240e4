"""The kinds of records that stand in the audit trail: what they are called, where they are seen, what can be put back.

Every tracked model is one. An app says more of its own in `AppConfig.ready()`:

    register(Kind(EmailAddress, belongs_to="journalist"), Kind(Clip, named=("article",)))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db import models
from django.urls import NoReverseMatch, reverse

from team.models import User
from team.trail.wiring import event_models

USUAL: Final = ("name", "title", "subject", "topic", "label", "address", "number", "text")


@dataclass(frozen=True)
class PutBack:
    """How the last change of a record is put back.

    `form(record, user, data)` is the one that people edit it with, and says whether the old values are fit to be saved;
    `save(record, values, by)` keeps it by the verb of the edit page. Only `fields` are put back. What may have changed
    by itself beside them (`left`) stays as it is, and `note` tells so. `may` says who may edit it.
    """

    form: Callable[[Any, User, Any], forms.BaseForm]
    save: Callable[[Any, dict[str, Any], User], Any]
    fields: frozenset[str]
    left: frozenset[str] = frozenset()
    note: str = ""
    may: Callable[[User], bool] = lambda user: not user.is_observer


@dataclass(frozen=True)
class Kind:
    """How records of one model are told.

    `called` is what such a record is, if the model's own words are not plain enough. `named` are the fields by which
    one is told from others: the first that has a value. `belongs_to` is the foreign key to what it is a part of.
    `page` is the name of the address where it is seen, if the model does not say so. The name and the changes of a
    `private` one are told to admins alone, and to whom its `visible_to` shows it.
    """

    model: type[models.Model]
    called: str = ""
    named: tuple[str, ...] = USUAL
    belongs_to: str = ""
    page: str = ""
    page_takes_key: bool = True
    page_for: Callable[[User], bool] | None = None
    private: bool = False
    put_back: PutBack | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label

    @property
    def words(self) -> str:
        return self.called or str(self.model._meta.verbose_name)

    @property
    def event_model(self) -> Any:
        return self.model._meta.get_field("events").related_model

    def visible_to(self, user: User) -> "models.QuerySet[Any]":
        rows: Any = self.model._default_manager.all()
        if hasattr(rows, "visible_to"):
            return rows.visible_to(user)
        return rows.none() if self.private and not user.is_admin else rows

    def url_of(self, record: models.Model, reader: User) -> str:
        """Where the reader sees it, or ""."""
        if self.page_for is not None and not self.page_for(reader):
            return ""
        if not self.page:
            return str(record.get_absolute_url()) if hasattr(record, "get_absolute_url") else ""
        try:
            return reverse(self.page, args=[record.pk] if self.page_takes_key else [])
        except NoReverseMatch:
            return ""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Say more of kinds of records; called from `ready()`. The same model again replaces what was said."""
    for kind in kinds:
        _kinds[kind.label] = kind


def find(label: str) -> Kind | None:
    """The kind of this label, or None where no such model is tracked."""
    return all_kinds().get(label)


def all_kinds() -> dict[str, Kind]:
    """Every kind by its label."""
    tracked = [model.pgh_tracked_model for model in event_models()]  # type: ignore[attr-defined]
    return {model._meta.label: _kinds.get(model._meta.label) or Kind(model) for model in tracked}


def choices() -> Sequence[tuple[str, str]]:
    """Label and words of every kind, by the alphabet."""
    found = [(label, kind.words[:1].upper() + kind.words[1:]) for label, kind in all_kinds().items()]
    return sorted(found, key=lambda choice: choice[1].lower())
