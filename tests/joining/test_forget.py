"""After a year nobody knows whom an application was for."""
from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.joining.joining import CHILD, NOW, application, client_of, found, in_office, world

from shanyraq.jobs.rounds import named
from shanyraq.joining.deciding import Taken, accept, decline
from shanyraq.joining.forgetting import forget_old
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, withdraw
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
    assert "shanyraq.joining.forgetting.forget_old" in named("daily")


def test_also_what_was_withdrawn_or_accepted_but_nothing_that_is_open() -> None:
    world()
    bob = in_office("bob", "chair", "branch")
    accept(by=bob, at=NOW, application=application(key="1")[1], taken=Taken("member", NOW.date()))
    withdraw(at=NOW, application=application("branch", OneOf("Olga", "Li"), key="2")[1], key="w")
    token, kept = application("branch", OneOf("Anna", "Li"), key="3")
    assert (forget_old(NOW.date() + timedelta(days=1000)), told(found(token)) == told(kept)) == (2, True)
    assert Spelling.objects.get().given == "Vera"
