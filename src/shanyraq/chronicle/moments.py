"""Moments of recording: one after the other, never two at once."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from shanyraq.chronicle.models import SourceVersion, Version

LOCK: Final = 0x5348414E  # any number that nobody else locks


def one_at_a_time() -> None:
    """Wait until no other recording is under way; holds until the transaction ends. SQLite takes its write lock at the begin."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def moment_after_all(now: datetime) -> datetime:
    """Now, or just after the latest moment that was recorded, should the clock have gone back."""
    found = [model.objects.order_by("-known_from").values_list("known_from", flat=True).first() for model in (Version, SourceVersion)]
    latest = max((m for m in found if m), default=datetime(1, 1, 2, tzinfo=UTC))
    return max(now, latest + timedelta(microseconds=1))
