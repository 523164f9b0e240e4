"""What an article says of itself: title, authors, outlet, time, language, canonical address, image, text."""

from coverage.reading.articles import read
from coverage.reading.reading import NotAnArticle, Reading

__all__ = ["NotAnArticle", "Reading", "read"]
