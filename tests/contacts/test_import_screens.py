"""The way of a file through the screens, and who may walk it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contacts.importing import planning, steps
from contacts.models import ContactImport, Journalist
from core import jobs
from core.models import Job
from tests.contacts.test_import_reading import PEOPLE, workbook

HEAD = "Name,Email,Outlet\n"
FILE = HEAD + "Ann Lee,ann@a.example,A\nBo Ek,bo@@b.example,B\nAnn Two,ann@a.example,C\n"


def drop(browser, content=FILE, name="press.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return browser.post("/contacts/imports/", {"file": SimpleUploadedFile(name, content)})


def mapping_of(made):
    meant = {heading: name for name, headings in made.mapping.items() for heading in headings}
    return {f"column_{number}": meant.get(heading, "") for number, heading in enumerate(made.headings)}


def work():
    """What the worker does with all that waits for it."""
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
        jobs.run(job_id=job.pk)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


@pytest.fixture
def uploaded(browser):
    drop(browser)
    return ContactImport.objects.get()


@pytest.fixture
def planned(browser, uploaded):
    browser.post(f"/contacts/imports/{uploaded.pk}/mapping/", mapping_of(uploaded))
    work()
    uploaded.refresh_from_db()
    return uploaded


@pytest.fixture
def applied(browser, planned):
    browser.post(f"/contacts/imports/{planned.pk}/application/")
    work()
    planned.refresh_from_db()
    return planned


def test_upload_leads_to_the_columns(browser):
    response = drop(browser)
    made = ContactImport.objects.get()

    assert response["Location"] == f"/contacts/imports/{made.pk}/mapping/"
    assert made.mapping == {"name": ["Name"], "email": ["Email"], "outlet": ["Outlet"]}
    page = browser.get(response["Location"]).content.decode()
    assert "ann@a.example" in page, "the first cells are shown"
    assert not Journalist.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "press.csv", "The file is empty."),
        (b"\x00\x01\x02" * 5000, "press.csv", "This is not a table"),
        (workbook(PEOPLE * 50)[:3000], "press.xlsx", "The workbook is damaged"),
        (b"%PDF-1.7", "press.pdf", "This is a PDF."),
    ],
)
def test_upload_of_a_broken_file_says_so_and_keeps_nothing(browser, content, name, says):
    response = drop(browser, content, name)

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not ContactImport.objects.exists()


def test_upload_without_a_file_says_so(browser):
    response = browser.post("/contacts/imports/", {})

    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


def test_upload_beyond_the_limit_is_refused_before_it_is_parsed(browser, settings):
    settings.IMPORT_MAX_MB = 1
    response = drop(browser, "x" * 1_500_000)

    assert response.status_code == 413
    assert "The file has 1 MB; up to 1 MB are read." in response.content.decode()


def test_upload_is_guarded_against_forgery(specialist):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(specialist)

    assert drop(browser).status_code == 403
    assert not ContactImport.objects.exists()


def test_mapping_is_remembered_for_the_next_such_file(browser, uploaded):
    chosen = mapping_of(uploaded) | {"column_2": "city"}
    browser.post(f"/contacts/imports/{uploaded.pk}/mapping/", chosen)
    drop(browser, HEAD + "Cy Dahl,cy@c.example,Berlin\n", "next.csv")

    assert ContactImport.objects.first().mapping == {"name": ["Name"], "email": ["Email"], "city": ["Outlet"]}


def test_mapping_with_two_columns_for_one_field_keeps_what_was_chosen(browser, uploaded):
    response = browser.post(
        f"/contacts/imports/{uploaded.pk}/mapping/", {"column_0": "name", "column_1": "outlet", "column_2": "outlet"}
    )

    assert response.status_code == 422
    assert "“Email” stands for outlet already. Choose one of the two." in response.content.decode()
    assert ContactImport.objects.get().state == "mapping"


def test_mapping_without_a_name_says_so(browser, uploaded):
    response = browser.post(f"/contacts/imports/{uploaded.pk}/mapping/", {"column_1": "email"})

    assert "No column stands for the name. Say which one does." in response.content.decode()


def test_reading_in_another_encoding(browser):
    drop(browser, "Name,Email\nЖанна,j@a.example\n".encode("cp1251"))
    made = ContactImport.objects.get()
    browser.post(f"/contacts/imports/{made.pk}/reading/", {"encoding": "koi8_r"})
    browser.post(f"/contacts/imports/{made.pk}/reading/", {"encoding": "cp1251"})

    page = browser.get(f"/contacts/imports/{made.pk}/mapping/").content.decode()
    assert "Жанна" in page


def test_plan_page_shows_outcomes_and_reasons(browser, planned):
    page = browser.get(f"/contacts/imports/{planned.pk}/").content.decode()
    invalid = browser.get(f"/contacts/imports/{planned.pk}/?outcome=invalid").content.decode()

    assert planned.state == "planned"
    assert "Import 1 person" in page
    assert "E-mail as on line 2." in page
    assert "bo@@b.example" in invalid
    assert "Ann Lee" not in invalid


def test_plan_page_costs_the_same_for_many_rows(browser, planned):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = f"/contacts/imports/{planned.pk}/"
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as three:
        browser.get(url)
    planned.rows.filter(line__gt=2).delete()
    with CaptureQueriesContext(connection) as one:
        browser.get(url)

    assert len(one) == len(three)


def test_row_is_put_right_in_place(browser, planned):
    url = f"/contacts/imports/{planned.pk}/rows/3/"
    form = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    refused = browser.post(
        url, {"name": "Bo Ek", "email": "bo@@b.example", "outlet": "typed"}, headers={"HX-Request": "true"}
    )
    accepted = browser.post(url, {"name": "Bo Ek", "email": "bo@b.example"}, headers={"HX-Request": "true"})

    assert 'value="bo@@b.example"' in form
    assert refused.status_code == 422
    assert 'value="typed"' in refused.content.decode(), "nothing typed is lost"
    assert accepted["HX-Retarget"] == "#import-plan"
    assert "Import 2 people" in accepted.content.decode(), "the button counts anew"
    assert planned.rows.get(line=3).outcome == "new"


def test_apply_and_undo(browser, specialist, applied):
    page = browser.get(f"/contacts/imports/{applied.pk}/").content.decode()

    assert applied.state == "applied"
    assert Journalist.objects.get().timeline.get().by == specialist
    assert "1 added, 0 changed" in page

    browser.post(f"/contacts/imports/{applied.pk}/undoing/")
    work()
    applied.refresh_from_db()
    assert applied.state == "undone"
    assert not Journalist.objects.exists()
    assert "1 removed" in browser.get(f"/contacts/imports/{applied.pk}/").content.decode()


def test_apply_twice_by_a_double_click_imports_once(browser, planned):
    for _ in range(2):
        browser.post(f"/contacts/imports/{planned.pk}/application/")
    work()

    assert Journalist.objects.count() == 1
    assert Job.objects.filter(kind="contacts.apply_import").count() == 1


def test_an_import_stopped_half_way_can_go_on_or_be_undone(browser, planned):
    browser.post(f"/contacts/imports/{planned.pk}/application/")
    browser.post(f"/jobs/{ContactImport.objects.get().job_id}/stop/")
    page = browser.get(f"/contacts/imports/{planned.pk}/").content.decode()
    assert "It was stopped half-way." in page
    assert "Undo what was done" in page

    browser.post(f"/contacts/imports/{planned.pk}/continuation/")
    work()
    planned.refresh_from_db()
    assert planned.state == "applied"
    assert Journalist.objects.count() == 1


def test_a_plan_that_fails_leads_back_to_the_columns(browser):
    drop(browser, HEAD)
    made = ContactImport.objects.get()
    browser.post(f"/contacts/imports/{made.pk}/mapping/", mapping_of(made))
    work()

    page = browser.get(f"/contacts/imports/{made.pk}/", follow=True).content.decode()
    assert "The file has headings, and no rows below them." in page


def test_discard_forgets_the_file_and_spares_an_applied_import(browser, planned):
    browser.post(f"/contacts/imports/{planned.pk}/deletion/")
    assert not ContactImport.objects.exists()


def test_discard_spares_an_applied_import(browser, applied):
    browser.post(f"/contacts/imports/{applied.pk}/deletion/")
    assert ContactImport.objects.get().state == "applied"


PAGES = ["", "{pk}/", "{pk}/mapping/", "{pk}/rows/3/"]
STEPS = ["{pk}/mapping/", "{pk}/reading/", "{pk}/rows/3/", "{pk}/application/", "{pk}/undoing/", "{pk}/deletion/", ""]


@pytest.mark.parametrize(
    ("who", "status"), [("colleague", 200), ("manager", 200), ("observer", 404), ("outsider", 404)]
)
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_the_team(client_for, request, planned, page, who, status):
    response = client_for(request.getfixturevalue(who)).get(f"/contacts/imports/{page.format(pk=planned.pk)}")

    assert response.status_code == status
    assert ("press.csv" in response.content.decode()) == (status == 200)


@pytest.mark.parametrize("step", STEPS)
def test_steps_are_closed_to_observers_and_strangers(client_for, observer, planned, step):
    url = f"/contacts/imports/{step.format(pk=planned.pk)}"
    before = ContactImport.objects.values().get()

    assert client_for(observer).post(url).status_code == 404
    assert "login" in client_for(None).post(url)["Location"]
    assert ContactImport.objects.values().get() == before


def test_a_plan_job_is_seen_by_the_team_alone(client_for, colleague, observer, planned):
    url = f"/jobs/{planned.job_id}/progress/"

    assert client_for(colleague).get(url).status_code == 200
    assert client_for(observer).get(url).status_code == 404


def test_steps_refuse_what_comes_too_late(planned):
    steps.start_apply(contact_import=planned, by=None)

    with pytest.raises(steps.NotNow):
        steps.start_undo(contact_import=planned, by=None)
    with pytest.raises(steps.NotNow):
        steps.start_plan(contact_import=planned, mapping=planned.mapping, by=None)
    assert planning.count(planned)["rows"] == 3
