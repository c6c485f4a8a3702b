"""What is surely so today as JSON-LD, read by an independent processor that asks nobody on the network."""
from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld
from tests.world import claimed, paper, record, told

from shanyraq.words.models import Federation

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HERE = "http://testserver/kk/organisations"
SCHEMA = "https://schema.org/"


def scripts(address: str, **asked: str) -> list[str]:
    answer = Client().get(address, asked)
    assert answer.status_code == 200
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode(), re.DOTALL)


def expanded(address: str) -> dict[str, Any]:
    """The node of the page, expanded, with names without schema.org's prefix."""
    [said] = scripts(address)
    [node] = jsonld.expand(json.loads(said), {"documentLoader": vocabulary})
    return {name.removeprefix(SCHEMA): value for name, value in node.items()}


def vocabulary(url: str, _options: Any) -> dict[str, Any]:
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": SCHEMA}}}


def world() -> None:
    record([
        paper("article", "2010"),
        told("assembly", "founded", "assembly", "1995-03-01", name={"en": "Assembly"}),
        told("begin", "founded", "centre", "1996-04", name={"kk": "Орталық", "en": "Centre"}, kind="ethnocultural_centre", seat="town", part_of=["assembly"],
             also={"short": {"en": "C"}}, bin="010940001100"),
        told("society", "founded", "society", "2001", name={"en": "Society"}),
        told("joined", "joined", "centre", "2003", member_of=["society"]),
        told("town", "standing", "place:town", "1999", name={"ru": "Город"}, kind="city", parent="oblast", kato="190000000"),
        told("oblast", "standing", "place:oblast", "1990", name={"ru": "Область"}),
        told("chair", "appointed", "centre", "2001", office="chair", person="ann"),
        told("ann", "seen", "person:ann", "2001", name={"en": "Ann Lee"}),
    ])  # fmt: skip


def test_an_organisation() -> None:
    world()
    said = expanded("/en/organisations/centre/")
    assert (said["@type"], said["@id"]) == ([f"{SCHEMA}NGO"], f"{HERE}/centre/#it")
    assert said["name"] == [{"@value": "Орталық", "@language": "kk"}, {"@value": "Centre", "@language": "en"}]
    assert said["alternateName"] == [{"@value": "C", "@language": "en"}]
    assert said["foundingDate"] == [{"@value": "1996-04"}]
    assert "dissolutionDate" not in said
    assert [one["@id"] for one in said["parentOrganization"]] == [f"{HERE}/assembly/#it"]
    assert [one["@id"] for one in said["memberOf"]] == [f"{HERE}/society/#it"]
    assert [one["@id"] for one in said["location"]] == ["http://testserver/kk/places/town/#it"]
    assert [one[f"{SCHEMA}value"] for one in said["identifier"]] == [[{"@value": "010940001100"}]]


def test_one_thing_has_one_name_in_every_language() -> None:
    world()
    assert [expanded(f"/{code}/organisations/centre/")["@id"] for code in ("kk", "ru", "ko", "en")] == [f"{HERE}/centre/#it"] * 4


def test_a_place() -> None:
    world()
    said = expanded("/ru/places/town/")
    assert (said["@type"], said["name"]) == ([f"{SCHEMA}AdministrativeArea"], [{"@value": "Город", "@language": "ru"}])
    assert [one["@id"] for one in said["containedInPlace"]] == ["http://testserver/kk/places/oblast/#it"]


def test_a_person_by_public_offices_only() -> None:
    world()
    said = expanded("/en/people/ann/")
    assert set(said) == {"@type", "@id", "name", "url", "memberOf"}
    [role] = said["memberOf"]
    assert role[f"{SCHEMA}roleName"] == [{"@value": "chair"}]
    assert [one["@id"] for one in role[f"{SCHEMA}memberOf"]] == [f"{HERE}/centre/#it"]


def test_the_home_is_a_site_and_a_set_of_data() -> None:
    Federation.objects.create(id=1, name={"kk": "Тізілім"}, languages=["kk"])
    [said] = scripts("/kk/")
    found = jsonld.expand(json.loads(said), {"documentLoader": vocabulary})
    assert [(one["@id"], one["@type"]) for one in found] == [("http://testserver/kk/#site", [f"{SCHEMA}WebSite"]), ("http://testserver/kk/#data", [f"{SCHEMA}Dataset"])]
    assert [one[f"{SCHEMA}name"] for one in found] == [[{"@value": "Тізілім", "@language": "kk"}]] * 2
    assert [one[f"{SCHEMA}license"] for one in found] == [[{"@value": "https://creativecommons.org/licenses/by/4.0/"}]] * 2
    assert scripts("/kk/", as_of="2005") == []


def test_the_end_is_told_where_it_is_sure() -> None:
    record([told("begin", "founded", "org", "2000", name="Org"), told("end", "dissolved", "org", "2010-06-01")])
    said = expanded("/en/organisations/org/")
    assert (said["foundingDate"], said["dissolutionDate"]) == ([{"@value": "2000"}], [{"@value": "2010-06-01"}])


def test_nothing_that_is_uncertain_is_told() -> None:
    record([
        paper("article", "2010"),
        claimed(told("begin", "founded", "org", "2000", source="article", name="Org"), "2001"),
        told("up", "founded", "up", "1990", name="Up"),
        told("joined", "joined", "org", "2003/2100", part_of=["up"]),
        told("society", "founded", "society", "1990", name="Society"),
        claimed(told("member", "joined", "org", "2003", source="article", member_of=["society"]), "2005"),
    ])  # fmt: skip
    said = expanded("/en/organisations/org/")
    assert set(said) == {"@type", "@id", "name", "url"}


def test_what_was_only_registered_or_listed_was_not_founded_then() -> None:
    record([told("seen", "standing", "org", "2000", name="Org"), told("registered", "registered", "other", "2000", name="Other")])
    assert ["foundingDate" in expanded(f"/en/organisations/{slug}/") for slug in ("org", "other")] == [False, False]


@pytest.mark.parametrize("asked", [{"as_of": "2005"}, {"known_on": "2026-02-01"}])
def test_a_day_of_the_past_has_none(asked: dict[str, str]) -> None:
    world()
    assert [scripts(address, **asked) for address in ("/en/organisations/centre/", "/en/places/town/", "/en/people/ann/")] == [[], [], []]


def test_no_name_ends_the_script() -> None:
    name = "</script><script>alert(1)</script><!-- & \u2028"
    record(told("begin", "founded", "org", "2000", name={"en": name}))
    [said] = scripts("/en/organisations/org/")
    assert [sign for sign in "<>&\u2028" if sign in said] == []
    assert expanded("/en/organisations/org/")["name"] == [{"@value": name, "@language": "en"}]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_no_browser_runs_it(live: str, page: Any) -> None:
    record(told("begin", "founded", "org", "2000", name={"en": "</script><script>document.title = 'broken'</script>"}))
    told_of: list[str] = []
    page.on("console", lambda message: told_of.append(message.text))
    page.goto(f"{live}/en/organisations/org/")
    assert (told_of, page.locator("script[type='application/ld+json']").count(), page.title() == "broken") == ([], 1, False)
