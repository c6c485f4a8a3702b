"""Chronicle files are read table by table; each fault is named by file, line and words."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import translation

from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults, ClaimTable, SourceTable, Table, read_tables

ARTICLE = '[[source]]\nid = "article"\nkind = "press"\ntitle = "T"\n'
CHANGE = '[[change]]\nid = "c"\nact = "seen"\non = "korean-centre"\n'
CLAIM = "[[change.claim]]\n"


def write(folder: Path, text: str | bytes, name: str = "a.toml") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def read(folder: Path, text: str | bytes) -> list[Table]:
    return list(read_tables([write(folder, text)]))


def faults(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(ChronicleFaults) as caught:
        read(folder, text)
    return [(fault.line, fault.words) for fault in caught.value.faults]


def change(folder: Path, text: str) -> ChangeTable:
    (table,) = read(folder, text)
    assert isinstance(table.body, ChangeTable)
    return table.body


def test_it_works(tmp_path):
    text = """# A first file
[[source]]
id = "article"
kind = "press"
title = { kk = "Корей этномәдени бірлестігі" }
day = "2006/2022-06-07"
consulted = 2026-07-01
recorded = 2026-07-20T09:30:00+05:00

[[change]]
id = "centre-registered"
act = "registered"
on = "korean-centre"
after = ["a", "b"]
note = "A note"
recorded = 2026-07-21

[[change.claim]]
source = "article"
locator = "line 4"
date = "1996-04"
value = { name = { kk = "Бірлестік" }, kind = "ethnocultural_association", part_of = "umbrella", registration = "registered" }

