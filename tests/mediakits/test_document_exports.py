"""Files as a press office sends them. What is written is data in them, whatever it looks like."""

import io
import time
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from docx import Document as read_docx
from PIL import Image

from mediakits.exporting import FORMATS, export, pdf
from mediakits.models import Document
from mediakits.pieces import piece_of
from tests.factories.mediakits import DocumentFactory, DocumentVersionFactory
from tests.mediakits.document_texts import BY_KIND, RELEASE

pytestmark = pytest.mark.django_db

NASTY = [
    '#eval("1+1") #import "x" #read("/etc/passwd")',
    "*bold* _it_ `code` = heading\n- list",
    "\\ \\u{41} $x^2$ @ref <label> ~ --- // comment /* */",
    "[[[ unbalanced ) } ] {{ {% evil %}",
    "עברית וערבית العربية",
    "日本語のリリース 한국어",
    "<script>alert(1)</script> & &amp; ]]> %PDF",
    "\u202e backwards \u200d zero \ufeff",
    "bell \x07 escape \x1b[31m nobody \ufffe\uffff",
]


@pytest.fixture
def release(specialist, client_brand) -> Document:
    specialist.phone = "+49 30 23125 142"
    specialist.save()
    title, content = BY_KIND["press_release"]
    return DocumentFactory(client=client_brand, owner=specialist, title=title, content=content)


def text_of_docx(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in read_docx(io.BytesIO(data)).paragraphs)


@pytest.mark.parametrize("kind", BY_KIND)
@pytest.mark.parametrize("format", FORMATS)
def test_every_kind_becomes_a_file_of_every_format(kind, format, specialist, client_brand):
    title, content = BY_KIND[kind]
    document = DocumentFactory(client=client_brand, owner=specialist, kind=kind, title=title, content=content)
    made = export(document, format)
    assert made.name.endswith(f".{format}")
    assert made.data.startswith({"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html>", "txt": b"DRAFT"}[format])


@pytest.mark.parametrize("nasty", NASTY)
def test_whatever_is_written_is_set_as_text_and_never_read_as_a_language(nasty, release):
    row = {"text": nasty, "speaker": nasty, "role": nasty, "approved_by": "x", "approved_on": "2026-01-01", "after": ""}
    body = f"<p>{nasty.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    release.title = " ".join(nasty.split())
    release.content = {**RELEASE, "subhead": nasty, "city": nasty, "body": body, "quotes": [row], "boilerplate": nasty}
    assert export(release, "pdf").data.startswith(b"%PDF-")
    words = max(nasty.replace("\u202e", " ").split(), key=len)
    assert words in export(release, "txt").data.decode().replace("\n", " ")
    assert words in text_of_docx(export(release, "docx").data)
    assert b"<script>alert" not in export(release, "html").data


def test_a_release_of_ten_thousand_words_is_set_on_many_pages(release):
    release.content = {**RELEASE, "body": "".join(f"<p>{'word ' * 100}</p>" for _ in range(100))}
    assert export(release, "pdf").data.startswith(b"%PDF-")
    assert len(pdf.pages(piece_of(release), ppi=10)) == 15
    assert len(text_of_docx(export(release, "docx").data).split()) > 10_000


def test_lists_in_lists_and_broken_markup_are_set(release):
    release.content = {
        **RELEASE,
        "body": "<ul><li><p>One</p><ol><li><p>Deep</p></li></ol></li><li>Two</li></ul>"
        + "loose <em>text</em><blockquote><p>Said</p></blockquote>"
        + "<ul><li>" * 30
        + "end"
        + "</li></ul>" * 30,
    }
    for format in FORMATS:
        assert export(release, format).data


