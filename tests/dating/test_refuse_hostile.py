from __future__ import annotations

import random

import pytest

from shanyraq.dating import library
from shanyraq.dating.edtf_date import DateRefused, parse
from shanyraq.dating.reading import read

BY_HAND = [
    "[" + ",".join(["1996"] * 3000) + "]",
    "{" + "..," * 5000 + "}",
    "[" * 10000 + "]" * 10000,
    "1" * 100_000,
    "1996-04~" * 4000,
    "~?%" * 13,
    "XXXX-XX-XX",
    "X" * 39,
    "199X" * 9,
    "Y-17E7",
    "Y3388E2S3",
    "Y1000000000E1000000000",
    "1950S99999999999999999999999999999999",
    "1950S0",
    "1950S4",
    "１９９６",
    "۱۹۹۶",
    "१९९६-०४",
    "1996-0４",
    "1996‐04",
    "1996–04",
    "1996\u200b-04",
    "1996-04\x00",
    "\x00",
    "\ud800",
    "1996\n-04",
    "1996 -04",
    "1996-04 -15",
    "1996-04-15/",
    "/1996-04-15",
    "//",
    "1996//1997",
    "1996/1997/1998",
    "../1996/..",
    "1996/...",
    ".../1996",
    "1996/..1997",
    "[1996..1997..1998]",
    "[,1996]",
    "[1996,]",
    "[]",
    "[,]",
    "{}",
    "[1996",
    "1996]",
    "[1996]]",
    "[[1996]]",
    "[1996/1997]",
    "[1990..,1996]",
    "[1990,..1996]",
    "[..,1996]",
    "1996..1997",
    "1996-1997",
    "1996-04-15-16",
    "1996-04-15Z",
    "1996-04-15+06:00",
    "1996-04-15T25:00:00",
    "1996-W15",
    "1996-106",
    "1996106",
    "19960415",
    "96-04-15",
    "15.04.1996",
    "04/05/1996",
    "1996/4/5",
    "1996-4-5",
    "+1996",
    "-1996",
    "--04-15",
    "0000-01-01",
    "9999-12-31",
    "10000",
    "1996-04-31",
    "1996-06-31",
    "1900-02-29",
    "2100-02-29",
    "1996-02-30",
    "1996-00-01",
    "1996-99",
    "1996-42",
    "1996-20",
    "1996-21~-05",
    "1996-XX-XX-XX",
    "1996-X1",
    "1996-X4-XX",
    "1996-04-X5",
    "1996-2X",
    "1996-04-4X",
    "X996",
    "1X96",
    "1X9X",
    "XX96",
    "1996^summer",
    "2001-21^southernHemisphere",
    "(2011)-06-04~",
    "2011-(06-04)~",
    "?-1996",
    "1996-~-04",
    "1996?~",
    "?1996?",
    "1996-?04?",
    "~",
    "%",
    "?",
    "NaN",
    "inf",
    "None",
    "null",
    "today",
    "now",
    "Unknown",
    "open",
    "1996/open",
    "1996/unknown",
    "unknown/1996",
    "0x7CC",
    "1e3",
    "1_996",
    "<script>alert(1)</script>",
    "'; DROP TABLE change; --",
    "{{ 7*7 }}",
    "%(day)s",
    "%s%s%s%n",
    "../../../../etc/passwd",
    "1996\u202e-04",
    "١٩٩٦/١٩٩٧",
    "𝟏𝟗𝟗𝟔",
    "Ⅳ",
    "²⁰⁰²",
]


def hostile():
    """The list by hand, filled up to 200 with mutations of good dates that stay outside of the grammar."""
    chance = random.Random(1996)
    texts = list(BY_HAND)
    while len(texts) < 200:
        good = chance.choice(["1996-04-15", "2001/2003", "[1995..]", "198X/199X", "2004-06~-11", "../2002"])
        place = chance.randrange(1, len(good))
        texts.append(good[:place] + chance.choice(["!", "e", "T", "_", "\t", "é", "٣", "//", "[]", "{", "~~?"]) + good[place:])
    return texts


@pytest.fixture
def asked(monkeypatch):
    """The texts that reach the library."""
    texts = []
    real = library.parse_edtf
    monkeypatch.setattr(library, "parse_edtf", lambda text: texts.append(text) or real(text))
    return texts


def taken(reader, text):
    try:
        reader(text)
    except DateRefused:
        return False
    return True


def test_two_hundred_hostile_strings_are_refused_before_the_library(asked):
    texts = [text for text in hostile() if text.strip() not in ("", "unknown")]
    assert len(set(texts)) >= 190
    assert [text for text in texts if taken(parse, text)] == []
    assert asked == []


def test_the_count_above_can_fail(asked):
    assert taken(parse, "137X")
    assert asked == ["137X"]


def test_sentences_of_any_kind_are_read_or_refused():
    for text in [*hostile(), "между " * 19, "1996 or " * 14, " мен" * 29, "-" * 120, "에서 " * 30, "since " * 15]:
        taken(read, text)


@pytest.mark.parametrize("text", ["hello", "1996!", "x" * 121, "１９９６ ж.", "1996 апрель май", "\ud800"])
def test_sentences_without_sense_are_refused(text):
    assert not taken(read, text)
