"""Every act as a sentence in every language, with the names of the day of the change."""
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.world import record, told

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
    Act.SPLIT: {"into": ["one", "two"], "ties": {"one": ["child"]}, "values": {"two": {"name": "Two"}}},
    Act.SEPARATED: {"part": "one", "name": "One", "ties": ["child"]},
    Act.SUCCEEDED: {"by": "heir"},
    Act.ACCREDITED: {"until": "2030-01-01"},
    Act.APPOINTED: {"office": "chair", "person": "ann", "acting": True},
    Act.RELEASED: {"office": "chair", "person": "ann"},
    Act.SEEN: {"aim": "Peace"},
    Act.STANDING: {"office": "elder", "person": "ann"},
    Act.SUCCEEDS: {"of": "parent"},
    Act.ANNOUNCED: {"into": "parent"},
}
SAID = {
    Act.FOUNDED: "Founded at a meeting; Name: X",
    Act.REGISTERED: "Registered with the state under number 77",
    Act.STRUCK_OFF: "Struck off the state register",
    Act.RENAMED: "Renamed: New, until then Old",
    Act.REORGANISED: "Reorganised",
    Act.MOVED: "Seat moved to town, until then village",
    Act.JOINED: "Joined Parent as a full member",
    Act.LEFT: "No longer a member of Parent",
    Act.MERGED: "Merged into heir",
    Act.ABSORBED: "Taken in by Parent",
    Act.SPLIT: "Divided into one, Two; Two (Name: Two); to one went Child",
    Act.SEPARATED: "Separated from it: One; Name: One; with it went Child",
    Act.SUCCEEDED: "Succeeded by heir",
    Act.DISSOLVED: "Dissolved",
    Act.REVIVED: "Active again",
    Act.DORMANT: "At rest from here on",
    Act.ACCREDITED: "Publicly accredited; it ends: 1 January 2030",
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
    value = {"into": "heir"} if act is Act.MERGED else VALUES.get(act, {})
    slug = "body" if act is Act.FOUNDED else "act"
    tables = [*around, told("other", "founded", "other", "1980"), *ended.get(act, []), told("tie", "joined", "child", "2000", branch_of="body")]
    record([t for t in tables if not (act is Act.FOUNDED and t.id == "body")] + [told(slug, act, bodies, "2000", **value)])
    return Version.objects.select_related("change").get(change__slug=slug)


@pytest.mark.parametrize("act", Act)
def test_each_act_is_said(act: Act) -> None:
    version = recorded(act)
    said = sentences([version], language="en", today=date(2026, 1, 1))[version.pk]
    who = {Act.MERGED: "Body, other", Act.FOUNDED: "X"}.get(act, "New" if act is Act.RENAMED else "Body")
    assert said == f"2000: {who}: {SAID[act]}"


@pytest.mark.parametrize("language", ["kk", "ru", "ko"])
def test_each_act_is_said_in_each_language_without_english(language: str) -> None:
    version = recorded(Act.ACCREDITED)
    said = sentences([version], language=language, today=date(2026, 1, 1))[version.pk]
    assert said == {
        "kk": "2000 ж.: Body: Қоғамдық аккредиттеуден өткен, мерзімі: 2030 ж. 1 қаңтар",
        "ru": "2000 г.: Body: Прошло общественную аккредитацию, срок: 1 января 2030 г.",
        "ko": "2000년: Body: 공공 인증, 기한: 2030년 1월 1일",
    }[language]


def test_many_bodies_are_counted_and_not_all_named() -> None:
    record([told("all", "joined", [f"b{n:02d}" for n in range(40)], "2000", part_of=["parent"]), told("parent", "founded", "parent", "1990", name="Parent")])
    version = Version.objects.select_related("change").get(change__slug="all")
    said = sentences([version], language="en", today=date(2026, 1, 1))[version.pk]
    assert said == f"2000: {', '.join(f'b{n:02d}' for n in range(12))}, 28 more: Became part of Parent"
