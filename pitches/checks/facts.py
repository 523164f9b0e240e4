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
    _try_fields(facts)
    return facts


def _try_fields(facts: Facts) -> None:
    """Fill the texts in for everybody; one that cannot be read fails for the first already and is not tried again."""
    pitch = facts.pitch
    texts = {name: getattr(pitch, name) for name in ("subject", "body", "lede", "story", "follow_up")}
    if not pitch.follow_up_on:
        del texts["follow_up"]
    for recipient in facts.recipients:
        values = values_for(pitch, recipient)
        empty: set[str] = set()
        for name in texts.keys() - facts.errors.keys():
            try:
                empty.update(fill(texts[name], values)[1])
            except MergeError as error:
                facts.errors[name] = error
        for field_name in sorted(empty):
            facts.missing.setdefault(field_name, []).append(recipient)
