"""Discover in a real browser: a byline becomes a contact, another is a contact's, a third is nobody's."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from contacts.models import Journalist
from coverage.models import Byline, NotAPerson
from coverage.monitors.indexing import index
from team.models import User
from tests.factories.contacts import BeatFactory, JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory, BylineFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def signed(name: str, title: str, **byline: object) -> None:
    at = timezone.now() - timedelta(days=3)
    article = ArticleFactory(title=title, outlet_name="Stromblatt", domain="stromblatt.example.org", published_at=at)
    BylineFactory(article=article, name=name, domain="stromblatt.example.org", published_at=at, **byline)
    index(article)


def test_bylines_become_contacts(open_page: Callable[..., Page], axe: Callable, specialist: User) -> None:
    BeatFactory(name="Grid fees")
    known = JournalistFactory(name="Ines Albrecht", position__outlet=OutletFactory(name="Polderpost"))
    signed("Ruth Feldmann", "Grid fees rise")
    signed("Ines Albrecht", "Grid fees fall")
    signed("Newsroom Staff", "Grid fees in brief")
    page = open_page(specialist, reverse("coverage:discover"))
    assert axe(page) == []
    staff = page.get_by_role("listitem").filter(has_text="Newsroom Staff")
    staff.get_by_role("button", name="Not a person").click()
    expect(page.get_by_text("“Newsroom Staff” is not offered again")).to_be_visible()
    page.get_by_role("button", name="The same as Ines Albrecht").click()
    expect(page.get_by_text("1 article put on the record of Ines Albrecht")).to_be_visible()
    page.get_by_role("button", name="Add Ruth Feldmann").click()
    page.get_by_role("link", name="Ruth Feldmann").click()
    expect(page.get_by_role("heading", name="Ruth Feldmann")).to_be_visible()
    page.get_by_role("link", name="Articles 1").click()
    expect(page.get_by_role("link", name="Grid fees rise", exact=True)).to_be_visible()
    assert axe(page) == []
    assert NotAPerson.objects.get().name == "Newsroom Staff"
    assert Byline.objects.get(journalist=known).article.title == "Grid fees fall"
    assert Journalist.objects.get(name="Ruth Feldmann").beats.get().name == "Grid fees"
