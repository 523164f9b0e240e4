"""How campaigns and clients begin and end."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from campaigns.models import Campaign, Client, KeyMessage


class StillRunning(Exception):
    """A client with open campaigns cannot be archived; the message says which."""


@transaction.atomic
def save_campaign(*, campaign: Campaign, messages: Sequence[str]) -> Campaign:
    """Save a campaign with its key messages, in this order. A message that is kept keeps its row, and its scores."""
    campaign.save()
    kept = {message.text: message for message in campaign.key_messages.select_for_update()}
    for position, text in enumerate(messages):
        message = kept.pop(text, None) or KeyMessage(campaign=campaign, text=text)
        message.position = position
        message.save()
    KeyMessage.objects.filter(pk__in=[gone.pk for gone in kept.values()]).delete()
    return campaign


def close(*, campaign: Campaign) -> Campaign:
    """End a campaign; everything in it stays."""
    campaign.state = Campaign.State.CLOSED
    campaign.save(update_fields=["state", "updated_at"])
    return campaign


def reopen(*, campaign: Campaign) -> Campaign:
    """Take a closed campaign up again."""
    campaign.state = Campaign.State.RUNNING
    campaign.save(update_fields=["state", "updated_at"])
    return campaign


def save_client(*, client: Client) -> Client:
    """Save a client; a new one gets an address of its own, made from the name."""
    if not client.slug:
        client.slug = _free_slug(client.name)
    client.save()
    return client


@transaction.atomic
def archive(*, client: Client) -> Client:
    """Put a client away: it is no longer offered, and nothing is lost. Raises `StillRunning`."""
    client = Client.objects.select_for_update().get(pk=client.pk)
    running = list(client.campaigns.running().values_list("name", flat=True)[:4])
    if running:
        named = ", ".join(f"“{name}”" for name in running[:3]) + (" and others" if len(running) > 3 else "")
        raise StillRunning(f"{client.name} has campaigns that are not closed: {named}. Close them first.")
    client.archived_at = timezone.now()
    client.save(update_fields=["archived_at", "updated_at"])
    return client


def restore(*, client: Client) -> Client:
    """Take an archived client up again."""
    client.archived_at = None
    client.save(update_fields=["archived_at", "updated_at"])
    return client


def _free_slug(name: str) -> str:
    stem = slugify(name)[:50] or "client"
    taken = set(Client.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for n in range(len(taken) + 1) if (slug := f"{stem}-{n + 1}" if n else stem) not in taken)
