import pytest
from django.urls import reverse

from mail import catcher
from tests.mail.test_catcher import letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catcher(settings, tmp_path):
    settings.CAUGHT_DIR = tmp_path / "caught"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.CATCHER_PORT = "127.0.0.1", 1025, 1025
    settings.DEFAULT_FROM_EMAIL = "Mediarel <mediarel@localhost>"


@pytest.fixture
def pitch():
    mail = letter("A 100-hour battery")
    mail.add_alternative("<p>Hi <script>alert(1)</script></p>", subtype="html")
    return catcher.keep(mail.as_bytes(), ["ines@example.org"])


@pytest.fixture
def reset(specialist):
    return catcher.keep(letter("New password", sender="Mediarel <mediarel@localhost>").as_bytes(), [specialist.email])


def subjects(browser) -> list[str]:
    return [line.subject for line in browser.get(reverse("mail:caught-list")).context["caught"]]


def test_caught_mail_is_read_by_the_team(client_for, specialist, colleague, pitch):
    for person in (specialist, colleague):
        browser = client_for(person)
        assert subjects(browser) == ["A 100-hour battery"]
        page = browser.get(reverse("mail:caught-detail", args=[pitch])).content.decode()
        assert reverse("mail:caught-html", args=[pitch]) in page
        text = browser.get(reverse("mail:caught-detail", args=[pitch]), {"as": "text"}).content.decode()
        assert "Hi Ines" in text
        source = browser.get(reverse("mail:caught-detail", args=[pitch]), {"as": "source"}).content.decode()
        assert "X-Caught-For: ines@example.org" in source


def test_caught_password_reset_is_for_its_recipient_and_admins_alone(
    client_for, specialist, colleague, admin_user, reset
):
    assert subjects(client_for(specialist)) == subjects(client_for(admin_user)) == ["New password"]
    assert subjects(client_for(colleague)) == []
    for name in ("caught-detail", "caught-html"):
        assert client_for(colleague).get(reverse(f"mail:{name}", args=[reset])).status_code == 404


def test_caught_html_runs_nothing_and_loads_nothing(client_for, specialist, pitch):
    answer = client_for(specialist).get(reverse("mail:caught-html", args=[pitch]))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("who", ["observer", "outsider"])
def test_caught_mail_is_not_for_observers(client_for, request, who, pitch):
    browser = client_for(request.getfixturevalue(who))
    assert browser.get(reverse("mail:caught-list")).status_code == 403
    for name in ("caught-detail", "caught-html"):
        assert browser.get(reverse(f"mail:{name}", args=[pitch])).status_code == 403


def test_caught_mail_is_not_for_the_anonymous(client, specialist, pitch):
    assert "login" in client.get(reverse("mail:caught-list"))["Location"]
    assert "login" in client.get(reverse("mail:caught-html", args=[pitch]))["Location"]


def test_caught_mail_that_is_gone_is_not_found(client_for, specialist):
    assert client_for(specialist).get(reverse("mail:caught-detail", args=["1.M2.host"])).status_code == 404


def test_caught_mail_stands_in_the_navigation_while_the_catcher_is_in_use(client_for, specialist, settings):
    url = f'href="{reverse("mail:caught-list")}"'
    assert url in client_for(specialist).get(reverse("mail:trouble-list")).content.decode()
    settings.EMAIL_HOST = "smtp.example.com"
    assert url not in client_for(specialist).get(reverse("mail:trouble-list")).content.decode()
