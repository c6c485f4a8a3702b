"""Recording at the desk, step by step: what is typed becomes a change of the chronicle, once."""
from __future__ import annotations

from typing import Any

import pytest
from tests.desk.keeping import Keeper, words
from tests.world import paper, record, told

from shanyraq.chronicle.checking import differences
from shanyraq.chronicle.models import FOREVER, Alternative, Change, Source, Version
from shanyraq.desk.models import Draft
from shanyraq.desk.telling import held
from shanyraq.journal.models import Entry
from shanyraq.registry.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def world() -> None:
    record([
        paper("article", "2010"),
        told("registered", "registered", "centre", "1996-04", source="article", name={"en": "Old Association"}, kind="ethnocultural_association"),
        told("other", "founded", "other", "1998", name={"en": "Second Society"}, branch_of="centre"),
        told("council", "founded", "council", "1995", name={"en": "Council"}),
        told("town", "standing", "place:town", "1999", name={"en": "Town"}),
        told("ann", "standing", "person:ann", "2001", name={"en": "Ann Lee"}),
        told("chair", "appointed", "centre", "2001", office="chair", person="ann"),
    ])  # fmt: skip


def tale(act: str) -> dict[str, Any]:
    """What the newest change of an act says: on, date, value, source, status."""
    version = Version.objects.filter(act=act, known_to=FOREVER).select_related("change").latest("pk")
    table = held(version.change.slug)
    assert table
    return {"on": table.on, "date": table.preferred.date, "value": table.preferred.value, "source": table.preferred.source, "status": table.status}


def test_it_works() -> None:
    keeper = Keeper()
    draft = keeper.begin("founded")
    keeper.tell(draft, "whom", new="1", sort="organisation", **{"new-kk": "Корей орталығы", "new-en": "Korean Centre"})
    keeper.tell(draft, "when", how="on", first="April 1996")
    keeper.tell(draft, "details", **{"name-kk": "Корей орталығы", "name-en": "Korean Centre", "kind": "ethnocultural_centre"})
    shown = words(keeper.tell(draft, "source", source="told"))
    assert "This will be told April 1996 Korean Centre : Founded Kind: ethnocultural centre What it alters" in shown
    assert "Korean Centre · Kind From now on ethnocultural centre, since April 1996" in shown
    assert Version.objects.count() == 0
    assert "Recorded April 1996: Korean Centre: Founded" in words(keeper.save(draft))
    name = {"en": "Korean Centre", "kk": "Корей орталығы"}
    assert tale("founded") == {
        "on": ("korean-centre",), "date": "1996-04", "value": {"name": name, "kind": "ethnocultural_centre"}, "source": None, "status": "done",
    }  # fmt: skip
    assert differences() == []


def test_sent_twice_it_is_recorded_once() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("dormant", "organisation:centre", key="same")
    assert keeper.begin("dormant", "organisation:centre", key="same") == draft
    keeper.tell(draft, "when", how="on", first="2015")
    keeper.tell(draft, "source", source="told")
    first, second = keeper.save(draft), keeper.save(draft)
    assert words(first) == words(second)
    assert Version.objects.filter(act="dormant").count() == 1
    assert Entry.objects.filter(action="desk:change:record").count() == 1
    assert "Recorded" in words(keeper.get(f"drafts/{draft.pk}/done/"))


