"""Who speaks for a client: added, put in order, put away, and shown to whom it concerns."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from campaigns.models import Client, Spokesperson
from tests.factories.mediakits import SpokespersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def elin(client_brand):
    return SpokespersonFactory(
        client=client_brand, name="Elin Sørvaag", role="Chief executive", reached="+47 900 00 000"
    )


def data(**changes):
    return {"name": "Anke Petzold", "role": "Runs the site", "about": "Night shift leader for 14 years.",
            "languages": "German", "reached": "Mobile, after 14:00", **changes}  # fmt: skip


def picture():
    made = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(made, "JPEG")
    return SimpleUploadedFile("anke.jpg", made.getvalue(), "image/jpeg")


@pytest.mark.parametrize("who", ["specialist", "colleague", "manager"])
def test_team_adds_and_changes_spokespeople(client_for, client_brand, elin, request, who):
    browser = client_for(request.getfixturevalue(who))
    browser.post(f"/clients/{client_brand.pk}/spokespeople/new/", data(portrait=picture()))
    anke = Spokesperson.objects.get(name="Anke Petzold")
    assert (anke.client, anke.position, anke.portrait.name[-5:]) == (client_brand, elin.position + 1, ".webp")
    browser.post(f"/spokespeople/{elin.pk}/", data(name="Elin Sørvaag", role="Chair"))
    elin.refresh_from_db()
    assert elin.role == "Chair"
    page = browser.get(client_brand.get_absolute_url()).content.decode()
    assert page.index("Elin Sørvaag") < page.index("Anke Petzold")
    assert "Mobile, after 14:00" in page


@pytest.mark.parametrize("who", ["observer", "outsider", None])
@pytest.mark.parametrize("action", ["", "position/", "archiving/", "restoring/"])
def test_nobody_else_changes_them(client_for, elin, request, who, action):
    browser = client_for(request.getfixturevalue(who) if who else None)
    browser.post(f"/spokespeople/{elin.pk}/{action}", data())
    browser.post(f"/clients/{elin.client_id}/spokespeople/new/", data())
    elin.refresh_from_db()
    assert (elin.name, elin.archived_at, Spokesperson.objects.count()) == ("Elin Sørvaag", None, 1)


def test_observer_reads_them_without_their_private_number(client_for, client_brand, elin, observer, outsider):
    page = client_for(observer).get(client_brand.get_absolute_url()).content.decode()
    assert "Chief executive" in page
    assert "+47 900 00 000" not in page
    assert f"/spokespeople/{elin.pk}/" not in page
    assert client_for(outsider).get(client_brand.get_absolute_url()).status_code == 404


def test_order_is_theirs_to_choose(client_for, specialist, client_brand, elin):
    second = SpokespersonFactory(client=client_brand, name="Anke Petzold")
    third = SpokespersonFactory(client=client_brand, name="Marek Dvořák")
    browser = client_for(specialist)
    browser.post(f"/spokespeople/{third.pk}/position/", {"to": "up"})
    first = list(client_brand.spokespeople.active())
    browser.post(f"/spokespeople/{first[0].pk}/position/", {"to": "up"})
    browser.post(f"/spokespeople/{first[0].pk}/position/", {"to": "down"})
    assert list(client_brand.spokespeople.active()) == [first[1], first[0], first[2]]
    assert {first[0], first[1], first[2]} == {elin, second, third}


def test_who_is_put_away_can_be_brought_back(client_for, specialist, client_brand, elin):
    browser = client_for(specialist)
    browser.post(f"/spokespeople/{elin.pk}/archiving/")
    page = browser.get(client_brand.get_absolute_url()).content.decode()
    assert "Nobody yet" in page
    assert "1 before" in page
    browser.post(f"/spokespeople/{elin.pk}/restoring/")
    assert "Nobody yet" not in browser.get(client_brand.get_absolute_url()).content.decode()


def test_each_change_marks_the_client(client_for, specialist, client_brand, elin):
    browser, seen = client_for(specialist), {client_brand.updated_at}
    browser.post(f"/clients/{client_brand.pk}/spokespeople/new/", data())
    seen.add(Client.objects.get(pk=client_brand.pk).updated_at)
    for action in ("", "position/", "archiving/", "restoring/"):
        browser.post(f"/spokespeople/{elin.pk}/{action}", data(name="Elin Sørvaag"))
        seen.add(Client.objects.get(pk=client_brand.pk).updated_at)
    assert len(seen) == 6


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "ELIN sørvaag"}, "This client has a spokesperson of this name."),
        ({"about": "x" * 401}, "at most 400 characters"),
        ({"portrait": SimpleUploadedFile("x.jpg", b"not a picture", "image/jpeg")}, "Upload a valid image"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client_for, specialist, client_brand, elin, change, said):
    response = client_for(specialist).post(f"/clients/{client_brand.pk}/spokespeople/new/", data(**change))
    html = response.content.decode()
    assert (response.status_code, said in html, "Mobile, after 14:00" in html) == (422, True, True)
    assert Spokesperson.objects.count() == 1


def test_name_is_once_at_a_client(client_brand, elin):
    with pytest.raises(IntegrityError, match="campaigns_spokesperson_name"):
        SpokespersonFactory(client=client_brand, name="elin sørvaag")


def test_queries_do_not_grow_with_them(client_for, specialist, client_brand):
    def count(number):
        for _ in range(number):
            SpokespersonFactory(client=client_brand)
        with CaptureQueriesContext(connection) as queries:
            client_for(specialist).get(client_brand.get_absolute_url())
        return len(queries)

    assert count(1) == count(2)
