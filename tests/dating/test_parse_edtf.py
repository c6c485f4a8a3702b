from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from shanyraq.dating.edtf_date import DateRefused, EDTFDate, parse

# text, earliest, latest; "-" is open or unknown. Reasoned by hand from the calendar and the rule of dates.
CASES = """
1996                       1996-01-01 1996-12-31
0001                       0001-01-01 0001-12-31
9998                       9998-01-01 9998-12-31
0988                       0988-01-01 0988-12-31
1996-04                    1996-04-01 1996-04-30
1996-01                    1996-01-01 1996-01-31
1996-12                    1996-12-01 1996-12-31
1996-02                    1996-02-01 1996-02-29
1997-02                    1997-02-01 1997-02-28
1900-02                    1900-02-01 1900-02-28
2000-02                    2000-02-01 2000-02-29
1996-04-15                 1996-04-15 1996-04-15
1996-02-29                 1996-02-29 1996-02-29
0001-01-01                 0001-01-01 0001-01-01
9998-12-31                 9998-12-31 9998-12-31
2001/2003                  2001-01-01 2003-12-31
2001/2001                  2001-01-01 2001-12-31
2006/2022-06-07            2006-01-01 2022-06-07
2022-06-07/2022            2022-06-07 2022-12-31
2022/2022-06-07            2022-01-01 2022-06-07
1996-04/1997-05            1996-04-01 1997-05-31
1996-04-15/1996-04-16      1996-04-15 1996-04-16
1996-04-15/1996-04         1996-04-15 1996-04-30
1996-04/1996-04-15         1996-04-01 1996-04-15
199X                       1990-01-01 1999-12-31
200X                       2000-01-01 2009-12-31
19XX                       1900-01-01 1999-12-31
1XXX                       1000-01-01 1999-12-31
000X                       0001-01-01 0009-12-31
0XXX                       0001-01-01 0999-12-31
999X                       9990-01-01 9998-12-31
99XX                       9900-01-01 9998-12-31
199X-XX                    1990-01-01 1999-12-31
199X-XX-XX                 1990-01-01 1999-12-31
198X/199X                  1980-01-01 1999-12-31
[198X..199X]               1980-01-01 1999-12-31
[198X,199X]                1980-01-01 1999-12-31
19XX/2001                  1900-01-01 2001-12-31
1996-XX                    1996-01-01 1996-12-31
1996-XX-XX                 1996-01-01 1996-12-31
1996-04-XX                 1996-04-01 1996-04-30
1996-02-XX                 1996-02-01 1996-02-29
2015-1X                    2015-10-01 2015-12-31
2015-0X                    2015-01-01 2015-09-30
2015-1X-XX                 2015-10-01 2015-12-31
2015-06-0X                 2015-06-01 2015-06-09
2015-06-1X                 2015-06-10 2015-06-19
2015-06-2X                 2015-06-20 2015-06-29
2015-06-3X                 2015-06-30 2015-06-30
2015-07-3X                 2015-07-30 2015-07-31
2015-02-2X                 2015-02-20 2015-02-28
2016-02-2X                 2016-02-20 2016-02-29
1950S1                     1000-01-01 1999-12-31
1950S2                     1900-01-01 1999-12-31
1950S3                     1950-01-01 1959-12-31
1996-21                    1996-03-01 1996-05-31
1996-22                    1996-06-01 1996-08-31
1996-23                    1996-09-01 1996-11-30
1996-24                    1996-12-01 1997-02-28
1995-24                    1995-12-01 1996-02-29
9998-24                    9998-12-01 9998-12-31
1996-33                    1996-01-01 1996-03-31
1996-34                    1996-04-01 1996-06-30
1996-35                    1996-07-01 1996-09-30
1996-36                    1996-10-01 1996-12-31
1996-40                    1996-01-01 1996-06-30
1996-41                    1996-07-01 1996-12-31
1996-21/1996-23            1996-03-01 1996-11-30
1996-24/1997-01            1996-12-01 1997-01-31
2006~                      2005-01-01 2007-12-31
2006?                      2005-01-01 2007-12-31
2006%                      2004-01-01 2008-12-31
~2006                      2005-01-01 2007-12-31
%2006                      2004-01-01 2008-12-31
1996-04~                   1996-03-01 1996-05-31
1996-04?                   1996-03-01 1996-05-31
1996-04%                   1996-02-01 1996-06-30
1996-01~                   1995-12-01 1996-02-29
1996-03~                   1996-02-01 1996-04-30
1996-12~                   1996-11-01 1997-01-31
1996-12%                   1996-10-01 1997-02-28
1996-04-15~                1996-04-14 1996-04-16
1996-04-15?                1996-04-14 1996-04-16
1996-04-15%                1996-04-13 1996-04-17
1996-04-01~                1996-03-31 1996-04-02
1996-12-31%                1996-12-29 1997-01-02
0001~                      0001-01-01 0002-12-31
0001-01%                   0001-01-01 0001-03-31
0001-01-01~                0001-01-01 0001-01-02
9998~                      9997-01-01 9998-12-31
9998-12%                   9998-10-01 9998-12-31
9998-12-31%                9998-12-29 9998-12-31
199X~                      1980-01-01 2009-12-31
199X%                      1970-01-01 2019-12-31
19XX~                      1800-01-01 2099-12-31
1XXX?                      0001-01-01 2999-12-31
1996-XX~                   1995-01-01 1997-12-31
1996-04-XX~                1996-03-01 1996-05-31
2003-23~                   2003-06-01 2004-02-29
2003-21?                   2002-12-01 2003-08-31
2003-24%                   2003-06-01 2004-08-31
2003-33~                   2002-10-01 2003-06-30
2003-40~                   2002-07-01 2003-12-31
2004-06~-11                2004-05-11 2004-07-11
2004-05~-31                2004-04-30 2004-06-30
2004-06%-11                2004-04-11 2004-08-11
2004?-06-11                2003-06-11 2005-06-11
?2004-06-11                2003-06-11 2005-06-11
2004~-02-29                2003-02-28 2005-02-28
2004-~06-11                2004-05-11 2004-07-11
2004-06-~11                2004-06-10 2004-06-12
?2004-06-~11               2003-06-10 2005-06-12
2004?-06-11~               2003-06-10 2005-06-12
2004?-06                   2003-06-01 2005-06-30
2004-?06                   2004-05-01 2004-07-31
1996~-04                   1995-04-01 1997-04-30
2004-06-~01/2004-06-~20    2004-05-31 2004-06-21
2004~/2006?                2003-01-01 2007-12-31
2001/2003~                 2001-01-01 2004-12-31
2001~/2003                 2000-01-01 2003-12-31
[2001..2003]               2001-01-01 2003-12-31
[2001,2003]                2001-01-01 2003-12-31
[2003,2001]                2001-01-01 2003-12-31
[2001,2003,2005..2008]     2001-01-01 2008-12-31
[2001]                     2001-01-01 2001-12-31
[1945-10..1946-10-03]      1945-10-01 1946-10-03
[1667,1668-12,1670..1672]  1667-01-01 1672-12-31
[1996-04~,1997]            1996-03-01 1997-12-31
[2003-23,2004-02-29]       2003-09-01 2004-02-29
[199X..2001]               1990-01-01 2001-12-31
../2002                    - 2002-12-31
../2002-04                 - 2002-04-30
../2002-04-15              - 2002-04-15
../2002~                   - 2003-12-31
../199X                    - 1999-12-31
[..2002]                   - 2002-12-31
[..2002-02]                - 2002-02-28
[..1990,1995]              - 1995-12-31
1995/..                    1995-01-01 1995-12-31
1995-04/..                 1995-04-01 1995-04-30
1995-04-15/..              1995-04-15 1995-04-15
1995~/..                   1994-01-01 1996-12-31
199X/..                    1990-01-01 1999-12-31
1995-21/..                 1995-03-01 1995-05-31
[1995..]                   1995-01-01 -
[2004-04..]                2004-04-01 -
[2004-04-15..]             2004-04-15 -
[2004~..]                  2003-01-01 -
[1990,1995..]              1990-01-01 -
unknown                    - -
"""
ROWS = [tuple(line.split()) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize(("text", "earliest", "latest"), ROWS, ids=[row[0] for row in ROWS])
def test_bounds(text, earliest, latest):
    found = parse(text)
    assert (str(found.earliest or "-"), str(found.latest or "-")) == (earliest, latest)


def test_the_table_is_long_and_repeats_nothing():
    assert len({row[0] for row in ROWS}) == len(ROWS) >= 120


def test_text_is_kept_as_given_without_blanks_around():
    assert parse(" 1996-04~\n").text == "1996-04~"
    assert parse("[2003,2001]").text == "[2003,2001]"


@pytest.mark.parametrize("text", ["", "  ", "unknown"])
def test_unknown_has_no_text_and_no_bounds(text):
    assert parse(text) == EDTFDate("", None, None)


@pytest.mark.parametrize(
    ("text", "open_start", "open_end"), [("1996", False, False), ("../1996", True, False), ("[1996..]", False, True), ("", True, True)]
)
def test_open_sides(text, open_start, open_end):
    assert (parse(text).open_start, parse(text).open_end) == (open_start, open_end)


def test_a_date_is_a_value():
    assert len({parse("1996-04"), EDTFDate("1996-04", date(1996, 4, 1), date(1996, 4, 30))}) == 1
    with pytest.raises(AttributeError):
        parse("1996").text = "1997"


REFUSED = {
    "1990/": "“1990/” begins with 1990 and has no end. Write 1990/.. for “since”, or [1990..] for “then or later”.",
    "1996-04~/": "“1996-04~/” begins with 1996-04~ and has no end. Write 1996-04~/.. for “since”, or [1996-04~..] for “then or later”.",
    "/1990": "“/1990” ends with 1990 and has no begin. Write ../1990 for “by then”.",
    "{1995..}": "“{1995..}” names several days, all of which count. A change is on one day: write [ ] for “one of”, or record more changes.",
    "..": "“..” is open on both sides and says nothing. Leave the date empty if it is unknown.",
    "../..": "“../..” is open on both sides and says nothing. Leave the date empty if it is unknown.",
    "[..]": "“[..]” is open on both sides and says nothing. Leave the date empty if it is unknown.",
    "[..1990,1995..]": "“[..1990,1995..]” is open on both sides and says nothing. Leave the date empty if it is unknown.",
    "2005/2001": "The end 2001 lies before the begin 2005. Write the earlier one first.",
    "2003~/2002": "The end 2002 lies before the begin 2003. Write the earlier one first.",
    "[2003..2001]": "The end 2001 lies before the begin 2003. Write the earlier one first.",
    "1996-05/1996-04": "The end 1996-04 lies before the begin 1996-05. Write the earlier one first.",
    "2002-02-29": "The day 29 does not exist in 2002-02, which has 28 days.",
    "2002-04-31~": "The day 31 does not exist in 2002-04, which has 30 days.",
    "2002/2003-02-30": "The day 30 does not exist in 2003-02, which has 28 days.",
    "2015-02-3X": "The day 30 does not exist in 2015-02, which has 28 days.",
    "1996-04-00": "The day 00 does not exist; days begin with 01. Understood was 1996-04.",
    "1996-13": "“13” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year 1996.",
    "1996-00": "“00” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year 1996.",
    "1996-13-01": "“13” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year 1996.",
    "1996-25": "“25” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year 1996.",
    "1996-37": "“37” is neither a month (01 to 12) nor a season (21 to 24), a quarter (33 to 36) or a half (40, 41) of the year 1996.",
    "0000": "The year 0000 is not taken. Years run from 0001 to 9998.",
    "9999": "The year 9999 is not taken. Years run from 0001 to 9998.",
    "9999~": "The year 9999 is not taken. Years run from 0001 to 9998.",
    "-0044": "“-0044” is before the year 0001. Years run from 0001 to 9998.",
    "Y12006": "“Y12006” has a long or exponential year. Years run from 0001 to 9998, with four digits.",
    "Y17E8": "“Y17E8” has a long or exponential year. Years run from 0001 to 9998, with four digits.",
    "XXXX": "“XXXX” has a wholly unknown year. Leave the date empty if it is unknown, or write a decade (199X) or a century (19XX).",
    "1990/XXXX": "“1990/XXXX” has a wholly unknown year. Leave the date empty if it is unknown, or write a decade (199X) or a century (19XX).",
    "1996-XX-15": "“1996-XX-15” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part.",
    "19X6": "“19X6” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part.",
    "156X-12": "“156X-12” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part.",
    "2015-1X-05": "“2015-1X-05” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part.",
    "2015-1X~": "“2015-1X~” has a mark at a number that is half known. Write whole numbers, or leave the mark out.",
    "1950S2~": "“1950S2~” has a mark at a number that is half known. Write whole numbers, or leave the mark out.",
    "~2006~": "“~2006~” has two marks at one part. Write ~ for “about”, ? for “uncertain” and % for both.",
    "2006?~": "“2006?~” has two marks at one part. Write ~ for “about”, ? for “uncertain” and % for both.",
    "1996-21-05": "“1996-21-05” has a day in a season or a quarter. Leave out the day, or write the month.",
    "1996-04-15T10:00": "“1996-04-15T10:00” has a time of day. The day alone counts: 1996-04-15.",
    "1996-4": "“1996-4” is not written as a date. Understood was 1996. Write for example 1996-04, 1996-04-15, 2006~ or 2001/2003.",
    "April 1996": "“April 1996” is not written as a date. Understood was 1996. Write for example 1996-04, 1996-04-15, 2006~ or 2001/2003.",
    "soon": "“soon” is not a date; nothing in it was understood. Write for example 1996-04, 1996-04-15, 2006~ or 2001/2003.",
    "[" + "2001," * 9 + "2002]": (
        "“[2001,2001,2001,2001,2001,2001,2001,2001,2001,2002]” is longer than 40 signs. A date such as 1996-04, 2006~ or 2001/2003 is short."
    ),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items(), ids=[text[:20] for text in REFUSED])
def test_refused_with_a_sentence(text, sentence):
    with translation.override("en"), pytest.raises(DateRefused) as refused:
        parse(text)
    assert str(refused.value) == sentence


def test_forty_signs_are_taken_and_forty_one_are_not():
    forty = "[1996-04-15,1996-04-16,1996-04-17,1996~]"
    assert parse(forty).latest == date(1997, 12, 31)
    with pytest.raises(DateRefused):
        parse(forty.replace("1996~", "1996~~"))


YEARS = st.integers(1, 9998)
DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))


