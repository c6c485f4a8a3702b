"""Who may do what, stated once. `which` is the rule as a query; all else here asks it."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from shanyraq.rights.actions import OPEN, who_may

if TYPE_CHECKING:  # models cannot be loaded before the apps are
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

Row = TypeVar("Row", bound=Model)
Visitor: TypeAlias = "AbstractBaseUser | AnonymousUser | None"

__all__ = ["Visitor", "allows", "may", "which", "why"]


def is_operator(user: Visitor) -> bool:
    return bool(user is not None and user.is_authenticated and user.is_active and getattr(user, "is_operator", False))


def allows(user: Visitor, action: str) -> bool:
    """Whether this visitor may do it at all, whatever the row."""
    return who_may(action) == OPEN or is_operator(user)


def which(user: Visitor, action: str, queryset: QuerySet[Row, Any]) -> QuerySet[Row, Any]:
    """Those of the rows on which this visitor may do it.

    An operator: all. Everyone else: of an open action the rows that are open (`open()` of the queryset where rows can be closed), else none.
    """
    if is_operator(user):
        who_may(action)
        return queryset
    if not allows(user, action):
        return queryset.none()
    narrow = getattr(queryset, "open", None)
    return narrow() if narrow else queryset


def may(user: Visitor, action: str, row: Model | None = None) -> bool:
    """Whether this visitor may do it, to this row where one is given."""
    if row is None:
        return allows(user, action)
    return which(user, action, type(row)._default_manager.filter(pk=row.pk)).exists()


def why(user: Visitor, action: str, row: Model | None = None) -> str:
    """The reason in words; empty where this visitor may not."""
    if not may(user, action, row):
        return ""
    return _("Everyone may.") if who_may(action) == OPEN and not is_operator(user) else _("You are an operator of this server.")
