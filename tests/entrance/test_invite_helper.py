"""A helper who has no account is invited by a link that opens one and names the helper at once."""
from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entrance.signing import BY_PHONE, at, browser, entered, signed_in
from tests.rights.offices import federation, in_office, organisation

from shanyraq.accounts.models import User
from shanyraq.entrance.inviting import InvitationSpent, accept, invite_helper
from shanyraq.entrance.models import Invitation
from shanyraq.journal.models import Entry
from shanyraq.people.models import Holding
from shanyraq.rights import allows
from shanyraq.rights.changes import RightsRefused
from shanyraq.rights.models import Demand, Helper

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def later(number: int = 10) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def chair() -> tuple[User, Client]:
    federation()
    Demand.objects.all().delete()
    user = in_office("ann", "chair", "centre")
    return user, entered(user, BY_PHONE)


def asked(client: Client, key: str = "k", **more: str) -> Any:
    return client.post(at("access:invite_helper"), {"organisation": "centre", "name": "Dana", "until": later(), "language": "ru", "key": key, **more})


def link_in(page: str) -> str:
    return re.findall(r"<code>https?://[^/]+(/[a-z]+/enter/invited/[^<]+)</code>", page)[0]


def test_it_works() -> None:
    ann, client = chair()
    link = link_in(asked(client).content.decode())
    assert link.startswith("/ru/")
    page = client.get(at("access:invite_helper")).content.decode()
    assert ("Dana" in page, "good until" in page, at("access:invite_helper") in client.get(at("mandates:mine")).content.decode()) == (True, True, True)
    phone = browser()
    shown = phone.get(link).content.decode()
    assert ("Dana" in shown, "Ann" in shown, signed_in(phone)) == (True, True, False)
    phone.post(link)
    dana = User.objects.get(name="Dana")
    helper = Helper.objects.get()
    assert (phone.session["_auth_user_id"], helper.account, helper.holder.slug, helper.organisation.slug) == (str(dana.pk), dana, "ann", "centre")
    assert helper.until == timezone.localdate() + timedelta(days=11)
    assert (allows(dana, "desk:draft:keep"), allows(dana, "desk:change:record"), phone.get(at("desk:home")).status_code) == (True, False, 200)
    assert list(Entry.objects.filter(action__in=["rights:helper:name", "entrance:invitation:accept"]).order_by("pk").values_list("action", "user", "summary")) == [
        ("rights:helper:name", ann.pk, "invited"), ("rights:helper:name", ann.pk, f"centre {helper.until}"), ("entrance:invitation:accept", dana.pk, ""),
    ]  # fmt: skip
    assert "Dana" in client.get(at("mandates:mine")).content.decode()


def test_it_is_good_once() -> None:
    _ann, client = chair()
    link = link_in(asked(client).content.decode())
    first, second = browser(), browser()
    first.post(link)
    assert [second.get(link).status_code, second.post(link).status_code, signed_in(second), User.objects.filter(name="Dana").count()] == [410, 410, False, 1]


def test_sent_twice_it_is_one_link() -> None:
    _ann, client = chair()
    assert [asked(client).status_code, asked(client).status_code, Invitation.objects.count()] == [200, 302, 1]


def test_it_is_taken_back() -> None:
    _ann, client = chair()
    link = link_in(asked(client).content.decode())
    other = entered(in_office("bob", "chair", "branch"), BY_PHONE)
    address = at("access:withdraw_link", pk=Invitation.objects.get().pk)
    assert [other.post(address).status_code, browser().get(link).status_code] == [404, 200]
    assert [client.post(address).status_code, browser().get(link).status_code, Invitation.objects.count()] == [302, 410, 0]


@pytest.mark.parametrize(("wrong", "field"), [({"organisation": "branch"}, "organisation"), ({"name": "  "}, "name"), ({"until": "soon"}, "until"), ({"until": "2020-01-01"}, "until")])
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], field: str) -> None:
    _ann, client = chair()
    answer = asked(client, **wrong)
    page = answer.content.decode()
    assert (answer.status_code, f'href="#e-{field}"' in page, "Dana" in page or field == "name", Invitation.objects.count()) == (422, True, True, 0)


def test_whoever_holds_the_office_no_more_has_invited_nobody() -> None:
    ann, _client = chair()
    token = invite_helper(by=ann, at=timezone.now(), name="Dana", organisation=organisation("centre"), until=timezone.localdate() + timedelta(days=5))
    Holding.objects.all().delete()
    with pytest.raises(InvitationSpent):
        accept(token=token, at=timezone.now())
    assert (User.objects.filter(name="Dana").count(), Helper.objects.count()) == (0, 0)


def test_only_where_one_holds_an_office() -> None:
    ann, _client = chair()
    with pytest.raises(RightsRefused):
        invite_helper(by=ann, at=timezone.now(), name="Dana", organisation=organisation("branch"), until=timezone.localdate() + timedelta(days=5))


def test_the_page_asks_as_much_for_one_link_as_for_many() -> None:
    _ann, client = chair()
    asked(client)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(at("access:invite_helper"))
        return len(found)

    first = queries()
    for number in range(5):
        asked(client, key=f"k{number}")
    assert queries() == first
