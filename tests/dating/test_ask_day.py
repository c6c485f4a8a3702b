from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from shanyraq.dating.edtf_date import DateRefused
from shanyraq.dating.question import day

TODAY = date(2026, 7, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2001-06-01", date(2001, 6, 1)),
        ("2001-02", date(2001, 2, 28)),
        ("2000-02", date(2000, 2, 29)),
        ("2001-12", date(2001, 12, 31)),
        ("2001", date(2001, 12, 31)),
        ("0001", date(1, 12, 31)),
        ("9998-12-31", date(9998, 12, 31)),
        ("2026", date(2026, 12, 31)),
    ],
)
def test_the_day_asked_for(text, expected):
    assert day(text, today=TODAY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " 2001", "2001 ", "2001\n", "2001-6-1", "2001-13", "2001-00", "2001-06-00", "2001-06-31", "2001-02-29", "0000", "9999", "96", "20010601",
        "2001~", "2001/2002", "199X", "2001-21", "today", "２００１", "٢٠٠١", "2001-06-01T00:00", "+2001", "-2001", "2001--06", "2001-06-01-", "1" * 100_000,
    ],
)  # fmt: skip
def test_nothing_else(text):
    with pytest.raises(DateRefused):
        day(text, today=TODAY)


def test_the_refusal_shows_how_with_the_day_of_the_asker():
    with translation.override("en"), pytest.raises(DateRefused) as refused:
        day("yesterday", today=TODAY)
    assert str(refused.value) == "“yesterday” is not a day that can be asked for. Write a day, a month or a year: 2026-07-31, 2026-07 or 2026."
