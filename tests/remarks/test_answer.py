"""The keeper answers; whoever asked for it is named no more."""
from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.rights.test_routes import sign_in
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.directory.questions import show
from shanyraq.people.changes import leave_out, name_again
from shanyraq.people.models import Person
from shanyraq.remarks.changes import RemarkRefused, Said, answer, send
from shanyraq.remarks.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.both]

AT = datetime(2026, 3, 1, tzinfo=UTC)
NAME = "Zzyzx Qwertz"


def keeper() -> tuple[User, Client]:
    user, client = open_account(name="Keeper", is_operator=True), Client()
    sign_in(client, user)
    return user, client


def remark(about: str = "", kind: str = "wrong") -> tuple[Remark, str]:
    token = send(at=AT, key="a", said=Said(kind, "It was 1997.", about=about), language="en", contact="me@example.org")
    return Remark.objects.get(), token


def chair() -> None:
    record([
        told("founded", "founded", "centre", "1996", name={"en": "Centre"}),
        told("named", "seen", "person:zzyzx", "1999", name={"en": NAME}),
        told("zzyzx-chair", "appointed", "centre", "2000", office="chair", person="zzyzx"),
    ])  # fmt: skip


def test_it_works_and_the_sender_reads_it() -> None:
    held, token = remark()
    _user, client = keeper()
    form = client.get(f"/en/remarks/{held.pk}/").content.decode()
    assert "me@example.org" in form
    done = client.post(f"/en/remarks/{held.pk}/", {"outcome": "corrected", "answer": "Thank you, it is 1997 now.", "key": "k"})
    assert done.status_code == 302
    page = Client().get(f"/en/remarks/answer/{token}/").content.decode()
    assert "Thank you, it is 1997 now." in page
    assert client.get("/en/remarks/").content.decode().count("Corrected") == 1


def test_a_form_twice_answers_once_and_a_second_keeper_is_told() -> None:
    held, _token = remark()
    user, _client = keeper()
    said: dict[str, Any] = {"by": user, "at": AT, "remark": held.pk, "outcome": "kept", "text": "No."}
    answer(**said, key="k")
    assert answer(**said, key="k").answer == "No."
    with pytest.raises(RemarkRefused):
        answer(**{**said, "text": "Yes."}, key="another")
    assert Remark.objects.get().answer == "No."


def test_an_answer_without_words_is_refused_and_kept() -> None:
    held, _token = remark()
    _user, client = keeper()
    form = client.post(f"/en/remarks/{held.pk}/", {"outcome": "praise", "answer": "", "key": "k"})
    assert form.status_code == 422
    assert "Choose what came of it." in form.content.decode()
    assert Remark.objects.waiting().count() == 1


def test_who_asks_for_it_is_named_no_more() -> None:
    chair()
    held, token = remark("person:zzyzx", "leave_out")
    user, _client = keeper()
    answer(by=user, at=AT, remark=held.pk, outcome="left_out", text="As you wish.", key="k")
    asked = ["/en/", "/en/organisations/centre/", "/en/people/zzyzx/", f"/en/remarks/answer/{token}/"]
    answers = {address: Client().get(address) for address in asked}
    assert [(one.status_code, NAME in one.content.decode()) for one in answers.values()] == [(200, False), (200, False), (410, False), (200, False)]
    assert ["people/zzyzx" in answers[address].content.decode() for address in asked[:2]] == [False, False]
    assert "a person who asked not to be named" in answers["/en/organisations/centre/"].content.decode()
    assert show("centre", as_of=AT.date())["offices"] == [{"office": "chair", "person": None, "certainty": "surely", "group": None}]


@pytest.mark.parametrize("address", ["/en/", "/en/organisations/centre/", "/en/chronicle/", "/en/changes.atom", "/api/v1/chronicle", "/en/chronicle/table.csv"])
def test_no_id_of_a_change_names_who_is_left_out(address: str) -> None:
    chair()
    assert "zzyzx" in Client().get(address).content.decode().casefold()
    leave_out(by=None, at=AT, person=Person.objects.get(), why="asked")
    html = Client().get(address).content.decode()
    assert "zzyzx" not in html.casefold()


def test_a_change_that_names_who_is_left_out_has_a_number_for_an_address() -> None:
    chair()
    leave_out(by=None, at=AT, person=Person.objects.get(), why="asked")
    numbered = re.findall(r"/en/chronicle/(change-[0-9]+)/", Client().get("/en/chronicle/").content.decode())
    assert [Client().get(f"/en/chronicle/{one}/").status_code for one in numbered] == [200]
    assert [Client().get(f"/en/chronicle/{one}/").status_code for one in ("zzyzx-chair", "change-0", "change-999999999", "founded")] == [404, 404, 404, 200]


def test_naming_again_takes_it_back() -> None:
    chair()
    person = Person.objects.get()
    assert leave_out(by=None, at=AT, person=person, why="asked")
    assert not leave_out(by=None, at=AT, person=person, why="asked")
    user, client = keeper()
    held, _token = remark("person:zzyzx", "leave_out")
    Remark.objects.filter(pk=held.pk).update(outcome="left_out", answered=AT)
    assert "Name the person again" in client.get(f"/en/remarks/{held.pk}/").content.decode()
    assert client.post(f"/en/remarks/{held.pk}/name/").status_code == 302
    assert Client().post(f"/en/remarks/{held.pk}/name/").status_code == 403
    assert not name_again(by=user, person=person)
    assert NAME in Client().get("/en/people/zzyzx/").content.decode()


def test_a_remark_on_an_organisation_leaves_out_whom_the_keeper_chooses_there() -> None:
    chair()
    record([told("other", "seen", "person:other", "1999", name={"en": "Other"})])
    held, _token = remark("organisation:centre", "leave_out")
    _user, client = keeper()
    address, said = f"/en/remarks/{held.pk}/", {"outcome": "left_out", "answer": "As you wish."}
    assert re.findall(r'<option value="([^"]*)"', client.get(address).content.decode()) == ["", "zzyzx"]
    assert [client.post(address, {**said, "key": slug, "person": slug}).status_code for slug in ("", "other", "zzyzx")] == [409, 409, 302]
    assert list(Person.objects.open().values_list("slug", flat=True)) == ["other"]
    page = client.get(address).content.decode()
    assert (NAME in page, "Name the person again" in page) == (True, True)
    assert client.get("/en/people/zzyzx/").status_code == 200
    assert client.post(f"{address}name/").status_code == 302
    assert NAME in Client().get("/en/organisations/centre/").content.decode()


def test_each_fact_of_a_page_has_the_way_to_say_it() -> None:
    chair()
    html = Client().get("/en/organisations/centre/").content.decode()
    facts = re.findall(r'(?s)aria-labelledby="facts">(.*?)</section>', html)[0]
    assert facts.count('class="amiss"') == facts.count('<div class="fact"') >= 3
    assert html.count("&amp;fact=c-") == html.count('<li id="c-') == 2
