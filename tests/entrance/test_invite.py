"""An office invites a person by a link good once; the office above gives another phone, and ends a lost one."""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entrance.signing import BY_LINK, BY_PASSWORD, BY_PHONE, BY_PIN, PHONE, at, browser, entered, is_out, signed_in
from tests.rights.offices import account_of, federation, in_office
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.entrance.devices import bind
from shanyraq.entrance.inviting import InvitationSpent, accept, invite
from shanyraq.entrance.models import Device, Invitation
from shanyraq.entrance.terms import LASTS
from shanyraq.journal.models import Entry
from shanyraq.people.models import Holding, Person

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOON = datetime(2026, 8, 3, 12, tzinfo=UTC)


def named(slug: str, office: str = "chair", body: str = "branch") -> Person:
    """Somebody in office without an account."""
    record([
        told(f"{slug}-named", "standing", f"person:{slug}", "2010", name={"en": slug.capitalize(), "kk": slug.capitalize()}),
        told(f"{slug}-appointed", "appointed", body, "2020", office=office, person=slug),
    ], on="2026-01-02")  # fmt: skip
    return Person.objects.get(slug=slug)


def link_in(page: str) -> str:
    return re.findall(r"<code>https?://[^/]+(/[a-z]+/enter/invited/[^<]+)</code>", page)[0]


def test_it_works() -> None:
    federation()
    chair, vera = in_office("aigul", "chair", "centre"), named("vera")
    above = entered(chair, BY_PHONE)
    assert "Vera" in above.get(at("access:people")).content.decode()
    made = above.post(at("access:person", slug="vera"), {"language": "kk"}).content.decode()
    link = link_in(made)
    assert (link.startswith("/kk/"), made.count('lang="kk"') > 0, "wa.me" in made, "t.me" in made, "sms:" in made) == (True, True, True, True, True)
    assert link in unquote(made.replace("&amp;", "&"))
    phone = browser()
    shown = phone.get(link).content.decode()
    assert ("Vera" in shown, "Aigul" in shown, "Branch" in shown, signed_in(phone)) == (True, True, True, False)
    answer = phone.post(link)
    assert answer["Location"] == f"{at('mfa_add_webauthn', 'kk')}?first=1"
    account = Person.objects.get(pk=vera.pk).account
    assert account is not None
    assert (phone.session["_auth_user_id"], account.name, account.email, account.has_usable_password()) == (str(account.pk), "Vera", None, False)
    assert phone.get(answer["Location"]).wsgi_request.user.means == "link"
    assert phone.session.get_expiry_age() <= 24 * 60 * 60
    assert list(Entry.objects.filter(action__startswith="entrance").order_by("pk").values_list("action", "user")) == [
        ("entrance:person:invite", chair.pk), ("entrance:invitation:accept", account.pk),
    ]  # fmt: skip


def test_looking_spends_nothing_and_it_is_good_once() -> None:
    federation()
    token = invite(by=open_account(name="Keeper", is_operator=True), at=timezone.now(), person=named("vera"))
    first, second = browser(), browser()
    address = at("access:invited", token=token)
    assert [first.get(address).status_code, first.head(address).status_code] == [200, 200]
    first.post(address)
    assert [second.get(address).status_code, second.post(address).status_code, signed_in(second)] == [410, 410, False]


def test_the_database_does_not_know_the_link() -> None:
    federation()
    token = invite(by=open_account(name="Keeper", is_operator=True), at=NOON, person=named("vera"))
    assert token not in str(list(Invitation.objects.values())) + str(list(Entry.objects.values()))


@pytest.mark.parametrize("late", [LASTS, LASTS + timedelta(days=1)])
def test_it_runs_out(late: timedelta) -> None:
    federation()
    token = invite(by=open_account(name="Keeper", is_operator=True), at=NOON, person=named("vera"))
    with pytest.raises(InvitationSpent):
        accept(token=token, at=NOON + late)


def test_a_new_link_takes_the_old_one_back() -> None:
    federation()
    keeper, vera = open_account(name="Keeper", is_operator=True), named("vera")
    old, new = (invite(by=keeper, at=NOON, person=vera) for _ in range(2))
    with pytest.raises(InvitationSpent):
        accept(token=old, at=NOON)
    assert accept(token=new, at=NOON).name == "Vera"


