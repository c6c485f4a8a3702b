"""A setting or a command without a heading in the docs is not there for whoever runs the server."""
from __future__ import annotations

import re

from tests.house.floors import PACKAGE, ROOT

from shanyraq.cli.main import parser

SETTINGS = ("settings.py", "environment.py")


def headings(name: str) -> list[str]:
    return [line.lstrip("# ").strip() for line in (ROOT / "docs" / name).read_text().splitlines() if line.startswith("#")]


def commands() -> set[str]:
    [subparsers] = [action for action in parser()._actions if action.dest == "command"]
    return set(subparsers.choices or ())


def settings() -> set[str]:
    read = re.compile(r"""environ(?:\.get\(|\[)["'](\w+)["']""")
    return {name for file in SETTINGS for name in read.findall((PACKAGE / file).read_text())}


def test_every_command_has_a_heading() -> None:
    told = " ".join(headings("operating.md"))
    assert {name for name in commands() if f"`shanyraq {name}" not in told} == set()


def test_every_setting_has_a_heading() -> None:
    assert settings() - {heading.strip("`") for heading in headings("operating.md")} == set()


def test_no_heading_tells_of_what_is_gone() -> None:
    told = {match for heading in headings("operating.md") for match in re.findall(r"`shanyraq (\w+)", heading)}
    named = {heading.strip("`") for heading in headings("operating.md") if re.fullmatch(r"`[A-Z_]+`", heading)}
    assert (told - commands(), named - settings()) == (set(), set())


def test_links_within_the_project_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text())]
    assert [f"{page.relative_to(ROOT)}: {link}" for page, link in links if not (page.parent / link).exists()] == []
