"""From draft to the public and back: sign-off bound to the text, the embargo, versions."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mediakits import drafting, publishing, sign_off, versions
from mediakits.drafting import EditConflict, NotEditable
from mediakits.errors import Blocked, NotApproved, WrongState
from mediakits.models import Document, DocumentVersion
from mediakits.pieces import fingerprint_of
from team import reviews
from team.models import Review, TeamPolicy, User
from tests.factories.mediakits import DocumentFactory, KitItemFactory, NewsroomFactory
from tests.mediakits.document_texts import BY_KIND, RELEASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def release(specialist, client_brand) -> Document:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    title, content = BY_KIND["press_release"]
    return DocumentFactory(client=client_brand, owner=specialist, title=title, content=content)


@pytest.fixture
def no_sign_off() -> None:
    TeamPolicy.objects.update_or_create(pk=1, defaults={"sign_off": TeamPolicy.SignOff.NEVER})


def fresh(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def write(document: Document, by: User, **fields: object) -> Document:
    return drafting.save(document=document, by=by, revision=fresh(document).revision, **fields)


def approved(document: Document, by: User, reviewer: User) -> Document:
    review = sign_off.submit_for_review(document=document, by=by)
    reviews.approve(review=review, by=reviewer)
    return fresh(document)


@pytest.mark.parametrize("policy", [TeamPolicy.SignOff.ALWAYS, TeamPolicy.SignOff.ABOVE])
def test_nothing_goes_out_without_the_approval_that_the_policy_asks_for(policy, release, specialist, manager):
    TeamPolicy.objects.update_or_create(pk=1, defaults={"sign_off": policy})
    with pytest.raises(NotApproved, match="needs sign-off"):
        publishing.publish(document=release, by=specialist)
    publishing.publish(document=approved(release, specialist, manager), by=specialist)
    assert list(Document.objects.public()) == [release]


def test_a_team_without_sign_off_publishes_at_once(release, specialist, no_sign_off):
    published = publishing.publish(document=release, by=specialist)
    assert published.is_public
    assert published.published_version.content == RELEASE
    assert [version.note for version in release.versions.all()] == ["Published"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another headline"},
        {"content": {**RELEASE, "subhead": "Another"}},
        {"language": "de"},
        {"embargo_until": timezone.now() + timedelta(days=2)},
    ],
)
def test_any_edit_ends_the_approval(change, release, specialist, manager):
    approved(release, specialist, manager)
    written = write(release, specialist, **change)
    assert written.state == Document.State.DRAFT
    assert Review.objects.get().state == Review.State.VOID
    with pytest.raises(NotApproved):
        publishing.publish(document=release, by=specialist)


def test_another_number_of_the_contact_is_another_release(release, specialist, manager):
    approved(release, specialist, manager)
    specialist.phone = "+49 30 666"
    specialist.save()
    with pytest.raises(NotApproved):
        publishing.publish(document=release, by=specialist)


def test_nobody_approves_their_own_work(release, manager, specialist):
    release.owner = manager
    release.save()
    review = sign_off.submit_for_review(document=release, by=specialist)
    with pytest.raises(reviews.OwnWork):
        reviews.approve(review=review, by=manager)
    assert fresh(release).state == Document.State.IN_REVIEW


def test_what_is_in_review_stands_still_until_it_is_taken_back(release, specialist):
    sign_off.submit_for_review(document=release, by=specialist)
    with pytest.raises(NotEditable, match="in review"):
        write(release, specialist, title="Another")
    with pytest.raises(WrongState, match="cannot be submitted"):
        sign_off.submit_for_review(document=release, by=specialist)
    with pytest.raises(NotEditable):
        publishing.publish(document=release, by=specialist)
    sign_off.withdraw_submission(document=release, by=specialist)
    assert write(release, specialist, title="Another").title == "Another"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({**RELEASE, "body": ""}, "There is no text yet"),
        ({**RELEASE, "quotes": [{**RELEASE["quotes"][0], "approved_by": ""}]}, "Sørvaag is not approved"),
    ],
)
def test_a_blocking_check_stops_submission_and_publication(content, words, release, specialist, no_sign_off):
    write(release, specialist, content=content)
    for verb in (sign_off.submit_for_review, publishing.publish):
        with pytest.raises(Blocked, match=words):
            verb(document=release, by=specialist)
    assert not Document.objects.released().exists()


def test_a_contact_without_a_phone_stops_it(release, specialist, no_sign_off):
    specialist.phone = ""
    specialist.save()
    with pytest.raises(Blocked, match="no phone number"):
        publishing.publish(document=release, by=specialist)


def test_an_embargoed_release_appears_on_the_second(release, specialist, no_sign_off):
    until = timezone.now() + timedelta(hours=5)
    write(release, specialist, embargo_until=until)
    published = publishing.publish(document=release, by=specialist)
    assert (published.public_from, published.is_embargoed) == (until, True)
    assert not Document.objects.public().exists()
    assert not Document.objects.public(until - timedelta(seconds=1)).exists()
    assert Document.objects.public(until).get() == release


def test_the_embargo_of_a_released_document_moves_only_when_a_new_version_is_published(
    release, specialist, no_sign_off
):
    first, later = timezone.now() + timedelta(hours=5), timezone.now() + timedelta(hours=9)
    write(release, specialist, embargo_until=first)
    publishing.publish(document=release, by=specialist)
    write(release, specialist, embargo_until=later)
    assert fresh(release).public_from == first
    assert publishing.publish(document=release, by=specialist).public_from == later


def test_what_everybody_reads_cannot_go_back_under_an_embargo(release, specialist, no_sign_off):
    before = publishing.publish(document=release, by=specialist)
    write(release, specialist, embargo_until=timezone.now() + timedelta(days=1), title="Changed")
    with pytest.raises(Blocked, match="an embargo cannot be put on it"):
        publishing.publish(document=release, by=specialist)
    assert fresh(release).public_from == before.public_from
    assert fresh(release).published_version.title == before.title


def test_publishing_again_keeps_the_address_and_the_moment(release, specialist, no_sign_off):
    first = publishing.publish(document=release, by=specialist)
    write(release, specialist, title="A wholly new headline")
    second = publishing.publish(document=release, by=specialist)
    assert (second.slug, second.token, second.public_from) == (first.slug, first.token, first.public_from)
    assert second.published_version.title == "A wholly new headline"
    assert second.published_version.number == 2


def test_the_working_copy_is_not_what_the_public_reads(release, specialist, no_sign_off):
    publishing.publish(document=release, by=specialist)
    write(release, specialist, title="Not out yet")
    document = fresh(release)
    assert publishing.differs_from_published(document)
    assert document.published_version.title == BY_KIND["press_release"][0]


def test_withdrawing_takes_it_out_of_view_at_once_and_says_why(release, specialist, no_sign_off):
    publishing.publish(document=release, by=specialist)
    publishing.withdraw(document=release, by=specialist, why="A wrong figure")
    assert not Document.objects.public().exists()
    assert fresh(release).withdrawn_why == "A wrong figure"
    with pytest.raises(WrongState, match="nothing to withdraw"):
        publishing.withdraw(document=release, by=specialist, why="Twice")
    again = publishing.publish(document=release, by=specialist)
    assert (again.is_public, again.withdrawn_why) == (True, "")


def test_a_withdrawn_release_can_be_put_under_an_embargo(release, specialist, no_sign_off):
    publishing.publish(document=release, by=specialist)
    publishing.withdraw(document=release, by=specialist, why="Too early")
    write(release, specialist, embargo_until=timezone.now() + timedelta(days=1))
    assert publishing.publish(document=release, by=specialist).is_embargoed


def test_every_change_of_what_is_public_makes_the_newsroom_new(release, specialist, no_sign_off):
    newsroom = NewsroomFactory(client=release.client)
    stamps = [newsroom.stamp]
    for verb in (publishing.publish, publishing.withdraw):
        verb(document=release, by=specialist)
        newsroom.refresh_from_db()
        stamps.append(newsroom.stamp)
    assert len(set(stamps)) == 3


def test_a_reason_for_withdrawing_needs_a_withdrawal(release):
    with pytest.raises(IntegrityError, match="mediakits_document_withdrawn_why"), transaction.atomic():
        Document.objects.update(withdrawn_why="No reason")


def test_a_later_save_is_refused_with_both_texts(release, specialist, colleague):
    drafting.save(document=release, by=colleague, revision=1, title="Priya's")
    with pytest.raises(EditConflict, match="Priya Raman saved this document") as refused:
        drafting.save(document=release, by=specialist, revision=1, title="Maya's")
    assert (refused.value.document.title, refused.value.mine) == ("Priya's", {"title": "Maya's"})
    assert fresh(release).title == "Priya's"


def test_a_save_that_changes_nothing_is_no_revision(release, specialist):
    assert drafting.save(document=release, by=specialist, revision=1, title=release.title).revision == 1


def test_a_version_is_kept_once_however_often_it_is_saved(release, specialist):
    first = versions.keep(document=release, by=specialist, note="Saved")
    assert versions.keep(document=release, by=specialist, note="Again") == first
    write(release, specialist, title="Another")
    assert versions.keep(document=fresh(release), by=specialist).number == 2


def test_an_old_version_comes_back_and_what_stood_there_is_kept(release, specialist):
    first = versions.keep(document=release, by=specialist)
    write(release, specialist, title="Another", content={**RELEASE, "subhead": "New"})
    drafting.restore(version=first, by=specialist, revision=2)
    document = fresh(release)
    assert (document.title, document.content, document.revision) == (first.title, RELEASE, 3)
    assert list(document.versions.values_list("number", "title", "note")) == [
        (3, first.title, "Restored from version 1"),
        (2, "Another", "Before version 1 was restored"),
        (1, first.title, ""),
    ]


def test_two_versions_are_compared_field_by_field_and_word_by_word(release, specialist):
    old = versions.keep(document=release, by=specialist)
    quotes = [{**RELEASE["quotes"][0], "role": "Founder"}]
    headline = "Fernhall Storage connects the second 100-hour battery"
    write(release, specialist, title=headline, content={**RELEASE, "quotes": quotes})
    new = versions.keep(document=fresh(release), by=specialist)
    rows = {row.label: str(row.marked) for row in versions.compare(release.kind, old, new) if row.changed}
    assert set(rows) == {"Headline", "Quotes"}
    assert ">first</del>" in rows["Headline"].replace('<span class="visually-hidden">removed: </span>', ">")
    assert "Founder" in rows["Quotes"]
    assert "I would rather talk about that number" in rows["Quotes"]


def test_a_copy_and_a_translation_are_drafts_of_their_own(release, specialist, colleague, no_sign_off):
    publishing.publish(document=release, by=specialist)
    copy = drafting.duplicate(document=fresh(release), by=colleague)
    german = drafting.translate(document=fresh(release), language="de", by=colleague)
    for made in (copy, german):
        assert (made.owner, made.state, made.public_from, made.content) == (colleague, "draft", None, RELEASE)
    assert (german.translation_of, german.language) == (release, "de")
    with pytest.raises(WrongState, match="is the translation into this language"):
        drafting.translate(document=fresh(release), language="de", by=specialist)
    with pytest.raises(WrongState, match="is written in this language"):
        drafting.translate(document=german, language="en", by=specialist)


def test_only_a_draft_that_nobody_saw_is_deleted(release, specialist, no_sign_off):
    draft = DocumentFactory()
    versions.keep(document=draft, by=specialist)
    drafting.delete(document=draft, by=specialist)
    assert not DocumentVersion.objects.exists()
    publishing.publish(document=release, by=specialist)
    with pytest.raises(WrongState, match="what was said in public is kept"):
        drafting.delete(document=release, by=specialist)


def test_what_somebody_was_asked_to_decide_about_is_kept(release, specialist):
    sign_off.submit_for_review(document=release, by=specialist)
    sign_off.withdraw_submission(document=release, by=specialist)
    with pytest.raises(WrongState, match="that is kept"):
        drafting.delete(document=release, by=specialist)
    assert Review.objects.count() == 1


def test_what_stands_in_a_kit_is_not_deleted(release, specialist):
    KitItemFactory(document=release)
    with pytest.raises(WrongState, match="stands in a media kit"):
        drafting.delete(document=release, by=specialist)
    assert Document.objects.filter(pk=release.pk).exists()


def test_what_is_released_is_not_put_away(release, specialist, no_sign_off):
    publishing.publish(document=release, by=specialist)
    with pytest.raises(WrongState, match="Withdraw it first"):
        drafting.put_away(document=release, by=specialist)
    publishing.withdraw(document=release, by=specialist, why="Over")
    drafting.put_away(document=release, by=specialist)
    with pytest.raises(NotEditable, match="put away"):
        publishing.publish(document=release, by=specialist)
    drafting.take_up(document=release, by=specialist)
    assert fresh(release).archived_at is None


def test_the_slug_follows_the_title_until_it_is_published(specialist, client_brand):
    document = drafting.create(kind="press_release", client=client_brand, title="First title", by=specialist)
    assert document.slug == "first-title"
    assert write(document, specialist, title="日本語").slug == "document"


def test_a_new_document_begins_with_what_its_kind_begins_with(specialist, client_brand):
    client_brand.about = "Builds batteries."
    document = drafting.create(kind="press_release", client=client_brand, title="News", by=specialist)
    assert document.content == {"zone": specialist.time_zone, "boilerplate": "Builds batteries."}
    assert (document.contact, document.owner) == (specialist, specialist)


def test_the_fingerprint_is_the_same_for_the_version_and_the_text_it_was_made_of(release, specialist):
    assert versions.keep(document=release, by=specialist).fingerprint == fingerprint_of(fresh(release))
