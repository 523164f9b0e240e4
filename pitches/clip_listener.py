"""What pitches say to a clip while a person decides about it: which of them it may have come of."""

from collections.abc import Iterable

from coverage.listeners import Listener, Origin
from coverage.models import Clip
from pitches import attributing
from pitches.models import Attribution, Pitch, Recipient
from pitches.origins import leads_for
from team.models import User


class FromPitch(Listener):
    """The key of a choice is that of the recipient."""

    field = "pitch"
    label = "From pitch"

    def origins(self, clip: Clip, *, by: User) -> Iterable[Origin]:
        """What was said before comes first; what was refused is offered, but not as likely."""
        if by.is_observer:
            return
        said = {each.recipient_id: each for each in _said_of(clip)}
        known = [each for each in said.values() if each.state == Attribution.State.CONFIRMED]
        for each in known:
            yield _origin(each.recipient, each.why, is_likely=True, is_chosen=True)
        free = not known and not any(each.state == Attribution.State.REFUSED for each in said.values())
        for place, lead in enumerate(leads_for(clip)):
            if lead.recipient.pk not in {each.recipient_id for each in known}:
                yield _origin(lead.recipient, lead.why, is_likely=free and place == 0 and lead.is_likely)

    def choose(self, clip: Clip, key: str, *, by: User) -> None:
        """Anything that is no recipient of the client's pitches counts as none."""
        if not key:
            attributing.refuse_all(clip=clip, by=by)
            return
        pitches = Pitch.objects.visible_to(by).filter(campaign__client=clip.client_id)
        asked = Recipient.objects.select_related("pitch__campaign", "journalist")
        recipient = asked.filter(pk=key, pitch__in=pitches).first() if key.isdecimal() else None
        if recipient is None:
            return
        why = next((lead.why for lead in leads_for(clip) if lead.recipient.pk == recipient.pk), "")
        attributing.confirm(clip=clip, recipient=recipient, by=by, why=why)

    def decided(self, clip: Clip, *, by: User) -> None:
        if clip.state == Clip.State.OURS:
            attributing.propose(clip=clip)
        else:
            attributing.withdraw_proposals(clip=clip)
        attributing.tell(clip)


def _said_of(clip: Clip) -> Iterable[Attribution]:
    return Attribution.objects.filter(clip=clip).select_related("recipient__pitch", "recipient__journalist")


def _origin(recipient: Recipient, why: str, *, is_likely: bool, is_chosen: bool = False) -> Origin:
    pitch = recipient.pitch
    return Origin(
        key=str(recipient.pk),
        label=f"{pitch.title}, to {recipient.journalist}",
        why=why,
        is_likely=is_likely,
        is_chosen=is_chosen,
        url=pitch.get_absolute_url(),
    )
