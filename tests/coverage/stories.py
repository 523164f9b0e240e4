"""An article as a newspaper would have it, for the tests of what is suggested."""

WINDLESS = """\
The grid runs on habits. Most evenings that is fine. Dr. Vogt said on 11. November that four hours of lithium \
will carry an evening, not a week. The industry knows this. One of the odder answers stands in Altfelde, where \
Fernhall Storage has filled a turbine hall with iron.
It rusts, and it un-rusts. The hall delivers power for 100 hours, where lithium batteries manage four. The trick \
is old.
“We lose more than half of what goes in, and it is still the cheapest way through a fifth dark day,” says Elin \
Sørvaag, who runs the company. The remark is rarer than it should be.
Twenty-nine of the 38 people on site used to work for the coal plant next door, Sørvaag says. Whether that \
survives a second project is another matter."""
