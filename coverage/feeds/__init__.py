"""Where articles are found, and how often it is asked.

polling.py     one pass over the sources that are due
visiting.py    what one visit to a source gave, read off its answer
pacing.py      when to come again: how much was new, how much goes wrong
parsing.py     a feed, whatever its form, as entries
xml_feeds.py   RSS, RDF and Atom
sitemaps.py    news sitemaps and their indexes
json_feeds.py  JSON Feed
decoding.py    bytes with a wrong label as text; what must not be read at all
dates.py       the many ways to write a date
unwrapping.py  the address behind a counting or alerting service's link
discovery.py   the feeds of a website
letters.py     newsletters and alerts that come by mail
opml.py        lists of feeds as other programs write and read them
importing.py   sources from such a list
"""
