"""What files are read as, and what is said of those that cannot be."""

import csv
import io
import json
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook

from contacts.importing.reading import open_table
from contacts.importing.table import UnreadableFile

SHARED = [folder / "shared" / "data" / "csv" for folder in Path(__file__).parents]
SPECTRUM = next((folder for folder in SHARED if folder.is_dir()), Path("csv-spectrum"))

PEOPLE = [
    ["Name", "E-Mail", "Outlet"],
    ["Inés Núñez", "ines@diario.example", "El Diario"],
    ["Jörg Müßig", "joerg@anzeiger.example", "Straßen-Anzeiger"],
    ["Zoë Lefèvre", "zoe@gazette.example", "La Gazette d’Orléans"],
]


def read(content, name="press.csv", **how):
    table = open_table(io.BytesIO(content), name, **how)
    return table, list(table.records())


def rows(content, name="press.csv", **how):
    table, records = read(content, name, **how)
    return [table.headings, *(list(record.values) for record in records)]


def separated(table, delimiter=",", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(table)
    return out.getvalue()


def workbook(*sheets, **states):
    book = Workbook()
    book.remove(book.active)
    for number, table in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in table:
            sheet.append(row)
        sheet.sheet_state = states.get(f"Sheet{number}", "visible")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def refusal(content, name="press.csv"):
    with pytest.raises(UnreadableFile) as refused:
        read(content, name)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_open_table_finds_encoding_and_delimiter(encoding, delimiter):
    assert rows(separated(PEOPLE, delimiter).encode(encoding)) == PEOPLE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_open_table_takes_every_line_end(end):
    table, records = read(separated(PEOPLE, end=end).encode())

    assert [record.line for record in records] == [2, 3, 4]
    assert table.headings == PEOPLE[0]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1251", ["Ольга Петровна Сидорова", "Дмитрий Крылов", "Светлана Жукова"]),
        ("cp1250", ["Łukasz Wójcik", "Žaneta Dvořáková", "Kovács Györgyi Őri", "Małgorzata Dąbrowska"]),
        ("mac_roman", ["Inés Núñez", "Jürgen Köhler", "Zoë Lefèvre"]),
        ("shift_jis", ["山田太郎", "佐藤花子", "鈴木一郎が取材します"]),
        ("gb18030", ["王小明", "李华记者", "张伟在北京采访新闻"]),
    ],
)
def test_open_table_tells_other_legacy_encodings_apart(encoding, names):
    table = [["Name", "Email"], *([name, f"person{n}@press.example"] for n, name in enumerate(names * 4))]

    assert rows(separated(table).encode(encoding)) == table


def test_open_table_mends_stray_bytes_in_utf8():
    content = separated(
        [*PEOPLE, ["Grüße aus Köln", "x@y.example", "Ä"]]
    ).encode() + "Zoé Roux,zoe@x.example,Le M\r\n".encode("cp1252")

    assert rows(content)[-1] == ["Zoé Roux", "zoe@x.example", "Le M"]


def test_records_count_physical_lines():
    content = b'Name,Email,Notes\r\nAnn Lee,ann@a.example,"one\r\ntwo\r\nthree"\r\n\r\n,,\r\nBo Ek,bo@b.example,x\r\n'
    _, records = read(content)

    assert [(record.line, record.values[0]) for record in records] == [(2, "Ann Lee"), (7, "Bo Ek")]
    assert records[0].values[2] == "one\r\ntwo\r\nthree"


def test_open_table_skips_a_title_above_the_headings():
    content = b"Storage press list,,\n,,\nName,Email,Outlet\nAnn Lee,ann@a.example,A\n"
    table, records = read(content)

    assert table.headings == ["Name", "Email", "Outlet"]
    assert [record.line for record in records] == [4]


def test_open_table_heeds_the_separator_hint_of_excel():
    assert rows(b"sep=;\r\nName;Email\r\nLee, Ann;ann@a.example\r\n") == [
        ["Name", "Email"],
        ["Lee, Ann", "ann@a.example"],
    ]


def test_open_table_names_doubled_and_missing_headings():
    assert rows(b"Name,Email,Email,\nAnn,a@a.example,b@b.example,x\n")[0] == ["Name", "Email", "Email (2)"]


def test_open_table_takes_a_file_without_headings():
    table, records = read(b"Ann Lee,ann@a.example\nBo Ek,bo@b.example\n")

    assert table.headings == ["Column A", "Column B"]
    assert [record.line for record in records] == [1, 2]


def test_records_may_be_ragged():
    _, records = read(b"Name,Email,Outlet\nAnn\nBo,bo@b.example,B,more,cells\n")

    assert [len(record.values) for record in records] == [1, 5]


def test_a_quotation_mark_never_closed_spoils_its_own_line_alone():
    content = b'Name,Email\nAnn,ann@a.example\n"Bo,bo@b.example\nCy,cy@c.example\nDi,di@d.example\n'
    _, records = read(content)

    assert [(record.line, record.fault) for record in records] == [
        (2, ""),
        (3, "A quotation mark is opened here and never closed."),
        (4, ""),
        (5, ""),
    ]


