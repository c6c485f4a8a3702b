"""Where one can go from any page: what the installed rooms offer, as far as this visitor may.

A room declares in its AppConfig `navigation`, [(route, label)], and `tasks`, [(route, label, door)]: what people come to do; `door` is the name of
the federation in which it is tried; `counts`, {route: dotted name of a function of the visitor}, how many things wait there. Who may go there, the
action of the view says.
"""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from shanyraq.directory.strangers import is_stranger
from shanyraq.registry.models import Organisation
from shanyraq.rights import Visitor, allowed, allows, reaches_all, which
from shanyraq.site.addresses import address

Row = dict[str, Any]


class Way(NamedTuple):
    """Where one can go; `current`: one is there."""

    url: str
    text: str
    current: bool


PREPARE: Final[str] = "desk:draft:keep"
FIRST: Final = "zhetysu"  # the federation whose home is the first screen of all


def ways(request: HttpRequest) -> tuple[Way, ...]:
    """The pages in the order of the rooms."""
    visitor = getattr(request, "user", None)
    offered = _open_ways(get_language()) if is_stranger(visitor) else tuple(_ways_of(visitor))
    return tuple(Way(url, text, url == request.path) for url, text in offered)


@lru_cache
def _open_ways(_language: str | None) -> tuple[tuple[str, str], ...]:
    """The pages of strangers, to each of them the same: nothing waits there for them."""
    return tuple((address(route), str(label)) for route, label in _open_to(None))


def _ways_of(visitor: Visitor) -> Iterator[tuple[str, str]]:
    yield from ((address(route), _with_number(route, label, visitor)) for route, label in _open_to(visitor))


def _open_to(visitor: Visitor) -> list[tuple[str, str]]:
    offered = list(_offered("navigation"))
    may_go = allowed(visitor, [_action(route) for route, _label in offered])
    return [(route, label) for route, label in offered if _action(route) in may_go]


def keeps(request: HttpRequest) -> bool:
    """Whether this visitor may tell what happened: on the page of an organisation to that one, elsewhere somewhere, and the desk says where."""
    visitor = getattr(request, "user", None)
    if not apps.is_installed("shanyraq.desk") or not allows(visitor, PREPARE):
        return False
    found = request.resolver_match
    if found is None or found.view_name != "site:organisation" or reaches_all(visitor, PREPARE):
        return True
    return which(visitor, PREPARE, Organisation.objects.filter(slug=found.kwargs["slug"])).exists()


def tasks() -> list[Row]:
    """What people come to do, each one tap away in the federation in which it is tried: {url, text}. None where no such federations are served."""
    return [{"url": _address(door) + reverse(route), "text": label} for route, label, door in _offered("tasks") if door in settings.DOORS]


def doors() -> list[Row]:
    """The federations served side by side: {name, url, current}."""
    return [{"name": name, "url": address + reverse("site:home"), "current": address == own_address()} for name, address in settings.DOORS.items()]


def is_first_screen() -> bool:
    return FIRST in settings.DOORS and settings.DOORS[FIRST] == own_address()


def own_address() -> str:
    return str(settings.ORIGIN) or f"http://localhost:{settings.PORT}"


def _offered(name: str) -> Iterator[Any]:
    for room in apps.get_app_configs():
        yield from getattr(room, name, [])


def _with_number(route: str, label: str, visitor: Any) -> str:
    """The label of a page, and how many things wait there for this visitor."""
    declared = (getattr(room, "counts", {}).get(route) for room in apps.get_app_configs())
    function = next(filter(None, declared), "")
    number = import_string(function)(visitor) if function else 0
    return f"{label} ({number})" if number else str(label)


@cache
def _action(route: str) -> str:
    """What the view of a route asks for, the same in every language."""
    return str(getattr(resolve(reverse(route)).func, "action"))  # noqa: B009 (`asks` gives each view its action)


def _address(door: str) -> str:
    address = settings.DOORS[door]
    return "" if address == own_address() else address
