"""The page of one clip: who sees what of it, correcting it, and its place in campaigns and timelines."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from contacts.models import TimelineEntry
from coverage.clips import deciding
from coverage.models import Clip, ClipMessage, Evidence
from tests.factories.campaigns import CampaignFactory, KeyMessageFactory
from tests.factories.contacts import JournalistFactory
from tests.factories.coverage import ArticleFactory, BylineFactory, ClipFactory
from tests.factories.mediakits import SpokespersonFactory

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 24
SCORES = {"tone": "", "prominence": "", "depth": "", "value": "", "reach": "", "reach_source": "", "reach_on": ""}


@pytest.fixture
def clip(client_brand, specialist):
    article = ArticleFactory(
        title="Storage for the windless week", text="One of the odder answers.\nIron.", language="en"
    )
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    clip = ClipFactory(client=client_brand, article=article, campaign=campaign, notes="She owes us one")
    return deciding.confirm(clip=clip, by=specialist)


@pytest.fixture
def browser(client_for, specialist):
    return client_for(specialist)


def words(response) -> str:
    return response.content.decode()


def test_the_page_tells_the_team_everything_and_an_observer_no_notes(
    browser, client_for, observer, outsider, clip, listener
):
    Clip.objects.filter(pk=clip.pk).update(suggested={"tone": {"sentences": ["Secret thought"]}})
    mine, theirs = words(browser.get(clip.get_absolute_url())), words(client_for(observer).get(clip.get_absolute_url()))
    for both in ("Storage for the windless week", "One of the odder answers.", "Altfelde switch-on"):
        assert both in mine
        assert both in theirs
    for inner in ("She owes us one", "Maya Lindqvist, ", "History", "Not ours"):
        assert inner in mine
        assert inner not in theirs
    assert "Secret thought" not in theirs
    assert client_for(outsider).get(clip.get_absolute_url()).status_code == 404
    assert client_for(None).get(clip.get_absolute_url()).status_code == 302
    deciding.take_back(clip=clip, by=clip.decided_by)
    assert client_for(observer).get(clip.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_as_for_three_of_everything(
    browser, clip, specialist, django_assert_num_queries, count
):
    for number in range(count):
        copy = ArticleFactory(original=clip.article)
        ClipFactory(client=clip.client, article=copy)
        BylineFactory(
            article=clip.article, name=f"Author {number}", name_key=f"author {number}", journalist=JournalistFactory()
        )
        ClipMessage.objects.create(clip=clip, key_message=KeyMessageFactory(campaign=clip.campaign), score=1)
        clip.quoted.add(SpokespersonFactory(client=clip.client))
        Evidence.objects.create(clip=clip, kind="file", file="x.pdf", taken_at=timezone.now(), added_by=specialist)
    browser.get(clip.get_absolute_url())
    with django_assert_num_queries(PAGE_QUERIES):
        page = browser.get(clip.get_absolute_url())
    assert len(page.context["copies"]) == len(page.context["kept"]) == count


def test_scores_messages_and_author_are_corrected(browser, clip, specialist):
    message = KeyMessageFactory(campaign=clip.campaign, text="100 hours, not four")
    journalist = JournalistFactory(name="Ruth Feldmann")
    BylineFactory(article=clip.article, journalist=journalist)
    person = SpokespersonFactory(client=clip.client, name="Elin Sørvaag")
    url = reverse("coverage:clip-edit", args=[clip.pk])
    seen = browser.get(url).context["seen"]
    data = SCORES | {
        "seen": seen, "campaign": clip.campaign_id, "journalist": journalist.pk, "tone": "positive", "value": "2",
        "reach": "21400", "reach_source": "Own figure", "quoted": [person.pk], "links_to_us": "on", "notes": "",
        f"message-{message.pk}": "2", f"sentence-{message.pk}": "It lasts a hundred hours.",
    }  # fmt: skip
    assert browser.post(url, data).status_code == 302
    clip.refresh_from_db()
    assert (clip.tone, clip.value, clip.reach, clip.links_to_us, clip.notes) == ("positive", 2, 21400, True, "")
    assert list(clip.quoted.all()) == [person]
    assert [(row.score, row.sentence) for row in clip.messages.all()] == [(2, "It lasts a hundred hours.")]
    told = TimelineEntry.objects.get(kind="covered")
    assert (told.journalist, told.by) == (journalist, specialist)
    seen = browser.get(url).context["seen"]
    browser.post(url, data | {"seen": seen, "journalist": ""})
    assert not TimelineEntry.objects.filter(kind="covered").exists()


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(browser, clip):
    url = reverse("coverage:clip-edit", args=[clip.pk])
    response = browser.post(url, SCORES | {"reach": "21400", "notes": "Kept", "seen": browser.get(url).context["seen"]})
    assert response.status_code == 422
    assert "Say where the figure comes from" in words(response)
    assert "Kept" in words(response)
    foreign = SCORES | {"campaign": CampaignFactory().pk, "journalist": JournalistFactory().pk, "notes": ""}
    assert set(browser.post(url, foreign).context["form"].errors) == {"campaign", "journalist"}


def test_a_later_save_does_not_overwrite_what_somebody_else_saved(browser, client_for, colleague, clip):
    url = reverse("coverage:clip-edit", args=[clip.pk])
    data = SCORES | {"campaign": clip.campaign_id, "notes": clip.notes, "seen": browser.get(url).context["seen"]}
    client_for(colleague).post(url, data | {"tone": "mixed"})
    response = browser.post(url, data | {"tone": "negative"})
    assert response.status_code == 409
    assert "Nothing was overwritten" in words(response)
    assert Clip.objects.get().tone == "mixed"


def test_a_clip_is_decided_on_its_page_and_taken_back(browser, client_for, observer, clip):
    no = reverse("coverage:clip-state", args=[clip.pk, "not-ours"])
    assert client_for(observer).post(no).status_code == 403
    page = browser.post(no, follow=True)
    assert Clip.objects.get().state == "not_ours"
    assert "counts in no figure" in words(page)
    browser.post(reverse("coverage:clip-state", args=[clip.pk, "ours"]))
    assert Clip.objects.get().state == "ours"
    assert "was decided before" in words(
        browser.post(reverse("coverage:clip-state", args=[clip.pk, "ours"]), follow=True)
    )


def test_the_campaign_shows_its_coverage_so_far(browser, client_for, observer, outsider, clip):
    ClipFactory(client=clip.client, campaign=clip.campaign, article__title="Still waiting")
    page = words(browser.get(clip.campaign.get_absolute_url()))
    assert "Coverage so far" in page
    assert "Storage for the windless week" in page
    assert "1 to confirm" in page
    theirs = words(client_for(observer).get(clip.campaign.get_absolute_url()))
    assert "Storage for the windless week" in theirs
    assert "to confirm" not in theirs
    counted = words(browser.get(reverse("campaigns:campaign-list")))
    assert "Clips" in counted


def test_evidence_is_given_to_whoever_may_see_the_clip(
    browser, client_for, observer, outsider, clip, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    url = reverse("coverage:evidence-add", args=[clip.pk])
    scan = ContentFile(b"%PDF-1.7 a scan", name="page 4.pdf")
    assert client_for(observer).post(url, {"file": scan}).status_code == 403
    scan.seek(0)
    browser.post(url, {"file": scan})
    kept = Evidence.objects.get()
    file = reverse("coverage:evidence-file", args=[kept.pk])
    answer = client_for(observer).get(file)
    assert b"".join(answer) == b"%PDF-1.7 a scan"
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''page%204.pdf"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client_for(outsider).get(file).status_code == 404
    assert client_for(None).get(file).status_code == 302
    browser.post(reverse("coverage:evidence-removal", args=[kept.pk]))
    assert not Evidence.objects.exists()


def test_a_file_is_known_by_its_bytes_and_not_by_its_name(browser, clip, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    url = reverse("coverage:evidence-add", args=[clip.pk])
    page = browser.post(url, {"file": ContentFile(b"<script>alert(1)</script>", name="scan.pdf")}, follow=True)
    assert "no PDF, picture, sound or film" in words(page)
    settings.EVIDENCE_MAX_MB = 0
    page = browser.post(url, {"file": ContentFile(b"%PDF-1.7", name="scan.pdf")}, follow=True)
    assert "larger than 0 MB" in words(page)
    assert not Evidence.objects.exists()
