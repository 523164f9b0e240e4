"""Our widgets say what Django's would."""

import pytest
from django import forms
from lxml import html

from core.widgets import LongSelect

CHOICES = [("", "None"), ("Europe/Berlin", "Europe, Berlin"), ("a&b", "<b>A & B</b>")]


def parsed(widget, value, required):
    form = forms.Form({"zone": value})
    form.fields["zone"] = forms.ChoiceField(choices=CHOICES, required=required, widget=widget(attrs={"class": "x"}))
    select = html.fromstring(str(form["zone"]))
    options = [(each.get("value"), each.text, "selected" in each.attrib) for each in select.iter("option")]
    return dict(select.attrib), options


@pytest.mark.parametrize("value", ["", "Europe/Berlin", "a&b", "nonsense", "<script>"])
@pytest.mark.parametrize("required", [True, False])
def test_a_long_select_reads_as_djangos(value, required):
    ours, theirs = (parsed(widget, value, required) for widget in (LongSelect, forms.Select))
    assert ours == theirs
