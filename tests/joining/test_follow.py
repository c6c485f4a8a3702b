"""The page of whoever applied, without an account."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.keeping import words
from tests.joining.joining import CHILD, application, client_of, found, in_office, named, taken, world
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.joining.deciding import Taken, accept, ask_back, decline, pass_on
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, appeal, code_of
from shanyraq.people.models import Holding, Person
from shanyraq.registry.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = timezone.now()
TODAY = timezone.localdate()


def page(token: str, code: int = 200) -> str:
    answer = Client().get(f"/en/application/{token}/")
    assert answer.status_code == code
    return words(answer.content.decode())


def say(token: str, do: str, code: int = 302, **typed: str) -> str:
    answer = Client().post(f"/en/application/{token}/say/", {"do": do, "key": "k", **typed})
    assert answer.status_code == code, words(answer.content.decode())
    return words(answer.content.decode())


def accepted(*people: OneOf, **more: object) -> tuple[str, Person]:
    bob = in_office("bob", "chair", "branch")
    token, kept = application("branch", *people, at=NOW, **more)
    return token, accept(by=bob, at=NOW, application=kept, taken=Taken("member", TODAY))[0]


def test_it_works() -> None:
    world()
    in_office("bob", "chair", "branch")
    token, _kept = application("branch", OneOf("Vera", "Kim"), CHILD, email="vera@example.org")
    html = Client().get(f"/en/application/{token}/").content.decode()
    assert (f"http://testserver/en/application/{token}/</code>" in html, "data:image/svg+xml" in html, 'content="noindex, nofollow"' in html) == (True, True, True)
    said = words(html)
    assert [word in said for word in ("It has been received", "Keep this link", "Branch", "Chair: Bob", "Kim Vera", "Kim Lev", "1 May 2016", "dance, sing, play")] == [True] * 8


def test_a_link_that_is_made_up_leads_nowhere() -> None:
    world()
    _token, kept = application()
    assert [Client().get(f"/en/application/{token}/").status_code for token in ("x", kept.token_hash, str(kept.pk))] == [404] * 3
    assert Client().post("/en/application/x/say/", {"do": "withdraw"}).status_code == 404


def test_asked_one_answers() -> None:
    world()
    token, kept = application()
    ask_back(by=in_office("bob", "chair", "branch"), at=NOW, application=kept, question="Which Vera?")
    assert "Which Vera?" in page(token)
    assert "Write an answer." in say(token, "answer", 422, text=" ")
    say(token, "answer", text="Of Ivan.")
    assert ("The board is looking into it." in page(token), found(token).state) == (True, "checking")


def test_a_long_answer_stays_as_it_was_typed() -> None:
    world()
    token, kept = application()
    ask_back(by=in_office("bob", "chair", "branch"), at=NOW, application=kept, question="Which Vera?")
    assert "long " * 500 in say(token, "answer", 422, text="long " * 500)


def test_declined_one_reads_why_and_asks_the_office_above() -> None:
    world()
    token, kept = application()
    decline(by=in_office("bob", "chair", "branch"), at=NOW, application=kept, reason="You live elsewhere.")
    assert [word in page(token) for word in ("You live elsewhere.", "Centre", "Keep this link")] == [True, True, False]
    say(token, "appeal", text="I moved.")
    assert ("The office above will decide." in page(token), found(token).state) == (True, "appealed")


def test_after_the_office_above_has_decided_there_is_no_further_appeal() -> None:
    world()
    bob, ann = in_office("bob", "chair", "branch"), in_office("ann", "chair", "centre")
    token, kept = application()
    decline(by=bob, at=NOW, application=kept, reason="No.")
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    decline(by=ann, at=NOW, application=found(token), reason="Still no.")
    assert ("Still no." in page(token), "Ask the office above" in page(token)) == (True, False)


def test_withdrawn_in_two_taps_and_only_once() -> None:
    world()
    token, _kept = application()
    say(token, "withdraw")
    say(token, "withdraw")
    assert ("You withdrew it." in page(token), found(token).steps.count()) == (True, 2)


def test_what_is_no_verb_is_not_there() -> None:
    world()
    token, _kept = application()
    say(token, "accept", 404)
    assert found(token).state == "received"


def test_one_sees_where_it_was_passed_on() -> None:
    world()
    token, kept = application()
    pass_on(by=in_office("ann", "chair", "centre"), at=NOW, application=kept, to=Organisation.objects.get(slug="branch2"))
    assert 'href="/en/organisations/branch2/"' in Client().get(f"/en/application/{token}/").content.decode()


def test_the_address_is_proved_by_a_button_not_by_opening_the_letter() -> None:
    world()
    token, _kept = application(email="vera@example.org")
    address = f"/en/application/{token}/letter/{code_of(token)}/"
    assert (Client().get(address).status_code, found(token).proof) == (200, "")
    assert (Client().post(address).status_code, found(token).proof) == (302, "email")
    assert Client().get(f"/en/application/{token}/letter/x/").status_code == 404


def test_accepted_one_has_the_cards_of_all() -> None:
    world()
    token, _person = accepted(OneOf("Vera", "Kim"), CHILD)
    html = Client().get(f"/en/application/{token}/").content.decode()
    cards = re.findall(r'href="(/en/my-card/[^"]+)"', html)
    assert ("Welcome! You belong now." in words(html), len(cards)) == (True, 2)
    assert Client().get(cards[0]).status_code == 200


def test_an_account_is_made_by_an_invitation_once() -> None:
    world()
    token, person = accepted(account=True)
    assert "Make my account" in page(token)
    led = Client().post(f"/en/application/{token}/account/")["Location"]
    client = Client()
    assert client.post(led).status_code == 302
    person.refresh_from_db()
    assert isinstance(person.account, User)
    assert client.get("/en/my-membership/").status_code == 200
    assert ("Make my account" in page(token), Client().post(f"/en/application/{token}/account/").status_code) == (False, 404)


def test_the_link_to_an_account_greets_by_the_name_as_written() -> None:
    world()
    token, person = accepted(OneOf("Вера", "Ким"), account=True)
    led = Client().post(f"/en/application/{token}/account/")["Location"]
    client = Client()
    greeted = client.get(led).content.decode()
    assert ("Ким Вера" in words(greeted), person.slug in greeted) == (True, False)
    client.post(led)
    assert ("Ким Вера" in words(client.get("/en/account/").content.decode()), "Ким Вера" in words(client.get("/ru/account/").content.decode())) == (True, True)


def with_an_account(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(account=open_account(name="Vera"))


def with_an_office(person: Person) -> None:
    in_an_office("", person)
    Holding.objects.update(known_from=timezone.now())


@pytest.mark.parametrize("since", [with_an_account, with_an_office])
def test_the_link_to_an_account_is_of_whoever_has_none_and_holds_no_office(since: Callable[[Person], None]) -> None:
    world()
    token, person = accepted(account=True)
    led = Client().post(f"/en/application/{token}/account/")["Location"]
    since(person)
    assert [Client().get(led).status_code, Client().post(led).status_code] == [410, 410]


def later(token: str, _person: Person) -> None:
    Application.objects.update(ended=TODAY - timedelta(days=31))


def in_an_office(_token: str, person: Person) -> None:
    record(told("p-appointed", "appointed", "branch", "2020", office="treasurer", person=person.slug), on="2026-01-03")


@pytest.mark.parametrize("since", [later, in_an_office])
def test_no_account_is_to_be_had_a_month_later_or_by_whoever_holds_an_office(since: object) -> None:
    world()
    token, person = accepted(account=True)
    since(token, person)  # type: ignore[operator]
    assert ("Make my account" in page(token), Client().post(f"/en/application/{token}/account/").status_code) == (False, 404)


def test_no_account_for_whoever_did_not_wish_for_one_or_was_a_member_before() -> None:
    world()
    token, _person = accepted(account=False)
    vera = taken("centre", named("Kim"))
    other, kept = application(key="2", account=True, at=NOW)
    accept(by=in_office("ann", "chair", "centre"), at=NOW, application=kept, taken=Taken("member", TODAY, {0: vera}))
    assert [Client().post(f"/en/application/{one}/account/").status_code for one in (token, other)] == [404, 404]
    assert ("Membership card" in page(token), "Membership card" in page(other)) == (True, False)


def test_queries_are_as_many_for_a_family_as_for_one() -> None:
    world()
    token, _person = accepted()
    many, kept = application("branch", OneOf("Olga", "Li"), *[OneOf(f"Lev{n}", "Li", born=CHILD.born) for n in range(8)], key="m", at=NOW)
    accept(by=User.objects.get(email="bob@example.org"), at=NOW, application=kept, taken=Taken("member", TODAY))
    page(token)
    counted = []
    for one in (token, many):
        with CaptureQueriesContext(connection) as queries:
            page(one)
        counted.append(len(queries))
    assert counted == [counted[0]] * 2
    assert counted[0] == 13


def test_it_stands_in_the_language_of_the_page() -> None:
    world()
    token, _kept = application()
    html = client_of(None).get(f"/ru/application/{token}/").content.decode()
    assert "Спасибо. Заявление получено, его ещё никто не смотрел." in words(html)
