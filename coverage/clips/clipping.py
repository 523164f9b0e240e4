"""Adding a clip from the address of its article: what a person missed in triage, or was sent."""

from campaigns.models import Campaign, Client
from coverage.articles import following_up, pipeline
from coverage.articles.addresses import host_of, key_of, normalised
from coverage.clips import proposing
from coverage.clips.errors import ClipError
from coverage.models import Article, ArticleAddress, Clip
from coverage.models.source import LONGEST_URL
from team.models import User


class NoAddress(ClipError):
    """What was given cannot be the address of a page; the text says why."""


def tidy(typed: str) -> str:
    """The address that a person means: spaces and brackets of a mail program taken off, https:// put before a bare one.

    Raises `NoAddress`.
    """
    url = typed.strip().strip("<>").strip()
    if url and "://" not in url:
        url = f"https://{url}"
    if not url.startswith(("http://", "https://")) or "." not in host_of(url) or any(one.isspace() for one in url):
        raise NoAddress("That is not the address of a page. It begins with https:// and has no spaces.")
    if max(len(url), len(normalised(url))) > LONGEST_URL:  # a bare host is longer by a slash then
        raise NoAddress(f"That address is longer than {LONGEST_URL:,} characters.")
    return url


def known_article(url: str) -> Article | None:
    """The article that was met under this address before."""
    found = ArticleAddress.objects.select_related("article").filter(url_key=key_of(url)).first()
    return found.article if found else None


def clip_address(
    *,
    url: str,
    client: Client,
    by: User | None,
    origin: Clip.Origin = Clip.Origin.ADDRESS,
    campaign: Campaign | None = None,
) -> Clip:
    """The clip of the article at this address, waiting to be decided; one that is there already is given as it is.

    The page is fetched unless its article is stored. Raises `NoAddress`, and what
    `coverage.articles.pipeline.read_address` raises: `core.fetching.FetchError`, `coverage.reading.NotAnArticle`.
    """
    url = tidy(url)
    known = known_article(url)
    article = following_up.follow_up(known) if known else pipeline.read_address(url=url)
    if found := Clip.objects.filter(article=article, client=client).first():
        return found
    return proposing.propose_for(article=article, client=client, origin=origin, by=by, campaign=campaign)
