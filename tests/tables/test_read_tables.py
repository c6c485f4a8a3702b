from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from typing import Any

import docx
import pytest
import xlsxwriter

from shanyraq.tables.grids import MOST_ROWS, Line
from shanyraq.tables.reading import Grid, TableRefused, read_file, read_pasted

ROWS = [["№", "Атауы", "Тел."], ["1", "«Достық» қоғамы", "8 701 000 00 00"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def cells(grid: Grid) -> list[list[str]]:
    return [list(line.cells) for line in grid.lines]


def workbook(fill: Any, **options: Any) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, options)
    fill(book, book.add_worksheet("Тізім"))
    book.close()
    return packed.getvalue()


def package(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in files.items():
            folder.writestr(name, data)
    return packed.getvalue()


def refused(data: bytes | str) -> str:
    begun = time.monotonic()
    with pytest.raises(TableRefused) as found:
        read_pasted(data) if isinstance(data, str) else read_file(data)
    assert time.monotonic() - begun < 20
    assert str(found.value)
    return found.value.reason


def test_a_workbook_is_read_as_its_reader_sees_it() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(1, 1, ["Аудан", "Жыл", "Күні", "Код"])
        sheet.merge_range(2, 1, 3, 1, "Ақсу ауданы")
        sheet.write_row(2, 2, [2003, "", 77011234567])
        sheet.write_datetime(2, 3, date(1996, 4, 15), book.add_format({"num_format": "dd.mm.yyyy"}))
        sheet.write_row(3, 2, [2003.5, "a \n  b", True])

    assert read_file(workbook(fill)).lines == (
        Line(2, ("Аудан", "Жыл", "Күні", "Код")),
        Line(3, ("Ақсу ауданы", "2003", "1996-04-15", "77011234567")),
        Line(4, ("Ақсу ауданы", "2003.5", "a\nb", "+")),
    )


def test_a_formula_is_its_last_value_and_never_a_formula() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Атауы", "Саны"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://evil.example","A")', None, "A")
        sheet.write_formula(1, 1, "=1+1", None, 2)

    assert cells(read_file(workbook(fill))) == [["Атауы", "Саны"], ["A", "2"]]


def test_of_several_sheets_the_fullest_counts_and_the_others_are_named() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ["a", "b"])
        book.add_worksheet("Көп").write_column(0, 0, ["1", "2", "3"])
        hidden = book.add_worksheet("Жасырын")
        hidden.write_column(0, 0, list("abcdef"))
        hidden.hide()

    grid = read_file(workbook(fill))
    assert (cells(grid), grid.others) == ([["1"], ["2"], ["3"]], ("Тізім",))


