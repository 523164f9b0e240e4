"""Statements and duties: who approves, what an edit ends, and who is on duty when."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Statement
from inquiries import statements
from inquiries.errors import NotPossible
from inquiries.models import Duty
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.inquiries import DutyFactory, StatementFactory

pytestmark = pytest.mark.django_db
LIST, NEW, DUTY = (reverse(f"inquiries:{name}") for name in ("statement-list", "statement-create", "duty-list"))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_statement_is_written_approved_and_ended_by_an_edit(client_for, specialist, manager):
    client = ClientFactory()
    typed = {"client": client.pk, "title": "Losses", "text": "More than half is lost."}
    assert "a manager approves it" in text_of(client_for(specialist).post(NEW, typed, follow=True))
    statement = Statement.objects.get()
    assert not Statement.objects.usable().exists()
    approve = reverse("inquiries:statement-approve", args=[statement.pk])
    client_for(specialist).post(approve, {"text": statement.text})
    client_for(manager).post(approve, {"text": "Something else"})
    assert not Statement.objects.usable().exists()
    client_for(manager).post(approve, {"text": statement.text})
    assert Statement.objects.usable().get() == statement
    edit = reverse("inquiries:statement-edit", args=[statement.pk])
    client_for(specialist).post(edit, {**typed, "title": "Why we state the losses"})
    assert Statement.objects.usable().exists()
    client_for(specialist).post(edit, {**typed, "text": "Less than half is lost."})
    assert not Statement.objects.usable().exists()


def test_nobody_approves_their_own_words(manager):
    statement = StatementFactory(owner=manager, approved_by=None, approved_at=None)
    with pytest.raises(NotPossible, match="second pair of eyes"):
        statements.approve(statement=statement, by=manager, text=statement.text)


def test_what_has_expired_or_was_put_away_is_not_usable(client_for, specialist):
    today = timezone.localdate()
    StatementFactory(expires_on=today - timedelta(days=1))
    holds, away = StatementFactory(expires_on=today), StatementFactory()
    browser = client_for(specialist)
    browser.post(reverse("inquiries:statement-archive", args=[away.pk]))
    assert list(Statement.objects.usable()) == [holds]
    browser.post(reverse("inquiries:statement-restore", args=[away.pk]))
    assert Statement.objects.usable().count() == 2


@pytest.mark.parametrize("wrong", ["title", "campaign", "text"])
def test_what_is_wrong_with_a_statement_is_said_and_nothing_is_lost(client_for, specialist, wrong):
    taken = StatementFactory(title="Taken")
    typed = {"client": taken.client_id, "title": "Other", "text": "Kept in the form."}
    typed |= {"title": {"title": "taken"}, "campaign": {"campaign": CampaignFactory().pk}, "text": {"text": " "}}[wrong]
    response = client_for(specialist).post(NEW, typed)
    said = {"title": "has a statement called", "campaign": "That is of", "text": "This field is required"}[wrong]
    assert (response.status_code, said in text_of(response)) == (422, True)
    assert Statement.objects.count() == 1


def test_a_duty_is_planned_once_and_removed(client_for, specialist, colleague):
    start = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=1)
    typed = {"user": colleague.pk, "starts_at": f"{start:%Y-%m-%dT%H:%M}", "note": "Two calls are open."}
    typed["ends_at"] = f"{start + timedelta(hours=8):%Y-%m-%dT%H:%M}"
    browser = client_for(specialist)
    assert "is on duty then" in text_of(browser.post(DUTY, typed, follow=True))
    again = browser.post(DUTY, {**typed, "user": specialist.pk})
    assert (again.status_code, f"{colleague} is on duty in that time already" in text_of(again)) == (422, True)
    backwards = browser.post(DUTY, {**typed, "ends_at": typed["starts_at"]})
    assert "ends after it begins" in text_of(backwards)
    browser.post(reverse("inquiries:duty-delete", args=[Duty.objects.get().pk]))
    assert not Duty.objects.exists()


def test_the_team_plans_and_nobody_else(client_for, observer, colleague, django_assert_num_queries):
    statement, duty = StatementFactory(title="A secret"), DutyFactory()
    pages = [LIST, NEW, DUTY, reverse("inquiries:statement-edit", args=[statement.pk])]
    actions = [
        reverse(f"inquiries:statement-{name}", args=[statement.pk]) for name in ("approve", "archive", "restore")
    ]
    actions.append(reverse("inquiries:duty-delete", args=[duty.pk]))
    for page in pages:
        assert client_for(colleague).get(page).status_code == 200
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
    for action in actions:
        assert client_for(observer).post(action).status_code == 403
        assert Browser().post(action)["Location"].startswith("/account/login/")
    assert Duty.objects.exists()
    StatementFactory.create_batch(2)
    browser = client_for(colleague)
    browser.get(LIST)
    with django_assert_num_queries(8):
        browser.get(LIST)
