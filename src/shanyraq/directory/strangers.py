"""Strangers see what is open, and all of them the same: what they ask can be prepared."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Concatenate, ParamSpec, TypeVar

from shanyraq.chronicle.prepared import Prepared
from shanyraq.rights import Visitor

Asked = ParamSpec("Asked")
Row = TypeVar("Row")


def is_stranger(visitor: Visitor) -> bool:
    """Whether nobody is known behind a request."""
    return visitor is None or not visitor.is_authenticated


def answer(question: Prepared[Concatenate[Visitor, Asked], Row], visitor: Visitor, *args: Asked.args, **kwargs: Asked.kwargs) -> Iterable[Row]:
    """The rows of a question that hangs on who asks; for anybody who is known it is put together anew."""
    return question(None, *args, **kwargs) if is_stranger(visitor) else question.question(visitor, *args, **kwargs)
