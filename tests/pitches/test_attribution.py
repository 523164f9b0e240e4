"""Which pitch a clip came of: what the rules propose, what people say, and what counts."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Client
from contacts.models import TimelineEntry
from coverage.models import Clip
from pitches import attributing
from pitches.clip_listener import FromPitch
from pitches.models import Attribution, Recipient
from pitches.origins import leads_for
from pitches.results import people_in, result_of
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory
from tests.factories.pitches import PitchFactory, RecipientFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def pitch(specialist):
    made = PitchFactory(owner=specialist, title="Trade press", subject="A 100-hour battery in Altfelde")
    type(made).objects.filter(pk=made.pk).update(
        state="sent", starts_at=NOW - timedelta(days=5), scheduled_by=specialist
    )
    made.refresh_from_db()
    return made


def asked(pitch, *, days=4.0, **fields):
    """A recipient whose message was accepted so many days ago."""
    recipient = RecipientFactory(pitch=pitch, sent_at=NOW - timedelta(days=days), **fields)
    recipient.refresh_from_db()
    return recipient


def clip_by(recipient, *, days=1.0, title="Iron for a windless week", byline=True, **fields):
    """A waiting clip of the pitch's client, by this recipient, that appeared so many days ago at their outlet."""
    article = ArticleFactory(
        title=title,
        published_at=NOW - timedelta(days=days),
        outlet=recipient.journalist.positions.get().outlet,
        text="In Altfelde stands a battery.",
    )
    if byline:
        BylineFactory(article=article, journalist=recipient.journalist)
    return ClipFactory(article=article, client=recipient.pitch.campaign.client, **fields)


def ours(clip, by):
    """As triage leaves it."""
    clip.state, clip.decided_by, clip.decided_at = Clip.State.OURS, by, timezone.now()
    clip.save()
    FromPitch().decided(clip, by=by)
    return clip


class TestRules:
    def test_author_who_was_asked_is_likely_and_it_says_why(self, pitch):
        recipient = asked(pitch, answer="interview", journalist__name="Ruth Feldmann")
        (lead,) = leads_for(clip_by(recipient))
        assert (lead.recipient, lead.is_likely) == (recipient, True)
        assert lead.why == (
            "Ruth Feldmann got the pitch 3 days before and asked for an interview. In both: “battery” and “Altfelde”."
        )

    def test_colleague_at_the_outlet_is_offered_only(self, pitch):
        recipient = asked(pitch)
        (lead,) = leads_for(clip_by(recipient, byline=False))
        assert not lead.is_likely
        assert f"of {recipient.journalist.positions.get().outlet} got the pitch 3 days before" in lead.why

    def test_whoever_declined_is_not_likely(self, pitch):
        (lead,) = leads_for(clip_by(asked(pitch, answer="no")))
        assert not lead.is_likely

    @pytest.mark.parametrize(
        ("sent", "appeared"),
        [pytest.param(1, 2, id="before the pitch"), pytest.param(90, 1, id="too long after it")],
    )
    def test_nothing_is_offered(self, pitch, sent, appeared):
        assert leads_for(clip_by(asked(pitch, days=sent), days=appeared)) == []

    def test_article_of_the_day_may_have_come_after_the_pitch_of_the_day(self, pitch):
        recipient = asked(pitch, days=2)
        clip = clip_by(recipient, days=2.2)
        clip.article.published_day_only = True
        assert [lead.recipient for lead in leads_for(clip)] == [recipient]

    def test_days_count_from_the_end_of_the_embargo(self, pitch):
        pitch.embargo_told = NOW - timedelta(days=2)
        pitch.save()
        recipient = asked(pitch, days=20, journalist__name="Ruth Feldmann")
        (lead,) = leads_for(clip_by(recipient))
        assert lead.why.startswith("Ruth Feldmann got the pitch under embargo, which lifted a day before.")

    def test_pitch_of_another_client_is_not_offered(self, pitch):
        recipient = asked(pitch)
        clip = clip_by(recipient)
        clip.client = ClipFactory().client
        assert leads_for(clip) == []

    def test_each_pitch_is_offered_once_and_costs_the_same(self, pitch, specialist):
        recipient = asked(pitch)
        clip = clip_by(recipient)
        with CaptureQueriesContext(connection) as with_one:
            leads_for(clip)
        outlet = clip.article.outlet
        for _ in range(2):
            asked(pitch, journalist__position__outlet=outlet, journalist__at_outlet=False)
        other = PitchFactory(campaign=pitch.campaign, owner=specialist)
        asked(other, journalist=recipient.journalist)
        with CaptureQueriesContext(connection) as with_four:
            leads = leads_for(clip)
        assert {lead.recipient.pitch for lead in leads} == {pitch, other}
        assert (len(leads), len(with_four)) == (2, len(with_one))


