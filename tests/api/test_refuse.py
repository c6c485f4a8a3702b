"""What is not understood is refused in a sentence, in the language of whoever asks; nothing that is sent breaks anything."""
from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from tests.api.asking import answer, refused
from tests.world import record, told

pytestmark = [pytest.mark.django_db, pytest.mark.both]

LISTS = ("/organisations", "/places", "/people", "/chronicle", "/sources")
DATED = ("/organisations", "/organisations/society", "/organisations/society/tree", "/cultures", "/places", "/places/town", "/people", "/people/ada")


def society() -> None:
    record([
        told("society", "founded", "society", "2000", name="Society"), told("town", "founded", "place:town", "2000", name="Town"),
        told("ada", "seen", "person:ada", "2000", name="Ada"),
    ])  # fmt: skip


def cursor(keys: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys).encode()).decode().rstrip("=")


@pytest.mark.parametrize("path", DATED)
@pytest.mark.parametrize("day", ["0000", "2023-02-31", "yesterday", "", "2001/2003", "2001-1", "10000", "-1", "２００１", "2001\0", "9999", "9" * 5000])
def test_a_day_that_is_none(path: str, day: str) -> None:
    society()
    assert [refused(path, **{name: day})[0] for name in ("as_of", "known_on")] == [422, 422]


def test_the_sentence_is_in_the_language_of_whoever_asks() -> None:
    said = {language: refused("/organisations/nobody", language)[1] for language in ("en", "kk", "ru", "ko", "xx")}
    assert said == {
        "en": "There is no organisation “nobody”.",
        "kk": "«nobody» деген ұйым жоқ.",
        "ru": "Организации «nobody» нет.",
        "ko": "“nobody”이라는 단체가 없습니다.",
        "xx": "«nobody» деген ұйым жоқ.",
    }


def test_each_fault_names_its_parameter() -> None:
    said = json.loads(answer("/organisations", as_of="0000", limit="0", kind="pub").content)
    assert [fault["parameter"] for fault in said["errors"]] == ["as_of", "kind", "limit"]
    assert said["detail"] == " ".join(fault["detail"] for fault in said["errors"])
    assert said["errors"][2]["detail"] == "“limit” is a whole number from 1 to 100."


def test_an_unknown_parameter_is_no_question() -> None:
    assert refused("/sources/nothing", asof="2001") == (422, "There is no such parameter here. There are: known_on.")
    assert refused("/", as_of="2001") == (422, "There are no parameters here.")
    assert refused("/sources/nothing", known_on=["2001", "2002"]) == (422, "This parameter is given more than once.")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "", "١", "1" * 40, "1e3", "\0", "9" * 5000])
def test_a_limit_that_is_none(path: str, limit: str) -> None:
    assert refused(path, limit=limit) == (422, "“limit” is a whole number from 1 to 100.")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("after", [
    "x", "é", "\0", "A" * 500, cursor([]), cursor({}), cursor(["a", "b", "c", "d"]), cursor([10**30]), cursor([None]), cursor(["\0"]), cursor(["0000-00-00", "x", "y"]),
    cursor([["a"]]), cursor([True]), cursor("a"), "W1tbW1tbW1tbW1tb",
])  # fmt: skip
def test_a_place_in_a_list_that_no_answer_gave(path: str, after: str) -> None:
    assert refused(path, after=after)[0] == 422


@pytest.mark.parametrize("keys", [["2001-01-01T00:00:00+00:00", 10**30], ["2001-01-01T00:00:00", 1], ["0001-01-01T00:00:00+14:00", 1], ["9999-12-31T23:59:59-14:00", 1], ["2001-01-01T00:00:00+00:00", True], ["2001-01-01T00:00:00+00:00", -1], ["x", 1]])
def test_a_place_in_the_order_of_recording_that_no_answer_gave(keys: list[Any]) -> None:
    assert refused("/chronicle", recorded_since="2020-01-01", after=cursor(keys))[0] == 422


@pytest.mark.parametrize("moment", ["2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00", "0000-01-01", "now", "", "2026", "2026-01-01T00:00:00.1234567Z"])
def test_a_moment_that_is_none(moment: str) -> None:
    assert refused("/chronicle", recorded_since=moment)[0] == 422


@pytest.mark.parametrize("path", DATED)
@pytest.mark.parametrize("day", ["0001", "9998", "9998-12-31", "0001-01-01"])
def test_the_farthest_days_are_days(path: str, day: str) -> None:
    society()
    assert [answer(path, **{name: day}).status_code for name in ("as_of", "known_on")] == [200, 200]


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59.999999Z"])
def test_the_farthest_moments_are_moments(moment: str) -> None:
    assert answer("/chronicle", recorded_since=moment).status_code == 200


@pytest.mark.parametrize("culture", ["\0", "\x1f", "", "a" * 101, "\n"])
def test_words_that_are_none(culture: str) -> None:
    assert refused("/organisations", culture=culture)[0] == 422


@pytest.mark.parametrize("body", ["", "person:", "x:y", "A", "a" * 61, "organisation:a:b", "\0", "'; DROP TABLE"])
def test_a_body_that_is_none(body: str) -> None:
    assert [refused("/chronicle", body=body)[0], refused("/organisations", in_=body)[0], refused("/chronicle", source=body)[0]] == [422, 422, 422]


@pytest.mark.parametrize("query", ["as_of=%ff", "%00=1", "%", "as_of=%zz", "&&&=", "culture=%ed%a0%80%00", "x" * 2000])
def test_bytes_that_are_no_text(query: str) -> None:
    assert Client().get(f"/api/v1/organisations?{query}").status_code == 422


def test_broken_utf_8_is_read_as_other_words() -> None:
    assert Client().get("/api/v1/organisations?culture=%ed%a0%80").status_code == 200


@pytest.mark.parametrize("path", ["/nothing", "/organisations/", "/organisations/a/b", "/organisations/é", "/openapi.yaml", "/%00", "/%ff", "/organisations/a%2fb", "/organisations/a%0ab"])
def test_an_address_that_is_none(path: str) -> None:
    response = Client().get(f"/api/v1{path}", headers={"accept-language": "en"})
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "No operation has this address. All of them stand in /api/v1/openapi.json."


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_changed(method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/organisations", headers={"accept-language": "en"})
    assert (response.status_code, response["Allow"], response["Content-Type"]) == (405, "GET, HEAD, OPTIONS", "application/problem+json")
    assert response.json()["detail"] == "Nothing can be changed here. Ask by GET."
