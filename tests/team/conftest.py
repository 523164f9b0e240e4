from collections.abc import Iterator

import pytest

from campaigns.models import Campaign
from team import reviewables
from tests.team.reviewable_campaigns import ReviewableCampaign


@pytest.fixture
def reviewable() -> Iterator[ReviewableCampaign]:
    """Campaigns can be reviewed while the test runs."""
    made = ReviewableCampaign()
    reviewables.register(Campaign, made)
    yield made
    reviewables._reviewables.pop(Campaign)
