"""What the demo's agency tells: three clients, six campaigns, a dozen pitches. All of it is invented."""

# ruff: noqa: E501  (prose, one paragraph a line)

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PitchStory:
    """One pitch: whom it asks (`subject` names the press, `size` how many), how far it got (`fate`), `days` ago it went out."""

    title: str
    subject_line: str
    body: str
    fate: str
    owner: str
    press: str = "energy"
    size: int = 0
    days: int = 0
    lede: str = ""
    story: str = ""
    follow_up: str = ""
    reasons: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    answers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CampaignStory:
    name: str
    client: str
    state: str
    owner: str
    objective: str
    audience: str
    started: int
    ends_in: int | None
    messages: tuple[str, ...]
    pitches: tuple[PitchStory, ...]
    embargo_in: int | None = None


CLIENTS = {
    "Fernhall Storage": "Builds iron-air batteries that deliver for 100 hours. The first stands in Altfelde, Brandenburg.",
    "Kestrel Ferries": "Runs eleven ships on the short crossings of the North Sea, two of them electric.",
    "Orrin Foods": "Makes oat drinks and school breakfasts in Leiden. Recalled a batch last year, and published why.",
}

HI = "<p>Hi {{ first_name }},</p><p>{{ personal_line }}</p>"
BYE = "<p>{{ sender_name }}, for {{ client }}<br>{{ sender_phone }}</p>"
ENERGY_REASONS = (
    "Wrote on what bridges a windless week in October.",
    "Asked for figures on round-trip losses in September.",
    "Covers long-duration storage every month.",
    "Her capacity payment series ended with an open question that this answers.",
    "Prefers data and a named engineer, which this offers.",
    "Covers the region's lignite plants and what follows them.",
)
ENERGY_LINES = (
    "Your redispatch piece asked what bridges a windless week.",
    "You asked in October who would publish the losses.",
    "After your sand battery series, here is another slow one.",
    "A number for your capacity payment file.",
    "Your readers know the plant; this is what became of it.",
)
TRAVEL_REASONS = (
    "Wrote about the last night boat in the spring.",
    "Keeps the paper's timetable page.",
    "Covered the electric ferry's first winter.",
    "Her column asks for crossings without a car.",
)
TRAVEL_LINES = (
    "You asked when the islands get a winter boat again.",
    "For your timetable page, before it prints.",
    "After your piece on the electric ferry's first winter.",
)
FOOD_REASONS = (
    "Covered the recall a year ago, fairly.",
    "Writes on how companies say sorry.",
    "Asked then for the laboratory's report.",
    "Covers school meals and who pays for them.",
)
FOOD_LINES = (
    "A year ago you asked to see the laboratory's report.",
    "You wrote that companies never come back to a recall. This one does.",
    "For your school meals series.",
)