MINIMAL: list[tuple[str, dict[str, dict[str, Any]], Any]] = [
    ("registered", {"details": {"number": "12-3", "bin": ""}}, {"number": "12-3"}),
    ("renamed", {"details": {"name-en": "New Name", "from_name": '{"en": "Old Association"}'}}, {"name": {"en": "New Name"}, "from": {"name": {"en": "Old Association"}}}),
    ("reorganised", {"details": {"kind": "union", "from_kind": "ethnocultural_association"}}, {"kind": "union", "from": {"kind": "ethnocultural_association"}}),
    ("moved", {"seat": {"key": "place:town"}, "details": {}}, {"seat": "town"}),
    ("joined", {"to": {"key": "organisation:council"}, "details": {"tie": "member_of+full"}}, {"member_of": ["council"], "grade": "full"}),
    ("accredited", {"details": {"until": "30 June 2030"}}, {"until": "2030-07-01"}),
    ("accreditation_withdrawn", {}, {}),
    ("appointed", {"person": {"key": "person:ann"}, "details": {"office": "director", "acting": "1"}}, {"office": "director", "person": "ann", "acting": True}),
    ("absorbed", {"whom": {"go": "1"}, "into": {"key": "organisation:council"}}, {"into": "council"}),
    ("separated", {"part": {"new": "1", "new-en": "Part"}, "details": {"name-en": "Part", "going-organisation:other": "organisation:part"}}, {"part": "part", "name": {"en": "Part"}, "ties": ["other"]}),
    ("succeeded", {"by": {"new": "1", "new-en": "Heir"}, "details": {"name-en": "Heir"}}, {"by": "heir", "name": {"en": "Heir"}}),
    ("succeeds", {"of": {"key": "organisation:council"}}, {"of": "council"}),
    ("dissolved", {}, {}),
    ("dormant", {}, {}),
    ("struck_off", {}, {}),
    ("standing", {"details": {"kind": "club", "culture-en": "Korean"}}, {"kind": "club", "culture": {"en": "Korean"}}),
    ("seen", {"part_of": {"key": "organisation:council"}, "details": {}}, {"part_of": ["council"]}),
    ("announced", {"details": {"name-en": "Dreamt of"}}, {"name": {"en": "Dreamt of"}}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "pages", "value"), MINIMAL, ids=[act for act, _pages, _value in MINIMAL])
def test_each_act_is_told_in_a_few_pages(act: str, pages: dict[str, dict[str, Any]], value: Any) -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin(act, "organisation:centre")
    for page in ("whom", "to", "into", "by", "part", "of", "person", "seat", "part_of"):
        if page in pages:
            keeper.tell(draft, page, **pages[page])
    keeper.tell(draft, "when", how="on", first="2015")
    if "details" in pages:
        keeper.tell(draft, "details", **pages["details"])
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)
    assert tale(act) == {"on": ("centre",), "date": "2015", "value": value, "source": None, "status": "done"}
    assert differences() == []


def test_the_last_day_in_office_is_asked_and_the_next_one_kept() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("released", "organisation:centre")
    assert "Ann Lee" in words(keeper.get(f"drafts/{draft.pk}/person/"))
    keeper.tell(draft, "person", key="person:ann")
    assert "The last day in office" in words(keeper.get(f"drafts/{draft.pk}/when/"))
    keeper.tell(draft, "when", how="on", first="31 May 2010")
    assert 'value="31 May 2010"' in keeper.get(f"drafts/{draft.pk}/when/")
    keeper.tell(draft, "details", office="chair")
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)
    assert (tale("released")["date"], tale("released")["value"]) == ("2010-06-01", {"office": "chair", "person": "ann"})


def test_leaving_offers_what_it_belongs_to() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("left", "organisation:other")
    assert "Told of last Old Association Continue" in words(keeper.get(f"drafts/{draft.pk}/to/"))
    keeper.tell(draft, "to", key="organisation:centre")
    keeper.tell(draft, "when", how="on", first="2012")
    keeper.tell(draft, "details", tie="branch_of")
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)
    assert tale("left")["value"] == {"branch_of": "centre"}


def test_several_merge_into_a_new_one() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("merged", "organisation:centre")
    keeper.tell(draft, "whom", key=["organisation:other", "organisation:council"])
    keeper.tell(draft, "whom", go="1")
    keeper.tell(draft, "into", new="1", **{"new-en": "Union"})
    keeper.tell(draft, "when", how="about", first="2012")
    keeper.tell(draft, "details", **{"name-en": "Union", "kind": "union"})
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)
    assert tale("merged") == {
        "on": ("centre", "other", "council"), "date": "2012~", "value": {"into": "union", "name": {"en": "Union"}, "kind": "union"}, "source": None, "status": "done",
    }  # fmt: skip


