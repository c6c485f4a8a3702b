"""What accounts, phones and browsers are called; in which languages the pages at the door are; who is told how a server begins."""
from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone
from tests.entrance.signing import BY_PHONE, BY_PIN, PHONE, at, browser, entered, with_password
from tests.rights.offices import federation, organisation
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.changes import give_link
from shanyraq.entrance.devices import bind
from shanyraq.entrance.inviting import account_of
from shanyraq.entrance.models import Device
from shanyraq.journal.models import Entry
from shanyraq.people.members import Named, Newcomer, take_members
from shanyraq.people.models import Person
from shanyraq.words.changes import begin

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def named() -> User:
    federation()
    name = {"kk": {"family": "Ким", "given": "Вера"}, "ko": {"family": "김", "given": "베라", "order": "family given"}}
    record([
        told("vera-named", "standing", "person:vera", "2010", name=name),
        told("vera-appointed", "appointed", "branch", "2020", office="chair", person="vera"),
    ], on="2026-01-02")  # fmt: skip
    return account_of(Person.objects.get(slug="vera"))


@pytest.mark.parametrize(("language", "name"), [("kk", "Вера Ким"), ("ru", "Вера Ким"), ("ko", "김 베라")])
def test_an_account_is_called_as_the_language_of_the_page_writes_it(language: str, name: str) -> None:
    client = entered(named(), BY_PHONE)
    assert f"<h1>{name}</h1>" in client.get(at("mfa_index", language)).content.decode()
    assert name in client.get(f"/{language}/").content.decode()


@pytest.mark.parametrize(("language", "name"), [("kk", "Ким Вера"), ("en", "Kim Vera"), ("ko", "Ким Вера")])
def test_a_member_is_called_as_they_write_it(language: str, name: str) -> None:
    federation()
    names = (Named("cyrillic", "Вера", "Ким"), Named("latin", "Vera", "Kim"))
    person = take_members(by=None, organisation=organisation("branch"), since=timezone.localdate(), newcomers=[Newcomer(names)])[0]
    Person.objects.filter(pk=person.pk).update(account=open_account(name="V"))
    assert f"<h1>{name}</h1>" in entered(User.objects.get(name="V"), BY_PHONE).get(at("mfa_index", language)).content.decode()


def test_whoever_is_not_known_as_a_person_keeps_the_name_of_the_account() -> None:
    assert "<h1>Keeper</h1>" in entered(with_password(), BY_PHONE).get(at("mfa_index")).content.decode()


def test_a_phone_is_named_by_its_owner() -> None:
    user = with_password()
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": PHONE, "credential": {}})
    client = entered(user, BY_PHONE)
    assert "Chrome on SM-A105F, Android 11" in client.get(at("access:name_phone", pk=key.pk)).content.decode()
    assert client.post(at("access:name_phone", pk=key.pk), {"name": "  My   blue phone "})["Location"] == at("mfa_index")
    assert "My blue phone" in client.get(at("mfa_index")).content.decode()
    client.post(at("access:name_phone", pk=key.pk), {"name": ""})
    assert "My blue phone" not in client.get(at("mfa_index")).content.decode()
    assert Entry.objects.filter(action="entrance:device:name", user=user).count() == 2


def test_a_browser_with_a_pin_is_named_by_its_owner_alone() -> None:
    user = with_password()
    bind(user=user, at=timezone.now(), agent=PHONE, pin="830517")
    device = Device.objects.get()
    stranger = entered(open_account(name="Stranger"), BY_PHONE)
    assert [stranger.get(at("access:name_device", pk=device.pk)).status_code, stranger.post(at("access:name_device", pk=device.pk)).status_code] == [404, 404]
    client = entered(user, BY_PIN, {"method": "phone"})
    client.post(at("access:name_device", pk=device.pk), {"name": "x" * 99})
    device.refresh_from_db()
    assert (device.label, "x" * 60 in client.get(at("mfa_index")).content.decode()) == ("x" * 60, True)


def test_a_link_that_signs_in_is_read_in_each_language() -> None:
    token = give_link(by=None, at=timezone.now(), user=open_account(name="Keeper", is_operator=True))
    client = browser()
    page = client.get(f"/enter/{token}/").content.decode()
    assert [at("access:link", code, token=token) in page for code in ("kk", "ru", "ko", "en")] == [True] * 4
    assert client.get(at("access:link", "ko", token=token)).status_code == 200
    assert client.post(at("access:link", "ko", token=token))["Location"] == at("mfa_index", "ko")


def test_a_sample_is_tried_in_each_language(settings: Any) -> None:
    settings.LOOPBACK_ONLY = True
    begin(name={"kk": "Үлгі"}, sample=True)
    page = Client().get("/try/?next=/kk/").content.decode()
    assert [f"{at('access:try', code)}?next=/kk/" in page for code in ("kk", "ru", "ko", "en")] == [True] * 4
    assert Client().get(at("access:try", "ru")).status_code == 200


@pytest.mark.parametrize(("loopback", "somebody", "shown"), [(True, True, True), (False, True, False), (False, False, True)])
def test_how_a_server_begins_is_told_to_who_may_need_it(settings: Any, loopback: bool, somebody: bool, shown: bool) -> None:
    settings.LOOPBACK_ONLY = loopback
    user = with_password()
    if somebody:
        entered(user, BY_PHONE)
    assert ("shanyraq begin --link" in browser().get(at("account_login")).content.decode()) is shown
