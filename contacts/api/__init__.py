"""Journalists, outlets and media lists for other programs."""

from ninja import Router

from contacts.api import journalists, media_lists, outlets

router = Router(tags=["contacts"])
for part in (journalists.router, outlets.router, media_lists.router):
    router.add_router("", part)

__all__ = ["router"]
