from __future__ import annotations

import errno
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError

from shanyraq.cli.errors import Refused, Unknown
from shanyraq.cli.main import commands, parser, sentence

Command = Callable[..., CompletedProcess[str]]


def test_help_names_every_command(command: Command) -> None:
    shown = command("--help")
    assert shown.returncode == 0
    assert [module.__name__ for module in commands() if module.__name__.rpartition(".")[2] not in shown.stdout] == []


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["backup"], ["migrate", "--fast"], ["backup", "a", "b"]])
def test_a_wrong_command_is_one_line_and_status_2(command: Command, arguments: list[str]) -> None:
    refused = command(*arguments)
    assert (refused.returncode, refused.stdout, len(refused.stderr.splitlines())) == (2, "", 1)


def test_each_command_runs_its_own_module() -> None:
    asked = parser().parse_args(["backup", "a.tar.gz"])
    assert asked.run.__module__ == "shanyraq.cli.backup"


@pytest.mark.parametrize(("env", "said"), [
    ({"PORT": "eighty"}, "PORT is “eighty”; it must be a number from 1 to 65535."),
    ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL must be postgres://user:password@host:port/name; leave it out for SQLite in the data folder."),
    ({"SHANYRAQ_DATA": "/proc/none"}, "The data folder /proc/none cannot be made: No such file or directory. Set SHANYRAQ_DATA to a folder that can."),
])
def test_a_wrong_setting_is_one_line(command: Command, env: dict[str, str], said: str) -> None:
    refused = command("migrate", **env)
    assert (refused.returncode, refused.stderr) == (2, f"{said}\n")


@pytest.mark.parametrize(("error", "said"), [
    (OSError(errno.ENOSPC, "No space left on device", "data/x"), "There is no space left on the disk; nothing was kept. Make room and try again."),
    (OperationalError("database or disk is full"), "There is no space left on the disk; nothing was kept. Make room and try again."),
    (OperationalError("no such table: words_federation"), "The database is not prepared: run shanyraq migrate first."),
    (ProgrammingError('relation "x" does not exist'), "The database is not prepared: run shanyraq migrate first."),
    (OperationalError("connection\nrefused"), "The database does not answer: connection refused"),
    (PermissionError(errno.EACCES, "Permission denied", "a.toml"), "Permission denied: a.toml"),
    (IntegrityError("x"), ""),
    (ZeroDivisionError("x"), ""),
])
def test_failures_that_no_command_has_words_for(error: Exception, said: str) -> None:
    assert sentence(error) == said


def test_an_unknown_slug_has_a_status_of_its_own() -> None:
    assert (Refused.status, Unknown.status) == (2, 3)
