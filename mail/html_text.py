"""HTML mail as plain text: what it quotes is marked the way plain text mail marks it."""

import re
from html.parser import HTMLParser

LONGEST_HTML = 1_000_000
DEEPEST = 100  # levels of quotes and boxes; nobody reads deeper
SILENT = {"script", "style", "head", "title", "noscript", "template", "svg"}
BLOCKS = {
    "address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "header",
    "main", "nav", "ol", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
# Where programs that mark it begin the message they answer to; the id is Outlook's, the class the others'.
QUOTE_STARTS = re.compile(
    r"\b(x_)*(divRplyFwdMsg|OLK_SRC_BODY_SECTION|OutlookMessageHeader|moz-forward-container|mail-editor-reference|"
    r"yahoo_quoted|zmail_extra|tutanota_quote|ydp[0-9a-f]*yahoo_quoted)",
    re.IGNORECASE,
)
# A line that only introduces a quote, marked as one: "On …, … wrote:" in whatever language.
INTRODUCTION = re.compile(r"\b(gmail_attr|moz-cite-prefix|moz-email-headers-table)\b")
SIGNATURE = re.compile(
    r"\b(x_)*(gmail_signature|moz-signature|ms-outlook-(mobile|ios)-signature|Signature|yahoo[_-]signature|"
    r"protonmail_signature_block|AppleMailSignature|lineBreakAtBeginningOfSignature)\b"
)
DECLARATION = re.compile(r"<[!?][^<>]*>")
OPENS_NOTHING = re.compile(r"<(?![^<>]*>)")
ORIGINAL = "-----Original Message-----"


def text_of_html(html: str) -> str:
    """Readable plain text; quoted parts as lines that begin with ">"."""
    html = _well_closed(html[:LONGEST_HTML])
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        return re.sub(r"<[^<>]*>", " ", html)
    return reader.text()


def _well_closed(html: str) -> str:
    """Without comments and declarations, and with every "<" that opens no tag written out: at those the parser would
    look through all the rest, once for each."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 4)
        at = end + 3 if end >= 0 else start + 4
        if end < 0:
            break
    kept.append(html[at:])
    return OPENS_NOTHING.sub("&lt;", DECLARATION.sub("", "".join(kept)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.introducing: list[bool] = []  # of each open div, whether it introduces a quote
        self.silent: list[str] = []
        self.link: tuple[str, int] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        names = f"{attributes.get('id', '')} {attributes.get('class', '')}"
        if tag in SILENT:
            self.silent.append(tag)
        elif tag == "br":
            self.end_line(always=True)
        elif tag == "blockquote":
            self.end_line()
            self.depth = min(DEEPEST, self.depth + 1)
        elif tag in PARAGRAPHS:
            self.blank_line()
        elif tag == "li":
            self.end_line()
            self.line = "- "
        elif tag == "hr":
            self.end_line()
            self.line = "_" * 32
            self.end_line()
        elif tag in BLOCKS:
            self.end_line()
        elif tag in {"td", "th"} and self.line:
            self.line += " "
        if tag == "div" and len(self.introducing) < DEEPEST:
            self.introducing.append(bool(INTRODUCTION.search(names)))
            self.depth += self.introducing[-1]
        if QUOTE_STARTS.search(names):
            self.end_line()
            self.lines.append(ORIGINAL)
        elif SIGNATURE.search(names):
            self.end_line()
            self.lines.append("-- ")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag == "blockquote":
            self.end_line()
            self.depth = max(0, self.depth - 1)
        elif tag in PARAGRAPHS:
            self.blank_line()
        elif tag in BLOCKS or tag == "li":
            self.end_line()
        if tag == "div" and self.introducing:
            self.depth = max(0, self.depth - self.introducing.pop())

    def handle_data(self, data: str) -> None:
        if self.silent and not (self.silent == ["head"] and data.strip()):
            return
        text = re.sub(r"\s+", " ", data)
        if not self.line.strip():
            text = text.lstrip()
        self.line += text

    def end_line(self, *, always: bool = False) -> None:
        if self.line.strip() or always:
            self.lines.append("> " * self.depth + self.line.rstrip())
        self.line = ""

    def blank_line(self) -> None:
        self.end_line()
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self.depth).rstrip())

    def text(self) -> str:
        self.end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines).replace("\xa0", " ")).strip()
