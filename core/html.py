"""HTML that people write: cleaned, turned into plain text, its addresses made into links."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

TAGS = {"p", "br", "strong", "em", "b", "i", "a", "ul", "ol", "li", "blockquote"}
SCHEMES = {"http", "https", "mailto", "tel"}
_cleaner = nh3.Cleaner(tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None)

_PARAGRAPHS = {"p", "ul", "ol", "blockquote"}
_EMPTY = re.compile(r"^(?:\s|&nbsp;|<p>|</p>|<br>)*$")
_BLOCK_TAG = re.compile(r"</?(p|ul|ol|blockquote)\b")
_TAG = re.compile(r"(<(?:[^>\"]|\"[^\"]*\")*>)")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\"'.,;:!?)\]]")
_IN = r"(?!&(?:nbsp|lt|gt|quot|#39);)[^\s<>\"]"  # what ends an address ends it too where HTML spells it out
_URL_IN_HTML = re.compile(rf"https?://(?:{_IN})+(?:(?![',.;:!?)\]]){_IN})")


def sanitise(html: str) -> str:
    """The paragraphs, emphasis, lists and links of `html`, and nothing else; text that looks empty becomes ""."""
    clean = _cleaner.clean(html)
    return "" if _EMPTY.match(clean) else clean


def paragraphs(text: str) -> str:
    """Plain text as HTML: a blank line begins a paragraph, a line break stays one."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(f"<p>{escape(block.strip(), quote=False).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def to_text(html: str) -> str:
    """`html` as a plain-text mail part: paragraphs apart, list items marked, the address of each link written out."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in reader.text().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def links_in(html: str) -> list[str]:
    """The addresses that `html` links to or spells out, each once, in order."""
    reader = _TextReader()
    reader.feed(html)
    return list(dict.fromkeys([*reader.hrefs, *_URL.findall(reader.text())]))


def top_level(html: str) -> list[str]:
    """Sanitised `html` cut into its paragraphs, lists and quotations; text outside of any becomes a paragraph."""
    blocks: list[str] = []
    depth, loose = 0, ""
    for part in _TAG.split(html):
        name = found.group(1) if (found := _BLOCK_TAG.match(part)) else ""
        if name and not part.startswith("</"):
            if depth == 0:
                blocks += [f"<p>{loose.strip()}</p>"] if loose.strip() else []
                blocks.append("")
                loose = ""
            depth += 1
        if depth:
            blocks[-1] += part
        else:
            loose += part
        if name and part.startswith("</") and depth:
            depth -= 1
    return [*blocks, f"<p>{loose.strip()}</p>"] if loose.strip() else blocks


def linkify(html: str) -> str:
    """Sanitised `html` with addresses that stand in the text made into links; they show without their scheme."""
    parts, inside = [], False
    for part in _TAG.split(html):
        if part.startswith("<"):
            inside = part.startswith("<a ") or (inside and part != "</a>")
        elif not inside:
            part = _URL_IN_HTML.sub(_as_link, part)
        parts.append(part)
    return "".join(parts)


class _TextReader(HTMLParser):
    """Collects text. `hrefs` are the addresses of links; where an address is not the link's own text it is added."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hrefs: list[str] = []
        self._lists: list[int | None] = []
        self._link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "br":
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n" + self._mark())
        elif tag == "a":
            href = dict(attrs).get("href") or ""
            self._link = (href, len(self.parts))
            if href:
                self.hrefs.append(href)

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.parts.append("\n\n")
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "a" and self._link:
            self._end_link(*self._link)

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))

    def _mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _end_link(self, href: str, start: int) -> None:
        shown = "".join(self.parts[start:]).strip()
        self._link = None
        if href and shown in {href, without_scheme(href)}:
            self.parts[start:] = [href]
        elif href:
            self.parts.append(f" ({href.removeprefix('mailto:')})" if href != f"mailto:{shown}" else "")

    def text(self) -> str:
        return "".join(self.parts)


def _as_link(found: re.Match[str]) -> str:
    url = unescape(found.group())
    return f'<a href="{escape(url)}">{escape(without_scheme(url), quote=False)}</a>'


def without_scheme(url: str) -> str:
    """How an address is shown to people: without https:// and a slash at the end."""
    parts = urlsplit(url)
    return url.removeprefix(f"{parts.scheme}://").removesuffix("/") if parts.scheme in {"http", "https"} else url
