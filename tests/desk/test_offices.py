"""Whoever holds an office keeps the register of its body and of what is below, and of nothing else."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.desk.keeping import Keeper, words
from tests.rights.offices import federation, in_office, organisation
from tests.rights.test_routes import sign_in
from tests.world import paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.chronicle.models import Version
from shanyraq.desk.changes import add_copies
from shanyraq.desk.changes import record as record_draft
from shanyraq.desk.models import Draft
from shanyraq.desk.within import OutOfReach
from shanyraq.journal.models import Entry
from shanyraq.people.models import Holding
from shanyraq.registry.models import Name, Organisation
from shanyraq.rights.changes import name_helper

pytestmark = [pytest.mark.django_db, pytest.mark.both]



class Holder(Keeper):
    """Somebody with an account that is there already."""

    def __init__(self, user: User) -> None:
        self.user, self.client, self.language = user, Client(), "en"
        sign_in(self.client, user)


def renamed(holder: Keeper, slug: str, name: str = "Newly") -> Draft:
    draft = holder.begin("renamed", f"organisation:{slug}")
    holder.tell(draft, "when", **when())
    holder.tell(draft, "details", **{"name-en": name})
    holder.tell(draft, "source", source="told")
    return draft


def when() -> dict[str, Any]:
    return {"how": "on", "first": "1 March 2026"}


def test_a_chair_records_what_is_below() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = renamed(ann, "branch")
    ann.save(draft)
    assert Name.objects.filter(organisation__slug="branch", value__contains="Newly").exists()


def test_what_another_office_keeps_is_refused_in_words_and_kept_as_a_draft() -> None:
    federation()
    eve, before = Holder(in_office("eve", "chair", "other")), Version.objects.count()
    draft = renamed(eve, "branch")
    assert "This is kept by another office: Branch. Ask there, or the office above." in words(eve.get(f"drafts/{draft.pk}/check/"))
    eve.save(draft, 409)
    with pytest.raises(OutOfReach):
        record_draft(by=eve.user, at=timezone.now(), draft=draft)
    assert (Version.objects.count(), Draft.objects.filter(recorded="").count()) == (before, 1)


@pytest.mark.parametrize(("parent", "code"), [("centre", 200), ("far", 409)])
def test_a_new_body_belongs_to_one_in_reach(parent: str, code: int) -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = ann.begin("founded")
    ann.tell(draft, "whom", new="", **{"new-en": "Fresh"})
    ann.tell(draft, "when", **when())
    draft.refresh_from_db()
    draft.content["accounts"][0]["value"]["branch_of"] = parent
    draft.save()
    ann.tell(draft, "source", source="told")
    ann.save(draft, code)
    assert Organisation.objects.filter(slug="fresh").exists() == (code == 200)


def test_the_list_to_choose_from_holds_what_is_in_reach_and_others_beside() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = ann.begin("joined")
    page = words(ann.get(f"drafts/{draft.pk}/whom/"))
    assert [name for name in ("Centre", "Branch", "Branch2", "Other", "Far", "Union") if name in page.split()] == ["Centre", "Branch", "Branch2"]
    assert "Far" not in words(ann.get(f"drafts/{draft.pk}/whom/?q=far")).split()
    ann.tell(draft, "whom", key="organisation:branch")
    assert "Far" in words(ann.get(f"drafts/{draft.pk}/to/?q=far")).split()


def test_a_change_that_was_corrected_belonged_to_somebody() -> None:
    federation()
    record(told("moved", "moved", "branch", "2026-02", branch_of="other"), on="2026-01-04")
    ann = Holder(in_office("ann", "chair", "centre"))
    ann.post("changes/moved/", key="k1")
    draft = Draft.objects.get()
    ann.save(draft, 409)
    assert "This is kept by another office: Branch." in words(ann.get(f"drafts/{draft.pk}/check/"))
    draft.refresh_from_db()
    draft.content["on"] = ["organisation:branch2"]  # as if it had been told of one of hers
    draft.save()
    ann.save(draft, 409)


def test_one_takes_back_ones_own_and_not_what_others_keep() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = ann.begin("dissolved", "organisation:branch")
    ann.tell(draft, "when", **when())
    ann.tell(draft, "source", source="told")
    ann.save(draft)
    draft.refresh_from_db()
    eve = Holder(in_office("eve", "chair", "other"))
    assert "This is kept by another office: Branch." in words(eve.post(f"changes/{draft.recorded}/undo/", 409, key="k1"))
    ann.post(f"changes/{draft.recorded}/undo/", key="k2")  # it has left her reach by her own deed, just now
    assert Version.objects.get(change__slug=draft.recorded, known_to__year=9999).status == "withdrawn"


def test_after_a_fortnight_what_left_ones_reach_is_others() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = ann.begin("dissolved", "organisation:branch")
    ann.tell(draft, "when", **when())
    ann.tell(draft, "source", source="told")
    ann.save(draft)
    draft.refresh_from_db()
    Entry.objects.filter(action="desk:change:record").update(moment=timezone.now() - timedelta(days=15))
    ann.post(f"changes/{draft.recorded}/undo/", 409, key="k2")


def test_a_former_chair_has_no_desk() -> None:
    federation()
    old = Holder(in_office("old", "chair", "centre", until="2021"))
    old.get("", 403)
    Draft.objects.create(user=old.user, key="k")
    old.get(f"drafts/{Draft.objects.get().pk}/", 403)


def test_a_helper_prepares_and_the_holder_records() -> None:
    federation()
    ann, helper = Holder(in_office("ann", "chair", "centre")), Holder(open_account(name="Helper"))
    today = timezone.localdate()
    name_helper(by=ann.user, on=today, organisation=organisation("centre"), account=helper.user, until=today + timedelta(days=3))
    draft = renamed(helper, "branch")
    page = helper.get(f"drafts/{draft.pk}/check/")
    assert "This is a helper's draft." in words(page) and f"drafts/{draft.pk}/save/" not in page
    helper.save(draft, 403)
    eve = Holder(in_office("eve", "chair", "other"))
    eve.get(f"drafts/{draft.pk}/check/", 404)
    assert f"/en/desk/drafts/{draft.pk}/" in ann.get("")
    ann.save(draft)
    draft.refresh_from_db()
    lines = Entry.objects.about(f"chronicle:change:{draft.recorded}").exclude(key__endswith=":told").values_list("user__name", "action")
    assert set(lines) == {("Ann", "desk:change:record"), ("Helper", "desk:draft:keep")}


def test_the_journal_shows_what_is_in_reach() -> None:
    federation()
    ann, eve = Holder(in_office("ann", "chair", "centre")), Holder(in_office("eve", "chair", "other"))
    ann.save(renamed(ann, "branch", "Mine"))
    eve.save(renamed(eve, "far", "Hers"))
    bob = Holder(in_office("bob", "chair", "branch"))
    assert [("Mine" in page, "Hers" in page) for page in (words(one.get("journal/")) for one in (ann, eve, bob))] == [(True, False), (False, True), (True, False)]


def test_copies_of_a_paper_that_tells_of_others_are_theirs() -> None:
    federation()
    record([paper("p1", "2026-01-01"), told("n1", "renamed", "branch", "2025", name={"en": "B"}, source="p1"),
            paper("p2", "2026-01-01"), told("n2", "renamed", "far", "2025", name={"en": "F"}, source="p2")], on="2026-01-03")  # fmt: skip
    ann = Holder(in_office("ann", "chair", "centre"))
    ann.get("sources/p1/copies/")
    ann.get("sources/p2/copies/", 403)
    with pytest.raises(OutOfReach):
        add_copies(by=ann.user, source="p2", files=[], everyone=True, key="k")


def test_an_operator_records_by_stepping_in_once_there_is_a_keeper() -> None:
    federation()
    operator = Keeper("Operator")
    operator.get("")
    in_office("ann", "chair", "union")
    operator.get("", 403)
    operator.client.post("/en/step-in/", {"organisation": "centre", "reason": "Ann is ill", "until": timezone.localdate().isoformat(), "key": "k"})
    operator.save(renamed(operator, "branch"))
    operator.save(renamed(operator, "far"), 409)




def test_the_way_to_the_desk_stands_on_the_pages_that_one_keeps() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    shown = {slug: "Record a change here" in ann.client.get(f"/en/organisations/{slug}/").content.decode() for slug in ("centre", "branch", "other", "union")}
    assert shown == {"centre": True, "branch": True, "other": False, "union": False}


def test_who_stands_in_for_a_while_from_a_day_to_come_is_told_without_a_paper() -> None:
    federation()
    record(told("bob-named", "standing", "person:bob", "2010", name={"en": "Bob"}), on="2026-01-03")
    ann, today = Holder(in_office("ann", "chair", "centre")), timezone.localdate()
    begin, last = today + timedelta(days=20), today + timedelta(days=60)
    draft = ann.begin("appointed", "organisation:branch")
    ann.tell(draft, "person", key="person:bob")
    ann.tell(draft, "when", how="on", first=begin.isoformat())
    assert "For the time being only (acting)" in words(ann.get(f"drafts/{draft.pk}/details/"))
    ann.tell(draft, "details", office="chair", acting="1", until=last.isoformat())
    ann.tell(draft, "source", source="told")
    ann.save(draft)
    held = Holding.objects.get(organisation__slug="branch")
    assert (held.acting, held.begin_latest, held.end_earliest) == (True, begin, last + timedelta(days=1))


def test_other_things_of_a_day_to_come_need_a_paper() -> None:
    federation()
    ann = Holder(in_office("ann", "chair", "centre"))
    draft = ann.begin("dissolved", "organisation:branch")
    ann.tell(draft, "when", how="on", first=(timezone.localdate() + timedelta(days=20)).isoformat())
    ann.tell(draft, "source", source="told")
    ann.save(draft, 409)