[[change.claim]]
told = "ordered"
date = 1996-04-15
"""
    source = SourceTable(
        id="article", kind="press", title={"kk": "Корей этномәдени бірлестігі"}, day="2006/2022-06-07", consulted=date(2026, 7, 1),
        recorded=datetime(2026, 7, 20, 4, 30, tzinfo=UTC),
    )
    value = {"name": {"kk": "Бірлестік"}, "kind": "ethnocultural_association", "part_of": ["umbrella"], "registration": "registered"}
    claims = (
        ClaimTable(source="article", locator="line 4", date="1996-04", value=value, preferred=True),
        ClaimTable(told="ordered", date="1996-04-15"),
    )
    registered = ChangeTable(
        id="centre-registered", act="registered", on=("korean-centre",), claims=claims, after=("a", "b"), note={"und": "A note"}, recorded=date(2026, 7, 21),
    )
    tables = read(tmp_path, text)
    file = str(tmp_path / "a.toml")
    assert tables == [Table("source", file, 2, source), Table("change", file, 10, registered)]
    assert [claim.line for claim in registered_of(tables).claims] == [18, 24]
    assert registered.value_of(registered.claims[1]) == value


def registered_of(tables: Iterable[Table]) -> ChangeTable:
    *_, last = tables
    assert isinstance(last.body, ChangeTable)
    return last.body


# Rows of one file; a row with faults is followed by the words at fault, in the order in which they are named.
FIFTY: list[str | tuple[str, ...]] = [
    "# fifty faults",
    ('stray = "before the first table"', 'stray = "before the first table"'),
    "[[source]]",
    ('id = "Bad Slug"', "Bad Slug"),
    ('kind = "pres"', "pres"),
    ('title = ""', "title"),
    ('day = "1990/"', "1990/"),
    ('consulted = "yesterday"', "yesterday"),
    ('address = "ftp://example.org"', "ftp://example.org"),
    ('autor = "X"', "autor"),
    ("note = 5", "5"),
    ("recorded = 2026-07-20T09:30:00", "2026-07-20T09:30:00"),
    ("[[source]]", "id", "kind", "title"),
    ("[[chnage]]", "[[chnage]]"),
    'id = "not-looked-at"',
    ("[change]", "[change]"),
    "[[source]]",
    'id = "s"',
    'kind = "law"',
    ('title = { kaz = "a", k = "b", en = 3 }', "k", "3"),
    ("[[change]]", "claim"),
    'id = "a1"',
    ('act = "foundde"', "foundde"),
    ('on = ["a", "A", "pace:x"]', "A", "pace:x"),
    ('status = "maybe"', "maybe"),
    ("after = []", "after"),
    ('before = ["x", "x"]', "x"),
    ("note = {}", "note"),
    "[[change]]",
    'id = "a2"',
    'act = "founded"',
    ('on = "person:klara-khan"', "person:klara-khan"),
    "claim = [",
    '  { date = "1996" },',
    ('  { date = "1996-02-30" },', "1996-02-30"),
    "]",
    "[[change]]",
    'id = "a3"',
    'act = "merged"',
    ('on = "only-one"', "merged"),
    "[[change.claim]]",
    ('date = "1996-13"', "1996-13"),
    ('told = "later"', "later"),
    ("locator = 4", "4"),
    "preferred = true",
    "[[change.claim]]",
    ("preferred = true", "preferred"),
    ('wording = "a\\u0000b"', "a\\x00b"),
    ('value = { into = "place:x" }', "place:x"),
    "[[change]]",
    'id = "a4"',
    'act = "seen"',
    'on = "centre"',
    "[[change.claim]]",
    "[change.claim.value]",
    ('kind = "clubb"', "clubb"),
    ('level = "county"', "county"),
    ('bin = "123456789012"', "123456789012"),
    ('kato = "191010000"', "kato"),
    ('grade = "full"', "grade"),
    ('office = "chair"', "office"),
    ('name = { kk = { given = "A" } }', "kk"),
    ('also = { "Big Name" = "x" }', "Big Name"),
    ('seat = "Taldykorgan"', "Taldykorgan"),
    "[[change]]",
    'id = "a5"',
    'act = "joined"',
    'on = "centre"',
    "[[change.claim]]",
    ('value = { part_of = "a", member_of = "b" }', "joined"),
    "[[change]]",
    'id = "a6"',
    ('id = "a7"', 'id = "a7"'),
    "[[change]]",
    ("act = seen", "act = seen"),
    "[[change]]",
    'id = "a8"',
    'act = "split"',
    'on = "old"',
    "[[change.claim]]",
    ('value = { into = ["a", "b"], ties = { c = ["d"] } }', "c"),
    "[[change]]",
    'id = "a9"',
    'act = "appointed"',
    'on = "centre"',
    "[[change.claim]]",
    ('value = { office = "chairman", person = "klara-khan", acting = "yes", until = "2001-13" }', "chairman", "yes", "2001-13"),
    "[[change]]",
    'id = "a10"',
    'act = "dormant"',
    'on = "centre"',
    "[[change.claim]]",
    ("value = 5", "5"),
]


def test_fifty_faults_are_each_named_by_line_and_words(tmp_path):
    rows = [row if isinstance(row, str) else row[0] for row in FIFTY]
    expected = [(number, words) for number, row in enumerate(FIFTY, start=1) if not isinstance(row, str) for words in row[1:]]
    assert len(expected) >= 50
    assert faults(tmp_path, "\n".join(rows) + "\n") == expected


def test_a_fault_is_a_line_with_file_line_message_and_words(tmp_path):
    with translation.override("en"), pytest.raises(ChronicleFaults) as caught:
        read(tmp_path, ARTICLE.replace("press", "pres"))
    assert str(caught.value) == f'{tmp_path}/a.toml:3: This word is not known here. Did you mean press? ("pres")'


@pytest.mark.parametrize(("row", "message"), [
    ('autor = "x"', 'There is no key of this name here. Did you mean author? ("autor")'),
    ("recorded = 1", 'This must be a day, as in 2026-07-20, or a date-time with its offset, as in 2026-07-20T09:30:00+05:00. ("1")'),
    ("note = [", 'This is not TOML: Invalid value. ("note = [")'),
    ('note = """\nx\n', 'This is not TOML: Unterminated string. ("note = """")'),
    ("note = 'a\x01'", "This is not TOML: Found invalid character '\\x01'. (\"note = 'a\\x01'\")"),
])
def test_messages_say_what_would_be_right(tmp_path, row, message):
    with translation.override("en"), pytest.raises(ChronicleFaults) as caught:
        read(tmp_path, ARTICLE + row + "\n")
    assert str(caught.value) == f"{tmp_path}/a.toml:5: {message}"


def test_good_tables_are_given_before_the_faults_of_others_are_raised(tmp_path):
    tables = read_tables([write(tmp_path, ARTICLE + "[[source]]\n" + ARTICLE.replace("article", "second"))])
    assert [next(tables).body.id, next(tables).body.id] == ["article", "second"]
    with pytest.raises(ChronicleFaults):
        next(tables)


def test_reading_stops_at_the_hundredth_fault(tmp_path):
    given = []
    with pytest.raises(ChronicleFaults) as caught:
        given.extend(read_tables([write(tmp_path, "[[x]]\n" * 150 + ARTICLE)]))
    assert (len(caught.value.faults), given) == (100, [])


def test_a_hundred_thousand_bad_subjects_are_a_hundred_faults(tmp_path):
    rows = "".join(f'  "Body {number}",\n' for number in range(100_000))
    found = faults(tmp_path, CHANGE.replace('"korean-centre"', f"[\n{rows}]") + CLAIM)
    assert found == [(5 + number, f"Body {number}") for number in range(100)]


def test_faults_of_several_files_stand_in_their_order(tmp_path):
    write(tmp_path, "[[source]]\n", "b.toml")
    write(tmp_path, ARTICLE.replace("press", "x"), "c.toml")
    with pytest.raises(ChronicleFaults) as caught:
        list(read_tables([tmp_path / "c.toml", tmp_path / "b.toml"]))
    assert [(Path(fault.file).name, fault.line) for fault in caught.value.faults] == [("c.toml", 3), ("b.toml", 1), ("b.toml", 1), ("b.toml", 1)]


# What is taken

def test_a_folder_means_all_its_toml_files_sorted_and_those_below(tmp_path):
    (tmp_path / "b").mkdir()
    write(tmp_path, ARTICLE.replace("article", "last"), "z.toml")
    write(tmp_path, ARTICLE.replace("article", "first"), "a.toml")
    write(tmp_path / "b", ARTICLE.replace("article", "within"), "c.toml")
    write(tmp_path, "not a chronicle", "notes.txt")
    assert [(table.file, table.body.id) for table in read_tables([tmp_path])] == [
        (f"{tmp_path}/a.toml", "first"), (f"{tmp_path}/b/c.toml", "within"), (f"{tmp_path}/z.toml", "last"),
    ]


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ChronicleFaults) as caught:
        list(read_tables([tmp_path / "none.toml", tmp_path / "empty"]))
    assert [fault.words for fault in caught.value.faults] == ["none.toml", "empty"]


def test_windows_line_ends_and_a_byte_order_mark_are_taken(tmp_path):
    text = ARTICLE + CHANGE.replace('on = "korean-centre"', 'on = [\n"a",\n"b"]') + CLAIM + "wording = '''one\n[[change]]\ntwo'''\n"
    marked = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert read(tmp_path, marked) == read(tmp_path, text)
    assert faults(tmp_path, marked.replace(b'"b"', b'"B"')) == [(10, "B")]


def test_headers_within_strings_arrays_and_comments_begin_nothing(tmp_path):
    tricky = CHANGE.replace('"korean-centre"', '[ # [[change]]\n  "a", # ]\n  "b",\n]') + CLAIM + '''wording = """
[[change]] \\""" "" [[source]]
[change]
"""""
locator = "a ] # [[ \\" '"
[change.claim.value] # ]]
note = \'\'\'
[[source]]
x = ["\'\' \'\'\'
name = { en = "a # }", ru = 'b"' }
'''
    (table, after) = read(tmp_path, tricky + ARTICLE)
    assert isinstance(table.body, ChangeTable)
    assert table.body.on == ("a", "b")
    assert table.body.claims == (ClaimTable(
        wording='[[change]] """ "" [[source]]\n[change]\n""', locator='a ] # [[ " \'', preferred=True,
        value={"note": {"und": "[[source]]\nx = [\"'' "}, "name": {"en": "a # }", "ru": 'b"'}},
    ),)
    assert (after.line, after.body.id) == (tricky.count("\n") + 1, "article")


def test_headers_may_be_spaced_and_quoted(tmp_path):
    text = '[[ "change" ]] # x\nid = "c"\nact = "seen"\non = "a"\n\t[[ change . "claim" ]]\ndate = "1996"\n'
    assert [claim.date for claim in change(tmp_path, text).claims] == ["1996"]


def test_an_array_that_is_never_closed_costs_its_own_table_only(tmp_path):
    text = CHANGE.replace('"korean-centre"', '["a",') + CLAIM + ARTICLE
    tables = read_tables([write(tmp_path, text)])
    assert next(tables).body.id == "article"
    with pytest.raises(ChronicleFaults):
        next(tables)


@pytest.mark.parametrize("text", [b"", b"\n\n", b"# only a comment", b"\xef\xbb\xbf", b"\xef\xbb\xbf# x\r\n"])
def test_a_file_without_tables_holds_nothing(tmp_path, text):
    assert read(tmp_path, text) == []


def test_the_first_claim_is_preferred_unless_another_says_so(tmp_path):
    told = CLAIM + 'value = { name = "A" }\n' + CLAIM + 'preferred = true\nvalue = { name = "B" }\n' + CLAIM
    first = change(tmp_path, CHANGE + told.replace("preferred = true\n", ""))
    second = change(tmp_path, CHANGE + told)
    assert [claim.preferred for claim in first.claims] == [True, False, False]
    assert [claim.preferred for claim in second.claims] == [False, True, False]
    assert (first.value_of(first.claims[2]), second.value_of(second.claims[2])) == ({"name": {"und": "A"}}, {"name": {"und": "B"}})


def test_a_value_that_is_not_told_is_empty_for_the_preferred_claim(tmp_path):
    told = change(tmp_path, CHANGE + CLAIM + 'date = "unknown"\n' + CLAIM)
    assert [(claim.date, claim.value) for claim in told.claims] == [("", {}), ("", None)]


def test_recorded_is_kept_in_utc_or_as_a_day(tmp_path):
    for written, kept in [
        ("2026-07-20", date(2026, 7, 20)), ('"2026-07-20"', date(2026, 7, 20)),
        ("2026-07-20T00:00:00.123456+05:00", datetime(2026, 7, 19, 19, 0, 0, 123456, tzinfo=UTC)),
        ('"2026-07-20T00:00:00Z"', datetime(2026, 7, 20, tzinfo=UTC)),
    ]:
        assert change(tmp_path, CHANGE + f"recorded = {written}\n" + CLAIM).recorded == kept
    for written in ("2026-07-20T00:00:00", "12:00:00", "0001-01-01T00:00:00+14:00", '"2026-02-30"', "1", "true"):
        assert faults(tmp_path, CHANGE + f"recorded = {written}\n" + CLAIM) == [(5, written.strip('"'))]


def test_progress_is_told_every_byte(tmp_path):
    counted: list[int] = []
    list(read_tables([write(tmp_path, ARTICLE + CHANGE + CLAIM)], progress=counted.append))
    assert sum(counted) == len(ARTICLE + CHANGE + CLAIM)
