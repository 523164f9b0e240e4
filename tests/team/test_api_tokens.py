"""Personal API tokens: made and withdrawn on their page, shown once, never more than their owner may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.history import history_of
from team import api_tokens
from team.api_tokens import MOST_OPEN, NotPossible
from team.models import ApiToken, User
from team.scopes import SCOPES, with_reading
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("team:api-token-list")


def make(owner, *scopes, **more):
    return api_tokens.make(owner=owner, name="Nightly export", scopes=scopes or ["contacts:read"], **more)


def test_a_token_is_made_on_its_page_and_shown_once(client_for, specialist):
    browser = client_for(specialist)
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = browser.post(PAGE, {"name": "Export", "contacts": "write", "campaigns": "read", "ends_on": tomorrow})
    secret, token = made.context["secret"], ApiToken.objects.get()
    assert (made.status_code, made["Cache-Control"]) == (201, "no-store")
    assert secret in made.content.decode()
    assert token.scopes == ["contacts:read", "contacts:write", "campaigns:read"]
    assert token.expires_at.astimezone(specialist.zone).date() == tomorrow + timedelta(days=1)
    assert secret.startswith(token.prefix)
    for page in (PAGE, token.get_absolute_url()):
        shown = browser.get(page).content.decode()
        assert "Export" in shown
        assert secret not in shown
        assert token.digest not in shown
    assert api_tokens.find(secret) == token
    assert secret not in str(ApiToken.objects.values().get())


@pytest.mark.parametrize(
    "typed",
    [
        {"contacts": "read"}, {"name": "Export"}, {"name": "\x00", "contacts": "read"},
        {"name": "Export", "contacts": "everything"}, {"name": "Export", "material": "write"},
        {"name": "x" * 121, "contacts": "read"}, {"name": "Export", "contacts": "read", "ends_on": "2020-01-01"},
        {"name": "Export", "contacts": "read", "ends_on": "9999-12-31"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_makes_no_token(typed, client_for, specialist):
    answer = client_for(specialist).post(PAGE, typed)
    assert (answer.status_code, ApiToken.objects.count()) == (422, 0)


def test_people_see_their_own_and_admins_everybodys(client_for, specialist, colleague, manager, admin_user, observer):
    token, secret = make(specialist)
    one, withdrawal = token.get_absolute_url(), reverse("team:api-token-withdrawal", args=[token.pk])
    for stranger in (colleague, manager, observer):
        browser = client_for(stranger)
        assert "Nightly export" not in browser.get(PAGE).content.decode()
        assert browser.get(one).status_code == 404
        assert browser.post(withdrawal).status_code == 404
    for page in (PAGE, one):
        assert client_for(None).get(page)["Location"].startswith("/account/login/")
    assert client_for(None).post(withdrawal).status_code == 302
    assert api_tokens.find(secret) == token
    seen = client_for(admin_user).get(PAGE).content.decode()
    assert "Nightly export" in seen
    assert specialist.name in seen
    assert client_for(admin_user).get(withdrawal).status_code == 405
    client_for(admin_user).post(withdrawal)
    assert api_tokens.find(secret) is None
    assert ApiToken.objects.get().revoked_by == admin_user


def test_making_and_withdrawing_stand_in_the_history(client_for, specialist, admin_user):
    browser = client_for(specialist)
    browser.post(PAGE, {"name": "Export", "contacts": "read"})
    token = ApiToken.objects.get()
    client_for(admin_user).post(reverse("team:api-token-withdrawal", args=[token.pk]))
    withdrawn, made = history_of(token)
    assert (made.by, made.what) == (specialist.name, "created")
    assert (withdrawn.by, {change.label for change in withdrawn.changes}) == (
        admin_user.name, {"Withdrawn", "Withdrawn by"},
    )  # fmt: skip
    assert "digest" not in {field.name for field in ApiToken.events.rel.related_model._meta.fields}
    shown = browser.get(token.get_absolute_url()).content.decode()
    assert f"by {admin_user.name}" in shown


def test_a_token_opens_nothing_once_withdrawn_expired_or_without_its_owner(specialist):
    token, secret = make(specialist, expires_at=timezone.now() + timedelta(hours=1))
    assert api_tokens.find(secret).owner == specialist
    for change in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}):
        ApiToken.objects.filter(pk=token.pk).update(**change)
        assert api_tokens.find(secret) is None
        ApiToken.objects.filter(pk=token.pk).update(expires_at=None, revoked_at=None)
    User.objects.filter(pk=specialist.pk).update(is_active=False)
    assert api_tokens.find(secret) is None
    for nonsense in ("", "mrt_", "mrt_\ud800", secret.upper(), secret.removeprefix("mrt_")):
        assert api_tokens.find(nonsense) is None


def test_use_is_noted_at_most_once_a_minute(specialist):
    token, secret = make(specialist)
    api_tokens.find(secret)
    first = ApiToken.objects.get().last_used_at
    with CaptureQueriesContext(connection) as caught:
        api_tokens.find(secret)
    assert (len(caught), ApiToken.objects.get().last_used_at) == (1, first)
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    api_tokens.find(secret)
    assert ApiToken.objects.get().last_used_at >= first
    assert len(history_of(token)) == 1


def test_observers_make_tokens_that_read_campaigns_and_coverage(client_for, observer):
    browser = client_for(observer)
    page = browser.get(PAGE)
    assert [field.name for field in page.context["form"].by_area] == ["campaigns", "coverage"]
    assert browser.post(PAGE, {"name": "Board", "contacts": "read"}).status_code == 422
    assert browser.post(PAGE, {"name": "Board", "coverage": "write"}).status_code == 422
    assert browser.post(PAGE, {"name": "Board", "coverage": "read"}).status_code == 201
    with pytest.raises(NotPossible, match="contacts:read"):
        make(observer, "contacts:read")


def test_there_is_an_end_to_how_many_there_are(specialist):
    for _ in range(MOST_OPEN):
        token, _secret = make(specialist)
    with pytest.raises(NotPossible, match="Withdraw"):
        make(specialist)
    assert api_tokens.withdraw(token=token, by=specialist)
    assert not api_tokens.withdraw(token=token, by=specialist)
    make(specialist)
    with pytest.raises(NotPossible, match="passed"):
        make(UserFactory(), expires_at=timezone.now())


def test_the_database_keeps_tokens_whole(specialist):
    token, _ = make(specialist)
    for wrong in ({"scopes": []}, {"scopes": ["everything"]}, {"name": ""}, {"revoked_by": specialist}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ApiToken.objects.filter(pk=token.pk).update(**wrong)


def test_the_pages_cost_the_same_however_many_tokens_there_are(client_for, admin_user):
    browser = client_for(admin_user)
    counts = []
    for _ in range(2):
        make(UserFactory())
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(PAGE).status_code == 200
        counts.append(len(caught))
        make(UserFactory())
    assert counts[0] == counts[1]


def test_writing_brings_reading_with_it():
    assert with_reading(["pitches:write"]) == ["pitches:read", "pitches:write"]
    assert with_reading(reversed(SCOPES)) == list(SCOPES)
