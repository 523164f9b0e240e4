"""Rights that end: out of every door on the day after, and told of before and then, each once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from mediakits import library
from mediakits.expiry import tell
from mediakits.models import Asset, Newsroom
from mediakits.tasks import tell_of_ending_rights
from team.models import Notification
from tests.factories.mediakits import (
    AssetFactory,
    AssetFileFactory,
    KitFactory,
    KitItemFactory,
    KitSectionFactory,
    NewsroomFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(client_brand, specialist, colleague) -> Asset:
    """Its rights end in 15 days; it stands twice in a kit of a colleague."""
    until = timezone.localdate() + timedelta(days=15)
    asset = AssetFactory(client=client_brand, title="Dawn", added_by=specialist, rights_until=until)
    AssetFileFactory(asset=asset)
    kit = KitFactory(client=client_brand, title="Altfelde", owner=colleague)
    KitItemFactory(section=KitSectionFactory(kit=kit), asset=asset)
    KitItemFactory(section=KitSectionFactory(kit=kit), asset=asset)
    return asset


def told() -> list[tuple[str, str]]:
    return [(n.user.name, n.text) for n in Notification.objects.select_related("user").order_by("pk")]


def at_noon(days: int):
    noon = datetime.combine(timezone.localdate() + timedelta(days=days), datetime.min.time()).replace(hour=12)
    return time_machine.travel(noon.replace(tzinfo=ZoneInfo("Europe/Berlin")), tick=False)


def test_it_is_told_before_and_after_each_once(photo):
    assert tell() == 0
    day = f"{photo.rights_until:%d %B %Y}".lstrip("0")
    with at_noon(1):
        assert [tell(), tell_of_ending_rights()] == [1, 0]
    text = f"Dawn: the rights end on {day}. It stands in Altfelde. Prolong them or replace it."
    assert told() == [("Maya Lindqvist", text), ("Priya Raman", text)]
    Notification.objects.all().delete()
    with at_noon(15):
        assert (tell(), Asset.objects.usable().count()) == (0, 1)  # the last day counts
    newsroom = NewsroomFactory(client=photo.client)
    with at_noon(16):
        assert (Asset.objects.usable().count(), tell(), tell()) == (0, 1, 0)
    text = f"Dawn: the rights ended on {day}. Journalists do not get it any more, and it was taken out of Altfelde."
    assert told() == [("Maya Lindqvist", text), ("Priya Raman", text)]
    assert Newsroom.objects.get().stamp != newsroom.stamp


def test_prolonged_rights_are_told_of_again(photo):
    with at_noon(5):
        tell()
    photo.refresh_from_db()
    photo.rights_until += timedelta(days=365)
    library.save_words(asset=photo, fields=["rights_until"], people=[])
    Notification.objects.all().delete()
    with at_noon(16):
        assert (tell(), Asset.objects.usable().count()) == (0, 1)
    with at_noon(15 + 365 - 14):
        assert tell() == 1


def test_who_left_is_not_told_and_what_is_put_away_neither(photo, specialist):
    specialist.is_active = False
    specialist.save(update_fields=["is_active"])
    with at_noon(5):
        tell()
    assert [name for name, _ in told()] == ["Priya Raman"]
    library.put_away(assets=Asset.objects.all())
    with at_noon(16):
        assert tell() == 0


def test_history_does_not_tell_of_the_telling(photo):
    events = photo.events.count()
    with at_noon(5):
        tell()
    assert photo.events.count() == events
