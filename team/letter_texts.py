"""What stands in a letter of notifications: the newest lines that are still unread, by kind, with full addresses."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from team.hook_formats import absolute
from team.kinds import all_kinds, label_of
from team.models import Notification, NotificationLetter, TeamPolicy

MOST: Final = 100
STYLE: Final = """
body { font-family: -apple-system, "Segoe UI", Roboto, Arial, sans-serif; font-size: 15px; line-height: 1.5; }
h1 { font-size: 20px; margin: 0 0 16px; }
h2 { font-size: 15px; margin: 20px 0 4px; }
ul { margin: 0; padding-left: 20px; }
li { margin: 0 0 6px; }
hr { border: 0; border-top: 1px solid #b5b9c4; margin: 24px 0 12px; }
"""
_inliner = css_inline.CSSInliner(keep_style_tags=False, load_remote_stylesheets=False, extra_css=STYLE)


@dataclass(frozen=True)
class Line:
    """One thing that happened, as it is written."""

    text: str
    href: str
    at: datetime


@dataclass
class Group:
    """What happened of one kind, newest first."""

    label: str
    lines: list[Line] = field(default_factory=list)


def message_for(letter: NotificationLetter, connection: Any = None) -> EmailMultiAlternatives:
    """The e-mail, as text and as HTML."""
    unread = Notification.objects.filter(letter=letter, read_at=None).order_by("-created_at", "-pk")
    lines, number = list(unread[:MOST]), unread.count()
    context = {
        "letter": letter,
        "groups": _groups(lines),
        "number": number,
        "more": number - len(lines),
        "only": lines[0] if number == 1 else None,
        "organisation": TeamPolicy.current().organisation,
        "all_url": settings.SITE_URL.rstrip("/") + reverse("team:notification-list"),
        "choices_url": settings.SITE_URL.rstrip("/") + reverse("team:telling"),
        "headline": "1 thing you have not read" if number == 1 else f"{number} things you have not read",
    }
    with timezone.override(letter.user.zone):
        subject = " ".join(render_to_string("team/mail/notifications_subject.txt", context).split())
        text = render_to_string("team/mail/notifications.txt", context)
        html = render_to_string("team/mail/notifications.html", context)
    headers = {"Auto-Submitted": "auto-generated", "X-Mediarel-Letter": str(letter.pk)}
    message = EmailMultiAlternatives(subject, text, to=[letter.user.email], connection=connection, headers=headers)
    message.attach_alternative(_inliner.inline(html), "text/html")
    return message


def _groups(lines: list[Notification]) -> list[Group]:
    order = {kind.key: place for place, kind in enumerate(all_kinds())}
    groups: dict[str, Group] = {}
    for key in sorted({line.kind for line in lines}, key=lambda key: (order.get(key, len(order)), key)):
        groups[key] = Group(label_of(key))
    for line in lines:
        text = " ".join(line.text.split())
        groups[line.kind].lines.append(Line(text, absolute(line.url), line.created_at))
    return list(groups.values())
