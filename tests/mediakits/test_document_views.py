"""Who opens, writes, takes along and publishes a document, and what they see of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mediakits import drafting, publishing, sign_off, versions
from mediakits.forms.documents import DocumentForm
from mediakits.models import Document
from team import reviews
from team.models import TeamPolicy
from tests.factories.campaigns import CampaignFactory, ClientFactory
from tests.factories.mediakits import DocumentFactory, KitItemFactory
from tests.mediakits.document_texts import BY_KIND, RELEASE

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SECRET = "Not for anybody yet"


@pytest.fixture(autouse=True)
def _no_sign_off():
    TeamPolicy.objects.update_or_create(pk=1, defaults={"sign_off": TeamPolicy.SignOff.NEVER})


@pytest.fixture
def release(specialist, client_brand) -> Document:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    title, content = BY_KIND["press_release"]
    return DocumentFactory(client=client_brand, owner=specialist, title=title, content=content)


@pytest.fixture
def public(release, specialist) -> Document:
    """Everybody reads it; the working copy says more."""
    publishing.publish(document=release, by=specialist)
    changed = {**RELEASE, "subhead": SECRET}
    return drafting.save(document=release, by=specialist, revision=1, title=f"{SECRET}, headline", content=changed)


def url(name: str, document: Document, *more: object) -> str:
    return reverse(f"mediakits:document-{name}", args=[document.pk, *more])


def typed(document: Document, **changes: str) -> dict[str, str]:
    """What the browser posts when the editor is opened and sent as it is."""
    form = DocumentForm(document=document)
    data = {}
    for one in (form, *(row for rows in form.rows.values() for row in rows)):
        for field in one:
            value = field.value()
            data[field.html_name] = "" if value is None else str(getattr(value, "pk", value))
    for name, rows in form.rows.items():
        data[f"{name}-n"] = str(len(rows))
    return {**data, **changes}


PAGES = ["edit", "look", "versions"]
POSTS = [
    "edit",
    "save",
    "rows",
    "review",
    "review-withdrawal",
    "publication",
    "withdrawal",
    "copy",
    "translation",
    "aside",
    "taking-up",
    "deletion",
]


@pytest.mark.parametrize("name", PAGES)
def test_the_team_writes_and_nobody_else(name, public, client_for, specialist, colleague, observer, outsider):
    for person in (specialist, colleague):
        assert SECRET in client_for(person).get(url(name, public)).content.decode()
    for person in (observer, outsider):
        answer = client_for(person).get(url(name, public))
        assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)
    assert client_for(None).get(url(name, public)).status_code == 302


@pytest.mark.parametrize("name", POSTS)
def test_nobody_outside_the_team_changes_a_document(name, public, client_for, observer, outsider):
    before = Document.objects.values().get()
    for person in (observer, outsider, None):
        data = {**typed(public, title="Taken over"), "why": "x", "language": "de"}
        answer = client_for(person).post(url(name, public), data)
        assert answer.status_code in {302, 403}
    assert Document.objects.values().get() == before


def test_the_page_shows_what_is_public_and_to_the_team_what_is_being_written(public, client_for, specialist, colleague):
    for person in (specialist, colleague):
        page = client_for(person).get(url("detail", public)).content.decode()
        assert BY_KIND["press_release"][0] in page
        assert "differs from what was released" in page
        assert SECRET in client_for(person).get(f"{url('detail', public)}?show=draft").content.decode()


def test_an_observer_reads_what_was_published_and_never_the_working_copy(public, client_for, observer):
    browser = client_for(observer)
    for address in (url("detail", public), f"{url('detail', public)}?show=draft", reverse("mediakits:document-list")):
        page = browser.get(address).content.decode()
        assert BY_KIND["press_release"][0] in page
        assert SECRET not in page
        assert "Write on" not in page


@pytest.mark.parametrize("format", ["pdf", "docx", "html", "txt"])
def test_an_observer_takes_along_what_was_published_and_nothing_else(format, public, client_for, observer, specialist):
    file = url("export", public, format)
    published = client_for(specialist).get(f"{file}?version=published")
    for address in (file, f"{file}?version=published", f"{file}?version=2", f"{file}?version=draft"):
        answer = client_for(observer).get(address)
        assert answer["Content-Disposition"].startswith("attachment")
        assert "draft-" not in answer["Content-Disposition"]
        if format in {"html", "txt"}:
            assert answer.content == published.content
            assert SECRET.encode() not in answer.content
    draft = client_for(specialist).get(file)
    assert "draft-" in draft["Content-Disposition"]
    assert client_for(observer).get(url("email", public)).content.decode().count(SECRET) == 0


@pytest.mark.parametrize("name", ["detail", "email", "export"])
def test_others_see_nothing_of_it(name, public, client_for, outsider):
    address = url(name, public, "txt") if name == "export" else url(name, public)
    answer = client_for(outsider).get(address)
    assert (answer.status_code, b"battery" in answer.content) == (404, False)
    assert client_for(None).get(address).status_code == 302


@pytest.mark.parametrize("until", [timedelta(hours=1), None])
def test_an_observer_sees_nothing_before_the_embargo_is_over_or_without_publication(
    until, release, client_for, observer, specialist
):
    if until:
        drafting.save(document=release, by=specialist, revision=1, embargo_until=timezone.now() + until)
        publishing.publish(document=release, by=specialist)
    browser = client_for(observer)
    assert "battery" not in browser.get(reverse("mediakits:document-list")).content.decode()
    for address in (url("detail", release), url("email", release), url("export", release, "pdf")):
        assert browser.get(address).status_code == 404


def test_what_the_editor_shows_posts_back_without_a_change(release, client_for, specialist):
    for kind, (title, content) in BY_KIND.items():
        document = DocumentFactory(kind=kind, title=title, content=content, owner=specialist)
        answer = client_for(specialist).post(url("save", document), typed(document))
        document.refresh_from_db()
        assert (answer.status_code, document.content, document.title) == (204, content, title)


def test_autosave_answers_the_new_revision_and_keeps_no_version(release, client_for, specialist):
    answer = client_for(specialist).post(url("save", release), typed(release, title="Another"))
    assert (answer.status_code, answer["X-Revision"]) == (204, "2")
    assert Document.objects.get().title == "Another"
    assert not release.versions.exists()


def test_save_keeps_a_version(release, client_for, specialist):
    page = client_for(specialist).post(url("edit", release), typed(release, title="Another"), follow=True)
    assert "Saved, version 1" in page.content.decode()
    assert release.versions.get().title == "Another"


def test_a_conflict_shows_both_texts_and_the_second_save_keeps_mine(release, client_for, specialist, colleague):
    client_for(colleague).post(url("save", release), typed(release, body="<p>Priya wrote this</p>"))
    browser = client_for(specialist)
    late = browser.post(url("save", release), typed(release, body="<p>Maya wrote this</p>"))
    assert (late.status_code, "Priya Raman saved this document" in late.content.decode()) == (422, True)
    answer = browser.post(url("edit", release), typed(release, body="<p>Maya wrote this</p>"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Priya" in page
    assert "&lt;p&gt;Maya wrote this" in page
    revision = answer.context["form"]["revision"].value()
    browser.post(url("edit", release), typed(release, body="<p>Maya wrote this</p>", revision=revision))
    assert Document.objects.get().content["body"] == "<p>Maya wrote this</p>"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "Give it a title"),
        ({"title": "x" * 201}, "at most 200 characters"),
        ({"dated": "yesterday"}, "Enter a valid date"),
        (
            {"embargo_until": "2026-03-29T02:30", "zone": "Europe/Berlin"},
            "couldn’t be interpreted in time zone Europe/Berlin",
        ),
        ({"zone": "Mars/Olympus"}, "is not one of the available choices"),
        ({"language": "klingon"}, "is not one of the available choices"),
        ({"contact": "0"}, "not one of the available choices"),
        ({"quotes-0-approved_on": "soon"}, "Enter a valid date"),
        ({"city": "Alt\x07felde"}, "This is one line"),
        ({"revision": "abc"}, "Enter a whole number"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_typed_is_lost(changes, sentence, release, client_for, specialist):
    browser = client_for(specialist)
    answer = browser.post(url("edit", release), typed(release, subhead="Typed with care", **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert "Typed with care" in answer.content.decode()
    saved = browser.post(url("save", release), typed(release, **changes))
    assert (saved.status_code, sentence in saved.content.decode()) == (422, True)
    assert Document.objects.get().content == RELEASE


def test_the_embargo_is_typed_on_the_clock_of_the_documents_zone(release, client_for, specialist):
    changes = {"zone": "America/New_York", "embargo_until": "2030-11-17T06:00"}
    client_for(specialist).post(url("save", release), typed(release, **changes))
    document = Document.objects.get()
    assert document.embargo_until.isoformat() == "2030-11-17T11:00:00+00:00"
    assert 'value="2030-11-17T06:00"' in client_for(specialist).get(url("edit", release)).content.decode()
    page = client_for(specialist).get(url("look", release), headers=HTMX).content.decode()
    assert "UNDER EMBARGO UNTIL Sunday, Nov. 17, 2030, 6 a.m. EST (New York)" in page


def test_rows_are_added_moved_and_removed_without_saving(release, client_for, specialist):
    second = {
        "text": "Second",
        "speaker": "Anke Petzold",
        "role": "",
        "approved_by": "",
        "approved_on": "",
        "after": "",
    }
    drafting.save(
        document=release, by=specialist, revision=1, content={**RELEASE, "quotes": [*RELEASE["quotes"], second]}
    )
    release.refresh_from_db()
    browser = client_for(specialist)

    def speakers(act: str) -> list[str]:
        form = browser.post(url("rows", release), {**typed(release), "rows": act}).context["form"]
        return [row["speaker"].value() for row in form.rows["quotes"]]

    assert speakers("quotes:add") == ["Elin Sørvaag", "Anke Petzold", ""]
    assert speakers("quotes:up:1") == ["Anke Petzold", "Elin Sørvaag"]
    assert speakers("quotes:down:0") == ["Anke Petzold", "Elin Sørvaag"]
    assert speakers("quotes:remove:0") == ["Anke Petzold"]
    for nonsense in ("quotes:up:0", "quotes:remove:99", "nothing:add", "", "quotes:explode:1", "quotes:up:-1"):
        assert speakers(nonsense) == ["Elin Sørvaag", "Anke Petzold"]
    assert Document.objects.get().revision == 2


def test_htmx_gets_the_rows_alone_and_a_plain_browser_the_page_with_what_was_typed(release, client_for, specialist):
    browser = client_for(specialist)
    data = {**typed(release, title="Typed, not saved"), "rows": "quotes:add"}
    part = browser.post(url("rows", release), data, headers=HTMX).content.decode()
    assert part.count("mr-row-card-head") == 2
    assert "<html" not in part
    whole = browser.post(url("rows", release), data).content.decode()
    assert "Typed, not saved" in whole
    assert whole.count("mr-row-card-head") == 2
    assert Document.objects.get().title == release.title


def test_more_rows_than_there_may_be_are_not_made(release, client_for, specialist):
    data = typed(release, **{"quotes-n": "9999"})
    form = client_for(specialist).post(url("rows", release), {**data, "rows": "quotes:add"}).context["form"]
    assert len(form.rows["quotes"]) == 12


def test_publishing_and_withdrawing_from_the_page(release, client_for, specialist):
    browser = client_for(specialist)
    page = browser.post(url("publication", release), follow=True).content.decode()
    assert "Published. Everybody can read it now." in page
    page = browser.post(url("withdrawal", release), {"why": ""}, follow=True).content.decode()
    assert "Say why" in page
    assert Document.objects.public().exists()
    page = browser.post(url("withdrawal", release), {"why": "A wrong figure"}, follow=True).content.decode()
    assert "A wrong figure" in page
    assert not Document.objects.public().exists()


def test_a_title_is_one_line(release, client_for, specialist):
    client_for(specialist).post(url("save", release), typed(release, title="Two\r\nlines"))
    assert Document.objects.get().title == "Two lines"


def test_a_refused_publication_says_why(release, client_for, specialist):
    drafting.save(document=release, by=specialist, revision=1, content={**RELEASE, "body": ""})
    page = client_for(specialist).post(url("publication", release), follow=True).content.decode()
    assert "cannot go out yet. Text: There is no text yet." in page
    assert not Document.objects.public().exists()


def test_sign_off_goes_through_the_review_queue(release, client_for, specialist, manager):
    TeamPolicy.objects.update(sign_off=TeamPolicy.SignOff.ALWAYS)
    client_for(specialist).post(url("review", release))
    review = reviews.Review.objects.get()
    browser = client_for(manager)
    for pane, words in (("outgoing", "ALTFELDE, Germany, Nov. 17, 2026 —"), ("changes", "Boilerplate")):
        page = browser.get(f"{review.get_absolute_url()}?show={pane}").content.decode()
        assert words in page
        assert "Press release for Fernhall Storage" in page
    reviews.ask_for_changes(review=review, by=manager, text="Name the engineer.")
    assert "Name the engineer." in client_for(specialist).get(url("edit", release)).content.decode()
    drafting.save(document=release, by=specialist, revision=1, title="A second headline")
    release.refresh_from_db()
    second = sign_off.submit_for_review(document=release, by=specialist)
    page = browser.get(f"{second.get_absolute_url()}?show=changes").content.decode()
    assert "second" in page
    assert "The same as before:" in page
    reviews.approve(review=second, by=manager)
    client_for(specialist).post(url("publication", release))
    assert Document.objects.public().get().title == "A second headline"


def test_versions_are_compared_and_restored(release, client_for, specialist):
    versions.keep(document=release, by=specialist)
    drafting.save(document=release, by=specialist, revision=1, title="Another headline")
    versions.keep(document=Document.objects.get(), by=specialist)
    browser = client_for(specialist)
    page = browser.get(f"{url('versions', release)}?from=1&to=2").content.decode()
    assert "From version 1 to version 2" in page
    assert "<del>" in page
    assert browser.get(f"{url('versions', release)}?from=7").status_code == 404
    assert browser.get(f"{url('versions', release)}?from=abc").status_code == 200
    browser.post(url("restoration", release, 1))
    assert Document.objects.get().title == release.title


def test_putting_away_can_be_undone_and_hides_it_from_the_list(release, client_for, specialist):
    browser = client_for(specialist)
    browser.post(url("aside", release))
    listed = reverse("mediakits:document-list")
    assert release.title not in browser.get(listed, headers=HTMX).content.decode()
    assert release.title in browser.get(f"{listed}?away=1", headers=HTMX).content.decode()
    browser.post(url("taking-up", release))
    assert release.title in browser.get(listed, headers=HTMX).content.decode()


def test_a_new_document_needs_a_client_whose_campaign_it_is(client_for, specialist, client_brand):
    other = CampaignFactory(client=ClientFactory(name="Orrin Foods"), name="School breakfasts")
    data = {"kind": "advisory", "client": client_brand.pk, "campaign": other.pk, "title": "News", "language": "en"}
    browser, address = client_for(specialist), reverse("mediakits:document-create")
    page = browser.post(address, data)
    assert (page.status_code, Document.objects.count()) == (422, 0)
    assert "is a campaign for Orrin Foods" in page.content.decode()
    answer = browser.post(address, {**data, "campaign": ""})
    document = Document.objects.get()
    assert (answer["Location"], document.kind, document.owner) == (url("edit", document), "advisory", specialist)


def test_the_list_is_narrowed_down_by_what_was_asked(release, client_for, specialist, client_brand):
    DocumentFactory(client=client_brand, title="Über die Fähre", language="de", kind="bio", owner=specialist)
    browser, address = client_for(specialist), reverse("mediakits:document-list")

    def found(query: str) -> set[str]:
        return {one.language for one in browser.get(f"{address}?{query}").context["page"]}

    assert found("") == {"en", "de"}
    assert found("q=fahre uber") == {"de"}
    assert found("q=100-hour") == {"en"}
    assert found("q=ub") == {"de"}
    assert found("q=fe") == {"en"}
    assert found("kind=bio") == {"de"}
    assert found("language=en") == {"en"}
    assert found("state=approved") == set()
    assert found(f"client={client_brand.pk}") == {"en", "de"}
    assert found("readers=team") == {"en", "de"}
    publishing.publish(document=release, by=specialist)
    assert found("readers=public") == {"en"}
    assert found("readers=embargo") == set()
    assert found("q=%00&kind=nonsense&client=abc&page=99") == {"en", "de"}


def queries(browser, address: str) -> int:
    browser.get(address)  # what is remembered from the first time on
    with CaptureQueriesContext(connection) as caught:
        browser.get(address)
    return len(caught)


@pytest.mark.parametrize("reader", ["specialist", "observer"])
def test_the_list_costs_the_same_for_one_and_for_three(reader, request, client_for, client_brand, specialist):
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    browser, counts = client_for(request.getfixturevalue(reader)), []
    for more in (1, 2):
        for _ in range(more):
            campaign = CampaignFactory(client=client_brand)
            made = DocumentFactory(client=client_brand, owner=specialist, content=RELEASE, campaign=campaign)
            publishing.publish(document=made, by=specialist)
        counts.append(queries(browser, reverse("mediakits:document-list")))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("name", ["detail", "edit", "look", "versions"])
def test_the_pages_cost_the_same_with_one_and_with_three_of_everything(name, release, client_for, specialist):
    browser, counts = client_for(specialist), []
    for more in (1, 2):
        for _ in range(more):
            now = Document.objects.get(pk=release.pk)
            quotes = [*now.content["quotes"], *RELEASE["quotes"]]
            drafting.save(document=now, by=specialist, revision=now.revision, content={**RELEASE, "quotes": quotes})
            versions.keep(document=Document.objects.get(pk=release.pk), by=specialist)
            language = ["de", "fr", "nl"][release.translations.count()]
            drafting.translate(document=now, language=language, by=specialist)
            KitItemFactory(document=release)
        counts.append(queries(browser, url(name, release)))
    assert counts[0] == counts[1]


def test_a_search_of_observers_finds_published_words_alone(public, client_for, observer, specialist):
    drafting.save(document=public, by=specialist, revision=public.revision, title="Hidden merger")
    released = public.published_version.title
    for address in (reverse("mediakits:document-list"), reverse("dashboard:search")):
        for reader, word, there in (
            (observer, "merger", False),
            (observer, released.split()[0], True),
            (specialist, "merger", True),
        ):
            page = client_for(reader).get(address, {"q": word}).content.decode()
            assert (public.get_absolute_url() in page) == there, (address, word)


@pytest.mark.parametrize("query", ["state=draft", "state=approved", "state=in_review", "readers=team"])
def test_observers_cannot_ask_how_far_the_team_is(query, public, client_for, observer):
    page = client_for(observer).get(f"{reverse('mediakits:document-list')}?{query}").content.decode()
    assert public.get_absolute_url() in page


def test_what_a_colleague_wrote_meanwhile_does_not_go_out_unread(release, client_for, specialist, colleague):
    browser = client_for(specialist)
    page = browser.get(release.get_absolute_url()).content.decode()
    assert f'name="revision" value="{release.revision}"' in page
    seen = {"revision": release.revision}
    drafting.save(document=release, by=colleague, revision=release.revision, title="Something else")
    answer = browser.post(url("publication", release), seen, follow=True).content.decode()
    assert f"{colleague.name} changed" in answer
    assert not Document.objects.public().exists()
    drafting.save(document=release, by=specialist, revision=release.revision + 1, title="Read and changed")
    browser.post(url("publication", release), seen)  # one's own words one has seen
    assert Document.objects.public().get().published_version.title == "Read and changed"
