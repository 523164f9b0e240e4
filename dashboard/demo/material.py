"""The demo's material for the press, made by the verbs that people use: releases, a fact sheet, a biography, answers."""

# ruff: noqa: E501  (prose, one paragraph a line)

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.formats import date_format

from campaigns.models import Campaign, Client, Spokesperson
from dashboard.demo.clock import time_is
from dashboard.demo.history import HOUR, World
from mediakits import drafting, publishing, sign_off, versions
from mediakits.models import Document
from team import reviews

ABOUT = "Fernhall Storage builds iron-air batteries that deliver for 100 hours. Founded in 2019, it employs 140 people in Brno, Berlin and Altfelde. Its first plant stands in the turbine hall of a former lignite plant in Brandenburg."
SPEAKERS = (
    ("Elin Sørvaag", "Chief executive", "Founded Fernhall in 2019.", "Norwegian, English, German"),
    ("Anke Petzold", "Runs the site", "Night shift leader at the lignite plant for 14 years.", "German"),
    ("Marek Dvořák", "Chief engineer", "Built the first cell in a garage in Brno.", "Czech, English"),
)
Values = dict[str, Any]


@dataclass(frozen=True)
class Story:
    """One document: `days` ago it was finished; `fate` is "public", "embargo", "in_review" or "draft"."""

    kind: str
    title: str
    client: str
    owner: str
    days: int
    fate: str
    content: Values = field(default_factory=dict)
    campaign: str = ""


def material(world: World) -> None:
    """Write, submit, approve and publish what the stories say, the oldest first."""
    fernhall = Client.objects.get(name="Fernhall Storage")
    for place, (name, role, about, languages) in enumerate(SPEAKERS):
        Spokesperson.objects.get_or_create(
            client=fernhall,
            name=name,
            defaults={"role": role, "about": about, "languages": languages, "position": place},
        )
    for story in sorted(stories(world), key=lambda one: -one.days):
        _tell(world, story)


def _tell(world: World, story: Story) -> Document:
    author, manager = world.team[story.owner], world.team["daniel"]
    client = Client.objects.get(name=story.client)
    campaign = Campaign.objects.filter(client=client, name=story.campaign).first()
    finished = world.morning(story.days) if story.days else world.now - 3 * HOUR
    with time_is(finished - 26 * HOUR):
        document = drafting.create(kind=story.kind, client=client, title=story.title, by=author, campaign=campaign)
        content = {**document.content, "zone": "Europe/Berlin", **story.content}
        speaker = client.spokespeople.filter(name=story.title).first()
        first = {**content, "subhead": ""} if "subhead" in content else content
        document = drafting.save(document=document, by=author, revision=1, content=first, spokesperson=speaker)
        if story.fate != "embargo":
            document = drafting.save(document=document, by=author, revision=document.revision, embargo_until=None)
        versions.keep(document=document, by=author, note="Saved")
    with time_is(finished - 3 * HOUR):
        document = drafting.save(document=document, by=author, revision=document.revision, content=content)
        if story.fate == "draft":
            return document
        review = sign_off.submit_for_review(document=document, by=author)
    if story.fate == "in_review":
        return document
    with time_is(finished):
        reviews.approve(review=review, by=manager)
    with time_is(finished + HOUR / 2):
        return publishing.publish(document=document, by=author)


def stories(world: World) -> list[Story]:
    """With their dates, which hang on today."""
    campaign = Campaign.objects.get(name="Altfelde switch-on")
    opens = (campaign.embargo_until or world.now).date()
    full, agreed = world.morning(48).date(), world.morning(263).date()
    return [
        _losses(opens),
        _hall_is_full(full),
        _works_council(agreed),
        _advisory(world, opens),
        *_standing(world),
        *_of_the_others(world),
    ]


