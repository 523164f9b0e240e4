"""The first steps: done is what the data says, open what nobody skipped, and nobody is held up by them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboard.welcome import first_steps
from team import founding, invitations
from team.models import FirstSteps, Invitation, User
from tests.factories.campaigns import ClientFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import MonitorFactory
from tests.factories.mail import MailboxFactory
from tests.factories.team import InvitationFactory

pytestmark = pytest.mark.django_db

WHOLE = ["you", "client", "mailbox", "contacts", "monitor", "others"]
PATH = reverse("dashboard:first-steps")


@pytest.fixture
def founder(db):
    return founding.found(
        organisation="Alder Press",
        postal_address="Elm Street 1",
        name="Ada Quinn",
        email="ada@alder.example.org",
        password="four plain words here",
        time_zone="Europe/Dublin",
    )


def done(user):
    return {step.kind.key: step.done for step in first_steps.path_of(user).steps if step.done}


def test_founder_has_the_whole_path_and_members_their_own_part(founder):
    assert [step.kind.key for step in first_steps.path_of(founder).steps] == WHOLE
    member = invitations.accept(token=InvitationFactory().token, name="Tom", password="four plain words here")
    assert [step.kind.key for step in first_steps.path_of(member).steps] == ["you", "mailbox"]


def test_observers_and_whoever_was_here_before_have_none(specialist):
    observer = invitations.accept(
        token=InvitationFactory(role="observer").token, name="Elin", password="four plain words here"
    )
    assert first_steps.path_of(observer) is None
    assert first_steps.path_of(specialist) is None


def test_whoever_makes_the_first_account_by_command_has_the_path_too():
    first = User.objects.create_superuser("ada@alder.example.org", "four plain words here", name="Ada")
    assert first_steps.to_show(first).next.kind.key == "you"


def test_steps_are_done_when_what_they_lead_to_is_there_whoever_made_it(founder, colleague):
    assert done(founder) == {"others": "Somebody else is here, or invited."}
    MonitorFactory(client=ClientFactory(name="Fernhall"), name="Fernhall")
    JournalistFactory()
    MailboxFactory(owner=colleague, address="theirs@alder.example.org")
    User.objects.filter(pk=founder.pk).update(phone="+353 1 234567")
    found = done(founder)
    assert found["you"] == "Journalists can call you at +353 1 234567."
    assert found["client"] == "The first is Fernhall."
    assert found["monitor"] == "“Fernhall” is watching."
    assert "contacts" in found
    assert "mailbox" not in found, "a colleague's own mailbox is not mine"
    MailboxFactory(owner=None, address="press@alder.example.org")
    assert done(founder)["mailbox"] == "You send from press@alder.example.org."


def test_an_invitation_under_way_counts_as_somebody_else(founder):
    assert "others" not in done(founder)
    Invitation.objects.create(email="tom@alder.example.org", role="specialist", invited_by=founder)
    assert "others" in done(founder)


def test_skipped_steps_are_passed_over_and_can_be_taken_up_again(founder, client_for):
    browser = client_for(founder)
    skip = reverse("dashboard:first-step-skip", args=["you"])
    assert browser.post(skip, {"from": "today"})["Location"] == "/"
    assert first_steps.path_of(founder).next.kind.key == "client"
    assert browser.post(skip, {"again": "1"})["Location"] == PATH
    assert first_steps.path_of(founder).next.kind.key == "you"


def test_a_skipped_step_that_was_done_elsewhere_is_done(founder):
    first_steps.pass_over(founder, "you", skip=True)
    User.objects.filter(pk=founder.pk).update(phone="+353 1 234567")
    [you] = [step for step in first_steps.path_of(founder).steps if step.kind.key == "you"]
    assert (you.skipped, bool(you.done)) == (False, True)


def test_monitor_waits_for_a_client_and_is_not_offered_before_it(founder):
    for key in ("you", "client", "mailbox", "contacts", "others"):
        first_steps.pass_over(founder, key, skip=True)
    step = first_steps.path_of(founder).next
    assert (step.kind.key, step.waits) == ("monitor", "Whom do you work for")


def test_today_shows_the_next_step_until_it_is_closed(founder, client_for):
    browser = client_for(founder)
    page = browser.get("/").content.decode()
    assert "0 of 6 done" in page
    assert reverse("dashboard:first-step", args=["you"]) in page
    assert browser.post(reverse("dashboard:first-steps-closing"))["Location"] == "/"
    assert "First steps</h2>" not in browser.get("/").content.decode()
    assert browser.get(PATH).status_code == 200, "the page itself stays"


def test_path_closes_when_nothing_is_open_and_stays_closed(founder):
    for key in WHOLE:
        first_steps.pass_over(founder, key, skip=True)
    assert first_steps.to_show(founder) is None
    assert FirstSteps.objects.get(user=founder).closed_at is not None
    FirstSteps.objects.update(skipped=[])  # as if something were open again
    assert first_steps.to_show(founder) is None


def test_taking_a_step_up_again_opens_the_path(founder):
    FirstSteps.objects.update(closed_at=timezone.now())
    first_steps.pass_over(founder, "you", skip=False)
    assert first_steps.to_show(founder) is not None


@pytest.mark.parametrize(
    ("key", "form", "data"),
    [
        ("you", "/profile/", {"name": "Ada", "phone": "+353 1 234567", "time_zone": "Europe/Dublin"}),
        ("client", "/clients/new/", {"name": "Fernhall"}),
        ("others", "/team/invitations/new/", {"email": "tom@alder.example.org", "role": "specialist"}),
    ],
)
def test_a_step_leads_to_its_form_and_the_form_leads_back(key, form, data, founder, client_for):
    browser = client_for(founder)
    there = browser.get(reverse("dashboard:first-step", args=[key]))["Location"]
    assert there.startswith(f"{form}?next=")
    assert "Back to the first steps" in browser.get(there).content.decode()
    assert browser.post(there, data)["Location"] == PATH
    assert key in done(founder)
    browser.get(PATH)
    assert "Back to the first steps" not in browser.get(form).content.decode()


def test_contacts_are_imported_or_added_by_hand(founder, client_for):
    browser = client_for(founder)
    address = reverse("dashboard:first-step", args=["contacts"])
    assert browser.get(address)["Location"].startswith(reverse("contacts:import-list"))
    assert browser.get(f"{address}?instead=1")["Location"].startswith(reverse("contacts:journalist-create"))


def test_forms_lead_nowhere_outside(founder, client_for):
    data = {"name": "Ada", "time_zone": "Europe/Dublin"}
    for elsewhere in ("https://evil.example.org/", "//evil.example.org/", "javascript:alert(1)"):
        assert client_for(founder).post(f"/profile/?next={elsewhere}", data)["Location"] == "/profile/"


def test_steps_that_a_person_does_not_have_are_not_found(specialist, client_for):
    browser = client_for(specialist)
    for key in ("client", "nothing"):
        assert browser.get(reverse("dashboard:first-step", args=[key])).status_code == 404
        assert browser.post(reverse("dashboard:first-step-skip", args=[key])).status_code == 404
    assert not FirstSteps.objects.exists()


def test_observers_are_turned_away(observer, client_for):
    for name in ("first-steps", "first-steps-closing"):
        assert client_for(observer).post(reverse(f"dashboard:{name}")).status_code == 403


def test_path_costs_one_query_however_much_there_is(founder, django_assert_num_queries):
    for number in (1, 3):
        JournalistFactory.create_batch(number)
        MailboxFactory.create_batch(number, owner=founder)
        with django_assert_num_queries(1):
            first_steps.path_of(founder)