def test_places_and_organisations_do_not_merge_with_each_other() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("merged")
    keeper.tell(draft, "whom", key=["organisation:other", "place:town", "organisation:council"])
    draft.refresh_from_db()
    assert draft.content["on"] == ["organisation:other", "organisation:council"]
    keeper.tell(draft, "whom", 400, key=["place:town"])


def test_one_divides_and_what_is_below_it_goes_with_a_part() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("split", "organisation:centre")
    keeper.tell(draft, "into", new="1", **{"new-en": "East"})
    keeper.tell(draft, "into", new="1", **{"new-en": "West"})
    keeper.tell(draft, "into", go="1")
    keeper.tell(draft, "when", how="on", first="2012")
    keeper.tell(draft, "details", **{"going-organisation:other": "organisation:west"})
    keeper.tell(draft, "source", source="told")
    keeper.save(draft)
    assert tale("split")["value"] == {"into": ["east", "west"], "ties": {"west": ["other"]}, "values": {"east": {"name": {"en": "East"}}, "west": {"name": {"en": "West"}}}}


def test_a_new_person_and_a_new_place_are_named_beside_the_act() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("appointed", "organisation:centre")
    keeper.tell(draft, "person", new="1", **{"new-ru": "Клара Хан"})
    keeper.tell(draft, "when", how="on", first="2015")
    keeper.tell(draft, "details", office="treasurer")
    keeper.tell(draft, "source", source="held:article")
    keeper.tell(draft, "paper", locator="line 4")
    keeper.save(draft, 409)  # the article is of 2010
    keeper.tell(draft, "when", how="on", first="2009")
    keeper.save(draft)
    assert tale("appointed")["value"] == {"office": "treasurer", "person": "klara-khan"}
    assert tale("seen") == {"on": ("person:klara-khan",), "date": "", "value": {"name": {"ru": "Клара Хан"}}, "source": "article", "status": "done"}


def test_a_new_paper_is_told_with_the_change() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("dissolved", "organisation:council")
    keeper.tell(draft, "when", how="by", first="2012")
    keeper.tell(draft, "source", source="new")
    bad = words(keeper.tell(draft, "paper", 400, kind="law", title="", language="ru", day="soon", address="nowhere"))
    assert bad.count("Give the paper a title") == 2
    keeper.tell(draft, "paper", kind="law", title="Указ", language="ru", day="4 May 2013", publisher="adilet", address="https://example.org/a", locator="1", wording="ұ")
    keeper.save(draft)
    assert tale("dissolved") == {"on": ("council",), "date": "../2012", "value": {}, "source": "law-2013-05-04", "status": "done"}
    version = Version.objects.get(act="dissolved")
    claim = version.claims.get()
    assert (claim.locator, claim.wording) == ("1", "ұ")


def test_what_is_planned_changes_nothing() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("dissolved", "organisation:council")
    keeper.tell(draft, "when", how="on", first="2040", status="announced")
    shown = words(keeper.tell(draft, "source", source="told"))
    assert "It changes nothing of what is told on the pages." in shown
    keeper.save(draft)
    assert tale("dissolved")["status"] == "announced"


def test_what_was_typed_stays_when_it_is_refused() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("registered", "organisation:council")
    html = keeper.tell(draft, "when", 400, how="between", first="springtide of yore", second="2003")
    assert 'value="springtide of yore"' in html
    assert 'value="2003"' in html
    assert "could not be read as a date" in words(html)
    keeper.tell(draft, "when", how="between", first="2001", second="2003")
    html = keeper.tell(draft, "details", 400, number="7", bin="123456789012", kind="club")
    assert 'value="123456789012"' in html
    assert "the last one checks the others" in words(html)
    assert keeper.client.get(f"/en/desk/drafts/{draft.pk}/details/").content.decode().count('value="7"') == 1


