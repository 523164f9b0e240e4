from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dashboard.desk import Desk, Urgency
from dashboard.work import work_for
from mail import threads
from mail.models import OutgoingMessage, Thread
from mediakits import publishing
from mediakits.models import Document
from mediakits.sign_off import submit_for_review as submit_document
from pitches import attributing
from pitches.models import Attribution, Pitch
from team import reviews
from team.models import TeamPolicy
from tests.factories.campaigns import CampaignFactory
from tests.factories.coverage import ArticleFactory, ClipFactory
from tests.factories.mail import MailboxFactory, in_state
from tests.factories.mediakits import DocumentFactory
from tests.factories.pitches import PitchFactory, RecipientFactory, ResponseFactory
from tests.mail.conversations import answered, send, write_in
from tests.mediakits.document_texts import BY_KIND

TODAY = "dashboard:today"


def titles(user, *, team=False):
    return [item.title for item in work_for(Desk(user, team))]


def recipient_with(state, owner, **message):
    mailbox = MailboxFactory()
    message = in_state(mailbox, state, **message)
    return RecipientFactory(pitch__owner=owner, pitch__mailbox=mailbox, pitch__state="cancelled", message=message)


def test_work_unconfirmed_message_comes_first(specialist):
    PitchFactory(owner=specialist, title="Trade press")
    recipient_with("unconfirmed", specialist)
    assert titles(specialist) == ["One message may not have gone out", "Draft: Trade press"]


def test_work_many_unconfirmed_of_one_pitch_are_one_row(specialist):
    first = recipient_with("unconfirmed", specialist)
    mailbox = first.pitch.mailbox
    for _ in range(2):
        RecipientFactory(pitch=first.pitch, message=in_state(mailbox, "unconfirmed"))
    assert titles(specialist)[0] == "3 messages may not have gone out"


def test_work_many_unconfirmed_follow_ups_lead_to_the_messages_in_trouble(specialist):
    mailbox = MailboxFactory(owner=specialist)
    pitch = PitchFactory(owner=specialist, mailbox=mailbox)
    for _ in range(2):
        RecipientFactory(
            pitch=pitch, message=in_state(mailbox, "sent"), follow_up_message=in_state(mailbox, "unconfirmed")
        )
    [item] = [item for item in work_for(Desk(specialist)) if item.when == "Unconfirmed"]
    assert (item.title, item.href) == ("2 messages may not have gone out", reverse("mail:trouble-list"))


def test_work_failed_message_leaves_after_a_week(specialist):
    recipient = recipient_with("failed", specialist, last_error="550 No such user")
    failed = f"One message to {recipient.journalist} failed"
    assert titles(specialist) == [failed]
    OutgoingMessage.objects.update(ended_at=timezone.now() - timedelta(days=8))
    assert titles(specialist) == []


def test_work_answers_wait_until_handled(specialist, colleague):
    response = ResponseFactory(
        recipient__pitch__owner=specialist, recipient__pitch__state="cancelled", kind="interview"
    )
    assert titles(specialist) == [f"{response.recipient.journalist} would like an interview"]
    assert titles(colleague) == []
    assert titles(colleague, team=True) == [f"{response.recipient.journalist} would like an interview"]
    response.handled_at = timezone.now()
    response.save()
    assert titles(specialist) == []


def test_work_reply_leads_to_the_conversation(specialist, manager, colleague):
    """Those who may not read it are led to the results of the pitch."""
    mailbox = MailboxFactory(owner=specialist)
    sent, incoming, thread = answered(mailbox)
    pitch = PitchFactory(owner=specialist, mailbox=mailbox, state="cancelled")
    recipient = RecipientFactory(pitch=pitch, message=sent)
    ResponseFactory(recipient=recipient, kind="reply", incoming=incoming)
    [mine] = work_for(Desk(specialist))
    [seen_by_manager] = work_for(Desk(manager, team=True))
    [seen_by_colleague] = work_for(Desk(colleague, team=True))
    assert mine.href == seen_by_manager.href == f"{thread.get_absolute_url()}#reply"
    assert seen_by_colleague.href.startswith(recipient.pitch.get_absolute_url())
    threads.snooze(thread=thread, until=timezone.now() + timedelta(hours=1), by=specialist)
    assert titles(specialist) == []
    threads.wake(thread=thread, by=specialist)
    assert len(titles(specialist)) == 1
    threads.finish(thread=thread, by=specialist)
    assert titles(specialist) == []


