"""Each constraint that the memory puts on its tables is shown to bite, by raw SQL, on whichever database the tests run."""
from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, UniqueConstraint

from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.models import FOREVER, Change, Claim, Mention, Order, Source, SourceVersion, Telling, Version

pytestmark = [pytest.mark.django_db, pytest.mark.both]

EARLY, LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
PERIODS = sorted(FLOORS.models(), key=lambda model: model._meta.label)


def insert(model: Any, **values: Any) -> int:
    """A row by raw SQL, with every other column at its default or at something harmless."""
    row = {}
    for field in model._meta.local_concrete_fields:
        if field.primary_key:
            continue
        value = values.get(field.attname, _harmless(field))
        row[field.column] = field.get_db_prep_save(value, connection)
    columns = ", ".join(f'"{c}"' for c in row)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join(["%s"] * len(row))}) RETURNING id', list(row.values()))
        return int(cursor.fetchone()[0])


def _harmless(field: Any) -> Any:
    if field.is_relation:
        return None if field.null else _target(field.related_model)
    if field.has_default():
        return field.get_default()
    kinds = {"CharField": "x", "TextField": "", "JSONField": {}, "DateField": date(2000, 1, 1), "DateTimeField": EARLY, "BooleanField": False}
    return kinds.get(field.get_internal_type(), 0)


def _target(model: Any) -> int:
    held = model._default_manager.first()
    if held is not None:
        return int(held.pk)
    names = {field.attname for field in model._meta.local_concrete_fields}
    return insert(model, **({"slug": "held"} if "slug" in names else {}))


def refused(name: str, model: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        insert(model, **values)
    assert _names(name, str(caught.value))


def _names(name: str, said: str) -> bool:
    """SQLite names the columns of a broken UNIQUE, not the constraint."""
    return name in said or (connection.vendor == "sqlite" and "UNIQUE constraint failed" in said)


def days(*texts: str) -> dict[str, date]:
    names = ("begin_earliest", "begin_latest", "end_earliest", "end_latest")
    return dict(zip(names, map(date.fromisoformat, texts), strict=True))


@pytest.mark.parametrize("model", PERIODS, ids=lambda m: m._meta.label)
def test_two_sure_parts_of_one_thread_do_not_overlap(model: Any) -> None:
    thread = {"thread": "a:b:c", "known_from": EARLY, "known_to": FOREVER}
    insert(model, **thread, **days("1996-04-01", "1996-04-30", "2002-01-01", "2002-12-31"))
    insert(model, **thread, **days("2002-01-01", "2002-12-31", "9999-12-31", "9999-12-31"))  # meets the first in its doubt only
    insert(model, **thread, **days("2001-01-01", "2003-12-31", "2002-03-01", "2003-12-31"))  # has no sure part
    insert(model, **{**thread, "thread": "a:b:d"}, **days("1996-04-01", "1996-04-30", "9999-12-31", "9999-12-31"))  # another thread
    refused(f"{model._meta.db_table}_no_two_sure", model, **thread, **days("2005-01-01", "2005-01-01", "9999-12-31", "9999-12-31"))


@pytest.mark.parametrize("model", PERIODS, ids=lambda m: m._meta.label)
def test_what_was_believed_at_different_times_may_overlap(model: Any) -> None:
    span = days("1996-04-01", "1996-04-30", "9999-12-31", "9999-12-31")
    insert(model, thread="a:b:c", known_from=EARLY, known_to=LATE, **span)
    held = insert(model, thread="a:b:c", known_from=LATE, known_to=FOREVER, **span)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{model._meta.db_table}" SET known_from = %s WHERE id = %s', [connection.ops.adapt_datetimefield_value(EARLY), held])


@pytest.mark.parametrize(
    ("suffix", "values"),
    [
        ("begin", days("2003-01-01", "2002-01-01", "2009-01-01", "2009-01-01")),
        ("end", days("2001-01-01", "2002-01-01", "2009-01-01", "2008-01-01")),
        ("some_day", days("2009-01-01", "2009-01-01", "2008-01-01", "2008-06-01")),
        ("known", {**days("2001-01-01", "2002-01-01", "2009-01-01", "2009-01-01"), "known_from": LATE, "known_to": EARLY}),
    ],
)
@pytest.mark.parametrize("model", PERIODS, ids=lambda m: m._meta.label)
def test_days_of_a_period_are_in_order(model: Any, suffix: str, values: dict[str, Any]) -> None:
    refused(f"{model._meta.app_label}_{model._meta.model_name}_{suffix}", model, thread="a:b:c", **{"known_to": FOREVER, **values})


def test_a_change_has_a_day() -> None:
    refused("change_has_a_world", Change, slug="x", earliest=date(2002, 1, 2), latest=date(2002, 1, 1))


@pytest.mark.parametrize(
    ("name", "model", "first", "second"),
    [
        ("source_one_current", SourceVersion, {"known_to": FOREVER}, {"known_to": FOREVER, "content_key": "other"}),
        ("change_one_current", Version, {"known_to": FOREVER}, {"known_to": FOREVER, "content_key": "other"}),
        ("version_held_once", Version, {"known_to": LATE, "content_key": "k"}, {"known_to": FOREVER, "content_key": "k"}),
        ("claim_number", Claim, {"number": 1}, {"number": 1}),
        ("claim_one_preferred", Claim, {"number": 1, "preferred": True}, {"number": 2, "preferred": True}),
        ("mention_once", Mention, {"body": "organisation:x"}, {"body": "organisation:x"}),
        ("telling_once", Telling, {"body": "organisation:x", "role": "seen"}, {"body": "organisation:x", "role": "seen"}),
        ("order_once", Order, {"thread": "t"}, {"thread": "t"}),
    ],
)
def test_once_only(name: str, model: Any, first: dict[str, Any], second: dict[str, Any]) -> None:
    insert(model, **first)
    refused(name, model, **second)


@pytest.mark.parametrize("model", [Source, Change])
def test_a_slug_is_given_once(model: Any) -> None:
    insert(model, slug="given")
    refused("slug", model, slug="given")


def test_every_constraint_of_the_memory_is_named_in_these_tests() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    models = [*PERIODS, SourceVersion, Change, Version, Claim, Mention, Telling, Order]
    constraints = {c.name for model in models for c in model._meta.constraints if isinstance(c, CheckConstraint | UniqueConstraint)}
    suffixes = re.compile("|".join(rf"_{s}$" for s in ("begin", "end", "some_day", "known")))
    assert [name for name in sorted(constraints) if not suffixes.search(name) and f'"{name}"' not in source] == []


def test_the_triggers_of_sqlite_stand_for_every_period() -> None:
    """Django rebuilds a table on some alterations and drops its triggers; they are put back after each migrate."""
    if connection.vendor == "postgresql":
        sql = "SELECT conname FROM pg_constraint WHERE contype = 'x' ORDER BY 1"
        wanted = sorted(f"{m._meta.db_table}_no_two_sure" for m in PERIODS)
    else:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%no_two_sure%' ORDER BY 1"
        wanted = sorted(f"{m._meta.db_table}_no_two_sure_{when}" for m in PERIODS for when in ("INSERT", "UPDATE"))
    with connection.cursor() as cursor:
        cursor.execute(sql)
        assert sorted(row[0] for row in cursor.fetchall()) == wanted