def test_a_quotation_mark_never_closed_in_a_long_file_is_found(tmp_path):
    lines = [f"Person {n},p{n}@press.example" for n in range(3000)]
    lines[100] = '"Person 100,p100@press.example'
    _, records = read("\n".join(["Name,Email", *lines]).encode())

    assert len(records) == 3000
    assert [record.line for record in records if record.fault] == [102]


@given(
    table=st.lists(
        st.lists(
            st.text(
                st.characters(codec="utf-8", exclude_characters="\x00\ufeff\u200b\r", exclude_categories=["Cs"]),
                max_size=12,
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=6,
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@hypothesis_settings(max_examples=200, deadline=None)
def test_records_give_back_what_a_csv_writer_wrote(table, delimiter, encoding):
    head = ["Name", "Email", "Outlet"]
    wide = [["Ann Lee", "ann@a.example", "A"]] * 8  # so that the delimiter is beyond doubt
    content = separated([head, *wide, *table], delimiter).encode(encoding)
    if any(ord(letter) < 32 and letter not in "\n\t" for row in table for cell in row for letter in cell):
        return  # control characters are for the test of binary files

    expected = [[cell.strip() for cell in row] for row in table if any(cell.strip() for cell in row)]
    assert rows(content)[9:] == expected


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="csv-spectrum is not at hand")
@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("*.csv")), ids=lambda path: path.stem)
def test_open_table_reads_csv_spectrum(path):
    # line ends within cells are those of the checkout, which may have changed them
    expected = json.loads(path.with_suffix(".json").read_text().replace("\\r\\n", "\\n"))
    found = rows(path.read_bytes().replace(b"\r\n", b"\n"))

    assert [dict(zip(found[0], row, strict=False)) for row in found[1:]] == expected


def test_open_table_reads_workbooks():
    assert rows(workbook(PEOPLE), "press.xlsx") == PEOPLE


def test_workbook_rows_keep_their_numbers():
    _, records = read(workbook([["Storage press"], [], *PEOPLE[:2], [], *PEOPLE[2:]]), "press.xlsx")

    assert [record.line for record in records] == [4, 6, 7]


def test_workbook_reads_the_first_visible_sheet_with_data():
    other = [["Name", "Email"], ["Hidden", "hidden@x.example"]]
    content = workbook(other, [], PEOPLE, Sheet1="hidden")

    assert rows(content, "press.xlsx") == PEOPLE


def test_workbook_reads_the_sheet_asked_for():
    other = [["Name", "Email"], ["Cy Dahl", "cy@x.example"]]

    assert rows(workbook(PEOPLE, other), "press.xlsx", sheet="Sheet2") == other


def test_workbook_formula_never_calculated_is_told():
    table = [["Name", "Email"], ["Ann Lee", '=LOWER("ANN@A.EXAMPLE")']]
    _, records = read(workbook(table), "press.xlsx")

    assert records[0].values == ("Ann Lee", "")
    assert records[0].faults == {
        1: "This cell holds a formula that was never calculated. Open the file in Excel, save it, and try again."
    }


def test_workbook_formula_gives_the_value_excel_last_saw():
    content = workbook([["Name", "Email"], ["Ann Lee", '=HYPERLINK("mailto:x")']])

    def calculate(xml):
        return (
            xml.replace(b"<v />", b"<v>ann@a.example</v>")
            .replace(b"<v></v>", b"<v>ann@a.example</v>")
            .replace(b'<c r="B2">', b'<c r="B2" t="str">')
        )

    calculated = _rewrite(content, "xl/worksheets/sheet1.xml", calculate)

    assert rows(calculated, "press.xlsx")[1] == ["Ann Lee", "ann@a.example"]


def test_workbook_error_value_is_told():
    _, records = read(workbook([["Name", "Email"], ["Ann Lee", "#N/A"]]), "press.xlsx")

    assert records[0].faults == {1: "This cell shows an error (#N/A) instead of a value."}


def test_workbook_numbers_and_dates_read_as_people_write_them():
    from datetime import datetime

    found = rows(workbook([["Name", "Phone", "Notes"], ["Ann", 493012345.0, datetime(2026, 3, 4)]]), "press.xlsx")

    assert found[1] == ["Ann", "493012345", "2026-03-04"]


def test_open_table_reads_vcards():
    content = b"""BEGIN:VCARD\r
VERSION:3.0\r
N:Albrecht;Ines;;;\r
FN:Ines Albrecht\r
ORG:Stromblatt;Energy\r
TITLE:Energy\r
  editor\r
EMAIL;TYPE=work:ines@stromblatt.example\r
EMAIL;TYPE=home:ia@mail.example\r
TEL;TYPE=CELL:+49 170 1234567\r
TEL;TYPE=WORK,VOICE:+49 30 901820\r
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ\r
 AAAQABAAD\r
ADR;TYPE=WORK:;;Ufer 1;Berlin;;10115;Germany\r
CATEGORIES:storage,grid\r
NOTE:Data before quotes\\, please.\r
END:VCARD\r
\r
BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8rvaag;Elin\r
EMAIL:elin@x.example\r
END:VCARD\r
"""
    table, records = read(content, "press.vcf")
    ines, elin = (dict(zip(table.headings, record.values, strict=True)) for record in records)

    assert [record.line for record in records] == [1, 19]
    assert ines == {
        "Name": "Ines Albrecht",
        "First name": "Ines",
        "Last name": "Albrecht",
        "Email": "ines@stromblatt.example; ia@mail.example",
        "Mobile": "+49 170 1234567",
        "Phone": "+49 30 901820",
        "Outlet": "Stromblatt",
        "Role": "Energy editor",
        "City": "Berlin",
        "Country": "Germany",
        "Website": "",
        "Tags": "storage, grid",
        "Notes": "Data before quotes, please.",
    }
    assert (elin["First name"], elin["Last name"], elin["Email"]) == ("Elin", "Sørvaag", "elin@x.example")


def test_a_broken_vcard_spoils_itself_alone():
    broken = b"BEGIN:VCARD\nFN:A\nthis is no property\nEMAIL:a@a.example\nEND:VCARD\n"
    content = broken + b"BEGIN:VCARD\nFN:Bo Ek\nEMAIL:bo@b.example\n"
    _, records = read(content, "press.vcf")

    assert len(records) == 2
    assert records[1].line == 6


# ---- files that cannot be read


def test_an_empty_file_is_refused():
    assert refusal(b"") == refusal(b" \r\n\r\n") == "The file is empty."


def test_a_file_of_separators_is_refused():
    assert refusal(b",,,\r\n,,,\r\n") == "The file holds nothing but empty lines."


def test_binary_under_another_name_is_refused():
    noise = random.Random(1).randbytes(20_000)

    assert refusal(noise).startswith("This is not a table, whatever its name says: it holds binary data.")


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (b"%PDF-1.7\n", "This is a PDF."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture"),
        (b"\x1f\x8b\x08", "This is a compressed file"),
        (b"<!DOCTYPE html><html><table>", "This is a web page"),
    ],
)
def test_other_kinds_of_files_are_named(head, says):
    assert refusal(head + b"x" * 100).startswith(says)


