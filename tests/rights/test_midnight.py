"""The day moves on, and nobody does anything: whole requests of a session that was opened before, at several doors."""
from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from tests.members.members import client_of, federation, in_office, named, taken
from tests.world import record, told

from shanyraq.people.models import Membership
from shanyraq.rights.models import Demand

pytestmark = [pytest.mark.django_db, pytest.mark.both]

READ = ("/en/members/", "/en/members/table.csv", "/en/members/table.xlsx", "/en/members/dues/", "/en/desk/", "/en/desk/journal/", "/en/remarks/", "/en/account/people/")
LAST, NEXT = date(2026, 9, 30), date(2026, 10, 1)


def answers(client: Client, monkeypatch: pytest.MonkeyPatch, day: date) -> list[int]:
    """Of pages, exports and a form that is sent, on a day."""
    with monkeypatch.context() as moved:
        moved.setattr(timezone, "localdate", lambda *_said: day)
        pk = Membership.objects.earliest("pk").pk
        sent = client.post(f"/en/members/memberships/{pk}/change/", {"kind": "no kind", "on": day.isoformat(), "key": "k"})
        return [*(client.get(path).status_code for path in READ), sent.status_code]


def world() -> None:
    federation()
    Demand.objects.all().delete()  # what a second factor opens is told elsewhere
    taken("branch", named("Kim"))


def test_an_office_that_ends_at_midnight_gives_nothing_at_the_first_request_after(monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    session = client_of(in_office("bob", "chair", "branch", until=NEXT.isoformat()))
    assert answers(session, monkeypatch, LAST) == [200] * len(READ) + [422]
    assert answers(session, monkeypatch, NEXT) == [403] * (len(READ) + 1)


def test_a_session_stolen_from_a_former_chair_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy of a cookie is a session as good as the first."""
    world()
    first = client_of(in_office("bob", "chair", "branch"))
    stolen = Client()
    stolen.cookies = first.cookies
    assert answers(stolen, monkeypatch, LAST) == [200] * len(READ) + [422]
    record(told("released", "released", "branch", "2026-09-30", office="chair", person="bob"), on="2026-09-29")
    assert answers(stolen, monkeypatch, NEXT) == [403] * (len(READ) + 1)
