"""The spam score beside a pitch, by a real spamd, and that of every pitch of the demo."""

import pytest

from dashboard import demo
from dashboard.demo.stories import CAMPAIGNS
from mail import sending_domains, spam
from pitches import checks
from pitches.checks.spam import as_it_goes_out, judge_pitch
from pitches.models import Pitch
from tests.factories.campaigns import CampaignFactory
from tests.factories.pitches import BODY, PitchFactory, RecipientFactory, pitch_to
from tests.mail import spamd
from tests.mail.sink import free_port
from tests.mail.test_spam import GTUBE

pytestmark = [pytest.mark.django_db, pytest.mark.services]


@pytest.fixture(scope="module")
def server():
    if not spamd.PROGRAM:
        pytest.skip("spamd is not installed: apt-get install spamassassin spamd")
    with spamd.Spamd() as running:
        yield running


@pytest.fixture
def asked(server, settings):
    settings.SPAMD = ("127.0.0.1", server.port)
    settings.SITE_URL = "https://press.example.com"


def said(pitch: Pitch) -> checks.Check | None:
    return {check.what: check for check in checks.run(pitch)}.get("Spam score")


def looked_at(pitch: Pitch) -> checks.Check | None:
    """What stands there once the worker has asked."""
    reader = pitch.recipients.order_by("pk").first()
    judge_pitch(pitch.pk, reader.pk if reader else None)
    return said(pitch)


def test_without_a_filter_nothing_is_said(settings):
    settings.SPAMD = None
    assert said(pitch_to(1)) is None


@pytest.mark.parametrize("recipients", [0, 1])
def test_a_decent_pitch_scores_little(asked, recipients):
    pitch = pitch_to(recipients)
    assert said(pitch).value == "being looked at"
    check = looked_at(pitch)
    assert (check.tone, float(check.value) <= 1.0) == ("ok", True)


def test_spam_is_told_and_does_not_stop_the_pitch(asked):
    check = looked_at(pitch_to(1, body=f"{BODY}<p>{GTUBE}</p>"))
    assert (check.tone, check.blocking) == ("bad", False)
    assert "would put it into spam: " in check.detail


def test_a_changed_pitch_is_looked_at_anew(asked):
    pitch = pitch_to(1)
    assert looked_at(pitch).tone == "ok"
    Pitch.objects.update(revision=pitch.revision + 1)
    assert said(Pitch.objects.get()).value == "being looked at"


def test_a_filter_that_does_not_answer_is_said(settings):
    settings.SPAMD = ("127.0.0.1", free_port())
    check = looked_at(pitch_to(1))
    assert (check.value, check.detail) == ("not known", "SpamAssassin (SPAMD_URL) does not answer.")


def test_what_cannot_be_put_together_is_not_judged(asked):
    assert said(PitchFactory(mailbox=None)) is None
    assert said(PitchFactory(body="")) is None
    assert looked_at(pitch_to(1, body="<p>{{ nonsense }}</p>")) is None


@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda campaign: campaign.name)
def test_every_pitch_of_the_demo_scores_below_one(asked, nameserver, campaign):
    """Signed, as receivers get them: by then the server has done it, or we have."""
    domain = sending_domains.make_key(demo.HOST, selector="mediarel")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    shared = CampaignFactory(name=campaign.name, client__name=campaign.client)
    scores = {}
    for story in campaign.pitches:
        pitch = PitchFactory(
            campaign=shared, subject=story.subject_line, body=story.body, owner__phone="+49 30 23125 142"
        )
        assert pitch.mailbox.address.endswith(f"@{demo.HOST}")
        recipient = RecipientFactory(pitch=pitch, personal_line=(*story.lines, "")[0])
        message = as_it_goes_out(pitch, pitch.recipients.for_rendering().get(pk=recipient.pk))
        scores[story.title] = spam.judge(message).score
    assert scores
    assert {title: score for title, score in scores.items() if score >= 1.0} == {}
