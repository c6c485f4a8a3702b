"""The words that the reader knows are those that `docs/chronicle-format.md` names, no more and no fewer."""
from __future__ import annotations

import re
from pathlib import Path

from shanyraq.chronicle.tomlfile import grammar

FORMAT = (Path(__file__).parents[2] / "docs" / "chronicle-format.md").read_text(encoding="utf-8")
SAID_IN_PROSE = {"from", "acting"}
WORDS_OF_OTHER_KEYS = {"status"}


def section(title: str) -> str:
    """The text below a heading, up to the next heading of its depth or above."""
    depth = title.index(" ")
    rest = FORMAT.split(f"\n{title}\n", 1)[1]
    return re.split(rf"\n#{{1,{depth}}} ", rest, maxsplit=1)[0]


def rows(text: str, head: str) -> list[list[str]]:
    """The cells of the table whose first head cell is this."""
    lines = text.split(f"| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def words(text: str) -> list[str]:
    """What stands in code marks and is one plain word."""
    return [word.strip('"') for word in quoted(text) if re.fullmatch(r'"?[a-z_]+"?', word)]


def keys(text: str) -> set[str]:
    """The keys that a text names: `key` or `key = value`, not quoted values."""
    return {key for code in quoted(text) for key in re.findall(r'(?:^|(?<=", ))[a-z_]+\b', code)}


def sorts(text: str) -> tuple[str, ...]:
    return grammar.ALL if text == "all" else tuple(text.split(", "))


def test_keys_of_tables():
    assert [key for row in rows(section("## `[[source]]`"), "key") for key in words(row[0])] == list(grammar.SOURCE_KEYS)
    assert sorted(key for row in rows(section("## `[[change]]`").split("### ")[0], "key") for key in words(row[0])) == sorted(grammar.CHANGE_KEYS)
    assert [key for row in rows(section("### `[[change.claim]]`"), "key") for key in words(row[0])] == list(grammar.CLAIM_KEYS)


def test_words_of_source_change_and_claim():
    meaning = {row[0].strip("`"): row[-1] for title in ("## `[[source]]`", "## `[[change]]`", "### `[[change.claim]]`") for row in rows(section(title), "key")}
    assert words(meaning["kind"]) == list(grammar.SOURCE_KINDS)
    assert words(meaning["status"]) == list(grammar.STATUSES)
    assert words(meaning["told"]) == list(grammar.TOLD)


def test_state_keys_and_of_which_bodies_they_are_said():
    table = rows(section("## Acts and their values"), "key")
    said = {key: sorts(row[1]) for row in table for key in keys(row[0])}
    assert said == {key: state.of for key, state in grammar.STATE.items() if key in said}
    also = {key for row in table for key in keys(row[2]) & set(grammar.STATE)}
    assert set(said) | also | (SAID_IN_PROSE - {"from"}) == set(grammar.STATE)


def test_words_of_state_keys():
    meaning = {key: row[2] for row in rows(section("## Acts and their values"), "key") for key in keys(row[0])}
    assert words(meaning["level"]) == list(grammar.LEVELS)
    assert re.findall(r'"([a-z]+)"', meaning["member_of"]) == list(grammar.GRADES)


def test_acts_and_the_bodies_to_which_they_happen():
    told = {row[0].strip("`"): row[1] for row in rows(section("## Acts and their values"), "act")}
    assert list(told) == list(grammar.ACTS)
    numbers = {"two or more": (2, None), "one or more": (1, None), "one": (1, 1)}
    for name, on in told.items():
        act = grammar.ACTS[name]
        expected = (grammar.BOTH, *numbers[on]) if on in numbers else (sorts(on), 1, None)
        assert (name, act.on, act.least, act.most) == (name, *expected)


def test_keys_of_acts():
    told = {row[0].strip("`"): row[2] for row in rows(section("## Acts and their values"), "act")}
    told["left"] = told["joined"]
    for name, act in grammar.ACTS.items():
        named = keys(told[name]) - set(grammar.ACTS) - WORDS_OF_OTHER_KEYS
        own = set(act.keys) if name != "announced" else set()
        assert (name, named - set(grammar.STATE)) == (name, own - set(grammar.STATE))
        assert (name, named & set(grammar.STATE)) == (name, (own | set(act.some_of) | REORGANISED.get(name, set())) & set(grammar.STATE))


REORGANISED = {"reorganised": {"name", "short", "kind", "level"}}


def test_ways_of_founding():
    (row,) = [row for row in rows(section("## Acts and their values"), "act") if row[0] == "`founded`"]
    assert re.findall(r'"([a-z]+)"', row[2]) == list(grammar.WAYS_OF_FOUNDING)


def test_acts_whose_value_takes_state_keys():
    text = section("## Acts and their values")
    sentence = re.search(r"They may stand in the value of (.+?):\n", text)
    assert sentence is not None
    own = [name for name, act in grammar.ACTS.items() if act.state == "own" and name != "announced"]
    assert sorted(words(sentence[1])) == sorted(own)
    new = [row[0].strip("`") for row in rows(text, "act") if re.search("state keys are", row[2])]
    assert new == [name for name, act in grammar.ACTS.items() if act.state == "new"]


def test_kinds_and_offices():
    lines = section("## Kinds and offices").split("\n\n")
    organisations, places, offices = (next(line for line in lines if line.strip().startswith(start)) for start in ("Organisations", "Places", "Offices"))
    assert tuple(words(organisations)) == grammar.KINDS["organisation"]
    assert tuple(words(places)) == grammar.KINDS["place"]
    one, several = offices.split("Held by several")
    assert (tuple(words(one)), tuple(words(several))) == (grammar.OFFICES_OF_ONE, grammar.OFFICES_OF_SEVERAL)
