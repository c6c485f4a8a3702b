"""`python -m bench.taking PEOPLE`: takes so many people in at once by the verb that takes many, each with a name in two scripts, a contact and a membership.

Prints {people, seconds, core}: how long the whole verb with its transaction takes, in one process, into the database of the settings; and for how much of
that a core was busy with it, here and in the server of the database, so that other work on the machine is no part of it.
"""
from __future__ import annotations

import json
import os
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

import django

django.setup()

from django.db import connection  # noqa: E402

from bench.crowd import GIVEN, HANGUL_FAMILY, SEED, SYLLABLES, branch  # noqa: E402
from shanyraq.people.members import Named, Newcomer, Reached, take_members  # noqa: E402
from shanyraq.registry.models import Organisation  # noqa: E402

SINCE: Final = date(2026, 11, 1)


def newcomers(number: int) -> list[Newcomer]:
    dice, found = Random(SEED), []
    for n in range(number):
        names = (Named("cyrillic", dice.choice(GIVEN), f"Сынамбек{n}"), Named("hangul", dice.choice(SYLLABLES) * 2, dice.choice(HANGUL_FAMILY)))
        found.append(Newcomer(names, contacts=(Reached("phone", f"+7 000 {n:07}"),)))
    return found


def busy() -> float:
    """Seconds for which a core has worked, for this process and for its server: PostgreSQL, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return time.process_time() + (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def main(people: int) -> None:
    told, body = newcomers(people), Organisation.objects.get(slug=branch(0, 1))
    begun, worked = time.perf_counter(), busy()
    taken = take_members(by=None, organisation=body, since=SINCE, newcomers=told)
    seconds, core = time.perf_counter() - begun, busy() - worked
    assert len(taken) == people
    print(json.dumps({"people": people, "seconds": seconds, "core": core}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
