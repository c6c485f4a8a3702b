"""Every view names its action: `@asks("directory:organisation:see")`. A route that names none fails a test."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from shanyraq.rights import allows, needs_more
from shanyraq.rights.actions import OFFICE, SIGNED_IN, who_may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
SIGN_IN: Final = ("entrance:sign_in", "account_login")
SECOND: Final = ("access:second",)


def asks(action: str) -> Callable[[View], View]:
    """Lets in who may do `action` at all; which rows they may see, the view asks of `which`.

    Whoever might only have to sign in, or to give a second factor, is led there and back again; everyone else, and who only looks, gets 403.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allows(request.user, action):
                return _led_on(request, action)
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]
        return cast("View", guarded)

    return guard


def _led_on(request: HttpRequest, action: str) -> HttpResponseBase:
    if getattr(request.user, "looking_as", False):
        raise PermissionDenied
    if request.method in ("GET", "HEAD") and who_may(action) in (OFFICE, SIGNED_IN):
        address = _address(SECOND) if needs_more(request.user, action) else "" if request.user.is_authenticated else sign_in_address()
        if address:
            return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")
    if needs_more(request.user, action):
        raise PermissionDenied(_("Your office asks for a second step of signing in."))
    raise PermissionDenied


def sign_in_address() -> str:
    return _address(SIGN_IN)


def _address(routes: Sequence[str]) -> str:
    """Of the first of these routes that some room has; empty where none has."""
    for route in routes:
        with suppress(NoReverseMatch):
            return reverse(route)
    return ""


def shared(view: View) -> View:
    """Marks a view that shows every visitor the same, out of what is recorded alone: such a page may be kept until the next write."""
    view.shared = True  # type: ignore[attr-defined]
    return view
