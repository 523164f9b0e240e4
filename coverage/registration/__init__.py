"""What the rooms of coverage say to the apps below: navigation, jobs, panels, badges, the doctor."""

from coverage import told_of
from coverage.registration import articles, clips, monitors, press, recorded, sources, triage
from team import kinds


def register_all() -> None:
    kinds.register(*told_of.KINDS)
    for room in (triage, clips, monitors, sources, articles, press, recorded):
        room.register_all()
