"""How the invented papers look to a reader and to a program: pages, feeds, a front page that names its feed."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

FEED_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
}
FEED_PATHS = {"rss": "/feed.xml", "atom": "/atom.xml", "json": "/feed.json", "sitemap": "/news-sitemap.xml"}


@dataclass(frozen=True)
class Printed:
    """One article as it stands in one paper."""

    slug: str
    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    at: datetime
    language: str

    @property
    def lede(self) -> str:
        return self.paragraphs[0]


@dataclass(frozen=True)
class Paper:
    """A paper, its articles with the newest first, and the form of its feed (a key of `FEED_PATHS`)."""

    name: str
    host: str
    language: str
    feed: str
    articles: tuple[Printed, ...]

    @property
    def feed_url(self) -> str:
        return f"https://{self.host}{FEED_PATHS[self.feed]}"

    def url_of(self, article: Printed) -> str:
        return f"https://{self.host}/{article.slug}"


def page(paper: Paper, article: Printed) -> str:
    """The article with what search engines are told of it."""
    url = paper.url_of(article)
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.at.isoformat(),
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name},
        "mainEntityOfPage": url,
    }
    byline = f'<p class="byline">{escape(" · ".join(article.authors))}</p>' if article.authors else ""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs)
    head = (
        f'<link rel="canonical" href="{url}"><meta property="og:title" content="{escape(article.title)}">'
        f'<meta property="og:site_name" content="{escape(paper.name)}"><meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="{article.at.isoformat()}">'
        f'<meta name="description" content="{escape(article.lede[:160])}">'
        f'<script type="application/ld+json">{json.dumps(told)}</script>'
    )
    main = (
        f'<article><header><h1>{escape(article.title)}</h1>{byline}<time datetime="{article.at.isoformat()}">'
        f'{article.at:%d.%m.%Y %H:%M}</time></header><div class="article-body">{body}</div></article>'
    )
    return _document(paper, f"{article.title} – {paper.name}", head, main)


def front(paper: Paper, articles: Sequence[Printed]) -> str:
    """The headlines, and where the feed is."""
    head = f'<link rel="alternate" type="{FEED_TYPES[paper.feed]}" href="{FEED_PATHS[paper.feed]}">'
    rows = "".join(f'<li><a href="/{each.slug}">{escape(each.title)}</a></li>' for each in articles)
    return _document(paper, paper.name, head, f"<h1>{escape(paper.name)}</h1><ul>{rows}</ul>")


def _document(paper: Paper, title: str, head: str, main: str) -> str:
    return (
        f'<!doctype html><html lang="{paper.language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}'
        f'</head><body><header><a href="/">{escape(paper.name)}</a></header><main>{main}</main>'
        f"<footer>{escape(paper.name)} is invented, like everything in it.</footer></body></html>"
    )


def feed(paper: Paper, articles: Sequence[Printed]) -> str:
    """The articles in the form that this paper chose."""
    return {"rss": _rss, "atom": _atom, "json": _json, "sitemap": _sitemap}[paper.feed](paper, articles)


def _rss(paper: Paper, articles: Sequence[Printed]) -> str:
    items = "".join(
        f"<item><title>{escape(each.title)}</title><link>{paper.url_of(each)}</link><guid>{paper.url_of(each)}</guid>"
        f"{''.join(f'<dc:creator>{escape(name)}</dc:creator>' for name in each.authors)}"
        f"<pubDate>{format_datetime(each.at)}</pubDate><description>{escape(each.lede)}</description></item>"
        for each in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>{escape(paper.name)}</title><link>https://{paper.host}/</link><description>News</description>"
        f"<language>{paper.language}</language>{items}</channel></rss>"
    )


def _atom(paper: Paper, articles: Sequence[Printed]) -> str:
    entries = "".join(
        f'<entry><title>{escape(each.title)}</title><link href="{paper.url_of(each)}"/><id>{paper.url_of(each)}</id>'
        f"{''.join(f'<author><name>{escape(name)}</name></author>' for name in each.authors)}"
        f"<published>{each.at.isoformat()}</published><updated>{each.at.isoformat()}</updated>"
        f"<summary>{escape(each.lede)}</summary></entry>"
        for each in articles
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{paper.language}">'
        f"<title>{escape(paper.name)}</title><id>https://{paper.host}/</id>{entries}</feed>"
    )


def _json(paper: Paper, articles: Sequence[Printed]) -> str:
    items = [
        {
            "id": paper.url_of(each),
            "url": paper.url_of(each),
            "title": each.title,
            "summary": each.lede,
            "date_published": each.at.isoformat(),
            "authors": [{"name": name} for name in each.authors],
        }
        for each in articles
    ]
    told = {"version": "https://jsonfeed.org/version/1.1", "title": paper.name, "language": paper.language}
    return json.dumps({**told, "home_page_url": f"https://{paper.host}/", "items": items})


def _sitemap(paper: Paper, articles: Sequence[Printed]) -> str:
    urls = "".join(
        f"<url><loc>{paper.url_of(each)}</loc><news:news><news:publication><news:name>{escape(paper.name)}</news:name>"
        f"<news:language>{each.language}</news:language></news:publication>"
        f"<news:publication_date>{each.at.isoformat()}</news:publication_date>"
        f"<news:title>{escape(each.title)}</news:title></news:news></url>"
        for each in articles
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{urls}</urlset>'
    )
