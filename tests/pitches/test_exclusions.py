"""What speaks against writing to somebody, seen from an outlet."""

from pitches.exclusions import pitched_at
from tests.factories.contacts import OutletFactory


def test_outlet_page_counts_who_was_pitched_there(sent_recipient, client_for, specialist):
    outlet = sent_recipient.journalist.positions.get(is_primary=True).outlet
    elsewhere = OutletFactory()
    assert (pitched_at(outlet), pitched_at(elsewhere)) == (1, 0)
    page = client_for(specialist).get(outlet.get_absolute_url()).content.decode()
    assert "1 of 3 pitched in the last 14 days" in page
