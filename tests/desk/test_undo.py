"""Undo of a change as one act, with all that follows from it; and the undo of that."""
from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.desk.keeping import Keeper, words
from tests.directory.reading_pages import heading, section
from tests.world import record, told

from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.models import Alternative, Version
from shanyraq.desk.telling import held
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def world() -> None:
    record([
        told("a", "founded", "a", "1996", name={"en": "A"}),
        told("b", "founded", "b", "1997", name={"en": "B"}),
        told("branch", "founded", "branch", "2000", name={"en": "Branch"}, branch_of="a"),
        told("merger", "merged", ["a", "b"], "2012", into="union", name={"en": "Union"}),
    ])  # fmt: skip


def page(slug: str, **asked: str) -> str:
    answer = Client().get(f"/en/organisations/{slug}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def undo(keeper: Keeper, change: str, code: int = 200, key: str = "k") -> str:
    return keeper.post(f"changes/{change}/undo/", code, key=key)


def test_undo_of_a_merger_moves_everything_back() -> None:
    world()
    keeper = Keeper()
    shown = words(keeper.get("changes/merger/undo/"))
    assert "What it moves back A · Existence Until now 1996 – 2012 From now on since 1996" in shown
    assert "Branch · Branch of Until now A, 2000 – 2012 Union, since 2012 From now on A, since 2000" in shown
    assert "Union · Existence Until now since 2012 From now on no longer told" in shown
    undo(keeper, "merger")
    assert section(page("branch"), "up") == "Belongs to branch of A since 2000 1"
    assert section(page("branch", known_on="2026-01-02"), "up") == "Belongs to branch of Union since 2012 1"
    assert section(page("a"), "heirs") == ""
    assert [(line.action, line.user) for line in Entry.objects.filter(action__startswith="desk:")] == [("desk:change:withdraw", keeper.user)]
    assert differences() == []


def test_undone_twice_it_is_undone_once() -> None:
    world()
    keeper = Keeper()
    undo(keeper, "merger")
    undo(keeper, "merger")
    undo(keeper, "merger", key="other")
    assert Version.objects.filter(change__slug="merger").count() == 2
    assert "It was taken back already." in words(keeper.get("changes/merger/undo/"))


def test_undo_of_the_undo_and_so_on() -> None:
    world()
    keeper = Keeper()
    before = section(page("branch"), "up")
    for number in range(3):
        undo(keeper, "merger", key=f"undo-{number}")
        assert section(page("branch"), "up") == "Belongs to branch of A since 2000 1"
        assert "Tell it again" in words(keeper.get("changes/merger/"))
        assert "Branch · Branch of Until now A, since 2000 From now on A, 2000 – 2012 Union, since 2012" in words(keeper.get("changes/merger/again/"))
        keeper.post("changes/merger/again/", key=f"again-{number}")
        assert section(page("branch"), "up").rpartition(" ")[0] == before.rpartition(" ")[0]
    table = held("merger")
    assert table
    assert (table.status, len(table.claims)) == ("done", 2)
    assert Alternative.objects.count() == 0
    assert differences() == []


@pytest.mark.parametrize(("act", "source_day"), [("standing", ""), ("seen", "")])
def test_a_sighting_that_is_told_again_says_the_same(act: str, source_day: str) -> None:
    record([told("a", "founded", "a", "1996", name={"en": "A"}), told("sight", act, "a", source_day, kind="club")])
    keeper = Keeper()
    undo(keeper, "sight")
    keeper.post("changes/sight/again/", key="again")
    assert "club" in section(page("a"), "facts")
    assert Alternative.objects.count() == 0
    assert differences() == []


def test_what_was_told_of_what_came_out_of_it_is_named() -> None:
    world()
    record([told("named", "renamed", "union", "2015", name={"en": "New Union"})])
    keeper = Keeper()
    assert "This is told of what came out of it, and stays 2015: New Union: New name" in words(keeper.get("changes/merger/undo/"))
    undo(keeper, "merger")
    assert heading(page("union")) == "New Union"


def test_a_body_of_which_something_is_told_later_keeps_its_name() -> None:
    world()
    record([
        told("ann", "standing", "person:ann", "2001", name={"en": "Ann Lee"}),
        told("chair", "appointed", "union", "2014", office="chair", person="ann"),
    ])  # fmt: skip
    keeper = Keeper()
    for number in range(2):
        undo(keeper, "merger", key=f"undo-{number}")
        assert heading(page("union")) == "Union"
        assert heading(page("union", as_of="2015")) == "Union"
        assert section(page("a"), "heirs") == ""
        shown = words(keeper.get("changes/merger/again/"))
        assert re.search("Union · Existence Until now [a-z :]*2014 From now on since 2012", shown)
        keeper.post("changes/merger/again/", key=f"again-{number}")
        assert Version.objects.filter(act="standing", change__slug__startswith="union", status="done", known_to__year=9999).count() == 0
    assert differences() == []


def test_what_was_told_once_is_called_by_the_name_that_it_had_then() -> None:
    world()
    keeper = Keeper()
    undo(keeper, "merger")
    shown = words(keeper.get("changes/merger/"))
    assert shown.count("2012: A, B: Merged into Union") == 3
    assert "union" not in shown
    undo(keeper, "b", key="b")
    assert "1997: B: Founded" in words(keeper.get("journal/"))


def test_what_stands_already_leaves_no_line_in_the_journal() -> None:
    world()
    keeper = Keeper()
    undo(keeper, "merger")
    undo(keeper, "merger", key="other")
    assert Entry.objects.filter(action="desk:change:withdraw").count() == 1


def test_of_a_merger_what_goes_with_the_bodies_stands_apart() -> None:
    record([told(n, "founded", n, "1996", name={"en": n.upper()}, kind="club", level="city", culture={"en": "Songs"}) for n in "ab"])
    record([told("merger", "merged", ["a", "b"], "2012", into="union", name={"en": "Union"})], "2026-01-02")
    shown = Keeper().get("changes/merger/undo/")
    before, _details, after = shown.partition("<details class=")
    assert "8 facts go with it" in words(after)
    assert ("A · Existence" in words(before), "A · Kind" in words(before), "A · Kind" in words(after)) == (True, False, True)


def test_what_stands_on_it_is_named_where_undoing_is_refused() -> None:
    record([
        told("a", "founded", "a", "1996", name={"en": "A"}),
        told("gone", "dissolved", "a", "2000"),
        told("back", "revived", "a", "2005"),
        told("gone-again", "dissolved", "a", "2010"),
    ])  # fmt: skip
    keeper = Keeper()
    shown = words(keeper.get("changes/back/undo/"))
    assert "It cannot be recorded like this It had ended before. If it became active again, record that first." in shown
    assert "2010: A: Dissolved" in shown
    undo(keeper, "back", 409)
    assert Version.objects.filter(change__slug="back").count() == 1


def test_what_named_a_new_person_goes_with_the_act() -> None:
    world()
    keeper = Keeper()
    told_by(keeper, "a", "Klara Khan")
    undo(keeper, "appointed-2001")
    assert set(Version.objects.filter(status="withdrawn").values_list("change__slug", flat=True)) == {"appointed-2001", "person-named"}
    keeper.post("changes/appointed-2001/again/", key="again")
    assert section(page("a", as_of="2005"), "offices").startswith("In office chair Klara Khan")
    told_by(keeper, "b", "")
    undo(keeper, "appointed-2001", key="second")
    assert [held("person-named").status, held("appointed-2001-2").status] == ["done", "done"]  # type: ignore[union-attr]


def told_by(keeper: Keeper, body: str, new: str) -> Any:
    draft = keeper.begin("appointed", f"organisation:{body}")
    keeper.tell(draft, "person", **({"new": "1", "new-en": new} if new else {"key": "person:klara-khan"}))
    keeper.tell(draft, "when", how="on", first="2001")
    keeper.tell(draft, "details", office="chair")
    keeper.tell(draft, "source", source="told")
    return keeper.save(draft)
