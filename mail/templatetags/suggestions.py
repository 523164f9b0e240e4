"""`{% suggestions_for letter as offered %}`: what might be done about a message that came in."""

from django import template

from mail import suggestions
from mail.models import IncomingMessage
from mail.suggestions import Suggestion

register = template.Library()


@register.simple_tag
def suggestions_for(letter: IncomingMessage) -> list[Suggestion]:
    return suggestions.suggestions_for(letter)
