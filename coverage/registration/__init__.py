"""What the rooms of coverage say to the apps below: navigation, jobs, panels, badges, the doctor."""

from coverage.registration import articles, clips, monitors, press, sources, triage


def register_all() -> None:
    for room in (triage, clips, monitors, sources, articles, press):
        room.register_all()
