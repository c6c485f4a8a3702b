"""Who sees members: offices in whose reach they belong, they themselves, and nobody else, wherever one looks."""
from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook
from tests.members.members import client_of, federation, in_office, named, read, taken, with_account
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.people.members import Reached, change_kind, leave
from shanyraq.people.models import Membership, Person
from shanyraq.rights.models import Demand

QUERIES, OF_THE_TABLE = 21, 14
PLANTED = ("Zapretov", "Zapretnaya", "77009998877")

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def planted() -> Person:
    """A member of the branch, with words that stand nowhere else."""
    contacts = (Reached("phone", "77009998877"), Reached("email", "zapretov@example.org", "self"))
    return taken("branch", named("Zapretov", "Zapretnaya"), contacts=contacts)


def test_the_chair_of_the_branch_and_of_the_centre_above_see_the_list() -> None:
    federation()
    planted()
    for slug, body in (("bob", "branch"), ("ann", "centre")):
        page = read(client_of(in_office(slug, "chair", body)), "members/")
        assert "1 person · CSV · XLSX Zapretov Zapretnaya Branch · member, since 1 March 2026" in page


@pytest.mark.parametrize(
    ("office", "body", "code"),
    [
        ("chair", "branch2", 404), ("chair", "other", 404), ("head_of_secretariat", "union", 302), ("chair", "union", 404), ("secretary", "centre", 404),
        ("treasurer", "centre", 404), ("methodist", "branch", 302), ("secretary", "branch", 200), ("treasurer", "branch", 200), ("president", "centre", 200),
    ],
)  # fmt: skip
def test_whose_office_does_not_reach_a_member_sees_nothing_of_them(office: str, body: str, code: int) -> None:
    federation()
    Demand.objects.all().delete()  # what a second factor opens is told elsewhere
    person = planted()
    client = client_of(in_office("ann", office, body))
    assert client.get(f"/en/members/{person.slug}/").status_code == (403 if code == 302 else code)
    if code == 404:
        assert "No members yet" in read(client, "members/") and "nobody of that name" in read(client, "members/?q=Zapretov").lower()


READ = (
    "", "people/", "people/table.csv", "organisations/", "organisations/branch/", "organisations/branch/changes.xml", "chronicle/", "tree/",
    "find/?q=zapret", "people/?q=zapret", "people/table.csv?q=zapret", "members/", "members/?q=zapret", "members/table.csv", "my-membership/",
    "desk/journal/", "who-can-see/branch/",
)  # fmt: skip
ASKED = ("people/", "find?q=zapret", "organisations/branch", "chronicle/", "federation")


def everywhere(client: Client) -> str:
    """All that a visitor gets to read, of pages, files, suggestions, feeds and the API."""
    found = [client.get(path) for path in (*(f"/en/{path}" for path in READ), *(f"/api/v1/{path}" for path in ASKED), "/sitemap.xml", "/sitemap-1.xml")]
    return " ".join(b"".join(answer).decode(errors="replace") for answer in found)


@pytest.mark.parametrize("who", ["nobody", "stranger", "sibling", "secretariat", "former", "fellow member", "operator beside keepers"])
def test_planted_words_of_members_stand_nowhere_else(who: str) -> None:
    federation()
    person = planted()
    in_office("ann", "chair", "centre")
    in_office("una", "chair", "union")
    visitors: dict[str, Any] = {
        "nobody": lambda: None, "stranger": lambda: open_account(name="Stranger"), "sibling": lambda: in_office("eve", "chair", "other"),
        "secretariat": lambda: in_office("sec", "head_of_secretariat", "union"), "former": lambda: in_office("old", "chair", "branch", until="2021"),
        "fellow member": lambda: with_account(taken("branch", named("Pak"))), "operator beside keepers": lambda: open_account(name="Op", is_operator=True),
    }  # fmt: skip
    seen = everywhere(client_of(visitors[who]()))
    assert [word for word in (*PLANTED, person.slug) if word in seen] == []


def test_they_stand_where_they_should() -> None:
    """Else the test before would show nothing."""
    federation()
    person = planted()
    seen = everywhere(client_of(in_office("ann", "chair", "centre")))
    assert all(word in seen for word in (*PLANTED, person.slug)) and "zapretov@" not in seen


def test_a_member_has_no_public_page_not_even_for_an_operator() -> None:
    federation()
    person = planted()
    operator = client_of(open_account(name="Op", is_operator=True))
    assert [client.get(f"/en/people/{person.slug}/").status_code for client in (Client(), operator)] == [404, 404]
    assert [client.get(f"/api/v1/people/{person.slug}").status_code for client in (Client(), operator)] == [404, 404]


@pytest.mark.parametrize("typed", ["ким", "Kim", "КИМ вера", "vera kim", "김", "сергеевна"])
def test_somebody_is_found_by_any_spelling(typed: str) -> None:
    federation()
    taken("branch", named("Ким", "Вера", "cyrillic", "Сергеевна"), named("김", "베라", "hangul"))
    taken("branch", named("Ли", "Олег", "cyrillic"))
    ann = client_of(in_office("ann", "chair", "centre"))
    assert "1 person" in read(ann, f"members/?q={typed}")


