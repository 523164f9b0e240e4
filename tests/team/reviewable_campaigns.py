"""Campaigns made reviewable for the length of a test: real rows, a real fingerprint, callbacks that leave a trace."""

import hashlib

from campaigns.models import Campaign
from team import reviews
from team.models import Review, User
from team.reviewables import Reviewable
from tests.factories.campaigns import CampaignFactory


class ReviewableCampaign(Reviewable):
    kind = "Campaign"
    icon = "flag"

    def __init__(self):
        self.trace = []

    def fingerprint(self, subject):
        return hashlib.sha256(subject.objective.encode()).hexdigest()

    def url(self, subject):
        return f"/campaigns/{subject.pk}/"

    def submitted(self, review):
        self.trace.append(("submitted", review.version))

    def decided(self, review):
        self.trace.append((review.state, review.version))

    def voided(self, review):
        self.trace.append(("void", review.version))


def submit(campaign: Campaign | None = None, *, by: User, **fields) -> Review:
    campaign = campaign or CampaignFactory(objective="Be heard by the trade press.")
    return reviews.submit(
        subject=campaign,
        title=campaign.name,
        context=campaign.client.name,
        fingerprint=ReviewableCampaign().fingerprint(campaign),
        snapshot={"objective": campaign.objective},
        by=by,
        **fields,
    )
