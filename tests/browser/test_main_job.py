"""The main job as the people do it, in a real browser: specialist, manager, journalist, and the specialist again."""

import re
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from core import jobs
from core.models import Job
from dashboard.demo import post_office
from mail import delivery, intake
from mail.models import OutgoingMessage
from pitches import follow_ups, tasks
from pitches.models import Pitch, Recipient
from team.models import TeamPolicy, User
from tests.factories.campaigns import CampaignFactory
from tests.factories.mail import MailboxFactory
from tests.mail.sink import Sink

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

PEOPLE = """Name;Publication;E-mail address;Beat(s)
Ines Albrecht;Stromblatt;ines@stromblatt.example.org;Grid, Energy storage
Pieter van Dalen;Polderpost;pieter@polderpost.example.com;Climate
Ruth Feldmann;Transition Brief;ruth@brief.example.net;Energy policy
"""
Open = Callable[..., Page]
Look = Callable[[Page], list[str]]


@pytest.fixture
def office(specialist: User) -> None:
    """A team that sends at any hour, so that the test need not wait for a morning."""
    TeamPolicy.objects.update_or_create(
        pk=1,
        defaults={
            "postal_address": "Uferweg 8, 10999 Berlin",
            "window_start": 0,
            "window_end": 24,
            "weekdays_only": False,
        },
    )
    CampaignFactory(name="Altfelde switch-on", owner=specialist, state="running")


def test_main_job(
    open_page: Open, axe: Look, office: None, specialist: User, manager: User, tmp_path: Path, live_server: object
) -> None:
    with Sink() as sink:
        MailboxFactory(owner=specialist, name="Maya Lindqvist", smtp_port=sink.port)
        page = open_page(specialist, "/contacts/imports/")
        import_people(page, axe, tmp_path)
        write_pitch(page, axe)
        sign_off(open_page(manager, "/review/"), axe)
        send(page)
        delivery.deliver_due()
        pitched = [raw for raw in sink.raw if b"maya@team.example.com" not in raw]
        assert len(pitched) == 3

        answer_on_page(open_page, axe, link_in(pitched, "ines@stromblatt.example.org"))
        answer_by_mail("pieter@polderpost.example.com")
        page.goto("/")
        expect(page.get_by_role("main")).to_contain_text("Ines Albrecht is interested")
        expect(page.get_by_role("main")).to_contain_text("Pieter van Dalen has replied")
        assert axe(page) == []

        follow_up_when_due()
        followed = [message_from_bytes(raw)["To"] for raw in sink.raw if b"Subject: Re: A 100-hour battery" in raw]
        assert followed == ["Ruth Feldmann <ruth@brief.example.net>"]
        page.goto(Pitch.objects.get().get_absolute_url())
        expect(page.get_by_role("row", name=re.compile("Ruth Feldmann"))).to_contain_text("Followed up, no answer")
        assert axe(page) == []


def import_people(page: Page, axe: Look, folder: Path) -> None:
    file = folder / "storage-press.csv"
    file.write_text(PEOPLE, encoding="utf-16")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Show what would change").click()
    work(page)
    assert axe(page) == []
    page.get_by_role("button", name="Import 3 people").click()
    work(page)
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def work(page: Page) -> None:
    """What the worker does while the page shows its progress."""
    page.wait_for_url(re.compile(r"/contacts/imports/\d+/$"))
    for job in Job.objects.filter(state=Job.State.WAITING):
        jobs.run(job_id=job.pk)
    page.reload()


