"""Whatever was recorded, corrected, taken back or refused: what is believed is what the chronicle says, however it was told."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from django.db.models import Model
from hypothesis import given, settings
from tests.chronicle.sequences import sequences
from tests.world import record, undone, withdrawn
from tests.world import told as change

from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.floors import FLOORS
from shanyraq.chronicle.imports import export, import_tables
from shanyraq.chronicle.models import FOREVER, Alternative, Change, Claim, Event, Mention, Order, Source, SourceVersion, Version
from shanyraq.chronicle.models import Telling as TellingRow
from shanyraq.chronicle.tomlfile import ChangeTable, ChronicleFaults, read_text
from shanyraq.directory.questions import show
from shanyraq.registry.models import Organisation

START: Final = date(2020, 1, 1)
DAYS: Final = [date(1999, 12, 31) + timedelta(days=n) for n in range(0, 33, 4)]

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def told(versions: Sequence[ChangeTable]) -> int:
    """Record each at a moment of its own; returns how many were refused."""
    refused = 0
    for n, version in enumerate(versions):
        try:
            record(version, on=(START + timedelta(days=n)).isoformat())
        except (ChangeRefused, ChronicleFaults):
            refused += 1
    return refused


def believed() -> set[str]:
    """A line for each period that is believed now."""
    columns = ("thread", "value", "begin_earliest", "begin_latest", "end_earliest", "end_latest", "begin_change__slug", "end_change__slug")
    models: Iterable[type[Model]] = FLOORS.models()
    rows = (row for model in models for row in model._default_manager.filter(known_to=FOREVER).values_list(*columns))
    return {" ".join(map(str, row)) for row in rows}


def emptied() -> None:
    models: Iterable[type[Model]] = (*FLOORS.models(), Alternative, Order, Event, TellingRow, Mention, Claim, Version, SourceVersion, Change, Source)
    for model in models:
        model._default_manager.all().delete()


def shown(known_on: Sequence[date | None]) -> Iterator[dict[str, Any]]:
    for slug in Organisation.objects.order_by("slug").values_list("slug", flat=True):
        yield from (show(slug, as_of=day, known_on=known) for day in DAYS for known in known_on)


@settings(max_examples=30)
@given(sequences())
def test_a_rebuilding_finds_no_difference(versions: list[ChangeTable]) -> None:
    with undone():
        told(versions)
        assert differences() == []


@settings(max_examples=30)
@given(sequences())
def test_told_at_once_is_believed_as_told_one_by_one(versions: list[ChangeTable]) -> None:
    with undone():
        told(versions)
        before = believed()
        tables = [table.body for table in read_text("".join(export()))]
        current = list({table.id: table for table in tables}.values())
        emptied()
        record(current, on="2021-01-01")
        assert believed() == before


@settings(max_examples=10)
@given(sequences(most=5))
def test_exported_and_imported_it_answers_the_same(versions: list[ChangeTable]) -> None:
    known: list[date | None] = [None, *(START + timedelta(days=n) for n in (0, len(versions) // 2))]
    with undone():
        told(versions)
        answers, text = list(shown(known)), "".join(export())
        emptied()
        import_tables(iter(read_text(text)))
        assert list(shown(known)) == answers
        assert "".join(export()) == text


def test_a_refused_correction_leaves_no_trace() -> None:
    """Neither a version stays, nor a day that it tightened, nor a period."""
    record([change("begin", "founded", "org", "2000", name="A"), change("end", "dissolved", "org", "2001-06")])
    before, text = believed(), "".join(export())
    with pytest.raises(ChangeRefused), transaction.atomic():
        record(change("begin", "founded", "org", "2002", name="B"), on="2026-02-01")
    assert (believed(), "".join(export()), differences()) == (before, text, [])


def test_a_withdrawn_end_gives_back_what_it_had_tightened() -> None:
    """The change that had to come before it is as uncertain again as it was told."""
    begin, end = change("begin", "founded", "org", "2000", name="A"), change("end", "dissolved", "org", "2000-03-01")
    record(begin)
    alone = believed()
    record(end, on="2026-01-02")
    record(withdrawn(end), on="2026-01-03")
    assert (believed(), differences()) == (alone, [])


EARLIER = [("seen", {}), ("standing", {}), ("renamed", {"name": "Z"}), ("left", {"member_of": "q"})]


@pytest.mark.parametrize(("act", "value"), EARLIER)
def test_an_older_paper_moves_the_begin_for_every_fact(act: str, value: dict[str, Any]) -> None:
    """What is told before the registration says that the body existed by then: so its tie may be as old."""
    tables = [change("c0", "registered", "c", "2000-02-01"), change("c1", "left", "c", "2000-02-20", branch_of="b"), change("c2", act, "c", "2000-01-10", **value)]
    told(tables)
    answer = show("c", as_of=date(2000, 1, 31))
    assert ([(row["slug"], row["certainty"]) for row in answer["parents"] if row["tie"] == "branch_of"], answer["exists"]) == ([("b", "possibly")], "surely")
