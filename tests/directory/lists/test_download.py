"""Each list as a file: the same as its page, read by readers that are not ours."""
from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook
from tests.directory.lists.reading_lists import names, page, table
from tests.world import paper, record, told

from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LISTS = ("organisations", "chronicle", "places", "people", "sources", "cultures")


def little() -> list[Any]:
    return [
        paper("herald", "1999-05-02"),
        told("t", "founded", "place:town", "1990", name="Town", kind="city"),
        told("a", "founded", "alpha", "1996-04-01", source="herald", name={"en": "Alpha", "ru": "Альфа"}, seat="town", culture={"en": "Korean culture"}),
        told("b", "founded", "beta", "1997-05", name="=1+1", kind="club", part_of="alpha"),
        told("k", "standing", "person:kim", "2001", name="Kim A."),
        told("kc", "appointed", "alpha", "2001", person="kim", office="chair"),
    ]


def sheets(path: str, **asked: str) -> list[list[list[Any]]]:
    answer = Client().get(path, asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_a_workbook_holds_the_list_and_says_what_it_is() -> None:
    begin(name={"en": "Federation"}, languages=["en"])
    record(little())
    rows, about = sheets("/en/organisations/table.xlsx", as_of="2002-07-01", known_on="2026-02-01", q="alpha")
    assert rows == [
        ["Name", "Kind", "Level", "State registration", "Since", "Seat", "Belongs to", "Chair", "Contact", "Culture it keeps", "BIN", "Sources", "Page"],
        ["Alpha", "", "", "", date(1996, 4, 1), "Town", "", "Kim A.", "", "Korean culture", "", rows[1][11],
         "http://testserver/en/organisations/alpha/?as_of=2002-07-01&known_on=2026-02-01"],
    ]  # fmt: skip
    assert rows[1][11].split("; ") == ["herald (2 May 1999)", f"Told to the keeper of this register ({rows[1][11].split('(')[-1]}"]
    assert [row[0] for row in about] == [
        "Organisations",
        "Federation",
        "As of 1 July 2002, as it was known on 1 February 2026.",
        "http://testserver/en/organisations/?as_of=2002-07-01&known_on=2026-02-01&q=alpha",
        "Licence: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
        "The column “Sources” names the sources of each row. Whoever uses the facts names the sources.",
    ]


def test_each_row_of_a_csv_says_of_which_day_and_whose_it_is() -> None:
    begin(name={"en": "Federation"}, languages=["en"])
    record(little())
    for row in table("/en/organisations/table.csv", as_of="2002-07-01"):
        said = [row[key] for key in ("As of", "As known on", "Register", "Licence")]
        assert said == ["2002-07-01", timezone.localdate().isoformat(), "Federation", "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("language", ["kk", "ru", "ko", "en"])
def test_every_list_is_a_file_of_the_same_rows(name: str, language: str) -> None:
    record(little())
    path = f"/{language}/{name}/table"
    rows = sheets(f"{path}.xlsx")[0]
    lines = list(table(f"{path}.csv"))
    assert len(rows) - 1 == len(lines)
    assert len(rows) > 1
    if name not in ("chronicle", "people"):
        assert [row[0] for row in rows[1:]] == names(page(f"/{language}/{name}/"))


@pytest.mark.parametrize(
    ("asked", "name"),
    [({"as_of": "2002-07-01"}, "organisations-2002-07-01.csv"), ({"as_of": "2002", "known_on": "2026-01-05"}, "organisations-2002-12-31-known-2026-01-05.csv")],
)
def test_its_name_says_list_and_day(asked: dict[str, str], name: str) -> None:
    record(little())
    answer = Client().get("/en/organisations/table.csv", asked)
    assert (answer["Content-Disposition"], answer["X-Robots-Tag"]) == (f'attachment; filename="{name}"', "noindex")


def test_no_formula_leaves() -> None:
    record(little())
    assert [row["Name"] for row in table("/en/organisations/table.csv")] == ["'=1+1", "Alpha"]
    assert [row["What happened"][:5] for row in table("/en/chronicle/table.csv", about="organisation:beta")] == ["'=1+1"]
    answer = Client().get("/en/organisations/table.xlsx")
    assert b"<f>" not in answer.content


def test_what_is_no_file_is_not_there() -> None:
    assert [Client().get(f"/en/{name}/table.pdf").status_code for name in LISTS] == [404] * len(LISTS)
    assert Client().get("/en/organisations/table.csv", {"as_of": "x"}).status_code == 400


def test_files_and_pages_give_the_last_day_of_a_term() -> None:
    acting = told("ka", "appointed", "alpha", "2014-02-10", person="kim", office="elder", acting=True, until="2014-06-01")
    record([*little()[:3], told("k", "standing", "person:kim", "2001", name="Kim A."), acting])
    [row] = table("/en/people/table.csv", as_of="2014-05-31")
    assert row["In office on this day"] == "elder (acting): Alpha, 10 February 2014 – 31 May 2014"
