"""The same story in several places: which article is the original, which are copies of it."""

from coverage.models import Article


def group(article: Article) -> Article | None:
    """The original that this article is a copy of, if there is one."""
    return article.original
