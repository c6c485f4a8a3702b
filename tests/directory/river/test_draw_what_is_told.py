"""The picture, the table beside it and the answers of the memory say the same, on samples and on real histories, on several days."""
from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.directory.river.reading_pictures import Seen, picture, table

from shanyraq.chronicle.imports import import_files
from shanyraq.cli.sample import ZHETYSU
from shanyraq.directory.questions import show
from shanyraq.registry.models import Tie
from shanyraq.registry.terms import UNDER

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HISTORIES = Path(__file__).parents[2] / "histories"
TOLD = {"zhetysu": (ZHETYSU, 1980), **{name: (HISTORIES / f"{name}.toml", first) for name, first in (
    ("german-unions", 1896), ("scottish-churches", 1560), ("norway-counties", 1946), ("czech-clubs", 0))}}  # fmt: skip
DAYS = {
    "zhetysu": ("1985-07-01", "1995-02-01", "1996-02-01", "1998-07-01", "2002-07-01", "2006-07-01", "2015-07-01", "2023-01-01"),
    "german-unions": ("1920-07-01", "1940-01-01", "1953-01-01", "1975-01-01", "1993-01-01", "2005-01-01", "2015-01-01"),
    "scottish-churches": ("1600-07-01", "1740-01-01", "1757-01-01", "1790-01-01", "1835-01-01", "1860-01-01", "1915-01-01", "1950-01-01", "2010-01-01"),
    "norway-counties": ("1950-07-01", "2019-01-01", "2022-01-01", "2025-01-01"),
}
WORDS = {"yes": "surely", "possibly": "possibly", "no": "no"}


def drawn(name: str, *, tall: bool = False, **asked: str) -> tuple[str, Seen]:
    answer = Client().get("/en/river/", asked)
    assert answer.status_code == 200
    html = answer.content.decode()
    return html, picture(html, tall=tall, today=timezone.localdate(), first=TOLD[name][1])


def under(slug: str, day: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in show(slug, as_of=date.fromisoformat(day))["parents"]:
        if row["tie"] in UNDER:
            found[row["slug"]] = "surely" if "surely" in (row["certainty"], found.get(row["slug"])) else "possibly"
    return found


@pytest.mark.parametrize("name", DAYS)
def test_every_strip_and_every_belonging_is_as_the_memory_answers(name: str) -> None:
    import_files([TOLD[name][0]])
    _html, seen = drawn(name)
    for day in DAYS[name]:
        on = date.fromisoformat(day)
        said = {slug: (show(slug, as_of=on)["exists"], under(slug, day)) for slug in seen.strips}
        assert {slug: (seen.exists(slug, on), seen.parents(slug, on)) for slug in seen.strips} == said, day


@pytest.mark.parametrize("name", DAYS)
def test_the_tall_picture_says_the_same_of_what_it_shows(name: str) -> None:
    import_files([TOLD[name][0]])
    _html, seen = drawn(name, tall=True)
    assert len(seen.strips) > 0
    for day in DAYS[name]:
        on = date.fromisoformat(day)
        exists = {slug: show(slug, as_of=on)["exists"] for slug in seen.strips}
        assert {slug: seen.exists(slug, on) for slug in seen.strips} == exists, day
        shown = {slug: {parent: sure for parent, sure in under(slug, day).items() if parent in seen.strips} for slug in seen.strips}
        assert {slug: seen.parents(slug, on) for slug in seen.strips} == shown, day


@pytest.mark.parametrize("name", DAYS)
def test_the_table_says_the_same_as_the_picture(name: str) -> None:
    import_files([TOLD[name][0]])
    for day in DAYS[name]:
        html, seen = drawn(name, as_of=day)
        rows, on = table(html), date.fromisoformat(day)
        assert set(rows) == set(seen.strips)
        lives = {slug: max((WORDS[held] for sort, _what, _when, held in found if sort == "life"), key=_rank) for slug, found in rows.items()}
        assert lives == {slug: seen.exists(slug, on) for slug in seen.strips}, day
        ties = {slug: sum(sort == "tie" and held != "no" for sort, _what, _when, held in found) for slug, found in rows.items()}
        assert ties == {slug: sum(line.meets(seen.at(on)) for line in strip.belongs) for slug, strip in seen.strips.items()}, day


def _rank(certainty: str) -> int:
    return ("no", "possibly", "surely").index(certainty)


@pytest.mark.parametrize("name", ["german-unions", "scottish-churches"])
def test_every_merger_split_and_separation_flows(name: str) -> None:
    import_files([TOLD[name][0]])
    _html, seen = drawn(name)
    heirs = {f"{slug}>{row['slug']}" for slug in seen.strips for row in show(slug, as_of=timezone.localdate())["successors"]}
    assert {of for cls, of, _at in seen.runs if cls[0] in "wkh"} == heirs | separated(TOLD[name][0])


def separated(path: Path) -> set[str]:
    changes = tomllib.loads(path.read_text(encoding="utf-8"))["change"]
    parted = [change for change in changes if change["act"] == "separated" and change.get("status", "done") == "done"]
    return {f"{change['on']}>{claim['value']['part']}" for change in parted for claim in change["claim"] if "part" in claim.get("value", {})}


@pytest.mark.parametrize("name", ["zhetysu", "german-unions", "scottish-churches"])
def test_every_joining_begins_where_its_day_lies(name: str) -> None:
    import_files([TOLD[name][0]])
    _html, seen = drawn(name)
    told = []
    for tie in Tie.objects.known_on(None).filter(kind__in=UNDER).select_related("child", "parent"):
        day = tie.begin_earliest if tie.begin_earliest >= seen.first else tie.begin_latest
        told.append((f"{tie.child.slug}>{tie.parent.slug}", "d" if tie.begin_earliest != tie.begin_latest else "", seen.at(day)))
    found = [(of, "d" if cls.endswith(" d") else "", at) for cls, of, at in seen.runs if cls.startswith("j")]
    assert sorted(found) == [(of, sort, pytest.approx(at, abs=0.1)) for of, sort, at in sorted(told)]


def test_a_begin_that_is_not_known_fades_in_over_its_interval() -> None:
    import_files([ZHETYSU])
    _html, seen = drawn("zhetysu")
    fading, full = seen.strips["zhetysu-community"].life
    assert (fading.sure, full.sure) == (False, True)
    assert [fading.begin, fading.end, full.begin] == pytest.approx([seen.at(date(year, 1, 1)) for year in (1980, 2000, 2000)], abs=0.1)
    assert full.end == pytest.approx(seen.at(timezone.localdate()), abs=0.1)


def test_names_stand_where_they_hold_and_borders_across() -> None:
    import_files([ZHETYSU])
    html, seen = drawn("zhetysu", as_of="2001-06-01")
    assert {"Regional Korean cultural centre", "Association of Koreans of Kazakhstan", "until 1997: Taldykorgan oblast", "1 June 2001"} <= set(seen.texts)
    told = re.findall('<li id="c-([a-z0-9-]+)"', html.partition('id="events"')[2])
    assert told == ["oblasts-united", "almaty-oblast-centre-2001", *told[2:]]
    assert len(told) == 6
