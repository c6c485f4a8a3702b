"""The desk on a phone, in Kazakh: each show from begin to end, without a script, and no serious fault of access on any step."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from tests.world import paper, record, told

from shanyraq.chronicle.checking import differences
from shanyraq.desk.models import Draft
from shanyraq.desk.telling import held
from shanyraq.entrance.changes import invite_keeper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Phones = Callable[[str], "Phone"]
WIDTH = 390


class Phone:
    """A keeper's phone; `faults` gathers what axe finds, and what scrolls sideways."""

    def __init__(self, browser: Any, live: str, axe: Callable[[Any], list[str]], name: str) -> None:
        token = invite_keeper(by=None, at=timezone.now(), name=name)
        self.page = browser.new_page(viewport={"width": WIDTH, "height": 844}, java_script_enabled=True)
        self.live, self.axe, self.faults = live, axe, dict[str, list[str]]()
        self.page.goto(f"{live}/enter/{token}/")
        self.page.locator("main").get_by_role("button").click()
        self.page.wait_for_url(lambda url: "/enter/" not in url)

    def desk(self, path: str = "") -> Phone:
        self.page.goto(f"{self.live}/kk/desk/{path}")
        return self.look()

    def look(self) -> Phone:
        address = self.page.url.removeprefix(self.live)
        wide = self.page.evaluate("document.documentElement.scrollWidth") - WIDTH
        found = self.axe(self.page) + ([f"{wide} px too wide"] if wide > 0 else [])
        if found:
            self.faults[address] = found
        return self

    def press(self, selector: str) -> Phone:
        """A button or link of the content; the page that follows is looked at."""
        with self.page.expect_navigation():
            self.page.locator(f"main {selector}").first.click()
        return self.look()

    def on(self) -> Phone:
        return self.press("form button.button:not(.second):not(.danger):not(.unseen):visible >> nth=-1")

    def fill(self, **said: str) -> Phone:
        for name, value in said.items():
            self.page.fill(f"main [name='{name.replace('_', '-')}']", value)
        return self

    def choose(self, name: str, value: str) -> Phone:
        field = self.page.locator(f"main [name='{name}']").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            self.page.check(f"main [name='{name}'][value='{value}']")
        return self

    def find(self, part: str, *keys: str) -> Phone:
        self.fill(q=part)
        self.press(".seek button")
        for key in keys:
            self.choose("key", key)
        return self.press("form:has(#found) .buttons button")

    def when(self, first: str, how: str = "on") -> Phone:
        return self.fill(first=first).choose("how", how).on()

    def read(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    def heading(self, path: str) -> str:
        self.page.goto(f"{self.live}/kk/{path}")
        return " ".join(self.page.locator("h1").inner_text().split())


@pytest.fixture
def phones(browser: Any, live: str, axe: Callable[[Any], list[str]]) -> Iterator[Phones]:
    """`phones("Айгүл")`: another keeper's phone; at the end none of them has seen a fault."""
    made: list[Phone] = []

    def new(name: str) -> Phone:
        made.append(Phone(browser, live, axe, name))
        return made[-1]

    yield new
    faults = [phone.faults for phone in made]
    for phone in made:
        phone.page.close()
    assert faults == [{}] * len(made)


def world() -> None:
    record([
        paper("article", "2010"),
        told("registered", "registered", "centre", "1996-04", source="article", name={"kk": "Корей этномәдени бірлестігі"}, kind="ethnocultural_association"),
        told("second", "founded", "second", "1998", source="article", name={"kk": "Достық қоғамы"}),
        told("third", "founded", "third", "1999", source="article", name={"kk": "Жастар одағы"}),
        told("branch", "founded", "branch", "2000", source="article", name={"kk": "Аудандық филиал"}, branch_of="centre"),
    ])  # fmt: skip


def test_the_reorganisation_of_2002_with_an_uncertain_date_and_two_sources(phones: Phones) -> None:
    world()
    phone = phones("Айгүл").desk()
    phone.press("button[value=reorganised]")
    phone.find("этномадени", "organisation:centre")  # typed without Kazakh letters
    phone.fill(first="2002").choose("how", "about").press("button[name=show]")
    assert "шамамен 2002" in phone.read()
    phone.on()
    phone.fill(name_kk="Аймақтық корей мәдени орталығы").choose("kind", "ethnocultural_centre").choose("from_kind", "ethnocultural_association").on()
    phone.choose("source", "held:article").on()
    phone.fill(locator="4-жол").on()
    phone.press("button[value=add]")
    phone.choose("source", "new").on()
    phone.choose("kind", "certificate").fill(title="Куәлік", day="2003 жылғы мамыр").press(".buttons button:not([name])")
    phone.fill(second="2003").when("2001", "between")
    phone.press("form[action$='/save/'] button")
    assert "Жазылды" in phone.read()
    table = held("reorganised-2002")
    assert table
    assert [(claim.source, claim.date, claim.preferred) for claim in table.claims] == [("article", "2002~", True), ("certificate-2003-05", "2001/2003", False)]
    assert "Аймақтық корей мәдени орталығы" in phone.heading("organisations/centre/")
    assert differences() == []


def merge(phone: Phone) -> Phone:
    phone.desk("record/?body=organisation:centre").press("button[value=merged]")
    phone.find("дос", "organisation:second").find("жастар", "organisation:third").press("button[name=go]")
    phone.fill(new_kk="Бірлескен орталық").press("button[name=new]")
    phone.when("2012")
    phone.choose("kind", "union").on()
    phone.choose("source", "told").on()
    return phone.press("form[action$='/save/'] button")


def test_a_merger_of_three_and_its_undo(phones: Phones) -> None:
    world()
    phone = merge(phones("Айгүл"))
    table = held("merged-2012")
    assert table
    assert (table.on, table.preferred.value) == (("centre", "second", "third"), {"into": "birlesken-ortalyq", "name": {"kk": "Бірлескен орталық"}, "kind": "union"})
    phone.page.goto(f"{phone.live}/kk/organisations/branch/")
    assert "Бірлескен орталық" in phone.read()
    phone.desk("changes/merged-2012/").press("a.danger")
    assert "Аудандық филиал" in phone.read()
    phone.press("button.danger")
    assert "қайтарып алынған" in phone.read()
    phone.page.goto(f"{phone.live}/kk/organisations/branch/")
    assert "Корей этномәдени бірлестігі" in phone.page.locator("#up ~ *").inner_text()
    phone.desk("changes/merged-2012/").press("a.button").press("button.button:not(.second)")
    phone.page.goto(f"{phone.live}/kk/organisations/branch/")
    assert "Бірлескен орталық" in phone.page.locator("#up ~ *").inner_text()
    assert differences() == []


def test_a_correction_with_what_was_known_before_and_after(phones: Phones) -> None:
    world()
    record([told("renamed", "renamed", "centre", "2002", source="article", name={"kk": "Орталық"})], on="2026-02-01")
    phone = phones("Айгүл").desk("changes/renamed/").press("button[value=correct]")
    phone.press("a[href$='/when/']")
    phone.when("2004")
    assert "2004 жылдан бері" in phone.read()
    phone.press("form[action$='/save/'] button")
    assert phone.heading("organisations/centre/?as_of=2003-06-01") == "Корей этномәдени бірлестігі"
    assert phone.heading("organisations/centre/?as_of=2003-06-01&known_on=2026-03-01") == "Орталық"


def test_two_keepers_at_once(phones: Phones) -> None:
    world()
    first, second = phones("Айгүл"), phones("Борис")
    for phone, year in ((first, "2014"), (second, "2015")):
        phone.desk("record/?body=organisation:centre").press("button[value=dormant]")
        phone.when(year)
        phone.choose("source", "told").on()
    first.press("form[action$='/save/'] button")
    second.press("form[action$='/save/'] button")
    assert "Айгүл" in second.read()
    assert "2014" in second.page.locator("[aria-labelledby=overtaken]").inner_text()
    assert Draft.objects.filter(recorded="").count() == 1
    second.press("form[action$='/save/'] button")
    assert "Жазылды" in second.read()
    assert {slug: bool(held(slug)) for slug in ("dormant-2014", "dormant-2015")} == {"dormant-2014": True, "dormant-2015": True}


def test_every_page_is_whole_without_a_script_and_on_the_narrowest_phone(browser: Any, live: str, phones: Phones) -> None:
    world()
    signed = phones("Айгүл")
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False, storage_state=signed.page.context.storage_state())
    page = context.new_page()
    wide = {}

    def look(name: str) -> None:
        page.wait_for_load_state()
        wide[name] = page.evaluate("document.documentElement.scrollWidth") - 320

    page.goto(f"{live}/ru/desk/")
    look("home")
    page.locator("button[value=appointed]").click()
    look("whom")
    page.locator("main [name=key]").first.check()
    page.locator("form:has(#found) .buttons button").click()
    look("person")
    page.fill("[name=new-ru]", "Клара Хан")
    page.locator("button[name=new]").click()
    look("when")
    page.fill("[name=first]", "ерунда какая-то")
    page.locator("main form .buttons button").first.click()
    look("wrong")
    page.fill("[name=first]", "май 2005")
    page.locator("main form .buttons button").first.click()
    page.select_option("[name=office]", "chair")
    look("details")
    page.locator("main form .buttons button").first.click()
    page.check("[name=source][value=new]")
    look("source")
    page.locator("main form .buttons button").first.click()
    look("paper")
    page.fill("[name=title]", "Протокол общего собрания от двадцать второго сентября")
    page.locator("main form .buttons button").first.click()
    look("check")
    page.locator("form[action$='/save/'] button").click()
    look("done")
    page.goto(f"{live}/ru/desk/journal/")
    look("journal")
    page.locator("main ul.rows a").first.click()
    look("change")
    page.locator("a.danger").click()
    look("undo")
    assert wide == dict.fromkeys(wide, 0)
    assert len(wide) == 13
    context.close()
