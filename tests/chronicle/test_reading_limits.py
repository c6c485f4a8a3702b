"""Bytes that are no chronicle, or too much of one: a fault, never a crash, and memory that does not grow with the file."""
from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults, read_tables

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = '[[source]]\nid = "article"\nkind = "press"\ntitle = "T"\n'
CHANGE = '[[change]]\nid = "c"\nact = "seen"\non = "korean-centre"\n'
CLAIM = "[[change.claim]]\n"


def write(folder: Path, text: str | bytes, name: str = "a.toml") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def faults(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(ChronicleFaults) as caught:
        list(read_tables([write(folder, text)]))
    return [(fault.line, fault.words) for fault in caught.value.faults]


@pytest.mark.parametrize(("text", "where"), [
    (ARTICLE.encode() + b'note = "\xff"\n', (5, "\\xff")),
    (b"# \xe2\x82\n" + ARTICLE.encode(), (1, "# \N{REPLACEMENT CHARACTER}")),
    (ARTICLE.encode("utf-16"), (1, "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[\\x00[\\x00s\\x00o\\x00u\\x00r\\x00c\\x00e\\x00]\\x00]\\x00")),
    (b"\x00\x01", (1, "\\x00\\x01")),
    (ARTICLE.encode() + b"note = 1\rx = 2\n", (5, "note = 1\\rx = 2")),
])
def test_bytes_that_are_no_text_are_named_by_line(tmp_path, text, where):
    assert faults(tmp_path, text) == [where]


@pytest.mark.parametrize("row", [
    "after = " + "[" * 100_000, "after = " + "[\n" * 100_000, "after = " + "{a=" * 100_000, "a" + ".a" * 100_000 + " = 1", "after = 0x" + "f" * 100_000,
    "after = " + "[" * 33 + "]" * 33,
])
def test_hostile_nesting_is_a_fault_and_the_next_table_is_read(tmp_path, row):
    tables = read_tables([write(tmp_path, CHANGE + row + "\n" + ARTICLE)])
    assert next(tables).body.id == "article"
    with pytest.raises(ChronicleFaults) as caught:
        next(tables)
    assert len(caught.value.faults) == 1
    assert 5 <= caught.value.faults[0].line <= 5 + 32


def test_a_header_of_a_thousand_parts_is_a_fault(tmp_path):
    assert [line for line, _ in faults(tmp_path, CHANGE + "[change" + ".a" * 100_000 + "]\n")] == [5]


def test_a_table_over_ten_megabytes_is_refused_without_reading_on(tmp_path):
    counted: list[int] = []
    rows = b"#" * 999_999 + b"\n"
    file = write(tmp_path, (ARTICLE + CHANGE).encode() + rows * 25)
    with pytest.raises(ChronicleFaults) as caught:
        list(read_tables([file], progress=counted.append))
    assert [(fault.line, fault.words) for fault in caught.value.faults] == [(5, "change")]
    assert sum(counted) < 11_000_000


def test_a_single_endless_line_is_refused(tmp_path):
    assert faults(tmp_path, ARTICLE + "[[change]]\n" + "#" * 10_500_000) == [(5, "change")]


def test_a_change_may_name_a_hundred_thousand_subjects(tmp_path):
    bodies = tuple(f"association-{number}" for number in range(100_000))
    text = CHANGE.replace('"korean-centre"', "[" + ", ".join(f'"{body}"' for body in bodies) + "]") + CLAIM
    assert len(text) > 2_000_000
    (table,) = read_tables([write(tmp_path, text)])
    assert isinstance(table.body, ChangeTable)
    assert table.body.on == bodies


def peak_of(file: Path) -> tuple[int, int]:
    """(number of tables, most bytes held at once) of a reading."""
    tracemalloc.start()
    number = sum(1 for _ in read_tables([file]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return number, peak


def test_memory_does_not_grow_with_the_file(tmp_path):
    claim = CLAIM + "wording = '''" + "[[change]] «дос» \n" * 500 + "'''\n"
    table = (CHANGE + claim * 2).encode()
    small, large = tmp_path / "small.toml", tmp_path / "large.toml"
    for file, size in ((small, 3_000_000), (large, 30_000_000)):
        with file.open("wb") as stream:
            stream.writelines(table for _ in range(size // len(table)))
    (few, peak_of_few), (many, peak_of_many) = peak_of(small), peak_of(large)
    assert (few, many) == (3_000_000 // len(table), 30_000_000 // len(table))
    assert peak_of_many < peak_of_few + 200_000
    assert peak_of_many < 2_000_000
