"""What is written reads back the same, and the same content gives the same bytes."""
from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable, check_digit, content_key, read_tables, write_change, write_source
from shanyraq.chronicle.tomlfile.grammar import ACTS, GRADES, KINDS, LEVELS, OFFICES, SOURCE_KINDS, STATE, STATUSES, TOLD, WAYS_OF_FOUNDING

SOURCE = SourceTable(
    id="article", kind="press", title={"ru": "Статья", "kk": "Мақала «Жетісу»", "und": "?", "en": "Article", "uz": "Maqola", "de": "Artikel"}, day="2006/2022-06-07",
    consulted=date(2026, 7, 1), author="N. K.", address="https://example.org/a", recorded=datetime(2026, 7, 20, 5, 30, tzinfo=UTC),
)
CHANGE = ChangeTable(
    id="split-1", act="split", on=("old",), status="announced", after=("a",), before=("b", "c"), note={"und": 'one "two"\n\\three\t\x85'}, recorded=date(2026, 7, 20),
    claims=(
        ClaimTable(source="article", date="2002~", value={"values": {"y": {"name": {"und": "Y"}}}, "into": ["x", "y"], "ties": {"y": ["d"], "x": ["e", "f"]}}),
        ClaimTable(locator="4", told="ordered", date="2002", value={"into": ["x", "y"]}, wording="сөз", preferred=True),
        ClaimTable(),
    ),
)


def read_back(text: str) -> SourceTable | ChangeTable:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "a.toml"
        file.write_text(text, encoding="utf-8", newline="")
        (table,) = read_tables([file])
    return table.body


def write(body: SourceTable | ChangeTable) -> str:
    return write_source(body) if isinstance(body, SourceTable) else write_change(body)


def test_a_source_is_written_in_the_order_of_the_format():
    assert write_source(SOURCE) == """[[source]]
id = "article"
kind = "press"
title = { kk = "Мақала «Жетісу»", ru = "Статья", en = "Article", de = "Artikel", uz = "Maqola", und = "?" }
day = "2006/2022-06-07"
consulted = 2026-07-01
author = "N. K."
address = "https://example.org/a"
recorded = 2026-07-20T05:30:00.000000Z
"""


def test_a_change_is_written_in_the_order_of_the_format():
    assert write_change(CHANGE) == """[[change]]
id = "split-1"
act = "split"
on = "old"
status = "announced"
after = "a"
before = ["b", "c"]
recorded = 2026-07-20
note = "one \\"two\\"\\n\\\\three\\t\x85"

[[change.claim]]
source = "article"
date = "2002~"
value = { into = ["x", "y"], ties = { x = ["e", "f"], y = ["d"] }, values = { y = { name = "Y" } } }

[[change.claim]]
locator = "4"
told = "ordered"
date = "2002"
value = { into = ["x", "y"] }
wording = "сөз"
preferred = true

[[change.claim]]
"""


@pytest.mark.parametrize("body", [SOURCE, CHANGE])
def test_it_reads_back_the_same(body):
    assert read_back(write(body)) == body
    assert write(read_back(write(body))) == write(body)


def test_a_long_list_has_a_body_a_line():
    bodies = tuple(f"association-{number}" for number in range(12))
    change = replace(CHANGE, act="dissolved", on=bodies, claims=(ClaimTable(value={}, preferred=True),))
    assert 'on = [\n    "association-0",\n    "association-1",\n' in write_change(change)
    assert read_back(write_change(change)) == change


def test_the_year_one_is_written_with_four_digits():
    body = replace(SOURCE, recorded=datetime(1, 1, 1, 0, 0, 0, 1, tzinfo=UTC))
    assert write_source(body).splitlines()[-1] == "recorded = 0001-01-01T00:00:00.000001Z"
    assert read_back(write_source(body)) == body


def test_the_key_of_the_content_leaves_out_when_it_was_recorded():
    assert content_key(CHANGE) == content_key(replace(CHANGE, recorded=None))
    assert content_key(SOURCE) == content_key(replace(SOURCE, recorded=date(2000, 1, 1)))
    assert len({content_key(CHANGE), content_key(replace(CHANGE, status="done")), content_key(SOURCE), content_key(replace(SOURCE, day=None))}) == 4


def test_the_key_does_not_depend_on_how_the_file_was_written():
    one = '[[change]]\nid = "c"\nact = "joined"\non = ["a"]\n[[change.claim]]\ndate = 2006-01-01\nvalue = { member_of = "b", grade = "full" }\npreferred = true\n'
    two = "[[change]]\non = 'a'\nact = 'joined'\nid = 'c'\nstatus = 'done'\nrecorded = 2026-01-01\n"
    two += "[[change.claim]]\ntold = 'done'\ndate = '2006-01-01'\n[change.claim.value]\ngrade = 'full'\nmember_of = ['b']\n"
    assert content_key(read_back(one)) == content_key(read_back(two))


# Any table that can be read

SLUGS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,59}", fullmatch=True)
CONTROL = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r") + "\x7f"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL), min_size=1, max_size=30).filter(str.strip)
TEXTS = st.dictionaries(st.sampled_from(["kk", "ru", "ko", "en", "und", "de", "kaa"]), TEXT, min_size=1, max_size=4)
DAYS = st.sampled_from(["1996", "1996-04", "1996-04-15", "199X", "2006~", "2001/2003", "[..2002]", "1995/..", "198X/199X", "1996-21"])
RECORDED = st.none() | st.dates() | st.datetimes(timezones=st.just(UTC))
PERSON_NAMES = st.dictionaries(st.sampled_from(["given", "family"]), TEXT, min_size=2) | st.fixed_dictionaries({"given": TEXT, "order": st.just("given")})
BINS = st.from_regex(r"[0-9]{11}", fullmatch=True).filter(lambda eleven: check_digit(eleven) < 10).map(lambda eleven: f"{eleven}{check_digit(eleven)}")
PREFIX = {"organisation": "", "place": "place:", "person": "person:"}


