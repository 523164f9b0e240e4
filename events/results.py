"""Clips that came of interviews and media events."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from core.templatetags.mediarel import duration
from core.typed import number_in
from coverage.clips import authors
from coverage.listeners import Listener, Origin
from coverage.models import Clip
from events.errors import NotPossible
from events.models import Interview, MediaEvent, Result
from team.models import User

LONGEST: Final = timedelta(days=60)
LIKELY: Final = timedelta(days=14)
MOST: Final = 6


@transaction.atomic
def tie(*, clip: Clip, by: User, interview: Interview | None = None, event: MediaEvent | None = None) -> Result:
    """This clip came of it; said twice it is said once. Raises `NotPossible` for another client's clip."""
    about = interview or event
    if about is None or about.client_id != clip.client_id:
        raise NotPossible("That clip is about another client.")
    result, is_new = Result.objects.get_or_create(clip=clip, interview=interview, event=event, defaults={"by": by})
    if is_new and interview and interview.outcome in {"", Interview.Outcome.EXPECTED, Interview.Outcome.NOTHING}:
        interview.outcome = Interview.Outcome.PUBLISHED
        interview.save(update_fields=["outcome", "updated_at"])
    return result


class FromInterviewOrEvent(Listener):
    """What interviews and media events say to a clip. A key is "interview-12" or "event-4"."""

    field = "event"
    label = "From interview or event"

    def origins(self, clip: Clip, *, by: User) -> Iterable[Origin]:
        if by.is_observer:
            return
        appeared = clip.article.published_at or clip.article.found_at
        said = list(Result.objects.filter(clip=clip).select_related("interview__journalist", "event").order_by("pk"))
        chosen = {_key(each.interview or each.event) for each in said}
        for each in said[:MOST]:
            yield _origin(each.interview or each.event, "Somebody said so.", is_likely=True, is_chosen=True)
        signed = authors.keys_of(clip)
        held = Interview.objects.filter(client=clip.client_id, journalist__in=signed, state="held")
        near = held.filter(starts_at__gte=appeared - LONGEST, starts_at__lte=appeared)
        for place, one in enumerate(near.select_related("journalist").order_by("-starts_at")[:MOST]):
            if _key(one) not in chosen and one.starts_at:
                why = f"{one.reporter} spoke to us {duration(appeared - one.starts_at)} before."
                likely = not chosen and place == 0 and appeared - one.starts_at <= LIKELY
                yield _origin(one, why, is_likely=likely)
        for event in _events_before(clip, signed, appeared):
            if _key(event) not in chosen:
                yield _origin(event, "Somebody from there came to it.", is_likely=False)

    def choose(self, clip: Clip, key: str, *, by: User) -> None:
        """Anything that is neither of the client's counts as none."""
        kind, _, number = key.partition("-")
        pk = number_in({"key": number}, "key")
        Result.objects.filter(clip=clip).exclude(
            **{kind if kind in {"interview", "event"} else "interview": pk}
        ).delete()  # fmt: skip
        if kind == "interview" and (one := Interview.objects.filter(pk=pk, client=clip.client_id).first()):
            tie(clip=clip, by=by, interview=one)
        elif kind == "event" and (event := MediaEvent.objects.filter(pk=pk, client=clip.client_id).first()):
            tie(clip=clip, by=by, event=event)


def _events_before(clip: Clip, signed: set[int], appeared: datetime) -> list[MediaEvent]:
    """Events that an author, or somebody from the outlet, came to."""
    came = Q(invitees__journalist__in=signed)
    if clip.article.outlet_id:
        came |= Q(invitees__journalist__positions__outlet=clip.article.outlet_id)
    events = MediaEvent.objects.filter(came, client=clip.client_id, invitees__came_at__isnull=False)
    recent = events.filter(starts_at__gte=appeared - LONGEST, starts_at__lte=appeared)
    return list(recent.distinct().order_by("-starts_at")[:MOST])


def _key(about: Interview | MediaEvent | None) -> str:
    assert about
    return f"{'interview' if isinstance(about, Interview) else 'event'}-{about.pk}"


def _origin(about: Interview | MediaEvent | None, why: str, *, is_likely: bool, is_chosen: bool = False) -> Origin:
    assert about
    return Origin(
        key=_key(about),
        label=str(about) if isinstance(about, MediaEvent) else f"{about}, {about.reporter}",
        why=why,
        is_likely=is_likely,
        is_chosen=is_chosen,
        url=about.get_absolute_url(),
    )
