from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from shanyraq.cli.begin import by_language

Command = Callable[..., CompletedProcess[str]]
LINK = re.compile(r"http://localhost:8000/enter/[\w-]{43}/\n")


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(folder / "data" / "shanyraq.sqlite3") as database:
        kept = database.execute(query).fetchall()
    database.close()
    return kept


def test_it_works(command: Command, tmp_path: Path) -> None:
    begun = command("begin", "--name", "kk=Одақ", "--name", "ru=Союз", "--keeper", "Айгүл")
    assert (begun.returncode, bool(LINK.fullmatch(begun.stdout)), begun.stderr) == (0, True, "")
    [(name, languages)] = rows(tmp_path, "SELECT name, languages FROM words_federation")
    assert (json.loads(str(name)), json.loads(str(languages))) == ({"kk": "Одақ", "ru": "Союз"}, ["kk", "ru", "ko", "en"])
    assert rows(tmp_path, "SELECT name, is_operator FROM accounts_user") == [("Айгүл", 1)]


def test_it_begins_once_and_gives_more_links(command: Command, tmp_path: Path) -> None:
    first = command("begin", "--name", "Union")
    again = command("begin", "--name", "Union")
    assert (again.returncode, again.stdout, again.stderr) == (2, "", "This federation has begun already; one data folder holds one federation.\n")
    another = command("begin", "--link")
    assert bool(LINK.fullmatch(another.stdout)) and another.stdout != first.stdout
    assert rows(tmp_path, "SELECT COUNT(*) FROM accounts_user") == [(1,)]


def test_a_link_leads_to_the_public_address(command: Command) -> None:
    link = command("begin", "--link", SHANYRAQ_ORIGIN="https://federation.example")
    assert link.stdout.startswith("https://federation.example/enter/")


@pytest.mark.parametrize("arguments", [[], ["--name", ""], ["--name", "A", "--languages", "kk,fr"]])
def test_a_federation_without_a_name_is_refused(command: Command, arguments: list[str], tmp_path: Path) -> None:
    refused = command("begin", *arguments)
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)
    assert rows(tmp_path, "SELECT COUNT(*) FROM words_federation") == [(0,)]


@pytest.mark.parametrize(("names", "languages", "texts"), [
    (["kk=A", "ko=B"], ["kk", "ko"], {"kk": "A", "ko": "B"}),
    (["A"], ["ru"], {"ru": "A"}),
    (["A"], ["kk", "ru"], {"und": "A"}),
    (["E=mc"], ["kk", "ru"], {"und": "E=mc"}),
])
def test_names_per_language(names: list[str], languages: list[str], texts: dict[str, str]) -> None:
    assert by_language(names, languages) == texts