def test_whoever_was_sent_away_invites_no_more() -> None:
    federation()
    keeper = open_account(name="Keeper", is_operator=True)
    token = invite(by=keeper, at=NOON, person=named("vera"))
    User.objects.update(is_active=False)
    with pytest.raises(InvitationSpent):
        accept(token=token, at=NOON)


def test_another_phone_is_the_same_account() -> None:
    federation()
    vera = in_office("vera", "chair", "branch")
    token = invite(by=open_account(name="Keeper", is_operator=True), at=NOON, person=Person.objects.get(slug="vera"))
    assert accept(token=token, at=NOON) == vera


def sees(client: Client, slug: str) -> int:
    return client.get(at("access:person", slug=slug)).status_code


def test_who_invites_whom() -> None:
    federation()
    for slug, office, body in (("vera", "chair", "branch"), ("kim", "chair", "other"), ("dina", "director", "centre")):
        in_office(slug, office, body)
    chair, union, below = in_office("aigul", "chair", "centre"), in_office("omar", "head_of_secretariat", "union"), User.objects.get(name="Vera")
    operator = open_account(name="Operator", is_operator=True)
    reach = {
        user.name: [slug for slug in ("aigul", "dina", "kim", "omar", "vera") if sees(entered(user, BY_PHONE), slug) == 200]
        for user in (chair, union, below, User.objects.get(name="Dina"), operator)
    }
    assert reach == {"Aigul": ["vera"], "Omar": ["aigul", "dina", "kim", "vera"], "Vera": [], "Dina": ["vera"], "Operator": []}


def test_until_the_federation_has_keepers_the_operator_invites() -> None:
    federation()
    named("aigul", body="centre")
    assert sees(entered(open_account(name="Operator", is_operator=True), BY_LINK), "aigul") == 200


def test_nobody_takes_the_phone_of_an_operator() -> None:
    federation()
    chair, vera = in_office("aigul", "chair", "centre"), in_office("vera", "chair", "branch")
    User.objects.filter(pk=vera.pk).update(is_operator=True)
    assert sees(entered(chair, BY_PHONE), "vera") == 404


@pytest.mark.parametrize(("means", "status"), [((BY_PHONE,), 200), ((BY_PASSWORD,), 302), ((BY_PIN, {"method": "phone"}), 403)])
def test_it_takes_a_second_sign(means: tuple[dict[str, object], ...], status: int) -> None:
    federation()
    head = in_office("omar", "head_of_secretariat", "union")
    named("vera")
    assert sees(entered(head, *means), "vera") == status


def test_a_lost_phone_is_ended_from_above() -> None:
    federation()
    chair, vera = in_office("aigul", "chair", "centre"), in_office("vera", "chair", "branch")
    lost = entered(vera, BY_PHONE)
    bind(user=vera, at=timezone.now(), agent=PHONE, pin="830517")
    above = entered(chair, BY_PHONE)
    assert "Chrome on SM-A105F, Android 11" in above.get(at("access:person", slug="vera")).content.decode()
    above.post(at("access:end_all", slug="vera"))
    assert (Device.objects.known(timezone.now()).count(), is_out(lost)) == (0, True)
    assert set(Entry.objects.filter(user=chair).values_list("action", flat=True)) == {"entrance:device:end", "entrance:session:end"}


def test_the_list_asks_as_much_for_one_as_for_many() -> None:
    federation()
    chair = in_office("aigul", "chair", "centre")
    named("vera")
    above = entered(chair, BY_PHONE)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert above.get(at("access:people")).status_code == 200
        return len(queries)

    first = asked()
    for number in range(8):
        named(f"member-{number}", "board_member")
    assert asked() == first
    account_of("vera")
    assert asked() == first


