import pytest
from django.urls import reverse

from pitches import sign_off
from pitches.models import Pitch, Recipient
from team.models import TeamPolicy
from tests.factories.contacts import BeatFactory, JournalistFactory, MediaListFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import BODY, PitchFactory, RecipientFactory, pitch_to

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _postal_address():
    TeamPolicy.objects.update_or_create(pk=1, defaults={"postal_address": "Uferweg 8, 10999 Berlin"})


@pytest.fixture
def pitch(specialist) -> Pitch:
    pitch = PitchFactory(owner=specialist, title="Trade press")
    RecipientFactory(pitch=pitch, journalist__name="Ines Albrecht", journalist__given_name="Ines")
    return pitch


def url(name: str, pitch: Pitch, *more: int) -> str:
    return reverse(f"pitches:{name}", args=[pitch.pk, *more])


def typed(pitch: Pitch, **changes: str) -> dict[str, str]:
    texts = {name: getattr(pitch, name) for name in ("subject", "body", "lede", "story", "follow_up")}
    return {**texts, "revision": str(pitch.revision), **changes}


PAGES = ["pitch-compose", "pitch-checks", "pitch-preview", "pitch-presence", "recipient-list", "recipient-search"]
POSTS = [
    "pitch-save",
    "pitch-plan",
    "pitch-test",
    "pitch-review",
    "pitch-withdrawal",
    "pitch-copy",
    "pitch-aside",
    "recipient-list",
]


@pytest.mark.parametrize("name", PAGES)
def test_the_team_opens_the_composer_and_nobody_else(name, pitch, client_for, specialist, colleague, outsider):
    for person in (specialist, colleague):
        assert client_for(person).get(url(name, pitch), headers=HTMX).status_code == 200
    answer = client_for(outsider).get(url(name, pitch))
    assert answer.status_code in {403, 404}
    assert b"Trade press" not in answer.content
    assert client_for(None).get(url(name, pitch)).status_code == 302


@pytest.mark.parametrize("name", POSTS)
def test_nobody_outside_the_team_changes_a_pitch(name, pitch, client_for, outsider, observer):
    before = Pitch.objects.values().get(), Recipient.objects.count()
    for person in (outsider, observer, None):
        assert client_for(person).post(url(name, pitch), typed(pitch, subject="Taken over")).status_code in {
            302,
            403,
            404,
        }
    assert (Pitch.objects.values().get(), Recipient.objects.count()) == before


def test_the_composer_shows_the_message_as_a_recipient_gets_it(pitch, client_for, specialist):
    page = client_for(specialist).get(url("pitch-compose", pitch)).content.decode()
    assert "As Ines Albrecht gets it" in page
    assert "<p>Hi Ines,</p>" in page
    assert "Uferweg 8, 10999 Berlin" in page


def test_the_composer_opens_without_recipients_and_without_mailbox(client_for, specialist):
    pitch = PitchFactory(mailbox=None, subject="", body="", follow_up="")
    page = client_for(specialist).get(url("pitch-compose", pitch)).content.decode()
    assert "Nobody is picked yet" in page
    assert "As a journalist would get it" in page


def test_a_test_before_anybody_is_picked_shows_a_made_up_journalist(client_for, specialist):
    pitch = PitchFactory(owner=specialist)
    page = client_for(specialist).post(url("pitch-test", pitch), follow=True).content.decode()
    assert "A test is on its way to maya@team.example.com" in page


def test_autosave_answers_the_new_revision(pitch, client_for, specialist):
    answer = client_for(specialist).post(url("pitch-save", pitch), typed(pitch, subject="Another"))
    assert (answer.status_code, answer["X-Revision"]) == (204, "2")
    assert Pitch.objects.get().subject == "Another"


def test_autosave_of_an_older_revision_says_so_and_overwrites_nothing(pitch, client_for, specialist, colleague):
    client_for(colleague).post(url("pitch-save", pitch), typed(pitch, subject="Priya's"))
    answer = client_for(specialist).post(url("pitch-save", pitch), typed(pitch, subject="Maya's"))
    assert answer.status_code == 422
    assert "Priya Raman saved this pitch while you were writing" in answer.content.decode()
    assert Pitch.objects.get().subject == "Priya's"


