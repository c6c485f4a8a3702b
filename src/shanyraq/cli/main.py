"""`shanyraq COMMAND`: each module of this package that has `add_parser` and `run` is a command."""
from __future__ import annotations

import argparse
import errno
import os
import pkgutil
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from django.utils import translation

from shanyraq import cli
from shanyraq.cli.errors import Refused
from shanyraq.words.texts import LANGUAGES

FULL = ("disk is full", "No space left", "could not extend file", "disk I/O error")
UNPREPARED = ("no such table", "does not exist")


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong with a command, instead of all that could be right."""

    def error(self, message: str) -> NoReturn:
        raise Refused(f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.")


def commands() -> list[ModuleType]:
    modules = [import_module(f"{cli.__name__}.{found.name}") for found in pkgutil.iter_modules(cli.__path__) if found.name != "main"]
    return [module for module in modules if hasattr(module, "add_parser")]


def parser() -> argparse.ArgumentParser:
    whole = Parser(prog="shanyraq", description="A federation of associations, run day by day and remembered truly.")
    subparsers = whole.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for module in commands():
        known = set(subparsers.choices)
        module.add_parser(subparsers)
        for name in set(subparsers.choices) - known:
            subparsers.choices[name].set_defaults(run=module.run)
    return whole


def sentence(error: Exception) -> str:
    """One line for a failure that no command has words for; empty where it is our own fault and a trace is wanted."""
    said = " ".join(str(error).split())
    if isinstance(error, ImproperlyConfigured):
        return said
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or any(word in said for word in FULL):
        return "There is no space left on the disk; nothing was kept. Make room and try again."
    if isinstance(error, OperationalError | ProgrammingError) and any(word in said for word in UNPREPARED):
        return "The database is not prepared: run shanyraq migrate first."
    if isinstance(error, OperationalError):
        return f"The database does not answer: {said}"
    if isinstance(error, OSError):
        return f"{error.strerror or said}: {error.filename or ''}".rstrip(": ")
    return ""


def language(environment: Mapping[str, str]) -> str:
    """The language of the terminal, where it is one of ours; else English."""
    named = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return next((code for code in LANGUAGES if named.startswith(f"{code}_")), "en")


def carry_out(arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shanyraq.settings")
    os.umask(0o077)  # what a command writes is its owner's alone
    django.setup()
    translation.activate(language(os.environ))
    asked = parser().parse_args(arguments)
    return int(asked.run(asked))


def main(arguments: Sequence[str] | None = None) -> int:
    """Carries out one command; its status is 0, 2 where it was refused, 3 where a slug names nothing."""
    try:
        return carry_out(sys.argv[1:] if arguments is None else arguments)
    except Refused as refused:
        print(" ".join(str(refused).split()), file=sys.stderr)
        return refused.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        said = sentence(error)
        if not said:
            raise
        print(said, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