def test_a_link_that_waits_is_seen_renewed_and_taken_back() -> None:
    federation()
    chair = in_office("aigul", "chair", "centre")
    named("vera")
    above = entered(chair, BY_PHONE)
    assert "not invited yet" in above.get(at("access:people")).content.decode()
    old = link_in(above.post(at("access:person", slug="vera"), {"language": "en"}).content.decode())
    listed, shown = above.get(at("access:people")).content.decode(), above.get(at("access:person", slug="vera")).content.decode()
    assert ("not invited yet" in listed, "good until" in listed, "A link waits" in shown, "A new link" in shown) == (False, True, True, True)
    new = link_in(above.post(at("access:person", slug="vera"), {"language": "en"}).content.decode())
    assert [browser().get(old).status_code, browser().get(new).status_code] == [410, 200]
    above.post(at("access:withdraw", slug="vera"))
    above.post(at("access:withdraw", slug="vera"))
    assert (browser().get(new).status_code, "not invited yet" in above.get(at("access:people")).content.decode()) == (410, True)
    assert list(Entry.objects.filter(user=chair).order_by("pk").values_list("summary", flat=True)) == ["", "", "taken back"]


def test_phones_of_a_former_holder_are_ended_from_above() -> None:
    federation()
    chair, old = in_office("aigul", "chair", "centre"), in_office("old", "chair", "branch", until="2021")
    before = in_office("earlier", "director", "centre", "2012", until="2019")
    lost = entered(old, BY_PHONE)
    bind(user=old, at=timezone.now(), agent=PHONE, pin="830517")
    above = entered(chair, BY_PHONE)
    listed = above.get(at("access:people")).content.decode()
    assert (at("access:person", slug="old") in listed, "Held an office before" in listed) == (True, True)
    shown = above.get(at("access:person", slug="old")).content.decode()
    assert ("Chrome on" in shown, "Make the link" in shown) == (True, False)
    assert above.post(at("access:person", slug="old"), {"language": "en"}).status_code == 404
    assert above.post(at("access:end_all", slug="old")).status_code == 302
    assert (Device.objects.known(timezone.now()).count(), is_out(lost)) == (0, True)
    assert [above.get(at("access:person", slug="earlier")).status_code, above.post(at("access:end_all", slug="earlier")).status_code] == [404, 404]
    assert before.is_active


def test_a_former_holder_is_out_of_reach_of_another_centre_and_of_below() -> None:
    federation()
    in_office("old", "chair", "branch", until="2021")
    reach = [in_office("eve", "chair", "other"), in_office("bob", "chair", "branch", "2022"), in_office("sec", "head_of_secretariat", "union")]
    assert [sees(entered(user, BY_PHONE), "old") for user in reach] == [404, 404, 200]


def test_nobody_ends_the_phone_of_an_operator_who_held_an_office() -> None:
    federation()
    chair, old = in_office("aigul", "chair", "centre"), in_office("old", "chair", "branch", until="2021")
    User.objects.filter(pk=old.pk).update(is_operator=True)
    assert sees(entered(chair, BY_PHONE), "old") == 404


def out_of_office(_vera: Person) -> None:
    Holding.objects.filter(person__slug="aigul").delete()


def beside(_vera: Person) -> None:
    record(told("vera-rose", "appointed", "centre", "2021", office="chair", person="vera"), on="2026-01-03")


def operating(vera: Person) -> None:
    Person.objects.filter(pk=vera.pk).update(account=open_account(name="Vera", is_operator=True))


def no_more(_vera: Person) -> None:
    Holding.objects.filter(person__slug="vera").update(end_earliest=date(2021, 1, 1), end_latest=date(2021, 1, 1))


@pytest.mark.parametrize("since", [out_of_office, beside, operating, no_more])
def test_a_link_is_good_as_long_as_it_might_be_given(since: Callable[[Person], None]) -> None:
    federation()
    chair, vera = in_office("aigul", "chair", "centre"), named("vera")
    token = invite(by=chair, at=timezone.now(), person=vera)
    phone, address = browser(), at("access:invited", token=token)
    assert phone.get(address).status_code == 200
    since(vera)
    shown = phone.get(address).content.decode()
    assert ("Kindly ask for a new one." in shown, "It is me" in shown) == (True, False)
    assert [phone.get(address).status_code, phone.post(address).status_code, signed_in(phone)] == [410, 410, False]
    with pytest.raises(InvitationSpent):
        accept(token=token, at=timezone.now())


def test_whoever_invited_with_a_second_sign_need_not_be_here_to_give_it_again() -> None:
    federation()
    token = invite(by=in_office("omar", "head_of_secretariat", "union"), at=timezone.now(), person=named("vera"))
    assert accept(token=token, at=timezone.now()).name == "Vera"
