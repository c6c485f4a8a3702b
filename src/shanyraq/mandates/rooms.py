"""Rights, put together by the room of the house to which they belong."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

Row = dict[str, Any]

TITLES: Final[dict[str, Any]] = {
    "desk": _("Keeper's desk"), "registry": _("The register"), "people": _("People named in public"), "lists": _("Lists"),
    "remarks": _("Remarks of visitors"), "members": _("Members"), "joining": _("Joining"), "mandates": _("Offices and handing over"),
    "rights": _("Rights"), "entrance": _("Signing in"), "reminders": _("Reminders"),
}  # fmt: skip


def by_room(rows: Iterable[Row]) -> list[Row]:
    """{room (words), rows}: rows that name an `action`, those of one room together, rooms in the order of TITLES."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["action"].partition(":")[0], []).append(row)
    order = [*TITLES, *sorted(set(found) - set(TITLES))]
    return [{"room": TITLES.get(room, room), "rows": found[room]} for room in order if room in found]
