"""The pages of interviews, for the team and for the journalist with the link: who may what, what they cost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from events import scheduling
from events.models import Interview, Promise, Slot, SpokespersonTime
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import ClipFactory
from tests.factories.events import InterviewFactory, InviteeFactory, SlotFactory, SpeakerFactory
from tests.factories.inquiries import InquiryFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import RecipientFactory
from tests.factories.team import UserFactory

pytestmark = pytest.mark.django_db
LIST, NEW, SPEAKERS = (reverse(f"events:{name}") for name in ("interview-list", "interview-create", "speaker-list"))
ACTIONS = ("edit", "offer", "confirm", "in-writing", "move", "call-off", "decline", "take-up", "held", "outcome")


def url(name, interview, *rest):
    return reverse(f"events:{name}", args=[interview.pk, *rest])


def public(name, interview):
    return reverse(f"events:{name}", args=[interview.token])


def text_of(response):
    return " ".join(response.content.decode().replace("&#x27;", "'").split())


def local(moment, zone):
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"


@pytest.fixture
def at():
    return (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)


@pytest.fixture
def interview(specialist, at):
    MailboxFactory(owner=None)
    speaker = SpeakerFactory()
    return InterviewFactory(client=speaker.client, spokesperson=speaker, owner=specialist, topic="The dark day")


def test_the_team_works_with_interviews_and_nobody_else(client_for, colleague, observer, interview):
    promise = Promise.objects.create(interview=interview, text="The report", due_on="2026-12-01", owner=interview.owner)
    slot = SlotFactory(interview=interview)
    pages = [LIST, NEW, SPEAKERS, interview.get_absolute_url(), url("interview-edit", interview)]
    pages.append(reverse("events:speaker-times", args=[interview.spokesperson_id]))
    posts = [url(f"interview-{name}", interview) for name in ACTIONS]
    posts += [url("promise-create", interview), url("promise-end", interview, promise.pk)]
    posts += [url("correction-create", interview), url("slot-withdraw", interview, slot.pk), NEW]
    for page in pages:
        assert client_for(colleague).get(page).status_code == 200
        assert client_for(observer).get(page).status_code == 403
        assert Browser().get(page)["Location"].startswith("/account/login/")
    for post in posts:
        assert client_for(observer).post(post, {"why": "x", "side": "us"}).status_code == 403
        assert Browser().post(post)["Location"].startswith("/account/login/")
    interview.refresh_from_db()
    assert (interview.state, interview.revision) == ("requested", 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_whatever_is_on_them(client_for, specialist, django_assert_num_queries, at, rows):
    for number in range(rows):
        interview = InterviewFactory(
            state="confirmed",
            starts_at=at + timedelta(hours=number),
            journalist=JournalistFactory(),
            owner=UserFactory(),
        )
    for number in range(rows):
        SlotFactory(interview=interview, starts_at=at + timedelta(days=number + 1))
        interview.promises.create(text="The report", due_on="2026-12-01", owner=UserFactory())
        interview.corrections.create(wrong="6", right="7", asked_at=at, asked_by=UserFactory())
        interview.moves.create(was=at, side="us", by=UserFactory())
        interview.letters.create(to_address=f"a{number}@b.example.org", method="REQUEST", sequence=1)
        interview.recordings.create(file="x.mp3", name="x.mp3", media_type="audio/mpeg", size=4, added_by=UserFactory())
        interview.results.create(clip=ClipFactory(client=interview.client))
    browser = client_for(specialist)
    browser.get(LIST)
    with django_assert_num_queries(8):
        browser.get(LIST)
    with django_assert_num_queries(19):
        browser.get(interview.get_absolute_url())
    page = Browser()
    with django_assert_num_queries(8):
        page.get(public("interview-page", interview))


def test_an_interview_comes_of_an_inquiry_or_of_an_answer_to_a_pitch(client_for, specialist):
    inquiry = InquiryFactory(journalist=JournalistFactory(name="Aoife Brannigan"), zone="Europe/London")
    browser = client_for(specialist)
    form = browser.get(NEW, {"inquiry": inquiry.pk}).context["form"]
    assert (form["topic"].value(), form["zone"].value()) == (inquiry.subject, "Europe/London")
    typed = {name: form[name].value() or "" for name in form.fields}
    browser.post(f"{NEW}?inquiry={inquiry.pk}", typed)
    made = Interview.objects.get()
    assert (made.inquiry, made.journalist, made.client) == (inquiry, inquiry.journalist, inquiry.client)
    recipient = RecipientFactory()
    form = browser.get(NEW, {"recipient": recipient.pk}).context["form"]
    assert form["reporter_name"].value() == recipient.journalist.name
    assert browser.get(NEW, {"inquiry": "x", "recipient": "9" * 30}).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"reporter_name": ""}, "This field is required"),
        ({"topic": ""}, "This field is required"),
        ({"minutes": "2"}, "greater than or equal to 5"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"spokesperson": "stranger"}, "That is of"),
    ],
)
def test_bad_input_is_said_and_kept(client_for, specialist, interview, wrong, said):
    typed = {
        "reporter_name": "Ines", "topic": "Kept as typed", "client": interview.client_id, "format": "phone",
        "minutes": "30", "ground": "on_record", "owner": specialist.pk,
    } | wrong  # fmt: skip
    if typed.get("spokesperson"):
        typed["spokesperson"] = SpeakerFactory().pk
    response = client_for(specialist).post(NEW, typed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert ("Kept as typed" in text_of(response)) == ("topic" not in wrong)


def test_times_are_offered_picked_and_shown_on_both_clocks(client_for, specialist, interview, at):
    interview.zone = "Asia/Tokyo"
    interview.save()
    browser = client_for(specialist)
    page = browser.post(
        url("interview-offer", interview), {"at1": local(at, specialist.zone), "by_mail": "on"}, follow=True
    )
    slot = Slot.objects.get()
    assert slot.starts_at == at
    assert f"{at.astimezone(interview.their_zone):%H:%M} in Tokyo" in text_of(page)

    journalist = Browser()
    shown = text_of(journalist.get(public("interview-page", interview)))
    assert f"{at.astimezone(interview.their_zone):%H:%M}</button>" in shown
    assert "noindex" in shown
    there = text_of(journalist.get(public("interview-page", interview), {"zone": "America/New_York"}))
    assert '<option value="America/New_York" selected>' in there
    answer = journalist.post(public("interview-pick", interview), {"slot": slot.pk, "zone": "America/New_York"})
    assert answer["Location"].endswith("?zone=America/New_York")
    interview.refresh_from_db()
    assert (interview.state, interview.starts_at) == ("confirmed", at)
    file = journalist.get(public("interview-file", interview))
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert interview.uid.encode() in file.content.replace(b"\r\n ", b"")
    assert not journalist.cookies


def test_suggestions_are_taken_as_they_stood_on_the_page(client_for, specialist, interview, at):
    browser, page = client_for(specialist), url("interview-offer", interview)
    browser.post(page, {"suggested": [at.isoformat(), (at + timedelta(hours=1)).isoformat()]})
    assert list(interview.slots.values_list("starts_at", flat=True)) == [at, at + timedelta(hours=1)]
    for wrong in ("tomorrow", "2026-12-01T10:00"):
        refused = browser.post(page, {"suggested": [wrong]})
        assert (refused.status_code, "Choose among the times" in text_of(refused)) == (422, True)


def test_words_of_a_stranger_are_kept_without_what_a_database_cannot_hold(interview, at):
    scheduling.offer(interview=interview, times=[at], by=interview.owner)
    Browser().post(public("interview-none-suits", interview), {"words": "Only\x00 on Mondays" + "x" * 5000})
    interview.refresh_from_db()
    assert interview.wishes.startswith("Only on Mondays")
    assert Browser().post(public("interview-pick", interview), {"slot": "\x00"}).status_code == 409
    Browser().post(public("interview-cancel", interview), {"why": "Drop\x00ped"})
    interview.refresh_from_db()
    assert interview.cancelled_why == "Dropped"


def test_a_time_that_was_just_taken_is_said_with_what_is_left(interview, at):
    rival = InterviewFactory(client=interview.client, spokesperson=interview.spokesperson)
    scheduling.offer(interview=interview, times=[at, at + timedelta(hours=2)], by=interview.owner)
    gone = interview.slots.first()
    scheduling.confirm(interview=rival, starts_at=at, by=interview.owner)
    response = Browser().post(public("interview-pick", interview), {"slot": gone.pk})
    assert response.status_code == 409
    page = text_of(response)
    assert "is giving another interview at that time. Please choose another one." in page
    assert f'name="slot" value="{gone.pk}"' not in page
    assert page.count('name="slot"') == 1
    for wrong in ("", "x", "999999", SlotFactory().pk):
        assert Browser().post(public("interview-pick", interview), {"slot": wrong}).status_code == 409


def test_a_journalist_says_that_none_suits_and_calls_off(interview, at):
    scheduling.offer(interview=interview, times=[at], by=interview.owner)
    browser = Browser()
    assert browser.post(public("interview-none-suits", interview), {"words": " "}).status_code == 422
    browser.post(public("interview-none-suits", interview), {"words": "Only on Mondays"})
    interview.refresh_from_db()
    assert (interview.state, interview.wishes) == ("requested", "Only on Mondays")
    scheduling.confirm(interview=interview, starts_at=at, by=interview.owner)
    browser.post(public("interview-cancel", interview), {"why": "Story dropped"})
    interview.refresh_from_db()
    assert (interview.state, interview.cancelled_side, interview.late_cancel) == ("cancelled", "them", False)
    assert browser.post(public("interview-cancel", interview)).status_code == 409
    assert "called off by you" in text_of(browser.get(public("interview-page", interview)))
    assert browser.get(public("interview-file", interview)).status_code == 404


def test_a_link_that_is_unknown_or_withdrawn_shows_nothing(interview):
    Interview.objects.filter(pk=interview.pk).update(token_revoked_at=timezone.now())
    for token in (interview.token, "x" * 32, "nonsense"):
        for name in ("interview-page", "interview-pick", "interview-file"):
            response = Browser().post(reverse(f"events:{name}", args=[token]))
            assert response.status_code == 404
            assert "dark day" not in text_of(response)
    for name in ("interview-pick", "interview-cancel", "interview-none-suits"):
        assert Browser().get(public(name, InterviewFactory())).status_code == 405


def test_dialogs_come_back_with_what_was_typed(client_for, specialist, interview, at):
    browser = client_for(specialist)
    refused = browser.post(url("interview-confirm", interview), {"starts_at": "2020-01-01T10:00"})
    assert refused.status_code == 422
    assert "That time is over" in text_of(refused)
    night = browser.post(url("interview-confirm", interview), {"starts_at": "2027-03-28T02:30"})
    assert "interpreted" in text_of(night)
    browser.post(url("interview-confirm", interview), {"starts_at": local(at, specialist.zone)})
    for number in (1, 2):
        moved = {"starts_at": local(at + timedelta(hours=number), specialist.zone), "side": "us", "why": "Ill"}
        page = browser.post(url("interview-move", interview), moved, follow=True)
    assert "We have put this off 2 times." in text_of(page)
    page = browser.post(url("interview-in-writing", interview), follow=True)
    interview.refresh_from_db()
    assert (interview.format, interview.state, interview.starts_at, interview.put_off) == (
        "written",
        "confirmed",
        None,
        3,
    )
    page = browser.post(url("interview-call-off", interview), {"side": "us", "why": ""})
    assert (page.status_code, "This field is required" in text_of(page)) == (422, True)


def test_an_edit_after_a_colleagues_is_held_back(client_for, specialist, interview):
    browser = client_for(specialist)
    form = browser.get(url("interview-edit", interview)).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"revision": "0", "topic": "Mine"}
    scheduling.edit(interview=interview, by=specialist, topic="Theirs")
    refused = browser.post(url("interview-edit", interview), typed)
    assert (refused.status_code, "Mine" in text_of(refused)) == (409, True)
    browser.post(url("interview-edit", interview), typed | {"revision": "1"})
    interview.refresh_from_db()
    assert interview.topic == "Mine"


def test_notes_promises_and_corrections(client_for, specialist, interview, at):
    browser = client_for(specialist)
    scheduling.confirm(interview=interview, starts_at=at, by=specialist)
    browser.post(url("interview-outcome", interview), {"notes": "Said it twice.", "outcome": "expected"})
    browser.post(url("promise-create", interview), {"text": "The test report", "due_on": "2026-12-01"})
    assert browser.post(url("promise-create", interview), {"text": "", "due_on": "x"}).status_code == 422
    promise = Promise.objects.get()
    browser.post(url("promise-end", interview, promise.pk), {"kept": ""})
    promise.refresh_from_db()
    assert (promise.owner, promise.kept_at is not None) == (specialist, True)
    browser.post(url("promise-end", interview, promise.pk), {"again": ""})
    browser.post(url("promise-end", interview, promise.pk), {})  # dropped without a reason
    promise.refresh_from_db()
    assert (promise.kept_at, promise.dropped_at) == (None, None)
    browser.post(url("correction-create", interview), {"wrong": "6 %", "right": "7 %"})
    correction = interview.corrections.get()
    browser.post(url("correction-end", interview, correction.pk), {"state": "made"})
    correction.refresh_from_db()
    assert (correction.state, correction.ended_at is not None) == ("made", True)
    interview.refresh_from_db()
    assert (interview.notes, interview.outcome) == ("Said it twice.", "expected")


def test_a_correction_is_kept_beside_an_inquiry(client_for, specialist, observer):
    inquiry, browser = InquiryFactory(), client_for(specialist)
    add = reverse("events:inquiry-correction", args=[inquiry.pk])
    assert "Say what is wrong, and what is right." in text_of(browser.post(add, {"wrong": "6 %"}, follow=True))
    page = browser.post(add, {"wrong": "6 %", "right": "7 %"}, follow=True)
    assert "<s>6 %</s> <b>7 %</b>" in text_of(page)
    correction = inquiry.corrections.get()
    end = reverse("events:inquiry-correction-end", args=[inquiry.pk, correction.pk])
    assert "Choose what came of it" in text_of(browser.post(end, {"state": "nonsense"}, follow=True))
    browser.post(end, {"state": "made"})
    correction.refresh_from_db()
    assert (correction.state, correction.asked_by) == ("made", specialist)
    elsewhere = reverse("events:inquiry-correction-end", args=[InquiryFactory().pk, correction.pk])
    assert browser.post(elsewhere, {"state": "refused"}).status_code == 404
    for action in (add, end):
        assert client_for(observer).post(action, {"state": "refused"}).status_code == 403
        assert Browser().post(action)["Location"].startswith("/account/login/")


def test_what_a_spokesperson_has_free_is_kept(client_for, specialist, at):
    person, browser = SpeakerFactory(), client_for(specialist)
    page = reverse("events:speaker-times", args=[person.pk])
    typed = {"kind": "busy", "starts_at": local(at, specialist.zone), "note": "Holiday"}
    wrong = browser.post(page, typed | {"ends_at": local(at - timedelta(hours=1), specialist.zone)})
    assert (wrong.status_code, "A time ends after it begins." in text_of(wrong)) == (422, True)
    browser.post(page, typed | {"ends_at": local(at + timedelta(hours=1), specialist.zone)})
    found = SpokespersonTime.objects.get()
    assert "Holiday" in text_of(browser.get(page))
    browser.post(reverse("events:time-remove", args=[found.pk]))
    assert not SpokespersonTime.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_of_a_journalist_has_what_they_asked(
    client_for, specialist, observer, django_assert_num_queries, at, rows
):
    ines = JournalistFactory(name="Ines Albrecht")
    for number in range(rows):
        begins = at + timedelta(days=number)
        InquiryFactory(journalist=ines, subject="How was it measured?", owner=UserFactory())
        InterviewFactory(journalist=ines, topic="The dark day", state="confirmed", starts_at=begins)
        InviteeFactory(journalist=ines, event__title="Switch-on", came_at=at)
    page, browser = reverse("events:journalist-asked", args=[ines.pk]), client_for(specialist)
    shown = text_of(browser.get(page))
    for said in ("How was it measured?", "The dark day", "Switch-on", "Came", f"?journalist={ines.pk}"):
        assert said in shown
    with django_assert_num_queries(22):
        browser.get(page)
    assert client_for(observer).get(page).status_code == 403
    assert "They have not asked anything yet" in text_of(
        browser.get(reverse("events:journalist-asked", args=[JournalistFactory().pk]))
    )


SOUND = b"ID3\x04" + bytes(range(256)) * 8


def kept_recording(browser, interview, *, name="talk.mp3", data=SOUND):
    page = url("recording-create", interview)
    return browser.post(page, {"file": SimpleUploadedFile(name, data, content_type="text/html")}, follow=True)


def test_a_recording_is_kept_played_from_its_middle_and_deleted(
    client_for, specialist, colleague, observer, interview, django_capture_on_commit_callbacks
):
    began = timezone.now() - timedelta(hours=1)
    Interview.objects.filter(pk=interview.pk).update(
        state="held", starts_at=began, ends_at=began + timedelta(minutes=30)
    )
    browser = client_for(specialist)
    assert "“talk.mp3” is kept" in text_of(kept_recording(browser, interview))
    one = interview.recordings.get()
    file, remove = (url(f"recording-{name}", interview, one.pk) for name in ("file", "remove"))
    answer = client_for(colleague).get(file, headers={"Range": "bytes=4-7"})
    assert (answer.status_code, answer.getvalue()) == (206, SOUND[4:8])
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("audio/mpeg", "nosniff")
    assert f'<audio controls preload="none" src="{file}">' in text_of(browser.get(interview.get_absolute_url()))
    for page, asks in ((file, "get"), (remove, "post"), (url("recording-create", interview), "post")):
        assert getattr(client_for(observer), asks)(page).status_code == 403
        assert getattr(Browser(), asks)(page)["Location"].startswith("/account/login/")
    assert browser.get(url("recording-file", InterviewFactory(), one.pk)).status_code == 404
    storage, name = one.file.storage, one.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(remove)
    assert (interview.recordings.exists(), storage.exists(name)) == (False, False)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("talk.mp3", b"<script>alert(1)</script>", "is no PDF, picture, sound or film"),
        ("talk.mp3", b"", "This file is empty."),
        ("talk.mp3", SOUND * 600, "larger than 1 MB"),
    ],
)
def test_files_that_are_not_kept_are_said(client_for, specialist, interview, settings, name, data, said):
    settings.EVIDENCE_MAX_MB = 1
    refused = kept_recording(client_for(specialist), interview, name=name, data=data)
    assert (refused.status_code, said in text_of(refused)) == (422, True)
    assert not interview.recordings.exists()


def test_recordings_of_one_interview_are_bounded(client_for, specialist, interview, monkeypatch):
    monkeypatch.setattr("events.recordings.MOST", 1)
    browser = client_for(specialist)
    kept_recording(browser, interview)
    assert "Delete one first" in text_of(kept_recording(browser, interview))
    assert interview.recordings.count() == 1
