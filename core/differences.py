"""What changed between two texts, word by word, as HTML that is safe to show.

    from core.differences import differences, html_differences
    differences("Germany's first battery", "A battery in Altfelde")      plain texts
    html_differences("<p>Old words</p>", "<p>New words</p>")             fragments of sanitised HTML

What came is in `<ins>`, what went in `<del>`; both begin with a word for screen readers, which do not read the markup.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

CAME = '<ins><span class="visually-hidden">added: </span>{}</ins>'
WENT = '<del><span class="visually-hidden">removed: </span>{}</del>'
MARK_ENDS = ("</ins>", "</del>")

# A word with the blank after it, so that a changed stretch reads as one. Signs stand alone, so that a comma is a change
# of its own; merge fields and addresses stay whole.
_WORD = r"\{\{.*?\}\}\s*|https?://[^\s<]+\s*|[\w’'-]+\s*|\s+"
_WORDS = re.compile(rf"{_WORD}|[^\w\s]\s*")
_HTML = re.compile(rf"<[^>]*>|&#?\w+;\s*|{_WORD}|[^\w\s]\s*")

# A difference never reaches across these.
_BLOCK = re.compile(r"</?(p|div|ul|ol|li|h[1-6]|blockquote|table|tr|td|th|hr|pre)\b", re.IGNORECASE)


def differences(old: str, new: str) -> SafeString:
    """Two plain texts as one, with what came and went marked; both are escaped."""
    return _marked(_WORDS.findall(old), _WORDS.findall(new), escape)


def html_differences(old: str, new: str) -> SafeString:
    """Two fragments of HTML as one. Both must be sanitised: their tags are kept as they are."""
    return _marked(_HTML.findall(old), _HTML.findall(new), str)


def is_changed(old: str, new: str) -> bool:
    """Whether two texts differ in more than their blanks."""
    return old.split() != new.split()


def count_changes(old: str, new: str) -> int:
    """How many stretches of words differ."""
    return sum(tag != "equal" for tag, *_ in _steps(_WORDS.findall(old), _WORDS.findall(new)))


def _marked(old: Sequence[str], new: Sequence[str], show: Callable[[str], str]) -> SafeString:
    parts: list[str] = []
    for tag, a, b, c, d in _steps(old, new):
        if tag == "equal":
            parts += (show(word) for word in new[c:d])
        else:
            parts += _apart(parts, old, a, _wrapped(old[a:b], WENT, show, keep_tags=False))
            parts += _apart(parts, new, c, _wrapped(new[c:d], CAME, show, keep_tags=True))
    return mark_safe("".join(parts))


def _apart(parts: Sequence[str], words: Sequence[str], at: int, marked: Iterable[str]) -> list[str]:
    """What is marked, with a blank before it where its own text has one and what stands before it does not."""
    pieces = [piece for piece in marked if piece]
    if not pieces or not parts or parts[-1][-1:].isspace() or not pieces[0].startswith(("<ins>", "<del>")):
        return pieces
    before = words[at - 1] if at else " "
    after_a_mark = parts[-1].endswith(MARK_ENDS) and before.endswith(">")
    return [" ", *pieces] if before[-1:].isspace() or after_a_mark else pieces


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    plain_old, plain_new = [word.rstrip() or " " for word in old], [word.rstrip() or " " for word in new]
    return list(SequenceMatcher(None, plain_old, plain_new, autojunk=False).get_opcodes())


def _wrapped(words: Sequence[str], mark: str, show: Callable[[str], str], *, keep_tags: bool) -> Iterator[str]:
    """`words` in `mark`, in stretches between tags.

    Every tag of the new text is kept and none of the old one's, so that what was well formed stays so; where a
    block went, a line break stands for it.
    """
    stretch: list[str] = []
    for word in words:
        if show is escape or not (word.startswith("<") and word.endswith(">")):
            stretch.append(show(word))
        elif keep_tags:
            yield from _closed(stretch, mark)
            yield word
            stretch = []
        elif _BLOCK.match(word) and "".join(stretch).strip():
            yield from _closed(stretch, mark)
            yield "<br>"
            stretch = []
        elif _BLOCK.match(word) and not word.startswith("</"):
            yield "<br>"
    yield from _closed(stretch, mark)


def _closed(stretch: list[str], mark: str) -> Iterator[str]:
    text = "".join(stretch)
    if not text.strip():
        yield text
        return
    yield text[: len(text) - len(text.lstrip())]
    yield mark.format(text.strip())
    yield text[len(text.rstrip()) :]
