"""A thousand submissions of a newsroom's form from one address: a few are taken in, nobody else is held up."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client as Browser
from django.utils import timezone

from inquiries.models import Inquiry
from mediakits import inquiring
from mediakits.views import newsroom_forms
from tests.factories.mail import MailboxFactory
from tests.factories.mediakits import NewsroomFactory

pytestmark = pytest.mark.django_db
TIMES = 1000


def test_a_thousand_submissions_from_one_address(specialist):
    cache.clear()
    newsroom = NewsroomFactory(slug="fernhall", contact=specialist, mailbox=MailboxFactory())
    opened = timezone.now() - timedelta(seconds=20)
    with time_machine.travel(opened, tick=False):
        marks = [inquiring.open_form(newsroom) for _ in range(TIMES + 1)]

    def ask(number, browser):
        typed = {
            "name": "Ines Albrecht", "outlet": "Stromblatt", "email": f"ines{number}@stromblatt.example.org",
            "phone": "", "question": f"Question {number}: who paid?", "deadline": "", "zone": "Europe/Berlin",
            "website": "", "mark": marks[number],
        }  # fmt: skip
        return browser.post("/newsroom/fernhall/inquiry/", typed)

    flood = Browser(REMOTE_ADDR="203.0.113.7")
    answers = [ask(number, flood) for number in range(TIMES)]
    taken = newsroom_forms.INQUIRIES_AN_HOUR
    assert [answer.status_code for answer in answers] == [302] * taken + [429] * (TIMES - taken)
    last = answers[-1]
    assert last["Retry-After"] == "3600"
    assert f"Question {TIMES - 1}: who paid?" in last.content.decode(), "nothing typed is lost"
    assert ask(TIMES, Browser(REMOTE_ADDR="198.51.100.9")).status_code == 302, "somebody else is not held up"
    assert set(Inquiry.objects.values_list("words", flat=True)) == {
        f"Question {number}: who paid?" for number in (*range(taken), TIMES)
    }
