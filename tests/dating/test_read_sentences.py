from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import assume, given
from hypothesis import strategies as st

from shanyraq.dating.edtf_date import DateRefused, EDTFDate, parse
from shanyraq.dating.sentences import read, say

LANGUAGES = ("kk", "ru", "ko", "en")
TYPED = {
    "1996": ["1996", "1996 ж.", "1996ж.", "1996 жыл", "1996 жылы", "1996-жылы", "1996 г.", "1996г", "1996 год", "в 1996 году", "1996년", "1996 년", "in 1996"],
    "1996-04": [
        "1996-04", "1996-4", "04.1996", "4/1996", "1996.04",
        "апрель 1996", "Апрель 1996 г.", "АПРЕЛЬ 1996", "в апреле 1996 года", "апр. 1996 г.",
        "1996 ж. сәуір", "1996 жылғы сәуір", "1996 ж. сауир", "сәуір 1996", "1996 жылдың сәуірінде", "1996 жылғы сәуір айында", "1996 жылы сәуірде",
        "1996년 4월", "1996년4월", "1996년 4월에",
        "April 1996", "Apr 1996", "Apr. 1996", "april, 1996", "in April 1996", "April of 1996",
    ],
    "1996-04-15": [
        "1996-04-15", "15.04.1996", "15.4.1996 г.", "1996.04.15", "1996/04/15", "1996. 4. 15.", "15/04/1996", "04/15/1996", "15-04-1996",
        "15 апреля 1996 г.", "15 апреля 1996", "15-го апреля 1996 года", "15 апр. 1996",
        "1996 ж. 15 сәуір", "1996 жылғы 15 сәуір", "1996 жылғы 15-сәуір", "1996 жылғы 15 сәуірде", "15 сәуір 1996 ж.", "1996 ж. 15 сауир",
        "1996년 4월 15일", "1996년 4월 15일에",
        "April 15, 1996", "15 April 1996", "April 15th 1996", "15th of April, 1996", "on the 15th of April 1996",
    ],
    "1996-05": ["май 1996", "мая 1996", "мамыр 1996", "May 1996", "1996년 5월"],
    "1996-03": ["март 1996", "в марте 1996 г.", "наурыз 1996", "March 1996"],
    "2003": ["2003ж.", "2003ж", "2003г."],
    "199X": [
        "1990s", "the 1990s", "in the 1990s", "'90s", "90s", "1990's", "1990-е гг.", "1990-е", "90-е", "90-е годы", "в 90-х годах", "1990-х гг.",
        "1990-жылдар", "1990 жылдар", "1990-шы жылдары", "90-жылдары", "1990 жж.", "1990년대", "90년대",
    ],
    "200X": ["2000s", "2000-е", "2000-жылдар", "2000년대"],
    "198X/199X": [
        "80-90 жж.", "80-90жж", "80–90 жж.", "80-е - 90-е гг.", "80-е — 90-е годы", "80-90-е", "80-90 гг.", "в 80-90-х годах", "80-е и 90-е", "1980-1990-е гг.",
        "80-90 жылдары", "80-90-жылдары", "өткен ғасырдың 80-90 жылдары", "80-90-е годы прошлого века", "80-90년대", "1980년대-1990년대",
        "in the 1980s or 90s", "1980s-1990s", "80s and 90s", "in the 1990s or in the 1980s", "between the 1980s and the 1990s",
    ],
    "198X": ["1980s", "80-х", "80-жылдары"],
    "1980/1990": ["1980-1990", "1980–1990 гг.", "1980-1990 жж.", "between 1980 and 1990", "from 1980 to 1990", "с 1980 по 1990 год", "1980 және 1990 жылдар арасында"],
    "1985/1995": ["85-95 жж.", "85-95 гг."],
    "1990/1994": ["early 1990s", "in the early 1990s", "the beginning of the 1990s", "начало 1990-х", "в начале 90-х", "1990 жылдардың басы", "90-жылдардың басында", "1990년대 초"],
    "1993/1997": ["mid-1990s", "mid 1990s", "середина 1990-х", "1990-жылдардың ортасы", "1990년대 중반"],
    "1995/1999": ["late 1990s", "end of the 1990s", "конец 1990-х", "1990 жылдардың соңы", "1990년대 말"],
    "1996-01/1996-06": ["early 1996", "начало 1996 года", "1996 жылдың басы", "1996년 초"],
    "1995/..": ["since 1995", "from 1995", "from 1995 on", "с 1995 г.", "с 1995", "начиная с 1995 года", "1995 жылдан бері", "1995 жылдан бастап", "1995 жылдан", "1995년부터"],
    "1998/..": ["с 1998 года"],
    "2001-04/..": ["since April 2001", "с апреля 2001 года", "2001 жылғы сәуірден бері", "2001 ж. сәуірден бастап", "2001년 4월부터"],
    "2006~": ["about 2006", "around 2006", "circa 2006", "c. 2006", "ca. 2006", "шамамен 2006", "шамамен 2006 ж.", "2006 жыл шамасында", "около 2006", "примерно в 2006 году", "ок. 2006 г.", "2006년경", "2006년쯤", "약 2006년"],
    "2006?": ["2006?", "perhaps 2006", "probably 2006", "2006 (?)", "вероятно, 2006 г.", "предположительно в 2006 году", "2006년(추정)"],
    "../2002": ["not later than 2002", "no later than 2002", "by 2002", "by the end of 2002", "2002 or earlier", "2002 жылдан кешіктірмей", "2002 жылдың соңына дейін", "не позднее 2002", "не позже 2002 года", "до конца 2002 г.", "2002년까지", "늦어도 2002년까지", "2002년 이전"],
    "../2002-04": ["not later than April 2002", "не позднее апреля 2002 г.", "2002 жылғы сәуірден кешіктірмей"],
    "[2005..]": ["after 2004", "later than 2004", "после 2004 г.", "2004 жылдан кейін", "2004년 후", "2005 or later", "in 2005 or later", "not before 2005", "не ранее 2005 г.", "в 2005 г. или позже", "2005 жылы немесе кейін", "2005년 이후"],
    "[2004-05..]": ["after April 2004", "после апреля 2004"],
    "[2004-04-16..]": ["after 15 April 2004", "после 15.04.2004"],
    "[2000..]": ["after the 1990s", "после 1990-х"],
    "[2004-06..]": ["after spring 2004"],
    "[..2001]": ["before 2002", "earlier than 2002", "ранее 2002 г.", "2002 жылдан бұрын", "2002년 전"],
    "[..2002-03]": ["before April 2002"],
    "2001/2003": ["between 2001 and 2003", "2001-2003", "2001–2003 жж.", "2001 - 2003 гг.", "между 2001 и 2003 гг.", "2001–2003 жылдар аралығында", "2001 жыл мен 2003 жыл аралығында", "2001년에서 2003년 사이", "2001년부터 2003년까지", "2001 to 2003"],
    "2001-04/2003-05": ["с апреля 2001 по май 2003 г.", "from April 2001 to May 2003"],
    "2006/2022-06-07": ["2006/2022-06-07", "between 2006 and 7 June 2022", "между 2006 г. и 7 июня 2022 г."],
    "[2005,2006]": ["2005 or 2006", "either 2005 or 2006", "в 2005 или 2006 году", "2005 немесе 2006 жылы", "2005년 또는 2006년", "[2005,2006]"],
    "1996-21": ["spring 1996", "in the spring of 1996", "весна 1996", "весной 1996 года", "1996 ж. көктем", "1996 жылдың көктемінде", "1996년 봄"],
    "1996-23": ["autumn 1996", "fall 1996", "осень 1996 г.", "1996 ж. күз", "1996년 가을"],
    "1996-24": ["winter 1996/97", "winter of 1996-1997", "зима 1996/97 г.", "зимой 1996-1997 годов".replace(" годов", " гг."), "1996/97 ж. қыс", "1996/97년 겨울"],
    "1996-33": ["the first quarter of 1996", "Q1 1996", "1-й квартал 1996 г.", "I квартал 1996 года", "первый квартал 1996", "1996 ж. 1-тоқсан", "1996 ж. I тоқсан", "1996년 1분기"],
    "1996-40": ["first half of 1996", "1-е полугодие 1996 г.", "первое полугодие 1996", "1996 ж. 1-жартыжылдық", "1996년 상반기"],
    "": ["", "unknown", "Unknown", "no date", "белгісіз", "белгисиз", "неизвестно", "дата неизвестна", "미상"],
}  # fmt: skip
PAIRS = [(typed, edtf) for edtf, sentences in TYPED.items() for typed in sentences]


