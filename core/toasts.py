"""Short words about what just happened, shown as toasts on this page or on the next one."""

from typing import Literal

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest

Tone = Literal["ok", "plain", "bad"]
_LEVELS: dict[str, int] = {"ok": messages.SUCCESS, "plain": messages.INFO, "bad": messages.ERROR}


def say(request: HttpRequest, text: str, *, tone: Tone = "ok", undo: str = "") -> None:
    """Tell the reader in one sentence. `undo` is an address that a POST takes the change back at."""
    messages.add_message(request, _LEVELS[tone], text, extra_tags=f"undo:{undo}" if undo else "")


def as_toast(message: Message) -> dict[str, str]:
    """A Django message as what the toast component and static/js/toasts.js show."""
    tone: Tone = "plain"
    if message.level >= messages.WARNING:
        tone = "bad"
    elif message.level == messages.SUCCESS:
        tone = "ok"
    tags = (message.extra_tags or "").split()
    undo = next((tag.removeprefix("undo:") for tag in tags if tag.startswith("undo:")), "")
    return {"text": str(message.message), "tone": tone, "undo": undo}
