"""What offices give when a federation begins, as the rooms declare it. What somebody altered or withdrew stays as it is."""
from __future__ import annotations

from typing import Final

from django.db import connection

from shanyraq.rights import actions
from shanyraq.rights.models import Demand, Grant

SEEDED: Final = frozenset({Grant._meta.db_table, Demand._meta.db_table})


def seed() -> None:
    """Puts in what is declared and not there yet; run after every migrate."""
    there = set(Grant.objects.values_list("office", "action"))
    told = {(office, action): Grant(office=office, action=action, reach=reach, kind=kind) for office, action, reach, kind in actions.grants()}
    Grant.objects.bulk_create([row for pair, row in told.items() if pair not in there], ignore_conflicts=True)
    asked = set(Demand.objects.values_list("office", "level"))
    new = [Demand(office=office, level=level) for office, level in dict.fromkeys(actions.demands()) if (office, level) not in asked]
    Demand.objects.bulk_create(new, ignore_conflicts=True)


def altered() -> bool:
    """Whether somebody altered what offices give."""
    return any(model._default_manager.exclude(altered=None).exists() for model in (Grant, Demand))


def clear() -> None:
    """Takes it all out, where a database that nobody has used takes a backup in; one of an older version may have no such tables yet."""
    there = set(connection.introspection.table_names())
    for model in (Grant, Demand):
        if model._meta.db_table in there:
            model._default_manager.all().delete()
