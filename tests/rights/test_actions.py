"""Every action that the code names is declared by a room, and every declared action is named by some code."""
from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import shanyraq
from shanyraq.rights.actions import declared

PACKAGE = Path(shanyraq.__file__).parent
ASKING = {"reads": 1, "_find": 1, "asks": 0, "which": 1, "may": 1, "why": 1, "allows": 1, "who_may": 0}  # the place of the action among their arguments
FORM = re.compile(r"[a-z_]+:[a-z_]+:[a-z_]+")


def action_of(call: ast.Call) -> ast.expr | None:
    """The argument of a call that is an action."""
    for keyword in call.keywords:
        if keyword.arg == "action":
            return keyword.value
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    place = ASKING.get(name)
    return call.args[place] if place is not None and len(call.args) > place else None


def named() -> Iterator[tuple[str, str]]:
    """The actions that code asks by, at once or by a name for them."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            told = action_of(node) if isinstance(node, ast.Call) else node.value if isinstance(node, ast.AnnAssign) else None
            if isinstance(told, ast.Constant) and isinstance(told.value, str) and (isinstance(node, ast.Call) or FORM.fullmatch(told.value)):
                yield told.value, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def test_every_action_named_is_declared() -> None:
    assert {where: action for action, where in named() if action not in declared() and FORM.fullmatch(action)} == {}


def test_every_action_declared_is_named_somewhere() -> None:
    assert set(declared()) - {action for action, _where in named()} == set()


def test_an_action_is_room_thing_verb() -> None:
    assert [action for action in declared() if not FORM.fullmatch(action)] == []
