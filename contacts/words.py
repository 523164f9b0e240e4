"""Beats and tags renamed and taken away, with search in step."""

from django.db import transaction

from contacts import search
from contacts.models import Beat, Tag


@transaction.atomic
def rename(*, word: Beat | Tag, name: str) -> None:
    word.name = name
    word.save(update_fields=["name"])
    if isinstance(word, Beat):
        search.refresh_beat(word.pk)


@transaction.atomic
def delete(*, word: Beat | Tag) -> None:
    """Take it away from everybody who has it."""
    journalists = list(word.journalists.values_list("pk", flat=True)) if isinstance(word, Beat) else []
    word.delete()
    search.refresh(journalists)
