"""Sign-off and sharing: what readers get is exactly what was approved, and only while it is shared."""

import pytest
from django.urls import reverse

from mediakits import building, kit_sign_off, sharing
from mediakits.kit_errors import KitError, NotApproved
from mediakits.kit_fingerprint import fingerprint_of
from mediakits.models import AssetFile, Kit, KitSection, Newsroom
from team import reviews
from team.models import Review, TeamPolicy
from tests.factories.mediakits import KitFactory, NewsroomFactory
from tests.mediakits.made import SECRET, in_days, photo, put, shared, whole_kit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kit(client_brand, specialist) -> Kit:
    return whole_kit(client_brand, specialist)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


@pytest.fixture
def no_sign_off(db):
    TeamPolicy.current()
    TeamPolicy.objects.update(sign_off=TeamPolicy.SignOff.NEVER)


def approved(kit, specialist, manager) -> Kit:
    reviews.approve(review=kit_sign_off.submit_for_review(kit=kit, by=specialist), by=manager)
    kit.refresh_from_db()
    return kit


def test_without_sign_off_nobody_sees_it(browser, kit, client):
    page = browser.post(reverse("mediakits:kit-sharing", args=[kit.pk]), follow=True)
    assert "needs sign-off" in page.content.decode()
    assert client.get(reverse("mediakits-public:kit", args=[kit.token])).status_code == 404


def test_an_approved_kit_is_shared(browser, kit, specialist, manager, client):
    approved(kit, specialist, manager)
    browser.post(reverse("mediakits:kit-sharing", args=[kit.pk]))
    kit.refresh_from_db()
    assert kit.shared["title"] == kit.title
    assert kit.shared_by == specialist
    assert kit.title in client.get(reverse("mediakits-public:kit", args=[kit.token])).content.decode()


def test_a_freelancer_shares_at_once(browser, kit, no_sign_off):
    browser.post(reverse("mediakits:kit-sharing", args=[kit.pk]))
    kit.refresh_from_db()
    assert kit.is_shared


def test_any_edit_ends_the_approval(kit, specialist, manager):
    approved(kit, specialist, manager)
    building.add_section(kit=kit, kind="files", by=specialist)
    kit.refresh_from_db()
    assert kit.state == Kit.State.APPROVED, "an empty section is nothing that a reader would see"
    building.move_section(section=kit.sections.get(kind="coverage"), to=0, by=specialist)
    kit.refresh_from_db()
    assert (kit.state, kit.approved_fingerprint) == (Kit.State.DRAFT, "")
    assert Review.objects.get().state == Review.State.VOID


@pytest.mark.parametrize(
    "change",
    [
        lambda kit: (
            kit.sections.filter(kind="photos").get().items.get().asset.__class__.objects.update(caption="Other")
        ),
        lambda kit: kit.sections.filter(kind="photos").get().items.get().asset.__class__.objects.update(credit="Other"),
        lambda kit: AssetFile.objects.update(sha256="1" * 64),
        lambda kit: kit.client.spokespeople.update(about="Other"),
        lambda kit: kit.client.documents.update(published_version=kit.client.documents.first().published_version_id),
    ],
)
def test_what_the_library_changes_is_seen_by_the_fingerprint(kit, specialist, manager, change):
    before = fingerprint_of(kit)
    approved(kit, specialist, manager)
    change(kit)
    assert fingerprint_of(kit) != before
    with pytest.raises(NotApproved):
        sharing.share(kit=kit, by=specialist)


def test_readers_see_what_was_shared_and_not_what_is_being_built(kit, specialist, client):
    shared(kit)
    Kit.objects.filter(pk=kit.pk).update(title="Unapproved headline")
    KitSection.objects.filter(kind="overview").update(text="<p>Unapproved words</p>")
    put(kit, "photos", asset=photo(kit.client, title="Unapproved photo", caption="Unapproved"))
    page = client.get(reverse("mediakits-public:kit", args=[kit.token])).content.decode()
    assert "Unapproved" not in page
    assert f"It stood {SECRET}." in page


def test_the_builder_says_that_changes_are_not_out_yet(browser, kit):
    shared(kit)
    assert "Readers still see it as it was shared" not in browser.get(kit.get_absolute_url()).content.decode()
    put(kit, "photos", asset=photo(kit.client))
    assert "Readers still see it as it was shared" in browser.get(kit.get_absolute_url()).content.decode()


