"""Find by any name that something ever had."""
from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.rights.test_routes import sign_in
from tests.world import paper, record, told, withdrawn

from shanyraq.accounts.changes import open_account
from shanyraq.people.changes import leave_out
from shanyraq.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def page(q: str, *, language: str = "en", client: Client | None = None, **asked: str) -> str:
    answer = (client or Client()).get(f"/{language}/find/", {"q": q, **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def rows(html: str) -> list[str]:
    """The lines of the answer, as read."""
    found = re.search('<ol class="rows found">(.*?)</ol>', html, re.DOTALL)
    lines = re.findall("<li>(.*?)</li>", found[1], re.DOTALL) if found else []
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", line)).split()) for line in lines]


def links(html: str) -> list[str]:
    found = re.search('<ol class="rows found">(.*?)</ol>', html, re.DOTALL)
    return re.findall('href="([^"]*)"', found[1]) if found else []


def found(q: str, **asked: Any) -> list[str]:
    return rows(page(q, **asked))


@pytest.fixture
def centre() -> None:
    record([
        told("begin", "founded", "centre", "1996", name={"kk": "Жетісу корейлері", "ru": "Корейский центр Жетысу", "ko": "제티수 고려인 센터"}, kind="ethnocultural_centre"),
        told("second", "renamed", "centre", "2002", name={"kk": "Қазақстан корейлері қауымдастығы", "en": "Association of Koreans"}),
    ])  # fmt: skip


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize("q", ["Қазақстан", "Казахстан", "Qazaqstan", "kazakhstan", "стан", "KOREANS", "koreans association", "qauymdastyg", "  Associ  "])
def test_by_any_part_of_the_name_of_the_day(q: str) -> None:
    assert found(q)[0].startswith("ethnocultural centre Association of Koreans")


@pytest.mark.usefixtures("centre")
def test_by_a_name_that_it_had_with_its_years() -> None:
    assert found("корейский") == ["ethnocultural centre Association of Koreans was called: Корейский центр Жетысу 1996 – 2002"]
    assert found("고") == ["ethnocultural centre Association of Koreans was called: 제티수 고려인 센터 1996 – 2002"]
    assert found("Koreans", as_of="1999") == ["ethnocultural centre Жетісу корейлері (in Kazakh) later called: Association of Koreans since 2002"]
    assert found("jetisu", as_of="1999", language="kk") == ["этномәдени орталық Жетісу корейлері"]


@pytest.mark.usefixtures("centre")
def test_all_words_must_stand_in_one_name() -> None:
    assert found("корейский жетысу") != []
    assert found("koreans жетысу") == []


@pytest.mark.usefixtures("centre")
def test_by_the_slug() -> None:
    assert found("centre") == ["ethnocultural centre Association of Koreans"]
    assert found("centr") == ["ethnocultural centre Association of Koreans was called: Корейский центр Жетысу 1996 – 2002"]


@pytest.mark.usefixtures("centre")
def test_links_keep_the_day() -> None:
    assert links(page("Koreans", as_of="1999", known_on="2026-03-01")) == ["/en/organisations/centre/?as_of=1999&amp;known_on=2026-03-01"]


def test_what_was_not_known_yet_is_not_found() -> None:
    record(told("begin", "founded", "club", "1990", name="Alpha"), on="2025-01-01")
    record(told("begin", "founded", "club", "1990", name="Beta"), on="2025-06-01")
    assert [found(q, known_on="2025-03-01") != [] for q in ("alpha", "beta", "club")] == [True, False, True]
    assert [found(q, known_on="2024-03-01") != [] for q in ("alpha", "beta", "club")] == [False, False, False]
    assert [found(q) != [] for q in ("alpha", "beta", "club")] == [False, True, True]


def test_what_was_taken_back_is_not_found() -> None:
    begin = told("begin", "founded", "club", "1990", name="Alpha")
    record(begin, on="2025-01-01")
    record(withdrawn(begin), on="2025-06-01")
    assert [found(q) for q in ("alpha", "club")] == [[], []]


def test_organisations_places_and_persons() -> None:
    record([
        told("land", "founded", "place:land", "1936", name="Orda", kind="oblast"),
        told("org", "founded", "org", "1990", name="Orda Society"),
        told("seen", "seen", "person:ann", "2000", name={"en": {"given": "Ann", "family": "Orda", "order": "family given"}}),
    ])  # fmt: skip
    assert sorted(found("orda")) == ["oblast Orda", "organisation Orda Society", "person Orda Ann"]
    assert found("ann orda") == ["person Orda Ann"]
    assert sorted(links(page("orda"))) == ["/en/organisations/org/", "/en/people/ann/", "/en/places/land/"]


def test_what_begins_so_and_is_so_on_the_day_comes_first() -> None:
    record([
        told("a", "founded", "a", "1990", name="The Horda"),
        told("b", "founded", "b", "1990", name="Society of Orda"),
        told("c", "founded", "c", "1990/2030", name="Orda perhaps"),
        told("d", "founded", "d", "1990", name="Orda Zeta"),
    ])  # fmt: skip
    assert found("orda") == ["organisation Orda Zeta", "organisation Orda perhaps possibly", "organisation Society of Orda", "organisation The Horda"]


def test_what_is_over_says_so() -> None:
    record([told("begin", "founded", "club", "1990", name="Alpha"), told("end", "dissolved", "club", "2000")])
    assert found("alpha") == ["organisation Alpha exists no longer on this day"]
    assert found("alpha", as_of="1980") == ["organisation Alpha does not exist yet on this day"]
    assert found("alpha", as_of="1995") == ["organisation Alpha"]


def test_other_names_say_their_use() -> None:
    record(told("begin", "founded", "club", "1990", name="Society of Friends", short="SOF"))
    assert found("sof") == ["organisation Society of Friends short name: SOF since 1990"]


def test_who_asked_not_to_be_named_is_not_found() -> None:
    record([paper("paper"), told("seen", "seen", "person:ann", "2000", name="Ann Lee")])
    keeper = open_account(name="Keeper", is_operator=True)
    assert [found(q) for q in ("lee", "ann")] == [["person Ann Lee"], ["person Ann Lee"]]
    leave_out(by=keeper, at=Person.objects.get().names.get().known_from, person=Person.objects.get(), why="asked", key="k")
    assert [found(q) for q in ("lee", "ann")] == [[], []]
    client = Client()
    sign_in(client, keeper)
    assert len(rows(page("lee", client=client))) == 1


def test_nothing_typed_asks_for_nothing() -> None:
    html = page("")
    assert ('id="find-here"' in html, 'class="wrong"' in html, 'class="empty"' in html) == (True, False, False)


@pytest.mark.parametrize("q", ["а", "q", " k ", "%", "_", "ь'", "zzzz"])
def test_one_letter_is_too_few(q: str) -> None:
    assert "Type at least two letters." in page(q)


@pytest.mark.usefixtures("centre")
@pytest.mark.parametrize("q", ["%%", "xyz", "Korx_s", "Kzz%x", "\x00\x00ab", "'; --", "x" * 5000])
def test_nothing_found_says_what_else_to_try(q: str) -> None:
    html = page(q)
    assert rows(html) == []
    assert "Try fewer letters" in html or "Type at least two letters." in html


def test_what_is_typed_is_shown_as_text() -> None:
    assert "<b>" not in page("<b>bold")


def test_fifty_a_page() -> None:
    record([told(f"b{n:03}", "founded", f"o{n:03}", "1990", name=f"Orda {n:03}") for n in range(120)])
    first, last = page("orda", as_of="2001"), page("orda", as_of="2001", page="3")
    assert (rows(first)[0], len(rows(first)), rows(last)[0], len(rows(last))) == ("organisation Orda 000", 50, "organisation Orda 100", 20)
    assert "1 to 50 of 120" in first
    assert 'href="?q=orda&amp;as_of=2001&amp;page=2"' in first
    assert rows(page("orda", as_of="2001", page="9")) == rows(first)


@pytest.mark.parametrize("count", [1, 3, 16])
def test_the_number_of_queries_is_one_number(count: int) -> None:
    for kind, name in (("", "Orda"), ("place:", "Orda"), ("person:", "Orda")):
        record([told(f"{kind[:2]}{n}", "seen" if kind == "person:" else "founded", f"{kind}o{n}", "1990", name=f"{name} {n}") for n in range(count)])
    page("orda")
    with CaptureQueriesContext(connection) as queries:
        html = page("orda")
    assert len(rows(html)) == min(50, 3 * count)
    assert len(queries) == 19


def test_every_language_finds(centre: None) -> None:
    for language in ("kk", "ru", "ko", "en"):
        assert len(found("qazaq", language=language)) == 1
