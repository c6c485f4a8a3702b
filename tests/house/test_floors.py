from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.floors import PACKAGE, below_rights, depth, source

PAGES = ("django.forms", "django.shortcuts", "django.views", "django.http", "django.urls", "django.template")
OWN_WORDS = {
    ("dating", "django.forms"),  # a form field for dates is part of what a date is
    ("mail", "django.template"),  # the text of a letter
    ("words", "django.template"),  # the filter that picks a text for the page
    ("words", "django.utils.translation.template"),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_every_package_stands_on_a_floor() -> None:
    packages = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {"__init__"}
    assert packages - set(depth()) == set()


def test_no_page_and_no_form_below_rights() -> None:
    wrong = {
        (str(path.relative_to(PACKAGE)), name)
        for package in below_rights()
        for path in source(package)
        for name in imports(path)
        for page in PAGES
        if (name == page or name.startswith(f"{page}.")) and (package, page) not in OWN_WORDS
    }
    assert wrong == set()


def test_imports_stand_at_the_top() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []
