"""Why a journalist is not written to: they asked, mail cannot reach them, or it would be too much.

The first two nobody can override. The third, cooling off and the outlet's cap, takes a stated reason
(`Recipient.override`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import cast

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from contacts.models import Journalist, Outlet
from mail.suppression import suppressed_among
from pitches.models import Pitch, Recipient
from team.models import TeamPolicy


class Kind(StrEnum):
    DO_NOT_CONTACT = "do_not_contact"
    SUPPRESSED = "suppressed"
    PAUSED = "paused"
    NO_ADDRESS = "no_address"
    COOLING_OFF = "cooling_off"
    OUTLET_CAP = "outlet_cap"


OVERRIDABLE = {Kind.COOLING_OFF, Kind.OUTLET_CAP}


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One reason against writing to somebody: `label` for a badge, `why` as a sentence."""

    kind: Kind
    label: str
    why: str

    @property
    def is_overridable(self) -> bool:
        return self.kind in OVERRIDABLE


Exclusions = dict[int, list[Exclusion]]


def exclusions_among(
    journalists: Sequence[Journalist], *, pitch: Pitch | None = None, together: bool = True
) -> Exclusions:
    """What speaks against writing to each of `journalists` (by primary key; nobody is left out of the dictionary).

    They come from `Journalist.objects.with_primary()`. What was sent for `pitch` itself does not count. `together`
    means that all of them would be written to, so that they use up an outlet's cap in the order given; otherwise each
    is looked at as the next one to be added to `pitch`. A constant number of queries.
    """
    policy = TeamPolicy.current()
    found: Exclusions = {journalist.pk: _asked(journalist) for journalist in journalists}
    for journalist, exclusion in [*_unreachable(journalists), *_cooling_off(journalists, pitch, policy)]:
        found[journalist.pk].append(exclusion)
    for journalist, exclusion in _over_cap(journalists, pitch, policy, together):
        found[journalist.pk].append(exclusion)
    return found


def standing_exclusions(recipient: Recipient, exclusions: Exclusions) -> list[Exclusion]:
    """What still speaks against a recipient once their stated reason is heard."""
    return [one for one in exclusions[recipient.journalist_id] if not (one.is_overridable and recipient.override)]


def _asked(journalist: Journalist) -> list[Exclusion]:
    found = []
    if journalist.do_not_contact:
        reason = f": {journalist.do_not_contact_reason}" if journalist.do_not_contact_reason else ""
        found.append(Exclusion(Kind.DO_NOT_CONTACT, "Do not contact", f"{journalist} is not to be contacted{reason}."))
    if journalist.is_paused:
        until = date_format(cast(date, journalist.paused_until), "j F")
        found.append(
            Exclusion(Kind.PAUSED, f"Paused until {until}", f"{journalist} has asked for a pause until {until}.")
        )
    return found


def _unreachable(journalists: Iterable[Journalist]) -> Iterable[tuple[Journalist, Exclusion]]:
    addresses = {journalist: journalist.primary_address for journalist in journalists}
    suppressed = suppressed_among({email.address for email in addresses.values() if email})
    for journalist, email in addresses.items():
        if email is None:
            why = f"{journalist} has no e-mail address that works."
            yield journalist, Exclusion(Kind.NO_ADDRESS, "No address", why)
        elif email.address in suppressed:
            why = f"{journalist} has unsubscribed, or mail to their address came back."
            yield journalist, Exclusion(Kind.SUPPRESSED, "Unsubscribed", why)


def recently_pitched(pitch: Pitch | None, policy: TeamPolicy) -> "QuerySet[Recipient]":
    """Whoever was pitched by anybody within the team's cool-off days, or is about to be."""
    since = timezone.now() - timedelta(days=policy.cool_off_days)
    going_out = Q(sent_at=None, pitch__state__in=[Pitch.State.SCHEDULED, Pitch.State.SENDING])
    recent = Recipient.objects.active().filter(Q(sent_at__gte=since) | going_out)
    return recent.exclude(pitch=pitch) if pitch and pitch.pk else recent


def pitched_at(outlet: Outlet) -> int:
    """How many journalists of an outlet were pitched within the team's cool-off days, or are about to be."""
    return _used(recently_pitched(None, TeamPolicy.current()), {outlet.pk})[outlet.pk]


def _cooling_off(
    journalists: Sequence[Journalist], pitch: Pitch | None, policy: TeamPolicy
) -> Iterable[tuple[Journalist, Exclusion]]:
    rows = recently_pitched(pitch, policy).filter(journalist__in=[journalist.pk for journalist in journalists])
    ordered = rows.order_by("journalist", F("sent_at").desc(nulls_first=True))
    last = {row.journalist_id: row for row in reversed(ordered.select_related("pitch__owner"))}
    for journalist in journalists:
        if row := last.get(journalist.pk):
            yield journalist, _cooling(row, policy)


def _cooling(row: Recipient, policy: TeamPolicy) -> Exclusion:
    who = row.pitch.owner.name
    if row.sent_at is None:
        why = f"“{row.pitch}” by {who} is about to go to them."
        return Exclusion(Kind.COOLING_OFF, "In another pitch", why)
    free_at = row.sent_at + timedelta(days=policy.cool_off_days)
    left = max(1, (free_at - timezone.now()).days + 1)
    why = f"{who} pitched “{row.pitch}” to them on {_day(row.sent_at)}. Free again on {_day(free_at)}."
    return Exclusion(Kind.COOLING_OFF, f"Cooling off, {left} day{'s' if left > 1 else ''}", why)


def _over_cap(
    journalists: Sequence[Journalist], pitch: Pitch | None, policy: TeamPolicy, together: bool
) -> Iterable[tuple[Journalist, Exclusion]]:
    at: dict[Journalist, int] = {}
    caps: dict[int, int] = {}
    for journalist in journalists:
        if position := journalist.primary_position:
            outlet = position.outlet
            at[journalist] = outlet.pk
            caps[outlet.pk] = policy.outlet_cap if outlet.pitch_cap is None else outlet.pitch_cap
    used = _used(recently_pitched(pitch, policy), set(caps))
    if pitch and pitch.pk and not together:
        used += _used(Recipient.objects.active().filter(pitch=pitch), set(caps))
    names: dict[int, str] = defaultdict(str)
    for journalist, outlet_id in at.items():
        used_here = used[outlet_id]
        if together:
            used[outlet_id] += 1
        if used_here >= caps[outlet_id]:
            position = journalist.primary_position
            names[outlet_id] = position.outlet.name if position else ""
            yield journalist, _capped(names[outlet_id], used_here, caps[outlet_id], policy)


def _used(recipients: "QuerySet[Recipient]", outlets: set[int]) -> Counter[int]:
    if not outlets:
        return Counter()
    at = "journalist__positions__outlet"
    rows = recipients.filter(**{f"{at}__in": outlets, "journalist__positions__is_primary": True})
    counted = rows.order_by().values(at).annotate(n=Count("journalist", distinct=True))
    return Counter({row[at]: row["n"] for row in counted})


def _capped(outlet: str, used: int, cap: int, policy: TeamPolicy) -> Exclusion:
    why = f"{outlet} has {used} pitched or picked within {policy.cool_off_days} days; the cap is {cap}."
    return Exclusion(Kind.OUTLET_CAP, "Outlet cap", why)


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F")
