"""How an operation is declared: its address, the action that it asks for, the shape of its answer."""
from __future__ import annotations

from collections.abc import Callable
from inspect import cleandoc
from typing import Any, Final, TypeVar

from ninja import Router

from shanyraq.api.schemas import Shape

Operation = TypeVar("Operation", bound=Callable[..., Any])

router: Final = Router()
ACTIONS: Final[dict[str, str]] = {}  # by name of the operation


def reads(path: str, action: str, answer: type[Shape], *, tag: str) -> Callable[[Operation], Operation]:
    """Makes a function an operation of its own name; the first line of its docstring is its summary, the rest its description."""

    def declare(function: Operation) -> Operation:
        summary, _line, description = cleandoc(function.__doc__ or "").partition("\n")
        name = function.__name__
        ACTIONS[name] = action
        said: dict[str, Any] = {"summary": summary.rstrip("."), "description": description.strip() or summary, "tags": [tag]}
        declared: Operation = router.get(path, response=answer, operation_id=name, url_name=name, **said)(function)
        return declared

    return declare
