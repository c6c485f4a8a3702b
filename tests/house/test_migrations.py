from __future__ import annotations

import ast
import io

import pytest
from django.core.management import call_command
from tests.house.floors import PACKAGE

BUILDERS = {"shanyraq.chronicle.overlap"}  # the operation that writes one constraint for both databases; it takes plain names, no models


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say() -> None:
    said = io.StringIO()
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_migrations_import_no_code_of_ours() -> None:
    """A migration must still run when the code around it has moved on; what builds constraints on both databases is written for that."""
    wrong = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in sorted(PACKAGE.glob("*/migrations/*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        for name in ([each.name for each in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
        if name.startswith("shanyraq") and name not in BUILDERS
    ]
    assert wrong == []
