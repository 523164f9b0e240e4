import pytest

from coverage.press.words import asked


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("grid storage", "'grid' & 'storage':*"),
        ("Grid grid", "'grid'"),
        ("“long duration” Speicher", "('long' <-> 'duration') & 'speicher':*"),
        ("grid-scale", "('grid' <-> 'scale':*)"),
        ("蓄電池", "('蓄' <-> '電' <-> '池')"),
        ("outlet author", "'outlet' & 'author'"),
        ("it's' & | ! <-> \\ :*", "('it' <-> 's')"),
        ("", ""),
        ('"" &', ""),
    ],
)
def test_what_is_typed_becomes_a_query(typed, query):
    assert asked(typed) == query
