"""Reading by API: every list and record, in pages that nothing shifts, with a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Journalist, Outlet
from core.typed import LARGEST
from pitches.models import Pitch
from tests.api.conftest import is_problem
from tests.factories import contacts, coverage, events, inquiries, mediakits, pitches
from tests.factories.campaigns import CampaignFactory, ClientFactory, KeyMessageFactory

pytestmark = pytest.mark.django_db


def _journalist():
    return contacts.JournalistFactory(
        at_outlet=True, with_email=True, beats=[contacts.BeatFactory()], tags=[contacts.TagFactory()]
    )


def _clip(user):
    clip = coverage.ClipFactory(campaign=CampaignFactory(), journalist=contacts.JournalistFactory())
    coverage.BylineFactory(article=clip.article)
    return clip


def _kit(user):
    return mediakits.KitFactory()


LISTS = {
    "clients": lambda user: ClientFactory(),
    "campaigns": lambda user: KeyMessageFactory().campaign,
    "journalists": lambda user: _journalist(),
    "outlets": lambda user: contacts.OutletFactory(),
    "media-lists": lambda user: contacts.MediaListFactory(owner=user),
    "pitches": lambda user: pitches.PitchFactory(),
    "documents": lambda user: mediakits.DocumentFactory(),
    "kits": _kit,
    "articles": lambda user: coverage.BylineFactory().article,
    "clips": _clip,
    "inquiries": lambda user: inquiries.QuestionFactory().inquiry,
    "interviews": lambda user: events.InterviewFactory(),
    "media-events": lambda user: events.MediaEventFactory(),
}


def _asked(program, path):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = program.get(path)
    assert answer.status_code == 200, answer.content
    return len(caught), answer.json()["items"]


@pytest.mark.parametrize("what", LISTS)
def test_lists_cost_the_same_however_long_they_are(what, program, specialist):
    make = LISTS[what]
    made = [make(specialist)]
    program.get(what)  # the token is noted as used
    one, items = _asked(program, what)
    assert made[-1].pk in [item["id"] for item in items]
    made += [make(specialist), make(specialist)]
    three, items = _asked(program, what)
    assert {record.pk for record in made} <= {item["id"] for item in items}
    assert one == three
    assert three <= 9


@pytest.mark.parametrize("what", LISTS)
def test_one_record_says_what_the_list_says_and_more(what, program, specialist):
    record = LISTS[what](specialist)
    listed = next(item for item in program.get(what).json()["items"] if item["id"] == record.pk)
    answer = program.get(f"{what}/{record.pk}")
    assert answer.status_code == 200, answer.content
    assert listed.items() <= answer.json().items()
    assert listed["page"].startswith("http://testserver/")
    again = program.get(f"{what}/{record.pk}", If_None_Match=answer["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert program.get(f"{what}/{record.pk}", If_None_Match=f'W/{answer["ETag"]}, "x"').status_code == 304
    is_problem(program.get(f"{what}/{LARGEST}"), 404)
    is_problem(program.get(f"{what}/0"), 422)
    is_problem(program.get(f"{what}/{'9' * 30}"), 422)


def test_pages_follow_each_other_and_new_records_shift_nothing(program):
    first = [contacts.OutletFactory(name=f"Paper {n}") for n in range(5)]
    seen, path = [], "outlets?limit=2&q=paper"
    while path:
        page = program.get(path).json()
        seen += [item["id"] for item in page["items"]]
        contacts.OutletFactory(name="Paper, new")
        first[0].name = "Paper 0, renamed"
        first[0].save()
        path = page["next"] if len(seen) < 5 else None
        if path:
            assert path.startswith("http://testserver/api/v1/outlets?limit=2&q=paper&cursor=")
    assert seen[:5] == [outlet.pk for outlet in first]


def test_what_was_changed_comes_in_the_order_of_the_changes(program):
    old, first, second = contacts.OutletFactory(), contacts.OutletFactory(), contacts.OutletFactory()
    now = timezone.now()
    for outlet, ago in ((old, 9), (second, 1), (first, 2)):
        Outlet.objects.filter(pk=outlet.pk).update(updated_at=now - timedelta(hours=ago))
    since = (now - timedelta(hours=3)).isoformat().replace("+00:00", "Z")
    path = f"outlets?sort=updated_at&limit=1&updated_since={since}"
    one = program.get(path).json()
    two = program.get(one["next"]).json()
    assert [one["items"][0]["id"], two["items"][0]["id"], two["next"]] == [first.pk, second.pk, None]
    same = program.get(f"outlets?updated_since={one['items'][0]['updated_at']}").json()["items"]
    assert {item["id"] for item in same} == {first.pk, second.pk}  # what is said can be asked for


def test_records_that_were_changed_at_the_same_moment_are_all_told(program):
    made = [contacts.OutletFactory() for _ in range(3)]
    Outlet.objects.update(updated_at=timezone.now())
    seen, path = [], "outlets?sort=updated_at&limit=1"
    while path:
        page = program.get(path).json()
        seen += [item["id"] for item in page["items"]]
        path = page["next"]
    assert seen == [outlet.pk for outlet in made]


@pytest.mark.parametrize(
    ("query", "at"),
    [
        ("cursor=nonsense", "cursor"), ("cursor=%00", "cursor"), ("cursor=WzEsMl0", "cursor"),
        ("cursor=" + "W" * 201, "cursor"), ("cursor=W251bGwsIC0xXQ", "cursor"), ("cursor=é", "cursor"),
        ("cursor=W251bGwsIDFd&sort=updated_at", "cursor"), ("limit=0", "limit"), ("limit=201", "limit"),
        ("limit=1e3", "limit"), ("limit=", "limit"), ("outlet=", "outlet"), ("sort=", "sort"),
        ("sort=name", "sort"), ("updated_since=yesterday", "updated_since"),
        ("updated_since=2026-05-04T09:30:00", "updated_since"), ("updated_since=0", "updated_since"),
        ("updated_since=0001-01-01T00:00:00Z", "updated_since"), ("updated_sinse=2026", "updated_sinse"),
        (f"outlet={2**63}", "outlet"), ("outlet=-1", "outlet"), ("do_not_contact=perhaps", "do_not_contact"),
    ],
)  # fmt: skip
def test_a_list_that_is_asked_badly_says_where(query, at, program):
    told = is_problem(program.get(f"journalists?{query}"), 422)
    assert [each["at"] for each in told["errors"]] == [at]


def test_nul_and_nonsense_find_nothing_and_break_nothing(program):
    contacts.JournalistFactory(name="Ines Albrecht")
    assert len(program.get("journalists?q=%00").json()["items"]) == 1
    for what in ("journalists", "outlets", "media-lists", "campaigns", "clients", "pitches", "documents", "kits",
                 "articles", "inquiries", "interviews", "media-events"):  # fmt: skip
        for words in ("%00zz%00", "%25_%5C", "%ED%A0%80", "(((", "%22"):
            answer = program.get(f"{what}?q={words}")
            assert answer.status_code == 200, (what, words, answer.content)


def test_journalists_are_narrowed_down(program):
    here, there = contacts.OutletFactory(), contacts.OutletFactory()
    ines = contacts.JournalistFactory(
        name="Ines Albrecht", country="DE", position__outlet=here, email="ines@stromblatt.example.org"
    )
    gone = contacts.JournalistFactory(
        position__outlet=here, position__is_primary=False, position__until_on=timezone.localdate(), do_not_contact=True
    )
    contacts.PositionFactory(journalist=gone, outlet=there)

    def found(query):
        return [item["id"] for item in program.get(f"journalists?{query}").json()["items"]]

    assert found(f"outlet={here.pk}") == [ines.pk]
    assert found(f"outlet={there.pk}") == [gone.pk]
    assert found("email=INES@stromblatt.example.org") == [ines.pk]
    assert found("q=albrecht") == found("country=DE") == found("do_not_contact=false") == [ines.pk]
    assert found("do_not_contact=true") == [gone.pk]
    assert found("q=&country=&do_not_contact=") == [ines.pk, gone.pk]


def test_records_are_narrowed_down_by_client_campaign_and_state(program, specialist):
    mine = CampaignFactory()
    for make, what in ((pitches.PitchFactory, "pitches"),):
        kept, _ = make(campaign=mine), make()
        for query in (f"client={mine.client_id}", f"campaign={mine.pk}", f"campaign={mine.pk}&state=draft"):
            assert [item["id"] for item in program.get(f"{what}?{query}").json()["items"]] == [kept.pk]
        assert program.get(f"{what}?campaign={mine.pk}&state=sent").json() == {"items": [], "next": None}
    kept = coverage.ClipFactory(client=mine.client)
    coverage.ClipFactory()
    assert [each["id"] for each in program.get(f"clips?client={mine.client_id}").json()["items"]] == [kept.pk]
    asked = inquiries.InquiryFactory(client=mine.client)
    inquiries.InquiryFactory(state="closed", ended_at=timezone.now())
    assert [each["id"] for each in program.get("inquiries?state=open").json()["items"]] == [asked.pk]
    soon = events.MediaEventFactory(starts_at=timezone.now() + timedelta(days=1))
    events.MediaEventFactory()
    until = (timezone.now() + timedelta(days=2)).isoformat().replace("+", "%2B")
    assert [each["id"] for each in program.get(f"media-events?starts_before={until}").json()["items"]] == [soon.pk]


def test_members_of_a_list_are_journalists(program, specialist):
    ines, others = contacts.JournalistFactory(name="Ines Albrecht"), contacts.JournalistFactory.create_batch(2)
    static = contacts.MediaListFactory(owner=specialist, journalists=[ines])
    live = contacts.MediaListFactory(owner=specialist, kind="live", filters="q=example")
    assert [each["name"] for each in program.get(f"media-lists/{static.pk}/members").json()["items"]] == [ines.name]
    page = program.get(f"media-lists/{live.pk}/members?limit=1").json()
    assert [each["id"] for each in page["items"] + program.get(page["next"]).json()["items"]] == [
        other.pk for other in others
    ]
    is_problem(program.get(f"media-lists/{LARGEST}/members"), 404)


def test_recipients_of_a_pitch_say_how_far_things_are(program):
    recipient = pitches.RecipientFactory()
    told = program.get(f"pitches/{recipient.pitch_id}/recipients").json()["items"]
    assert [(each["journalist"]["name"], each["status"]) for each in told] == [(recipient.journalist.name, "planned")]


def test_a_kit_tells_its_sections(program):
    section = mediakits.KitSectionFactory()
    told = program.get(f"kits/{section.kit_id}").json()
    assert [each["id"] for each in told["sections"]] == [section.pk]


def test_an_inquiry_tells_its_questions(program):
    question = inquiries.QuestionFactory()
    told = program.get(f"inquiries/{question.inquiry_id}").json()
    assert [each["text"] for each in told["questions"]] == [question.text]
    assert told["words"] == question.inquiry.words


def test_the_etag_changes_with_whatever_is_shown(program, specialist):
    journalist = contacts.JournalistFactory(with_email=True)
    path = f"journalists/{journalist.pk}"
    before = program.get(path)["ETag"]
    contacts.EmailAddressFactory(journalist=journalist, is_primary=False)
    after = program.get(path)["ETag"]
    Journalist.objects.filter(pk=journalist.pk).update(city="Altfelde")
    assert len({before, after, program.get(path)["ETag"]}) == 3


def test_a_pitch_is_read_as_it_is_written(program):
    pitch = pitches.PitchFactory()
    told = program.get(f"pitches/{pitch.pk}").json()
    assert (told["body"], told["client"]["id"]) == (pitch.body, pitch.campaign.client_id)
    assert told["mailbox"]["id"] == Pitch.objects.get().mailbox_id
