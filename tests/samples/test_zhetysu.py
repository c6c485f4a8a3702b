"""The sample `zhetysu`: what the article, the press and the laws tell, asked as of days whose answers were reasoned by hand."""
from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from shanyraq.chronicle.imports import import_files
from shanyraq.chronicle.models import Claim
from shanyraq.cli.sample import ZHETYSU
from shanyraq.directory.questions import show
from shanyraq.places.questions import lies_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]

OBLASTS = ("taldykorgan-oblast", "almaty-oblast", "zhetysu-oblast")
FIRST, SECOND = "Korean ethnocultural association", "Regional Korean cultural centre"


@pytest.fixture(scope="module", autouse=True)
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all questions of this module, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_files([ZHETYSU])
        yield
        transaction.set_rollback(True)


def asked(slug: str, day: str, known_on: str | None = None) -> dict[str, Any]:
    return show(slug, as_of=date.fromisoformat(day), known_on=date.fromisoformat(known_on) if known_on else None)


def exists(slug: str, *days: str) -> list[str]:
    return [asked(slug, day)["exists"] for day in days]


def oblast_of(place: str, day: str, known_on: str | None = None) -> dict[str, str]:
    known = date.fromisoformat(known_on) if known_on else None
    found = {oblast: str(lies_in(place, oblast, as_of=date.fromisoformat(day), known_on=known)) for oblast in OBLASTS}
    return {oblast: certainty for oblast, certainty in found.items() if certainty != "no"}


def test_the_centre_exists_from_a_day_of_april_1996() -> None:
    assert exists("korean-centre", "1996-03-31", "1996-04-15", "1996-04-30") == ["no", "possibly", "surely"]


def test_its_membership_began_in_2006() -> None:
    certainties = {day: [p["certainty"] for p in asked("korean-centre", day)["parents"] if p["slug"] == "akk"] for day in ("2005-12-31", "2006-06-30", "2006-12-31")}
    assert certainties == {"2005-12-31": [], "2006-06-30": ["possibly"], "2006-12-31": ["surely"]}


def test_its_name_changed_within_2002() -> None:
    names = {day: [(n["text"]["en"], n["certainty"], n["group"]) for n in asked("korean-centre", day)["names"]] for day in ("2001-06-01", "2002-07-01", "2003-06-01")}
    assert names == {
        "2001-06-01": [(FIRST, "surely", None)],
        "2002-07-01": [(FIRST, "possibly", "centre-reorganised"), (SECOND, "possibly", "centre-reorganised")],
        "2003-06-01": [(SECOND, "surely", None)],
    }


def test_its_seat_is_not_told() -> None:
    assert [asked("korean-centre", day)["seats"] for day in ("1996-05-01", "2003-06-01", "2026-08-01")] == [[], [], []]


def test_the_society_exists_since_1995() -> None:
    assert exists("friendship-society", "1994-12-31", "1995-06-01", "1996-01-01", "2026-08-10") == ["no", "possibly", "surely", "surely"]


def test_the_community_began_in_the_eighties_or_nineties() -> None:
    assert exists("zhetysu-community", "1979-12-31", "1985-01-01", "2000-01-01") == ["no", "possibly", "surely"]


def test_offices_are_seen_not_sure() -> None:
    held = {slug: [(o["office"], o["person"], o["certainty"]) for o in asked(slug, "2010-01-01")["offices"]] for slug in ("friendship-society", "assembly-almaty-oblast")}
    assert held == {
        "friendship-society": [("chair", "klara-khan", "possibly")],
        "assembly-almaty-oblast": [("deputy_chair", "gabit-tursynbay", "possibly"), ("head_of_secretariat", "gabit-tursynbay", "possibly")],
    }


@pytest.mark.parametrize(("last", "first", "before", "after"), [
    ("1944-03-15", "1944-03-16", "almaty-oblast", "taldykorgan-oblast"),
    ("1959-06-05", "1959-06-06", "taldykorgan-oblast", "almaty-oblast"),
    ("1967-12-22", "1967-12-23", "almaty-oblast", "taldykorgan-oblast"),
    ("1997-04-21", "1997-04-22", "taldykorgan-oblast", "almaty-oblast"),
    ("2022-06-07", "2022-06-08", "almaty-oblast", "zhetysu-oblast"),
])
def test_the_oblast_of_taldykorgan_follows_each_change(last: str, first: str, before: str, after: str) -> None:
    assert (oblast_of("taldykorgan", last), oblast_of("taldykorgan", first)) == ({before: "surely"}, {after: "surely"})


def test_every_district_went_over_on_the_day_of_the_decree() -> None:
    lands = [f"{name}-district" for name in ("aksu", "alakol", "eskeldi", "karatal", "kerbulak", "koksu", "panfilov", "sarkan")] + ["tekeli"]
    went = {land: (oblast_of(land, "2022-06-07"), oblast_of(land, "2022-06-08")) for land in lands}
    assert went == dict.fromkeys(lands, ({"almaty-oblast": "surely"}, {"zhetysu-oblast": "surely"}))


def test_both_dates_of_the_union_stand_with_their_sources() -> None:
    claims = Claim.objects.filter(version__change__slug="oblasts-united").order_by("version__known_from", "number")
    told = [(c.source and c.source.slug, c.locator, c.date, c.preferred) for c in claims.select_related("source")]
    article, other = ("article", "line 5", "2002"), ("encyclopaedia-taldykorgan", "", "1997-04-22")
    assert told == [(*article, True), (*article, True), (*other, False), (*other, True), (*article, False)]


def test_the_day_before_the_correction_gives_the_old_answer() -> None:
    answers = {known: [oblast_of("taldykorgan", day, known) for day in ("2000-01-01", "2002-07-01", "2003-01-01")] for known in ("2026-08-02", "2026-08-03")}
    taldykorgan, almaty = {"taldykorgan-oblast": "surely"}, {"almaty-oblast": "surely"}
    assert answers == {
        "2026-08-02": [taldykorgan, {"taldykorgan-oblast": "possibly", "almaty-oblast": "possibly"}, almaty],
        "2026-08-03": [almaty, almaty, almaty],
    }


def test_what_is_announced_of_the_assembly_ends_nothing() -> None:
    answer = asked("apk", "2026-12-31")
    assert (answer["exists"], answer["successors"]) == ("surely", [])


def test_the_association_of_koreans_changed_its_kind_on_a_day() -> None:
    kinds = {day: [(k["value"], k["certainty"]) for k in asked("akk", day)["kinds"]] for day in ("2017-09-21", "2017-09-22")}
    assert kinds == {"2017-09-21": [("public_association", "surely")], "2017-09-22": [("union_of_legal_entities", "surely")]}


def claims() -> Iterator[tuple[str, dict[str, Any]]]:
    for change in tomllib.loads(ZHETYSU.read_text(encoding="utf-8"))["change"]:
        yield from ((change["id"], claim) for claim in change["claim"])


def test_every_claim_has_a_source_and_those_of_the_article_a_line() -> None:
    without = [slug for slug, claim in claims() if not claim.get("source") or (claim["source"] == "article" and not claim.get("locator", "").startswith("line"))]
    told = tomllib.loads(ZHETYSU.read_text(encoding="utf-8"))
    unrecorded = [table["id"] for table in (*told["source"], *told["change"]) if "recorded" not in table]
    assert (without, unrecorded) == ([], [])