def test_a_contradiction_is_explained_with_the_change_that_it_contradicts() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("founded", "organisation:council")
    keeper.tell(draft, "when", how="on", first="2001")
    keeper.tell(draft, "details")
    shown = words(keeper.tell(draft, "source", source="told"))
    assert "It cannot be recorded like this Its founding is told already. Add what you know to that one, as another account. 1995: Council: Founded" in shown
    assert "Record it" not in shown
    keeper.save(draft, 409)
    assert Version.objects.filter(act="founded").count() == 2
    assert Draft.objects.get().recorded == ""


def test_the_order_of_two_changes_is_asked() -> None:
    world()
    keeper = Keeper()
    for name in ("First", "Second"):
        draft = keeper.begin("renamed", "organisation:council")
        keeper.tell(draft, "when", how="on", first="2005")
        keeper.tell(draft, "details", **{"name-en": name})
        keeper.tell(draft, "source", source="told")
        if name == "Second":
            assert "2005: First: New name It is not known This one came earlier This one came later" in words(keeper.get(f"drafts/{draft.pk}/order/"))
            keeper.tell(draft, "order", **{"order-renamed-2005": "after"})
        keeper.save(draft)
    table = held("renamed-2005-2")
    assert table
    assert table.after == ("renamed-2005",)


def test_a_second_source_with_another_date() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("reorganised", "organisation:centre")
    keeper.tell(draft, "when", how="on", first="2002")
    keeper.tell(draft, "details", **{"name-en": "Regional Centre"})
    keeper.tell(draft, "source", source="held:article")
    keeper.tell(draft, "paper")
    keeper.post(f"drafts/{draft.pk}/account/", do="add")
    keeper.post(f"drafts/{draft.pk}/source/?n=1", source="new")
    keeper.post(f"drafts/{draft.pk}/paper/?n=1", kind="certificate", title="Куәлік", language="kk", day="2003")
    keeper.post(f"drafts/{draft.pk}/when/?n=1", how="on", first="1999")
    keeper.save(draft)
    table = held("reorganised-2002")
    assert table
    assert [(claim.source, claim.date, claim.preferred) for claim in table.claims] == [("article", "2002", True), ("certificate-2003", "1999", False)]
    assert Alternative.objects.exists()


def test_a_slug_that_somebody_else_took_meanwhile_is_made_anew() -> None:
    first, second = Keeper("One"), Keeper("Two")
    drafts = []
    for keeper in (first, second):
        draft = keeper.begin("founded")
        keeper.tell(draft, "whom", new="1", sort="organisation", **{"new-en": "Museum"})
        keeper.tell(draft, "when", how="on", first="2001")
        keeper.tell(draft, "details", **{"name-en": "Museum", "kind": "museum"})
        keeper.tell(draft, "source", source="told")
        drafts.append(draft)
    first.save(drafts[0])
    second.save(drafts[1])
    assert tale("founded") == {"on": ("museum-2",), "date": "2001", "value": {"name": {"en": "Museum"}, "kind": "museum"}, "source": None, "status": "done"}


def test_a_draft_is_kept_and_thrown_away() -> None:
    world()
    keeper, other = Keeper(), Keeper("Other")
    draft = keeper.begin("dormant", "organisation:centre")
    keeper.tell(draft, "when", how="unknown")
    assert "It is at rest: Old Association" in words(keeper.get(""))
    other.get(f"drafts/{draft.pk}/when/", 404)
    keeper.post(f"drafts/{draft.pk}/discard/")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("act", ["seen", "standing"])
