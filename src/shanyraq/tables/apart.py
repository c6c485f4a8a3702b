"""Reads one office file from standard input and writes its rows as JSON; started by `reading.py`, a process for each file.

A file from outside may be made to exhaust memory or to bring its reader down. Here it can only bring this process down.
"""
from __future__ import annotations

import json
import resource
import sys
from typing import Any, Final

from docx.opc.exceptions import PackageNotFoundError
from python_calamine import CalamineError, PasswordError

from shanyraq.tables.office import TooMuch, document, spreadsheet

MEMORY: Final = 768 * 1024 * 1024  # bytes of address space
SECONDS: Final = 20  # of computing
READERS: Final = {"spreadsheet": spreadsheet, "document": document}


def answer(kind: str, data: bytes) -> dict[str, Any]:
    """Rows, or `refused` with a word of `refusal.REASONS`."""
    try:
        return READERS[kind](data)
    except TooMuch as much:
        return {"refused": str(much)}
    except PasswordError:
        return {"refused": "locked"}
    except MemoryError:
        return {"refused": "large"}
    except (CalamineError, PackageNotFoundError, ValueError, KeyError, OSError, SyntaxError, AttributeError, IndexError):
        return {"refused": "damaged"}  # lxml's faults of XML are SyntaxErrors


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    json.dump(answer(sys.argv[1], sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
