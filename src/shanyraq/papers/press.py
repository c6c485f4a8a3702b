"""A process of its own that typesets one paper and ends: what goes wrong, lasts or grows in it ends with it.

Takes an order on standard input (see `typesetting.typeset`), gives a PDF on standard output. It reads nothing but forms and fonts, and no network.
"""
from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

import typst

MOST_MEMORY: Final = 1 << 30  # bytes of addresses, of which the fonts, read as maps of files, take the most
MOST_SECONDS: Final = 20  # of one core
Standard = Any  # typst takes a list of the very words of all standards that it knows
STANDARDS: Final = ["a-2a", "ua-1"]  # PDF/A for archives, PDF/UA for those who listen


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    order = json.load(sys.stdin.buffer)
    try:
        paper = press(order, STANDARDS)
    except typst.TypstError:  # a sign that no font has, such as an emoji, is against both standards, and no reason to go without the paper
        paper = press(order, [])
    sys.stdout.buffer.write(paper)


def press(order: dict[str, Any], standards: list[Standard]) -> bytes:
    forms = Path(order["forms"])
    paper: bytes = typst.compile(
        forms / f"{order['form']}.typ",
        root=forms,
        font_paths=[Path(folder) for folder in order["fonts"]],
        ignore_system_fonts=True,
        package_path=forms,
        package_cache_path=forms,
        format="pdf",
        pdf_standards=standards,
        sys_inputs={"data": json.dumps(order["data"], ensure_ascii=False)},
        timestamp=order["moment"],
    )
    return paper


if __name__ == "__main__":
    main()
