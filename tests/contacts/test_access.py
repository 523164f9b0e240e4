"""Who may open what of contacts: the team everything, observers nothing, journalists only what their link opens."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from contacts.models import Beat, Journalist, MediaList, Outlet, PrivacyRequest, Tag
from tests.factories.contacts import BeatFactory, JournalistFactory, MediaListFactory, OutletFactory, TagFactory

pytestmark = pytest.mark.django_db

PAGES = {
    "journalist-list": None,
    "journalist-filters": None,
    "journalist-create": None,
    "journalist-detail": Journalist,
    "journalist-details": Journalist,
    "journalist-history": Journalist,
    "journalist-update": Journalist,
    "outlet-list": None,
    "outlet-create": None,
    "outlet-options": None,
    "outlet-detail": Outlet,
    "outlet-update": Outlet,
    "list-list": None,
    "list-detail": MediaList,
    "list-update": MediaList,
    "beat-list": None,
}
ACTIONS = {
    "journalist-verification": Journalist,
    "journalist-refusal": Journalist,
    "journalist-link": Journalist,
    "bulk-list": None,
    "bulk-tag": None,
    "bulk-owner": None,
    "bulk-verification": None,
    "bulk-export": None,
    "list-create": None,
    "list-deletion": MediaList,
    "list-removal": MediaList,
    "beat-create": None,
    "beat-rename": Beat,
    "beat-delete": Beat,
    "tag-create": None,
    "tag-rename": Tag,
    "tag-delete": Tag,
}
# Names that must not leak to whoever may not see them; apart from pages that only offer empty forms or names of beats
SHOWS = {
    "journalist-list": "Ines Albrecht",
    "journalist-filters": "Grid",
    "journalist-detail": "Ines Albrecht",
    "journalist-details": "ines@stromblatt.example.org",
    "journalist-history": "ines@stromblatt.example.org",
    "journalist-update": "ines@stromblatt.example.org",
    "outlet-list": "Stromblatt",
    "outlet-detail": "Ines Albrecht",
    "outlet-update": "Stromblatt",
    "list-list": "Storage press",
    "list-detail": "Ines Albrecht",
    "list-update": "Storage press",
    "beat-list": "Grid",
}


@pytest.fixture
def address(specialist) -> Callable[[str], str]:
    outlet, beat = OutletFactory(name="Stromblatt"), BeatFactory(name="Grid")
    ines = JournalistFactory(
        name="Ines Albrecht", owner=specialist, position__outlet=outlet, email="ines@stromblatt.example.org",
        beats=[beat], tags=[TagFactory(name="Berlin")],
    )  # fmt: skip
    MediaListFactory(name="Storage press", owner=specialist, journalists=[ines])

    def of(name: str) -> str:
        model = (PAGES | ACTIONS)[name]
        return reverse(f"contacts:{name}", args=[model.objects.get().pk] if model else [])

    return of


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["specialist", "colleague", "manager"])
def test_page_is_open_to_the_team(address, client_for, request, name, who):
    response = client_for(request.getfixturevalue(who)).get(address(name))
    assert response.status_code == 200
    assert SHOWS.get(name, "") in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_page_is_closed_to_observers(address, client_for, request, name, who):
    response = client_for(request.getfixturevalue(who)).get(address(name))
    assert response.status_code in {403, 404}
    assert SHOWS.get(name, "Ines Albrecht") not in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_page_sends_strangers_to_sign_in(address, client, name):
    response = client.get(address(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def snapshot() -> list:
    models = (Journalist, MediaList, Beat, Tag, PrivacyRequest, Journalist.tags.through, MediaList.journalists.through)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("who", ["observer", "outsider", None])
def test_action_does_nothing_for_others(address, client_for, request, name, who):
    url, before = address(name), snapshot()
    browser = client_for(request.getfixturevalue(who) if who else None)
    browser.post(
        url, {"journalist": Journalist.objects.get().pk, "name": "X", "tag": "X", "reason": "X", "new_list": "X"}
    )
    assert snapshot() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_action_wants_a_post(address, client_for, specialist, name):
    assert client_for(specialist).get(address(name)).status_code == 405
