from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import psycopg
import pytest

Command = Callable[..., CompletedProcess[str]]

BEGIN = "from shanyraq.cli.main import main; main(['begin', '--name', 'kk=Одақ'])"
FILL = """
import io, django
django.setup()
from shanyraq.files.changes import add
from shanyraq.journal.changes import write
add(name="куәлік.png", media_type="image/png", source=io.BytesIO(b"scan"))
for number in range(1200):
    write(by=None, action="entrance:link:use", thing="accounts:user:1", key=f"r-{number}", summary="“Қ”\\n\\t\\\\")
"""
WRITE_ON = """
import django, itertools
django.setup()
from django.db import transaction
from shanyraq.journal.changes import write
for number in itertools.count():
    with transaction.atomic():  # always two together
        for half in "ab":
            write(by=None, action="entrance:link:use", thing=f"pairs:pair:{number}", key=f"{half}-{number}")
    if number == 0:
        print("writing", flush=True)
"""


def started(code: str, folder: Path) -> subprocess.Popen[str]:
    env = os.environ | {"SHANYRAQ_DATA": str(folder)}
    env.pop("DATABASE_URL", None)
    return subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE, text=True)


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a federation with a keeper, a file and 1,200 lines of journal more; to be copied."""
    folder = tmp_path_factory.mktemp("begun") / "data"
    for code in (BEGIN, FILL):
        with started(code, folder) as process:
            assert process.wait(60) == 0
    return folder


@pytest.fixture
def filled(begun: Path, tmp_path: Path) -> Path:
    return shutil.copytree(begun, tmp_path / "data")


def dump(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "shanyraq.sqlite3") as database:
        lines = sorted(line for line in database.iterdump() if "django_migrations" not in line and "sqlite_sequence" not in line)
    database.close()
    return [re.sub(r"(:\d\d)(\.\d*?)?0*'", r"\1\2'", line).replace(".'", "'") for line in lines]  # the same moment, written by SQLite or by Django


def members(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}  # type: ignore[union-attr]


def rewritten(file: Path, target: Path, contents: dict[str, bytes]) -> Path:
    with tarfile.open(target, "w:gz") as archive:
        for name, text in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text))
    return target


def test_there_and_back(command: Command, filled: Path, tmp_path: Path) -> None:
    written = command("backup", str(tmp_path / "a.tar.gz"))
    assert (written.returncode, written.stderr) == (0, "")
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o777 == 0o600
    back = command("restore", str(tmp_path / "a.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "back"))
    assert (back.returncode, back.stderr) == (0, "")
    assert dump(tmp_path / "back") == dump(filled)
    files = {path.relative_to(filled): path.read_bytes() for path in (filled / "files").rglob("*") if path.is_file()}
    assert {path: (tmp_path / "back" / path).read_bytes() for path in files} == files
    assert list(files.values()) == [b"scan"]


def test_nobody_stays_signed_in_by_a_backup(command: Command, filled: Path, tmp_path: Path) -> None:
    command("backup", str(tmp_path / "a.tar.gz"))
    assert [name for name in members(tmp_path / "a.tar.gz") if "session" in name or "secret" in name] == []


def test_nothing_is_left_beside_it(command: Command, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    command("backup", str(tmp_path / "out" / "a.tar.gz"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.tar.gz"]


def test_a_missing_file_keeps_the_older_backup(command: Command, filled: Path, tmp_path: Path) -> None:
    older = tmp_path / "a.tar.gz"
    older.write_bytes(b"older")
    for path in (filled / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    refused = command("backup", str(older))
    assert (refused.returncode, "missing from the data folder" in refused.stderr, older.read_bytes()) == (2, True, b"older")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar.gz", "data"]


def test_no_folder(command: Command, filled: Path, tmp_path: Path) -> None:
    refused = command("backup", str(tmp_path / "none" / "a.tar.gz"))
    assert (refused.returncode, refused.stderr) == (2, f"There is no folder {tmp_path / 'none'}: make it first.\n")


def test_a_backup_under_writes_is_of_one_moment(command: Command, filled: Path, tmp_path: Path) -> None:
    with started(WRITE_ON, filled) as writing:
        try:
            assert writing.stdout is not None
            assert writing.stdout.readline() == "writing\n"
            time.sleep(0.2)
            assert command("backup", str(tmp_path / "a.tar.gz")).returncode == 0
        finally:
            writing.kill()
    keys = [json.loads(line)[5] for line in members(tmp_path / "a.tar.gz")["tables/journal_entry.jsonl"].splitlines()]
    halves = {half: {key[2:] for key in keys if key and key.startswith(f"{half}-")} for half in "ab"}
    assert halves["a"] == halves["b"] != set()
    assert command("restore", str(tmp_path / "a.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "back")).returncode == 0


def test_only_into_an_empty_database(command: Command, filled: Path, tmp_path: Path) -> None:
    command("backup", str(tmp_path / "a.tar.gz"))
    before = dump(filled)
    refused = command("restore", str(tmp_path / "a.tar.gz"))
    assert (refused.returncode, "The database is not empty" in refused.stderr) == (2, True)
    assert dump(filled) == before


def test_into_a_database_that_is_prepared_and_empty(command: Command, filled: Path, tmp_path: Path) -> None:
    command("backup", str(tmp_path / "a.tar.gz"))
    command("migrate", SHANYRAQ_DATA=str(tmp_path / "back"))
    assert command("restore", str(tmp_path / "a.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "back")).returncode == 0
    assert dump(tmp_path / "back") == dump(filled)


def cut(kept: dict[str, bytes]) -> dict[str, bytes]:
    return {name: text for name, text in kept.items() if name != "tables/journal_entry.jsonl"}


def altered(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"tables/words_federation.jsonl": kept["tables/words_federation.jsonl"].replace("Одақ".encode(), b"Other")}


def extra(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"../evil": b"x"}


def newer(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"manifest.json": kept["manifest.json"].replace(b'"version": 1', b'"version": 2')}


def injected(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"manifest.json": kept["manifest.json"].replace(b'"name": "summary"', b'"name": "summary) --"')}


def strange(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"manifest.json": kept["manifest.json"].replace(b'"name": "summary"', b'"name": "summaries"')}


def unordered(kept: dict[str, bytes]) -> dict[str, bytes]:
    return dict(reversed(kept.items()))


def later(kept: dict[str, bytes]) -> dict[str, bytes]:
    return kept | {"manifest.json": kept["manifest.json"].replace(b'"0001_first"', b'"0999_later"', 1)}


@pytest.mark.parametrize(("spoil", "said"), [
    (cut, "tables/journal_entry.jsonl is missing"),
    (altered, "tables/words_federation.jsonl is not what was written"),
    (extra, "../evil is not what was written"),
    (newer, "is a backup of another version (2)"),
    (injected, "its manifest cannot be read"),
    (strange, "journal_entry has no column summaries"),
    (unordered, "does not begin with manifest.json"),
    (later, "was written by a newer version"),
])
def test_a_spoiled_backup_is_refused_and_leaves_nothing(
    command: Command, filled: Path, tmp_path: Path, spoil: Callable[[dict[str, bytes]], dict[str, bytes]], said: str,
) -> None:
    command("backup", str(tmp_path / "a.tar.gz"))
    spoiled = rewritten(tmp_path / "a.tar.gz", tmp_path / "b.tar.gz", spoil(members(tmp_path / "a.tar.gz")))
    refused = command("restore", str(spoiled), SHANYRAQ_DATA=str(tmp_path / "back"))
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines()), said in refused.stderr) == (2, "", 1, True)
    assert command("restore", str(tmp_path / "a.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "back")).returncode == 0


@pytest.mark.parametrize("content", [b"", b"hello", "half"])
def test_what_is_no_backup_is_refused(command: Command, filled: Path, tmp_path: Path, content: bytes | str) -> None:
    command("backup", str(tmp_path / "a.tar.gz"))
    whole = (tmp_path / "a.tar.gz").read_bytes()
    (tmp_path / "b").write_bytes(whole[: len(whole) // 2] if isinstance(content, str) else content)
    refused = command("restore", str(tmp_path / "b"), SHANYRAQ_DATA=str(tmp_path / "back"))
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "is damaged or no backup" in refused.stderr


@pytest.mark.postgres
def test_from_one_database_to_the_other_and_back(command: Command, filled: Path, tmp_path: Path) -> None:
    server = os.environ["DATABASE_URL"]
    name = f"restored_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            url = f"{server.rpartition('/')[0]}/{name}"
            assert command("backup", str(tmp_path / "a.tar.gz")).returncode == 0
            there = command("restore", str(tmp_path / "a.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "pg"), DATABASE_URL=url)
            assert (there.returncode, there.stderr) == (0, "")
            assert command("begin", "--link", SHANYRAQ_DATA=str(tmp_path / "pg"), DATABASE_URL=url).returncode == 0
            assert command("backup", str(tmp_path / "b.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "pg"), DATABASE_URL=url).returncode == 0
        finally:
            admin.execute(f"DROP DATABASE {name}")  # type: ignore[arg-type]
    assert command("restore", str(tmp_path / "b.tar.gz"), SHANYRAQ_DATA=str(tmp_path / "back")).returncode == 0
    ours, theirs = members(tmp_path / "a.tar.gz"), members(tmp_path / "b.tar.gz")
    grown = {"manifest.json", "tables/entrance_link.jsonl", "tables/journal_entry.jsonl"}
    assert {name: text for name, text in theirs.items() if name not in grown} == {name: text for name, text in ours.items() if name not in grown}
    for table in ("entrance_link", "journal_entry"):
        before, after = (kept[f"tables/{table}.jsonl"].splitlines() for kept in (ours, theirs))
        assert (after[: len(before)], len(after)) == (before, len(before) + 1)
