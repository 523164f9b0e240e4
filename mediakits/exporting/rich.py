"""Sanitised HTML as a small tree that every format can walk: blocks of runs of text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from core.html import paragraphs


@dataclass(frozen=True)
class Run:
    """Text set in one way; a line break is a run of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def is_break(self) -> bool:
        return self.text == "\n"


@dataclass
class Block:
    """A paragraph ("p") with runs, or a list ("ul", "ol") or quotation ("quote") with blocks in each of its items."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    items: list[list["Block"]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "runs": [
                {"text": run.text, "bold": run.bold, "italic": run.italic, "href": run.href, "break": run.is_break}
                for run in self.runs
            ],
            "items": [[block.as_json() for block in item] for item in self.items],
        }


def blocks_of(html: str) -> list[Block]:
    """The paragraphs, lists and quotations of `html`, which is sanitised; what is empty is left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.blocks


def plain_blocks(text: str) -> list[Block]:
    """Plain text: a blank line begins a paragraph, a line break stays one."""
    return blocks_of(paragraphs(text))


DEEPEST = 6
"""Lists in lists beyond this are set as if they were not; a page has no room for more."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._into: list[list[Block]] = [self.blocks]
        self._open: list[Block | None] = []
        self._paragraph: Block | None = None
        self._marks: list[str] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "p":
            self._paragraph = None
        elif tag in {"ul", "ol", "blockquote"}:
            self._begin(tag)
        elif tag == "li":
            self._item()
        elif tag == "br":
            self._add("\n")
        elif tag in {"strong", "b", "em", "i"}:
            self._marks.append("bold" if tag in {"strong", "b"} else "italic")
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li"}:
            self._paragraph = None
        elif tag in {"ul", "ol", "blockquote"}:
            self._end()
        elif tag in {"strong", "b", "em", "i"} and self._marks:
            self._marks.pop()
        elif tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        text = data.replace("\n", " ")
        if text.strip() or self._paragraph is not None:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._paragraph is None:
            self._paragraph = Block("p")
            self._into[-1].append(self._paragraph)
        bold, italic = "bold" in self._marks, "italic" in self._marks
        self._paragraph.runs.append(Run(text, bold, italic, self._href))

    def _begin(self, tag: str) -> None:
        self._paragraph = None
        if len(self._into) > DEEPEST:
            self._open.append(None)
            return
        block = Block("quote" if tag == "blockquote" else tag)
        self._into[-1].append(block)
        self._open.append(block)
        block.items.append([])
        self._into.append(block.items[-1])

    def _item(self) -> None:
        self._paragraph = None
        block = self._open[-1] if self._open else None
        if block is not None and block.kind != "quote":
            if block.items[-1]:
                block.items.append([])
            self._into[-1] = block.items[-1]

    def _end(self) -> None:
        self._paragraph = None
        if self._open and self._open.pop() is not None:
            self._into.pop()