def test_sharing_ends_at_once_and_says_so_to_the_newsroom(browser, kit, client):
    shared(kit)
    stamp = NewsroomFactory(client=kit.client).stamp
    browser.post(reverse("mediakits:kit-sharing-end", args=[kit.pk]))
    response = client.get(reverse("mediakits-public:kit", args=[kit.token]))
    assert (response.status_code, SECRET in response.content.decode()) == (404, False)
    assert Newsroom.objects.get().stamp != stamp


def test_an_empty_kit_is_neither_submitted_nor_shared(specialist, no_sign_off):
    kit = KitFactory(owner=specialist)
    with pytest.raises(KitError, match="nothing in"):
        kit_sign_off.submit_for_review(kit=kit, by=specialist)
    with pytest.raises(KitError, match="nothing in"):
        sharing.share(kit=kit, by=specialist)


def test_the_reviewer_sees_the_page_and_what_changed(client_for, kit, specialist, manager):
    approved(kit, specialist, manager)
    building.remove_section(section=kit.sections.get(kind="coverage"), by=specialist)
    kit.refresh_from_db()
    put(kit, "photos", asset=photo(kit.client, title="The hall", caption="The hall, new"))
    review = kit_sign_off.submit_for_review(kit=kit, by=specialist)
    browser = client_for(manager)
    changes = browser.get(review.get_absolute_url()).content.decode()
    assert "Not any more:</b> Coverage" in changes
    assert "The hall" in changes
    outgoing = browser.get(review.get_absolute_url(), {"show": "outgoing"}).content.decode()
    assert "The hall, new" in outgoing
    assert "12 MW" in outgoing
    assert kit.token not in outgoing


def test_asked_for_changes_stand_in_the_builder(browser, kit, specialist, manager):
    review = kit_sign_off.submit_for_review(kit=kit, by=specialist)
    reviews.ask_for_changes(review=review, by=manager, text="Name who took the photo.")
    page = browser.get(kit.get_absolute_url()).content.decode()
    assert "Name who took the photo." in page
    kit.refresh_from_db()
    assert kit.state == Kit.State.CHANGES


def test_a_submission_is_taken_back(browser, kit, specialist):
    kit_sign_off.submit_for_review(kit=kit, by=specialist)
    browser.post(reverse("mediakits:kit-withdrawal", args=[kit.pk]))
    kit.refresh_from_db()
    assert kit.state == Kit.State.DRAFT


def test_access_is_set_and_the_password_hashed(browser, kit):
    until = in_days(3)
    data = {"access": "public", "embargo_until": until.strftime("%Y-%m-%dT%H:%M"), "new_password": "grid storage"}
    browser.post(reverse("mediakits:kit-access", args=[kit.pk]), data)
    kit.refresh_from_db()
    assert kit.access == "public"
    assert kit.is_embargoed
    assert kit.password
    assert "grid" not in kit.password
    browser.post(reverse("mediakits:kit-access", args=[kit.pk]), {"access": "link"})
    kept = Kit.objects.get(pk=kit.pk)
    assert (kept.password, kept.embargo_until) == (kit.password, None)
    browser.post(reverse("mediakits:kit-access", args=[kit.pk]), {"access": "link", "no_password": "on"})
    assert Kit.objects.get(pk=kit.pk).password == ""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"new_password": "short"}, "8 characters or more"),
        ({"access": "nobody"}, "Select a valid choice"),
        ({"expires_at": "2020-01-01T10:00"}, "in the past"),
        ({"embargo_until": "2090-01-02T10:00", "expires_at": "2090-01-01T10:00"}, "cannot expire before its embargo"),
    ],
)
def test_bad_access_is_explained(browser, kit, data, why):
    response = browser.post(reverse("mediakits:kit-access", args=[kit.pk]), {"access": "link", **data})
    assert response.status_code == 422
    assert why in response.content.decode()


def test_what_a_colleague_put_in_meanwhile_does_not_go_out_unseen(browser, kit, colleague, no_sign_off):
    seen = {"revision": kit.revision}
    building.remove_item(item=kit.sections.get(kind="photos").items.get(), by=colleague)
    page = browser.post(reverse("mediakits:kit-sharing", args=[kit.pk]), seen, follow=True).content.decode()
    kit.refresh_from_db()
    assert "was changed while you were looking at it" in page
    assert not kit.is_shared
    assert f'name="revision" value="{kit.revision}"' in page  # as it is now it can be shared
    browser.post(reverse("mediakits:kit-sharing", args=[kit.pk]), {"revision": kit.revision})
    kit.refresh_from_db()
    assert kit.is_shared
