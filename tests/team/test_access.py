"""Nothing is open by accident."""

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.views import View

from team.access import AdminRequired, ManagerRequired, SignedIn, TeamRequired, observers_too, public


class Answers(View):
    def get(self, request):
        return HttpResponse("in")


class Everyone(SignedIn, Answers):
    pass


class Team(TeamRequired, Answers):
    pass


class Managers(ManagerRequired, Answers):
    pass


class Admins(AdminRequired, Answers):
    pass


def forgotten(request):
    return HttpResponse("in")


@public
def open_to_all(request):
    return HttpResponse("in")


@observers_too
def opened(request):
    return HttpResponse("in")


urlpatterns = [
    path("forgotten/", forgotten),
    path("public/", open_to_all),
    path("opened/", opened),
    path("everyone/", Everyone.as_view()),
    path("team/", Team.as_view()),
    path("managers/", Managers.as_view()),
    path("admins/", Admins.as_view()),
    path("login/", open_to_all, name="account_login"),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__), pytest.mark.usefixtures("colleague")]

DOORS = {
    "/forgotten/": {"specialist", "manager", "admin_user"},
    "/public/": {"specialist", "manager", "admin_user", "observer", "anonymous"},
    "/opened/": {"specialist", "manager", "admin_user", "observer"},
    "/everyone/": {"specialist", "manager", "admin_user", "observer"},
    "/team/": {"specialist", "manager", "admin_user"},
    "/managers/": {"manager", "admin_user"},
    "/admins/": {"admin_user"},
}


@pytest.mark.parametrize("address", DOORS)
@pytest.mark.parametrize("who", ["specialist", "manager", "admin_user", "observer", "anonymous"])
def test_door_opens_to_those_it_names(address, who, request, client_for):
    user = None if who == "anonymous" else request.getfixturevalue(who)

    with override_settings(DEBUG=False):
        response = client_for(user).get(address)

    if who in DOORS[address]:
        assert (response.status_code, response.content) == (200, b"in")
    elif user is None:
        assert (response.status_code, response["Location"]) == (302, f"/login/?next={address.replace('/', '%2F')}")
    else:
        assert response.status_code == 403


def test_sign_in_under_htmx_leads_back_to_the_page_not_the_partial(client_for):
    response = client_for(None).get(
        "/team/?partial=1", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/pitches/?page=2"}
    )

    assert (response.status_code, response["HX-Redirect"]) == (200, "/login/?next=%2Fpitches%2F%3Fpage%3D2")


def test_sign_in_under_htmx_never_leads_to_another_site(client_for):
    response = client_for(None).get(
        "/team/", headers={"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example.com/pitches/"}
    )

    assert response["HX-Redirect"] == "/login/?next=%2F"


def test_sign_in_after_a_post_leads_home(client_for):
    assert client_for(None).post("/team/")["Location"] == "/login/?next=%2F"
