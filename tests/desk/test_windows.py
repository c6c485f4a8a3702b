"""Drafts in several windows, pages out of order, numbers that are none: nothing unseen is recorded, and no page fails."""
from __future__ import annotations

import pytest
from tests.desk.keeping import Keeper, shown_seal, words
from tests.desk.test_correct import correcting
from tests.world import paper, record, told

from shanyraq.chronicle.models import Version
from shanyraq.desk.models import Draft
from shanyraq.desk.telling import held
from shanyraq.desk.terms import CHOICES, Step
from shanyraq.directory.versions import KINDS
from shanyraq.guard.limits import LIMITERS

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def world() -> None:
    record([paper("article", "2010"), told("begin", "founded", "centre", "1996", source="article", name={"en": "Centre"})])


def renaming(keeper: Keeper, name: str) -> Draft:
    draft = keeper.begin("renamed", "organisation:centre")
    keeper.tell(draft, "when", how="on", first="2005")
    keeper.tell(draft, "details", **{"name-en": name})
    keeper.tell(draft, "source", source="told")
    return draft


def test_what_was_changed_in_another_window_is_shown_before_it_is_recorded() -> None:
    world()
    keeper = Keeper()
    draft = renaming(keeper, "First")
    first = keeper.get(f"drafts/{draft.pk}/check/")
    second = keeper.tell(draft, "details", **{"name-en": "Second"})
    refused = keeper.save(draft, 409, shown=shown_seal(first))
    assert "You have changed this draft in another window." in words(refused)
    assert "Second : New name" in words(refused)
    assert Version.objects.count() == 1
    assert shown_seal(refused) == shown_seal(second)
    assert "Recorded 2005: Second: New name" in words(keeper.save(draft, shown=shown_seal(refused)))


def test_what_lacks_something_is_not_recorded_and_leads_on() -> None:
    keeper = Keeper()
    draft = keeper.begin("founded")
    assert "What was founded?" in words(keeper.save(draft))
    assert Version.objects.count() == 0


@pytest.mark.parametrize("act", ["founded", "appointed", "dissolved", "seen"])
def test_no_page_fails_whatever_is_sent_to_it(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for limiter in LIMITERS.values():
        monkeypatch.setattr(limiter, "take", lambda *_given: 0)
    keeper = Keeper()
    draft = keeper.begin(act)
    ways = ({"new": "1", "new-en": "X"}, {"go": "1"}, {"how": "unknown"}, {"do": "drop", "n": "²"}, {"do": "follow", "n": "9" * 5000}, {"seen": "9" * 5000})
    for page in {*Step.values, *KINDS, "account", "save"}:
        for sent in ways:
            Draft.objects.filter(pk=draft.pk).update(content=draft.content, recorded="")
            answer = keeper.client.post(f"/en/desk/drafts/{draft.pk}/{page}/", sent)
            assert answer.status_code in (200, 302, 400, 404, 405), (page, sent, answer.status_code)


def test_pages_that_the_act_does_not_ask_for_are_not_there() -> None:
    keeper = Keeper()
    draft = keeper.begin("dissolved")
    assert set(CHOICES["dissolved"].asks) == set()
    for page in ("person", "details", "seat", "by"):
        keeper.get(f"drafts/{draft.pk}/{page}/", 404)


def test_the_way_back_from_choosing_a_place_leads_to_the_details() -> None:
    world()
    keeper = Keeper()
    draft = renaming(keeper, "First")
    moved = keeper.begin("moved", "organisation:centre")
    assert f'<p class="backward"><a href="/en/desk/drafts/{moved.pk}/details/"' in keeper.get(f"drafts/{moved.pk}/seat/")
    assert f'<p class="backward"><a href="/en/desk/drafts/{draft.pk}/check/"' in keeper.get(f"drafts/{draft.pk}/details/")


def test_the_account_that_is_followed_stays_so_when_another_is_taken_away() -> None:
    world()
    keeper = Keeper()
    draft = correcting(keeper, "begin")
    for number, year in ((1, "1997"), (2, "1998")):
        keeper.post(f"drafts/{draft.pk}/account/", do="add")
        keeper.post(f"drafts/{draft.pk}/source/?n={number}", source="held:article")
        keeper.post(f"drafts/{draft.pk}/when/?n={number}", how="on", first=year)
    keeper.post(f"drafts/{draft.pk}/account/", do="follow", n="2")
    keeper.post(f"drafts/{draft.pk}/account/", do="drop", n="0")
    keeper.save(draft)
    table = held("begin")
    assert table
    assert [(claim.date, claim.preferred) for claim in table.claims] == [("1997", False), ("1998", True)]
