"""Word (DOCX) with real styles: what a newsroom pastes keeps its headings, lists and links."""

import io
from copy import deepcopy
from functools import partial
from typing import Any

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.html import paragraphs
from mediakits.exporting.logo import logo_png
from mediakits.exporting.rich import Block, Run, blocks_of
from mediakits.kinds import kind_of, parts
from mediakits.kinds.words import word as word_for
from mediakits.models import Document
from mediakits.pieces import Piece
from mediakits.rendering import quoted

GREY, RED, AMBER, BLUE = (RGBColor.from_string(each) for each in ("555A66", "A4161A", "B26A00", "1D3FB8"))
FONT = "Georgia"


def write(piece: Piece) -> bytes:
    letter = _Letter(piece)
    letter.set_all()
    made = io.BytesIO()
    letter.file.save(made)
    return made.getvalue()


class _Letter:
    """One document while it is put together."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.file = new_document()
        self._styles()
        self._around()

    def set_all(self) -> None:
        how: dict[type, Any] = {
            parts.Flag: self.flag,
            parts.Headline: lambda part: self.line(part.text, "Title"),
            parts.Subhead: lambda part: self.line(part.text, "Subtitle"),
            parts.Heading: lambda part: self.line(part.text, "Heading 1"),
            parts.Prose: lambda part: self.blocks(blocks_of(part.html), lead_in=part.lead_in),
            parts.Quote: self.quote,
            parts.Facts: self.facts,
            parts.Question: self.question,
            parts.Contact: self.contact,
            parts.End: self.end,
        }
        for part in kind_of(self.piece.kind).parts(self.piece):
            how[type(part)](part)

    def line(self, text: str, style: str) -> Any:
        return self._direct(self.file.add_paragraph(_clean(text), style=style))

    def flag(self, part: parts.Flag) -> None:
        run = self._direct(self.file.add_paragraph()).add_run(_clean(part.text))
        run.bold = True
        if part.tone != "plain":
            run.font.color.rgb = RED

    def quote(self, part: parts.Quote) -> None:
        for block in blocks_of(paragraphs(quoted(part.text, self.piece.language))):
            self.runs(self.line("", "Quote"), block.runs)
        who = ", ".join(text for text in (part.speaker, part.role) if text)
        if who:
            said = self.line(who, "Quote")
            for run in said.runs:
                run.italic, run.font.color.rgb = False, GREY

    def facts(self, part: parts.Facts) -> None:
        table = self.file.add_table(rows=0, cols=2, style="Table Grid")
        for row in part.rows:
            label, value = table.add_row().cells
            self._direct(label.paragraphs[0]).add_run(_clean(row.label)).bold = True
            label.width, value.width = Mm(50), Mm(108)
            self._direct(value.paragraphs[0]).add_run(_clean(row.value))
            if row.note:
                note = self._direct(value.add_paragraph()).add_run(_clean(row.note))
                note.font.size, note.font.color.rgb = Pt(9), GREY

    def question(self, part: parts.Question) -> None:
        self.line(part.text, "Heading 2")
        self.blocks(blocks_of(paragraphs(part.answer)))

    def contact(self, part: parts.Contact) -> None:
        if part.label:
            self.line(part.label, "Heading 1")
        runs = [Run(part.name)]
        if part.phone:
            runs += [
                Run("\n"),
                Run(self._ltr(part.phone), href=f"tel:{''.join(c for c in part.phone if c.isdigit() or c == '+')}"),
            ]
        if part.email:
            runs += [Run("\n"), Run(self._ltr(part.email), href=f"mailto:{part.email}")]
        self.runs(self._direct(self.file.add_paragraph()), runs)

    def end(self, part: parts.End) -> None:
        self.file.add_paragraph(part.text).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def blocks(self, blocks: list[Block], *, lead_in: str = "", level: int = 0, style: str = "") -> None:
        """Paragraphs, and lists with Word's own list styles; a list in a list goes one level in."""
        if lead_in and not (blocks and blocks[0].kind == "p"):
            blocks = [Block("p"), *blocks]
        for place, block in enumerate(blocks):
            if block.kind == "p":
                target = self.line("", style or "Normal")
                if lead_in and place == 0:
                    target.add_run(_clean(f"{lead_in} ")).bold = True
                self.runs(target, block.runs)
            elif block.kind == "quote":
                for item in block.items:
                    self.blocks(item, level=level, style="Quote")
            else:
                self.items(block, level)

    def items(self, block: Block, level: int) -> None:
        deep = "" if level == 0 else f" {min(level + 1, 3)}"
        style = f"{'List Number' if block.kind == 'ol' else 'List Bullet'}{deep}"
        restart = self._new_numbering(style) if block.kind == "ol" else None
        for item in block.items:
            for place, inner in enumerate(item):
                if inner.kind in {"ul", "ol"}:
                    self.items(inner, level + 1)
                    continue
                target = self.line("", style if place == 0 else f"List Continue{deep}")
                if restart is not None and place == 0:
                    restart(target)
                self.runs(target, inner.runs)

    def runs(self, target: Any, runs: list[Run]) -> None:
        for run in runs:
            if run.is_break:
                target.add_run().add_break()
                continue
            made = target.add_run(_clean(run.text))
            made.bold, made.italic = run.bold or None, run.italic or None
            if run.href:
                self._link(target, made, run.href)

    def _link(self, target: Any, run: Any, href: str) -> None:
        """Around the run, in Word's own character style for links."""
        key = target.part.relate_to(_clean(href), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run.style = self.file.styles["Hyperlink"]
        target._p.remove(run._r)
        link.append(run._r)
        target._p.append(link)

    def _new_numbering(self, style: str) -> Any:
        """A list of its own, that begins at 1; gives what puts a paragraph into it."""
        numbering = self.file.part.numbering_part.element
        old = self.file.styles[style].element.pPr.numPr.numId.val
        abstract = next(num for num in numbering.num_lst if num.numId == old).abstractNumId.val
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return partial(_put_into, num.numId)

    def _ltr(self, text: str) -> str:
        """Numbers and addresses keep their order where everything around them runs from the right."""
        return f"\u200e{text}\u200e" if self.piece.direction == "rtl" else text

    def _direct(self, paragraph: Any) -> Any:
        """Right to left where the language is."""
        if self.piece.direction == "rtl":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    def _styles(self) -> None:
        styles = self.file.styles
        styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(11)
        styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        styles["Normal"].paragraph_format.space_after = Pt(8)
        for name, size in (("Title", 20), ("Subtitle", 13), ("Heading 1", 12), ("Heading 2", 11)):
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            style.font.color.rgb, style.font.italic = RGBColor(0x16, 0x18, 0x1D), False
            style.font.bold = name != "Subtitle"
            _plain_fonts(style.element)
        border = styles["Title"].element.pPr.find(qn("w:pBdr"))
        if border is not None:
            styles["Title"].element.pPr.remove(border)
        styles["Quote"].paragraph_format.left_indent = Mm(8)
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = BLUE, True
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), self.piece.language)
        if self.piece.direction == "rtl":
            language.set(qn("w:bidi"), self.piece.language)
        styles["Normal"].element.get_or_add_rPr().append(language)

    def _around(self) -> None:
        """A4, the client above, the page below; a draft says so on every page."""
        piece, core, section = self.piece, self.file.core_properties, self.file.sections[0]
        core.title, core.author, core.language, core.comments = (
            _clean(piece.title),
            _clean(piece.client.name),
            piece.language,
            "",
        )
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(26)
        head = section.header.paragraphs[0]
        if logo := logo_png(piece.client):
            head.add_run().add_picture(io.BytesIO(logo), height=Mm(10))
            head.add_run("  ")
        head.add_run(_clean(piece.client.name)).bold = True
        head.add_run(f"\t\t{Document.Kind(piece.kind).label}").font.color.rgb = GREY
        foot = section.footer.paragraphs[0]
        for place in (head, foot):
            place.paragraph_format.tab_stops.add_tab_stop(Mm(158), WD_TAB_ALIGNMENT.RIGHT)
        if piece.is_draft:
            for place in (head, foot):
                mark = place.add_run("DRAFT, not for publication" if place is foot else "  DRAFT")
                mark.bold, mark.font.color.rgb = True, AMBER
        foot.add_run(f"\t\t{word_for(piece.language, 'page')} ")
        _field(foot, "PAGE")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES")


def _put_into(num_id: int, paragraph: Any) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = num_id


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = deepcopy(paragraph.add_run("1")._r)
    paragraph._p.remove(paragraph._p.r_lst[-1])
    field.append(run)
    paragraph._p.append(field)


def _plain_fonts(style: Any) -> None:
    """The template's themed fonts stand above names; take them out."""
    fonts = style.rPr.rFonts
    for name in [name for name in fonts.attrib if "Theme" in name]:
        del fonts.attrib[name]


def _clean(text: str) -> str:
    """Without what XML cannot hold: control characters, and two that stand for none."""
    return "".join(sign for sign in text if (sign >= " " or sign in "\n\t") and sign not in "\ufffe\uffff")
