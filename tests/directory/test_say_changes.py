"""Every act as a sentence in every language, with the names of the day of the change."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import record, told, withdrawn

from shanyraq.chronicle.models import Version
from shanyraq.chronicle.terms import Act
from shanyraq.directory.plainly import sentences

pytestmark = [pytest.mark.django_db, pytest.mark.both]

VALUES: dict[Act, dict[str, Any]] = {
    Act.FOUNDED: {"by": "meeting", "name": "X"},
    Act.REGISTERED: {"number": "77"},
    Act.RENAMED: {"name": "New", "from_": {"name": "Old"}},
    Act.MOVED: {"seat": "town", "from_": {"seat": "village"}},
    Act.JOINED: {"member_of": ["parent"], "grade": "full"},
    Act.LEFT: {"member_of": ["parent"]},
    Act.ABSORBED: {"into": "parent"},
    Act.SPLIT: {"into": ["one", "two"], "ties": {"one": ["child"]}, "values": {"one": {"name": "One"}, "two": {"name": "Two", "level": "city"}}},
    Act.SEPARATED: {"part": "one", "name": "One", "ties": ["child"]},
    Act.SUCCEEDED: {"by": "heir", "name": "Heir"},
    Act.ACCREDITED: {"until": "2030-01-01"},
    Act.APPOINTED: {"office": "chair", "person": "ann", "acting": True},
    Act.RELEASED: {"office": "chair", "person": "ann"},
    Act.SEEN: {"aim": "Peace"},
    Act.STANDING: {"office": "elder", "person": "ann"},
    Act.SUCCEEDS: {"of": "parent"},
    Act.ANNOUNCED: {"into": "parent"},
}
SAID = {
    Act.FOUNDED: "Founded at a meeting",
    Act.REGISTERED: "Registered with the state under number 77",
    Act.STRUCK_OFF: "Struck off the state register",
    Act.RENAMED: "New name, until then Old",
    Act.REORGANISED: "Reorganised",
    Act.MOVED: "Seat moved to town, until then village",
    Act.JOINED: "Joined Parent as a full member",
    Act.LEFT: "No longer a member of Parent",
    Act.MERGED: "Merged into Heir",
    Act.ABSORBED: "Taken in by Parent",
    Act.SPLIT: "Divided into One, Two; Two (Level: city); to One went Child",
    Act.SEPARATED: "Separated from it: One; with it went Child",
    Act.SUCCEEDED: "Succeeded by Heir",
    Act.DISSOLVED: "Dissolved",
    Act.REVIVED: "Active again",
    Act.DORMANT: "At rest from here on",
    Act.ACCREDITED: "Publicly accredited; last day: 31 December 2029",
    Act.ACCREDITATION_WITHDRAWN: "Public accreditation withdrawn",
    Act.APPOINTED: "ann takes office as acting: chair",
    Act.RELEASED: "ann leaves office: chair",
    Act.SEEN: "Mentioned; Aim: Peace",
    Act.STANDING: "Listed; elder: ann",
    Act.SUCCEEDS: "Calls itself heir of Parent",
    Act.ANNOUNCED: "Announced; To take its place: Parent",
}


def recorded(act: Act) -> Version:
    around = [told(slug, "founded", slug, "1980", name=slug.title()) for slug in ("parent", "child", "body")]
    ended = {Act.REVIVED: [told("ended", "dissolved", "body", "1990")]}
    bodies = ["body", "other"] if act is Act.MERGED else "body"
    value = {"into": "heir", "name": "Heir"} if act is Act.MERGED else VALUES.get(act, {})
    slug = "body" if act is Act.FOUNDED else "act"
    tables = [*around, told("other", "founded", "other", "1980", name="Other"), *ended.get(act, []), told("tie", "joined", "child", "2000", branch_of="body")]
    record([t for t in tables if not (act is Act.FOUNDED and t.id == "body")] + [told(slug, act, bodies, "2000", **value)])
    return Version.objects.select_related("change").get(change__slug=slug)


@pytest.mark.parametrize("act", Act)
def test_each_act_is_said(act: Act) -> None:
    version = recorded(act)
    said = sentences([version], language="en", today=date(2026, 1, 1))[version.pk]
    who = {Act.MERGED: "Body, Other", Act.FOUNDED: "X"}.get(act, "New" if act is Act.RENAMED else "Body")
    assert said == f"2000: {who}: {SAID[act]}"


@pytest.mark.parametrize("language", ["kk", "ru", "ko"])
def test_each_act_is_said_in_each_language_without_english(language: str) -> None:
    version = recorded(Act.ACCREDITED)
    said = sentences([version], language=language, today=date(2026, 1, 1))[version.pk]
    assert said == {
        "kk": "2000 ж.: Body: Қоғамдық аккредиттеуден өткен, соңғы күні: 2029 ж. 31 желтоқсан",
        "ru": "2000 г.: Body: Прошло общественную аккредитацию, последний день: 31 декабря 2029 г.",
        "ko": "2000년: Body: 공공 인증, 마지막 날: 2029년 12월 31일",
    }[language]


def test_many_bodies_are_counted_and_not_all_named() -> None:
    bodies = [f"b{n:02d}" for n in range(40)]
    named = [told(slug, "founded", slug, "1990", name=slug) for slug in bodies]
    record([*named, told("all", "joined", bodies, "2000", part_of=["parent"]), told("parent", "founded", "parent", "1990", name="Parent")])
    version = Version.objects.select_related("change").get(change__slug="all")
    said = sentences([version], language="en", today=date(2026, 1, 1))[version.pk]
    assert said == f"2000: {', '.join(f'b{n:02d}' for n in range(12))}, 28 more: Became part of Parent"


def said_of(slug: str, language: str = "en") -> str:
    version = Version.objects.select_related("change").get(change__slug=slug)
    return sentences([version], language=language, today=date(2026, 1, 1))[version.pk]


UNTIL = [
    ("2026-07-01", "last day: 30 June 2026"), ("2024-03-01", "last day: 29 February 2024"), ("2026-07", "it ends: July 2026"), ("2026", "it ends: 2026"),
    ("2026-07-01~", "it ends: about 1 July 2026"), ("2026-07-01/2026-07-09", "it ends: between 1 July 2026 and 9 July 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("until", "said"), UNTIL)
def test_an_exact_end_of_a_term_is_said_by_its_last_day(until: str, said: str) -> None:
    record([told("org", "founded", "org", "1990", name="Org"), told("given", "accredited", "org", "2023", until=until)])
    assert said_of("given") == f"2023: Org: Publicly accredited; {said}"


@pytest.mark.parametrize(("until", "said"), [("2014-06-01", "Last day: 31 May 2014"), ("2014-06", "Until: June 2014")])
def test_so_is_that_of_an_acting_chair(until: str, said: str) -> None:
    value = {"office": "chair", "person": "ann", "acting": True, "until": until}
    record([told("org", "founded", "org", "1990", name="Org"), told("acting", "appointed", "org", "2014-02-10", **value)])
    assert said_of("acting") == f"10 February 2014: Org: ann takes office as acting: chair; {said}"


def test_a_name_that_another_account_tells_is_said() -> None:
    record([told("org", "founded", "org", "1990", name="Org"), told("later", "renamed", "org", "2000", name="New")])
    assert [said_of("org"), said_of("later")] == ["1990: Org: Founded", "2000: New: New name"]


PLAN = {"into": "centre"}
NAMELESS = {
    "en": "an organisation of which no name is told", "kk": "атауы айтылмаған ұйым", "ru": "организация, название которой не сообщено",
    "ko": "이름이 알려지지 않은 단체",
}  # fmt: skip


@pytest.mark.parametrize(("language", "words"), NAMELESS.items())
def test_the_heir_of_an_announced_merger_stands_under_its_name_or_has_none(language: str, words: str) -> None:
    bodies = [told(slug, "founded", slug, "1990", name=slug.title()) for slug in ("one", "two")]
    record([*bodies, told("plan", "merged", ["one", "two"], status="announced", **PLAN)])
    assert words in said_of("plan", language)
    assert "centre" not in said_of("plan", language)
    record(told("plan", "merged", ["one", "two"], status="announced", **PLAN, name="New Centre"), on="2026-01-02")
    told_now = Version.objects.select_related("change").get(change__slug="plan", known_to__year=9999)
    assert sentences([told_now], language="en", today=date(2026, 1, 3))[told_now.pk].endswith("One, Two: Merged into New Centre")


def test_parts_that_are_only_announced_stand_under_their_names() -> None:
    value = {"into": ["north", "south"], "values": {"north": {"name": "North"}, "south": {"name": "South"}}}
    record([told("org", "founded", "org", "1990", name="Org"), told("plan", "split", "org", "2030", status="announced", **value)])
    assert said_of("plan") == "2030: Org: Divided into North, South"


def test_what_lost_its_name_says_since_when_it_is_told_of() -> None:
    first = told("list", "standing", "org", "2001", name="Org")
    record([first, told("moved", "joined", "org", "2004-05-01", part_of=["parent"]), told("parent", "founded", "parent", "1990", name="Parent")])
    record(withdrawn(first), on="2026-01-02")
    assert said_of("moved") == "1 May 2004: an organisation of which no name is told (first mentioned: 2004): Became part of Parent"