class TestDeciding:
    def test_clip_called_ours_without_a_word_is_proposed(self, pitch, specialist):
        recipient = asked(pitch, answer="interview")
        clip = ours(clip_by(recipient), specialist)
        (proposed,) = Attribution.objects.waiting()
        assert (proposed.clip, proposed.recipient, bool(proposed.why)) == (clip, recipient, True)
        assert result_of(pitch).covered == 0

    def test_choice_counts_once_the_clip_is_ours_and_no_longer_when_not(self, pitch, specialist):
        recipient = asked(pitch)
        clip = clip_by(recipient)
        FromPitch().choose(clip, str(recipient.pk), by=specialist)
        assert result_of(pitch).covered == 0

        ours(clip, specialist)
        assert result_of(pitch).funnel[-1] == ("pitches.covered", "Covered", 1)
        assert people_in([pitch.campaign])[pitch.campaign_id]["covered"] == 1
        assert list(Recipient.objects.covered()) == [recipient]
        entry = TimelineEntry.objects.get(journalist=recipient.journalist, kind="covered")
        assert (entry.headline, entry.body) == (f"The pitch “{pitch.subject}” led to coverage", clip.article.title)

        clip.state = Clip.State.NOT_OURS
        clip.save()
        FromPitch().decided(clip, by=specialist)
        assert result_of(pitch).covered == 0
        assert not TimelineEntry.objects.filter(kind="covered").exists()

    def test_two_clips_of_one_recipient_count_once(self, pitch, specialist):
        recipient = asked(pitch)
        for clip in (ours(clip_by(recipient), specialist), ours(clip_by(recipient), specialist)):
            attributing.confirm(clip=clip, recipient=recipient, by=specialist)
        assert result_of(pitch).covered == 1

    def test_choosing_nothing_is_remembered(self, pitch, specialist):
        recipient = asked(pitch, answer="interview")
        clip = clip_by(recipient)
        FromPitch().choose(clip, "", by=specialist)
        ours(clip, specialist)
        assert not Attribution.objects.waiting().exists()
        (origin,) = FromPitch().origins(clip, by=specialist)
        assert not origin.is_likely

    def test_choosing_another_pitch_replaces_the_first(self, pitch, specialist):
        first = asked(pitch)
        second = asked(PitchFactory(campaign=pitch.campaign, owner=specialist), journalist=first.journalist)
        clip = ours(clip_by(first), specialist)
        attributing.confirm(clip=clip, recipient=first, by=specialist)
        attributing.confirm(clip=clip, recipient=second, by=specialist)
        assert Attribution.objects.counting().get().recipient == second
        assert [origin.is_chosen for origin in FromPitch().origins(clip, by=specialist)] == [True, False]

    @pytest.mark.parametrize("key", ["nonsense", "999999999", "٣"])
    def test_choice_that_is_none_changes_nothing(self, pitch, specialist, key):
        clip = clip_by(asked(pitch))
        FromPitch().choose(clip, key, by=specialist)
        assert not Attribution.objects.exists()

    def test_clip_of_another_client_is_refused(self, pitch, specialist):
        with pytest.raises(attributing.OtherClient, match="another client"):
            attributing.confirm(clip=ClipFactory(), recipient=asked(pitch), by=specialist)

    def test_copy_of_a_clip_has_no_origin_of_its_own(self, pitch, specialist):
        recipient = asked(pitch, answer="interview")
        original = ours(clip_by(recipient), specialist)
        copy = clip_by(recipient)
        copy.article.original = original.article
        ours(copy, specialist)
        assert [each.clip for each in Attribution.objects.all()] == [original]

    def test_observers_are_offered_nothing(self, pitch, observer):
        assert list(FromPitch().origins(clip_by(asked(pitch)), by=observer)) == []


