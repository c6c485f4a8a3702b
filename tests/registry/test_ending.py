"""A change that ends something tells that it held on the day before, and nothing on its begin (rule 12)."""
from __future__ import annotations

from datetime import date

import pytest
from tests.world import record, told

from shanyraq.directory.questions import show
from shanyraq.registry.questions import under

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def values(key: str, day: str) -> list[tuple[str, str]]:
    return [(row["value"], row["certainty"]) for row in show("a", as_of=date.fromisoformat(day))[key]]


def test_left_without_a_told_joining() -> None:
    record(told("gone", "left", "a", "2005-03-01", member_of=["b"]))
    assert [str(under("a", "b", as_of=day)) for day in (date(1990, 1, 1), date(2005, 2, 28), date(2005, 3, 1))] == ["possibly", "surely", "no"]


def test_struck_off_without_a_told_registration() -> None:
    record(told("struck", "struck_off", "a", "2005-03-01"))
    assert [values("registrations", day) for day in ("1990-01-01", "2005-02-28", "2005-03-01")] == [[("registered", "possibly")], [("registered", "surely")], []]


def test_struck_off_ends_whatever_registration_held() -> None:
    record([told("in", "registered", "a", "1996-04-01", number="17-1907"), told("out", "struck_off", "a", "2005-03-01")])
    assert [values("registrations", day) for day in ("2005-02-28", "2005-03-01")] == [[("17-1907", "surely")], []]


def test_accreditation_withdrawn_without_a_told_one() -> None:
    record(told("out", "accreditation_withdrawn", "a", "2005-03-01"))
    assert [values("states", day) for day in ("2005-02-28", "2005-03-01")] == [[("accredited", "surely")], []]


def test_released_without_a_told_appointment() -> None:
    record(told("out", "released", "a", "2005-03-01", office="chair", person="aigul"))
    offices = [[(row["person"], row["certainty"]) for row in show("a", as_of=day)["offices"]] for day in (date(2005, 2, 28), date(2005, 3, 1))]
    assert offices == [[("aigul", "surely")], []]


def test_dissolved_alone_tells_that_it_existed() -> None:
    record(told("end", "dissolved", "a", "2005-03-01"))
    assert [show("a", as_of=day)["exists"] for day in (date(1990, 1, 1), date(2005, 2, 28), date(2005, 3, 1))] == ["possibly", "surely", "no"]


def test_an_accreditation_repeated_before_its_end_goes_on() -> None:
    record([told("first", "accredited", "a", "2019-07-01", until="2022-07-01"), told("second", "accredited", "a", "2022-06-01", until="2025-06-01")])
    assert [values("states", day) for day in ("2022-07-01", "2025-05-31", "2025-06-01")] == [[("accredited", "surely")], [("accredited", "surely")], []]
