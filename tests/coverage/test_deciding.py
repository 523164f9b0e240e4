"""What people say of a clip, and what hangs on it."""

import pytest

from campaigns.models import Client
from contacts.models import TimelineEntry
from coverage.clips import deciding
from coverage.clips.carried import Carried
from coverage.clips.errors import AlreadyDecided, ForeignChoice, NotACopy
from coverage.models import Clip
from team.models import User
from tests.coverage.conftest import Noting
from tests.factories.campaigns import CampaignFactory, ClientFactory, KeyMessageFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import ClipFactory

State = Clip.State


@pytest.fixture
def clip(client_brand: Client) -> Clip:
    return ClipFactory(client=client_brand, journalist=JournalistFactory(name="Ruth Feldmann"))


def test_confirming_keeps_what_was_corrected_and_tells_the_journalists_timeline(
    clip: Clip, specialist: User, listener: Noting
) -> None:
    campaign = CampaignFactory(client=clip.client)
    message = KeyMessageFactory(campaign=campaign)
    deciding.confirm(
        clip=clip,
        by=specialist,
        campaign=campaign,
        tone=Clip.Tone.MIXED,
        messages={message.pk: Carried(2, "It holds.")},
        origins={"pitch": "7"},
    )
    clip.refresh_from_db()
    assert (clip.state, clip.decided_by, clip.tone, clip.campaign) == (State.OURS, specialist, "mixed", campaign)
    assert [(row.key_message, row.score) for row in clip.messages.all()] == [(message, 2)]
    entry = TimelineEntry.objects.get(journalist=clip.journalist)
    assert (entry.kind, entry.headline) == ("covered", f"Wrote about Fernhall Storage: “{clip.article}”")
    assert entry.url == clip.get_absolute_url()
    assert (listener.choices, listener.decisions) == ([(clip.pk, "7")], [(clip.pk, "ours")])


def test_a_second_decision_is_refused_and_says_who_was_first(clip: Clip, specialist: User, colleague: User) -> None:
    deciding.reject(clip=clip, by=colleague)
    with pytest.raises(AlreadyDecided, match="was decided before by Priya Raman: not ours"):
        deciding.reject(clip=clip, by=specialist)


def test_copies_are_decided_with_their_original_and_taken_back_with_it(
    clip: Clip, specialist: User, listener: Noting
) -> None:
    copy = ClipFactory(client=clip.client, article__original=clip.article, journalist=clip.journalist)
    elsewhere = ClipFactory(client=ClientFactory(), article=copy.article)
    deciding.confirm(clip=clip, by=specialist, tone=Clip.Tone.POSITIVE)
    copy.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (copy.state, copy.tone, elsewhere.state) == (State.OURS, "positive", State.WAITING)
    assert TimelineEntry.objects.filter(journalist=clip.journalist).count() == 1

    deciding.take_back(clip=clip, by=specialist)
    assert set(Clip.objects.values_list("state", "decided_at")) == {(State.WAITING, None)}
    assert not TimelineEntry.objects.exists()
    assert listener.decisions == [(clip.pk, "ours"), (copy.pk, "ours"), (clip.pk, "waiting"), (copy.pk, "waiting")]


def test_a_copy_decided_by_itself_stays_when_the_original_is_taken_back(
    clip: Clip, specialist: User, colleague: User
) -> None:
    copy = ClipFactory(client=clip.client, article__original=clip.article)
    deciding.reject(clip=copy, by=colleague)
    deciding.confirm(clip=clip, by=specialist)
    deciding.take_back(clip=clip, by=specialist)
    copy.refresh_from_db()
    assert (copy.state, copy.decided_by) == (State.NOT_OURS, colleague)


def test_a_copy_of_what_is_decided_is_decided_like_it(clip: Clip, specialist: User) -> None:
    deciding.confirm(clip=clip, by=specialist, tone=Clip.Tone.NEGATIVE)
    late = ClipFactory(client=clip.client)
    deciding.as_copy(clip=late, original=clip.article, by=specialist)
    late.refresh_from_db()
    assert (late.article.original, late.state, late.tone) == (clip.article, State.OURS, "negative")


def test_a_copy_of_what_waits_waits_with_it(clip: Clip, specialist: User) -> None:
    copy = ClipFactory(client=clip.client)
    deciding.as_copy(clip=copy, original=clip.article, by=specialist)
    copy.refresh_from_db()
    assert copy.state == State.WAITING
    deciding.confirm(clip=clip, by=specialist)
    copy.refresh_from_db()
    assert copy.state == State.OURS


def test_copies_are_linked_one_deep_and_never_in_a_circle(clip: Clip, specialist: User) -> None:
    second, third = ClipFactory(client=clip.client), ClipFactory(client=clip.client)
    deciding.as_copy(clip=third, original=second.article, by=specialist)
    deciding.as_copy(clip=second, original=clip.article, by=specialist)
    third.article.refresh_from_db()
    assert third.article.original == clip.article
    with pytest.raises(NotACopy):
        deciding.as_copy(clip=clip, original=clip.article, by=specialist)
    deciding.as_copy(clip=clip, original=second.article, by=specialist)
    assert set(second.article.copies.all()) == {clip.article, third.article}


def test_what_belongs_to_another_client_is_refused_and_nothing_is_kept(clip: Clip, specialist: User) -> None:
    foreign = KeyMessageFactory()
    for changes in ({"campaign": foreign.campaign}, {"messages": {foreign.pk: 1}}):
        with pytest.raises(ForeignChoice):
            deciding.confirm(clip=clip, by=specialist, **changes)
    clip.refresh_from_db()
    assert (clip.state, clip.campaign, clip.messages.count()) == (State.WAITING, None, 0)