class TestConstraints:
    def test_clip_comes_of_one_pitch(self, pitch):
        first, second = asked(pitch), asked(pitch)
        clip = clip_by(first)
        Attribution.objects.create(clip=clip, recipient=first, state="confirmed", at=NOW)
        with pytest.raises(IntegrityError, match="one_origin"), transaction.atomic():
            Attribution.objects.create(clip=clip, recipient=second, state="confirmed", at=NOW)

    @pytest.mark.parametrize(
        ("fields", "rule"),
        [
            ({"state": "perhaps", "at": NOW}, "attribution_state"),
            ({"state": "confirmed"}, "decided_when"),
            ({"state": "proposed", "at": NOW}, "decided_when"),
        ],
    )
    def test_what_cannot_be(self, pitch, fields, rule):
        recipient = asked(pitch)
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Attribution.objects.create(clip=clip_by(recipient), recipient=recipient, **fields)

    def test_recipient_is_said_once_of_a_clip(self, pitch):
        recipient = asked(pitch)
        clip = clip_by(recipient)
        Attribution.objects.create(clip=clip, recipient=recipient)
        with pytest.raises(IntegrityError, match="attribution_once"), transaction.atomic():
            Attribution.objects.create(clip=clip, recipient=recipient)


class TestPages:
    @pytest.fixture
    def proposed(self, pitch, specialist):
        ours(clip_by(asked(pitch, answer="interview"), title="Iron for a windless week"), specialist)
        return Attribution.objects.get()

    def act(self, browser, name, attribution):
        return browser.post(reverse(f"pitches:attribution-{name}", args=[attribution.pk]), follow=True)

    def test_results_ask_and_take_the_answer_and_take_it_back(self, client_for, colleague, proposed):
        browser = client_for(colleague)
        page = browser.get(proposed.recipient.pitch.get_absolute_url()).content.decode()
        assert "Did this come of the pitch?" in page
        assert proposed.why in page

        page = self.act(browser, "confirmation", proposed).content.decode()
        assert "came of this pitch" in page
        assert "Did this come of the pitch?" not in page
        shown = browser.get(proposed.recipient.pitch.get_absolute_url() + "?show=covered")
        assert [each.pk for each in shown.context["page"].object_list] == [proposed.recipient_id]

        self.act(browser, "reopening", proposed)
        proposed.refresh_from_db()
        assert (proposed.state, proposed.by) == ("proposed", None)

        self.act(browser, "refusal", proposed)
        proposed.refresh_from_db()
        assert (proposed.state, proposed.by) == ("refused", colleague)

    def test_observer_reads_the_figure_and_no_name(self, client_for, observer, proposed, specialist):
        pitch = proposed.recipient.pitch
        attributing.confirm(clip=proposed.clip, recipient=proposed.recipient, by=specialist)
        Client.objects.get(pk=pitch.campaign.client_id).observers.add(observer)
        answer = client_for(observer).get(pitch.get_absolute_url())
        assert answer.context["result"].covered == 1
        assert "Iron for a windless week" not in answer.content.decode()

    def test_observer_and_stranger_decide_nothing(self, client_for, client, observer, proposed):
        for browser in (client_for(observer), client):
            for name in ("confirmation", "refusal", "reopening"):
                browser.post(reverse(f"pitches:attribution-{name}", args=[proposed.pk]))
        proposed.refresh_from_db()
        assert proposed.state == "proposed"

    def test_page_costs_the_same_with_one_and_three(self, client_for, specialist, proposed):
        pitch, browser = proposed.recipient.pitch, client_for(specialist)

        def queries():
            with CaptureQueriesContext(connection) as seen:
                assert browser.get(pitch.get_absolute_url()).status_code == 200
            return len(seen)

        attributing.confirm(clip=proposed.clip, recipient=proposed.recipient, by=specialist)
        ours(clip_by(asked(pitch, answer="more")), specialist)
        queries()
        with_one = queries()
        for _ in range(2):
            recipient = asked(pitch, answer="interview")
            attributing.confirm(clip=ours(clip_by(recipient), specialist), recipient=recipient, by=specialist)
            ours(clip_by(asked(pitch, answer="more")), specialist)
        assert queries() == with_one