def test_a_paper_may_mention_who_held_an_office(act: str) -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin(act, "organisation:other")
    keeper.tell(draft, "when", how="on", first="2005")
    assert "Choose who held the office as well" in words(keeper.tell(draft, "details", 400, office="chair"))
    keeper.tell(draft, "details", office="chair", pick="person")
    assert "Ann Lee" in words(keeper.tell(draft, "person", key="person:ann"))
    assert "Choose the office." in words(keeper.tell(draft, "details", 400, office=""))
    keeper.tell(draft, "details", office="chair")
    assert "chair: Ann Lee" in words(keeper.tell(draft, "source", source="told"))
    keeper.save(draft)
    assert tale(act)["value"] == {"office": "chair", "person": "ann"}
    assert differences() == []


@pytest.mark.parametrize(("act", "status"), [("announced", ""), ("founded", "announced")])
def test_what_is_only_announced_does_not_exist_and_has_its_name(act: str, status: str) -> None:
    keeper = Keeper()
    draft = keeper.begin(act)
    keeper.tell(draft, "whom", new="1", sort="organisation", **{"new-en": "Planned Centre"})
    keeper.tell(draft, "when", how="on", first="2027", status=status)
    assert "Type the name in one language at least." in words(keeper.tell(draft, "details", 400, **{"name-en": ""}))
    keeper.tell(draft, "details", **{"name-en": "Planned Centre", "by": "meeting"})
    shown = words(keeper.tell(draft, "source", source="told"))
    assert "It changes nothing of what is told on the pages." in shown
    assert "planned-centre" not in shown
    keeper.save(draft)
    assert [version.act for version in Version.objects.all()] == [act]
    assert not Organisation.objects.get(slug="planned-centre").lives.exists()


def test_whoever_leaves_is_asked_for_the_last_day_and_told_that_the_next_one_is_kept() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("released", "organisation:centre")
    keeper.tell(draft, "person", key="person:ann")
    hint = "From then on the office is held no more.".lower()
    assert hint in words(keeper.get(f"drafts/{draft.pk}/when/")).lower()
    assert hint not in words(keeper.get(f"drafts/{keeper.begin('dormant', 'organisation:centre').pk}/when/")).lower()


def test_where_nothing_goes_with_the_parts_nothing_is_asked() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("split", "organisation:council")
    assert "Nothing needs to be filled in here." in words(keeper.get(f"drafts/{draft.pk}/details/"))


@pytest.mark.parametrize(
    ("act", "page", "said"),
    [
        ("dissolved", "when", "When was it? (left out only where it is not known when)"),
        ("dissolved", "when", "Second date, for “between two dates” (for nothing else)"),
        ("renamed", "details", "Name (English) (in one language at least, or a short name)"),
        ("standing", "details", "Office (office and person together, or neither)"),
        ("standing", "details", "Who held it (office and person together, or neither)"),
        ("standing", "details", "Level (may be left out)"),
        ("merged", "into", "English (in one language at least)"),
    ],
)  # fmt: skip
def test_what_may_be_left_out_is_said_as_it_is(act: str, page: str, said: str) -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin(act, "organisation:centre")
    assert said in words(keeper.get(f"drafts/{draft.pk}/{page}/"))


def test_no_id_that_the_desk_gives_names_anybody() -> None:
    world()
    keeper = Keeper()
    draft = keeper.begin("appointed", "organisation:council")
    keeper.tell(draft, "person", new="1", **{"new-en": "Zzyzx Qwertz"})
    keeper.tell(draft, "when", how="on", first="2013-05-04")
    keeper.tell(draft, "details", office="chair")
    keeper.tell(draft, "source", source="new")
    keeper.tell(draft, "paper", title="Memories of Zzyzx Qwertz", kind="press", day="2014", language="en")
    keeper.save(draft)
    told = [*Change.objects.values_list("slug", flat=True), *Source.objects.values_list("slug", flat=True)]
    assert [one for one in told if "zzyzx" in one] == []
    assert {"appointed-2013-05-04", "person-named", "press-2014"} <= set(told)