def test_an_open_document_sheet() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    table = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in ROWS)
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="T">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert cells(read_file(package({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": b"<a/>"}))) == ROWS


def test_a_table_of_a_word_file_with_merged_cells() -> None:
    made = docx.Document()
    made.add_paragraph("Тізім")
    table = made.add_table(rows=3, cols=3)
    for n, text in enumerate(["Аудан", "Атауы", "Төраға", "Ақсу", "A", "Хан", "", "B", "Ким"]):
        table.cell(n // 3, n % 3).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    packed = io.BytesIO()
    made.save(packed)
    assert cells(read_file(packed.getvalue())) == [["Аудан", "Атауы", "Төраға"], ["Ақсу", "A", "Хан"], ["Ақсу", "B", "Ким"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "kz1048"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_text_files_in_every_encoding_and_with_every_sign(encoding: str, sign: str) -> None:
    text = "\r\n".join(sign.join(row) for row in ROWS)
    assert cells(read_file(text.encode(encoding))) == ROWS


def test_two_cells_a_line_are_parted_by_a_comma_and_a_sentence_is_not() -> None:
    assert cells(read_file("Атауы,Аудан\nБірлік,Ақсу\n".encode())) == [["Атауы", "Аудан"], ["Бірлік", "Ақсу"]]
    assert cells(read_pasted("Одақ, Ақсу\nБірлік, Сарқан")) == [["Одақ, Ақсу"], ["Бірлік, Сарқан"]]


def test_russian_of_windows() -> None:
    assert cells(read_file("Наименование;Председатель\r\nОбщество «Дружба»;Ким А. В.".encode("cp1251"))) == [
        ["Наименование", "Председатель"], ["Общество «Дружба»", "Ким А. В."],
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), [
    ('a\tb\n"x\ny"\tz', [["a", "b"], ["x\ny", "z"]]),
    ('"Достық" қоғамы\t1\n"Бірлік"\t2', [['"Достық" қоғамы', "1"], ['"Бірлік"', "2"]]),
    ('a;b\n"x; ""y""";z', [["a", "b"], ['x; "y"', "z"]]),
    ("Бірлік\n\nДостық, Талдықорған\n", [["Бірлік"], ["Достық, Талдықорған"]]),
    ("a\t\t\nb\t\tc", [["a", ""], ["b", "c"]]),
    ("=1+1\tb\n@x\t-2", [["=1+1", "b"], ["@x", "-2"]]),
])
def test_pasted_cells(text: str, rows: list[list[str]]) -> None:
    assert cells(read_pasted(text)) == rows


def test_signs_that_nobody_sees_are_taken_out() -> None:
    assert cells(read_pasted("a\u200b\x00\xa0 b\tc\u202e\r\n")) == [["a b", "c"]]


def test_as_many_rows_as_there_may_be() -> None:
    assert len(read_pasted("\n".join(f"Бірлестік {n}\t{n}" for n in range(MOST_ROWS))).lines) == MOST_ROWS
    assert refused("\n".join(f"Бірлестік {n}\t{n}" for n in range(MOST_ROWS + 101))) == "rows"


def test_rows_and_columns_beyond_measure() -> None:
    assert refused(workbook(lambda _book, sheet: [sheet.write(n, 0, n) for n in range(6000)])) == "rows"
    assert refused(workbook(lambda _book, sheet: sheet.write_row(0, 0, range(61)))) == "columns"
    assert refused(workbook(lambda _book, sheet: sheet.write(0, 0, "a" * 5000))) == "cell"
    assert refused("a\t" * 70 + "b") == "columns"


def test_a_million_rows() -> None:
    row = '<row r="%d"><c r="A%d" t="inlineStr"><is><t>A</t></is></c></row>'
    rows = "".join(row % (n, n) for n in range(1, 1_000_001))
    whole = zipfile.ZipFile(io.BytesIO(workbook(lambda _book, sheet: sheet.write(0, 0, "A"))))
    files = {name: whole.read(name) for name in whole.namelist()}
    files["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'.encode()
    assert refused(package(files)) == "large"


def test_two_cells_at_the_far_ends_of_a_sheet_cost_no_memory_here() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    assert refused(workbook(fill)) in ("large", "columns")


def test_a_zip_bomb() -> None:
    bomb = package({"xl/workbook.xml": b" " * (400 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert refused(bomb) == "large"


def test_a_zip_bomb_whose_directory_lies() -> None:
    bomb = bytearray(package({"xl/workbook.xml": b" " * (200 * 1024 * 1024)}))
    size = (200 * 1024 * 1024).to_bytes(4, "little")
    place = bomb.rindex(size)
    bomb[place : place + 4] = (100).to_bytes(4, "little")
    assert refused(bytes(bomb)) in ("damaged", "large")


@pytest.mark.parametrize(("columns", "rows"), [(16_384, 1_048_576), (100, 200_000)])
def test_a_bomb_of_repeated_cells(columns: int, rows: int) -> None:
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"><text:p>a</text:p></table:table-cell>'
    table = f'<table:table table:name="T"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>'
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"
    assert refused(package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": b"<a/>", "content.xml": content.encode()})) in ("damaged", "large")


def test_entities_that_multiply() -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)) + b"]>"
    word = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>'
    made = io.BytesIO()
    docx.Document().save(made)
    whole = zipfile.ZipFile(made)
    files = {name: whole.read(name) for name in whole.namelist()} | {"word/document.xml": laughs + word}
    assert refused(package(files)) in ("damaged", "empty", "large")


@pytest.mark.parametrize(("data", "reason"), [
    (b"", "empty"),
    (b"\n\n;;\n", "empty"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
    (b"\xff\xd8\xff\xe0" + b"\0" * 50, "picture"),
    (b"%PDF-1.7\n", "pdf"),
    (b"<html><table></table></html>", "unknown"),
    (b"PK\x03\x04" + b"\0" * 100, "damaged"),
    (package({"a.txt": b"a"}), "unknown"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "locked"),
    (OLE + "WordDocument".encode("utf-16-le"), "old_word"),
    (OLE + b"\0" * 600, "damaged"),
    (bytes(range(256)) * 10, "encoding"),
    (b"\xff\xfe\x00\xd8\x00\xd8", "encoding"),
    (b"a" * (11 * 1024 * 1024), "large"),
    (package({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
    (package({"word/document.xml": b"<"}), "damaged"),
])
def test_what_is_no_table_is_refused_in_words(data: bytes, reason: str) -> None:
    assert refused(data) == reason


def test_a_workbook_without_cells() -> None:
    assert refused(workbook(lambda _book, _sheet: None)) == "empty"
