import pytest

from pitches import drafting
from pitches.drafting import EditConflict, NotEditable
from pitches.models import Pitch
from team.models import TeamPolicy
from tests.factories.campaigns import CampaignFactory
from tests.factories.mail import MailboxFactory
from tests.factories.pitches import PitchFactory

pytestmark = pytest.mark.django_db


def test_a_new_pitch_begins_with_the_teams_defaults(specialist):
    policy = TeamPolicy.current()
    policy.window_start, policy.window_end, policy.follow_up_after = 7, 11, 5
    policy.save()
    shared = MailboxFactory()
    own = MailboxFactory(owner=specialist)
    MailboxFactory(owner=PitchFactory().owner)

    pitch = drafting.create(campaign=CampaignFactory(), title="Trade press", by=specialist)

    assert (pitch.window_start, pitch.window_end, pitch.follow_up_after) == (7, 11, 5)
    assert pitch.mailbox == own != shared
    assert pitch.state == Pitch.State.DRAFT


def test_save_raises_the_revision_and_cleans_html(specialist):
    pitch = PitchFactory()
    saved = drafting.save(pitch=pitch, by=specialist, revision=1, body="<p onclick='x()'>Hi</p><script>x</script>")
    assert (saved.body, saved.revision, saved.saved_by) == ("<p>Hi</p>", 2, specialist)


def test_save_of_the_same_text_changes_nothing(specialist):
    pitch = PitchFactory()
    assert drafting.save(pitch=pitch, by=specialist, revision=1, subject=pitch.subject).revision == 1


def test_two_specialists_editing_one_pitch_lose_nothing(specialist, colleague):
    pitch = PitchFactory()
    drafting.save(pitch=pitch, by=colleague, revision=1, subject="Priya's subject")

    with pytest.raises(EditConflict) as conflict:
        drafting.save(pitch=pitch, by=specialist, revision=1, subject="Maya's subject")

    assert conflict.value.by == colleague
    assert conflict.value.theirs == {"subject": "Priya's subject"}
    assert conflict.value.mine == {"subject": "Maya's subject"}
    assert Pitch.objects.get().subject == "Priya's subject"


@pytest.mark.parametrize("state", ["in_review", "cancelled"])
def test_a_pitch_that_is_not_at_rest_is_not_saved(specialist, state):
    pitch = PitchFactory(state=state)
    with pytest.raises(NotEditable):
        drafting.save(pitch=pitch, by=specialist, revision=1, subject="Another")


def test_a_copy_has_the_texts_and_no_recipients(specialist, colleague):
    pitch = PitchFactory(owner=colleague, mailbox=MailboxFactory(owner=colleague))
    copy = drafting.duplicate(pitch=pitch, by=specialist)
    assert (copy.subject, copy.body, copy.follow_up) == (pitch.subject, pitch.body, pitch.follow_up)
    assert (copy.owner, copy.mailbox, copy.recipients.count()) == (specialist, None, 0)
