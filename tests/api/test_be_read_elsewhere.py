"""What other sites, mirrors and caches need to know."""
from __future__ import annotations

import json

import pytest
from django.test import Client
from tests.api.asking import ask
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def begun() -> None:
    record(told("society", "founded", "society", "2000", name={"kk": "Қоғам"}))


@pytest.mark.parametrize("path", ["/", "/organisations", "/organisations/nobody", "/openapi.json", "/nothing", "/organisations?as_of=x"])
def test_pages_of_other_sites_may_read_it_without_cookies(path: str) -> None:
    response = Client().get(f"/api/v1{path}", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert (response.has_header("Access-Control-Allow-Credentials"), response.cookies) == (False, {})


def test_a_browser_may_ask_what_it_may() -> None:
    response = Client().options("/api/v1/organisations", headers={"origin": "https://elsewhere.example", "access-control-request-method": "GET"})
    assert (response.status_code, response["Access-Control-Allow-Methods"], response.content) == (204, "GET, HEAD, OPTIONS", b"")


def test_what_did_not_change_is_not_sent_again() -> None:
    begun()
    first = Client().get("/api/v1/organisations/society?as_of=2001")
    again = Client().get("/api/v1/organisations/society?as_of=2001", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, first["Cache-Control"], again.status_code, again.content) == (200, "no-cache", 304, b"")
    record(told("renamed", "renamed", "society", "2001-02", name="Other", after="society"), on="2026-02-01")
    assert Client().get("/api/v1/organisations/society?as_of=2001", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_head_is_that_of_the_answer() -> None:
    begun()
    got, head = Client().get("/api/v1/organisations"), Client().head("/api/v1/organisations")
    assert (head.status_code, head.content, head["ETag"], head["Content-Type"]) == (200, b"", got["ETag"], got["Content-Type"])


def test_letters_are_letters() -> None:
    begun()
    body = Client().get("/api/v1/organisations").content.decode()
    assert ("Қоғам" in body, json.loads(body)) == (True, ask("/organisations"))


def test_answers_are_in_all_languages_and_refusals_in_one() -> None:
    found = [Client().get(f"/api/v1{path}", headers={"accept-language": "ko"})["Content-Language"] for path in ("/organisations", "/organisations/nobody")]
    assert found == ["kk, ru, ko, en", "ko"]
