"""Tables as DOCX: a heading, the table with its headings on every page, and what is said about it."""
from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shanyraq.dating.sentences import say_day
from shanyraq.tables.cells import is_number, plain
from shanyraq.tables.widths import widths

PAGE: Final = (Mm(297), Mm(210))  # A4, lying
MARGIN: Final = Mm(15)
TWIPS: Final = 635  # EMU in a twentieth of a point
FONT: Final = "Noto Sans"
SPOKEN: Final = {"kk": "kk-KZ", "ru": "ru-RU", "ko": "ko-KR", "en": "en-GB"}
NUMERIC: Final = "right"


def docx_bytes(title: str, headings: Sequence[str], rows: Iterable[Sequence[object]], *, language: str, about: Sequence[str] = ()) -> bytes:
    """A document of the table, for print and for editing; days are written in words of `language` (kk, ru, ko, en)."""
    document = Document()
    _set_up(document, plain(title), language)
    document.add_heading(plain(title), level=1)
    for line in about:
        document.add_paragraph(plain(line))
    _table(document, headings, rows, language)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _set_up(document: Any, title: str, language: str) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, *PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    document.core_properties.title, document.core_properties.language, document.core_properties.author = title[:255], language, ""
    for name in ("Normal", "Heading 1"):
        _style(document.styles[name], SPOKEN.get(language, language), 16 if name == "Heading 1" else 9)


def _style(style: Any, spoken: str, points: int) -> None:
    style.font.name, style.font.size = FONT, Pt(points)
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_element("w:lang", val=spoken, eastAsia=spoken))


def _table(document: Any, headings: Sequence[str], rows: Iterable[Sequence[object]], language: str) -> None:
    """Rows are put together by themselves: the library's own way takes minutes for thousands."""
    signs, all_rows = widths(headings, rows)
    table = document.add_table(rows=0, cols=len(headings))
    table.style = "Table Grid"
    room = int(PAGE[0] - 2 * MARGIN) // TWIPS
    sizes = [room * width // sum(signs) for width in signs]
    for column, size in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), sizes, strict=True):  # noqa: SLF001 - the only way to the rows' own elements
        column.set(qn("w:w"), str(size))
    table._tbl.append(_row(headings, sizes, language, heading=True))  # noqa: SLF001
    for row in all_rows:
        table._tbl.append(_row(row, sizes, language))  # noqa: SLF001


def _row(values: Sequence[object], sizes: Sequence[int], language: str, *, heading: bool = False) -> Any:
    row = _element("w:tr")
    about = _element("w:trPr")
    about.append(_element("w:cantSplit"))
    if heading:
        about.append(_element("w:tblHeader"))
    row.append(about)
    for number, size in enumerate(sizes):
        row.append(_cell(values[number] if number < len(values) else "", size, language, bold=heading))
    return row


def _cell(value: object, size: int, language: str, *, bold: bool) -> Any:
    cell = _element("w:tc")
    about = _element("w:tcPr")
    about.append(_element("w:tcW", w=str(size), type="dxa"))
    cell.append(about)
    for line in _text(value, language).splitlines() or [""]:
        cell.append(_paragraph(line, bold=bold, right=is_number(value)))
    return cell


def _paragraph(line: str, *, bold: bool, right: bool) -> Any:
    paragraph = _element("w:p")
    if right:
        paragraph.append(_element("w:pPr"))
        paragraph[-1].append(_element("w:jc", val=NUMERIC))
    run = _element("w:r")
    if bold:
        run.append(_element("w:rPr"))
        run[-1].append(_element("w:b"))
    run.append(_element("w:t"))
    run[-1].text = line
    run[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.append(run)
    return paragraph


def _text(value: object, language: str) -> str:
    return say_day(value, language) if isinstance(value, date) else plain(value)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
