"""Texts of documents that pass their checks, for tests to spoil."""

from typing import Any

LEAD = (
    "<p>Fernhall Storage connects a battery at the former lignite plant in Altfelde on Tuesday, Nov. 17, "
    "because four dark days a winter still need a gas turbine that runs sixty hours a year.</p>"
)
RELEASE: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "subhead": "It is built to run for 100 hours, and loses more than half of what goes in.",
    "city": "Altfelde, Germany",
    "dated": "2026-11-17",
    "body": LEAD + "<p>It delivers <strong>12 megawatts</strong> for 100 hours. "
    '<a href="https://fernhall.example.com/data">The data</a> is open.</p>'
    "<ul><li><p>2,400 cells</p></li><li><p>110 kV</p></li></ul>",
    "quotes": [
        {
            "text": "I would rather talk about that number than be asked about it.",
            "speaker": "Elin Sørvaag",
            "role": "Chief executive",
            "approved_by": "Elin Sørvaag",
            "approved_on": "2026-11-10",
            "after": "1",
        }
    ],
    "boilerplate": "Fernhall Storage builds iron-air batteries that deliver for 100 hours.",
}
ADVISORY: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "who": "Elin Sørvaag, chief executive\nAnke Petzold, who runs the site",
    "what": "The first 100-hour battery is connected to the grid.",
    "starts": "2026-11-17T10:00",
    "ends": "2026-11-17T11:30",
    "where": "Turbinenweg 1, Altfelde",
    "why": "It bridges a windless week.",
    "photos": "The switch at 10:15.",
    "access": "Gate 2; parking for 30 cars.",
    "rsvp_by": "2026-11-16T17:00",
    "rsvp_to": "maya@team.example.com",
    "second_name": "Priya Raman",
    "second_phone": "+49 30 23125 143",
    "second_email": "priya@team.example.com",
    "boilerplate": "Fernhall Storage builds iron-air batteries.",
}
FACT_SHEET: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "intro": "<p>The figures of the first plant.</p>",
    "facts": [
        {"label": "Power", "value": "12 MW", "source": "Fernhall Storage", "as_of": "2026-11-01"},
        {"label": "Duration", "value": "100 hours", "source": "Acceptance test", "as_of": "2026-10-15"},
    ],
    "boilerplate": "Fernhall Storage builds iron-air batteries.",
}
OVERVIEW: dict[str, Any] = {"zone": "Europe/Berlin", "body": "<p>Founded in 2019.</p>", "facts": FACT_SHEET["facts"]}
BIO: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "role": "Chief executive",
    "languages": "Norwegian, English, German",
    "short": "Elin Sørvaag founded Fernhall Storage in 2019.",
    "body": "<p>She studied in Trondheim.</p>",
}
QUESTIONS: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "answered_by": "Marek Dvořák, chief engineer",
    "intro": "",
    "questions": [{"question": "Is it worth losing more than half?", "answer": "For four hours, no."}],
}
STATEMENT: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "body": "<p>We regret the noise of the test night.</p>",
    "speaker": "Elin Sørvaag",
    "role": "Chief executive",
    "said_on": "2026-11-12",
    "valid_until": "2099-12-31",
    "boilerplate": "Fernhall Storage builds iron-air batteries.",
}
BY_KIND = {
    "press_release": ("Fernhall Storage connects the first 100-hour battery", RELEASE),
    "advisory": ("First 100-hour battery joins the grid", ADVISORY),
    "fact_sheet": ("Altfelde in figures", FACT_SHEET),
    "overview": ("Fernhall Storage at a glance", OVERVIEW),
    "bio": ("Elin Sørvaag", BIO),
    "questions": ("Often asked about Altfelde", QUESTIONS),
    "statement": ("On the noise of the test night", STATEMENT),
}
