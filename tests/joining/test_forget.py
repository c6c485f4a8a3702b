"""After a year nobody knows whom an application was for."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.joining.joining import CHILD, NOW, application, client_of, found, in_office, world

from shanyraq.accounts.models import User
from shanyraq.jobs.rounds import named
from shanyraq.joining.deciding import Taken, accept, ask_back, decline
from shanyraq.joining.forgetting import forget_old, forget_withdrawn
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, withdraw
from shanyraq.people import consents
from shanyraq.people.models import Spelling

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LAST = NOW.date() + timedelta(days=364)


def told(kept: Application) -> str:
    rows = [list(kept.applicants.values_list("family", "given", "patronymic", "born")), list(kept.steps.values_list("note", flat=True))]
    return str([*rows, kept.phone, kept.email, kept.wishes])


def test_it_works() -> None:
    world()
    bob = in_office("bob", "chair", "branch")
    token, kept = application("branch", OneOf("Vera", "Kim"), CHILD, email="vera@example.org")
    decline(by=bob, at=NOW, application=kept, reason="Vera lives elsewhere.")
    before = told(found(token))
    assert (forget_old(LAST), told(found(token))) == (0, before)
    assert forget_old(LAST + timedelta(days=1)) == 1
    kept = found(token)
    assert told(kept) == str([[("", "", "", None)] * 2, ["", ""], "", "", []])
    pages = [Client().get(f"/en/application/{token}/"), client_of(bob).get(f"/en/applications/{kept.pk}/")]
    assert [(page.status_code, "Vera" in page.content.decode(), 'lang=""' in page.content.decode()) for page in pages] == [(200, False, False)] * 2
    assert (kept.state, kept.forgotten, forget_old(LAST + timedelta(days=2))) == ("declined", date(2027, 7, 1), 0)


def test_it_is_done_once_a_day_beside_the_server() -> None:
    assert {"shanyraq.joining.forgetting.forget_old", "shanyraq.joining.forgetting.forget_withdrawn"} <= set(named("daily"))


def test_also_what_was_withdrawn_or_accepted_but_nothing_that_is_open() -> None:
    world()
    bob = in_office("bob", "chair", "branch")
    accept(by=bob, at=NOW, application=application(key="1")[1], taken=Taken("member", NOW.date()))
    withdraw(at=NOW, application=application("branch", OneOf("Olga", "Li"), key="2")[1], key="w")
    token, kept = application("branch", OneOf("Anna", "Li"), key="3")
    assert (forget_old(NOW.date() + timedelta(days=1000)), told(found(token)) == told(kept)) == (2, True)
    assert Spelling.objects.get().given == "Vera"


def taken_in(*people: OneOf) -> tuple[str, Application, User]:
    world()
    bob = in_office("bob", "chair", "branch")
    token, kept = application("branch", *people, email="vera@example.org")
    ask_back(by=bob, at=NOW, application=kept, question="Are you from Qarasai?")
    accept(by=bob, at=NOW, application=found(token), taken=Taken("member", NOW.date()))
    return token, found(token), bob


def shown(user: User, kept: Application) -> list[bool]:
    client = client_of(user)
    texts = [client.get(path).content.decode() for path in (f"/en/applications/{kept.pk}/", "/en/applications/table.csv?state=every")]
    page, table = texts
    return [*(one in page for one in ("+7 700", "vera@example.org", "Qarasai", "born on")), *(one in table for one in ("+7 700", "vera@example.org", "2016-05-01"))]


def test_whoever_consents_no_more_is_shown_without_contacts_at_once_and_they_are_emptied_by_the_day() -> None:
    token, kept, bob = taken_in(OneOf("Vera", "Kim"), CHILD)
    person = kept.applicants.get(number=0).person
    assert (shown(bob, kept), forget_withdrawn(NOW.date()), person is None) == ([True] * 7, 0, False)
    assert person and consents.withdraw(person=person, purpose="data", on=NOW.date(), by=None)
    assert shown(bob, kept) == [False] * 7
    assert (found(token).phone, forget_withdrawn(NOW.date()), forget_withdrawn(NOW.date())) == ("+7 700 111 22 33", 1, 0)
    kept = found(token)
    assert told(kept) == str([[("Kim", "Vera", "", None), ("Kim", "Lev", "", None)], ["", "", ""], "", "", ["dance"]])


def test_a_consent_given_anew_keeps_what_was_told() -> None:
    _token, kept, bob = taken_in(OneOf("Vera", "Kim"))
    person = kept.applicants.get(number=0).person
    assert person and consents.withdraw(person=person, purpose="data", on=NOW.date(), by=None)
    consents.give(person=person, purpose="data", on=NOW.date(), by=None, how="form")
    assert (forget_withdrawn(NOW.date()), shown(bob, kept)[:2]) == (0, [True, True])


def test_without_the_photograph_or_news_what_was_told_stays() -> None:
    _token, kept, bob = taken_in(OneOf("Vera", "Kim"))
    person = kept.applicants.get(number=0).person
    assert person
    consents.give(person=person, purpose="news", on=NOW.date(), by=None, how="form")
    consents.withdraw(person=person, purpose="news", on=NOW.date(), by=None)
    assert (forget_withdrawn(NOW.date()), shown(bob, kept)[:2]) == (0, [True, True])
