"""What can be done in this house. An action is `room:thing:verb`; its room declares it, as `actions` of its AppConfig, with who may do it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from django.apps import apps

Who = Literal["open", "operator"]
OPEN: Final = "open"  # everyone, on every row that is open
OPERATOR: Final = "operator"  # operators only


class ActionUnknown(LookupError):
    """An action that no installed room declares."""


def declared() -> Mapping[str, Who]:
    """Every action of the installed rooms, with who may do it."""
    return {action: who for config in apps.get_app_configs() for action, who in getattr(config, "actions", {}).items()}


def who_may(action: str) -> Who:
    """Who may do it; raises ActionUnknown where no installed room declares it."""
    try:
        return declared()[action]
    except KeyError:
        raise ActionUnknown(f"No room declares the action “{action}”: add it to `actions` of the room's AppConfig.") from None
