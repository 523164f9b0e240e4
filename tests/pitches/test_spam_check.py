"""The spam score beside a pitch, by a real spamd, and that of every pitch of the demo."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from campaigns.models import Campaign
from dashboard import demo
from dashboard.demo.stories import CAMPAIGNS, PitchStory
from mail import sending_domains, spam
from mail.models import OutgoingMessage
from mail.signing import signer_for
from pitches import checks, follow_ups, sending
from pitches.checks.spam import judge_pitch
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from team.models import TeamPolicy
from tests.factories.campaigns import CampaignFactory
from tests.factories.pitches import BODY, PitchFactory, RecipientFactory, pitch_to
from tests.mail import spamd
from tests.mail.sink import free_port
from tests.mail.test_spam import GTUBE
from tests.pitches.conftest import accept, schedule_in_database

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
    assert (check.tone, float(check.value) < 1.0) == ("ok", True)


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


@pytest.fixture
def demo_policy(db) -> None:
    """Who writes from where, as below every message of the demo."""
    policy = TeamPolicy.current()
    policy.organisation, policy.postal_address = demo.ORGANISATION, demo.POSTAL_ADDRESS
    policy.save()


def messages_of(story: PitchStory, campaign: Campaign) -> dict[str, OutgoingMessage]:
    """What stands in the outbox once the story's pitch goes out to somebody, and its follow-up if it has one."""
    owner, _, _, phone = demo.PEOPLE[story.owner]
    pitch = PitchFactory(
        campaign=campaign,
        mailbox__name=owner,
        subject=story.subject_line,
        body=story.body,
        follow_up=story.follow_up,
        follow_up_on=bool(story.follow_up),
        owner__phone=phone,
    )
    assert pitch.mailbox.address.endswith(f"@{demo.HOST}")
    RecipientFactory(pitch=pitch, personal_line=(*story.lines, "")[0])
    schedule_in_database(pitch, fingerprint_of(pitch))
    assert sending.start(pitch=pitch) == 1
    recipient = pitch.recipients.get()
    accept(recipient.message)
    found = {story.title: recipient.message}
    if story.follow_up:
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert follow_ups.send_due() == 1
        recipient.refresh_from_db()
        found[f"{story.title}, followed up"] = recipient.follow_up_message
    return found


@pytest.mark.parametrize("signed", [False, True], ids=["unsigned", "signed"])
@pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda campaign: campaign.name)
def test_every_pitch_of_the_demo_scores_below_one(asked, nameserver, demo_policy, campaign, signed):
    """As it goes out, first message and follow-up; signed by us, or by nobody yet."""
    domain = sending_domains.make_key(demo.HOST, selector="mediarel")
    nameserver.text(domain.record.name, domain.record.value)
    sending_domains.switch_on(domain)
    signer = signer_for(f"maya@{demo.HOST}")
    shared = CampaignFactory(name=campaign.name, client__name=campaign.client)
    verdicts = {}
    for story in campaign.pitches:
        for title, message in messages_of(story, shared).items():
            raw = message.as_sent()
            verdicts[title] = spam.judge(signer.sign(raw) if signed else raw)
    assert len(verdicts) >= len(campaign.pitches)
    assert {title: verdict for title, verdict in verdicts.items() if verdict.score >= 1.0} == {}


def test_a_pitch_of_two_lines_scores_below_one_before_anybody_has_signed_it(asked):
    """Short letters are welcome; a filter must not take one for the work of a careless list."""
    pitch = pitch_to(1, subject="Altfelde", body="<p>Hi {{ first_name }},</p><p>{{ pitch_page }}</p>")
    check = looked_at(pitch)
    assert (check.tone, float(check.value) < 1.0) == ("ok", True), check
