"""Keeps machines out of the forms of a newsroom without asking a third party, and without a riddle for people.

A field that people do not see, a form that was filled in faster than anybody reads, many links, one text again and
again. Whoever is caught by mistake is told what to do, and loses nothing of what they typed.
"""

import re
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.cache import cache
from django.utils import timezone

from core.journalist_pages import OUT_OF_REACH

FASTEST = timedelta(seconds=3)
MOST_LINKS = 3
REMEMBERED = 24 * 3600
LINK = re.compile(r"https?://|www\.|<a\s|\[url", re.IGNORECASE)


def too_fast(opened_at: datetime) -> bool:
    """Whether the form was sent sooner than a person can fill it in."""
    return timezone.now() - opened_at < FASTEST


def too_many_links(text: str) -> bool:
    return len(LINK.findall(text)) > MOST_LINKS


def said_before(text: str, *, where: str, once: str) -> bool:
    """Whether another form (`once` names this one) brought the same text within a day. Forgotten with Redis."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    key = f"said:{sha256(f'{where} {words}'.encode()).hexdigest()}"
    try:
        return not cache.add(key, once, timeout=REMEMBERED) and cache.get(key) != once
    except OUT_OF_REACH:
        return False
