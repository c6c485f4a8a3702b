"""What edtf 5.0.2 does, and why the grammar and the calendar stand before it. A test that fails here tells that the library has changed."""
from __future__ import annotations

from datetime import date
from importlib.metadata import version

import pytest
from edtf import EDTFParseException, parse_edtf

from shanyraq.dating.edtf_date import DateRefused, parse


def strict(text):
    found = parse_edtf(text)
    return tuple(found.lower_strict())[:3], tuple(found.upper_strict())[:3]


def fuzzy(text):
    found = parse_edtf(text)
    return tuple(found.lower_fuzzy())[:3], tuple(found.upper_fuzzy())[:3]


def ours(text):
    return parse(text).earliest, parse(text).latest


def test_it_is_the_release_that_was_looked_at():
    assert version("edtf") == "5.0.2"


def test_it_accepts_a_day_that_does_not_exist():
    assert strict("2002-02-29") == ((2002, 2, 29), (2002, 2, 29))
    with pytest.raises(DateRefused):
        parse("2002-02-29")


def test_it_accepts_a_reversed_interval():
    assert strict("2005/2001") == ((2005, 1, 1), (2001, 12, 31))
    with pytest.raises(DateRefused):
        parse("2005/2001")


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("[1945-10..1946-10-03]", (date(1945, 10, 1), date(1946, 10, 3))),
        ("2003-23~", (date(2003, 6, 1), date(2004, 2, 29))),
        ("199X/..", (date(1990, 1, 1), date(1999, 12, 31))),
        ("[2001]", (date(2001, 1, 1), date(2001, 12, 31))),
    ],
)
def test_it_refuses_what_is_taken_here(text, bounds):
    with pytest.raises(EDTFParseException):
        parse_edtf(text)
    assert ours(text) == bounds


def test_it_fails_on_half_a_month(capsys):
    with pytest.raises(AttributeError):
        parse_edtf("2015-1X")
    assert capsys.readouterr().out.startswith("trying to PartialUnspecified")
    assert ours("2015-1X") == (date(2015, 10, 1), date(2015, 12, 31))


def test_it_refuses_two_dots():
    with pytest.raises(EDTFParseException):
        parse_edtf("..")


def test_it_gives_an_unknown_end_ten_years():
    assert strict("1990/") == ((1990, 1, 1), (2000, 1, 1))
    assert strict("/1990") == ((1980, 12, 31), (1990, 12, 31))


def test_it_reads_winter_as_one_december():
    assert strict("2001-24") == ((2001, 12, 1), (2001, 12, 31))
    assert ours("2001-24") == (date(2001, 12, 1), date(2002, 2, 28))


def test_it_widens_every_part_of_a_date():
    assert fuzzy("1996-04~") == ((1995, 3, 1), (1997, 5, 30))
    assert ours("1996-04~") == (date(1996, 3, 1), date(1996, 5, 31))


def test_it_leaves_since_open():
    assert parse_edtf("1995/..").upper_strict() == float("inf")
    assert ours("1995/..") == (date(1995, 1, 1), date(1995, 12, 31))


def test_it_takes_year_nought_an_unknown_year_and_gaps():
    assert strict("0000") == ((0, 1, 1), (0, 12, 31))
    assert strict("XXXX") == ((0, 1, 1), (9999, 12, 31))
    assert strict("1996-XX-15") == ((1996, 1, 15), (1996, 12, 15))


def test_it_reads_what_it_is_asked_here():
    assert (fuzzy("199X"), fuzzy("19XX"), fuzzy("000X")) == (
        ((1990, 1, 1), (1999, 12, 31)),
        ((1900, 1, 1), (1999, 12, 31)),
        ((0, 1, 1), (9, 12, 31)),
    )
    assert fuzzy("1950S2") == ((1900, 1, 1), (1999, 12, 31))