@pytest.mark.parametrize("typed", ["zzz", "...", "ким олег"])
def test_who_is_not_there_is_not_found(typed: str) -> None:
    federation()
    taken("branch", named("Ким", "Вера", "cyrillic"))
    assert "0 people · CSV · XLSX Nobody of that name or kind" in read(client_of(in_office("ann", "chair", "centre")), f"members/?q={typed}")


def test_the_list_is_narrowed_by_organisation_and_kind() -> None:
    federation()
    taken("branch", named("Aaa"))
    taken("branch2", named("Bbb"), kind="volunteer")
    gone = taken("branch", named("Ccc"))
    leave(by=None, membership=Membership.objects.get(person=gone), on=date(2026, 4, 1))
    ann = client_of(in_office("ann", "chair", "centre"))

    def shown(query: str) -> list[str]:
        page = read(ann, f"members/{query}")
        return [name for name in ("Aaa", "Bbb", "Ccc") if name in page]

    asked = ["", "?organisation=branch", "?kind=volunteer", "?kind=member", "?kind=former", "?organisation=branch2&kind=member", "?organisation=far", "?kind=x"]
    assert [shown(query) for query in asked] == [["Aaa", "Bbb"], ["Aaa"], ["Bbb"], ["Aaa"], ["Ccc"], [], [], ["Aaa", "Bbb"]]


def test_a_name_is_shown_in_the_letters_of_the_reader() -> None:
    federation()
    taken("branch", named("Ким", "Вера", "cyrillic", "Сергеевна"), named("김", "베라", "hangul"), named("Kim"))
    ann = client_of(in_office("ann", "chair", "centre"))
    shown = {language: ann.get(f"/{language}/members/").content.decode() for language in ("ru", "ko", "en")}
    assert "Ким Вера Сергеевна" in shown["ru"] and "김베라" in shown["ko"] and "Kim Vera" in shown["en"]


def test_what_the_board_sees_of_a_member() -> None:
    federation()
    person = planted()
    page = read(client_of(in_office("ann", "chair", "centre")), f"members/{person.slug}/")
    assert "77009998877" in page and "zapretov@example.org" not in page
    assert "Who can see this The person, and whoever holds one of these offices today: Chair, Centre" in page


def test_the_treasurer_sees_who_is_a_member_and_not_how_they_are_reached() -> None:
    federation()
    Demand.objects.all().delete()
    person = planted()
    treasurer = client_of(in_office("ann", "treasurer", "branch"))
    page = read(treasurer, f"members/{person.slug}/")
    assert "Zapretov" in page and "77009998877" not in page and "Contacts" not in page and "End the membership" not in page
    assert treasurer.get("/en/members/table.csv").status_code == 403 and "CSV" not in read(treasurer, "members/")


def test_who_left_is_seen_without_contacts() -> None:
    federation()
    person = planted()
    leave(by=None, membership=Membership.objects.get(), on=date(2026, 4, 1))
    ann = client_of(in_office("ann", "chair", "centre"))
    page = read(ann, f"members/{person.slug}/")
    assert "1 March 2026 to 31 March 2026" in page and "77009998877" not in page
    read(ann, f"members/{person.slug}/names/", 404)


def test_the_list_leaves_as_a_table() -> None:
    federation()
    planted()
    change_kind(by=None, membership=Membership.objects.get(), kind="volunteer", on=date(2026, 4, 1))
    ann = client_of(in_office("ann", "chair", "centre"))
    lines = ann.get("/en/members/table.csv").content.decode("utf-8-sig").splitlines()
    assert lines == ["Name of the person,Organisation,As what,Since,Until,Phone,E-mail,Data confirmed", "Zapretov Zapretnaya,Branch,volunteer,2026-04-01,,77009998877,,"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(ann.get("/en/members/table.xlsx?kind=volunteer").content))
    assert book.get_sheet_by_index(0).to_python()[1][:3] == ["Zapretov Zapretnaya", "Branch", "volunteer"]
    assert ann.get("/en/members/table.pdf").status_code == 404


def test_an_office_that_is_over_gives_nothing() -> None:
    federation()
    planted()
    ann = client_of(in_office("ann", "chair", "centre"))
    assert "Zapretov" in read(ann, "members/")
    record([told("ann-gone", "released", "centre", "2026-02-01", office="chair", person="ann")], on="2026-03-03")
    assert ann.get("/en/members/").status_code == 403


@pytest.mark.parametrize("many", [1, 60])
def test_the_list_asks_the_same_number_of_questions(many: int) -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    for number in range(many):
        taken("branch" if number % 2 else "branch2", named(f"Kim{number:03}"))
    taken("branch" if many == 1 else "branch2", named("Last"))
    with CaptureQueriesContext(connection) as asked:
        page = read(ann, "members/")
    assert (len(asked), "1 to 50 of 61" in page) == (QUERIES, many == 60)


@pytest.mark.parametrize("many", [1, 40])
def test_the_table_asks_the_same_number_of_questions(many: int) -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    for number in range(many):
        taken("branch", named(f"Kim{number:03}"), contacts=(Reached("phone", f"7700000{number:04}"),))
    with CaptureQueriesContext(connection) as asked:
        assert len(ann.get("/en/members/table.csv").content.splitlines()) == many + 1
    assert len(asked) == OF_THE_TABLE
