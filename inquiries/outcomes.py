"""What came of an inquiry: whether it was published, and the clips."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from core.templatetags.mediarel import duration
from core.typed import number_in
from coverage.clips import authors
from coverage.listeners import Listener, Origin
from coverage.models import Clip
from inquiries import states
from inquiries.errors import NotPossible
from inquiries.models import Inquiry, InquiryClip
from inquiries.steps import step
from team.models import User

LONGEST: Final = timedelta(days=60)
"""A story that comes later than that is not looked for; it can still be said."""
LIKELY: Final = timedelta(days=14)
MOST: Final = 6
Outcome = Inquiry.Outcome


def leads_of(inquiry: Inquiry) -> list[Clip]:
    """Clips of the client by this reporter, or where they work, that may have come of it; the newest first."""
    whose = _by_reporter(inquiry)
    if whose is None:
        return []
    since = inquiry.received_at
    found = Clip.objects.filter(whose, client=inquiry.client_id).exclude(state=Clip.State.NOT_OURS)
    found = found.filter(article__published_at__gte=since - timedelta(days=1))
    found = found.filter(article__published_at__lte=since + LONGEST).exclude(asked_by__inquiry=inquiry)
    return list(found.select_related("article__outlet").order_by("-article__published_at", "-pk").distinct()[:MOST])


def results_of(inquiry: Inquiry) -> list[InquiryClip]:
    return list(inquiry.results.select_related("clip__article__outlet").order_by("pk")[:100])


@transaction.atomic
def tie(*, inquiry: Inquiry, clip: Clip, by: User) -> InquiryClip:
    """This clip came of this inquiry. Said twice it is said once. Raises `NotPossible` for another client's clip."""
    inquiry = states.lock(inquiry)
    if clip.client_id != inquiry.client_id:
        raise NotPossible(f"That clip is {clip.client}'s, and {inquiry.number} was about {inquiry.client}.")
    result, is_new = InquiryClip.objects.get_or_create(inquiry=inquiry, clip=clip, defaults={"by": by})
    if is_new:
        step(inquiry, f"Came of it: {clip.article.title}", by=by)
        if inquiry.outcome in {Outcome.UNKNOWN, Outcome.NOT_PUBLISHED}:
            inquiry.outcome = Outcome.PUBLISHED if inquiry.answered_at else Outcome.WITHOUT
            inquiry.save(update_fields=["outcome", "updated_at"])
    return result


@transaction.atomic
def untie(*, inquiry: Inquiry, clip: Clip, by: User) -> None:
    """It did not come of it after all; the outcome that was written down stays."""
    if InquiryClip.objects.filter(inquiry=inquiry, clip=clip).delete()[0]:
        step(inquiry, f"Did not come of it: {clip.article.title}", by=by)


@transaction.atomic
def conclude(*, inquiry: Inquiry, outcome: str, note: str, by: User) -> Inquiry:
    """Write down what became of it. Raises `NotPossible` for an outcome that there is not."""
    if outcome not in Outcome.values:
        raise NotPossible("Choose what came of it from the list.")
    inquiry = states.lock(inquiry)
    if (inquiry.outcome, inquiry.outcome_note) == (outcome, note.strip()):
        return inquiry
    inquiry.outcome, inquiry.outcome_note = outcome, note.strip()
    inquiry.save(update_fields=["outcome", "outcome_note", "updated_at"])
    step(inquiry, f"Outcome: {inquiry.get_outcome_display().lower()}", by=by)
    return inquiry


class FromInquiry(Listener):
    """What inquiries say to a clip while a person decides about it. The key of a choice is the inquiry's."""

    field = "inquiry"
    label = "From inquiry"

    def origins(self, clip: Clip, *, by: User) -> Iterable[Origin]:
        if by.is_observer:
            return
        said = Inquiry.objects.filter(results__clip=clip)
        chosen = list(said.order_by("pk").select_related("journalist", "outlet")[:MOST])
        for inquiry in chosen:
            yield _origin(inquiry, "Somebody said so.", is_likely=True, is_chosen=True)
        appeared = clip.article.published_at or clip.article.found_at
        signed = authors.keys_of(clip)
        for place, inquiry in enumerate(_asked_before(clip, appeared, signed)):
            if inquiry not in chosen:
                near = appeared - inquiry.received_at <= LIKELY
                is_theirs = bool(inquiry.journalist_id and inquiry.journalist_id in signed)
                why = f"{inquiry.reporter} asked {duration(max(appeared - inquiry.received_at, timedelta()))} before."
                yield _origin(inquiry, why, is_likely=not chosen and place == 0 and near and is_theirs)

    def choose(self, clip: Clip, key: str, *, by: User) -> None:
        """Anything that is no inquiry about the client counts as none."""
        wanted = number_in({"key": key}, "key")
        for result in InquiryClip.objects.filter(clip=clip).exclude(inquiry=wanted):
            untie(inquiry=result.inquiry, clip=clip, by=by)
        asked = Inquiry.objects.visible_to(by).filter(client=clip.client_id)
        if inquiry := asked.filter(pk=wanted).first():
            tie(inquiry=inquiry, clip=clip, by=by)


def _by_reporter(inquiry: Inquiry) -> Q | None:
    """Clips of the reporter, or of their outlet; None where neither is known."""
    whose = Q()
    if inquiry.journalist_id:
        whose |= Q(article__bylines__journalist=inquiry.journalist_id) | Q(journalist=inquiry.journalist_id)
    if inquiry.outlet_id:
        whose |= Q(article__outlet=inquiry.outlet_id)
    return whose or None


def _asked_before(clip: Clip, appeared: datetime, signed: set[int]) -> Sequence[Inquiry]:
    """Inquiries about the client by an author, or from where it appeared, in time for it; the latest first."""
    near = Q(journalist__in=signed)
    if clip.article.outlet_id:
        near |= Q(outlet=clip.article.outlet_id)
    slack = timedelta(days=1) if clip.article.published_day_only else timedelta()
    asked = Inquiry.objects.filter(near, client=clip.client_id)
    asked = asked.filter(received_at__gte=appeared - LONGEST, received_at__lte=appeared + slack)
    return list(asked.select_related("journalist", "outlet").order_by("-received_at", "-pk")[:MOST])


def _origin(inquiry: Inquiry, why: str, *, is_likely: bool, is_chosen: bool = False) -> Origin:
    return Origin(
        key=str(inquiry.pk),
        label=f"{inquiry.number}, {inquiry.subject}",
        why=why,
        is_likely=is_likely,
        is_chosen=is_chosen,
        url=inquiry.get_absolute_url(),
    )