def _losses(day: date) -> Story:
    return Story(
        "press_release", "After the 100-hour test: what an iron-air battery loses", "Fernhall Storage", "maya", 2, "embargo",
        {
            "subhead": "Fernhall Storage publishes the efficiency of its first plant before anybody asks for it",
            "city": "Altfelde, Germany",
            "dated": day.isoformat(),
            "body": f"<p>Fernhall Storage connects a 12-megawatt battery to the grid in Altfelde, Brandenburg, on {_weekday(day)}, because a windless week is longer than any other battery lasts.</p>"
            "<p>In six test cycles the plant delivered for 100 hours each time. Of the electricity that went in, 44 percent came out again. For four hours that would be a poor bargain. For the fifth dark day it competes with a gas turbine that runs 60 hours a year, and there it is cheaper.</p>"
            "<p>The cells hold iron and a water-based electrolyte. Charging turns rust back into iron; discharging lets it rust. Nothing in them burns. The plant uses the 110-kilovolt line that the lignite plant left behind.</p>"
            "<p>Of the 38 people on site, 29 worked at the lignite plant. The raw data of all six cycles is published with this release:</p>"
            "<ul><li><p>power and energy, by the minute</p></li><li><p>losses by cause, with how they were measured</p></li><li><p>the surveyor’s report on noise at the fence</p></li></ul>",
            "quotes": [
                _quote("I would rather talk about that number than be asked about it. Whoever hides what a machine loses has not understood what it is for.", "Elin Sørvaag", "chief executive of Fernhall Storage", day, "2"),
                _quote("It is the same hall and the same grid. Only it is quiet now, and nobody has to shovel.", "Anke Petzold", "who runs the site", day, "4"),
            ],
            "boilerplate": ABOUT,
        },
        "Altfelde switch-on",
    )  # fmt: skip


def _hall_is_full(day: date) -> Story:
    return Story(
        "press_release", "Altfelde: the turbine hall is full", "Fernhall Storage", "maya", 48, "public",
        {
            "subhead": "The last of 2,400 iron-air cells is in place",
            "city": "Altfelde, Germany",
            "dated": day.isoformat(),
            "body": f"<p>Fernhall Storage set the last of 2,400 cells into the turbine hall of the former lignite plant in Altfelde on {_weekday(day)}, so that tests at full power can begin within a week.</p>"
            "<p>The hall was built for two steam turbines in 1974. It took 11 months to fill it with cells, at 48 decibels at the fence, measured by an independent surveyor.</p>"
            "<p>Until the tests are over, Fernhall names no figure for the efficiency. It will be published with all raw data.</p>",
            "quotes": [_quote("The first cell stood in my garage. I still have it; it still works.", "Marek Dvořák", "chief engineer of Fernhall Storage", day, "2")],
            "boilerplate": ABOUT,
        },
        "Altfelde switch-on",
    )  # fmt: skip


def _works_council(day: date) -> Story:
    return Story(
        "press_release", "Fernhall and the plant’s works council agree", "Fernhall Storage", "priya", 263, "public",
        {
            "subhead": "29 people from the lignite plant will run the battery next door",
            "city": "Altfelde, Germany",
            "dated": day.isoformat(),
            "body": f"<p>Fernhall Storage and the works council of the Altfelde lignite plant signed an agreement on {_weekday(day)} that takes over 29 people, so that the battery is run by those who know the site.</p>"
            "<p>They keep their wages and their years of service. The training takes nine months and begins in May.</p>",
            "quotes": [_quote("We asked for contracts, not for flowers. We got contracts.", "Anke Petzold", "then night shift leader at the lignite plant", day, "1")],
            "boilerplate": ABOUT,
        },
    )  # fmt: skip


def _advisory(world: World, day: date) -> Story:
    starts = datetime.combine(day, datetime.min.time()).replace(hour=10)
    return Story(
        "advisory", "See a 100-hour battery join the grid", "Fernhall Storage", "maya", 0, "in_review",
        {
            "who": "Elin Sørvaag, chief executive of Fernhall Storage\nAnke Petzold, who ran the lignite plant’s night shift and now runs the battery",
            "what": "The first battery built to run for 100 hours is connected to the 110-kilovolt grid. Both halls can be walked through.",
            "starts": _clock(starts),
            "ends": _clock(starts + timedelta(hours=2)),
            "where": "Turbinenweg 1, Altfelde, Brandenburg\n55 minutes by train from Berlin; a bus waits at the station at 9:20 a.m.",
            "why": "It is the first plant in Europe that bridges a windless week, and it says openly what it loses.",
            "photos": "The switch at 10:30 a.m. in the control room; 2,400 cells from the crane bridge; the closed plant behind it.",
            "access": "Gate 2. Parking for 30 cars, power for satellite vans. Sturdy shoes; helmets are lent.",
            "rsvp_by": _clock(starts - timedelta(hours=17)),
            "rsvp_to": "press@harbourlane.example.com",
            "second_name": world.team["priya"].name,
            "second_phone": world.team["priya"].phone,
            "second_email": world.team["priya"].email,
            "boilerplate": ABOUT,
        },
        "Altfelde switch-on",
    )  # fmt: skip


