from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.directory.lists.reading_lists import counts, names, page, rows, table
from tests.world import record, told

from shanyraq.directory.lists.kept_cultures import grouped, slug_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PATH = "/en/cultures/"
KOREAN = "/en/cultures/korean-culture/"


def keepers() -> list[Any]:
    return [
        told("t", "founded", "place:town", "1990", name="Town", kind="city"),
        told("a", "founded", "a", "1995", name="Alpha", seat="town", culture={"en": "Korean culture", "ru": "Корейская культура"}, contact={"en": "+7 701 000 00 00"}),
        told("b", "founded", "b", "1995", name="Beta", culture={"ru": "корейская  культура"}),
        told("c", "founded", "c", "2000", name="Gamma", culture={"en": "KOREAN CULTURE."}),
        told("d", "founded", "d", "[1996..2004]", name="Delta", culture={"en": "German culture"}),
        told("e", "founded", "e", "1995", name="None"),
        told("x", "dissolved", "c", "2010"),
        told("k", "standing", "person:kim", "2001", name="Kim A."),
        told("kc", "appointed", "a", "2001", person="kim", office="chair"),
    ]


def test_a_culture_is_one_however_it_is_written() -> None:
    record(keepers())
    assert rows(page(PATH, as_of="2003")) == [["German culture", "1", "0"], ["Korean culture", "3", "3"]] or rows(page(PATH, as_of="2003")) == [
        ["German culture", "1", ""], ["Korean culture", "3", "3"],
    ]  # fmt: skip
    assert names(page(PATH, as_of="2003", sort="-number")) == ["Korean culture", "German culture"]
    assert names(page("/ru/cultures/", as_of="1995-12-31")) == ["корейская культура"] or names(page("/ru/cultures/", as_of="1995-12-31")) == ["Корейская культура"]


def test_a_culture_lists_all_that_keep_it_with_chair_and_contact() -> None:
    record(keepers())
    found = rows(page(KOREAN, as_of="2003"))
    assert found[0] == ["Alpha 1", "", "Town 1", "Kim A. since 2001 1", "+7 701 000 00 00 1"]
    assert names(page(KOREAN, as_of="2003")) == ["Alpha", "Beta", "Gamma"]
    assert names(page(KOREAN, as_of="2011")) == ["Alpha", "Beta"]
    assert table(KOREAN + "table.csv", as_of="2003")[0]["Contact"] == "'+7 701 000 00 00"
    assert Client().get(KOREAN + "table.xlsx").headers["Content-Disposition"].startswith('attachment; filename="culture-korean-culture-')


def test_a_culture_that_nobody_keeps_on_a_day_is_there_still() -> None:
    record(keepers())
    assert "No organisation keeps it on this day" in page(KOREAN, as_of="1991")
    assert Client().get("/en/cultures/nothing/").status_code == 404


def test_another_slug_of_its_leads_to_it_too() -> None:
    record(keepers())
    assert names(page(f"/en/cultures/{slug_of('корейская культура')}/", as_of="2003")) == ["Alpha", "Beta", "Gamma"]


def test_the_list_of_organisations_counts_the_same() -> None:
    record(keepers())
    html = page("/en/organisations/", as_of="2003")
    assert counts(html)["Culture it keeps"] == {"Korean culture": 3, "German culture": 1}
    assert names(page("/en/organisations/", as_of="2003", culture="korean-culture")) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Korean culture", "korean-culture"), ("고려인 문화", "goryeoin-munhwa"), ("  Ünited — 2 ", "united-2"), ("", "culture"), ("汉族", "culture"), ("x" * 99, "x" * 60)],
)
def test_a_slug_is_of_plain_letters(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(st.lists(st.dictionaries(st.sampled_from(["kk", "ru", "ko", "en"]), st.text(min_size=1), min_size=1), max_size=12))
def test_whatever_is_told_every_value_belongs_to_one_culture(told_texts: list[dict[str, str]]) -> None:
    import json

    values = list(dict.fromkeys(json.dumps(texts) for texts in told_texts))
    found = grouped(values)
    assert sorted(value for culture in found for value in culture.values) == sorted(values)
    assert len({culture.slug for culture in found}) == len(found)
    assert [culture.slug.isascii() and culture.slug != "" for culture in found] == [True] * len(found)


@pytest.mark.parametrize("count", [3, 300])
@pytest.mark.parametrize(("path", "number"), [(PATH, 5), (KOREAN, 25), (KOREAN + "table.csv", 18)])
def test_the_number_of_queries_is_one_number(count: int, path: str, number: int) -> None:
    more = [told(f"o{n}", "founded", f"o{n}", "1999", name=f"Org {n}", culture={"en": "Korean culture"}) for n in range(count)]
    others = [told(f"p{n}", "founded", f"p{n}", "1999", name=f"Other {n}", culture={"en": f"Culture {n}"}) for n in range(count)]
    record([*keepers(), *more, *others])
    page(PATH)
    with CaptureQueriesContext(connection) as queries:
        Client().get(path)
    assert len(queries) == number
