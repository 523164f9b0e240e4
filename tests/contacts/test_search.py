import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contacts import search
from contacts.models import Journalist, Outlet
from core.folding import words_of
from tests.factories.contacts import BeatFactory, JournalistFactory, OutletFactory

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [journalist.name for journalist in Journalist.objects.matching(text)]


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zoë Dvořák", "dvorak"),
        ("Søren Ångström", "SOREN angstrom"),
        ("Łukasz Żak", "lukasz zak"),
        ("Jürgen Groß", "gross"),
        ("Aoife Brannigan", "branigan"),
        ("Aoife Brannigan", "Brannigna"),
        ("Sinéad O'Connor", "oconnor"),
        ("Ольга Петровна", "петровна"),
        ("山田太郎", "山田"),
        ("Nguyễn Thị Hồng", "nguyen hong"),
    ],
)
def test_matching_is_blind_to_accents_and_case_and_forgives_slips(name, typed):
    JournalistFactory(name=name)
    JournalistFactory(name="Pieter van Dalen")
    assert found(typed) == [name]


def test_matching_wants_every_word_wherever_it_stands():
    JournalistFactory(name="Ines Albrecht", position__outlet__name="Stromblatt", position__role="Energy correspondent")
    JournalistFactory(name="Ines Kramer", position__outlet__name="Polderpost")
    JournalistFactory(name="Ruth Feldmann", email="ruth@transition.example.org", beats=[BeatFactory(name="Märkte")])
    assert found("ines stromblatt") == ["Ines Albrecht"]
    assert found("energy ines") == ["Ines Albrecht"]
    assert found("transition.example markte") == ["Ruth Feldmann"]
    assert found("ines transition") == []


def test_matching_a_short_word_only_at_the_beginning_of_words():
    JournalistFactory(name="Bo Svensson")
    JournalistFactory(name="Robin Jacobo")
    assert found("bo") == ["Bo Svensson"]


@pytest.mark.parametrize("typed", ["%", "_", "\\", "100%", "a_b", "'", "\x00", "%%%"])
def test_matching_takes_wildcards_for_what_they_are(typed):
    JournalistFactory(name="Robin Example")
    assert found(typed) == ([] if words_of(typed) else ["Robin Example"])


def test_matching_forgets_an_outlet_that_was_left():
    JournalistFactory(
        name="Ines Albrecht",
        position__outlet__name="Stromblatt",
        position__is_primary=False,
        position__until_on="2020-01-01",
    )
    assert found("stromblatt") == []


def test_sort_name_is_the_last_name_or_the_whole():
    JournalistFactory(name="Élodie Zola", given_name="Élodie", family_name="Zola")
    JournalistFactory(name="Åse Berg", given_name="Åse", family_name="Berg")
    JournalistFactory(name="Newsdesk")
    assert list(Journalist.objects.values_list("sort_name", flat=True)) == ["berg ase", "newsdesk", "zola elodie"]


def test_refresh_follows_a_renamed_outlet_and_beat():
    beat, outlet = BeatFactory(name="Grid"), OutletFactory(name="Stromblatt")
    JournalistFactory(name="Ines", position__outlet=outlet, beats=[beat])
    outlet.name, beat.name = "Netzblatt", "Networks"
    outlet.save()
    beat.save()
    assert search.refresh_outlet(outlet.pk) == 1
    assert search.refresh_beat(beat.pk) == 1
    assert found("netzblatt networks") == ["Ines"]
    assert found("stromblatt") == []


def test_refresh_takes_one_query_however_many(django_assert_num_queries):
    journalists = JournalistFactory.create_batch(3)
    with django_assert_num_queries(1):
        assert search.refresh(journalist.pk for journalist in journalists) == 3


def test_outlets_match_by_folded_name():
    OutletFactory(name="Süddeutscher Bote")
    OutletFactory(name="Polderpost")
    assert [outlet.name for outlet in Outlet.objects.matching("suddeutcher")] == ["Süddeutscher Bote"]
    assert [outlet.name for outlet in Outlet.objects.named(" SUDDEUTSCHER bote")] == ["Süddeutscher Bote"]


NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co", "Zs", "Zl", "Zp", "Mn", "Mc", "Me", "Cf"]),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAME)
def test_a_journalist_is_found_by_the_name_as_written(db, name):
    journalist = JournalistFactory(name=name)
    assert journalist in Journalist.objects.matching(name)
    journalist.delete()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60))
def test_whatever_is_typed_gets_an_answer(db, typed):
    assert Journalist.objects.matching(typed).count() == 0