CAMPAIGNS = (
    CampaignStory(
        "Altfelde switch-on", "Fernhall Storage", "running", "maya",
        "Make the first 100-hour battery known for its honest figures, losses included.",
        "Energy and business desks in Germany, the Netherlands and Britain.",
        started=24, ends_in=20, embargo_in=5,
        messages=("It delivers for 100 hours, not four.", "It loses more than half of what goes in, and says so.", "Of 38 people on site, 29 came from the lignite plant."),
        pitches=(
            PitchStory(
                "Trade and energy press", "A 100-hour battery in Altfelde",
                HI + "<p>On Tuesday, Fernhall Storage connects a battery at the former lignite plant in Altfelde, Brandenburg. It is built to run for 100 hours, not four. "
                "It also loses more than half of the electricity that goes in, and the measured figures are on this page: {{ pitch_page }}</p>"
                "<p>Elin Sørvaag, who runs the company, and Anke Petzold, who ran the coal plant’s night shift and now runs the battery, are free to talk.</p>"
                "<p>Would the test data be of use to you?</p>" + BYE,
                "sent", "maya", "energy", 46, 9,
                lede="At a former lignite plant in Brandenburg, a battery made of iron joins the grid. It is built to run for four days, not four hours.",
                story="<p>Fernhall Storage has filled the turbine hall in Altfelde with cells of iron and air. Charging turns rust back into iron; discharging lets it rust. "
                "The materials are cheap and do not burn. The plant delivers 12 megawatts for 100 hours and connects to the 110 kV line that the lignite plant left behind.</p>"
                "<p>It also loses more than half of the electricity that goes in. Elin Sørvaag, who runs the company, would rather talk about that number than be asked about it.</p>"
                "<p>Of the 38 people on site, 29 came from the plant next door. Anke Petzold ran its night shift; she now runs the battery.</p>",
                follow_up="<p>Hi {{ first_name }},</p><p>The raw data of all six test cycles is on the page now: {{ pitch_page }}</p>"
                "<p>If it is not for you, one tap there says so and I will not write about it again.</p><p>{{ sender_name }}</p>",
                reasons=ENERGY_REASONS, lines=ENERGY_LINES,
                answers={"interested": 5, "interview": 3, "more": 2, "no": 2, "later": 1, "reply": 3, "away": 3, "bounce": 2},
            ),
            PitchStory(
                "Regional press and radio", "Who works in Altfelde now",
                HI + "<p>A year ago the lignite plant in Altfelde closed. On Tuesday a battery starts in its turbine hall, and 29 of the 38 people who run it worked next door before.</p>"
                "<p>Anke Petzold ran the night shift. She can show you both halls in an hour: {{ pitch_page }}</p><p>Would Monday suit you?</p>" + BYE,
                "changes", "maya", "general", 14, reasons=("Covers the plant since it closed.", "Regional desk, jobs.", "Local radio, mornings."),
                lines=("Your series on the plant's last shift has a sequel.", "You met Anke Petzold at the closing."),
            ),
            PitchStory(
                "Business desks", "What a 100-hour battery costs",
                HI + "<p>Fernhall Storage publishes what its first battery cost, and what it earns in a windless week: {{ pitch_page }}</p>"
                "<p>Marek Dvořák, who did the sums, has time on Thursday and Friday.</p><p>Is that of use to you?</p>" + BYE,
                "in_review", "priya", "energy", 12, reasons=ENERGY_REASONS, lines=ENERGY_LINES,
                follow_up="<p>Hi {{ first_name }},</p><p>The spreadsheet is on the page now, with every assumption in a cell of its own: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
            ),
        ),
    ),
    CampaignStory(
        "Winter timetable", "Kestrel Ferries", "running", "tomas",
        "Have the island boats of the winter in every timetable page before they sail.",
        "Travel desks, regional papers on both coasts.",
        started=16, ends_in=40,
        messages=("The islands keep a boat every day of the winter.", "Two of three crossings are electric.", "Bicycles travel free."),
        pitches=(
            PitchStory(
                "Travel desks", "The islands keep a winter boat",
                HI + "<p>From 1 December there is a boat to the islands on every day of the winter, for the first time since 1998. Two of three crossings are electric.</p>"
                "<p>Times, fares and pictures, free to print: {{ pitch_page }}</p><p>Does it fit your timetable page?</p>" + BYE,
                "sent", "tomas", "travel", 38, 7, lede="Eleven ships, two of them electric, and no day without a crossing from 1 December to 31 March.",
                follow_up="<p>Hi {{ first_name }},</p><p>The fares are final now and on the page: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
                reasons=TRAVEL_REASONS, lines=TRAVEL_LINES, answers={"interested": 3, "more": 2, "no": 1, "reply": 3, "away": 2, "interview": 1},
            ),
            PitchStory(
                "Commuters and regional papers", "A boat to work, all winter",
                HI + "<p>Four hundred people cross to work every day. This winter their boat sails on Sundays too. Captain Ylva Strand takes you along on the 06:10: {{ pitch_page }}</p>"
                "<p>Shall I keep you a place?</p>" + BYE,
                "sending", "tomas", "general", 24, reasons=("Commuter column.", "Regional paper on the coast.", "Wrote about the Sunday gap."), lines=TRAVEL_LINES,
                follow_up="<p>Hi {{ first_name }},</p><p>Two places are left on the 06:10: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
            ),
        ),
    ),
    CampaignStory(
        "Oat recall, one year on", "Orrin Foods", "running", "priya",
        "Be the company that came back to its recall with the whole report.",
        "Food and consumer desks that covered the recall.",
        started=30, ends_in=5,
        messages=("The laboratory's report is public, unredacted.", "No batch has failed since.", "The supplier was kept and helped."),
        pitches=(
            PitchStory(
                "Who covered it then", "The recall, one year on: the whole report",
                HI + "<p>A year ago Orrin Foods recalled 41,000 cartons. Today it publishes the laboratory’s report, unredacted, with what was changed since: {{ pitch_page }}</p>"
                "<p>Dr Hanneke Blom, who runs the laboratory, answers questions this week.</p><p>Would you like to speak to her?</p>" + BYE,
                "sent", "priya", "food", 19, 17, lede="The laboratory’s report on last year’s recall is public, unredacted, with what has changed since.",
                follow_up="<p>Hi {{ first_name }},</p><p>Dr Blom has an hour left on Thursday. The report: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
                reasons=FOOD_REASONS, lines=FOOD_LINES, answers={"interview": 2, "interested": 1, "no": 1, "reply": 2, "away": 1, "bounce": 1},
            ),
            PitchStory(
                "Consumer radio", "What a recall teaches", HI + "<p>Three things that Orrin Foods does differently since its recall, in ninety seconds each: {{ pitch_page }}</p>" + BYE,
                "draft", "priya", "general", 6, reasons=("Consumer programme.", ""), lines=("For your Wednesday slot.", ""),
            ),
        ),
    ),
    CampaignStory(
        "Heat from the harbour", "Fernhall Storage", "planned", "maya",
        "Explain how the losses of the battery heat a swimming pool.", "Regional and science desks.",
        started=2, ends_in=70, messages=("The lost half is not lost.", "The pool saves 600 megawatt hours a year."),
        pitches=(
            PitchStory(
                "Science desks", "Where the other half goes", HI + "<p>The battery in Altfelde loses more than half of its electricity as heat. From spring, that heat warms the public pool: {{ pitch_page }}</p>" + BYE,
                "approved", "maya", "energy", 8, reasons=ENERGY_REASONS, lines=ENERGY_LINES,
                follow_up="<p>Hi {{ first_name }},</p><p>The pool's plans are on the page: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
            ),
        ),
    ),
    CampaignStory(
        "Summer crossings", "Kestrel Ferries", "closed", "tomas",
        "Fill the Tuesday boats.", "Travel desks and weekend pages.", started=120, ends_in=-45,
        messages=("Tuesdays are half price.", "The deck is for bicycles."),
        pitches=(
            PitchStory(
                "Weekend pages", "Half price on Tuesdays", HI + "<p>On Tuesdays the boats were half empty, so this summer they cost half. Four routes with a swim at the end: {{ pitch_page }}</p>"
                "<p>Is that one for your weekend page?</p>" + BYE,
                "sent", "tomas", "travel", 52, 104, reasons=TRAVEL_REASONS, lines=TRAVEL_LINES,
                follow_up="<p>Hi {{ first_name }},</p><p>Pictures of all four routes are on the page: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
                answers={"interested": 4, "more": 3, "no": 3, "reply": 4, "away": 4, "later": 1, "bounce": 2},
            ),
            PitchStory(
                "Late summer, city magazines", "The last warm crossing", HI + "<p>The water is warmest in September and the boats are emptiest: {{ pitch_page }}</p>" + BYE,
                "cancelled", "tomas", "travel", 9, reasons=TRAVEL_REASONS, lines=TRAVEL_LINES,
            ),
        ),
    ),
    CampaignStory(
        "School breakfasts", "Orrin Foods", "closed", "priya",
        "Show that a breakfast at school costs less than the days missed without one.", "Education and family desks.",
        started=150, ends_in=-80, messages=("One euro twelve a breakfast.", "Absence fell by a fifth in the trial."),
        pitches=(
            PitchStory(
                "Education and family", "A breakfast for €1.12", HI + "<p>Forty schools tried it for a year: a breakfast for €1.12, and a fifth fewer days missed. The university’s figures: {{ pitch_page }}</p>"
                "<p>Two head teachers would talk to you.</p>" + BYE,
                "sent", "priya", "food", 33, 138, reasons=FOOD_REASONS, lines=FOOD_LINES,
                follow_up="<p>Hi {{ first_name }},</p><p>The university has published its method too: {{ pitch_page }}</p><p>{{ sender_name }}</p>",
                answers={"interested": 3, "interview": 2, "more": 1, "no": 2, "reply": 3, "away": 2},
            ),
        ),
    ),
)  # fmt: skip

REPLIES = (
    "Yes, if I get the figures and not only the press picture. Monday is bad, we go to print.",
    "Interesting. Can you send me the method as well? My editor will ask.",
    "Thank you, I am on it with a colleague. Who can I call before four?",
    "Could be something for the weekend. What is the picture credit?",
    "Is anybody else running this before Thursday?",
    "Please send the German version too, if there is one.",
)
WORDS = {
    "interested": ("", "Good one. When does it go live?", ""),
    "interview": ("With the engineer, please, fifteen minutes by phone.", "Before Thursday noon, by phone."),
    "more": ("The raw data, please.", "A picture in portrait format, and the price."),
    "no": ("Too technical for our readers.", "I no longer cover this; try the business desk.", ""),
    "later": ("After the holidays.",),
}
CALLS = (
    ("call", "Asked about the figures; sent them the same afternoon."),
    ("call", "Wants to be told a day ahead next time."),
    ("meeting", "Coffee at the trade fair. Looks for people, not for technology."),
    ("note", "Moves to the weekend desk in January, she says."),
)
