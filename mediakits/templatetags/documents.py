"""How documents are named on screen."""

from django import template

from mediakits.languages import language_name
from mediakits.models import Document
from team.models import User

register = template.Library()


@register.filter
def language(code: str) -> str:
    """Deutsch for de."""
    return language_name(code)


@register.filter
def shown_title(document: Document, user: User) -> str:
    """To observers the title that was published, never the one that is being written."""
    return document.title_for(user)
