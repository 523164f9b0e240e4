"""What reporters ask the demo's team, in every state, taken in and answered by the product's own verbs."""

from datetime import timedelta

from campaigns.models import Campaign, Client, Statement
from contacts.models import Journalist
from dashboard.demo.clock import time_is
from dashboard.demo.history import World
from inquiries import answering, duty, statements, states
from inquiries.intake import take_in
from inquiries.models import Inquiry, PressDesk, Topic
from inquiries.reporters import Reporter
from mail.models import Mailbox

WORDS = (
    "I have the 41 % from your test report for Tuesday, but a figure like that means nothing without the meter. AC to"
    " AC, or at the battery terminals? Is it one run or an average? And who paid for the grid connection, you or the"
    " operator? Our desk closes at half past ten my time."
)
METER = "AC to AC, at the 110 kV meter, with everything on site running. At the terminals it is 47 %."
GRID = "Fernhall pays for the line to the substation; the operator pays for the substation itself."
LOSSES = "More than half is lost. It is still the cheapest way through a fifth dark day."
BOATS = "The islands keep a boat every day of the winter, on Sundays too."


def inquiries(world: World, *, desk: Mailbox) -> None:
    """Three months of them: what waits now, and what was told before."""
    PressDesk.objects.create(mailbox=desk, client=Client.objects.get(name="Fernhall Storage"))
    _statements(world)
    _told_before(world)
    _open_now(world)
    _on_duty(world)


def _statements(world: World) -> None:
    for client, title, text in (
        ("Fernhall Storage", "Grid connection costs", GRID),
        ("Fernhall Storage", "Why we state the losses", LOSSES),
        ("Kestrel Ferries", "Boats in winter", BOATS),
    ):
        with time_is(world.morning(29)):
            made = statements.save(
                statement=Statement(), by=world.team["maya"], client=Client.objects.get(name=client), campaign=None,
                title=title, text=text, speaker=None, expires_on=None,
            )  # fmt: skip
            statements.approve(statement=made, by=world.team["daniel"], text=text)


def _told_before(world: World) -> None:
    """Each acknowledged, answered and kept, by whoever was there."""
    told = (
        (27, "Fernhall Storage", "priya", "How many full cycles did you measure?", "Five full cycles.", "Efficiency"),
        (20, "Fernhall Storage", "maya", "Who pays for the substation?", GRID, "Costs"),
        (12, "Kestrel Ferries", "priya", "Is there a boat on Sundays?", BOATS, "Timetable"),
        (6, "Fernhall Storage", "maya", "Where does the iron come from?", "From a mill in Oxelösund.", "Materials"),
    )  # fmt: skip
    reporters = [each for each in world.press["energy"] if each.emails.exists()]
    for number, (days, client, who, asked, answer, topic) in enumerate(told):
        at, by = world.morning(days) + timedelta(hours=3), world.team[who]
        with time_is(at):
            inquiry = _ask(
                reporters[number % len(reporters)], client, asked, channel=Inquiry.Channel.PHONE, topic=topic,
                deadline=at + timedelta(hours=5), owner=by,
            )  # fmt: skip
        with time_is(at + timedelta(minutes=9)):
            states.acknowledge(inquiry=inquiry, by=by, how="by phone")
        with time_is(at + timedelta(hours=2)):
            question = inquiry.questions.get()
            statement = Statement.objects.filter(text=answer).first()
            answering.save_answer(question=question, text=answer, by=by, revision=0, ready=True, statement=statement)
            answering.give(inquiry=inquiry, by=world.team["daniel"], how="by phone")


def _open_now(world: World) -> None:
    """One in the middle of being answered, one that nobody has acknowledged, one that can wait."""
    maya, energy = world.team["maya"], world.press["energy"]
    close = max(energy, key=lambda each: Journalist.objects.get(pk=each.pk).relationship)
    with time_is(world.now - timedelta(minutes=45)):
        inquiry = _ask(
            close, "Fernhall Storage", WORDS, channel=Inquiry.Channel.MAIL, topic="Efficiency", owner=maya,
            subject="How was the round-trip efficiency measured?", zone="Europe/London",
            deadline=world.now + timedelta(hours=2),
        )  # fmt: skip
    with time_is(world.now - timedelta(minutes=36)):
        states.acknowledge(inquiry=inquiry, by=maya, how="by e-mail")
    first = inquiry.questions.first()
    if first:
        answering.save_answer(question=first, text=METER, by=maya, revision=0, ready=True)
        answering.add_fact(question=first, source="Test report, page 3, table 2", confirmed_by="Marek Dvořák", by=maya)
    with time_is(world.now - timedelta(minutes=4)):
        take_in(
            client=Client.objects.get(name="Kestrel Ferries"), channel=Inquiry.Channel.PHONE, subject="",
            words="Can we film on the first boat on Sunday? Who can we speak to on board?", zone="Europe/Berlin",
            reporter=Reporter(name="Tom Okafor", outlet="Channel Nine", phone="+44 20 7946 0018"), tell=[],
        )  # fmt: skip
    with time_is(world.now - timedelta(days=1)):
        later = _ask(
            energy[-1], "Orrin Foods", "How many schools take part this winter?", channel=Inquiry.Channel.PHONE,
            topic="Schools", owner=world.team["priya"], deadline=world.now + timedelta(days=3),
        )  # fmt: skip
        states.acknowledge(inquiry=later, by=world.team["priya"], how="by phone")


def _on_duty(world: World) -> None:
    """Maya this week, Priya the next."""
    start = world.now.replace(hour=7, minute=0, second=0, microsecond=0)
    if start > world.now:
        start -= timedelta(days=1)
    for number, who in enumerate(("maya", "priya")):
        begins = start + timedelta(days=7 * number)
        duty.plan(user=world.team[who], starts_at=begins, ends_at=begins + timedelta(days=7))


def _ask(journalist: Journalist, client: str, words: str, *, topic: str, subject: str = "", **given) -> Inquiry:  # type: ignore[no-untyped-def]
    owner = Client.objects.get(name=client)
    return take_in(
        client=owner,
        campaign=Campaign.objects.filter(client=owner).running().order_by("-pk").first(),
        subject=subject,
        words=words,
        reporter=Reporter(journalist=journalist, name=journalist.name),
        topic=Topic.objects.get_or_create(name=topic)[0],
        tell=[],
        **given,
    )
