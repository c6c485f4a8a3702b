"""A list in pages: `after` holds the keys of the last row, so that rows which are added meanwhile shift nothing."""
from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from shanyraq.api.parameters import Page
from shanyraq.api.problems import NotUnderstood

Row = TypeVar("Row", bound=Model)
LARGEST: Final = 2**63 - 1  # of a key in either database
TEXT_KEY: Final = 60


def _text(said: Any) -> str:
    if isinstance(said, str) and said.isascii() and said.isprintable() and len(said) <= TEXT_KEY:
        return said
    raise ValueError(said)


def _number(said: Any) -> int:
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= LARGEST:
        return said
    raise ValueError(said)


def _moment(said: Any) -> datetime:
    moment = datetime.fromisoformat(_text(said))
    if moment.utcoffset() != timedelta(0):  # as answers write it; another could lie beyond the last day when it is turned
        raise ValueError(said)
    return moment


READERS: Final = {str: _text, int: _number, date: lambda said: date.fromisoformat(_text(said)), datetime: _moment}


@dataclass(frozen=True, slots=True)
class Order:
    """Columns by which a list is sorted, the last of them unique; with the type of each."""

    columns: Mapping[str, type]

    def page(self, rows: QuerySet[Row], page: Page) -> tuple[list[Row], str | None]:
        """The rows of a page, and where the next begins; None where there is no next. One query. Raises NotUnderstood."""
        if page.after:
            rows = rows.filter(_beyond(list(zip(self.columns, self._read(page.after), strict=True))))
        found = list(rows.order_by(*self.columns)[: page.limit + 1])
        more = len(found) > page.limit
        return found[: page.limit], self._write(found[page.limit - 1]) if more else None

    def _read(self, cursor: str) -> list[Any]:
        try:
            said = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            keys = said if isinstance(said, list) else []
            return [READERS[kind](one) for kind, one in zip(self.columns.values(), keys, strict=True)]
        except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError):
            raise NotUnderstood([("after", _("“after” is not what an answer of this list gave. Begin again without it."))]) from None

    def _write(self, row: Model) -> str:
        keys = [_value(row, column) for column in self.columns]
        said = [key.isoformat() if isinstance(key, date) else key for key in keys]
        return base64.urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode().rstrip("=")


def _value(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = getattr(row, name)
    return row


def _beyond(keys: Sequence[tuple[str, Any]]) -> Q:
    """The rows after these keys, in the order of the columns."""
    (column, value), *rest = keys
    further = Q(**{f"{column}__gt": value})
    return further | Q(**{column: value}) & _beyond(rest) if rest else further


def next_page(request: HttpRequest, after: str | None) -> str | None:
    """The address of the next page, which asks the same question."""
    return f"{request.path}?{urlencode(request.GET.dict() | {'after': after})}" if after else None


def numbered_page(request: HttpRequest, page: int, count: int, size: int) -> str | None:
    """The address of the next page of a list whose pages have numbers."""
    return f"{request.path}?{urlencode(request.GET.dict() | {'page': page + 1})}" if page * size < count else None
