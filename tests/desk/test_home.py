"""The desk itself, the journal, the keeper's ways on pages."""
from __future__ import annotations

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.keeping import Keeper, words
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.chronicle.terms import Act
from shanyraq.desk.terms import CHOICES, GROUPS

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def recorded(keeper: Keeper, body: str) -> None:
    draft = keeper.begin("dormant", f"organisation:{body}")
    keeper.tell(draft, "when", how="on", first="2015")
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)


def world(number: int) -> None:
    record([told(f"b{n}", "founded", f"b{n}", "2000", name={"en": f"Body {n}"}) for n in range(number)])


def test_every_act_can_be_recorded() -> None:
    assert set(CHOICES) == set(Act.values)
    assert {choice.group for choice in CHOICES.values()} == set(GROUPS)


def test_the_journal_says_who_did_what() -> None:
    world(1)
    keeper = Keeper("Aigul")
    recorded(keeper, "b0")
    keeper.post("changes/b0-dormant-2015/undo/", key="k")
    shown = words(keeper.get("journal/"))
    assert shown.count("Aigul") == 2
    assert "Recorded · Aigul · " in shown
    assert "2015: Body 0: At rest from here on" in shown
    assert words(keeper.get("")).count("Aigul") == 2


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_questions_whatever_they_list(number: int) -> None:
    world(number)
    keeper = Keeper()
    for n in range(number):
        recorded(keeper, f"b{n}")
        keeper.begin("renamed", f"organisation:b{n}")
    with CaptureQueriesContext(connection) as home:
        keeper.get("")
    with CaptureQueriesContext(connection) as journal:
        keeper.get("journal/")
    assert (len(home), len(journal)) == (HOME, JOURNAL)


HOME, JOURNAL = 9, 8


def test_many_are_as_few() -> None:
    test_pages_ask_the_same_number_of_questions_whatever_they_list(5)


def test_one_says_what_happened_to_a_body() -> None:
    world(1)
    record([told("p", "standing", "person:ann", "2001", name={"en": "Ann"})])
    keeper = Keeper()
    assert "Body 0 What happened?" in words(keeper.get("record/?body=organisation:b0"))
    person = words(keeper.get("record/?body=person:ann"))
    assert ("Somebody took office" in person, "It was founded" in person) == (True, False)
    draft = keeper.begin("appointed", "person:ann")
    assert draft.content["accounts"][0]["value"] == {"person": "ann"}
    assert "What happened? It began" in words(keeper.get("record/?body=organisation:nobody"))
    keeper.post("record/", 400, act="conquered", key="k")


def test_only_the_keeper_sees_the_ways_on_pages() -> None:
    for template, given in (("site/parts/keeper.html", {"body_key": "organisation:a"}), ("site/parts/mend.html", {"change": "a"})):
        assert render_to_string(template, given | {"user": open_account(name="Member")}).strip() == ""
        assert "/desk/" in render_to_string(template, given | {"user": open_account(name="Keeper", is_operator=True)})


def test_the_remarks_of_readers_are_one_tap_away() -> None:
    assert 'href="/en/remarks/"' in Keeper().get("")


def test_nobody_else_comes_in() -> None:
    answer = Client().get("/en/desk/")
    assert answer.status_code == 403
