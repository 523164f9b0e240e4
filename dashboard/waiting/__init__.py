"""What waits, room by room. `tests/dashboard/test_every_state.py` says of each state of a record whom it waits for."""

from dashboard.waiting import (
    campaigns,
    contacts,
    coverage,
    events,
    inquiries,
    interviews,
    letters,
    mail,
    material,
    pitches,
    reports,
    reviews,
    team,
)

SOURCES = (
    *inquiries.SOURCES, *mail.SOURCES, *letters.SOURCES, *interviews.SOURCES, *events.SOURCES, *reviews.SOURCES,
    *pitches.SOURCES, *material.SOURCES, *campaigns.SOURCES, *coverage.SOURCES, *contacts.SOURCES, *reports.SOURCES,
    *team.SOURCES,
)  # fmt: skip
BY_NAME = {source.name: source for source in SOURCES}
