"""Correcting at the desk: another account, another preference, before and after; two keepers at once."""
from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.keeping import Keeper, words
from tests.directory.reading_pages import heading
from tests.world import claimed, paper, record, told

from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.models import Version
from shanyraq.desk.models import Draft
from shanyraq.desk.telling import held
from shanyraq.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def world() -> None:
    record([
        paper("article", "2010"),
        told("begin", "founded", "centre", "1996", source="article", name={"en": "Old Association"}),
        told("named", "renamed", "centre", "2002", source="article", name={"en": "Regional Centre"}, short={"en": "RC"}),
    ])  # fmt: skip


def correcting(keeper: Keeper, change: str, do: str = "correct", **more: str) -> Draft:
    keeper.post(f"changes/{change}/", do=do, key=f"{change}-{do}-{Draft.objects.count()}", **more)
    return Draft.objects.of(keeper.user).latest("pk")


def test_it_works_and_both_beliefs_stay() -> None:
    world()
    keeper = Keeper()
    draft = correcting(keeper, "named")
    shown = words(keeper.tell(draft, "when", how="on", first="2004"))
    assert "Old Association, 1996 – 2002 Regional Centre, since 2002 From now on Old Association, 1996 – 2004 Regional Centre, since 2004" in shown
    assert "Corrected 2004" in words(keeper.save(draft))
    table = held("named")
    assert table
    assert (table.preferred.date, table.preferred.value) == ("2004", {"name": {"en": "Regional Centre"}, "short": {"en": "RC"}})
    assert heading(Client().get("/en/organisations/centre/?as_of=2003").content.decode()) == "Old Association"
    assert heading(Client().get("/en/organisations/centre/?as_of=2003&known_on=2026-01-02").content.decode()) == "Regional Centre"
    assert [(line.action, line.user) for line in Entry.objects.filter(action__startswith="desk:")] == [("desk:change:correct", keeper.user)]
    assert differences() == []


def test_a_page_left_as_it_was_alters_nothing() -> None:
    world()
    keeper = Keeper()
    draft = correcting(keeper, "named")
    keeper.tell(draft, "details", **{"name-en": "Regional Centre", "short-en": "RC"})
    shown = words(keeper.tell(draft, "when", how="on", first="2002"))
    assert "It changes nothing of what is told on the pages." in shown
    keeper.save(draft)
    assert Version.objects.filter(change__slug="named").count() == 1


def test_back_to_what_was_told_first() -> None:
    """The chronicle takes each content once; the keeper's word makes it new."""
    world()
    keeper = Keeper()
    for year in ("2004", "2002", "2004", "2002"):
        draft = correcting(keeper, "named")
        keeper.tell(draft, "when", how="on", first=year)
        keeper.save(draft)
        table = held("named")
        assert table
        assert table.preferred.date == year
    assert differences() == []


def test_another_source_is_added_and_then_followed() -> None:
    world()
    keeper = Keeper()
    draft = correcting(keeper, "named", "cite")
    keeper.post(f"drafts/{draft.pk}/source/?n=1", source="new")
    keeper.post(f"drafts/{draft.pk}/paper/?n=1", kind="law", title="Decree", language="en", day="2003")
    keeper.post(f"drafts/{draft.pk}/when/?n=1", how="on", first="2003")
    keeper.save(draft)
    draft = correcting(keeper, "named", "follow", n="1")
    assert "Regional Centre, since 2003" in words(keeper.get(f"drafts/{draft.pk}/check/"))
    keeper.save(draft)
    table = held("named")
    assert table
    assert [(claim.source, claim.date, claim.preferred) for claim in table.claims] == [("article", "2002", False), ("law-2003", "2003", True)]
    draft = correcting(keeper, "named", "follow", n="0")
    keeper.save(draft)
    table = held("named")
    assert table
    assert table.preferred.date == "2002"


