"""What a claim says is so: each act takes its own keys, each key its own form."""
from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults, check_digit, read_tables

if TYPE_CHECKING:
    from pathlib import Path


def value(folder: Path, act: str, on: str, inner: str) -> dict[str, object]:
    """The preferred value of a change whose claim tells this."""
    file = folder / "a.toml"
    file.write_text(f'[[change]]\nid = "c"\nact = "{act}"\non = {on}\n[[change.claim]]\nvalue = {inner}\n', encoding="utf-8")
    (table,) = read_tables([file])
    assert isinstance(table.body, ChangeTable)
    return table.body.value_of(table.body.preferred)


def refused(folder: Path, act: str, on: str, inner: str) -> list[str]:
    """The words at fault."""
    with pytest.raises(ChronicleFaults) as caught:
        value(folder, act, on, inner)
    return [fault.words for fault in caught.value.faults]


def test_values_are_kept_in_one_form(tmp_path):
    one = '"centre"'
    assert value(tmp_path, "renamed", one, '{ name = "B", also = { popular = "b" }, from = { name = { kk = "A" } } }') == {
        "name": {"und": "B"}, "also": {"popular": {"und": "b"}}, "from": {"name": {"kk": "A"}},
    }
    assert value(tmp_path, "moved", one, '{ seat = "place:taldykorgan", branch_of = "b" }') == {"seat": "taldykorgan", "branch_of": "b"}
    assert value(tmp_path, "joined", one, '{ member_of = "akk", grade = "full" }') == {"member_of": ["akk"], "grade": "full"}
    assert value(tmp_path, "accredited", one, '{ until = 2027-01-31, scheme = "s" }') == {"until": "2027-01-31", "scheme": "s"}
    assert value(tmp_path, "appointed", one, '{ office = "chair", person = "person:k", acting = true }') == {"office": "chair", "person": "k", "acting": True}
    assert value(tmp_path, "separated", '"place:almaty"', '{ part = "place:zhetysu", kind = "oblast", centre = "taldykorgan", ties = "place:aksu" }') == {
        "part": "place:zhetysu", "kind": "oblast", "centre": "taldykorgan", "ties": ["place:aksu"],
    }
    assert value(tmp_path, "split", one, '{ into = ["a", "b"], ties = { a = "x" }, values = { b = { name = "B", bin = "960440000220" } } }') == {
        "into": ["a", "b"], "ties": {"a": ["x"]}, "values": {"b": {"name": {"und": "B"}, "bin": "960440000220"}},
    }


def test_a_person_has_a_name_in_parts_per_language(tmp_path):
    named = '{ name = { kk = { given = "Клара", family = "Хан", order = "given family" }, ru = "Клара Хан" } }'
    assert value(tmp_path, "seen", '"person:klara-khan"', named) == {
        "name": {"kk": {"given": "Клара", "family": "Хан", "order": "given family"}, "ru": "Клара Хан"},
    }
    for inner, words in [
        ('{ kk = { patronymic = "x" } }', ["kk"]), ('{ kk = { given = "x", order = "given family" } }', ["given family"]),
        ('{ kk = { given = "x", order = "given given" } }', ["given given"]), ('{ given = "x", family = "y" }', ["given", "family"]),
        ('{ kk = { given = "x", fmaily = "y" } }', ["fmaily"]),
    ]:
        assert refused(tmp_path, "seen", '"person:k"', f"{{ name = {inner} }}") == words


@pytest.mark.parametrize(("act", "on", "inner", "words"), [
    ("renamed", '"a"', '{ kind = "club" }', ["renamed"]),
    ("renamed", '"person:k"', '{ name = "B" }', ["person:k"]),
    ("moved", '"a"', "{}", ["moved"]),
    ("moved", '"place:a"', '{ seat = "b" }', ["seat"]),
    ("joined", '"a"', '{ part_of = "b", grade = "full" }', ["grade"]),
    ("joined", '"a"', '{ part_of = "place:b" }', ["place:b"]),
    ("joined", '"a"', '{ part_of = "b", name = "x" }', ["name"]),
    ("left", '"place:a"', '{ part_of = "b" }', ["place:a"]),
    ("merged", '["a", "b"]', "{}", ["into"]),
    ("merged", '["a", "place:b"]', '{ into = "c" }', ["c"]),
    ("absorbed", '"a"', '{ into = "b", name = "x" }', ["name"]),
    ("split", '"a"', '{ into = "b" }', ["b"]),
    ("split", '"a"', '{ into = ["b"] }', ["into"]),
    ("split", '["a", "b"]', '{ into = ["c", "d"] }', ["split"]),
    ("split", '"a"', '{ into = ["b", "c"], values = { b = { seat = 5, from = {} } } }', ["from", "5"]),
    ("separated", '"a"', "{}", ["part"]),
    ("succeeded", '"a"', "{}", ["by"]),
    ("succeeds", '"a"', "{}", ["of"]),
    ("appointed", '"a"', '{ office = "chair" }', ["person"]),
    ("released", '"a"', '{ office = "chair", person = "k", until = "2001" }', ["until"]),
    ("dissolved", '"a"', '{ name = "x" }', ["name"]),
    ("dissolved", '"person:a"', "{}", ["person:a"]),
    ("founded", '"a"', '{ by = "accident" }', ["accident"]),
    ("founded", '"place:a"', '{ kind = "club", kato = "12345678" }', ["club", "12345678"]),
    ("standing", '"a"', '{ kind = "oblast", name = {}, culture = { kk = " " } }', ["oblast", "name", " "]),
    ("standing", '"a"', "{ from = {} }", ["from"]),
    ("standing", '"a"', "{ bin = 960440000220 }", ["960440000220"]),
    ("standing", '"a"', '{ member_of = ["b", "b", 5] }', ["b", "5"]),
    ("standing", '"a"', '{ office = "chair", person = "k", acting = 1 }', ["1"]),
    ("standing", '"person:k"', '{ kind = "club" }', ["kind"]),
    ("announced", '"person:k"', '{ nmae = "x" }', ["nmae"]),
])
def test_a_value_must_have_the_form_of_its_act(tmp_path, act, on, inner, words):
    assert sorted(refused(tmp_path, act, on, inner)) == sorted(words)


def test_an_announcement_may_use_the_keys_of_every_act(tmp_path):
    assert value(tmp_path, "announced", '"a"', '{ into = "b", by = "c", ties = ["d"], until = "2030", name = "N", office = "chair", person = "k", acting = false }') == {
        "into": "b", "by": "c", "ties": ["d"], "until": "2030", "name": {"und": "N"}, "office": "chair", "person": "k",
    }


def test_check_digits_follow_the_two_rows_of_weights():
    assert [check_digit(eleven) for eleven in ("96044000022", "00000000010", "00002000000", "50000000060")] == [0, 1, 3, 10]


def test_a_number_that_has_no_check_digit_is_no_bin(tmp_path):
    assert [refused(tmp_path, "standing", '"a"', f'{{ bin = "50000000060{last}" }}') for last in (0, 1)] == [["500000000600"], ["500000000601"]]
