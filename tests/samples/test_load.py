"""`shanyraq sample load NAME`."""
from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[str]]


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "data" / "shanyraq.sqlite3") as database:
        kept = database.execute(query).fetchall()
    database.close()
    return kept


def federation(folder: Path) -> list[tuple[object, bool]]:
    return [(json.loads(str(name))["en"], bool(sample)) for name, sample in rows(folder, "SELECT name, sample FROM words_federation")]


@pytest.mark.parametrize(("name", "called", "invented"), [
    ("zhetysu", "Associations of Zhetysu", False),
    ("ulgi", "Associations of Ulgi Oblast", True),
])
def test_it_works_and_again_changes_nothing(command: Command, tmp_path: Path, name: str, called: str, invented: bool) -> None:
    first = command("sample", "load", name)
    held = rows(tmp_path, "SELECT COUNT(*) FROM chronicle_version")
    again = command("sample", "load", name)
    assert (first.returncode, first.stderr, again.returncode, again.stderr) == (0, "", 0, "")
    assert (federation(tmp_path), rows(tmp_path, "SELECT COUNT(*) FROM chronicle_version")) == ([(called, invented)], held)
    assert again.stdout.startswith(f"The sample {name} is loaded: 0 of ")


def test_another_federation_is_left_alone(command: Command, tmp_path: Path) -> None:
    command("sample", "load", "zhetysu")
    refused = command("sample", "load", "ulgi")
    said = "This data folder holds another federation; set SHANYRAQ_DATA to an empty one to load the sample ulgi.\n"
    assert (refused.returncode, refused.stdout, refused.stderr) == (2, "", said)
    assert federation(tmp_path) == [("Associations of Zhetysu", False)]


def test_an_empty_federation_becomes_the_sample(command: Command, tmp_path: Path) -> None:
    command("begin", "--name", "en=Mine")
    loaded = command("sample", "load", "zhetysu")
    assert (loaded.returncode, federation(tmp_path)) == (0, [("Associations of Zhetysu", False)])


@pytest.mark.parametrize("arguments", [["load"], ["load", "nowhere"], []])
def test_what_names_no_sample_is_refused(command: Command, arguments: list[str]) -> None:
    refused = command("sample", *arguments)
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)
