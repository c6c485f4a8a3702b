"""The texts that members consent to, from a file of this room into the database, where a consent points at the very text that was shown."""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import connection

from shanyraq.people.models import Consent, ConsentText

FILE: Final = Path(__file__).with_name("consents.toml")
SEEDED: Final = frozenset({ConsentText._meta.db_table})


def texts() -> Iterator[ConsentText]:
    for row in tomllib.loads(FILE.read_text())["text"]:
        said = {lang: text.strip() for lang, text in sorted(row["said"].items())}  # as PostgreSQL keeps them
        yield ConsentText(purpose=row["purpose"], version=row["version"], since=row["since"], text=said)


def is_ready() -> bool:
    """Whether the table is there: on the way to an older version it may not be."""
    return ConsentText._meta.db_table in connection.introspection.table_names()


def seed() -> None:
    """Puts in what is in the file and not there yet; run after every migrate. What is there stays as it was shown."""
    there = set(ConsentText.objects.values_list("purpose", "version"))
    ConsentText.objects.bulk_create([row for row in texts() if (row.purpose, row.version) not in there], ignore_conflicts=True)


def altered() -> bool:
    """Whether somebody consented to any."""
    return Consent.objects.exists()


def clear() -> None:
    """Takes them out, where a database that nobody has used takes a backup in; one of an older version may have no such table yet."""
    if is_ready():
        ConsentText.objects.all().delete()