def test_a_source_may_tell_another_value() -> None:
    world()
    keeper = Keeper()
    draft = correcting(keeper, "named", "cite")
    keeper.post(f"drafts/{draft.pk}/source/?n=1", source="held:article")
    keeper.post(f"drafts/{draft.pk}/paper/?n=1", locator="line 9")
    keeper.post(f"drafts/{draft.pk}/when/?n=1", how="on", first="2002")
    keeper.post(f"drafts/{draft.pk}/details/?n=1", **{"name-en": "Regional House", "short-en": ""})
    keeper.save(draft)
    table = held("named")
    assert table
    assert [claim.value for claim in table.claims] == [{"name": {"en": "Regional Centre"}, "short": {"en": "RC"}}, {"name": {"en": "Regional House"}}]


def test_the_answers_that_are_changed_are_those_that_are_shown() -> None:
    record([told("begin", "founded", "centre", "1996", name={"en": "A"}), claimed(told("named", "renamed", "centre", "2002", name={"en": "B"}), "2003")])
    keeper = Keeper()
    draft = correcting(keeper, "named", "follow", n="1")
    shown = keeper.get(f"drafts/{draft.pk}/check/")
    assert "When 2003 Change" in words(shown)
    for page in ("when", "details"):
        assert f'<a href="/en/desk/drafts/{draft.pk}/{page}/?n=1">Change<' in shown
    assert shown.count(f'<a href="/en/desk/drafts/{draft.pk}/details/">It tells it otherwise<') == 1
    keeper.post(f"drafts/{draft.pk}/when/?n=1", how="on", first="2004")
    keeper.save(draft)
    table = held("named")
    assert table
    assert [(claim.date, claim.preferred) for claim in table.claims] == [("2002", False), ("2004", True)]


def test_an_account_is_taken_away() -> None:
    record([told("begin", "founded", "centre", "1996", name={"en": "A"}), claimed(told("named", "renamed", "centre", "2002", name={"en": "B"}), "2003")])
    keeper = Keeper()
    draft = correcting(keeper, "named")
    keeper.post(f"drafts/{draft.pk}/account/", do="drop", n="0")
    keeper.save(draft)
    table = held("named")
    assert table
    assert [(claim.date, claim.value) for claim in table.claims] == [("2003", {"name": {"en": "B"}})]


def test_two_keepers_at_once() -> None:
    world()
    first, second = Keeper("Aigul"), Keeper("Boris")
    drafts = [correcting(keeper, "named") for keeper in (first, second)]
    first.tell(drafts[0], "when", how="on", first="2004")
    second.tell(drafts[1], "when", how="on", first="2005")
    first.save(drafts[0])
    shown = second.save(drafts[1], 409)
    told_before = words(shown)
    assert "Somebody else has recorded something of the same in the meantime" in told_before
    assert "2004: Regional Centre: New name" in told_before
    assert "Aigul · " in told_before
    assert "Record it all the same" in told_before
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    second.save(drafts[1], seen=seen)
    table = held("named")
    assert table
    assert table.preferred.date == "2005"
    assert Version.objects.filter(change__slug="named").count() == 3


def test_a_change_of_the_same_organisation_counts_as_well_and_another_does_not() -> None:
    world()
    record([told("else", "founded", "else", "2001", name={"en": "Else"})])
    first, second = Keeper("Aigul"), Keeper("Boris")
    draft = second.begin("dormant", "organisation:centre")
    second.tell(draft, "when", how="on", first="2015")
    second.tell(draft, "source", source="told")
    for body, code in (("else", 200), ("centre", 409)):
        other = first.begin("accredited", f"organisation:{body}")
        first.tell(other, "when", how="on", first="2014")
        first.tell(other, "details")
        first.tell(other, "source", source="told")
        first.save(other)
        assert ("Aigul · " in words(second.get(f"drafts/{draft.pk}/check/"))) == (code == 409)
    second.save(draft, 409)
    assert Version.objects.filter(act="dormant").count() == 0


def test_the_page_of_a_change_says_who_told_which_version() -> None:
    world()
    keeper = Keeper("Aigul")
    draft = correcting(keeper, "named")
    keeper.tell(draft, "when", how="on", first="2004")
    keeper.save(draft)
    shown = words(keeper.get("changes/named/")).partition("How it was told")[2]
    assert shown.startswith(", the newest first 2004: Regional Centre: New name; Short name: RC Aigul · ")
    keeper.get("changes/nothing/", 404)
