"""What an observer finds behind the doors that are open to them: their client's campaigns, clips, pitches that went out
and released reports. Everything is there a second time for another client, and must not be found."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from coverage.models import Evidence
from tests.access.walking import table
from tests.factories.campaigns import CampaignFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.pitches import PitchFactory
from tests.factories.reports import ReportFactory, worked_out
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db

OPEN = {name for name, group in table().items() if group == "signed in"}
OWN_ACCOUNT = {name for name in OPEN if name.startswith(("account_", "mfa_"))}
TESTED_ELSEWHERE = {
    "core:job-progress", "core:job-stop",  # tests/core/test_jobs.py
    "team:api-token-list", "team:api-token-detail", "team:api-token-withdrawal",  # tests/team/test_api_tokens.py
    "team:profile", "team:notification-list", "team:notifications-read", "team:notification-open",
    "mediakits:document-list", "mediakits:document-detail", "mediakits:document-email",
    "mediakits:document-export",  # tests/mediakits/test_document_views.py
}  # fmt: skip


def a_clip(client):
    article = ArticleFactory(title=f"Article on {client.name}")
    return ClipFactory(client=client, article=article, state="ours", decided_at=timezone.now())


def a_report(client):
    report = ReportFactory(client=client, title=f"Report for {client.name}", released_at=timezone.now())
    return worked_out(report)


def evidence(client):
    file = ContentFile(f"seen of {client.name}".encode(), "seen.txt")
    return Evidence.objects.create(clip=a_clip(client), kind="file", file=file, taken_at=timezone.now(), size=5)


def a_pitch(client):
    campaign = CampaignFactory(client=client)
    by = UserFactory()
    return PitchFactory(
        campaign=campaign, title=f"Pitch of {client.name}", state="sent", starts_at=timezone.now(), scheduled_by=by
    )


THINGS: dict[str, Callable] = {
    "campaigns:campaign-detail": lambda client: CampaignFactory(client=client, name=f"Campaign of {client.name}"),
    "campaigns:client-detail": lambda client: client,
    "coverage:clip-detail": a_clip,
    "coverage:evidence-file": evidence,
    "pitches:pitch-detail": a_pitch,
    "reports:report-detail": a_report,
    "reports:report-pdf": a_report,
    "reports:report-workbook": a_report,
}
LISTS = {
    "campaigns:campaign-list": THINGS["campaigns:campaign-detail"],
    "coverage:clip-list": a_clip,
    "coverage:clip-filters": a_clip,
    "coverage:clip-export": a_clip,
    "pitches:pitch-list": a_pitch,
    "reports:report-list": a_report,
    "dashboard:today": THINGS["campaigns:campaign-detail"],
    "dashboard:search": THINGS["campaigns:campaign-detail"],
}


def test_every_door_open_to_observers_is_tried():
    assert set(THINGS) | set(LISTS) | OWN_ACCOUNT | TESTED_ELSEWHERE == OPEN


@pytest.mark.parametrize("name", THINGS)
def test_observer_opens_what_is_their_clients_and_nothing_of_another(
    name, observer, outsider, client_brand, client_for
):
    address = reverse(name, args=[THINGS[name](client_brand).pk])
    assert client_for(observer).get(address).status_code == 200
    assert client_for(outsider).get(address).status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_lists_show_observers_their_clients_things_alone(name, observer, outsider, client_brand, client_for):
    other = outsider.observed_clients.get()
    LISTS[name](client_brand)
    LISTS[name](other)
    for who, theirs, not_theirs in ((observer, client_brand, other), (outsider, other, client_brand)):
        answer = client_for(who).get(reverse(name), {"q": "of"} if name == "dashboard:search" else {}, follow=True)
        body = answer.content if not answer.streaming else b"".join(answer.streaming_content)
        assert answer.status_code == 200
        assert not_theirs.name.encode() not in body
        assert theirs.name.encode() in body or name == "coverage:clip-filters"


@pytest.mark.parametrize("name", ["coverage:clip-detail", "pitches:pitch-detail", "reports:report-detail"])
def test_what_is_not_out_yet_is_not_found_by_its_own_observer(name, observer, client_brand, client_for):
    thing = THINGS[name](client_brand)
    held_back = {"state": "waiting", "decided_at": None} if name == "coverage:clip-detail" else {"state": "draft"}
    type(thing).objects.filter(pk=thing.pk).update(
        **({"released_at": None} if name == "reports:report-detail" else held_back)
    )
    assert client_for(observer).get(reverse(name, args=[thing.pk])).status_code == 404
