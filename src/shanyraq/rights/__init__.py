"""Who may do what, stated once. `which` is the rule as a query; all else here asks it.

The rule stands in `asking`, its words in `reasons`; they know tables, which cannot be loaded before the apps are: they are looked up when
asked for.
"""
from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from shanyraq.rights.asking import Visitor, allowed, allows, is_operator, may, needs_more, reaches_all, which
    from shanyraq.rights.reasons import who, why

__all__ = ["Visitor", "allowed", "allows", "is_operator", "may", "needs_more", "reaches_all", "which", "who", "why"]
REASONS: Final = ("who", "why")


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{'reasons' if name in REASONS else 'asking'}"), name)
