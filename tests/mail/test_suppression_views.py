import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import jobs
from mail import suppression
from mail.models import Lifting, OutgoingMessage, Suppression, SuppressionImport
from tests.factories.mail import MailboxFactory, enqueued

pytestmark = pytest.mark.django_db
LIST = reverse("mail:suppression-list")


def url(name: str, *args: object) -> str:
    return reverse(f"mail:suppression-{name}", args=args)


@pytest.fixture
def entry() -> Suppression:
    return suppression.suppress("ines@example.org", source="unsubscribe", note="By the link")


@pytest.fixture
def browser(client_for, manager):
    return client_for(manager)


def test_the_list_is_for_managers_and_admins(client_for, entry, manager, admin_user, specialist, observer, outsider):
    for person in (manager, admin_user):
        page = client_for(person).get(LIST).content.decode()
        assert "By the link" in page
        assert "Suppression list" in page
    for person in (specialist, observer, outsider):
        for address in (LIST, url("export"), url("lifting", entry.pk)):
            response = client_for(person).get(address)
            assert response.status_code == 403
            assert entry.digest[:8] not in response.content.decode()
        client_for(person).post(url("lifting", entry.pk), {"reason": "x", "their_wish": "on"})
        client_for(person).post(url("add"), {"entry": "pieter@example.org", "note": "x"})
    assert client_for(None).get(LIST)["Location"].startswith(reverse("account_login"))
    assert list(Suppression.objects.all()) == [entry]


def test_settings_show_the_way_to_managers_alone(client_for, manager, specialist):
    assert LIST in client_for(manager).get(reverse("team:policy")).content.decode()
    assert LIST not in client_for(specialist).get(reverse("team:policy")).content.decode()


def test_the_list_is_narrowed_by_the_url(browser, entry):
    suppression.suppress("pieter@example.org", source="bounce", note="550 no such user")
    page = browser.get(LIST, {"source": "bounce"}).content.decode()
    assert "550 no such user" in page
    assert "By the link" not in page
    assert "No entry matches" in browser.get(LIST, {"source": "complaint"}).content.decode()
    assert "By the link" in browser.get(LIST, {"source": "nonsense", "page": "x"}).content.decode()


def test_the_list_costs_the_same_for_one_and_three(browser, entry, manager, django_assert_num_queries):
    browser.get(LIST)
    with django_assert_num_queries(QUERIES):
        browser.get(LIST)
    suppression.suppress("a@example.org", source="team", by=manager)
    suppression.suppress_domain("example.com", source="team", by=manager)
    with django_assert_num_queries(QUERIES):
        browser.get(LIST)


QUERIES = 11


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("INES@example.org", "ines@example.org is on the list."),
        ("<ines@example.org>", "By the link"),
        ("pieter@example.org", "pieter@example.org is not on the list"),
        ("example.org", "example.org is not on the list"),
        ("pieter@example.com", "The whole domain:"),
        ("Example.com", "example.com is on the list."),
    ],
)
def test_is_it_on_the_list(browser, entry, asked, says):
    suppression.suppress_domain("example.com", source="team", note="Competitor")
    assert says in browser.post(url("lookup"), {"entry": asked}).content.decode()


@pytest.mark.parametrize("name", ["lookup", "add"])
def test_what_is_neither_address_nor_domain_is_refused(browser, name):
    response = browser.post(url(name), {"entry": "nobody at all", "note": "x"})
    assert response.status_code == 422
    assert "Give an e-mail address, or a domain such as example.org." in response.content.decode()
    assert not Suppression.objects.exists()


def test_added_by_hand_calls_off_what_waits(browser, manager):
    mailbox = MailboxFactory()
    theirs, domains, other = (
        enqueued(mailbox, to_address=to) for to in ("ines@example.org", "pieter@example.com", "lewis@example.net")
    )
    browser.post(url("add"), {"entry": "Ines@example.org", "note": "Asked by phone"})
    browser.post(url("add"), {"entry": "example.com", "note": "Asked by their editor"})
    states = dict(OutgoingMessage.objects.values_list("to_address", "state"))
    assert states == {theirs.to_address: "cancelled", domains.to_address: "cancelled", other.to_address: "queued"}
    assert list(Suppression.objects.values_list("scope", "source", "added_by")) == [
        ("domain", "team", manager.pk),
        ("address", "team", manager.pk),
    ]


