"""What is offered beside a message, in a real browser: followed, taken back, accessible."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from contacts.models import Journalist
from mail import intake
from team.models import User
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.mail.letters import letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAID = (
    "Hi Maya,\n\nI have left Stromblatt. Please write to my successor Noor Haddad (noor@stromblatt.example.org) "
    "from now on, and take me off your list.\n\nBest,\nInes\n"
)


@pytest.fixture
def address(specialist: User) -> str:
    JournalistFactory(
        name="Ines Albrecht", position__outlet=OutletFactory(name="Stromblatt"), email="ines.albrecht@example.org"
    )
    box = MailboxFactory(owner=specialist, address="maya@harbourlane.example.com")
    incoming = intake.receive(letter(in_reply_to=in_state(box, "sent").message_id, body=SAID), mailbox=box)
    return reverse("mail:incoming-detail", args=[incoming.pk])


def test_suggestion_is_followed_and_taken_back(open_page: Callable[..., Page], specialist: User, address: str) -> None:
    page = open_page(specialist, address)
    page.get_by_role("button", name="Do not contact").click()
    expect(page.get_by_text("Ines Albrecht is not contacted any more")).to_be_visible()
    assert Journalist.objects.get().do_not_contact
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Do not contact")).to_be_visible()
    assert not Journalist.objects.get().do_not_contact


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_suggestions_are_accessible(
    open_page: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    specialist: User,
    address: str,
    phone: bool,
    dark: bool,
) -> None:
    page = open_page(specialist, address, phone=phone, dark=dark)
    expect(page.get_by_role("group", name="Suggestion")).to_have_count(2)
    assert axe(page) == []
