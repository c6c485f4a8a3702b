"""The same list as a file: all of its rows, with the day, whose they are, where they stand, and under which licence."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.directory import licence
from shanyraq.directory.days import Asked
from shanyraq.directory.lists.sheets import Line, Listing, Value
from shanyraq.tables.writing import csv_bytes, xlsx_bytes
from shanyraq.words.models import Federation
from shanyraq.words.texts import pick

ROWS_AT_ONCE: Final = 500
CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Each row says for itself of which day it is, whose it is and where it stands: rows are taken out of files."""
    asked = listing.wish.asked
    common: list[object] = [asked.day, asked.known_on or asked.today, _federation(), _licence()]
    headings = [*_headings(listing), _("Page"), _("As of"), _("As known on"), _("Register"), _("Licence")]
    rows = ([*_cells(listing, line), _address(request, line, asked), *common] for line in _lines(listing))
    return _file(csv_bytes(headings, rows), CSV, _name(listing, "csv"))


def as_xlsx(request: HttpRequest, listing: Listing) -> HttpResponse:
    asked = listing.wish.asked
    rows = ([*_cells(listing, line), _address(request, line, asked)] for line in _lines(listing))
    data = xlsx_bytes(listing.title(), [*_headings(listing), _("Page")], rows, about=about(request, listing))
    return _file(data, XLSX, _name(listing, "xlsx"))


def about(request: HttpRequest, listing: Listing) -> list[str]:
    """Lines that say what a file of this list is."""
    asked, language = listing.wish.asked, get_language() or "kk"
    known = say_day(asked.known_on or asked.today, language)
    where = request.build_absolute_uri(f"{request.path.rpartition('/')[0]}/{listing.wish.link()}")
    return [
        _federation(),
        _("As of %(day)s, as it was known on %(known)s.") % {"day": say_day(asked.day, language), "known": known},
        where,
        _("Licence: %(licence)s") % {"licence": f"{licence.NAME} ({licence.ADDRESS})"},
        _("The column “%(column)s” names the sources of each row. Whoever uses the facts names the sources.") % {"column": _("Sources")},
    ]


def _headings(listing: Listing) -> list[str]:
    labels = listing.labels()
    return [*(labels[name] for name in _columns(listing)), _("Sources")]


def _columns(listing: Listing) -> tuple[str, ...]:
    """Those that were chosen; else all."""
    return listing.wish.columns if listing.wish.chosen else listing.wish.shape.columns


def _lines(listing: Listing) -> Iterator[Line]:
    keys = listing.order()
    for start in range(0, len(keys), ROWS_AT_ONCE):
        yield from listing.part(keys[start : start + ROWS_AT_ONCE]).lines


def _cells(listing: Listing, line: Line) -> list[object]:
    return [*(_cell(line.cells.get(name, [])) for name in _columns(listing)), "; ".join(line.sources)]


def _cell(values: list[Value]) -> object:
    """A single sure value as it is, a day as a day; else words."""
    if len(values) == 1 and _is_sure(values[0]):
        return values[0].plain
    grouped = all(value.row.get("group") for value in values)
    return (f" {pgettext('between two alternatives', 'or')} " if grouped else "; ").join(_in_words(values))


def _is_sure(value: Value) -> bool:
    return value.row.get("certainty") != "possibly"


def _in_words(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        yield str(value.plain) if _is_sure(value) else _("%(fact)s (possibly)") % {"fact": value.plain}


def _address(request: HttpRequest, line: Line, asked: Asked) -> str:
    return request.build_absolute_uri(f"{line.url}{asked.query}") if line.url else ""


def _federation() -> str:
    kept = Federation.objects.first()
    return str(pick(kept.name, get_language() or "kk")) if kept else ""


def _licence() -> str:
    return f"{licence.NAME} {licence.ADDRESS}"


def _name(listing: Listing, ending: str) -> str:
    asked = listing.wish.asked
    known = f"-known-{asked.known_on.isoformat()}" if asked.known_on else ""
    return f"{listing.name}-{asked.day.isoformat()}{known}.{ending}"


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
