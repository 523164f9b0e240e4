"""What is done with outlets, keeping the search for their people in step."""

from typing import Any
from urllib.parse import urlsplit

from django.db import transaction

from contacts import search
from contacts.models import Outlet
from team.models import User


@transaction.atomic
def save(*, outlet: Outlet, by: User | None, tags: list[Any] | None = None) -> Outlet:
    """Keep a new or changed outlet. Its domain is read off its website where it is not given."""
    if not outlet.domain and outlet.website:
        outlet.domain = (urlsplit(outlet.website).hostname or "").removeprefix("www.")
    is_new = outlet.pk is None
    outlet.save()
    if tags is not None:
        outlet.tags.set(tags)
    if not is_new:
        search.refresh_outlet(outlet.pk)
    return outlet
