"""Who is treasurer or methodist no public face tells, whoever asks; whoever keeps the organisation reads it on its page."""
from __future__ import annotations

from datetime import date

import pytest
from tests.members.members import client_of, read
from tests.rights.offices import federation, in_office
from tests.world import claimed, record, told

from shanyraq.chronicle.models import Change, Version
from shanyraq.directory.questions import show
from shanyraq.people.models import Person
from shanyraq.people.telling import without_closed
from shanyraq.rights.models import Demand

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PAGES = (
    "organisations/branch/", "organisations/branch/changes.atom", "changes.atom", "people/", "people/table.csv", "people/?office=treasurer",
    "chronicle/", "chronicle/table.csv", "", "organisations/", "compare/?from=2001&to=2026",
)  # fmt: skip
ASKED = ("organisations/branch", "people", "chronicle", "chronicle?recorded_since=2000-01-01", "compare?from=2001-01-01&to=2026-07-01")


def world() -> None:
    """A treasurer, and a methodist of whom a list tells beside where the branch belongs."""
    federation()
    Demand.objects.all().delete()
    in_office("tim", "treasurer", "branch")
    record([
        told("met-named", "standing", "person:met", "2010", name={"en": "Met"}),
        told("branch-listed", "standing", "branch", "2024", office="methodist", person="met", branch_of="centre"),
    ], on="2026-01-03")  # fmt: skip


@pytest.mark.parametrize("who", ["nobody", "keeper"])
def test_no_public_face_tells_of_them(who: str) -> None:
    world()
    client = client_of(in_office("ann", "chair", "centre") if who == "keeper" else None)
    found = {path: client.get(path) for path in (*(f"/en/{path}" for path in PAGES if who == "nobody" or path != PAGES[0]), *(f"/api/v1/{path}" for path in ASKED))}
    assert {path: answer.status_code for path, answer in found.items() if answer.status_code != 200} == {}
    said = {path: b"".join(answer).decode().lower() for path, answer in found.items()}
    assert {path: word for path, text in said.items() for word in ("tim-appointed", "methodist") if word in text} == {}
    assert [path for path, text in said.items() if "treasurer" in text.replace("office=treasurer", "").replace('value="treasurer"', "")] == []


@pytest.mark.parametrize("path", ["en/people/tim/", "api/v1/people/tim", "en/people/tim/cite.txt"])
def test_who_holds_nothing_else_has_no_public_page(path: str) -> None:
    world()
    assert client_of(None).get(f"/{path}").status_code == 404
    assert [client_of(None).get(f"/{one}").content.count(b"Tim") for one in ("en/people/", "en/find/?q=tim", "api/v1/people", "sitemap.xml")] == [0, 0, 0, 0]
    record(told("tim-chair", "appointed", "branch", "2021", office="director", person="tim"), on="2026-02-01")
    assert client_of(None).get(f"/{path}").status_code == 200


def test_its_change_has_no_public_page() -> None:
    world()
    assert client_of(None).get("/en/chronicle/tim-appointed/").status_code == 404
    assert Version.objects.filter(closed=True).values_list("change__slug", flat=True).get() == "tim-appointed"


def test_whoever_keeps_the_organisation_reads_it_on_its_page() -> None:
    world()
    pages = {slug: read(client_of(in_office(slug, office, body)), "organisations/branch/")
             for slug, office, body in (("ann", "chair", "centre"), ("sec", "head_of_secretariat", "union"), ("eve", "chair", "other"))}  # fmt: skip
    assert {slug: "not shown in public" in page and "treasurer Tim" in page for slug, page in pages.items()} == {"ann": True, "sec": True, "eve": False}


def test_who_is_corrected_to_a_public_office_is_shown() -> None:
    world()
    record(told("tim-appointed", "appointed", "branch", "2020", office="director", person="tim"), on="2026-02-01")
    assert "Tim" in read(client_of(None), "organisations/branch/")
    assert [row["office"] for row in show("branch", as_of=date(2026, 7, 1))["offices"]] == ["director"]


def test_one_account_of_such_an_office_closes_all_of_a_change() -> None:
    world()
    record(claimed(told("pat-appointed", "appointed", "branch", "2021", office="patron", person="tim"), "2021", office="treasurer", person="tim"), on="2026-02-01")
    assert Version.objects.filter(change=Change.objects.get(slug="pat-appointed")).get().closed


def test_the_page_of_a_person_says_who_is_acting() -> None:
    federation()
    in_office("dan", "chair", "centre", acting=True)
    assert "chair (acting)" in read(client_of(None), "people/dan/").lower()


def test_who_holds_it_is_left_out_of_each_part_of_a_value() -> None:
    value = {"seat": "almaty", "values": {"a": {"office": "treasurer", "person": "tim", "kind": "branch"}, "b": {"office": "chair", "person": "pat"}}}
    assert without_closed(value) == {"seat": "almaty", "values": {"a": {"kind": "branch"}, "b": {"office": "chair", "person": "pat"}}}
    assert Person.objects.count() == 0
