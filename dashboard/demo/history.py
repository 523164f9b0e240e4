"""Lets the demo's months happen by the verbs that people use, on a clock that is set back."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from django.utils import timezone

from campaigns.models import Campaign, Client, KeyMessage
from contacts import timeline
from contacts.models import Journalist
from dashboard.demo import post_office
from dashboard.demo.clock import time_is
from dashboard.demo.post_office import Counter
from dashboard.demo.stories import CALLS, CAMPAIGNS, CLIENTS, REPLIES, WORDS, CampaignStory, PitchStory
from mail import delivery, intake
from mail.models import Mailbox, OutgoingMessage
from pitches import drafting, follow_ups, recipients, responses, scheduling, sending, sign_off
from pitches.models import Pitch, Recipient
from team import reviews
from team.models import Review, User

HOUR = timedelta(hours=1)


@dataclass
class World:
    """The people, mailboxes and press that the stories play among."""

    dice: random.Random
    team: dict[str, User]
    mailboxes: dict[str, Mailbox]
    press: dict[str, list[Journalist]]
    counter: Counter
    say: Callable[[str], None]
    now: datetime = field(default_factory=timezone.now)

    def morning(self, days_ago: int) -> datetime:
        """Six in the morning UTC of the last business day that lies so many days back."""
        day = (self.now - timedelta(days=days_ago)).replace(hour=6, minute=0, second=0, microsecond=0)
        while day.weekday() > 4:
            day -= timedelta(days=1)
        return day


def play(world: World) -> None:
    """Everything that has happened, oldest campaign first."""
    clients = {
        name: Client.objects.create(name=name, slug=name.split()[0].lower(), about=about)
        for name, about in CLIENTS.items()
    }
    for story in sorted(CAMPAIGNS, key=lambda s: -s.started):
        world.say(f"{story.client}: {story.name}")
        campaign = begin_campaign(world, clients[story.client], story)
        for pitch_story in story.pitches:
            Play(world, campaign, pitch_story).run()
        Campaign.objects.filter(pk=campaign.pk).update(state=story.state)
    spread_calls(world)


def begin_campaign(world: World, client: Client, story: CampaignStory) -> Campaign:
    started = world.now - timedelta(days=story.started)
    with time_is(started):
        campaign = Campaign.objects.create(
            client=client,
            name=story.name,
            state=Campaign.State.RUNNING if story.state == Campaign.State.CLOSED else story.state,
            owner=world.team[story.owner],
            objective=story.objective,
            audience=story.audience,
            starts_on=started.date(),
            ends_on=(world.now + timedelta(days=story.ends_in)).date() if story.ends_in is not None else None,
            embargo_until=_at_five(world.now + timedelta(days=story.embargo_in)) if story.embargo_in else None,
        )
        KeyMessage.objects.bulk_create(
            KeyMessage(campaign=campaign, text=text, position=position) for position, text in enumerate(story.messages)
        )
    return campaign


def _at_five(moment: datetime) -> datetime:
    return moment.replace(hour=5, minute=0, second=0, microsecond=0)


def spread_calls(world: World) -> None:
    """Phone calls, coffees and notes with people who were pitched anyway."""
    known = list(Journalist.objects.filter(timeline__isnull=False).distinct().order_by("pk"))
    people = list(world.team.values())
    for journalist in world.dice.sample(known, min(40, len(known))):
        kind, body = world.dice.choice(CALLS)
        timeline.record(
            journalist=journalist,
            kind=kind,
            headline={"call": "Talked on the phone", "meeting": "Met", "note": "Note"}[kind],
            body=body,
            at=world.now - timedelta(days=world.dice.randint(1, 90), minutes=world.dice.randint(0, 600)),
            by=world.dice.choice(people[:4]),
        )


class Play:
    """One pitch from its draft to wherever its story leaves it."""

    def __init__(self, world: World, campaign: Campaign, story: PitchStory) -> None:
        self.world, self.campaign, self.story = world, campaign, story
        self.author = world.team[story.owner]
        self.manager = world.team["daniel"]
        self.mailbox = world.mailboxes[story.owner]

    def run(self) -> None:
        begin = self.world.morning(self.story.days + 2) if self.story.days else self.world.now - timedelta(hours=20)
        with time_is(begin):
            pitch = self.draft()
            self.pick(pitch)
        fates = {
            "draft": lambda: None,
            "in_review": lambda: self.submit(pitch, begin + 2 * HOUR),
            "changes": lambda: self.send_back(pitch, begin + 2 * HOUR),
            "approved": lambda: self.approve(pitch, begin + 2 * HOUR),
            "cancelled": lambda: self.cancel(pitch, begin + 2 * HOUR),
            "sending": lambda: self.leave_waiting(pitch, begin + 2 * HOUR),
            "sent": lambda: self.send(pitch, begin + 2 * HOUR),
        }
        fates[self.story.fate]()

    def draft(self) -> Pitch:
        story = self.story
        pitch = drafting.create(campaign=self.campaign, title=story.title, by=self.author, mailbox=self.mailbox)
        return drafting.save(
            pitch=pitch,
            by=self.author,
            revision=pitch.revision,
            subject=story.subject_line,
            body=story.body,
            lede=story.lede,
            story=story.story,
            follow_up=story.follow_up,
            follow_up_on=bool(story.follow_up),
        )

    def pick(self, pitch: Pitch) -> None:
        """As many as the story asks for, of those whom nobody has pitched lately."""
        since = timezone.now() - timedelta(days=15)
        lately = set(
            Recipient.objects.filter(message__isnull=False, created_at__gte=since).values_list(
                "journalist_id", flat=True
            )
        )
        fresh = [j for j in self.world.press[self.story.press] if j.pk not in lately and not j.never_follow_up]
        chosen = self.world.dice.sample(fresh, min(self.story.size, len(fresh)))
        recipients.add(pitch=pitch, journalists=chosen, by=self.author)
        dice = self.world.dice
        for recipient in pitch.recipients.all():
            reason = dice.choice(self.story.reasons)
            line = dice.choice(self.story.lines)
            recipients.describe(recipient=recipient, by=self.author, reason=reason, personal_line=line)

    def submit(self, pitch: Pitch, at: datetime) -> Review:
        with time_is(at):
            return sign_off.submit_for_review(pitch=pitch, by=self.author)

    def approve(self, pitch: Pitch, at: datetime) -> None:
        review = self.submit(pitch, at)
        with time_is(at + HOUR):
            reviews.approve(review=review, by=self.manager)

    def send_back(self, pitch: Pitch, at: datetime) -> None:
        review = self.submit(pitch, at)
        with time_is(at + HOUR):
            reviews.ask_for_changes(
                review=review,
                by=self.manager,
                text="Say early who she is. And can we offer Tuesday as well, for those who print on Monday?",
            )

    def cancel(self, pitch: Pitch, at: datetime) -> None:
        self.approve(pitch, at)
        with time_is(at + 2 * HOUR):
            scheduling.schedule(pitch=pitch, by=self.author)
        with time_is(at + 2 * HOUR + timedelta(minutes=2)):
            sending.start(pitch=pitch)
            scheduling.stop(pitch=pitch, by=self.author)

    def leave_waiting(self, pitch: Pitch, at: datetime) -> None:
        """Scheduled for the coming mornings: some of it goes out while the demo is looked at."""
        self.approve(pitch, at)
        with time_is(at + 2 * HOUR):
            scheduling.schedule(pitch=pitch, by=self.author)
        with time_is(at + 2 * HOUR + timedelta(minutes=2)):
            sending.start(pitch=pitch)

    def send(self, pitch: Pitch, at: datetime) -> None:
        self.approve(pitch, at)
        start = self.world.morning(self.story.days)
        with time_is(start):
            scheduling.schedule(pitch=pitch, by=self.author)
        with time_is(start + timedelta(minutes=2)):
            sending.start(pitch=pitch)
        self.trouble(pitch)
        self.deliver(start + timedelta(minutes=3), hours=30)
        self.answer(pitch)
        self.follow_up(start)

    def trouble(self, pitch: Pitch) -> None:
        """In the newest pitch one address is refused, and one message's fate stays unknown."""
        if self.story.days > 9:
            return
        first, second = pitch.recipients.filter(message__isnull=False).select_related("message")[3:5]
        self.world.counter.refuses.add(cast(OutgoingMessage, first.message).to_address)
        self.world.counter.drops.add(cast(OutgoingMessage, second.message).to_address)

    def deliver(self, start: datetime, hours: int) -> None:
        """Hour by hour, so that each time zone's morning comes."""
        for hour in range(hours):
            moment = start + hour * HOUR
            if moment > self.world.now:
                return
            with time_is(moment):
                delivery.deliver_mailbox(self.mailbox.pk)

    def answer(self, pitch: Pitch) -> None:
        """Those who answer do so within a day or two; most on the page, some by e-mail."""
        sent = list(pitch.recipients.filter(sent_at__isnull=False).select_related("message__mailbox", "journalist"))
        self.world.dice.shuffle(sent)
        for kind, count in self.story.answers.items():
            for _ in range(count):
                if sent:
                    self._one_answer(sent.pop(), kind)

    def _one_answer(self, recipient: Recipient, kind: str) -> None:
        assert recipient.sent_at
        wait = timedelta(days=self.world.dice.choice((0, 0, 0, 1)), minutes=self.world.dice.randint(20, 360))
        at = min(recipient.sent_at + wait, self.world.now - timedelta(minutes=3))
        name, message = recipient.journalist.name, recipient.message
        assert message
        with time_is(at):
            if kind == "reply":
                self._by_mail(post_office.reply(message, self.world.dice.choice(REPLIES), at=at, name=name))
            elif kind == "away":
                self._by_mail(post_office.away(message, at=at, name=name, back=at + timedelta(days=12)))
            elif kind == "bounce":
                self._by_mail(post_office.bounce(message, at=at))
            else:
                later = (at + timedelta(days=40)).date() if kind == "later" else None
                responses.respond(
                    recipient=recipient, kind=kind, text=self.world.dice.choice(WORDS[kind]), later_on=later
                )
        self._take_care(recipient, at)

    def _by_mail(self, raw: bytes) -> None:
        intake.receive(raw, mailbox=self.mailbox, received_at=timezone.now())

    def _take_care(self, recipient: Recipient, at: datetime) -> None:
        """Answers older than a few days have been seen to; the newest wait on Today."""
        if at > self.world.now - timedelta(days=12) and self.world.dice.random() < 0.4:
            return
        with time_is(at + 3 * HOUR):
            for response in recipient.responses.filter(handled_at=None):
                responses.mark_handled(response=response, by=self.author)

    def follow_up(self, start: datetime) -> None:
        for days in range(3, 16):
            moment = start + timedelta(days=days)
            if moment > self.world.now:
                return
            with time_is(moment):
                enqueued = follow_ups.send_due()
            if enqueued or days < 8:
                self.deliver(moment + timedelta(minutes=1), hours=24)
