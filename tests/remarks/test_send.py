"""A visitor says that something is wrong; it waits for the keeper, once, and machines are held off."""
from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import signing
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from tests.world import record, told

from shanyraq.journal.models import Entry
from shanyraq.remarks import forms
from shanyraq.remarks.changes import RemarkRefused, Said, forget_contacts, send
from shanyraq.remarks.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.both]

AT = datetime(2026, 3, 1, tzinfo=UTC)
PLACE = {"from": "/en/organisations/centre/?as_of=2001", "fact": "c-founded", "quote": "1996"}


def stamp(age: int = 60, drawn: str = "drawn") -> str:
    """A form that was handed out some seconds ago."""
    moment = signing.b62_encode(int(timezone.now().timestamp()) - age)
    value = signing.dumps(drawn, salt=forms.SALT).split(":")[0]
    signer = signing.TimestampSigner(salt=forms.SALT)
    return f"{value}:{moment}:{signer.signature(f'{value}:{moment}')}"


def sent(**changed: str) -> dict[str, str]:
    return {"kind": "wrong", "text": "It was 1997.", "stamp": stamp(), "address": "/en/organisations/centre/", "about": "organisation:centre", **changed}


def post(**changed: str) -> Any:
    return Client().post("/en/remarks/new/", sent(**changed))


def test_it_works() -> None:
    answered = post(contact="me@example.org", right="1997", evidence="The certificate.")
    assert answered.status_code == 302
    remark = Remark.objects.get()
    assert (remark.about, remark.text, remark.contact, remark.language) == ("organisation:centre", "It was 1997.", "me@example.org", "en")
    page = Client().get(answered["Location"]).content.decode()
    assert "Your remark is with the keeper" in page
    assert "me@example.org" not in page
    assert remark.token_hash not in answered["Location"]


def test_the_form_knows_the_page_from_which_one_comes() -> None:
    record(told("founded", "founded", "centre", "1996", name={"en": "The centre"}))
    html = Client().get("/en/remarks/new/", PLACE).content.decode()
    assert re.findall(r'name="(about|fact|quote|address)" value="(.*?)"', html) == [
        ("about", "organisation:centre"), ("fact", "c-founded"), ("quote", "1996"), ("address", "/en/organisations/centre/?as_of=2001"),
    ]  # fmt: skip
    assert "The centre" in html


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "javascript:alert(1)", "/en/\nx", "/" + "x" * 500])
def test_a_link_to_elsewhere_is_not_kept(address: str) -> None:
    html = Client().get("/en/remarks/new/", {"from": address}).content.decode()
    assert re.findall(r'name="address" value="(.*?)"', html) == [""]
    post(address=address)
    assert [remark.address for remark in Remark.objects.all()] in ([""], [])


def test_the_same_form_twice_counts_once_and_leads_to_the_same_page() -> None:
    same = sent()
    first, second = (Client().post("/en/remarks/new/", same) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Remark.objects.count() == 1


def test_the_same_words_wait_once() -> None:
    post()
    again = post(stamp=stamp(drawn="another"))
    assert (again.status_code, Remark.objects.count()) == (409, 1)
    assert "It was 1997." in again.content.decode()
    post(stamp=stamp(drawn="third"), text="Something else.")
    assert Remark.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": " "}, "Say in a few words what is wrong."),
        ({"kind": "praise"}, "Choose what it is about."),
        ({"website": "http://pills.example"}, "Leave this field empty"),
        ({"stamp": "forged"}, "The form had grown old."),
        ({"stamp": ""}, "The form had grown old."),
        ({"text": "x" * 4001}, "This is too long: at most 4000 signs."),
        ({"evidence": "http://a http://b www.c http://d"}, "At most three web addresses"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(changed: dict[str, str], said: str) -> None:
    answered = post(right="kept words", **changed)
    assert (answered.status_code, Remark.objects.count()) == (422, 0)
    html = answered.content.decode()
    assert said in html
    assert "kept words" in html


def test_who_wants_not_to_be_named_needs_no_words() -> None:
    answered = post(kind="leave_out", text="", about="person:ann")
    assert (answered.status_code, Remark.objects.get().text) == (302, "")
    html = Client().get(answered["Location"]).content.decode()
    assert "<dt>I am named here and would like not to be</dt><dd>–</dd>" in html
    assert "(may be left out if you only want not to be named)" in Client().get("/en/remarks/new/").content.decode()


def test_the_database_takes_no_other_remark_without_words() -> None:
    with pytest.raises(IntegrityError):
        send(at=AT, key="a", said=Said("wrong", ""), language="en")


@pytest.mark.parametrize(("age", "said"), [(0, "That was very quick."), (3 * 24 * 3600, "The form had grown old.")])
def test_a_form_that_is_too_fresh_or_too_old_is_sent_once_more(age: int, said: str) -> None:
    answered = post(stamp=stamp(age), right="kept words")
    assert (answered.status_code, Remark.objects.count()) == (422, 0)
    assert [words in answered.content.decode() for words in (said, "kept words")] == [True, True]


def test_who_grew_old_can_send_once_more() -> None:
    html = post(stamp="forged").content.decode()
    new = re.findall(r'name="stamp" value="(.*?)"', html)[0]
    assert signing.loads(new, salt=forms.SALT)


def test_a_network_may_send_a_few_and_no_flood() -> None:
    answers = [Client().post("/en/remarks/new/", sent(stamp=stamp(drawn=str(n)), text=f"Text {n}")).status_code for n in range(10)]
    assert answers == [302] * 6 + [429] * 4
    assert Client().get("/en/").status_code == 200


def test_how_to_reach_somebody_is_forgotten_ninety_days_after_the_answer() -> None:
    send(at=AT, key="a", said=Said("wrong", "One"), language="en", contact="me@example.org")
    remark = Remark.objects.get()
    Remark.objects.filter(pk=remark.pk).update(answered=AT, outcome="kept", by=None)
    assert forget_contacts(at=AT + timedelta(days=89)) == 0
    assert forget_contacts(at=AT + timedelta(days=91)) == 1
    assert Remark.objects.get().contact == ""


def test_the_journal_knows_that_and_not_who() -> None:
    post(contact="me@example.org")
    entry = Entry.objects.get(action="remarks:remark:send")
    assert (entry.user, entry.summary) == (None, "")


def test_two_with_the_same_words_at_once() -> None:
    send(at=AT, key="a", said=Said("wrong", "One"), language="en")
    with pytest.raises(RemarkRefused):
        send(at=AT, key="b", said=Said("wrong", "One"), language="en")


def test_the_link_of_another_shows_nothing() -> None:
    post()
    assert Client().get(f"/en/remarks/answer/{'0' * 40}/").status_code == 404
