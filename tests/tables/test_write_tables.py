"""What leaves as a table, read by readers that are not ours: the csv module, calamine, python-docx."""
from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import translation
from docx import Document
from python_calamine import CalamineWorkbook

from shanyraq.tables.writing import csv_bytes, csv_stream, docx_bytes, xlsx_bytes

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠a", "\u200b=1", "\ufeff=1", "=cmd|' /C calc'!A0", "+7 701 000 00 00",
    '=HYPERLINK("https://example.org";"a")', "\x01=1",
]  # fmt: skip
HARMLESS = ["a=1", "1-2", "Қазақстан", "한국", "'", '"', "a,b", "a\nb", "https://example.org", "007", "1e5", ""]


def read_csv(data: bytes, **how: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), **how))


def read_xlsx(data: bytes, sheet: int = 0) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(sheet).to_python()


def test_csv_holds_what_was_given() -> None:
    data = csv_bytes(["Name", "Since"], [["a,b", date(2002, 7, 1)], ['say "so"', None], ["two\nlines", 5], ["한국", 2.5]])
    assert data[:3] == b"\xef\xbb\xbf"
    assert data.startswith(b'\xef\xbb\xbfName,Since\r\n"a,b",2002-07-01\r\n')
    assert read_csv(data) == [["Name", "Since"], ["a,b", "2002-07-01"], ['say "so"', ""], ["two\nlines", "5"], ["한국", "2.5"]]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(hostile: str) -> None:
    (cell,) = read_csv(csv_bytes(["h"], [[hostile]]))[1]
    assert (cell[0], cell.replace("'", "")) == ("'", hostile.replace("\x01", "").replace("'", ""))
    assert read_csv(csv_bytes([hostile], []))[0][0][0] == "'"


@pytest.mark.parametrize("said", HARMLESS)
def test_a_csv_leaves_alone_what_is_none(said: str) -> None:
    assert read_csv(csv_bytes(["h", "i"], [[said, -5]]))[1] == [said, "-5"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_program_with_another_separator_finds_none_either(delimiter: str) -> None:
    hidden = ["x;=1+1;y", "x\t=1+1\ty", "x\n=1+1", "x; \u200b@a", "x,y"]
    cells = [cell for row in read_csv(csv_bytes(["h", "i"], [[said, "z"] for said in hidden]), delimiter=delimiter) for cell in row]
    assert [cell for cell in cells if cell.strip().strip("\u200b").startswith(("=", "+", "@"))] == []


def test_xlsx_holds_days_numbers_and_texts_as_such() -> None:
    row = [date(2002, 7, 1), date(1995, 3, 1), date(1890, 1, 1), 5, 2.5, 10**15, True, None, "007"]
    data = xlsx_bytes("Organisations", [str(number) for number in range(9)], [row])
    found = read_xlsx(data)[1]
    assert found == [date(2002, 7, 1), date(1995, 3, 1), "1890-01-01", 5.0, 2.5, "1000000000000000", "True", "", "007"]
    assert [type(value) for value in found[:2]] == [date, date]


@pytest.mark.parametrize("said", HOSTILE + HARMLESS)
def test_every_text_of_a_workbook_is_a_text(said: str) -> None:
    rows = read_xlsx(xlsx_bytes(said, [f"h{said}", "last"], [["first", said, "last"]], about=[said]))
    assert rows[1] == ["first", said.replace("\x01", ""), "last"]


def test_a_workbook_has_no_formula_and_no_link() -> None:
    data = xlsx_bytes("t", ["h"], [[said] for said in HOSTILE + HARMLESS])
    with ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        names = parts.namelist()
    assert ("<f>" in sheet, "hyperlink" in sheet, [name for name in names if "rels" in name and "worksheet" in name]) == (False, False, [])
    assert '<pane ySplit="1"' in sheet


def test_a_sheet_takes_any_title_and_says_what_it_is() -> None:
    with translation.override("ru"):
        data = xlsx_bytes("Ұйымдар: [1/2] 'x' " * 5, ["h"], [], about=["As of 1 July 2002", "CC BY 4.0"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert [len(name) <= 31 for name in book.sheet_names] == [True, True]
    assert [row[0] for row in read_xlsx(data, 1)[1:]] == ["As of 1 July 2002", "CC BY 4.0"]


def test_a_text_that_no_cell_holds_is_cut_visibly() -> None:
    assert read_xlsx(xlsx_bytes("t", ["h"], [["x" * 40_000]]))[1][0] == "x" * 32_766 + "…"


@pytest.mark.parametrize(("language", "said"), [("kk", "2002 ж. 1 шілде"), ("ru", "1 июля 2002 г."), ("ko", "2002년 7월 1일"), ("en", "1 July 2002")])
def test_a_document_holds_the_table_in_a_language(language: str, said: str) -> None:
    data = docx_bytes("Тізім", ["Name", "Day"], [["Қоғам\n=1", date(2002, 7, 1)], ["x\x01", None]], language=language, about=["CC BY 4.0"])
    document = Document(io.BytesIO(data))
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Name", "Day"], ["Қоғам\n=1", said], ["x", ""]]
    assert [p.text for p in document.paragraphs] == ["Тізім", "CC BY 4.0"]
    assert "w:tblHeader" in table._tbl.xml


def test_what_is_written_is_not_kept() -> None:
    """Ten thousand rows or forty thousand: the same memory, but for the file."""
    peaks = []
    for count in (10_000, 40_000):
        tracemalloc.start()
        for _piece in csv_stream(["h"] * 12, ([f"{row} {'x' * 40}"] * 12 for row in range(count))):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[0] < 2_000_000
    assert peaks[1] < peaks[0] * 1.2
