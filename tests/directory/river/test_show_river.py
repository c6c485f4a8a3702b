from __future__ import annotations

import gzip
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from tests.directory.reading_pages import heading, section
from tests.directory.river.federations import of_many
from tests.directory.river.reading_pictures import picture, table
from tests.world import claimed, paper, record, told, withdrawn

from shanyraq.directory.days import Asked
from shanyraq.directory.river.figure import river

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(status: int = 200, **asked: str) -> str:
    answer = Client().get("/en/river/", asked)
    assert answer.status_code == status
    return answer.content.decode()


def world() -> list[Any]:
    return [
        told("assembly", "founded", "assembly", "1995-03-01", name="Assembly", kind="umbrella"),
        told("centre", "founded", "centre", "1996", name="Centre", kind="ethnocultural_centre", part_of=["assembly"]),
        told("renamed", "renamed", "centre", "2002-05-01", name="Cultural Centre"),
        told("branch", "founded", "branch", "1999-01-01", name="Branch", kind="branch", branch_of="centre"),
        told("left", "left", "centre", "2010-06-01", part_of=["assembly"]),
        told("alone", "founded", "alone", "2000-01-01", name="Alone", kind="house_of_friendship"),
    ]


def slugs(html: str) -> set[str]:
    return set(picture(html, tall=False, today=timezone.localdate(), first=1995).strips)


def test_it_works() -> None:
    record(world())
    html = page()
    assert heading(html) == "The river"
    assert slugs(html) == {"assembly", "centre", "branch", "alone"}
    assert table(html)["centre"] == [
        ("life", "Existence", "since 1996", "yes"),
        ("name", "Name Centre", "1996 – 1 May 2002", "no"),
        ("name", "Name Cultural Centre", "since 1 May 2002", "yes"),
        ("tie", "part of Assembly", "1996 – 1 June 2010", "no"),
    ]


def test_a_strip_leads_to_its_organisation_on_the_day_and_says_in_words_what_it_is() -> None:
    record(world())
    found = re.findall('<a class="(.)" href="/en/organisations/(.*?)" aria-label="(.*?)">', page(as_of="2001").partition('<svg class="tall')[0])
    assert sorted(found) == [
        ("a", "branch/?as_of=2001", "Branch: since 1 January 1999"),
        ("a", "centre/?as_of=2001", "Cultural Centre: since 1996"),
        ("o", "alone/?as_of=2001", "Alone: since 1 January 2000"),
        ("u", "assembly/?as_of=2001", "Assembly: since 1 March 1995"),
    ]


def test_who_leaves_is_drawn_as_leaving() -> None:
    record(world())
    seen = picture(page(), tall=False, today=timezone.localdate(), first=1995)
    assert [(cls, of) for cls, of, _at in seen.runs] == [("j a d", "centre>assembly"), ("l", "assembly>centre"), ("j a", "branch>centre")]
    assert seen.runs[1][2] == pytest.approx(seen.at(date(2010, 6, 1)), abs=0.1)


def test_the_river_of_one_shows_what_it_touches_and_nothing_else() -> None:
    record(world())
    html = page(organisation="centre", as_of="2003")
    assert heading(html) == "Cultural Centre"
    assert slugs(html) == {"assembly", "centre", "branch"}
    assert '<a class="step" rel="prev" href="?organisation=centre&amp;as_of=2002">' in html


@pytest.mark.parametrize("slug", ["nobody", "x y", "'"])
def test_the_river_of_nobody_is_not_found(slug: str) -> None:
    record(world())
    page(404, organisation=slug)


def test_years_can_be_chosen() -> None:
    record(world())
    html = page(**{"from": "1998", "to": "2005"})
    seen = picture(html, tall=False, today=timezone.localdate(), first=1998, last=date(2005, 12, 31))
    assert seen.strips["branch"].life[0].begin == pytest.approx(seen.at(date(1999, 1, 1)), abs=0.1)
    assert "The day lies outside of the years shown." in html


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("abc", "", "“abc” is no year. Write it in digits, for example 1996."),
        ("", "99999", "“99999” is no year. Write it in digits, for example 1996."),
        ("0", "", "“0” is no year. Write it in digits, for example 1996."),
        ("２０００", "", "“２０００” is no year. Write it in digits, for example 1996."),
        ("2005", "1998", "The first year must come before the last."),
    ],
)
def test_what_is_no_year_is_said_and_kept(first: str, last: str, sentence: str) -> None:
    record(world())
    html = page(**{"from": first, "to": last})
    assert sentence in html
    assert f'name="from" value="{first}"' in html


def test_nothing_told_says_so() -> None:
    assert "As soon as a first organisation is recorded, its river begins here." in page()


