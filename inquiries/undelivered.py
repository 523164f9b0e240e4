"""Answers that did not reach the reporter after all: the mail server refused one, it came back, or it was taken back in
the seconds before it went out. The inquiry is open again, and what was never told does not count as told."""

from typing import Final

from django.db import transaction
from django.db.models import Q

from inquiries import states, told_of
from inquiries.models import Answer, Inquiry
from inquiries.replies import lock
from mail.threads import NEVER_SENT
from team.models import User
from team.notifications import notify

State = Answer.State
MOST: Final = 100
NOT_THERE: Final = Q(message__state__in=NEVER_SENT) | Q(message__bounced_at__isnull=False)


def take_back_all() -> int:
    """Look through the answers that count as sent; gives how many did not reach anybody. Beat asks every half minute,
    so that none is missed whoever was killed when."""
    lost = Answer.objects.filter(NOT_THERE, state=State.SENT).order_by("pk").values_list("pk", flat=True)[:MOST]
    return sum(_take_back(pk) for pk in list(lost))


@transaction.atomic
def _take_back(pk: int) -> bool:
    inquiry = states.lock(Inquiry.objects.get(replies=pk))
    answer = lock(Answer.objects.get(pk=pk))
    if not Answer.objects.filter(NOT_THERE, pk=pk, state=State.SENT).exists() or answer.message is None:
        return False
    why = answer.message.bounce_reason if answer.message.bounced_at else answer.message.last_error
    what, by = answer.get_kind_display().lower(), answer.given_by
    if answer.kind == Answer.Kind.CORRECTION:
        inquiry.told.filter(corrected_at=answer.given_at).update(corrected_at=None)
    answer.told.all().delete()
    is_other = inquiry.replies.filter(state__in=Answer.OPEN).exists()
    answer.state = State.DROPPED if is_other else State.DRAFT
    answer.approved_fingerprint, answer.message = "", None
    answer.given_at, answer.given_by, answer.given_how = None, None, ""
    answer.revision += 1
    answer.save()
    said = f"Not delivered: {what}{f'. {why}' if why else ''}"
    ended = {Answer.Kind.FULL: Inquiry.State.ANSWERED, Answer.Kind.DECLINE: Inquiry.State.DECLINED}
    if inquiry.state == ended.get(Answer.Kind(answer.kind)):
        states.move(inquiry, Inquiry.State.WORKING)
    states.keep(inquiry, said, None)
    people: list[User] = [each for each in (answer.owner, inquiry.owner, by) if each]
    text = f"{inquiry.number}: the {what} did not reach {inquiry.reporter}{f': {why}' if why else '.'}"
    notify(kind=told_of.ANSWER, users=people, text=text, url=inquiry.get_absolute_url(), icon="alert-triangle")
    return True
