"""House rules that a linter cannot say."""
from __future__ import annotations

import ast
import re
from importlib.metadata import packages_distributions, version

import pytest
from tests.house.floors import PACKAGE, ROOT

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext"}
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc", "tools"}


def test_no_module_ran_away() -> None:
    assert {str(path.relative_to(PACKAGE)): lines for path in MODULES if (lines := len(path.read_text().splitlines())) > 400} == {}


def test_no_drawer_for_everything() -> None:
    assert [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*") if path.stem in DRAWERS] == []


def test_what_is_translated_is_a_text_known_before() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in GETTEXT
        for told in node.args[:1]
        if not isinstance(told, ast.Constant)
    ]
    assert wrong == []


def test_no_page_fetches_from_elsewhere() -> None:
    """No address of another host in what a browser loads, no script or style within a page: the policy would stop them anyway.

    JSON-LD stands in a script that is data and is never run.
    """
    loads = re.compile(r"""(?:src|srcset|action)=["']https?:|<link[^>]+href=["']https?:|@import|url\(["']?https?:|<script(?![^>]*\bsrc=| type="application/ld\+json">)|\sstyle=["']|\son\w+=["']""")
    pages = [path for path in PACKAGE.rglob("*") if path.suffix in (".html", ".css")]
    assert pages
    assert [f"{path.relative_to(PACKAGE)}: {found}" for path in pages for found in loads.findall(path.read_text())] == []


def pinned(name: str) -> dict[str, str]:
    lines = [line.partition("#")[0].strip() for line in (ROOT / name).read_text().splitlines()]
    pairs = [line.partition("==") for line in lines if line and not line.startswith("-r")]
    assert [line for line, sign, _version in pairs if not sign] == []
    return {re.sub(r"\[.*\]", "", line).lower().replace("_", "-"): number for line, _sign, number in pairs}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_pinned_is_installed(name: str) -> None:
    kept = pinned(name)
    assert {package: version(package) for package in kept} == kept


def test_what_is_imported_is_pinned() -> None:
    known = packages_distributions()
    used = {
        name.partition(".")[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        for name in ([each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
    }
    needed = {known[name][0].lower().replace("_", "-") for name in used if name in known} - {"shanyraq"}
    assert needed - set(pinned("requirements.txt")) == set()


def test_the_stylesheet_stays_small() -> None:
    assert (PACKAGE / "site/static/site/shanyraq.css").stat().st_size < 40 * 1024
