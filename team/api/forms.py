"""The forms of the pages, asked of what a program sends: one set of rules for both."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import model_to_dict

from team.api.problems import Refused


def checked(form: forms.BaseForm, *, only: Iterable[str] | None = None) -> dict[str, Any]:
    """What a form makes of what it was given; with `only`, of these fields. Raises `ValidationError` by field."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())  # type: ignore[arg-type]
    wanted = set(form.cleaned_data if only is None else only)
    return {name: value for name, value in form.cleaned_data.items() if name in wanted}


def now_with(record: Model, fields: Iterable[str], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What a form would be sent if a person changed `changes` and left the rest of `fields` as it stands."""
    fields = list(fields)
    return {**model_to_dict(record, fields), **{name: value for name, value in changes.items() if name in fields}}


@contextmanager
def refusing(*kinds: type[Exception], status: HTTPStatus = HTTPStatus.CONFLICT) -> Iterator[None]:
    """Answer these errors of a verb as a problem, in the verb's own words."""
    try:
        yield
    except kinds as error:
        raise Refused(status, str(error)) from error