@pytest.mark.parametrize(("typed", "edtf"), PAIRS, ids=[typed for typed, _ in PAIRS])
def test_as_people_type_it(typed, edtf):
    assert read(typed) == parse(edtf)


@pytest.mark.parametrize("language", [*LANGUAGES, "en-gb", "de", None])
def test_the_language_of_the_page_hinders_no_other(language):
    typed = ("1996 ж. сәуір", "апрель 1996 г.", "1996년 4월", "April 1996")
    assert [read(text, language=language).text for text in typed] == ["1996-04"] * 4


def test_decomposed_letters_and_odd_blanks_are_read():
    assert read("  май\u00a01996\u202fг. ") == parse("1996-05")
    assert read("май 1996") == read("май 1996".replace("й", "и\u0306"))


REFUSED = {
    "04/05/1996": "“04/05/1996” may be 1996-05-04 or 1996-04-05. Write one of these.",
    "04-05-1996": "“04-05-1996” may be 1996-05-04 or 1996-04-05. Write one of these.",
    "13/14/1996": "“13/14/1996” is no day of the calendar. Understood was the year 1996.",
    "96": "“96” may be a year of any century. Write the year with four digits.",
    "'96": "“'96” may be a year of any century. Write the year with four digits.",
    "03.04": "“03.04” has no year of four digits. Write for example 1996-04-15 or 15.04.1996.",
    "15.04.96": "“15.04.96” has no year of four digits. Write for example 1996-04-15 or 15.04.1996.",
    "１９９６": "“１９９６” has digits of another script. Write them as 0 to 9.",
    "31 February 2002": "The day 31 does not exist in 2002-02, which has 28 days.",
    "29.02.2002": "The day 29 does not exist in 2002-02, which has 28 days.",
    "2002년 2월 29일": "The day 29 does not exist in 2002-02, which has 28 days.",
    "2002-02-29": "The day 29 does not exist in 2002-02, which has 28 days.",
    "2003-2001": "The end 2001 lies before the begin 2003. Write the earlier one first.",
    "between 2003 and 2001": "The end 2001 lies before the begin 2003. Write the earlier one first.",
    "winter 1996": "The winter of 1996 may be 1995/1996 or 1996/1997. Write both years.",
    "1996 ж. қыс": "The winter of 1996 may be 1995/1996 or 1996/1997. Write both years.",
    "winter 1996/98": "A winter lies in two years that follow: 1996/1997.",
    "until 2002": "“Until 2002” may or may not include it. Write “not later than 2002” or “before 2002”.",
    "до апреля 2002 года": "“Until 2002-04” may or may not include it. Write “not later than 2002-04” or “before 2002-04”.",
    "2002 жылға дейін": "“Until 2002” may or may not include it. Write “not later than 2002” or “before 2002”.",
    "20-е годы": "“20” may be of 1920 or of 2020. Write the year with four digits.",
    "10-20 жж.": "“10” may be of 1910 or of 2010. Write the year with four digits.",
    "1900s": "The years from 1900 may be ten or a hundred. Write 190X or 19XX.",
    "before 0001": "Nothing lies before 0001: years run from 0001 to 9998.",
    "1990/": "“1990/” begins with 1990 and has no end. Write 1990/.. for “since”, or [1990..] for “then or later”.",
    "1996-XX-15": "“1996-XX-15” has a gap: a known part stands behind an unknown one. Leave out all that follows the first unknown part.",
    "2017-09-22T10:00": "“2017-09-22T10:00” has a time of day. The day alone counts: 2017-09-22.",
    "9999": "The year 9999 is not taken. Years run from 0001 to 9998.",
    "апрель": "“апрель” could not be read as one date. Understood was: апрель. Write for example “April 1996”, “about 2006” or 1996-04-15.",
    "1996 апрель май": "“1996 апрель май” could not be read as one date. Understood was: 1996, апрель, май. Write for example “April 1996”, “about 2006” or 1996-04-15.",
    "hello": "“hello” could not be read as a date; nothing in it was understood. Write for example “April 1996”, “about 2006” or 1996-04-15.",
    "x" * 121: "“" + "x" * 59 + "…” is too long for a date. Write for example “April 1996” or “about 2006”.",
}