@given(DAYS)
def test_plain_dates_agree_with_the_calendar(day):
    assert parse(day.isoformat()) == EDTFDate(day.isoformat(), day, day)
    month = parse(day.isoformat()[:7])
    assert (month.earliest, month.latest) == (day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    year = parse(day.isoformat()[:4])
    assert (year.earliest, year.latest) == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(DAYS, DAYS)
def test_an_interval_runs_from_its_first_to_its_last_day(one, other):
    first, last = sorted((one, other))
    found = parse(f"{first.isoformat()}/{last.isoformat()}")
    assert (found.earliest, found.latest) == (first, last)


PART = st.one_of(
    YEARS.map("{:04d}".format),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(date.isoformat),
    st.integers(1, 998).map("{:03d}X".format),
    st.builds("{:04d}-{}".format, YEARS, st.sampled_from([21, 22, 23, 24, 33, 36, 40, 41])),
)
MARKED = st.builds("{}{}".format, PART, st.sampled_from(["", "~", "?", "%"]))


@given(st.one_of(MARKED, st.lists(MARKED, min_size=1, max_size=3).map(lambda parts: f"[{','.join(parts)}]")))
def test_earliest_is_never_after_latest(text):
    found = parse(text)
    assert date(1, 1, 1) <= found.earliest <= found.latest <= date(9998, 12, 31)


@given(PART)
def test_marks_only_widen_and_two_more_than_one(part):
    bare, about, both = parse(part), parse(part + "~"), parse(part + "%")
    assert both.earliest <= about.earliest <= bare.earliest
    assert bare.latest <= about.latest <= both.latest
    assert parse(part + "?").earliest == about.earliest


@given(MARKED, MARKED)
def test_a_set_is_the_hull_of_its_members(one, other):
    found, a, b = parse(f"[{one},{other}]"), parse(one), parse(other)
    assert (found.earliest, found.latest) == (min(a.earliest, b.earliest), max(a.latest, b.latest))


@given(st.text(st.sampled_from("0129X-/.[]{},~?%SY "), max_size=45))
def test_whatever_is_written_is_a_date_or_refused(text):
    try:
        found = parse(text)
    except DateRefused as refused:
        assert len(str(refused)) > 20
    else:
        assert found.open_start or found.open_end or found.earliest <= found.latest
