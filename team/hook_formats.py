"""What a webhook is sent, in the words of whoever reads it: Slack, Microsoft Teams, or a program of one's own.

Slack reads `&`, `<` and `>` as its own signs, such as `<!channel>`, so they are escaped (docs.slack.dev, "Formatting
message text"). Teams takes an Adaptive Card in the envelope of its workflows ("Post to a channel when a webhook request
is received"); texts stand in a RichTextBlock, which, unlike a TextBlock, reads no Markdown.
"""

import json
from typing import Any, Final

from django.conf import settings

from team.kinds import label_of
from team.models import HookDelivery, NotificationHook

CARD: Final = "application/vnd.microsoft.card.adaptive"
CARD_SCHEMA: Final = "http://adaptivecards.io/schemas/adaptive-card.json"
OPEN: Final = "Open in Mediarel"
Format = NotificationHook.Format


def body_of(delivery: HookDelivery, *, format: str) -> bytes:
    """The request's body. The same delivery gives the same bytes whenever it is tried."""
    made: dict[str, Any]
    match format:
        case Format.SLACK:
            made = _slack(delivery)
        case Format.TEAMS:
            made = _teams(delivery)
        case _:
            made = _plain(delivery)
    return json.dumps(made, ensure_ascii=False).encode()


def absolute(url: str) -> str:
    """The full address of a page of ours; "" where there is none, or where it would lead elsewhere."""
    is_ours = url.startswith("/") and not url.startswith(("//", "/\\"))
    return settings.SITE_URL.rstrip("/") + url if is_ours else ""


def for_slack(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _slack(delivery: HookDelivery) -> dict[str, Any]:
    link = absolute(delivery.url).replace("|", "%7C")
    end = f" <{for_slack(link)}|{OPEN}>" if link else ""
    return {"text": f"{for_slack(_one_line(delivery.text))}{end}"}


def _teams(delivery: HookDelivery) -> dict[str, Any]:
    lines = [_label(delivery), _one_line(delivery.text)]
    runs = [{"type": "TextRun", "text": lines[0], "weight": "Bolder"}], [{"type": "TextRun", "text": lines[1]}]
    card: dict[str, Any] = {
        "$schema": CARD_SCHEMA,
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [{"type": "RichTextBlock", "inlines": inlines} for inlines in runs],
    }
    if link := absolute(delivery.url):
        card["actions"] = [{"type": "Action.OpenUrl", "title": OPEN, "url": link}]
    return {"type": "message", "attachments": [{"contentType": CARD, "contentUrl": None, "content": card}]}


def _plain(delivery: HookDelivery) -> dict[str, Any]:
    return {
        "id": str(delivery.event),
        "event": "test" if delivery.is_test else "notification",
        "kind": delivery.kind,
        "label": _label(delivery),
        "text": delivery.text,
        "url": absolute(delivery.url),
        "at": delivery.happened_at.isoformat(timespec="seconds"),
    }


def _label(delivery: HookDelivery) -> str:
    return "Test" if delivery.is_test else label_of(delivery.kind)


def _one_line(text: str) -> str:
    return " ".join(text.split())
