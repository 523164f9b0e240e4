from contacts import more_filters, outlet_panels, record_tabs, rooms, undoing
from contacts.more_filters import MoreFilter
from contacts.outlet_panels import OutletPanel
from contacts.record_tabs import RecordTab
from contacts.rooms import Room
from coverage.press import discovering, outlet, record
from coverage.press.writing import wrote_about


def register_all() -> None:
    for tab in (
        RecordTab("articles", "Articles", "coverage:journalist-articles", record.count_articles, order=10),
        RecordTab("coverage", "Coverage of us", "coverage:journalist-coverage", record.count_clips, order=20),
    ):
        record_tabs.register(tab)
    for panel in (
        OutletPanel("Our coverage", "coverage/press/_outlet_coverage.html", outlet.coverage_panel, order=10),
        OutletPanel("Articles", "coverage/press/_outlet_articles.html", outlet.articles_panel, order=20),
        OutletPanel("Sources", "coverage/press/_outlet_sources.html", outlet.sources_panel, in_rail=True),
    ):
        outlet_panels.register(panel)
    more_filters.register(MoreFilter("wrote", "Wrote about", wrote_about, placeholder="Words in their articles"))
    rooms.register(Room("discover", "Discover", "coverage:discover"))
    undoing.register("discovered", discovering.take_back)
    undoing.register("refused-byline", record.take_refusal_back)
    undoing.register("not-a-person", discovering.take_dismissal_back)