def bodies(sort: str, least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(SLUGS.map(PREFIX[sort].__add__), min_size=least, max_size=most, unique=True)


def form(name: str, sort: str) -> st.SearchStrategy[object]:
    several = bodies(sort, 1, 3)
    names = st.dictionaries(st.sampled_from(["kk", "ko", "und"]), TEXT | PERSON_NAMES, min_size=1) if sort == "person" else TEXTS
    return {
        "text": TEXT, "texts": TEXTS, "names": names, "names_by_use": st.dictionaries(SLUGS, TEXTS, min_size=1, max_size=2),
        "slug": SLUGS, "place": SLUGS, "person": SLUGS, "organisation": SLUGS, "organisations": bodies("organisation", 1, 3), "body": several.map(lambda found: found[0]),
        "bodies": bodies(sort, 2, 3), "any_bodies": several, "kind": st.sampled_from(KINDS[sort] or ("",)), "level": st.sampled_from(LEVELS),
        "grade": st.sampled_from(GRADES), "office": st.sampled_from(OFFICES), "way": st.sampled_from(WAYS_OF_FOUNDING),
        "kato": st.from_regex(r"[0-9]{9}", fullmatch=True), "bin": BINS, "day": DAYS, "true": st.just(True), "ties": several, "any_ties": several,
        "ties_by_part": st.just({}), "values_by_part": st.just({}), "state": state(sort) if name == "state" else st.nothing(),
    }[name]


def keys_of_state(sort: str) -> dict[str, str]:
    return {key: told.form for key, told in STATE.items() if sort in told.of}


def state(sort: str) -> st.SearchStrategy[dict[str, object]]:
    return st.sets(st.sampled_from(sorted(keys_of_state(sort))), min_size=1, max_size=4).flatmap(lambda keys: complete(keys, keys_of_state(sort), sort))


def complete(keys: set[str], forms: dict[str, str], sort: str) -> st.SearchStrategy[dict[str, object]]:
    """A value with these keys and those beside which they stand."""
    for key in ("acting", "grade", "office", "person"):
        keys = keys | ({STATE[key].beside} if key in keys else set())
    keys = keys | ({"person"} if "office" in keys else set())
    return st.fixed_dictionaries({key: form(forms[key], sort) for key in sorted(keys)})


@st.composite
def values(draw: st.DrawFn, act: str, sort: str) -> dict[str, object]:
    rules = ACTS[act]
    forms = (keys_of_state(sort) if rules.state else {}) | ({"from": "state"} if rules.state == "own" else {}) | dict(rules.keys)
    loose = sorted(set(forms) - set(rules.just_one_of) - ({"grade"} if rules.just_one_of else set()))
    keys = set(draw(st.lists(st.sampled_from(loose), max_size=4))) if loose else set()
    keys |= set(rules.required)
    for choice in (rules.some_of, rules.just_one_of):
        keys |= {draw(st.sampled_from([key for key in choice if key in forms]))} if choice else set()
    value = draw(complete(keys, forms, sort))
    if act == "split":
        value |= {"ties": {part: [part] for part in value["into"]}, "values": {value["into"][0]: draw(state(sort))}}
    return value


@st.composite
def changes(draw: st.DrawFn) -> ChangeTable:
    act = draw(st.sampled_from(sorted(ACTS)))
    rules = ACTS[act]
    sort = draw(st.sampled_from(rules.on))
    told = draw(st.lists(st.builds(
        ClaimTable, source=st.none() | SLUGS, locator=st.none() | TEXT, told=st.sampled_from(TOLD), date=st.just("") | DAYS,
        value=st.none() | values(act, sort), wording=st.none() | TEXT,
    ), min_size=1, max_size=3))
    number = draw(st.integers(0, len(told) - 1))
    told[number] = replace(told[number], preferred=True, value=draw(values(act, sort)))
    return ChangeTable(
        id=draw(SLUGS), act=act, on=tuple(draw(bodies(sort, rules.least, rules.most or 4))), claims=tuple(told), status=draw(st.sampled_from(STATUSES)),
        after=tuple(draw(bodies("organisation", 0, 2))), before=tuple(draw(bodies("organisation", 0, 2))), note=draw(st.just({}) | TEXTS), recorded=draw(RECORDED),
    )


SOURCES = st.builds(
    SourceTable, id=SLUGS, kind=st.sampled_from(SOURCE_KINDS), title=TEXTS, day=st.none() | DAYS, consulted=st.none() | st.dates(), author=st.none() | TEXT,
    publisher=st.none() | TEXT, address=st.none() | st.just('https://example.org/?q="Хан"'), licence=st.none() | TEXT, note=st.none() | TEXT, recorded=RECORDED,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes() | SOURCES)
def test_any_table_reads_back_the_same(body):
    text = write(body)
    tomllib.loads(text)
    assert read_back(text) == body
    assert write(read_back(text)) == text
    assert content_key(read_back(text)) == content_key(body)
