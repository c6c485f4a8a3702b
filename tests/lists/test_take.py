from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from tests.lists.secretariat import TITLE, workbook
from tests.world import record, told

from shanyraq.chronicle.errors import ChangeRefused
from shanyraq.chronicle.models import Claim, SourceVersion, Version
from shanyraq.directory.questions import show, show_place
from shanyraq.journal.changes import KeyReused
from shanyraq.journal.models import Entry
from shanyraq.lists.changes import ListRefused, bring, correct, take
from shanyraq.lists.draft import draft_of
from shanyraq.lists.giving_back import levels, table, told_of
from shanyraq.lists.models import List
from shanyraq.lists.terms import Column
from shanyraq.people.models import Holding, PersonName
from shanyraq.registry.models import Organisation
from shanyraq.tables.reading import read_file, read_pasted

pytestmark = [pytest.mark.django_db, pytest.mark.both]
DAY = date(2026, 10, 1)
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
LISTS = ("names", "kinds", "levels", "registrations", "states", "seats", "parents", "offices", "also", "successors")


def brought(text: str, **said: Any) -> List:
    return bring(by=None, grid=read_pasted(text), title="Тізім", day=DAY, **said)


def taken(text: str, **said: Any) -> List:
    kept = brought(text, **said)
    take(by=None, at=NOW, kept=kept)
    return kept


def secretariat() -> List:
    kept = bring(by=None, grid=read_file(workbook()), title=TITLE, day=DAY, umbrella="Облыс Ассамблеясы")
    take(by=None, at=NOW, kept=kept)
    return kept


def slugs(kept: List) -> list[str]:
    return list(kept.told["organisations"])


def values(slug: str, key: str, day: date = DAY) -> list[str]:
    return [row.get("value") or row.get("slug") or row.get("person") for row in show(slug, as_of=day)[key]]


def test_a_list_of_names_is_a_register() -> None:
    assert slugs(taken("Бірлік\nДостық")) == ["birlik", "dostyq"]
    found = show("dostyq", as_of=DAY)
    assert (found["exists"], found["names"]) == ("surely", [{"text": {"kk": "Достық"}, "certainty": "surely", "group": None}])


def test_all_that_a_row_says() -> None:
    kept = taken(
        "Атауы\tДеңгейі\tАудан\tТіркеу нөмірі\tТіркелген күні\tҚұрылған\tТөраға\tТелефон\tМәдениеті\tБюджет\n"
        "«Корей» этномәдени бірлестігі\tаудандық\tАқсу ауданы\t123-45\t12.04.1999\t1996\tХан К. С.\t8 701 111 22 33\tКорей мәдениеті\t5 млн",
        umbrella="Облыс Ассамблеясы",
    )
    [slug] = slugs(kept)
    found = show(slug, as_of=DAY)
    assert {key: values(slug, key) for key in ("kinds", "levels", "registrations", "seats", "parents", "offices")} == {
        "kinds": ["ethnocultural_association"], "levels": ["district"], "registrations": ["123-45"], "seats": ["aksu-district"],
        "parents": ["oblys-assambleyasy"], "offices": ["khan-k-s"],
    }  # fmt: skip
    assert [row["tie"] for row in found["parents"]] == ["part_of"]
    assert show_place("aksu-district", as_of=DAY)["kinds"][0]["value"] == "district"
    traits = dict(Organisation.objects.get(slug=slug).traits.known_on(None).values_list("fact", "value"))
    assert traits["contact"] == '{"und": "8 701 111 22 33"}'
    assert traits["culture"] == '{"kk": "Корей мәдениеті"}'
    assert traits["note"] == '{"kk": "Бюджет: 5 млн"}'
    assert sorted(Version.objects.filter(change__slug__startswith=f"{kept.source}-2").values_list("act", flat=True)) == ["founded", "registered", "standing"]
    assert [show(slug, as_of=day)["exists"] for day in (date(1995, 12, 31), date(1996, 7, 1), date(1996, 12, 31))] == ["no", "possibly", "surely"]