def _standing(world: World) -> list[Story]:
    """What stands in the kit for longer than one piece of news."""
    counted = world.morning(20).date().isoformat()
    facts = (
        ("Power, duration", "12 MW for 100 hours, 1,200 MWh", "Fernhall Storage"),
        ("Technology", "Iron-air cells, water-based electrolyte, not flammable", "Fernhall Storage"),
        ("Where", "Turbine hall of the former lignite plant, Altfelde, Brandenburg", ""),
        ("Grid", "110 kV, the plant’s old connection", "Grid operator’s connection agreement"),
        ("Noise", "48 dB at the fence", "Independent surveyor"),
        ("People on site", "38, of whom 29 worked at the lignite plant", "Fernhall Storage"),
    )
    asked = (
        (
            "Is it worth losing more than half?",
            "For four hours, no. For the fifth dark day it competes with a gas turbine that runs 60 hours a year, and there it is cheaper. The calculation is in the fact sheet.",
        ),
        ("Does it make noise?", "The fans run at 48 dB at the fence, measured by an independent surveyor."),
        (
            "Who pays for the grid connection?",
            "Fernhall pays for the line to the substation; the operator pays for the substation itself.",
        ),
    )
    return [
        Story("fact_sheet", "Altfelde in figures", "Fernhall Storage", "maya", 20, "public", {
            "intro": "<p>What can be printed about the first iron-air battery on the German grid. Efficiency follows with the results of the 100-hour test.</p>",
            "facts": [{"label": label, "value": value, "source": source, "as_of": counted if source else ""} for label, value, source in facts],
            "boilerplate": ABOUT,
        }, "Altfelde switch-on"),
        Story("bio", "Elin Sørvaag", "Fernhall Storage", "maya", 60, "public", {
            "role": "Chief executive",
            "languages": "Norwegian, English, German",
            "short": "Elin Sørvaag founded Fernhall Storage in 2019. Before, she ran the control room of a Norwegian grid operator for nine years.",
            "body": "<p>Elin Sørvaag studied electrochemistry in Trondheim. In the winter of 2010 she was on duty when the lakes behind three dams froze at once, and has been interested in long storage since.</p><p>She met Marek Dvořák at a trade fair in Brno, beside a cell that nobody else had stopped at.</p>",
        }),
        Story("questions", "Often asked about Altfelde", "Fernhall Storage", "priya", 18, "public", {
            "answered_by": "Marek Dvořák, chief engineer of Fernhall Storage",
            "intro": "",
            "questions": [{"question": question, "answer": answer} for question, answer in asked],
        }, "Altfelde switch-on"),
    ]  # fmt: skip


def _of_the_others(world: World) -> list[Story]:
    said = world.morning(30).date()
    return [
        Story("statement", "On the recall of oat drink last autumn", "Orrin Foods", "priya", 30, "public", {
            "body": "<p>A year ago we took back a batch that should never have left Leiden. We published the laboratory’s report then, and we publish this year’s checks now: 412 batches, none at fault.</p>",
            "speaker": "Joost Verhagen",
            "role": "Managing director of Orrin Foods",
            "said_on": said.isoformat(),
            "valid_until": (said + timedelta(days=180)).isoformat(),
            "boilerplate": "Orrin Foods makes oat drinks and school breakfasts in Leiden.",
        }),
        Story("press_release", "The islands keep a boat every day of the winter", "Kestrel Ferries", "tomas", 1, "draft", {
            "subhead": "",
            "city": "Harlingen",
            "dated": "",
            "body": "<p>From December 1st there is a boat to the islands on every day of the winter, a truly innovative timetable. It is the first time since 1998.</p>",
            "quotes": [{"text": "Four hundred people cross to work every day. They have families on Sundays too.", "speaker": "Ylva Strand", "role": "captain", "approved_by": "", "approved_on": "", "after": ""}],
            "boilerplate": "Kestrel Ferries runs eleven ships on the short crossings of the North Sea, two of them electric.",
        }, "Winter timetable"),
    ]  # fmt: skip


def _quote(text: str, speaker: str, role: str, day: date, after: str) -> dict[str, str]:
    approved_on = (day - timedelta(days=9)).isoformat()
    return {
        "text": text,
        "speaker": speaker,
        "role": role,
        "approved_by": speaker,
        "approved_on": approved_on,
        "after": after,
    }


def _weekday(day: date) -> str:
    """Tuesday, Nov. 17"""
    return date_format(day, "l, N j")


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
