"""`/tree/`: who belongs to whom on a day."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.directory.reading_pages import section
from tests.world import record, told

from shanyraq.directory import forest
from shanyraq.directory.day import tree_page

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(language: str = "en", **asked: str) -> str:
    answer = Client().get(f"/{language}/tree/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def names(html: str) -> list[str]:
    """The organisations of the tree, in order."""
    return [unescape(name) for name in re.findall(r'<div class="node"><a [^>]*>([^<]*)</a>', html)]


def federation(branches: int = 2) -> list[Any]:
    chain = [told(f"deep-{n}", "founded", f"deep-{n}", "2000", name=f"Deep {n}", part_of=[f"deep-{n - 1}"]) for n in range(1, 8)]
    return [
        told("umbrella", "founded", "umbrella", "1995", name="Umbrella", kind="umbrella"),
        told("centre", "founded", "centre", "1996", name="Centre", kind="ethnocultural_centre", part_of=["umbrella"]),
        *(told(f"b{n}", "founded", f"branch-{n}", "2000/2002", name=f"Branch {n}", kind="district_branch", branch_of="centre") for n in range(branches)),
        *([told("registered", "registered", "branch-0", "2005")] if branches else []),
        told("deep-0", "founded", "deep-0", "2000", name="Deep 0"),
        *chain,
    ]


def test_an_empty_register_says_so() -> None:
    assert section(page(), "tree") == "Organisations No organisation is known on this day Choose a later day, or return to today."


def test_the_federation_stands_as_one_tree_with_years_and_certainty() -> None:
    record(federation(1)[:3])
    assert section(page(as_of="2001"), "tree").replace(" : ", ": ").endswith(
        "Umbrella 1 1 organisation below it: Umbrella Centre part of, since 1996 1 1 organisation below it: Centre"
        " Branch 0 branch of, begun: between 2000 and 2002 possibly 1"
    )
    assert names(page(as_of="1995")) == ["Umbrella"]


def test_only_those_with_registration_and_what_stands_above_them() -> None:
    record(federation(3))
    html = page(only="registered")
    assert names(html) == ["Umbrella", "Centre", "Branch 0"]
    assert "Others are shown only where one of these stands below them." in html
    assert names(page(only="registered", as_of="2004")) == names(page(as_of="2004"))


def test_one_kind() -> None:
    record(federation(3))
    assert names(page(only="ethnocultural_centre")) == ["Umbrella", "Centre"]
    filters = re.findall(r'<nav class="steps filters".*?</nav>', page(), re.DOTALL)[0]
    assert " ".join(re.sub("<[^>]*>", " ", filters).split()) == (
        "all with state registration 1 district branch 3 ethnocultural centre 1 umbrella organisation 1"
    )


def test_one_branch() -> None:
    record(federation(2))
    html = page(organisation="centre")
    assert names(html) == ["Centre", "Branch 0", "Branch 1"]
    assert '<a href="/en/tree/">The whole tree</a>' in html
    assert Client().get("/en/tree/", {"organisation": "nobody"}).status_code == 404


def test_what_lies_deeper_is_counted_and_leads_to_its_branch() -> None:
    record(federation(0))
    html = page(as_of="2010")
    assert names(html) == [*(f"Deep {n}" for n in range(7)), "Umbrella", "Centre"]
    assert '<a class="deeper" href="/en/tree/?as_of=2010&amp;organisation=deep-6">1 organisation below it' in html
    assert names(page(organisation="deep-6")) == ["Deep 6", "Deep 7"]


def test_links_keep_the_day_and_the_branch() -> None:
    record(federation(2))
    html = page(organisation="centre", only="district_branch", as_of="2010", known_on="2026-06-01")
    assert "/en/organisations/branch-0/?as_of=2010&amp;known_on=2026-06-01" in html
    assert 'href="?as_of=2005&amp;known_on=2026-06-01&amp;organisation=centre&amp;only=district_branch"' in html
    assert '<input type="hidden" name="organisation" value="centre">' in html
    assert '<a href="/en/tree/?as_of=2010&amp;known_on=2026-06-01">' in html


def test_a_branch_that_did_not_exist_yet_is_an_empty_tree() -> None:
    record(federation(2))
    assert names(page(organisation="centre", as_of="1990")) == []


def test_a_tree_that_is_too_wide_says_that_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forest, "MOST_BELOW", 2)
    monkeypatch.setattr(tree_page, "MOST_ROOTS", 1)
    record(federation(3))
    assert "The tree is cut: there are more organisations than one page can bear." in page()
    assert "The tree is cut" not in page(as_of="1995")


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    record(federation(count))
    page()
    with CaptureQueriesContext(connection) as queries:
        html = page()
    assert len([name for name in names(html) if name.startswith("Branch")]) == count
    assert len(queries) == 17