def test_a_file_beyond_the_limit_is_refused(settings):
    settings.IMPORT_MAX_MB = 1

    assert refusal(b"Name,Email\n" * 100_000).startswith("The file has 1 MB; up to 1 MB are read.")


def test_two_hundred_megabytes_are_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    with path.open("rb") as file, pytest.raises(UnreadableFile, match="The file has 200 MB; up to 100 MB are read"):
        open_table(file, "huge.csv")


def test_five_thousand_columns_are_refused():
    row = [f"c{n}" for n in range(5000)]
    says = "The table has more than 250 columns"

    assert refusal(separated([row, row]).encode()).startswith(says)
    assert refusal(workbook([row, row]), "wide.xlsx").startswith(says)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_workbook_is_refused(share):
    content = workbook(PEOPLE * 200)

    assert refusal(content[: int(len(content) * share)], "press.xlsx").startswith("The workbook is damaged")


def test_a_workbook_whose_sheet_breaks_off_is_refused():
    content = _rewrite(workbook(PEOPLE * 200), "xl/worksheets/sheet1.xml", lambda xml: xml[: len(xml) // 2])

    assert refusal(content, "press.xlsx").startswith("The workbook is damaged")


def test_a_zip_bomb_is_refused():
    content = _rewrite(workbook(PEOPLE), "xl/styles.xml", lambda _: b"<styleSheet>" + b" " * 120_000_000)

    assert refusal(content, "press.xlsx").startswith("The workbook unpacks to 120 MB")


def test_entity_bombs_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    content = _rewrite(workbook(PEOPLE), "xl/workbook.xml", lambda xml: bomb + xml)

    assert refusal(content, "press.xlsx").startswith("The workbook holds definitions")


def test_a_workbook_under_a_password_is_refused():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000

    assert refusal(ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64, "press.xlsx").startswith(
        "The workbook is protected by a password."
    )
    assert refusal(ole, "press.xls").startswith("This is a workbook in the format from before 2007")


def test_other_archives_are_named():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("press.csv", "Name,Email\n")

    assert refusal(out.getvalue(), "press.xlsx").startswith("This is a ZIP archive and not a workbook.")
    assert refusal(b"Name,Email\nAnn,a@a.example\n", "press.xlsx").startswith("This is not a workbook")


def test_a_workbook_that_claims_impossible_rows_ends():
    content = _rewrite(
        workbook(PEOPLE), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'row r="4"', b'row r="999999999"')
    )

    assert len(rows(content, "press.xlsx")) == 3


def _rewrite(content, part, change):
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()
