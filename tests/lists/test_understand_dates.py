from __future__ import annotations

import pytest

from shanyraq.lists.dates import date_in


@pytest.mark.parametrize(("cell", "date"), [
    ("2003ж.", "2003"), ("2003г", "2003"), ("с 1998 года", "1998/.."), ("апрель 1996", "1996-04"), ("1996 жылғы сәуір", "1996-04"), ("12.04.1999", "1999-04-12"),
    ("2001 жылдан", "2001/.."), ("2001 жылдан бастап", "2001/.."), ("2001 жылдан бері", "2001/.."), ("2003 ж. құрылған", "2003"), ("основано в 2004 году", "2004"),
    ("36500", "1999-12-06"), ("1996-04-15", "1996-04-15"), ("15 наурыз 1997 ж.", "1997-03-15"), ("90-е годы", "199X"), ("шамамен 2006", "2006~"), ("2006년", "2006"),
    ("2001-2003", "2001/2003"), ("1989 жылы құрылған", "1989"),
])  # fmt: skip
def test_days_as_people_write_them(cell: str, date: str) -> None:
    assert date_in(cell) == (date, "")


@pytest.mark.parametrize(("cell", "date", "rest"), [
    ("№ 123-1907 от 12.04.1999 г.", "1999-04-12", "№ 123-1907"),
    ("№1204 2003 ж.", "2003", "№1204"),
])
def test_a_day_beside_a_number(cell: str, date: str, rest: str) -> None:
    assert date_in(cell) == (date, rest)


@pytest.mark.parametrize("cell", ["12.04.05", "XX ғасыр", "жоқ", "1998 год, перерегистрировано в 2004", "31.02.2003", "", "2003" * 100])
def test_what_is_no_one_day_is_left_as_it_is(cell: str) -> None:
    assert date_in(cell) == ("", cell)
