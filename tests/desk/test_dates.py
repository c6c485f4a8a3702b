"""What is typed of a day, and the ids made of names."""
from __future__ import annotations

import pytest

from shanyraq.dating.last_days import day_before, is_day, next_day
from shanyraq.dating.refusal import DateRefused
from shanyraq.desk.slugs import of_day, of_name
from shanyraq.desk.whendate import asked_of, taken
from shanyraq.words.latin import latin


@pytest.mark.parametrize(
    ("how", "first", "second", "edtf"),
    [
        ("on", "15 April 1996", "", "1996-04-15"),
        ("on", "about 2006", "", "2006~"),
        ("on", "between 2001 and 2003", "", "2001/2003"),
        ("about", "2006", "", "2006~"),
        ("about", "about 2006", "", "2006~"),
        ("between", "April 2001", "2003", "2001-04/2003"),
        ("between", "between 2001 and 2003", "", "2001/2003"),
        ("by", "2010", "", "../2010"),
        ("since", "2004", "", "[2004..]"),
        ("unknown", "whatever", "", ""),
    ],
)  # fmt: skip
def test_it_works(how: str, first: str, second: str, edtf: str) -> None:
    assert taken({"how": how, "first": first, "second": second}, "en", last_day=False) == edtf
    again = asked_of(edtf, dated=True)
    assert taken(again, "en", last_day=False) == edtf


@pytest.mark.parametrize(("how", "first", "second"), [("on", "", ""), ("between", "2001", ""), ("on", "soon", ""), ("between", "2003", "2001"), ("about", "x", "")])
def test_what_is_no_date_is_refused(how: str, first: str, second: str) -> None:
    with pytest.raises(DateRefused):
        taken({"how": how, "first": first, "second": second}, "en", last_day=False)


def test_the_last_day_and_the_next() -> None:
    assert taken({"how": "on", "first": "31 May 2010"}, "en", last_day=True) == "2010-06-01"
    assert [next_day(text) for text in ("2010", "2010-05", "2010-12-31", "2010-05-31~")] == ["2010", "2010-05", "2011-01-01", "2010-05-31~"]
    assert [day_before(text) for text in ("2010-06-01", "2010")] == ["2010-05-31", "2010"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Қазақстан халқы Ассамблеясы", "qazaqstan-khalqy-assambleyasy"),
        ("Объединение «Щит» №5", "obedinenie-schit-no5"),
        ("고려인협회", "goryeoinhyeophoe"),
        ("Île d'Orléans", "ile-d-orleans"),
        ("☀", ""),
    ],
)  # fmt: skip
def test_ids_in_ascii(name: str, slug: str) -> None:
    assert latin(name) == slug


def test_ids_are_short() -> None:
    assert of_name("☀") == "nameless"
    assert len(of_name("ж" * 90)) == 60
    assert [of_day("press", "../1996-04"), of_day("struck_off", ""), of_day("law", "2013-05-04~")] == ["press-1996-04", "struck-off", "law-2013-05-04"]


@pytest.mark.parametrize("text", ["2010", "2010-05", "2010-05-31~", "2010-05-31/2010-06-30", "../2010-05-31", "[2010-05-31..]", ""])
def test_only_an_exact_day_has_a_neighbour(text: str) -> None:
    assert (next_day(text), day_before(text), is_day(text)) == (text, text, False)