def write_pitch(page: Page, axe: Look) -> None:
    page.goto("/pitches/new/")
    campaign = page.get_by_label("Campaign")
    campaign.select_option(campaign.get_by_role("option", name="Altfelde switch-on").get_attribute("value"))
    page.get_by_label("Name of the pitch").fill("Trade and energy press")
    assert axe(page) == []
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Subject", exact=True).fill("A 100-hour battery in Altfelde")
    write_anew(page, "Message")
    page.keyboard.type("Hi ")
    page.get_by_role("button", name="First name").first.click()
    page.keyboard.type(", a battery that runs for four days: ")
    page.get_by_role("button", name="Pitch page").first.click()
    write_anew(page, "Follow-up")
    page.keyboard.type("The raw data is on the page now.")
    expect(page.locator("[data-mr-save-state=compose-form]")).to_contain_text("Saved")
    for name in ("Ines Albrecht", "Pieter van Dalen", "Ruth Feldmann"):
        pick(page, name)
    assert axe(page) == []
    with page.expect_response(re.compile(r"/pitches/\d+/test/")):
        page.get_by_role("button", name="Send me a test").click()
    assert OutgoingMessage.objects.get().to_address == "maya@team.example.com"
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator("#pitch-state")).to_have_text("In review")


def write_anew(page: Page, name: str) -> None:
    """Put the cursor into an editor, and choose all that stands in it. Until it has started, a plain field is there."""
    editor = page.get_by_role("textbox", name=name).and_(page.locator(".mr-editor"))
    editor.click()
    expect(editor).to_be_focused()
    editor.press("Control+a")


def pick(page: Page, name: str) -> None:
    page.get_by_label("Add a journalist or a list").fill(name)
    page.get_by_role("button", name=f"Add {name}").click()
    page.locator("#recipients").get_by_role("link", name=name).click()
    page.get_by_label("Why them").fill("Wrote about storage in October.")
    page.locator("#recipients").get_by_role("button", name="Save").click()


def sign_off(page: Page, axe: Look) -> None:
    page.get_by_role("link", name=re.compile("Trade and energy press")).first.click()
    expect(page.get_by_role("main")).to_contain_text("A 100-hour battery in Altfelde")
    assert axe(page) == []
    page.keyboard.press("a")
    expect(page.get_by_role("main")).not_to_contain_text("1 waiting")
    assert Pitch.objects.get().state == Pitch.State.APPROVED


def send(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Schedule").click()
    page.get_by_role("dialog").get_by_role("button", name="Schedule").click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    assert OutgoingMessage.objects.filter(purpose="pitch").count() == 0
    Pitch.objects.update(starts_at=timezone.now())
    tasks.keep_pitches_going()


def link_in(raws: list[bytes], address: str) -> str:
    """The pitch page's address in the text part of the message to `address`, without the site."""
    message = next(m for m in (message_from_bytes(r, policy=policy.default) for r in raws) if address in m["To"])
    text = message.get_body(("plain",)).get_content()
    found = re.search(re.escape(settings.SITE_URL) + r"(/p/\S+)", text)
    assert found, text
    return found[1]


def answer_on_page(open_page: Open, axe: Look, address: str) -> None:
    phone = open_page(None, address, phone=True, dark=True)
    expect(phone.get_by_role("heading", level=1)).to_have_text("A 100-hour battery in Altfelde")
    assert axe(phone) == []
    phone.get_by_role("link", name="I’m interested").click()
    assert axe(phone) == []
    phone.get_by_label("Anything to add?").fill("When does it go live?")
    phone.get_by_role("button", name="Yes, tell Maya").click()
    expect(phone.get_by_role("main")).to_contain_text("Maya knows that you are interested")
    assert phone.context.cookies() == []


def answer_by_mail(address: str) -> None:
    recipient = Recipient.objects.select_related("message__mailbox", "journalist").get(message__to_address=address)
    raw = post_office.reply(recipient.message, "Yes, please.", at=timezone.now(), name=recipient.journalist.name)
    assert intake.receive(raw).matched == recipient.message


def follow_up_when_due() -> None:
    due_on = Recipient.objects.get(answered_at=None).follow_up_due_on
    with time_machine.travel(timezone.now() + (due_on - timezone.localdate()) + timedelta(hours=1)):
        follow_ups.send_due()
        delivery.deliver_due()