@pytest.mark.parametrize(("typed", "sentence"), REFUSED.items(), ids=[typed[:20] for typed in REFUSED])
def test_refused_with_what_was_understood(typed, sentence):
    with translation.override("en"), pytest.raises(DateRefused) as refused:
        read(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("typed", ["1996 or so", "c 1998", "1996 жылдар", "the 1995s", "1996-е", "after", "since", "between 1996", "after about 2004?", "1996년대", "Q5 1996", "13월 1996년"])
def test_refused_rather_than_guessed(typed):
    with pytest.raises(DateRefused):
        read(typed)


YEAR = st.integers(1000, 9990)
DAY = st.dates(parse("1000").earliest, parse("9990").latest)
POINT = st.one_of(
    YEAR.map(str),
    DAY.map(lambda day: day.isoformat()[:7]),
    DAY.map(str),
    st.integers(101, 998).map("{}X".format),
    st.builds("{}-{}".format, YEAR, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41])),
)
MARKED = st.builds("{}{}".format, POINT, st.sampled_from(["", "", "~", "?", "%"]))
FORM = st.sampled_from(["{}", "{}/..", "../{}", "[{}..]", "[..{}]"])
USUAL = st.one_of(
    st.just(""),
    st.builds(str.format, FORM, MARKED),
    st.builds("{}/{}".format, MARKED, MARKED),
    st.lists(POINT, min_size=2, max_size=3).map(lambda points: f"[{','.join(points)}]"),
    st.builds("{}-{}~-{:02d}".format, YEAR, st.sampled_from(["03", "11"]), st.integers(1, 30)),
)


def bounds(found: EDTFDate):
    return found.earliest, found.latest


@given(USUAL, st.sampled_from(LANGUAGES))
def test_what_is_said_is_read_back(text, language):
    try:
        when = parse(text)
    except DateRefused:
        assume(condition=False)
    sentence = say(when, language)
    assert bounds(read(sentence, language=language)) == bounds(when)
    assert bounds(read(sentence)) == bounds(when)
