"""How clients and campaigns stand in the audit trail, and which of their changes can be put back."""

from typing import Any

from campaigns import running, spokespeople
from campaigns.forms import CampaignForm, ClientForm, SpokespersonForm
from campaigns.models import Campaign, Client, KeyMessage, Spokesperson
from team.models import User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import setting


def register_all() -> None:
    register(
        Kind(
            Client,
            put_back=PutBack(
                form=lambda client, user, data: ClientForm(data, instance=client),
                save=setting(lambda client, by: running.save_client(client=client)),
                fields=frozenset({"name", "about", "website"}),
            ),
        ),
        Kind(
            Campaign,
            put_back=PutBack(
                form=lambda campaign, user, data: CampaignForm(data, instance=campaign, user=user),
                save=_save_campaign,
                fields=frozenset({"name", "objective", "audience", "owner", "starts_on", "ends_on", "embargo_until"}),
            ),
        ),
        Kind(
            Spokesperson, belongs_to="client",
            put_back=PutBack(
                form=lambda person, user, data: SpokespersonForm(data, instance=person),
                save=setting(lambda person, by: spokespeople.save(person=person)),
                fields=frozenset({"name", "role", "about", "languages", "reached"}),
            ),
        ),
        Kind(KeyMessage, belongs_to="campaign"),
    )  # fmt: skip


def _save_campaign(campaign: Campaign, values: dict[str, Any], by: User) -> Campaign:
    for name, value in values.items():
        setattr(campaign, name, value)
    return running.save_campaign(campaign=campaign, messages=[message.text for message in campaign.key_messages.all()])