def test_a_conflict_shows_both_texts_and_the_second_save_keeps_mine(pitch, client_for, specialist, colleague):
    client_for(colleague).post(url("pitch-save", pitch), typed(pitch, body="<p>Priya's message</p>"))
    browser = client_for(specialist)

    answer = browser.post(url("pitch-compose", pitch), typed(pitch, body="<p>Maya's message</p>"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Priya&#x27;s message" in page
    assert "Maya&#x27;s message" in page

    revision = answer.context["form"]["revision"].value()
    saved = browser.post(url("pitch-compose", pitch), typed(pitch, body="<p>Maya's message</p>", revision=revision))
    assert saved.status_code == 302
    assert Pitch.objects.get().body == "<p>Maya's message</p>"


def test_a_subject_with_a_line_break_is_refused_and_kept(pitch, client_for, specialist):
    answer = client_for(specialist).post(url("pitch-compose", pitch), typed(pitch, subject="One\nBcc: two@example.org"))
    assert answer.status_code == 422
    assert "A subject is one line" in answer.content.decode()
    assert Pitch.objects.get().subject == pitch.subject


@pytest.mark.parametrize("text", ["{{ firstname }}", "{% for i in (1..9999999999) %}x{% endfor %}"])
def test_broken_merge_fields_are_saved_and_explained(text, pitch, client_for, specialist):
    browser = client_for(specialist)
    assert browser.post(url("pitch-save", pitch), typed(pitch, body=f"<p>{text}</p>")).status_code == 204
    page = browser.get(url("pitch-compose", pitch)).content.decode()
    assert "There is no merge field" in page or "cannot be used in a pitch" in page
    assert "Stops sending" in page


def test_a_pitch_in_review_stands_still_and_can_be_taken_back(pitch, client_for, specialist):
    browser = client_for(specialist)
    browser.post(url("pitch-review", pitch))
    assert Pitch.objects.get().state == Pitch.State.IN_REVIEW
    answer = browser.post(url("pitch-save", pitch), typed(pitch, subject="Another"))
    assert (answer.status_code, Pitch.objects.get().subject) == (422, pitch.subject)
    browser.post(url("pitch-withdrawal", pitch))
    assert Pitch.objects.get().state == Pitch.State.DRAFT


def test_a_blocked_pitch_is_not_submitted_and_says_why(pitch, client_for, specialist):
    Recipient.objects.update(reason="")
    page = client_for(specialist).post(url("pitch-review", pitch), follow=True).content.decode()
    assert "A reason for everyone: Ines Albrecht has no reason" in page
    assert Pitch.objects.get().state == Pitch.State.DRAFT


def test_the_plan_is_changed(pitch, client_for, specialist):
    data = {
        "title": "Trade and energy press",
        "mailbox": pitch.mailbox_id,
        "window_start": "8",
        "window_end": "11",
        "weekdays_only": "on",
        "follow_up_after": "5",
        "revision": "1",
    }
    assert client_for(specialist).post(url("pitch-plan", pitch), data).status_code == 302
    saved = Pitch.objects.get()
    assert (saved.title, saved.window_start, saved.window_end) == ("Trade and energy press", 8, 11)
    assert (saved.follow_up_on, saved.follow_up_after) == (False, 5)


def test_a_window_that_ends_before_it_begins_is_refused_in_the_dialog(pitch, client_for, specialist):
    data = {"title": "x", "window_start": "11", "window_end": "8", "follow_up_after": "3", "revision": "1"}
    answer = client_for(specialist).post(url("pitch-plan", pitch), data)
    assert answer.status_code == 422
    assert "The sending window must begin before it ends." in answer.content.decode()
    assert Pitch.objects.get().window_end == 12


def test_a_colleagues_mailbox_cannot_be_chosen(pitch, client_for, specialist, colleague):
    theirs = MailboxFactory(owner=colleague)
    data = {"title": "x", "mailbox": theirs.pk, "window_start": "5", "window_end": "12", "follow_up_after": "3"}
    answer = client_for(specialist).post(url("pitch-plan", pitch), {**data, "revision": "1"})
    assert answer.status_code == 422
    assert Pitch.objects.get().mailbox == pitch.mailbox


def test_search_finds_journalists_and_lists_with_what_speaks_against_them(pitch, client_for, specialist):
    JournalistFactory(name="Ínes Fernández", with_email=True, do_not_contact=True)
    MediaListFactory(name="Ines and friends", owner=specialist)
    page = client_for(specialist).get(url("recipient-search", pitch), {"q": "ines"}, headers=HTMX).content.decode()
    assert "Ínes Fernández is not to be contacted" in page
    assert "Ines and friends" in page
    assert "Ines Albrecht" not in page


def test_a_whole_list_is_added(pitch, client_for, specialist):
    people = [JournalistFactory(with_email=True) for _ in range(3)]
    chosen = MediaListFactory(journalists=people, owner=specialist)
    answer = client_for(specialist).post(url("recipient-list", pitch), {"media_list": chosen.pk}, headers=HTMX)
    assert answer["HX-Trigger"]
    assert pitch.recipients.active().count() == 4


def test_a_reason_is_written_in_place(pitch, client_for, specialist):
    recipient = pitch.recipients.get()
    browser = client_for(specialist)
    here = url("recipient-detail", pitch, recipient.pk)
    opened = browser.get(here, headers=HTMX).content.decode()
    assert recipient.reason in opened
    browser.post(here, {"reason": "Asked for storage data in May.", "personal_line": "You asked in May."}, headers=HTMX)
    recipient.refresh_from_db()
    assert (recipient.reason, recipient.personal_line) == ("Asked for storage data in May.", "You asked in May.")


def test_a_recipient_of_another_pitch_is_not_reached_through_mine(pitch, client_for, specialist):
    other = RecipientFactory(reason="Secret")
    answer = client_for(specialist).post(url("recipient-detail", pitch, other.pk), {"reason": "x", "personal_line": ""})
    assert answer.status_code == 404
    other.refresh_from_db()
    assert other.reason == "Secret"


def test_leaving_out_taking_in_and_taking_out(pitch, client_for, specialist):
    recipient = pitch.recipients.get()
    browser = client_for(specialist)
    browser.post(url("recipient-exclusion", pitch, recipient.pk), {"why": "Met her yesterday"}, headers=HTMX)
    assert [row.left_out_why for row in pitch.recipients.all()] == ["Met her yesterday"]
    browser.post(url("recipient-inclusion", pitch, recipient.pk), headers=HTMX)
    assert pitch.recipients.active().count() == 1
    browser.post(url("recipient-removal", pitch, recipient.pk), headers=HTMX)
    assert pitch.recipients.count() == 0


def test_suggestions_say_why(pitch, client_for, specialist):
    beat = BeatFactory(name="Lignite plant")
    JournalistFactory(name="Tamsin North", with_email=True, beats=[beat])
    JournalistFactory(name="Otto Elsewhere", with_email=True, beats=[BeatFactory(name="Opera")])
    page = client_for(specialist).get(url("recipient-list", pitch), {"tab": "suggested"}, headers=HTMX).content.decode()
    assert "Tamsin North" in page
    assert "Not pitched yet; covers Lignite plant" in page
    assert "Otto Elsewhere" not in page


def test_a_test_goes_to_the_reader_alone(pitch, client_for, specialist):
    from mail.models import OutgoingMessage

    client_for(specialist).post(url("pitch-test", pitch))
    message = OutgoingMessage.objects.get()
    assert (message.to_address, message.purpose, message.subject) == (specialist.email, "test", pitch.subject)
    assert pitch.recipients.get().message is None


def test_a_copy_opens_in_the_composer(pitch, client_for, specialist):
    answer = client_for(specialist).post(url("pitch-copy", pitch))
    copy = Pitch.objects.exclude(pk=pitch.pk).get()
    assert answer.url == url("pitch-compose", copy)
    assert copy.body == BODY


def test_a_draft_is_put_aside_and_taken_up_again(pitch, client_for, specialist):
    browser = client_for(specialist)
    page = browser.post(url("pitch-aside", pitch), follow=True).content.decode()
    assert url("pitch-draft", pitch) in page
    assert Pitch.objects.get().state == Pitch.State.CANCELLED
    assert "This draft was put aside" in browser.get(url("pitch-compose", pitch)).content.decode()
    browser.post(url("pitch-draft", pitch))
    assert Pitch.objects.get().state == Pitch.State.DRAFT


def test_an_approved_pitch_that_is_put_aside_is_no_longer_approved(pitch, client_for, specialist, manager):
    from team import reviews
    from team.models import Review

    reviews.approve(review=sign_off.submit_for_review(pitch=pitch, by=specialist), by=manager)
    client_for(specialist).post(url("pitch-aside", pitch))
    assert Review.objects.get().state == Review.State.VOID


def test_who_else_has_it_open_is_shown(pitch, client_for, specialist, colleague):
    client_for(colleague).get(url("pitch-compose", pitch))
    page = client_for(specialist).get(url("pitch-compose", pitch)).content.decode()
    assert "Also here: Priya Raman" in page


def test_an_approved_pitch_or_one_without_policy_offers_to_schedule(pitch, client_for, specialist):
    browser = client_for(specialist)
    assert "Submit for review" in browser.get(url("pitch-compose", pitch)).content.decode()
    TeamPolicy.objects.update(sign_off="never")
    page = browser.get(url("pitch-compose", pitch)).content.decode()
    assert "Submit for review" not in page
    assert "Schedule" in page


def test_the_composer_costs_the_same_for_one_and_three_recipients(client_for, specialist, django_assert_num_queries):
    browser = client_for(specialist)
    pitches = [pitch_to(count, owner=specialist) for count in (1, 1, 3)]
    browser.get(url("pitch-compose", pitches[0]))
    for pitch in pitches[1:]:
        with django_assert_num_queries(42):
            browser.get(url("pitch-compose", pitch))


def test_the_review_screen_shows_changes_people_and_checks(pitch, client_for, specialist, manager):
    from team import reviews

    review = sign_off.submit_for_review(pitch=pitch, by=specialist)
    reviews.ask_for_changes(review=review, by=manager, text="Shorter.")
    client_for(specialist).post(url("pitch-save", pitch), typed(pitch, subject="A battery in Altfelde"))
    newer = sign_off.submit_for_review(pitch=Pitch.objects.get(), by=specialist)
    browser = client_for(manager)

    page = browser.get(newer.get_absolute_url()).content.decode()
    assert "<del>" in page
    assert "100-hour" in page
    assert '<span class="mr-chip">First name</span>' in page
    outgoing = browser.get(newer.get_absolute_url(), {"show": "outgoing"}).content.decode()
    assert "<p>Hi Ines,</p>" in outgoing
    people = browser.get(newer.get_absolute_url(), {"show": "recipients"}).content.decode()
    assert "Wrote about grid storage in October." in people