def test_what_was_not_known_is_not_shown() -> None:
    record(world(), on="2020-01-01")
    record(told("late", "founded", "late", "2001", name="Late"), on="2022-01-01")
    record(withdrawn(world()[4]), on="2023-01-01")
    assert (slugs(page()) - slugs(page(known_on="2021-01-01")), slugs(page(known_on="2021-01-01")) - slugs(page())) == ({"late"}, set())
    runs = {known: [cls for cls, _of, _at in picture(page(**asked), tall=False, today=timezone.localdate(), first=1995).runs]
            for known, asked in (("then", {"known_on": "2021-01-01"}), ("now", {}))}  # fmt: skip
    assert runs == {"then": ["j a d", "l", "j a"], "now": ["j a d", "j a"]}


def test_a_disputed_begin_carries_the_sign() -> None:
    record([*world()[:1], claimed(told("centre", "founded", "centre", "1996", name="Centre"), "1999")])
    assert page().partition('<svg class="tall')[0].count('class="doubt"') == 1


def test_what_an_heir_takes_over_is_no_joining() -> None:
    succeeded = told("succeeded", "succeeded", "assembly", "2005-01-01", by="council", name="Council", kind="umbrella")
    record([*world()[:3], succeeded])
    seen = picture(page(), tall=False, today=timezone.localdate(), first=1995)
    assert [(cls, of) for cls, of, _at in seen.runs] == [("j a d", "centre>assembly"), ("k", "assembly>council")]
    assert seen.parents("centre", date(2012, 1, 1)) == {"council": "surely"}


def test_territories_cross_it_with_their_names() -> None:
    record([
        *world(),
        told("old", "founded", "place:old-oblast", "1990-01-01", name="Old Oblast", kind="oblast"),
        told("new", "separated", "place:old-oblast", "2022-06-08", part="place:new-oblast", name="New Oblast", kind="oblast"),
        told("vague", "founded", "place:vague-oblast", "2010", name="Vague Oblast", kind="oblast"),
    ])  # fmt: skip
    html = page()
    assert re.findall('<text class="said".*?>(.*?)</text>', html) == ["2022: New Oblast"] * 2
    assert "8 June 2022 Old Oblast : Separated from it: New Oblast 1" in section(html, "events")
    assert "Vague" not in section(html, "events")


def test_a_name_from_a_page_cannot_become_markup() -> None:
    record(told("bad", "founded", "bad", "1990", name='<script>"x"&amp;</script>'))
    html = page()
    assert "<script>&quot;" not in html
    assert '<script>"x"' not in html
    assert slugs(html.replace("&lt;", "(").replace("&gt;", ")").replace("&quot;", "'")) == {"bad"}


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    heir = told("succeeded", "succeeded", "alone", "2020-01-01", by="heir", source="paper", name="Heir")
    oblast = told("oblast", "founded", "place:oblast", "2010-01-01", name="Oblast", kind="oblast", centre="town")
    record([paper("paper", "2021"), *world(), heir, oblast, *(told(f"o{n}", "founded", f"o{n}", "2000", name=f"Org {n}", part_of=["assembly"]) for n in range(count))])
    page(as_of="2003")
    with CaptureQueriesContext(connection) as queries:
        page(as_of="2004")
    assert len(queries) == 23


def test_four_hundred_organisations_over_forty_years_take_no_more_than_200_kb() -> None:
    record(of_many(372))
    answer = Client().get("/kk/river/", {"as_of": "2001-06-01"})
    html = answer.content.decode()
    assert html.partition('<svg class="tall')[0].count('<a class="a"') + html.partition('<svg class="tall')[0].count('<a class="u"') == 400
    assert len(re.findall('<a class="[uao]" href="/kk/organisations/[a-z0-9-]+/[^"]*"><title>[^<]+</title>', html.partition('<svg class="tall')[0])) == 400
    assert (len(answer.content) <= 200_000, len(gzip.compress(answer.content)) <= 40_000) == (True, True)


def test_the_pages_of_the_table_hold_everyone_once() -> None:
    record(of_many(60))
    everyone = slugs(page())
    found = [slug for number in ("1", "2", "3") for slug in table(page(page=number))]
    assert (len(found), set(found)) == (len(everyone), everyone)


def test_the_small_one_is_for_other_pages() -> None:
    record(of_many(60))
    day = date(2010, 1, 1)
    with translation.override("en"):
        small = river(None, Asked(date(2026, 1, 1), day, as_of="2010"), "en")
        assert small is not None
        html = render_to_string("directory/river_figure.html", {"river": small, "page": {"query": "?as_of=2010"}})
    assert len(set(re.findall(r"/organisations/(.*?)/", html))) == 12
    assert 'href="/en/river/?as_of=2010"' in html
    assert river(None, Asked(day, day), "en", organisation="nobody") is None


def test_links_keep_day_and_knowledge() -> None:
    record(world())
    html = page(as_of="2003", known_on="2026-06-01")
    assert re.findall('class="step" rel="(.*?)" href="(.*?)"', html) == [
        ("prev", "?as_of=2002&amp;known_on=2026-06-01"), ("next", "?as_of=2004&amp;known_on=2026-06-01"),
    ]  # fmt: skip