def test_adding_by_hand_needs_a_note(browser):
    assert browser.post(url("add"), {"entry": "ines@example.org"}).status_code == 422
    assert not Suppression.objects.exists()


def test_an_unsubscription_is_lifted_by_the_persons_wish_alone(browser, entry, manager):
    response = browser.post(url("lifting", entry.pk), {"reason": "We need them"})
    assert response.status_code == 422
    assert "only their own wish brings them back" in response.content.decode()
    assert browser.post(url("lifting", entry.pk), {"their_wish": "on", "reason": " "}).status_code == 422
    assert suppression.is_suppressed("ines@example.org")
    browser.post(url("lifting", entry.pk), {"their_wish": "on", "reason": "Wrote to Priya on 3 May"})
    assert not suppression.is_suppressed("ines@example.org")
    kept = Lifting.objects.get()
    assert (kept.source, kept.since, kept.reason, kept.by) == (
        "unsubscribe", entry.since, "Wrote to Priya on 3 May", manager,
    )  # fmt: skip
    page = browser.post(url("lookup"), {"entry": "ines@example.org"}).content.decode()
    assert "Wrote to Priya on 3 May" in page
    assert browser.get(url("lifting", entry.pk)).status_code == 404


def test_lifting_a_bounce_leaves_their_wish_to_leave(browser, entry):
    bounce = suppression.suppress("ines@example.org", source="bounce")
    assert "stays on the list for another reason" in browser.get(url("lifting", bounce.pk)).content.decode()
    browser.post(url("lifting", bounce.pk), {"reason": "The address works again"})
    assert list(Suppression.objects.all()) == [entry]


def test_lifting_without_a_reason_is_refused_by_the_database(entry):
    with pytest.raises(IntegrityError, match="mail_lifting_reason"), transaction.atomic():
        suppression.lift_entry(entry=entry, reason="", by=None)
    assert Suppression.objects.count() == 1


def test_one_entry_for_each_reason_is_held_by_the_database(entry):
    with pytest.raises(IntegrityError, match="mail_suppression_once_a_source"), transaction.atomic():
        Suppression.objects.create(digest=entry.digest, source=entry.source)


def test_coming_back_is_kept_too(entry):
    assert suppression.lift("ines@example.org", source="unsubscribe")
    assert Lifting.objects.get().reason == "Came back by their own wish"


@pytest.mark.parametrize("way", ["file", "pasted"])
def test_a_list_is_imported_by_a_job(browser, way, manager, client_for, specialist):
    text = "ines@example.org\nnonsense\nexample.com\n"
    what = SimpleUploadedFile("left.csv", text.encode()) if way == "file" else text
    response = browser.post(url("load"), {way: what, "note": "From the old tool"})
    made = SuppressionImport.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert "Waits for a worker" in browser.get(made.get_absolute_url()).content.decode()
    assert jobs.run(job_id=made.job_id).state == "done"
    page = browser.get(made.get_absolute_url()).content.decode()
    assert "2 of 2 entries added" in page
    assert "This is neither an e-mail address nor a domain." in page
    assert "nonsense" not in page
    assert client_for(specialist).get(made.get_absolute_url()).status_code == 403
    assert set(Suppression.objects.values_list("source", "note", "added_by")) == {
        ("import", "From the old tool", manager.pk)
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({}, "Choose a file, or paste the list"),
        ({"pasted": "nothing here"}, "No row of this list is an address or a domain."),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_a_sentence(browser, data, why):
    response = browser.post(url("load"), data)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert not SuppressionImport.objects.exists()


def test_the_export_holds_hashes_and_the_fingerprint(browser, entry):
    response = browser.get(url("export"))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "digest,scope,source,since,key"
    assert lines[1].split(",")[0] == entry.digest
    assert lines[1].endswith(f",{suppression.fingerprint()}")
    assert response["Content-Disposition"].startswith('attachment; filename="suppressions-')