def test_the_source_is_the_list_with_its_title_and_day() -> None:
    kept = taken("Бірлік")
    [source] = SourceVersion.objects.values_list("source__slug", "kind", "title", "day")
    assert source == (kept.source, "list", {"kk": "Тізім"}, "2026-10-01")
    assert set(Claim.objects.values_list("source__slug", flat=True)) == {kept.source}
    assert list(Claim.objects.filter(version__act="standing").values_list("locator", "date")) == [("№ 1", "")]


def test_a_month_later_nothing_that_a_list_says_is_only_possible() -> None:
    kept = secretariat()
    for day in (DAY, DAY + timedelta(days=31)):
        found = [show(slug, as_of=day) for slug in slugs(kept)]
        assert {row["certainty"] for one in found for key in LISTS for row in one[key]} == {"surely"}
        assert {one["exists"] for one in found} == {"surely"}


def test_levels_by_registration_are_those_of_the_quarterly_report() -> None:
    with translation.override("en"):
        found = levels(told_of(slugs(secretariat()), DAY, "en"))
    assert [(row["label"], row["all"], row["registered"], row["not_registered"]) for row in found] == [
        ("oblast", 10, 10, 0), ("city", 4, 2, 2), ("district", 22, 12, 10), ("All", 36, 24, 12),
    ]  # fmt: skip


def test_the_list_back_has_what_the_register_has() -> None:
    with translation.override("en"):
        headings, rows = table(told_of(slugs(secretariat()), DAY, "en"))
    assert headings == ["№", "Name", "Kind", "Level", "State registration", "Since", "Seat", "Belongs to", "Chair", "Contact", "Note"]
    assert rows[1] == [
        2, "«Ұйғыр» облыстық этномәдени бірлестігі", "ethnocultural association", "oblast", "registered", "since 1998", "Талдықорған қ.", "Облыс Ассамблеясы",
        "Ким К. С.", "8 701 101 45 67", "",
    ]  # fmt: skip


def test_two_names_alike_are_told_apart_by_their_district() -> None:
    kept = taken("Атауы\tАудан\nБірлік\tАқсу ауданы\nБірлік\tСарқан ауданы")
    assert slugs(kept) == ["birlik-aksu-district", "birlik-sarkan-district"]


def test_a_row_that_repeats_another_is_left_out_unless_the_keeper_says_otherwise() -> None:
    text = "Атауы\tАудан\nБірлік\tАқсу ауданы\nБірлік\tАқсу ауданы"
    kept = brought(text)
    assert [(member.entry.number, member.double_of) for member in draft_of(kept).plan.members] == [(2, 0), (3, 2)]
    correct(kept=kept, columns={}, others=[3])
    take(by=None, at=NOW, kept=kept)
    assert len(slugs(kept)) == len(set(slugs(kept))) == 2


def test_one_name_is_two_persons_unless_the_phone_is_one() -> None:
    taken("Атауы\tТөраға\tТел.\nA\tКим А. В.\t8 701 111 22 33\nB\tКим А.В.\t+7 701 111-22-33\nC\tКим А. В.\t8 701 999 88 77")
    holders = dict(Holding.objects.known_on(None).values_list("organisation__slug", "person__slug"))
    assert holders == {"a": "kim-a-v", "b": "kim-a-v", "c": "kim-a-v-2"}
    assert PersonName.objects.known_on(None).count() == 2


def test_an_organisation_of_the_register_is_met_again_and_keeps_its_names_and_its_begin() -> None:
    name = {"kk": "«Бірлік» орталығы", "ru": "Центр «Бирлик»"}
    record([told("begin", "founded", "unity", "1990", name=name, kind="ethnocultural_centre")], on="2026-01-01")
    kept = taken("Атауы\tҚұрылған\tТөраға\nЦентр «Бирлик»\t1995\tХан К. С.")
    assert slugs(kept) == ["unity"]
    found = show("unity", as_of=DAY)
    assert [row["text"] for row in found["names"]] == [name]
    assert (values("unity", "offices"), values("unity", "kinds")) == (["khan-k-s"], ["ethnocultural_centre"])
    assert '"Founded: 1995"' in dict(Organisation.objects.get(slug="unity").traits.known_on(None).values_list("fact", "value"))["note"].replace("Құрылған", "Founded")


