from coverage.models.article import Article, ArticleAddress, Byline
from coverage.models.clip import Clip, ClipMessage, Evidence
from coverage.models.monitor import Alert, AlertDue, AlertHours, AlertLetter, Crisis, Monitor, MonitorMatch
from coverage.models.press import NotAPerson
from coverage.models.source import Sighting, Source

__all__ = [
    "Alert",
    "AlertDue",
    "AlertHours",
    "AlertLetter",
    "Article",
    "ArticleAddress",
    "Byline",
    "Clip",
    "ClipMessage",
    "Crisis",
    "Evidence",
    "Monitor",
    "MonitorMatch",
    "NotAPerson",
    "Sighting",
    "Source",
]
