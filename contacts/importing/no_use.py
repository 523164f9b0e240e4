"""What points at an imported contact without being a use of it: apps above say so of what they link by themselves."""

from typing import Any

from django.db.models import Q

_uses: dict[tuple[Any, str], Q | None] = {}


def register(model: Any, name: str, *, unless: Q | None = None) -> None:
    """Rows of `model` that point at a contact by the key `name` do not keep it from being taken back with its import.

    Those that match `unless` do. The key is to be set to NULL when the contact goes.
    """
    _uses[model, name] = unless


def rows_in_use(model: Any, name: str) -> Any:
    """The rows of `model` whose key `name` counts as a use."""
    rows = model._default_manager.all()
    if (model, name) not in _uses:
        return rows
    unless = _uses[model, name]
    return rows.none() if unless is None else rows.filter(unless)
