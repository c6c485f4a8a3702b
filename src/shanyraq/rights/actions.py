"""What can be done in this house. An action is `room:thing:verb`; its room declares it in its AppConfig:

`actions` {action: who may do it}, `titles` {action: what it is, in words} of all that is not open to everyone,
`grants` [(office, action, reach)] or [(office, action, reach, kind of body)]: with what a federation begins,
`carried` {action: ties over which the reach `below` goes}; without an entry `branch_of` alone,
`own`, `weak`, `prepares` {action, ...}: done with rows of one's own, done after a PIN, done by a helper,
`guarded` {action, ...} of the own ones: done for a child for whom one stands in, too,
`shared` {action, ...}: done with what others of one's organisations let their fellow members see (`shared_with` of the queryset),
`sealed` {action, ...}: never done by an operator who looks as somebody else sees it.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal, cast

from django.apps import apps

from shanyraq.people.terms import HEADS, Office

Who = Literal["open", "signed_in", "office", "operator"]
OPEN: Final = "open"  # everyone, on every row that is open
SIGNED_IN: Final = "signed_in"  # whoever has an account, on what is their own
OFFICE: Final = "office"  # whom an office held today gives it, in its reach
OPERATOR: Final = "operator"  # operators only
BRANCH_OF: Final = "branch_of"


class ActionUnknown(LookupError):
    """An action that no installed room declares."""


def declared() -> Mapping[str, Who]:
    """Every action of the installed rooms, with who may do it."""
    return {action: who for config in apps.get_app_configs() for action, who in getattr(config, "actions", {}).items()}


def who_may(action: str) -> Who:
    """Who may do it; raises ActionUnknown where no installed room declares it."""
    room = action.partition(":")[0]
    for config in apps.get_app_configs():
        if config.label == room and action in getattr(config, "actions", {}):
            return cast("Who", getattr(config, "actions")[action])  # noqa: B009 (AppConfig knows of no actions)
    try:
        return declared()[action]
    except KeyError:
        raise ActionUnknown(f"No room declares the action “{action}”: add it to `actions` of the room's AppConfig.") from None


def carried(action: str) -> tuple[str, ...]:
    """The kinds of ties over which the reach of an office goes down for this action."""
    return next((tuple(ties[action]) for ties in _told("carried") if action in ties), (BRANCH_OF,))


def is_own(action: str) -> bool:
    return any(action in told for told in _told("own"))


def is_guarded(action: str) -> bool:
    """Whether what is a child's is that of who stands in for it, too."""
    return any(action in told for told in _told("guarded"))


def is_shared(action: str) -> bool:
    """Whether it is done with what fellow members let be seen."""
    return any(action in told for told in _told("shared"))


def is_weak(action: str) -> bool:
    """Whether a PIN is enough."""
    return any(action in told for told in _told("weak"))


def prepares(action: str) -> bool:
    """Whether it decides nothing yet, so that a helper may do it."""
    return any(action in told for told in _told("prepares"))


def is_sealed(action: str) -> bool:
    """Whether it stays closed to an operator who looks as somebody else."""
    return any(action in told for told in _told("sealed"))


def is_granted(action: str) -> bool:
    """Whether an office gives it from the beginning."""
    return any(grant[1] == action for told in _told("grants") for grant in told)


def titles() -> Mapping[str, Any]:
    """{action: what it is, in words} of all that have a title."""
    return {action: title for told in _told("titles") for action, title in told.items()}


def grants() -> Iterator[tuple[str, str, str, str]]:
    """(office, action, reach, kind of body or "") with which a federation begins."""
    for told in _told("grants"):
        for office, action, reach, *kind in told:
            yield office, action, reach, kind[0] if kind else ""


def demands() -> Iterator[tuple[str, str]]:
    """(office, level of its body or "" for any) of which a second factor is asked from the beginning."""
    for told in _told("demands"):
        yield from told


def _told(name: str) -> Iterator[Any]:
    for config in apps.get_app_configs():
        if hasattr(config, name) and config.name.startswith("shanyraq."):
            yield getattr(config, name)


def to_keepers(*given: str) -> list[tuple[str, ...]]:
    """Grants to those who keep the register of a body and of what belongs to it: its head, and the secretariat of an umbrella."""
    heads = [(office, action, "below") for action in given for office in (*HEADS, Office.HEAD_OF_SECRETARIAT)]
    return [*heads, *(("secretary", action, "below", "umbrella") for action in given)]
