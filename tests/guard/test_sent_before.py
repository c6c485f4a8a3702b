from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.remarks.test_send import sent
from tests.rights.test_routes import sign_in
from tests.world import paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.desk.models import Draft
from shanyraq.guard.sent_before import SentBefore
from shanyraq.journal.changes import KeyReused, write
from shanyraq.lists.models import List
from shanyraq.remarks.changes import Said, send
from shanyraq.remarks.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.both]

AT = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE = "This form was sent before and did something else."


def keeper(name: str = "Keeper") -> Client:
    client = Client()
    sign_in(client, open_account(name=name, is_operator=True))
    return client


def told_again(response: object) -> tuple[int, bool]:
    return response.status_code, BEFORE in response.content.decode()  # type: ignore[attr-defined]


def test_an_answer_to_a_remark_keeps_what_was_typed() -> None:
    send(at=AT, key="a", said=Said("wrong", "It was 1997."), language="en")
    write(by=None, action="a:b:c", thing="d:e:f", key="remark-k")
    answered = keeper().post(f"/en/remarks/{Remark.objects.get().pk}/", {"outcome": "kept", "answer": "Typed with care.", "key": "k"})
    assert (told_again(answered), "Typed with care." in answered.content.decode()) == ((409, True), True)


@pytest.mark.parametrize("verb", ["undo", "again"])
def test_taking_back_shows_the_page_again(verb: str) -> None:
    record(told("founded", "founded", "centre", "1996", name="Centre"))
    write(by=None, action="a:b:c", thing="d:e:f", key="desk:k")
    client = keeper()
    if verb == "again":
        client.post("/en/desk/changes/founded/undo/", {"key": "other"})
    assert told_again(client.post(f"/en/desk/changes/founded/{verb}/", {"key": "k"})) == (409, True)


def test_copies_of_a_paper() -> None:
    record(paper("herald", "1999"))
    write(by=None, action="a:b:c", thing="d:e:f", key="desk:k")
    assert told_again(keeper().post("/en/desk/sources/herald/copies/", {"key": "k"})) == (400, True)


def test_a_draft_of_another_act_or_another_keeper() -> None:
    client = keeper()
    assert client.post("/en/desk/record/", {"act": "founded", "key": "k"}).status_code == 302
    assert client.post("/en/desk/record/", {"act": "founded", "key": "k"}).status_code == 302
    assert told_again(client.post("/en/desk/record/", {"act": "dissolved", "key": "k"})) == (409, True)
    assert told_again(keeper("Other").post("/en/desk/record/", {"act": "founded", "key": "k"})) == (409, True)
    assert Draft.objects.count() == 1


def test_a_list_keeps_what_was_typed_and_gets_a_key_of_its_own() -> None:
    client, said = keeper(), {"cells": "Name\tChair\nAlpha\tAnn Lee", "day": "2026-10-01", "title": "List", "umbrella": "", "key": "k"}
    assert [client.post("/en/lists/new/", said).status_code for _ in range(2)] == [302, 302]
    again = client.post("/en/lists/new/", {**said, "title": "Another list"})
    assert told_again(again) == (409, True)
    assert ("Another list" in again.content.decode(), 'name="key" value="k"' in again.content.decode()) == (True, False)
    assert List.objects.count() == 1


def test_a_remark_keeps_what_was_typed_and_can_be_sent_then() -> None:
    said = sent()
    assert [Client().post("/en/remarks/new/", said).status_code for _ in range(2)] == [302, 302]
    again = Client().post("/en/remarks/new/", {**said, "text": "Another thing."})
    assert (told_again(again), "Another thing." in again.content.decode(), said["stamp"] in again.content.decode()) == ((409, True), True, False)
    assert Remark.objects.count() == 1


def test_a_room_without_a_form_to_show_answers_in_words() -> None:
    guard, request = SentBefore(lambda _request: HttpResponse()), RequestFactory().post("/en/desk/drafts/1/save/")
    assert guard.process_exception(request, ValueError()) is None
    answered = guard.process_exception(request, KeyReused("k"))
    assert (answered is not None, told_again(answered)) == (True, (409, True))