def test_work_letters_that_answer_no_pitch(specialist, colleague):
    shared = MailboxFactory()
    thread = write_in(shared, subject="A question").thread
    loose = ["One conversation that nobody looks after"]
    assert titles(specialist) == titles(colleague) == titles(specialist, team=True) == loose
    threads.assign(thread=thread, to=colleague, by=specialist)
    assert (titles(specialist), titles(colleague)) == ([], ["Ines Albrecht has written"])
    private = write_in(MailboxFactory(owner=specialist), subject="Lunch?", body="x", sender="S <s@example.net>").thread
    assert titles(specialist) == ["S has written"]
    assert titles(colleague, team=True) == ["Ines Albrecht has written"]
    threads.snooze(thread=private, until=timezone.now() + timedelta(hours=1), by=specialist)
    assert titles(specialist) == []
    Thread.objects.filter(pk=private.pk).update(snoozed_until=timezone.now(), waiting_since=None)
    assert titles(specialist) == ["S: back on your desk"]


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("failed", "The answer to Ines Albrecht failed"),
        ("unconfirmed", "The answer to Ines Albrecht may not have gone out"),
    ],
)
def test_work_answer_in_trouble_is_its_writers(specialist, colleague, state, title):
    shared = MailboxFactory()
    incoming = write_in(shared)
    message = send(incoming, specialist)
    earlier = timezone.now() - timedelta(minutes=5)
    moment = (
        {"ended_at": earlier}
        if state == "failed"
        else {"handed_off_at": earlier, "claim": message.once, "claimed_at": earlier}
    )
    OutgoingMessage.objects.filter(pk=message.pk).update(state=state, **moment)
    [item] = work_for(Desk(specialist))
    assert (item.title, item.href) == (title, reverse("mail:message-detail", args=[message.pk]))
    assert titles(colleague) == []


def test_work_a_no_can_wait(specialist):
    ResponseFactory(recipient__pitch__owner=specialist, kind="no")
    assert work_for(Desk(specialist))[0].urgency == Urgency.LATER


def test_work_embargo_near_its_end(specialist):
    CampaignFactory(
        owner=specialist, name="Altfelde", state="running", embargo_until=timezone.now() + timedelta(days=2)
    )
    CampaignFactory(owner=specialist, name="Far", state="running", embargo_until=timezone.now() + timedelta(days=20))
    assert titles(specialist) == ["Embargo on Altfelde lifts"]


def test_today_empty_says_what_is_worth_doing(client_for, specialist):
    html = client_for(specialist).get(reverse(TODAY)).content.decode()
    assert "Nothing is waiting" in html
    assert "Draft a pitch" in html


def test_today_shows_mine_and_not_a_colleagues(client_for, specialist, colleague):
    PitchFactory(owner=specialist, title="Mine alone")
    PitchFactory(owner=colleague, title="Not mine")
    html = client_for(specialist).get(reverse(TODAY)).content.decode()
    assert "Draft: Mine alone" in html
    assert "Not mine" not in html
    assert "Not mine" in client_for(specialist).get(reverse(TODAY), {"whose": "team"}).content.decode()


def test_today_sends_an_observer_to_their_campaigns(client_for, observer, specialist):
    PitchFactory(owner=specialist, title="Secret draft")
    response = client_for(observer).get(reverse(TODAY))
    assert response["Location"] == reverse("campaigns:campaign-list")


def test_today_asks_a_stranger_to_sign_in(client, specialist):
    assert client.get(reverse(TODAY))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("rows", [1, 3])
def test_today_costs_the_same_however_much_waits(client_for, manager, django_assert_num_queries, rows):
    for _ in range(rows):
        PitchFactory(owner=manager)
        PitchFactory(owner=manager, state=Pitch.State.CHANGES)
        recipient_with("unconfirmed", manager)
        recipient_with("failed", manager)
        ResponseFactory(recipient__pitch__owner=manager)
        answered(MailboxFactory(owner=manager))
        CampaignFactory(owner=manager, state="running", embargo_until=timezone.now() + timedelta(days=2))
    browser = client_for(manager)
    browser.get(reverse(TODAY))
    with django_assert_num_queries(QUERIES):
        assert browser.get(reverse(TODAY)).status_code == 200


QUERIES = 24


def test_documents_that_wait_are_work_and_released_ones_are_not(specialist, manager):
    TeamPolicy.objects.update_or_create(pk=1, defaults={"sign_off": TeamPolicy.SignOff.NEVER})
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    title, content = BY_KIND["press_release"]
    release = DocumentFactory(owner=specialist, title=title, content=content)
    assert titles(specialist) == [f"Draft: {title}"]
    reviews.approve(review=submit_document(document=release, by=specialist), by=manager)
    assert titles(specialist) == [f"Approved: {title}"]
    assert titles(manager) == []
    publishing.publish(document=release, by=specialist)
    assert titles(specialist) == []
    Document.objects.update(public_from=timezone.now() + timedelta(days=2))
    assert titles(specialist) == [f"“{title}” appears"]
    Document.objects.update(public_from=timezone.now() + timedelta(days=20))
    assert titles(specialist) == []


def test_work_asks_whether_a_clip_came_of_my_pitch(specialist, colleague):
    recipient = RecipientFactory(pitch__owner=specialist, pitch__title="Trade press", pitch__state="cancelled")
    article = ArticleFactory(title="A battery that rusts on purpose")
    clip = ClipFactory(article=article, state="ours", decided_at=timezone.now(), client=recipient.pitch.campaign.client)
    Attribution.objects.create(clip=clip, recipient=recipient, why="She got the pitch.")

    asked = "Did “A battery that rusts on purpose” come of the pitch?"
    assert asked in titles(specialist)
    assert asked not in titles(colleague)
    attributing.refuse(clip=clip, recipient=recipient, by=specialist)
    assert asked not in titles(specialist)
