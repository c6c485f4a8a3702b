from __future__ import annotations

import fcntl
import os
import sqlite3
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from tests.lists.secretariat import workbook

Command = Callable[..., CompletedProcess[str]]


def count(folder: Path, table: str) -> int:
    with sqlite3.connect(folder / "data" / "shanyraq.sqlite3") as database:
        [(found,)] = database.execute(f"SELECT COUNT(*) FROM {table}").fetchall()
    database.close()
    return int(found)


def test_a_federation_begins_with_a_list(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbook())
    given = ("begin", "--name", "kk=Жетісу", "--list", str(file), "--day", "2026-10-01", "--umbrella", "Ассамблея")
    tried = command(*given, "--dry-run")
    assert (tried.returncode, tried.stdout.splitlines()[-1]) == (0, "36 associations would be taken; nothing was kept.")
    assert (count(tmp_path, "registry_organisation"), count(tmp_path, "words_federation")) == (0, 0)
    done = command(*given)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[0] == "row 8: kept as a note: Ескерту: Жаңа кеңсе іздеуде"
    assert lines[-6:-2] == ["oblast: 10, registered 10, not 0", "city: 4, registered 2, not 2", "district: 22, registered 12, not 10", "All: 36, registered 24, not 12"]
    assert lines[-2].startswith("36 associations taken as list ") and "/enter/" in lines[-1]
    assert count(tmp_path, "registry_organisation") == 37


@pytest.mark.parametrize(("content", "said"), [
    (b"\x89PNG\r\n\x1a\n", "This is a picture."),
    ("Атауы\tТөраға\nA\tХан К.\n\tКим А.\nB\tЛи\n\tЦой".encode(), "these rows have no name: 3, 5."),
    (b"", "There is no table in it"),
])
def test_a_list_that_is_refused_begins_nothing(command: Command, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "list"
    file.write_bytes(content)
    refused = command("begin", "--name", "A", "--list", str(file))
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines()), said in refused.stderr) == (2, "", 1, True)
    assert (count(tmp_path, "words_federation"), count(tmp_path, "lists_list")) == (0, 0)


def test_a_file_that_is_not_there_and_a_day_that_is_none(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Атауы\nA")
    assert command("begin", "--list", str(tmp_path / "no")).stderr.startswith("There is no file ")
    assert "is not one day up to today" in command("begin", "--list", str(file), "--day", "2099-01-01").stderr


def test_signatures_below_the_total_are_told_as_left_out(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Атауы;Төраға\nA;Хан К.\nB;Ли В.\nБарлығы;2\nТөраға ________ Ким В.;\n;М.О.\n")
    done = command("begin", "--name", "A", "--list", str(file))
    said = ["row 4: no association: Барлығы 2", "row 5: no association: Төраға ________ Ким В.", "row 6: no association: М.О."]
    assert (done.returncode, done.stdout.splitlines()[:3]) == (0, said)


def test_at_a_terminal_a_bar_says_how_far_it_is(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Атауы\n" + "\n".join(f"Бірлестік {n}" for n in range(20)))
    mine, theirs = os.openpty()
    env = {**os.environ, "SHANYRAQ_DATA": str(tmp_path / "data"), "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    env.pop("DATABASE_URL", None)
    arguments = [sys.executable, "-m", "shanyraq.cli.main", "begin", "--name", "A", "--list", str(file)]
    os.set_blocking(mine, False)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    done = subprocess.run(arguments, env=env, stdout=subprocess.PIPE, stderr=theirs, check=False, timeout=60)
    shown = os.read(mine, 100_000).decode(errors="replace")
    os.close(mine)
    os.close(theirs)
    assert (done.returncode, "What follows from them is worked out." in shown, "99%" in shown) == (0, True, True)
