"""The sample `ulgi`: invented, in real size, and the same on each generation."""
from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from shanyraq.chronicle.imports import export, import_files
from shanyraq.chronicle.terms import Act
from shanyraq.cli.samples.ulgi import whole
from shanyraq.cli.samples.ulgi.roll import MEMBERS
from shanyraq.directory.questions import show
from shanyraq.registry.models import Tie, Trait

TODAY = date(2026, 11, 24)
EVE, MORROW = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Loaded once for all questions of this module, and rolled back after them."""
    file = tmp_path_factory.mktemp("sample") / "ulgi.toml"
    file.write_text(whole.text(), encoding="utf-8")
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([file])
        yield
        transaction.set_rollback(True)


def asks(test: Any) -> Any:
    """A question to the loaded sample, on both databases."""
    for mark in (pytest.mark.usefixtures("_loaded"), pytest.mark.django_db, pytest.mark.both):
        test = mark(test)
    return test


def children(umbrella: str, day: date) -> set[str]:
    ties = Tie.objects.known_on(None).surely(day).filter(kind="part_of", parent__slug=umbrella)
    return set(ties.values_list("child__slug", flat=True))


def traits(fact: str, day: date) -> dict[str, str]:
    rows = Trait.objects.known_on(None).surely(day).filter(fact=fact, organisation__slug__in=MEMBERS)
    return dict(rows.values_list("organisation__slug", "value"))


def test_it_is_the_same_bytes_in_another_process() -> None:
    env = os.environ | {"PYTHONHASHSEED": "7"}
    code = "import sys; from shanyraq.cli.samples.ulgi.whole import text; sys.stdout.buffer.write(text().encode())"
    other = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert other.stdout == whole.text().encode()


def test_it_is_of_real_size_and_knows_every_act_and_every_kind_of_source() -> None:
    told = whole.story()
    kinds = {source.kind for source in told.sources.values()}
    assert 600 <= len(told.changes) <= 900
    assert {change.act for change in told.changes} == set(Act.values)
    assert kinds == {"press", "law", "certificate", "letter", "interview", "list", "web", "minutes", "book", "archive", "told"}
    assert {change.status for change in told.changes} == {"done", "announced", "withdrawn"}


def test_every_name_stands_in_four_languages() -> None:
    names = [claim.value["name"] for change in whole.story().changes for claim in change.claims if claim.value and "name" in claim.value]
    assert [name for name in names if list(name) != ["kk", "ru", "ko", "en"]] == []


@asks
def test_the_umbrella_of_today_holds_thirty_six_associations() -> None:
    registered = traits("registration", TODAY)
    levels = traits("level", TODAY)
    around = {"ulgi-elders", "ulgi-house", "ulgi-youth", "ulgi-accord", "ulgi-mothers"}
    assert children("ulgi-council", TODAY) == set(MEMBERS) | around
    assert Counter(levels.values()) == {"oblast": 10, "district": 22, "city": 4}
    assert Counter(levels[slug] for slug in registered) == {"oblast": 10, "district": 12, "city": 2}


@asks
def test_the_umbrella_is_succeeded_in_mid_year_with_all_that_hangs_on_it() -> None:
    before, after = show("ulgi-assembly", as_of=EVE), show("ulgi-council", as_of=MORROW)
    held = [sorted((o["office"], o["person"], o["certainty"]) for o in answer["offices"]) for answer in (before, after)]
    assert (before["exists"], show("ulgi-assembly", as_of=MORROW)["exists"], after["exists"]) == ("surely", "no", "surely")
    assert held[0] == held[1] != []
    assert children("ulgi-assembly", EVE) == children("ulgi-council", MORROW)


@asks
def test_the_korean_centre_has_ten_district_branches() -> None:
    ties = Tie.objects.known_on(None).surely(TODAY).filter(kind="branch_of", parent__slug="ulgi-korean-centre")
    below = sorted(ties.values_list("child__slug", flat=True))
    branches = Trait.objects.known_on(None).surely(TODAY).filter(fact="kind", value="district_branch", organisation__slug__in=below)
    assert (len(below), branches.count()) == (12, 10)


@asks
def test_a_correction_keeps_what_was_believed_before() -> None:
    day = date(2002, 6, 1)
    names = [[(n["text"]["en"], n["certainty"]) for n in show("ulgi-korean-centre", as_of=day, known_on=known)["names"]] for known in (date(2026, 5, 3), date(2026, 5, 4))]
    old, new = "Korean Ethnocultural Association of Ulgi Oblast", "Korean Cultural Centre of Ulgi Oblast"
    assert names == [[(old, "possibly"), (new, "possibly")], [(old, "surely")]]


@asks
def test_two_lives_are_parted_by_years_without_one() -> None:
    days = (date(2005, 6, 1), date(2008, 6, 1), date(2012, 6, 1))
    answers = [show("ulgi-ukrainian-centre", as_of=day) for day in days]
    assert [(a["exists"], [p["slug"] for p in a["parents"]]) for a in answers] == [("surely", ["ulgi-assembly"]), ("no", []), ("surely", ["ulgi-assembly"])]


@asks
def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "again.toml"
    file.write_text("".join(export()), encoding="utf-8")
    assert import_files([file]).fresh == 0