def test_the_keeper_may_say_that_it_is_another_one() -> None:
    record([told("begin", "founded", "unity", "1990", name="Бірлік")], on="2026-01-01")
    kept = brought("Бірлік")
    assert [(member.known, member.like) for member in draft_of(kept).plan.members] == [(True, "unity")]
    correct(kept=kept, columns={}, others=[1])
    take(by=None, at=NOW, kept=kept)
    assert slugs(kept) == ["birlik"]


def test_what_had_ended_before_the_list_is_not_met() -> None:
    record([told("begin", "founded", "old", "1990", name="Бірлік"), told("end", "dissolved", "old", "2010")], on="2026-01-01")
    assert slugs(taken("Бірлік")) == ["birlik"]


def test_places_of_the_register_are_met_in_any_spelling() -> None:
    record([told("p", "standing", "place:aksu", "2020", name={"kk": "Ақсу ауданы", "ru": "Аксуский район"}, kind="district")], on="2026-01-01")
    taken("Атауы\tАудан\nA\tАксуский р-н\nB\tАқсу ауданы\nC\tаксу ауданы")
    assert [values(slug, "seats") for slug in ("a", "b", "c")] == [["aksu"]] * 3


def test_parents_are_met_by_their_names_and_an_unknown_one_is_kept_as_a_note() -> None:
    taken("Атауы\tҚұрамында\nКорей орталығы\t\nАқсу филиалы\tКорей орталығы\nC\tБелгісіз одақ", umbrella="Ассамблея")
    assert [(show(slug, as_of=DAY)["parents"][0]["slug"], show(slug, as_of=DAY)["parents"][0]["tie"]) for slug in ("korey-ortalygy", "aqsu-filialy", "c")] == [
        ("assambleya", "part_of"), ("korey-ortalygy", "branch_of"), ("assambleya", "part_of"),
    ]  # fmt: skip
    assert Organisation.objects.get(slug="c").traits.known_on(None).get(fact="note").value == '{"kk": "Белгісіз одақ"}'


def test_a_parent_whom_two_rows_name_is_new_in_the_register() -> None:
    """Two umbrellas in one list; a word such as "yes" is none."""
    kept = taken("Атауы\tҚұрамында\nA\tАссамблея\nB\tОдақ\nC\t«Ассамблея»\nD\tОдақ\nE\tесть\nF\tесть")
    assert [values(slug, "parents") for slug in slugs(kept)] == [["assambleya"], ["odaq"], ["assambleya"], ["odaq"], [], []]
    assert [(values(slug, "kinds"), f"organisation:{slug}" in kept.told["begun"]) for slug in ("assambleya", "odaq")] == [
        (["umbrella"], True), (["union"], True),
    ]  # fmt: skip


def test_a_row_without_a_name_tells_nothing_of_its_place() -> None:
    kept = taken("№\tАудан\tАтауы\n1\tАқсу ауданы\tБірлік\n2\tХатшылық меңгерушісі\t")
    assert [key for key in kept.told["begun"] if key.startswith("place:")] == ["place:aksu-district"]


def test_the_same_list_again_doubles_nothing() -> None:
    text = "Атауы\tАудан\tҚұрылған\tТіркеу\tТөраға\nБірлік\tАқсу ауданы\t1996\t№ 12 от 12.04.1999\tХан К. С."
    first, again = taken(text), taken(text, key="again")
    assert (slugs(first), slugs(again), again.told["begun"]) == (["birlik"], ["birlik"], [])
    traits = list(Organisation.objects.get(slug="birlik").traits.known_on(None).order_by("fact").values_list("fact", "value"))
    assert traits == [("registration", "12")]
    assert Version.objects.filter(change__slug__startswith=again.source).count() == 1


