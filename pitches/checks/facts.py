from dataclasses import dataclass, field

from core.html import links_in, to_text
from pitches.exclusions import Exclusions, exclusions_among
from pitches.merge import values_for
from pitches.models import Pitch, Recipient
from pitches.sandbox import MergeError, fill
from team.models import TeamPolicy


@dataclass
class Facts:
    """What the checks look at, fetched once and in a constant number of queries."""

    pitch: Pitch
    policy: TeamPolicy
    recipients: list[Recipient]
    exclusions: Exclusions
    errors: dict[str, MergeError] = field(default_factory=dict)
    missing: dict[str, list[Recipient]] = field(default_factory=dict)
    body_text: str = ""
    links: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        return len(self.body_text.split())


def gather(pitch: Pitch) -> Facts:
    recipients = list(pitch.recipients.active().for_rendering())
    facts = Facts(
        pitch=pitch,
        policy=TeamPolicy.current(),
        recipients=recipients,
        exclusions=exclusions_among([recipient.journalist for recipient in recipients], pitch=pitch),
        body_text=to_text(pitch.body),
        links=[link for link in links_in(pitch.body) if "{{" not in link],
    )
    for name in _texts(pitch):
        _try_fields(facts, name)
    return facts


def _texts(pitch: Pitch) -> list[str]:
    return ["subject", "body", *(["follow_up"] if pitch.follow_up_on else [])]


def _try_fields(facts: Facts, name: str) -> None:
    """Fill one text in for everybody; a text that cannot be read fails for the first already."""
    text = getattr(facts.pitch, name)
    for recipient in facts.recipients:
        try:
            _, missing = fill(text, values_for(facts.pitch, recipient))
        except MergeError as error:
            facts.errors[name] = error
            return
        for field_name in missing:
            named = facts.missing.setdefault(field_name, [])
            if recipient not in named:
                named.append(recipient)
