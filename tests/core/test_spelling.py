"""Words that occur are learnt as they are written, forgotten at night, and found by who mistypes them."""

import pytest
from django.db import connection

from core.models import Word
from core.spelling import meant_by, relearn, sources
from tests.factories.campaigns import CampaignFactory
from tests.factories.contacts import JournalistFactory, OutletFactory
from tests.factories.coverage import ArticleFactory

pytestmark = pytest.mark.django_db


def known() -> set[str]:
    return set(Word.objects.values_list("word", flat=True))


def test_words_are_learnt_when_a_row_is_written_and_when_its_text_changes():
    campaign = CampaignFactory(name="Altfelde (switch-on) 2026: „Größe“, it")
    assert {"altfelde", "switch", "grosse"} <= known()
    campaign.name = "Harbour hall"
    campaign.save()
    assert {"harbour", "hall"} <= known()
    assert not {"2026", "it", "on", "„grosse“"} & known()
    CampaignFactory(name="O'Brien & Müller-Schmidt [unlisted]")
    assert {"o'brien", "brien", "muller-schmidt", "muller", "schmidt", "unlisted"} <= known()


def test_a_word_is_learnt_once():
    ArticleFactory(title="Harbour Harbour")
    ArticleFactory(title="harbour HARBOUR")
    OutletFactory(name="Harbour")
    assert Word.objects.filter(word="harbour").count() == 1


def test_other_columns_teach_nothing():
    campaign = CampaignFactory(name="Altfelde")
    before = known()
    campaign.objective = "Unheardof"
    campaign.save()
    assert known() == before


@pytest.mark.parametrize(
    ("stands", "typed"),
    [
        ("lindqvist", "lindqist"),
        ("lindqvist", "lindqi"),
        ("lindqvist", "Lindqwist"),
        ("feldmann", "feldmannn"),
        ("albrecht", "albrehcts"),
        ("maier", "Mayer"),
        ("lopez", "lopes"),
        ("o'brien", "o'brein"),
        ("muller-schmidt", "Müller-Schmit"),
        ("schmidt", "Schmit,"),
    ],
)
def test_slips_lead_to_the_word_that_was_meant(stands, typed):
    Word.objects.create(word=stands)
    assert [meant.endswith(stands) for meant in meant_by(typed)] == [True]


@pytest.mark.parametrize("typed", ["lind", "zzxqwv", "lindqvist", "lxxxqvist", "%", "", "2026-0007", "x" * 40])
def test_what_is_right_short_or_too_far_off_leads_nowhere(typed):
    Word.objects.create(word="lindqvist")
    assert meant_by(typed) == []


def test_the_nearest_words_come_first_and_no_more_than_three():
    for word in ("feldmann", "feldmans", "feldmaus", "feldman", "feldmark"):
        Word.objects.create(word=word)
    assert meant_by("feldmanm") == ["feldman", "feldmann", "feldmans"]


def test_at_night_words_that_stand_nowhere_go_and_missing_and_doubled_ones_are_mended():
    journalist = JournalistFactory(name="Ines Vanishing")
    OutletFactory(name="Stromblatt")
    Word.objects.filter(word="stromblatt").delete()
    Word.objects.create(word="vanishing")
    journalist.delete()
    count = relearn()
    assert "vanishing" not in known()
    assert "stromblatt" in known()
    assert count == len(known()), "each stands there once"


@pytest.mark.parametrize("source", list(sources()), ids=lambda source: source[0]._meta.label)
def test_every_source_is_a_column_with_a_trigram_index(source):
    model, trigger = source
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [model._meta.db_table])
        found = [line for (line,) in cursor.fetchall() if "gin_trgm_ops" in line and trigger.column in line]
    assert found


def test_there_are_sources():
    assert len(list(sources())) >= 12