def test_a_working_copy_says_that_it_is_a_draft_and_a_version_does_not(release):
    version = DocumentVersionFactory(document=release, content=release.content)
    for format in ("html", "txt"):
        assert b"DRAFT" in export(release, format).data
        assert b"DRAFT" not in export(version, format).data
    marks = [
        section.header.paragraphs[0].text + section.footer.paragraphs[0].text
        for source in (release, version)
        for section in read_docx(io.BytesIO(export(source, "docx").data)).sections
    ]
    assert ["DRAFT" in mark for mark in marks] == [True, False]
    assert pdf.as_data(piece_of(release))["draft"] is True
    assert pdf.as_data(piece_of(version))["draft"] is False
    assert pdf.pages(piece_of(release)) != pdf.pages(piece_of(version))
    assert export(release, "pdf").name.startswith("draft-fernhall-storage-")


def test_the_pdf_is_tagged_and_names_title_author_and_language(release):
    release.language = "de"
    data = export(release, "pdf").data
    for mark in (b"/StructTreeRoot", b"/MarkInfo", b"/Lang", b"de"):
        assert mark in data


def test_word_has_real_headings_lists_and_links(release):
    file = read_docx(io.BytesIO(export(release, "docx").data))
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert {"Title", "Subtitle", "Heading 1", "List Bullet", "Quote"} <= set(styles)
    links = [link.address for paragraph in file.paragraphs for link in paragraph.hyperlinks]
    assert links == ["https://fernhall.example.com/data", "tel:+493023125142", "mailto:maya@team.example.com"]
    assert (file.core_properties.title, file.core_properties.author) == (release.title, "Fernhall Storage")


def test_numbered_lists_begin_anew(release):
    release.content = {**RELEASE, "body": "<ol><li>A</li></ol><p>Between</p><ol><li>B</li></ol>"}
    file = zipfile.ZipFile(io.BytesIO(export(release, "docx").data))
    assert file.read("word/numbering.xml").count(b"<w:startOverride") == 2


def test_plain_text_reads_as_an_email(release):
    text = export(DocumentVersionFactory(document=release, content=release.content), "txt").data.decode()
    lines = text.split("\n")
    assert lines[0] == "FOR IMMEDIATE RELEASE"
    assert max(len(line) for line in lines) <= 72
    assert "ALTFELDE, Germany, Nov. 17, 2026 — Fernhall Storage connects" in text
    assert "“I would rather talk about that number than be asked about it.”\n– Elin Sørvaag, Chief executive" in text
    assert text.rstrip().endswith("Maya Lindqvist\n+49 30 23125 142\nmaya@team.example.com\n\n###")


def test_the_embargo_stands_above_everything_with_its_zone(release):
    release.embargo_until = timezone.now() + timedelta(days=3)
    first = export(release, "txt").data.decode().split("\n\n")[1]
    assert first.startswith("UNDER EMBARGO UNTIL ")
    assert "(Berlin)" in first
    release.embargo_until = timezone.now() - timedelta(minutes=1)
    assert export(release, "txt").data.decode().split("\n\n")[1] == "FOR IMMEDIATE RELEASE"


def test_the_logo_is_printed_and_a_lost_one_does_not_stop_a_release(release):
    from django.core.files.base import ContentFile

    made = io.BytesIO()
    Image.new("RGBA", (300, 100), "#1b4d3e").save(made, "WEBP")
    release.client.logo.save("logo.webp", ContentFile(made.getvalue()))
    assert b"data:image/png;base64," in export(release, "html").data
    assert b"/Subtype /Image" in export(release, "pdf").data or b"/Subtype/Image" in export(release, "pdf").data
    release.client.logo.storage.delete(release.client.logo.name)
    for format in FORMATS:
        assert export(release, format).data


def test_other_scripts_run_from_the_right(release):
    release.language, release.title = "ar", "بطارية لمئة ساعة"
    assert b'dir="rtl"' in export(release, "html").data
    assert pdf.as_data(piece_of(release))["direction"] == "rtl"
    assert b"w:bidi" in zipfile.ZipFile(io.BytesIO(export(release, "docx").data)).read("word/document.xml")
    assert export(release, "pdf").name == "draft-fernhall-storage.pdf"


@pytest.mark.parametrize("format", FORMATS)
def test_an_ordinary_release_is_exported_within_a_second(format, release):
    export(release, format)
    started = time.perf_counter()
    export(release, format)
    assert time.perf_counter() - started < 1
