"""JSON-LD: what a page says of itself for search engines (https://schema.org), read from well-made and broken JSON."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Node = dict[str, Any]

ARTICLES = {
    "newsarticle",
    "article",
    "blogposting",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "askpublicnewsarticle",
    "liveblogposting",
    "satiricalarticle",
    "advertisercontentarticle",
    "report",
    "techarticle",
    "scholarlyarticle",
    "medicalscholarlyarticle",
    "socialmediaposting",
    "discussionforumposting",
    "interview",
    "review",
    "criticreview",
    "recipe",
    "podcastepisode",
}
MEDIA = {"videoobject", "audioobject"}
OTHER_WORKS = {"creativework", "videoobject", "audioobject", "webpage", "itempage", "medicalwebpage", "collectionpage"}
SITES = {"website", "webpage", "newsmediaorganization", "organization", "corporation"}
_DEEPEST = 6
_MOST_NODES = 400
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "isPartOf", "itemReviewed", "subjectOf")
_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_SALVAGED = {
    "headline": re.compile(r'"headline"\s*:\s*"((?:[^"\\]|\\.)+)"'),
    "datePublished": re.compile(r'"datePublished"\s*:\s*"([^"]+)"'),
    "dateModified": re.compile(r'"dateModified"\s*:\s*"([^"]+)"'),
}
_SALVAGED_AUTHORS = re.compile(r'"author"\s*:\s*(\[.*?\]|\{.*?\}|"[^"]+")', re.S)
_SALVAGED_NAME = re.compile(r'"name"\s*:\s*"((?:[^"\\]|\\.)+)"')


class LinkedData:
    """The nodes of a page, references between them resolved."""

    def __init__(self, scripts: list[str]) -> None:
        self.nodes: list[Node] = []
        self._by_id: dict[str, Node] = {}
        for script in scripts:
            for value in _loaded(script):
                self._take(value, 0)

    def of_types(self, types: set[str]) -> list[Node]:
        return [node for node in self.nodes if types_of(node) & types]

    def resolved(self, value: Any) -> Any:
        """The node that {"@id": …} refers to, where it is on the page."""
        if isinstance(value, dict) and "@id" in value and "name" not in value:
            return self._by_id.get(str(value["@id"]), value)
        return value

    def each(self, value: Any) -> list[Any]:
        """One value or several, references resolved."""
        many = value if isinstance(value, list) else [value]
        flat = [inner for item in many for inner in (item if isinstance(item, list) else [item])]
        return [self.resolved(item) for item in flat if item]

    def _take(self, value: Any, depth: int) -> None:
        if depth > _DEEPEST or len(self.nodes) > _MOST_NODES:
            return
        if isinstance(value, list):
            for item in value:
                self._take(item, depth + 1)
        elif isinstance(value, dict):
            if "@type" in value:
                self.nodes.append(value)
                known = self._by_id.get(str(value.get("@id", "")))
                if "@id" in value and (known is None or len(value) > len(known)):
                    self._by_id[str(value["@id"])] = value
            for key in _INTO:
                if isinstance(value.get(key), dict | list):
                    self._take(value[key], depth + 1)


def types_of(node: Node) -> set[str]:
    """In lower case, without the prefix of the vocabulary."""
    types = node.get("@type", [])
    return {
        str(name).rpartition("/")[2].rpartition(":")[2].lower()
        for name in (types if isinstance(types, list) else [types])
    }


def text_of(value: Any) -> str:
    """A value as one line: {"@value": …}, the first of several, entities and tags taken out."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    return plain(value) if isinstance(value, str) else ""


def plain(text: str) -> str:
    """One line without tags and entities, also where they were escaped twice."""
    for _ in range(2):
        if "&" in text:
            text = unescape(text)
    if "<" in text:
        text = re.sub(r"</?[a-zA-Z][^>]*>", " ", text)
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").split())


def plain_lines(value: Any) -> str:
    """A long text of a node, a line a paragraph."""
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    lines = re.sub(r"</p>|<br\s*/?>", "\n", value).splitlines() if isinstance(value, str) else []
    return "\n".join(line for line in map(plain, lines) if line)


def _loaded(script: str) -> Iterator[Any]:
    text = _COMMENT.sub("", _COMMENT.sub("", script)).strip().rstrip(";")
    if not text:
        return
    for attempt in (text, _mended(text)):
        try:
            yield json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    if whole := list(_one_after_the_other(text)):
        yield from whole
    else:
        yield _salvaged(text)


def _mended(text: str) -> str:
    """What templates get wrong most: a comma too many, quotes as entities, comments."""
    if '"' not in text:
        text = unescape(text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\\(?![\"\\/bfnrtu])", r"\\\\", text)
    text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    return _TRAILING_COMMA.sub(r"\1", _TRAILING_COMMA.sub(r"\1", text))


def _one_after_the_other(text: str) -> Iterator[Any]:
    """Several objects in one script, with nothing or a comma between them."""
    decoder, position = json.JSONDecoder(strict=False), 0
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value
        while position < len(text) and text[position] in " \t\r\n,;":
            position += 1


def _salvaged(text: str) -> Node:
    """The few values that matter, from JSON that cannot be mended (mostly quotes within a text)."""
    node: Node = {"@type": "NewsArticle" if re.search(r'"(News|Blog)?(Article|Posting)"', text) else "Thing"}
    for key, pattern in _SALVAGED.items():
        if match := pattern.search(text):
            node[key] = _unescaped(match[1])
    if match := _SALVAGED_AUTHORS.search(text):
        names = [_unescaped(name) for name in _SALVAGED_NAME.findall(match[1])]
        node["author"] = [{"@type": "Person", "name": name} for name in names]
    return node


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
