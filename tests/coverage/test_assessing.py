"""What is suggested of an article, and why, without anybody having read it."""

import pytest

from campaigns.models import Client, KeyMessage, Spokesperson
from coverage.clips import proposing, tone
from coverage.clips.assessing import assess_mentions
from coverage.clips.key_messages import carried
from coverage.clips.mentions import Mentions
from coverage.clips.sentences import everything, passages, sentences_of
from coverage.models import Article, Clip, Monitor
from team.models import User
from tests.coverage.stories import WINDLESS
from tests.factories.campaigns import CampaignFactory, KeyMessageFactory
from tests.factories.coverage import ArticleFactory, ClipFactory

FERNHALL = Client(name="Fernhall Storage", website="https://www.fernhall.example.com")
ELIN = Spokesperson(pk=1, name="Elin Sørvaag")


def look_at(
    text: str, *, title: str = "Storage for the windless week", language: str = "en", **more: object
) -> Mentions:
    article = Article(title=title, text=text, language=language, **more)
    return Mentions(article, FERNHALL, [Monitor(query="fernhall OR altfelde")], [ELIN])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Vogt came on 11. November. He left.", ["Dr. Vogt came on 11. November.", "He left."]),
        ("“Is it?” he asked. “It is.” Done.", ["“Is it?” he asked.", "“It is.”", "Done."]),
        ("Das gilt z.B. Für J. Meier. Ende.", ["Das gilt z.B. Für J. Meier.", "Ende."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("电池很便宜。它用铁做成。", ["电池很便宜。", "它用铁做成。"]),
        ("", []),
    ],
)
def test_sentences_end_where_people_end_them(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences_of(text)] == expected
    assert all(text[one.start : one.end] == one.text for one in sentences_of(text))


def test_a_reader_sees_the_sentences_that_match_and_how_many_were_left_out() -> None:
    mentions = look_at(WINDLESS)
    shown = passages(mentions.sentences, mentions.spans)
    assert [(one.left_out, [each.is_match for each in one.sentences]) for one in shown] == [
        (3, [False, True]),
        (3, [True, False]),
        (0, [True, False]),
    ]
    assert [piece.text for piece in shown[0].sentences[1].pieces if piece.is_name] == ["Altfelde", "Fernhall Storage"]
    whole = everything(mentions.sentences, mentions.spans)
    assert sum(len(one.sentences) for one in whole) == len(mentions.sentences) == 12


def test_each_suggestion_says_why() -> None:
    found = assess_mentions(look_at(WINDLESS, links=["press.fernhall.example.com"]), campaign=None)
    assert (found.tone, found.prominence, found.depth, found.links_to_us) == ("neutral", "body", "quote", True)
    assert found.why == {
        "tone": "Neither praise nor blame in the sentences about us.",
        "prominence": "Named in 3 sentences, first in sentence 5.",
        "depth": "Elin Sørvaag speaks. 3 of 12 sentences speak of Fernhall Storage.",
        "links_to_us": "It links to fernhall.example.com.",
    }
    assert found.quoted[ELIN].startswith("“We lose more than half")


@pytest.mark.parametrize(
    ("title", "text", "prominence", "depth"),
    [
        ("Fernhall fills a hall", "Fernhall came. They built. They left.", "headline", "dedicated"),
        ("A hall", "Fernhall came. They built. They left.", "lead", "mention"),
        ("A hall", "One. Two. Three. Four. Then Fernhall came. Six.", "passing", "mention"),
        ("A hall", "Nobody of ours.", "", ""),
        ("A hall", "", "", ""),
    ],
)
def test_prominence_and_depth_follow_where_and_how_often_we_are_named(
    title: str, text: str, prominence: str, depth: str
) -> None:
    found = assess_mentions(look_at(text, title=title), campaign=None)
    assert (found.prominence, found.depth) == (prominence, depth)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "Fernhall has an impressive, reliable battery.", "positive"),
        ("en", "Fernhall’s battery failed and caught fire.", "negative"),
        ("en", "Fernhall’s battery is not reliable.", "negative"),
        ("en", "Fernhall opened a hall on Monday.", "neutral"),
        ("en", "Fernhall’s impressive and reliable hall is late and costly.", "mixed"),
        ("de", "Fernhall ist zuverlässig und wird gelobt.", "positive"),
        ("de-AT", "Gegen Fernhall gibt es heftige Kritik und Proteste.", "negative"),
        ("fr", "Fernhall a subi un échec et des retards.", "negative"),
        ("nl", "Fernhall boekt een indrukwekkend succes.", "positive"),
        ("pl", "Fernhall jest wspaniały.", ""),
    ],
)
def test_tone_is_suggested_in_several_languages_and_left_open_in_others(
    language: str, sentence: str, expected: str
) -> None:
    found = tone.tone_of([sentence], language=language)
    assert found.tone == expected
    assert found.sentences == ((sentence,) if expected not in {"", "neutral"} else ())


def test_what_our_own_people_say_is_not_the_papers_tone() -> None:
    found = assess_mentions(look_at("“It is an impressive, reliable success,” says Elin Sørvaag."), campaign=None)
    assert found.tone == ""


def test_key_messages_are_found_by_the_words_they_share_with_a_sentence() -> None:
    messages = [
        KeyMessage(text="100 hours of power, not four"),
        KeyMessage(text="Former coal workers run the plant"),
        KeyMessage(text="Built from iron, air and nothing rare"),
        KeyMessage(text="!"),
    ]
    found = carried(messages, look_at(WINDLESS).sentences, language="en", apart=["Fernhall Storage"])
    assert [each.score for each in found] == [2, 1, 0, 0]
    assert found[0].sentence == "The hall delivers power for 100 hours, where lithium batteries manage four."
    assert (found[1].why, found[2].why) == ("2 of its 5 words: coal, plant", "not found in the text")


def test_a_proposed_clip_holds_the_suggestions_until_a_person_decides(client_brand: Client) -> None:
    campaign = CampaignFactory(client=client_brand, name="Altfelde switch-on")
    first = KeyMessageFactory(campaign=campaign, text="100 hours of power, not four")
    second = KeyMessageFactory(campaign=campaign, text="We lose more than half of what goes in")
    elin = Spokesperson.objects.create(client=client_brand, name="Elin Sørvaag")
    article = ArticleFactory(text=WINDLESS, language="en")
    clip = proposing.propose_for(article=article, client=client_brand, origin=Clip.Origin.ADDRESS)
    clip.refresh_from_db()
    assert (clip.campaign, clip.tone, clip.depth, list(clip.quoted.all())) == (campaign, "neutral", "quote", [elin])
    assert {row.key_message: row.score for row in clip.messages.all()} == {first: 2, second: 2}
    assert clip.suggested["why_campaign"] == "It carries 2 of the campaign’s key messages."
    assert clip.suggested["words"] == "Fernhall Storage, Elin Sørvaag"


def test_a_late_copy_is_suggested_as_its_original_was_decided(client_brand: Client, specialist: User) -> None:
    original = ClipFactory(
        client=client_brand, state="ours", decided_at="2026-11-11T12:00Z", tone=Clip.Tone.MIXED, value=2
    )
    copy = proposing.propose_for(
        article=ArticleFactory(original=original.article), client=client_brand, origin=Clip.Origin.MONITOR
    )
    copy.refresh_from_db()
    assert (copy.state, copy.tone, copy.value) == ("waiting", "mixed", 2)
