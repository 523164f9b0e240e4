"""Whoever leaves the team leaves no conversation behind unseen."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mail import threads
from mail.models import Thread
from team import members
from team.models import User
from tests.factories.mail import MailboxFactory
from tests.mail.conversations import answered, write_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(colleague):
    return MailboxFactory(owner=colleague, address="priya@harbourlane.example.com")


@pytest.fixture
def shared():
    return MailboxFactory(address="press@harbourlane.example.com")


def given(mailbox, to, *, subject):
    thread = write_in(mailbox, subject=subject, sender=f"{subject} <{subject.lower()}@example.net>").thread
    threads.assign(thread=thread, to=to, by=to)
    return thread


def page_of(browser, user):
    return browser.get(f"/team/members/{user.pk}/").content.decode()


def test_what_somebody_holds_is_listed_and_the_links_show_it(
    client_for, admin_user, specialist, colleague, own, shared
):
    open_ones = [given(shared, colleague, subject="Ferries"), answered(own)[2]]
    rests, over = given(shared, colleague, subject="Ports"), given(shared, colleague, subject="Islands")
    threads.snooze(thread=rests, until=timezone.now() + timedelta(days=2), by=colleague)
    threads.finish(thread=over, by=colleague)
    given(shared, specialist, subject="Heat")
    write_in(shared, subject="Nobody's", sender="N <n@example.net>")
    write_in(own, subject="Lunch?", sender="A friend <friend@example.net>")
    browser = client_for(admin_user)

    found = re.findall(r'href="(/mail/inbox/[^"]*)">([^<]*)</a>', page_of(browser, colleague))
    words = [text for _, text in found]
    assert words == ["2 open conversations", "1 conversation that is put off"]
    listed = [{row.pk for row in browser.get(unescape(href)).context["page_obj"]} for href, _ in found]
    assert listed == [{each.pk for each in open_ones}, {rests.pk}]


def test_account_is_switched_off_only_in_spite_of_them(client_for, admin_user, colleague, shared):
    thread = given(shared, colleague, subject="Ferries")
    browser = client_for(admin_user)
    asked = browser.post(f"/team/members/{colleague.pk}/deactivation/")
    assert "Priya Raman still looks after 1 open conversation." in asked.content.decode()
    assert User.objects.get(pk=colleague.pk).is_active
    threads.assign(thread=thread, to=admin_user, by=admin_user)
    browser.post(f"/team/members/{colleague.pk}/deactivation/")
    assert not User.objects.get(pk=colleague.pk).is_active


def test_somebody_who_holds_nothing_goes(client_for, admin_user, colleague, own):
    """Their private mail is nobody else's to look after."""
    write_in(own, subject="Lunch?", sender="A friend <friend@example.net>")
    assert Thread.objects.get().assignee == colleague
    assert members.holdings_of(colleague) == []
    assert "still looks after" not in page_of(client_for(admin_user), colleague)


@pytest.mark.parametrize("who", ["specialist", "manager", "observer", "outsider", None])
def test_only_admins_see_what_others_hold(client_for, request, colleague, shared, who):
    given(shared, colleague, subject="Ferries")
    answer = client_for(request.getfixturevalue(who) if who else None).get(f"/team/members/{colleague.pk}/")
    assert answer.status_code in {302, 403, 404}
    assert "open conversation" not in answer.content.decode()


def test_counting_costs_the_same_for_three_as_for_one(client_for, admin_user, colleague, shared):
    browser = client_for(admin_user)
    given(shared, colleague, subject="Ferries")
    page_of(browser, colleague)
    costs = []
    for subjects in ((), ("Ports", "Islands")):
        for subject in subjects:
            given(shared, colleague, subject=subject)
        with CaptureQueriesContext(connection) as queries:
            page_of(browser, colleague)
        costs.append(len(queries))
    assert costs[0] == costs[1]
