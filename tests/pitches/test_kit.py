"""A pitch with a media kit: each recipient gets a link of their own, and the team sees who looked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags

from mediakits import visits
from mediakits.kit_links import kit_url
from mediakits.models import Kit, KitLink, KitVisit
from pitches import checks, drafting, follow_ups, merge, sending
from pitches.fingerprint import fingerprint_of
from pitches.models import Pitch
from pitches.own_kit import kit_attention
from tests.factories.mediakits import KitFactory
from tests.factories.pitches import PitchFactory, RecipientFactory
from tests.mediakits.made import in_days, shared, whole_kit
from tests.pitches.conftest import accept, schedule_in_database

pytestmark = pytest.mark.django_db
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}
BODY = "<p>Hi {{ first_name }}, photos: {{ media_kit }}</p>"


@pytest.fixture
def pitch(specialist) -> Pitch:
    pitch = PitchFactory(owner=specialist, body=BODY, follow_up=BODY)
    pitch.kit = shared(whole_kit(pitch.campaign.client, specialist))
    pitch.save()
    return pitch


@pytest.fixture
def ines(pitch):
    return RecipientFactory(pitch=pitch, journalist__name="Ines Albrecht")


def send(pitch: Pitch) -> None:
    schedule_in_database(pitch, fingerprint_of(pitch))
    sending.start(pitch=pitch)
    for recipient in pitch.recipients.active():
        accept(recipient.message)


def check(pitch: Pitch):
    return next((one for one in checks.run(pitch) if one.what == "Media kit"), None)


def test_each_recipient_gets_a_link_of_their_own(pitch, ines):
    other = RecipientFactory(pitch=pitch)
    send(pitch)
    for recipient in (ines, other):
        recipient.refresh_from_db()
        link = KitLink.objects.get(journalist=recipient.journalist)
        assert (link.kit, link.by, link.opens_embargo) == (pitch.kit, pitch.owner, False)
        assert kit_url(link) in recipient.message.as_sent().decode()
        assert pitch.kit.token not in recipient.message.as_sent().decode()
    assert KitLink.objects.count() == 2


def test_the_follow_up_has_the_same_link(pitch, ines):
    send(pitch)
    ines.refresh_from_db()
    ines.follow_up_due_on = timezone.localdate()
    ines.save()
    assert follow_ups.send_due() == 1
    ines.refresh_from_db()
    assert kit_url(KitLink.objects.get()) in ines.follow_up_message.as_sent().decode()


def test_nobody_has_a_link_before_it_goes_out(client_for, specialist, pitch, ines):
    browser = client_for(specialist)
    page = browser.get(pitch.get_compose_url()).content.decode()
    assert f"/media-kits/{pitch.kit.pk}/preview/" in page
    browser.post(reverse("pitches:pitch-test", args=[pitch.pk]))
    rendered = merge.render(pitch, ines, preview=True)
    assert f"/media-kits/{pitch.kit.pk}/preview/" in rendered.html
    assert pitch.kit.token not in rendered.html
    assert not KitLink.objects.exists()


def test_the_fingerprint_covers_the_kit_and_not_the_links(pitch, ines):
    before = fingerprint_of(pitch)
    send(pitch)
    assert fingerprint_of(pitch) == before
    pitch.kit = None
    assert fingerprint_of(pitch) != before


def test_a_pitch_without_kit_keeps_its_fingerprint():
    pitch = PitchFactory()
    assert "kit" not in str(fingerprint_of.__globals__["_content"](pitch).keys())


def test_the_field_without_a_kit_stops_the_pitch(pitch, ines):
    pitch.kit = None
    pitch.save()
    stopping = {one.what for one in checks.blocking(pitch)}
    assert "Media kit missing" in stopping


def test_an_open_kit_passes_and_a_pitch_without_one_says_nothing(pitch, ines):
    assert (check(pitch).passed, check(pitch).value) == (True, "shared")
    pitch.kit = None
    assert check(pitch) is None


@pytest.mark.parametrize(
    ("values", "blocking", "why"),
    [
        ({"shared": None, "shared_at": None, "shared_by": None}, True, "is not shared"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, True, "will have closed"),
        ({"expires_at": in_days(3)}, False, "within two weeks"),
        ({"embargo_until": in_days(3)}, False, "Under embargo"),
    ],
)
def test_a_kit_that_does_not_open_is_named(pitch, ines, values, blocking, why):
    Kit.objects.filter(pk=pitch.kit_id).update(**values)
    pitch.refresh_from_db()
    found = check(pitch)
    assert (found.blocking, why in found.detail) == (blocking, True)


def test_another_clients_kit_stops_it(pitch, ines):
    pitch.kit = shared(whole_kit(KitFactory().client, pitch.owner))
    assert "another client" in check(pitch).detail


def test_the_kit_is_chosen_in_the_composer(client_for, specialist, pitch, ines):
    Pitch.objects.filter(pk=pitch.pk).update(kit=None)
    foreign = KitFactory()
    browser, address = client_for(specialist), reverse("pitches:pitch-save", args=[pitch.pk])
    texts = {name: getattr(pitch, name) for name in ("subject", "body", "lede", "story", "follow_up")}
    refused = browser.post(address, {**texts, "revision": 1, "kit": foreign.pk})
    assert refused.status_code == 422
    saved = browser.post(address, {**texts, "revision": 1, "kit": pitch.kit_id})
    assert saved["X-Revision"] == "2"
    assert Pitch.objects.get().kit_id == pitch.kit_id


def test_a_colleague_changing_the_kit_is_not_overwritten(client_for, specialist, colleague, pitch, ines):
    second = KitFactory(client=pitch.campaign.client, title="Second kit")
    drafting.save(pitch=pitch, by=colleague, revision=1, kit=second)
    texts = {name: getattr(pitch, name) for name in ("subject", "body", "lede", "story", "follow_up")}
    response = client_for(specialist).post(pitch.get_compose_url(), {**texts, "revision": 1, "kit": ""})
    assert response.status_code == 409
    assert "Second kit" in response.content.decode()
    assert Pitch.objects.get().kit == second


def test_the_pitch_page_shows_photos_and_what_can_be_taken(client, pitch, ines):
    send(pitch)
    ines.refresh_from_db()
    page = client.get(reverse("pitches-public:pitch", args=[ines.token])).content.decode()
    link = KitLink.objects.get()
    for expected in (
        "Rows of windless containers",
        "Lena Hartwig",
        "Free to print with credit",
        f"/k/{link.token}/all.zip",
    ):
        assert expected in page
    assert not KitVisit.objects.exists(), "to open the pitch page is not to look at the kit"


def test_the_field_is_a_link_in_words_on_the_pitch_page(client, pitch, ines):
    Pitch.objects.filter(pk=pitch.pk).update(story="<p>All of it is in {{ media_kit }}.</p>")
    send(Pitch.objects.get(pk=pitch.pk))
    ines.refresh_from_db()
    page = client.get(reverse("pitches-public:pitch", args=[ines.token])).content.decode()
    assert f'All of it is in <a href="{kit_url(KitLink.objects.get())}">the media kit</a>.' in page


def test_before_the_embargo_the_pitch_page_shows_nothing_of_it(client, pitch, ines):
    until = in_days(1)
    Kit.objects.update(embargo_until=until)
    send(pitch)
    ines.refresh_from_db()
    page = client.get(reverse("pitches-public:pitch", args=[ines.token])).content.decode()
    told = date_format(timezone.localtime(until), "l, j F Y, H:i T")
    assert f"It is under embargo and opens on {told}." in strip_tags(page)
    assert "windless containers" not in page
    assert "/files/" not in page


def test_a_kit_that_is_no_longer_shared_leaves_the_pitch_page(client, pitch, ines):
    send(pitch)
    Kit.objects.update(shared=None, shared_at=None, shared_by=None)
    ines.refresh_from_db()
    page = client.get(reverse("pitches-public:pitch", args=[ines.token])).content.decode()
    assert "Photos and more" not in page
    assert "media kit" not in page.lower()


def test_the_previewed_pitch_page_has_nobodys_link(client_for, specialist, pitch, ines):
    page = client_for(specialist).get(reverse("pitches:page-preview", args=[pitch.pk])).content.decode()
    assert "Rows of windless containers" in page
    assert pitch.kit.token not in page
    assert not KitLink.objects.exists()


def test_results_show_who_looked_and_what_was_taken(client, client_for, specialist, pitch, ines):
    RecipientFactory(pitch=pitch)
    send(pitch)
    link = KitLink.objects.get(journalist=ines.journalist)
    client.get(reverse("mediakits-public:kit", args=[link.token]), headers=READER)
    KitVisit.objects.create(kit=pitch.kit, link=link, what="all")
    KitVisit.objects.create(kit=pitch.kit, link=link, what="looked", by_machine=True)
    page = client_for(specialist).get(pitch.get_absolute_url()).content.decode()
    assert "Kit: looked 1 time, took 1" in page
    assert "1 of 2 recipients" in page
    found = kit_attention(pitch)
    assert (found.links, found.looked, found.took) == (2, 1, 1)
    KitVisit.objects.update(at=timezone.now() - timedelta(days=400))
    visits.fold_old()
    found = kit_attention(pitch)
    assert (found.links, found.looked, found.took) == (2, 1, 1)


def test_observers_do_not_see_who_looked(client_for, pitch, ines):
    from tests.factories.team import UserFactory

    send(pitch)
    KitVisit.objects.create(kit=pitch.kit, link=KitLink.objects.get(), what="all")
    observer = UserFactory(observer=True)
    pitch.campaign.client.observers.add(observer)
    page = client_for(observer).get(pitch.get_absolute_url()).content.decode()
    assert "Kit: looked" not in page
    assert "have a link of their own" not in page
