"""A newsroom in a real browser: in the light and in the dark, on a desk and on a phone, nothing for axe to find."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from mail.models import IncomingMessage
from mediakits.addresses import name_of
from mediakits.models import Document
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory, SpokespersonFactory, SubscriberFactory
from tests.mediakits.newsrooms import released, shared_kit

pytestmark = pytest.mark.django_db(transaction=True)

BODY = (
    "<p>Fernhall Storage has set the last of 2,400 iron-air cells into the turbine hall of the former lignite plant in "
    "Altfelde. The battery delivers 12 megawatts for 100 hours.</p><p>It joins the grid on 17 November. The first "
    "winter is a test: every discharge is published.</p><ul><li>12 MW for 100 hours</li><li>38 people on site</li></ul>"
)


def picture(colour):
    made, image = BytesIO(), Image.new("RGB", (256, 256), colour)
    ImageDraw.Draw(image).ellipse((78, 60, 178, 160), fill="white")
    image.save(made, "WEBP")
    return ContentFile(made.getvalue(), name="picture.webp")


@pytest.fixture
def room(client_brand, specialist):
    client_brand.logo.save("logo.webp", picture("#1b4d3e"))
    client_brand.website = "https://fernhall.example"
    client_brand.save()
    room = NewsroomFactory(
        client=client_brand, slug="fernhall", contact=specialist, mailbox=MailboxFactory(), colour="#1b4d3e",
        intro="Fernhall builds iron-air batteries that carry a town through a windless week.",
        hours="07:00 to 20:00, Berlin", address="Turbinenweg 1, Altfelde, Germany",
    )  # fmt: skip
    now = timezone.now()
    room.first = released(client_brand, title="Fernhall and the plant’s works council agree", body=BODY,
                          public_from=now - timedelta(days=260))  # fmt: skip
    room.last = released(client_brand, title="Altfelde: the turbine hall is full", body=BODY)
    released(client_brand, title="Statement on the fan noise", body=BODY, kind=Document.Kind.STATEMENT,
             public_from=now - timedelta(days=40))  # fmt: skip
    released(client_brand, title="Fernhall Storage at a glance", body=BODY, kind=Document.Kind.OVERVIEW)
    shared_kit(client_brand, title="Altfelde: a battery for the windless week", documents=(room.last,))
    for name, role, colour in (("Elin Sørvaag", "Chief executive", "teal"), ("Anke Petzold", "Runs the site", "")):
        person = SpokespersonFactory(client=client_brand, name=name, role=role, languages="German, English",
                                     about="Founded Fernhall in 2019.")  # fmt: skip
        if colour:
            person.portrait.save("p.webp", picture(colour))
    return room


PAGES = ["", "releases/", "search/?q=turbine", "inquiry/", "subscription/", "inquiry/received/amber-kestrel-42/"]


@pytest.mark.parametrize(("dark", "phone"), [(False, False), (True, False), (False, True)])
def test_public_pages_are_accessible(open_page, axe, room, dark, phone):
    page = open_page(None, "/newsroom/fernhall/", dark=dark, phone=phone)
    for path in [*PAGES, f"{name_of(room.last)}/"]:
        page.goto(f"/newsroom/fernhall/{path}")
        assert axe(page) == [], path
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, path


def test_colour_is_the_clients(open_page, room):
    page = open_page(None, "/newsroom/fernhall/")
    button = page.get_by_role("link", name="Ask a question")
    assert button.evaluate("each => getComputedStyle(each).backgroundColor") == "rgb(27, 77, 62)"


def test_reporter_asks_and_is_thanked(open_page, room):
    page = open_page(None, "/newsroom/fernhall/")
    page.get_by_role("link", name="Ask a question").click()
    page.wait_for_timeout(3100)
    page.get_by_label("Name").fill("Ines Albrecht")
    page.get_by_label("E-mail").fill("ines@stromblatt.example")
    page.get_by_label("Your question").fill("Is it worth losing more than half?")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. Your question is here")
    assert IncomingMessage.objects.get().from_address == "ines@stromblatt.example"


def test_team_sees_what_the_colour_becomes_while_typing(open_page, axe, room, specialist):
    page = open_page(specialist, f"/media-kits/newsrooms/{room.pk}/")
    assert axe(page) == []
    page.get_by_role("textbox", name="Colour").fill("#ffe600")
    expect(page.locator("#shades")).to_contain_text("too bright for white ground")


def test_teams_pages_are_accessible(open_page, axe, room, specialist):
    for number in range(3):
        SubscriberFactory(newsroom=room, name=f"Reader {number}", outlet_name="Stromblatt",
                          confirmed_at=timezone.now() if number else None)  # fmt: skip
    page = open_page(specialist, "/media-kits/newsrooms/")
    here = f"/media-kits/newsrooms/{room.pk}/"
    others = ["/media-kits/newsrooms/new/", f"/clients/{room.client_id}/", f"{here}preview/"]
    for path in ["/media-kits/newsrooms/", f"{here}subscribers/?state=all", *others]:
        page.goto(path)
        assert axe(page) == [], path