def test_a_year_later_what_changed_is_told_and_nothing_is_lost() -> None:
    """A registration that came in between has its day; a bare "yes" takes no number away; another begin is kept as a note."""
    heads = "Атауы\tҚұрылған\tТіркеу\tТөраға\n"
    taken(f"{heads}A\t1996\tжоқ\tХан К. С.\nB\t1997\t№ 12\tКим А. В.")
    kept = bring(by=None, grid=read_pasted(f"{heads}A\t1996\t№ 34 от 12.04.2027\tЛи С.\nB\t1995\tиә\tКим А. В."), title="Тізім", day=date(2027, 10, 1))
    take(by=None, at=datetime(2027, 10, 2, tzinfo=UTC), kept=kept)
    later = date(2027, 10, 1)
    assert [values(slug, key, later) for slug in ("a", "b") for key in ("registrations", "offices")] == [["34"], ["li-s"], ["12"], ["kim-a-v"]]
    assert values("a", "registrations", date(2027, 4, 11)) == []
    assert dict(Organisation.objects.get(slug="b").traits.known_on(None).values_list("fact", "value")).get("note", "").count("1995") == 1
    assert "note" not in dict(Organisation.objects.get(slug="a").traits.known_on(None).values_list("fact", "value"))


def test_a_registration_before_the_founding_that_the_register_tells_is_kept_as_a_note() -> None:
    record([told("begin", "founded", "unity", "2005", name="Бірлік")], on="2026-01-01")
    taken("Атауы\tТіркелген күні\nБірлік\t12.04.1999")
    assert "1999-04-12" in dict(Organisation.objects.get(slug="unity").traits.known_on(None).values_list("fact", "value"))["note"]


def test_parents_in_a_circle_are_no_parents() -> None:
    taken("Атауы\tҚұрамында\nA\tB\nB\tA\nC\tC")
    assert [len(values(slug, "parents")) for slug in ("a", "b", "c")] == [0, 1, 0]


def test_the_umbrella_may_be_there_already_or_stand_in_the_list() -> None:
    record([told("u", "founded", "assembly", "1995", name="Ассамблея", kind="umbrella")], on="2026-01-01")
    taken("A", umbrella="ассамблея")
    assert values("a", "parents") == ["assembly"]
    taken("Одақ\nB", umbrella="Одақ")
    assert (values("b", "parents"), values("odaq", "parents")) == (["odaq"], [])


def test_it_is_taken_once() -> None:
    kept = taken("Бірлік")
    stale = List.objects.get(pk=kept.pk)
    stale.status = "draft"
    assert take(by=None, at=NOW, kept=stale) is None
    assert Entry.objects.filter(action="lists:list:take").count() == 1
    assert [brought("B", key="k").pk == brought("B", key="k").pk, List.objects.filter(key="k").count()] == [True, 1]
    with pytest.raises(KeyReused):
        brought("C", key="k")


def test_what_was_taken_is_not_corrected_any_more() -> None:
    kept = taken("Бірлік")
    with pytest.raises(ListRefused):
        correct(kept=kept, columns={0: Column.NOTE}, others=[])


def test_a_list_without_names_is_refused() -> None:
    kept = brought("Тел.\tТөраға\n1\tХан К.\n2\tКим А.")
    correct(kept=kept, columns={0: Column.PHONE, 1: Column.CHAIR}, others=[])
    with pytest.raises(ListRefused):
        take(by=None, at=NOW, kept=kept)
    assert (kept.status, Version.objects.count()) == ("draft", 0)


def test_what_the_memory_refuses_leaves_the_draft_as_it_was() -> None:
    """The register has the umbrella under one of the list: then that one cannot be under the umbrella."""
    record([told("a", "founded", "unity", "1990", name="Бірлік"), told("b", "founded", "assembly", "1995", name="Одақ", part_of=["unity"])], on="2026-01-01")
    kept = brought("Достық\nБірлік", umbrella="Одақ")
    with pytest.raises(ChangeRefused):
        take(by=None, at=NOW, kept=kept)
    kept.refresh_from_db()
    assert (kept.status, kept.told, Organisation.objects.filter(slug="dostyq").exists()) == ("draft", {}, False)


def test_what_persons_are_stands_nowhere() -> None:
    kept = brought("Атауы\tҰлты\nБірлік\tкорей")
    assert "корей" not in str(kept.lines)
