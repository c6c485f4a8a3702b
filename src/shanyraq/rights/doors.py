"""Every view names its action: `@asks("directory:organisation:see")`. A route that names none fails a test."""
from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from shanyraq.rights import allows

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def asks(action: str) -> Callable[[View], View]:
    """Lets in who may do `action` at all, else answers 403; which rows they may see, the view asks of `which`."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allows(request.user, action):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return cast("View", guarded)

    return guard


def shared(view: View) -> View:
    """Marks a view that shows every visitor the same, out of what is recorded alone: such a page may be kept until the next write."""
    view.shared = True  # type: ignore[attr-defined]
    return view
