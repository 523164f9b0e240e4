from datetime import UTC, datetime

import pytest

from mail.models import Mailbox
from pitches import merge
from pitches.models import Recipient
from pitches.sandbox import UnknownField
from team.models import TeamPolicy
from tests.factories.contacts import JournalistFactory
from tests.factories.pitches import PitchFactory, RecipientFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _policy(settings):
    settings.SITE_URL = "https://press.example.com"
    TeamPolicy.objects.update_or_create(
        pk=1, defaults={"organisation": "Harbour & Lane", "postal_address": "Uferweg 8, 10999 Berlin"}
    )


def rendered(recipient: Recipient, **fields: str) -> merge.Rendered:
    recipient = Recipient.objects.for_rendering().get(pk=recipient.pk)
    for name, value in fields.items():
        setattr(recipient.pitch, name, value)
    return merge.render(recipient.pitch, recipient)


@pytest.fixture
def ines() -> Recipient:
    journalist = JournalistFactory(
        name="Ines Albrecht",
        given_name="Ines",
        email="ines@example.org",
        position__outlet__name="Stromblatt <& Co>",
        position__role="Editor",
        position__outlet__time_zone="Europe/Helsinki",
    )
    return RecipientFactory(journalist=journalist, personal_line="You asked: “what bridges <a> week?”")


def test_every_field_has_a_value(ines):
    names = set(merge.values_for(ines.pitch, ines))
    assert names == set(merge.FIELDS)


def test_values_are_escaped_in_html_and_plain_in_text_and_subject(ines):
    out = rendered(ines, subject="For {{ outlet }}", body="<p>{{ personal_line }}</p>")
    assert out.subject == "For Stromblatt <& Co>"
    assert "<p>You asked: “what bridges &lt;a&gt; week?”</p>" in out.html
    assert "You asked: “what bridges <a> week?”" in out.text


def test_the_pitch_page_is_a_link_in_html_and_written_out_in_text(ines):
    out = rendered(ines, body='<p>{{ pitch_page }} or <a href="{{ pitch_page }}">here</a></p>')
    url = f"https://press.example.com/p/{ines.token}/"
    shown = url.removeprefix("https://").removesuffix("/")
    assert f'<a href="{url}">{shown}</a> or <a href="{url}">here</a>' in out.html
    assert f"{url} or here ({url})" in out.text


def test_every_message_has_the_way_out_and_the_postal_address(ines):
    out = rendered(ines, body="<p>Hi</p>")
    token = ines.journalist.token
    assert out.html.endswith(
        f'<p class="mr-mail-foot">Not your subject? <a href="https://press.example.com/preferences/{token}/">Tell me '
        f'what is</a>, or <a href="https://press.example.com/unsubscribe/{token}/">get no more pitches from us</a>.<br>'
        "Harbour &amp; Lane, Uferweg 8, 10999 Berlin</p>"
    )
    assert f"https://press.example.com/unsubscribe/{token}/" in out.text


def test_a_preview_has_no_way_out_that_works(ines):
    ines = Recipient.objects.for_rendering().get(pk=ines.pk)
    assert ines.journalist.token not in merge.render(ines.pitch, ines, preview=True).html


@pytest.mark.parametrize(
    "line", ["One\nBcc: two@example.org", "One\r\nX: y", "One\u2028two", "One\x00two", "One\x85two"]
)
def test_no_value_breaks_a_subject_into_two_lines(ines, line):
    Recipient.objects.filter(pk=ines.pk).update(personal_line=line.replace("\x00", "\x01"))
    subject = rendered(ines, subject="{{ personal_line }}").subject
    assert subject.isprintable()
    assert subject.startswith("One ")


def test_html_that_slipped_into_the_database_does_not_go_out(ines):
    out = rendered(ines, body="<p>Hi<script>alert(1)</script><img src=x onerror=y></p>")
    assert "<p>Hi</p>" in out.html
    assert "script" not in out.html


def test_what_is_missing_is_named(ines):
    Recipient.objects.update(personal_line="")
    out = rendered(ines, body="<p>{{ personal_line }}</p>")
    assert (out.missing, out.problems) == (("personal_line",), ["Personal line is empty"])


def test_an_unknown_field_is_an_error_that_names_it(ines):
    with pytest.raises(UnknownField, match="pitch_page"):
        rendered(ines, body="<p>{{ pitch_pag }}</p>")


def test_the_embargo_is_told_on_the_journalists_clock(ines):
    campaign = ines.pitch.campaign
    campaign.embargo_until = datetime(2026, 11, 17, 5, 0, tzinfo=UTC)
    campaign.save()
    out = rendered(ines, body="<p>{{ embargo }}</p>")
    assert "07:00 on Tuesday 17 November 2026 (Helsinki time)" in out.text


def test_the_follow_up_answers_the_pitch(ines):
    ines = Recipient.objects.for_rendering().get(pk=ines.pk)
    out = merge.render_follow_up(ines.pitch, ines)
    assert out.subject == f"Re: {ines.pitch.subject}"
    assert out.text.startswith("Hi Ines,\n\nThe raw data")


def test_a_pitch_without_recipients_can_be_looked_at():
    pitch = PitchFactory()
    out = merge.render(pitch, merge.sample(pitch), preview=True)
    assert out.text.startswith("Hi Robin,")
    assert not Recipient.objects.exists()


def test_signature_keeps_its_lines_and_cannot_become_markup(ines):
    Mailbox.objects.update(signature="Maya <Lindqvist>\nHarbour Lane")
    out = rendered(ines, body="<p>{{ signature }}</p>")
    assert "<p>Maya &lt;Lindqvist&gt;<br>Harbour Lane</p>" in out.html
    assert "Maya <Lindqvist>\nHarbour Lane" in out.text
