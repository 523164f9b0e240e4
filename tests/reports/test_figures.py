"""Every figure of a report, worked out a second time from the raw rows by plain Python, on data made to confuse.

The second way knows the definitions that stand beside the figures, and none of the queries.
"""

import random
import statistics
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns.models import KeyMessage
from coverage.models import Article, Clip, ClipMessage, MonitorMatch
from events.models import Interview, Invitee
from inquiries.models import Inquiry
from pitches.models import Attribution, Recipient
from reports.computing import figures_of, scope_of
from reports.sections import Section
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.contacts import OutletFactory
from tests.factories.coverage import ArticleFactory, ClipFactory, MonitorFactory
from tests.factories.events import InterviewFactory, MediaEventFactory, SpeakerFactory
from tests.factories.inquiries import InquiryFactory, TopicFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.factories.pitches import PitchFactory, RecipientFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Berlin")
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
QUERIES = 49
ANSWERS = ("interested", "interview", "more", "reply", "later", "no")


@pytest.fixture(scope="module")
def brand(django_db_setup, django_db_blocker):
    """Made once for all of these tests; what each of them does is rolled back, and in the end this is."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield ClientFactory(name="Fernhall Storage")
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(brand):
    """Two campaigns with messages, two clients, three months, copies, gaps, and answers of all kinds."""
    dice = random.Random(42)
    other = ClientFactory(name="Kestrel Ferries")
    campaigns = [CampaignFactory(client=brand), CampaignFactory(client=brand), CampaignFactory(client=other)]
    for campaign in campaigns:
        for place in range(3):
            KeyMessage.objects.create(campaign=campaign, text=f"Message {place}", position=place)
    speakers = [SpeakerFactory(client=brand, name=f"Speaker {n}") for n in range(3)]
    outlets = [OutletFactory(name=f"Paper {n}", domain=f"paper{n}.example.org") for n in range(4)]
    articles = _articles(dice, outlets)
    _clips(dice, articles, campaigns, brand, other, speakers)
    _monitors(dice, articles, brand, other)
    _pitches(dice, campaigns)
    _press_office(dice, brand, other, campaigns)
    return campaigns


def moment(dice, first=date(2026, 8, 25), days=95):
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    return start + timedelta(minutes=dice.randrange(days * 24 * 60))


def _articles(dice, outlets):
    made = []
    for n in range(160):
        outlet = dice.choice([*outlets, None])
        article = ArticleFactory(
            title=f"Headline {n}", outlet=outlet,
            outlet_name="" if outlet else dice.choice(["The Echo", "the echo", ""]),
            url=f"https://site{n % 7}.example.net/{n}", published_at=None if n % 23 == 0 else moment(dice),
        )  # fmt: skip
        Article.objects.filter(pk=article.pk).update(found_at=moment(dice))
        made.append(article)
    for article in made[120:]:  # copies, some of them of stories that nobody clipped
        Article.objects.filter(pk=article.pk).update(original=dice.choice(made[:120]))
    edges = (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), datetime(2026, 9, 30, 22, 0, tzinfo=UTC),
             datetime(2026, 10, 31, 22, 59, tzinfo=UTC), datetime(2026, 10, 31, 23, 0, tzinfo=UTC))  # fmt: skip
    for article, at in zip(made, edges, strict=False):
        Article.objects.filter(pk=article.pk).update(published_at=at)
    return made


def _clips(dice, articles, campaigns, brand, other, speakers):
    for article in articles:
        for client in (brand, other):
            if dice.random() < (0.75 if client == brand else 0.3):
                state = dice.choice(["ours", "ours", "ours", "not_ours", "waiting"])
                clip = ClipFactory(
                    article=article, client=client, state=state,
                    campaign=dice.choice([*[c for c in campaigns if c.client_id == client.pk], None]),
                    decided_at=None if state == "waiting" else timezone.now(),
                    tone=dice.choice([*Clip.Tone.values, ""]), prominence=dice.choice([*Clip.Prominence.values, ""]),
                    depth=dice.choice([*Clip.Depth.values, ""]), links_to_us=dice.random() < 0.2,
                    reach=dice.choice([None, 1000 * dice.randrange(1, 900)]),
                )  # fmt: skip
                if client == brand:
                    clip.quoted.set(dice.sample(speakers, dice.randrange(3)))
                for message in clip.campaign.key_messages.all() if clip.campaign else []:
                    if dice.random() < 0.8:
                        ClipMessage.objects.create(clip=clip, key_message=message, score=dice.randrange(3))


def _monitors(dice, articles, brand, other):
    for client, purpose, competitor in (
        (brand, "us", ""), (brand, "us", ""), (brand, "competitor", "Ferrocell"), (brand, "competitor", "ferrocell"),
        (brand, "competitor", "Nordsalz"), (brand, "issue", ""), (other, "competitor", "Ferrocell"),
    ):  # fmt: skip
        monitor = MonitorFactory(client=client, purpose=purpose, competitor=competitor)
        type(monitor).objects.filter(pk=monitor.pk).update(created_at=datetime(2026, 1, 1, tzinfo=UTC))
        for article in dice.sample(articles, 50):
            MonitorMatch.objects.create(monitor=monitor, article=article)


def _pitches(dice, campaigns):
    ours = list(Clip.objects.filter(state="ours", client=campaigns[0].client))
    mailbox, taken = MailboxFactory(), set()
    for pitch in [PitchFactory(campaign=campaign, mailbox=mailbox) for campaign in campaigns * 2]:
        for _ in range(12):
            recipient = RecipientFactory(pitch=pitch)
            if dice.random() < 0.8:
                _sent(dice, recipient, mailbox)
            if dice.random() < 0.3:
                clip = dice.choice(ours)
                state = "proposed" if clip.pk in taken else dice.choice(["confirmed", "confirmed", "refused"])
                taken |= {clip.pk} if state == "confirmed" else set()
                at = None if state == "proposed" else timezone.now()
                Attribution.objects.create(clip=clip, recipient=recipient, state=state, at=at)


def _sent(dice, recipient, mailbox):
    at, answer = moment(dice), dice.choice(["", "", *ANSWERS])
    message = in_state(mailbox, "sent", bounced_at=at if dice.random() < 0.2 else None)
    Recipient.objects.filter(pk=recipient.pk).update(
        message=message, sent_at=at, answer=answer, answered_at=at if answer else None
    )


def _press_office(dice, brand, other, campaigns):
    topics = [TopicFactory(name="Grid"), TopicFactory(name="Losses"), None]
    for n in range(60):
        at = moment(dice)
        answered = at + timedelta(minutes=dice.randrange(1, 4000)) if dice.random() < 0.6 else None
        state = "answered" if answered else dice.choice(["new", "working", "declined"])
        InquiryFactory(
            client=brand if n % 4 else other, campaign=campaigns[n % 2] if n % 4 else None, topic=dice.choice(topics),
            received_at=at, acknowledge_by=at + timedelta(minutes=15), answered_at=answered, state=state,
            acknowledged_at=at + timedelta(minutes=dice.randrange(40)) if dice.random() < 0.7 else None,
            ended_at=answered or (at if state == "declined" else None),
            deadline=dice.choice([None, at + timedelta(minutes=dice.randrange(3000))]),
        )  # fmt: skip
    for n in range(30):
        state = dice.choice(["held", "held", "confirmed", "cancelled"])
        InterviewFactory(
            client=brand if n % 3 else other, state=state, starts_at=moment(dice), put_off=dice.randrange(3),
            outcome=dice.choice(["", "no_show", "published"]), confirmed_at=timezone.now(),
            cancelled_at=timezone.now() if state == "cancelled" else None,
            cancelled_side=dice.choice(["us", "them"]) if state == "cancelled" else "",
            late_cancel=state == "cancelled" and dice.random() < 0.5,
        )  # fmt: skip
    for n in range(5):
        event = MediaEventFactory(client=brand if n else other, starts_at=moment(dice))
        for place in range(8):
            Invitee.objects.create(
                event=event, name=f"Guest {place}", state=dice.choice(Invitee.State.values[:2]),
                came_at=dice.choice([None, timezone.now()]),
            )  # fmt: skip


# The second way ----------------------------------------------------------------------------------------------


def day_of(at):
    return at.astimezone(ZONE).date()


def appeared(article):
    return article.published_at or article.found_at


class Raw:
    """The rows of a client, read whole, and counted by hand."""

    def __init__(self, client, campaign, first, last):
        self.client, self.campaign, self.first, self.last = client, campaign, first, last
        self.every_clip = list(Clip.objects.filter(client=client, state="ours").select_related("article__outlet"))
        self.clips = [
            clip for clip in self.every_clip if self.inside(appeared(clip.article)) and self.in_campaign(clip)
        ]
        self.stories = [clip for clip in self.clips if self.stands_for_its_story(clip)]

    def inside(self, at):
        return at is not None and self.first <= day_of(at) <= self.last

    def in_campaign(self, row):
        return self.campaign is None or row.campaign_id == self.campaign.pk

    def stands_for_its_story(self, clip):
        original = clip.article.original_id
        if original is None:
            return True
        story = [other for other in self.every_clip if original in (other.article_id, other.article.original_id)]
        if any(other.article_id == original for other in story):
            return False
        return clip.pk == min(other.pk for other in story)

    def outlet_of(self, clip):
        article = clip.article
        return str(article.outlet_id) if article.outlet_id else article.outlet_name.lower() or article.domain

    def reach(self):
        best = defaultdict(int)
        for clip in self.clips:
            if clip.reach is not None:
                best[self.outlet_of(clip)] = max(best[self.outlet_of(clip)], clip.reach)
        return sum(best.values()) if best else None

    def recipients(self):
        rows = Recipient.objects.filter(pitch__campaign__client=self.client).select_related(
            "message", "pitch__campaign"
        )
        return [
            row for row in rows
            if self.inside(row.sent_at) and (self.campaign is None or row.pitch.campaign_id == self.campaign.pk)
        ]  # fmt: skip

    def accepted(self):
        return [row for row in self.recipients() if row.answer or not row.message.bounced_at]

    def inquiries(self):
        rows = Inquiry.objects.filter(client=self.client).select_related("topic")
        return [row for row in rows if self.inside(row.received_at) and self.in_campaign(row)]

    def covered(self, row):
        return any(each.state == "confirmed" and each.clip.state == "ours" for each in row.attributions.all())


def percent(part, whole):
    return pytest.approx(100 * part / whole) if whole else None


def raw_of(report):
    return Raw(report.client, report.campaign, report.starts_on, report.ends_on)


@pytest.fixture(params=["client", "campaign", "quarter"])
def report(request, world, brand):
    last = date(2026, 11, 27) if request.param == "quarter" else LAST
    campaign = world[0] if request.param == "campaign" else None
    return ReportFactory(client=brand, campaign=campaign, starts_on=FIRST, ends_on=last, sections=Section.values)


@pytest.fixture
def figures(report):
    return figures_of(report, scope_of(report))


def value(figures, key, which="value"):
    return next(each for each in figures["figures"] if each["key"] == key)[which]


def test_headline(report, figures):
    raw = raw_of(report)
    assert raw.stories
    assert len(raw.stories) < len(raw.clips)
    assert value(figures, "articles") == len(raw.stories)
    assert value(figures, "reach") == raw.reach()
    scored = [clip for clip in raw.stories if clip.messages.all()]
    carry = [clip for clip in scored if any(message.score for message in clip.messages.all())]
    assert value(figures, "messages") == percent(len(carry), len(scored))
    accepted = raw.accepted()
    assert value(figures, "answered") == percent(sum(bool(row.answer) for row in accepted), len(accepted))


def test_headline_of_the_period_before(report, figures):
    period = scope_of(report).period.before
    raw = Raw(report.client, report.campaign, period.first, period.last)
    assert value(figures, "articles", "before") == len(raw.stories)
    assert value(figures, "reach", "before") == raw.reach()


def test_tone_over_time(report, figures):
    raw = raw_of(report)
    counted = defaultdict(lambda: defaultdict(int))
    for clip in raw.stories:
        day = day_of(appeared(clip.article))
        counted[(day - timedelta(days=day.weekday())).isoformat()][clip.get_tone_display() or "Not scored"] += 1
    tones = figures["tone"]["tones"]
    found = {row["from"]: dict(zip(tones, row["counts"], strict=True)) for row in figures["tone"]["rows"]}
    assert found == {key: {tone: counted[key][tone] for tone in tones} for key in found}
    assert figures["tone"]["total"] == len(raw.stories)


def test_share_of_voice(report, figures):
    raw = raw_of(report)
    names = {"Fernhall Storage": [], "Ferrocell": [], "Nordsalz": []}
    refused = set(Clip.objects.filter(client=report.client, state="not_ours").values_list("article", flat=True))
    for match in MonitorMatch.objects.filter(monitor__client=report.client).select_related("article", "monitor"):
        monitor, article = match.monitor, match.article
        if article.original_id is not None or not raw.inside(appeared(article)):
            continue
        if monitor.purpose == "us" and article.pk not in refused:
            names["Fernhall Storage"].append(article.pk)
        elif monitor.purpose == "competitor":
            names[monitor.competitor.capitalize()].append(article.pk)
    numbers = {name: len(set(keys)) for name, keys in names.items()}
    rows = {row["name"]: (row["articles"], row["share"]) for row in figures["voice"]["rows"]}
    assert rows == {name: (n, percent(n, sum(numbers.values()))) for name, n in numbers.items()}
    assert value(figures, "voice") == percent(numbers["Fernhall Storage"], sum(numbers.values()))


def test_key_messages(report, figures):
    raw = raw_of(report)
    counted = defaultdict(list)
    for clip in raw.stories:
        for message in clip.messages.select_related("key_message__campaign"):
            if message.key_message.campaign_id == clip.campaign_id:
                counted[message.key_message.campaign.name, message.key_message.text].append(message.score)
    for row in figures["messages"]["rows"]:
        scores = counted[row["campaign"], row["text"]]
        assert (row["full"], row["some"], row["scored"]) == (scores.count(2), scores.count(1), len(scores))
        assert row["share"] == percent(scores.count(2) + scores.count(1), len(scores))
    assert len(figures["messages"]["rows"]) == (3 if report.campaign else 6)


def test_quality(report, figures):
    raw = raw_of(report)
    found = figures["quality"]
    for name in ("prominence", "depth"):
        label = f"get_{name}_display"
        assert dict(found[name]) == {
            key: sum((getattr(clip, label)() or "Not scored") == key for clip in raw.stories) for key, _ in found[name]
        }
    quoted = defaultdict(int)
    for clip in raw.stories:
        for person in clip.quoted.all():
            quoted[person.name] += 1
    assert dict(map(tuple, found["quoted"])) == quoted
    assert found["quoting"] == sum(bool(clip.quoted.all()) for clip in raw.stories)
    assert found["links"] == sum(clip.links_to_us for clip in raw.stories)
    assert found["pitched"] == sum(
        any(each.state == "confirmed" for each in clip.attributions.all()) for clip in raw.stories
    )


def test_outlets(report, figures):
    raw = raw_of(report)
    by_outlet = defaultdict(list)
    for clip in raw.clips:
        by_outlet[raw.outlet_of(clip)].append(clip)
    counted = sorted(
        (-len(clips), -max((clip.reach or 0 for clip in clips), default=0)) for clips in by_outlet.values()
    )[:15]
    rows = figures["outlets"]["rows"]
    assert sorted((-row["articles"], -(row["reach"] or 0)) for row in rows) == counted
    assert figures["outlets"]["outlets"] == len(by_outlet)


def test_outreach(report, figures):
    raw = raw_of(report)
    accepted, everybody = raw.accepted(), raw.recipients()
    steps = {label: (n, share) for label, n, share in figures["outreach"]["steps"]}
    sent = len(accepted)

    def step(rows):
        return len(rows), percent(len(rows), sent)

    assert sent
    assert steps == {
        "Sent": step(accepted),
        "Answered": step([row for row in accepted if row.answer]),
        "Interested": step([row for row in accepted if row.answer in ("interested", "interview", "more")]),
        "Interview": step([row for row in accepted if row.answer == "interview"]),
        "Covered": step([row for row in everybody if raw.covered(row)]),
    }
    assert figures["outreach"]["people"] == len({row.journalist_id for row in everybody})
    assert sum(row["sent"] for row in figures["outreach"]["pitches"]) == sent


def test_inquiries(report, figures):
    rows = raw_of(report).inquiries()
    whole, now = figures["inquiries"]["whole"], timezone.now()
    answered = [(row.answered_at - row.received_at).total_seconds() for row in rows if row.answered_at]
    heard = [(row.acknowledged_at - row.received_at).total_seconds() for row in rows if row.acknowledged_at]
    due = [
        row for row in rows
        if row.deadline and (row.answered_at or (row.state in ("new", "working") and row.deadline < now))
    ]  # fmt: skip
    assert (whole["number"], whole["answered"]) == (len(rows), len(answered))
    assert whole["to_answer"] == pytest.approx(statistics.median(answered))
    assert whole["to_acknowledge"] == pytest.approx(statistics.median(heard))
    kept = sum(bool(row.answered_at and row.answered_at <= row.deadline) for row in due)
    assert (whole["with_deadline"], whole["kept"]) == (len(due), kept)
    topics = defaultdict(int)
    for row in rows:
        topics[row.topic.name if row.topic else "No topic"] += 1
    assert {row["label"]: row["number"] for row in figures["inquiries"]["topics"]} == topics


def test_interviews_and_events(report, figures):
    raw = raw_of(report)
    rows = [
        row
        for row in Interview.objects.filter(client=report.client)
        if raw.inside(row.starts_at) and raw.in_campaign(row)
    ]  # fmt: skip
    found = figures["events"]["interviews"]
    assert found["held"] == sum(row.state == "held" and row.outcome != "no_show" for row in rows)
    assert found["coming"] == sum(row.state == "confirmed" for row in rows)
    assert found["put_off"] == sum(row.put_off for row in rows)
    assert found["late"] == sum(row.late_cancel and row.cancelled_side == "us" for row in rows)
    for event in figures["events"]["events"]:
        guests = Invitee.objects.filter(event__title=event["title"])
        assert event["invited"] == len(guests)
        assert event["came"] == sum(guest.came_at is not None for guest in guests)


def test_list_of_clips(report, figures):
    raw = raw_of(report)
    newest = sorted(raw.stories, key=lambda clip: (appeared(clip.article), clip.pk), reverse=True)
    assert [row["title"] for row in figures["clips"]["rows"]] == [clip.article.title for clip in newest]
    assert figures["clips"]["number"] == len(raw.stories)


def test_months_of_a_quarter_add_up(world, brand):
    def number(first, last):
        report = ReportFactory(client=brand, starts_on=first, ends_on=last)
        return value(figures_of(report, scope_of(report)), "articles")

    months = [number(date(2026, month, 1), date(2026, month, 28 + (month != 2) * 2)) for month in (9, 11)]
    october = number(date(2026, 10, 1), date(2026, 10, 31))
    assert number(date(2026, 9, 1), date(2026, 11, 30)) == sum(months) + october


def test_period_without_anything_gives_no_number_rather_than_a_wrong_one(db):
    report = ReportFactory(sections=Section.values)
    figures = figures_of(report, scope_of(report))
    assert [each["value"] for each in figures["figures"]] == [0, None, None, None, None]
    assert "nan" not in str(figures).lower()
    assert all(share is None for _, _, share in figures["outreach"]["steps"])
    assert figures["tone"]["total"] == 0
    assert figures["inquiries"]["whole"]["to_answer"] is None


def test_figures_do_not_depend_on_where_they_are_worked_out(world, brand):
    report = ReportFactory(client=brand, sections=Section.values)
    with timezone.override("Pacific/Auckland"):
        there = figures_of(report, scope_of(report))
    with timezone.override("America/Los_Angeles"):
        assert figures_of(report, scope_of(report)) == there


def test_figures_take_no_more_queries_for_much_than_for_little(world, brand, django_assert_max_num_queries):
    other = CampaignFactory(client=world[2].client).client
    for client in (other, brand):
        report = ReportFactory(client=client, sections=Section.values)
        with django_assert_max_num_queries(QUERIES):
            figures_of(report, scope_of(report))
