"""`python -m shanyraq.words.compile`: turns the catalogues of translations into the form that Django reads.

Babel does it: msgfmt is a system package.
"""
from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder: Path = FOLDER) -> int:
    """Compiles every `.po` that is newer than its `.mo` and gives their number."""
    return sum(compile_one(catalogue) for catalogue in sorted(folder.glob("*/LC_MESSAGES/*.po")))


def compile_one(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
        return False
    with catalogue.open("rb") as source:
        messages = read_po(source, locale=catalogue.parent.parent.name, abort_invalid=True)
    written = compiled.with_suffix(".mo.tmp")
    with written.open("wb") as target:
        write_mo(target, messages)
    written.replace(compiled)
    return True


if __name__ == "__main__":
    sys.stdout.write(f"Translations compiled: {compile_all()}.\n")
