"""A child and who stands in for it; consents; a photograph; fellow members."""
from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from tests.members.members import client_of, federation, in_office, named, organisation, post, read, sent, taken, with_account

from shanyraq.accounts.changes import open_account
from shanyraq.files import contents
from shanyraq.files.models import File
from shanyraq.members.pictures import erase_of_former
from shanyraq.people.about import show, tell
from shanyraq.people.consents import give, withdraw
from shanyraq.people.members import NONE, Newcomer, Reached, join, leave, reach_by, take_members
from shanyraq.people.models import Consent, Contact, Guardian, Membership, Person, Photograph
from shanyraq.people.photographs import portray

pytestmark = [pytest.mark.django_db, pytest.mark.both]
BORN = date(2015, 5, 9)
TABLE = 14  # questions of the table of consents
FELLOWS = 12  # and of the page of fellow members


def today() -> date:
    return timezone.localdate()


def family(**more: Any) -> tuple[Person, Person]:
    """A child of the branch, and its guardian, who is no member."""
    child = Newcomer((named("Kim", "Mina"),), born=BORN, guardian=1)
    parent = Newcomer((named("Kim", "Anna"),), NONE, (Reached("phone", "+77001112233"),))
    found = take_members(by=None, organisation=organisation("branch"), since=date(2026, 3, 1), newcomers=[child, parent])
    return found[0], found[1]


def picture(name: str = "me.jpg") -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "JPEG")
    return SimpleUploadedFile(name, kept.getvalue(), "image/jpeg")


def agreed(person: Person, *purposes: str) -> None:
    for purpose in purposes:
        give(person=person, purpose=purpose, on=today(), by=None, how="paper")


def pictured(person: Person, seen_by: str = "board") -> None:
    agreed(person, "photograph")
    portray(by=None, person=person, name="me.jpg", source=io.BytesIO(picture().read()), seen_by=seen_by)


# ---- a child


def test_the_board_takes_in_a_child_with_a_guardian() -> None:
    federation()
    bob = client_of(in_office("bob", "chair", "branch"))
    child = sent(given="Mina", born=BORN.isoformat())
    assert "Write the given name of the guardian" in post(bob, "members/new/", 422, **child)
    post(bob, "members/new/", **child, guardian_given="Anna", guardian_family="Kim", guardian_phone="+77001112233")
    row = Guardian.objects.get()
    assert [row.child.spellings.get().given, row.guardian.spellings.get().given] == ["Mina", "Anna"]
    assert Membership.objects.count() == 1
    shown = read(bob, f"members/{row.child.slug}/")
    assert "Kim Anna" in shown and "+77001112233" in shown and "until 9 May 2033" in shown


def test_the_next_child_has_the_same_guardian() -> None:
    federation()
    _mina, anna = family()
    bob = client_of(in_office("bob", "chair", "branch"))
    post(bob, "members/new/", **sent(given="Sasha", born=BORN.isoformat(), guardian=anna.slug))
    assert list(Guardian.objects.values_list("guardian", flat=True)) == [anna.pk, anna.pk]


def test_nobody_out_of_reach_is_a_guardian() -> None:
    federation()
    far = taken("far", named("Lee"))
    bob = client_of(in_office("bob", "chair", "branch"))
    assert "Choose one of the list" in post(bob, "members/new/", 422, **sent(given="Mina", born=BORN.isoformat(), guardian=far.slug))


def test_a_guardian_sees_and_changes_what_is_kept_of_the_child() -> None:
    federation()
    mina, anna = family()
    client = client_of(with_account(anna))
    assert "Kim Mina" in read(client, "my-membership/")
    shown = read(client, f"my-membership/children/{mina.slug}/")
    assert "You stand in for this child" in shown and "9 May 2015" in shown
    post(client, f"my-membership/children/{mina.slug}/contacts/", contact_kind="phone", contact="+77005556677", seen_by="board", key="k1")
    assert mina.contacts.get().value == "+77005556677"
    post(client, f"my-membership/contacts/{mina.contacts.get().pk}/forget/")
    assert not mina.contacts.exists()
    post(client, f"my-membership/children/{mina.slug}/about/", born=BORN.isoformat(), languages=["ko"], letters_in="ko", key="k2")
    mina.refresh_from_db()
    assert mina.languages == ["ko"]
    post(client, f"my-membership/children/{mina.slug}/consents/news/", do="give", version="1", key="k3")
    assert [(row.person, row.how) for row in Consent.objects.all()] == [(mina, "guardian")]


@pytest.mark.parametrize("path", ["", "names/", "contacts/", "about/", "photograph/", "picture/", "consents/news/"])
def test_of_age_nobody_stands_in(path: str) -> None:
    federation()
    mina, anna = family()
    client = client_of(with_account(anna))
    code = 404 if path == "picture/" else 200
    assert client.get(f"/en/my-membership/children/{mina.slug}/{path}").status_code == code
    Guardian.objects.update(until=today())
    Person.objects.filter(pk=mina.pk).update(born=date(2000, 1, 1))
    read(client, f"my-membership/children/{mina.slug}/{path}", 404)


def test_a_guardian_sees_nobody_elses_child() -> None:
    federation()
    mina, _anna = family()
    stranger = with_account(taken("branch", named("Lee")))
    read(client_of(stranger), f"my-membership/children/{mina.slug}/", 404)
    read(client_of(stranger), f"my-membership/children/{Person.objects.of(stranger).get().slug}/", 404)


def test_a_child_with_an_account_signs_nothing() -> None:
    federation()
    mina, _anna = family()
    client = client_of(with_account(mina))
    assert "the guardian does this" in post(client, "my-membership/consents/news/", 422, do="give", version="1", key="k1")
    post(client, "my-membership/about/", born="1990-01-01", languages=["ru"], letters_in="", key="k2")
    post(client, "my-membership/shown/", shown="yes", key="k3")
    mina.refresh_from_db()
    assert (mina.born, mina.languages, mina.shown, Consent.objects.count()) == (BORN, ["ru"], False, 0)


def test_the_board_names_another_guardian_and_lets_one_go() -> None:
    federation()
    mina, _anna = family()
    bob = client_of(in_office("bob", "chair", "branch"))
    first = Guardian.objects.get()
    assert "name another one first" in post(bob, f"members/{mina.slug}/guardians/{first.pk}/end/", 422)
    assert "Write the given name" in post(bob, f"members/{mina.slug}/guardians/new/", 422)
    post(bob, f"members/{mina.slug}/guardians/new/", guardian_given="Olga", guardian_family="Kim", key="k")
    post(bob, f"members/{mina.slug}/guardians/{first.pk}/end/")
    assert [row.guardian.spellings.get().given for row in Guardian.objects.on(today())] == ["Olga"]


# ---- consents


def test_a_member_consents_and_withdraws_in_two_clicks() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    client = client_of(with_account(vera))
    assert "no consent" in read(client, "my-membership/")
    post(client, "my-membership/consents/news/", do="give", version="1", key="k1")
    assert "version 1, since" in read(client, "my-membership/")
    assert "Withdraw the consent" in read(client, "my-membership/consents/news/")
    post(client, "my-membership/consents/news/", do="withdraw", key="k2")
    assert "withdrawn on" in read(client, "my-membership/consents/news/")
    read(client, "my-membership/consents/other/", 404)


def test_a_text_that_changed_is_read_again() -> None:
    federation()
    client = client_of(with_account(taken("branch", named("Kim"))))
    assert "has changed" in post(client, "my-membership/consents/news/", 422, do="give", version="0", key="k")


def test_without_the_data_one_leaves() -> None:
    federation()
    vera = taken("branch", named("Kim"), contacts=(Reached("phone", "+77001112233"),))
    agreed(vera, "data")
    post(client_of(with_account(vera)), "my-membership/consents/data/", do="withdraw", key="k")
    assert [row.until for row in Membership.objects.all()] == [today()] and not Contact.objects.exists()


def test_the_board_sees_who_consented_to_which_version_and_no_more() -> None:
    federation()
    agreed(taken("branch", named("Kim")), "data")
    taken("far", named("Lee"))
    bob = client_of(in_office("bob", "chair", "branch"))
    shown = read(bob, "members/consents/")
    assert "Kim Vera version 1 — —" in shown and "Lee" not in shown
    eve = client_of(in_office("eve", "chair", "other"))
    assert "Kim" not in read(eve, "members/consents/")
    vera = Person.objects.get(spellings__family="Kim")
    read(eve, f"members/{vera.slug}/consents/data/", 404)
    post(bob, f"members/{vera.slug}/consents/news/", do="give", version="1", key="k")
    assert [row.how for row in Consent.objects.filter(text__purpose="news")] == ["paper"]


@pytest.mark.parametrize("number", [1, 40])
def test_the_table_asks_the_same_number_of_questions(number: int) -> None:
    federation()
    client = client_of(in_office("bob", "chair", "branch"))
    for _one in range(number):
        agreed(taken("branch", named("Kim")), "data", "news")
    client.get("/en/members/consents/")
    with CaptureQueriesContext(connection) as asked:
        read(client, "members/consents/")
    assert len(asked) == TABLE


# ---- the photograph


def test_a_member_gives_a_photograph_with_consent() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    client = client_of(with_account(vera))
    assert "Without consent" in post(client, "my-membership/photograph/", 422, picture=picture(), seen_by="board", key="k1")
    assert "Choose a picture" in post(client, "my-membership/photograph/", 422, agree="yes", seen_by="board", key="k2")
    assert "no picture that can be read" in post(client, "my-membership/photograph/", 422, picture=SimpleUploadedFile("a.jpg", b"x"), agree="yes", seen_by="board", key="k3")
    assert not Consent.objects.exists() and not File.objects.exists()
    post(client, "my-membership/photograph/", picture=picture(), agree="yes", seen_by="board", key="k4")
    answer = client.get("/en/my-membership/picture/")
    assert (answer.status_code, answer["Content-Type"], "no-store" in answer["Cache-Control"]) == (200, "image/jpeg", True)
    post(client, "my-membership/photograph/", seen_by="members", key="k5")
    assert Photograph.objects.get().seen_by == "members"


def test_who_sees_a_photograph() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    pictured(vera)
    path = f"/en/members/{vera.slug}/picture/"
    for slug, body, code in (("bob", "branch", 200), ("ann", "centre", 200), ("eve", "other", 404)):
        assert client_of(in_office(slug, "chair", body)).get(path).status_code == code
    operator = client_of(open_account(name="Operator", is_operator=True))
    assert operator.get(f"/en/copies/{File.objects.get().pk}/").status_code == 404
    assert client_of(None).get(path).status_code == 302


def test_withdrawn_it_is_gone(django_capture_on_commit_callbacks: Any) -> None:
    federation()
    vera = taken("branch", named("Kim"))
    pictured(vera)
    where = contents.place(File.objects.get().sha256)
    client = client_of(with_account(vera))
    with django_capture_on_commit_callbacks(execute=True):
        post(client, "my-membership/consents/photograph/", do="withdraw", key="k")
    assert not where.exists()
    read(client, "my-membership/picture/", 404)


def test_with_the_last_membership_the_photograph_goes() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    pictured(vera)
    join(by=None, person=vera, organisation=organisation("branch2"), kind="member", since=date(2026, 3, 1))
    first, second = Membership.objects.order_by("pk")
    leave(by=None, membership=first, on=today())
    assert Photograph.objects.count() == 1
    leave(by=None, membership=second, on=today())
    assert not Photograph.objects.exists()


# ---- fellow members


def test_a_fellow_is_seen_only_if_they_say_so() -> None:
    federation()
    vera, oleg = taken("branch", named("Kim")), taken("branch", named("Pak", "Oleg"))
    pictured(vera, "members")
    reach_by(by=None, person=vera, contact=Reached("phone", "+77001112233", "members"))
    reach_by(by=None, person=vera, contact=Reached("email", "vera@example.org", "board"))
    client, path = client_of(with_account(oleg)), f"/en/my-membership/fellows/{vera.slug}/picture/"
    assert "Nobody lets it be seen so far" in read(client, "my-membership/fellows/") and client.get(path).status_code == 404
    post(client_of(with_account(vera)), "my-membership/shown/", shown="yes", key="k")
    shown = read(client, "my-membership/fellows/")
    assert "Kim Vera" in shown and "+77001112233" in shown and "vera@example.org" not in shown and "Branch" in shown
    assert client.get(path).status_code == 200


def test_whoever_left_sees_nobody_and_is_seen_by_nobody() -> None:
    federation()
    vera, oleg = taken("branch", named("Kim")), taken("branch", named("Pak", "Oleg"))
    for one in (vera, oleg):
        show(by=None, person=one, shown=True)
    clients = {one: client_of(with_account(one)) for one in (vera, oleg)}
    assert "Pak Oleg" in read(clients[vera], "my-membership/fellows/")
    leave(by=None, membership=Membership.objects.get(person=oleg), on=today())
    assert "Nobody lets it be seen" in read(clients[vera], "my-membership/fellows/")
    assert "Nobody lets it be seen" in read(clients[oleg], "my-membership/fellows/")


def test_a_fellow_of_another_organisation_is_none() -> None:
    federation()
    vera, far = taken("branch", named("Kim")), taken("far", named("Lee"))
    show(by=None, person=far, shown=True)
    assert "Lee" not in read(client_of(with_account(vera)), "my-membership/fellows/")
    join(by=None, person=far, organisation=organisation("branch"), kind="member", since=today() - timedelta(days=1))
    shown = read(client_of(Person.objects.get(pk=vera.pk).account), "my-membership/fellows/")
    assert "Lee" in shown and "Branch" in shown and "Far" not in shown


@pytest.mark.parametrize("number", [1, 20])
def test_fellows_ask_the_same_number_of_questions(number: int) -> None:
    federation()
    client = client_of(with_account(taken("branch", named("Kim"))))
    for place in range(number):
        one = taken("branch", named("Pak", f"Oleg {place}"), contacts=(Reached("phone", "+77001112233", "members"),))
        show(by=None, person=one, shown=True)
        pictured(one, "members")
    client.get("/en/my-membership/fellows/")
    with CaptureQueriesContext(connection) as asked:
        read(client, "my-membership/fellows/")
    assert len(asked) == FELLOWS


# ---- what one told of oneself


def test_birth_is_asked_of_nobody_but_kept() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    tell(by=None, person=vera, born=date(1990, 2, 3), languages=["kk", "ko"], letters_in="ru", on=today())
    shown = read(client_of(in_office("bob", "chair", "branch")), f"members/{vera.slug}/")
    assert "3 February 1990" in shown and "Kazakh, Korean" in shown and "Русский" in shown
    post(client_of(in_office("ann", "chair", "centre")), f"members/{vera.slug}/about/", born="", languages=[], letters_in="", key="k")
    vera.refresh_from_db()
    assert (vera.born, vera.languages) == (None, [])


# ---- what is withdrawn, and last days to come


def test_after_the_consent_is_withdrawn_nothing_is_taken() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    me = client_of(with_account(vera))
    give(person=vera, purpose="data", on=today(), by=None, how="self")
    withdraw(person=vera, purpose="data", on=today(), by=None)
    asked = "Ask for consent first"
    assert asked in post(me, "my-membership/contacts/", 422, contact_kind="phone", contact="77001112233", seen_by="board", key="a")
    assert asked in post(me, "my-membership/about/", 422, born="1990-01-01", letters_in="", key="b")
    vera.refresh_from_db()
    assert not Contact.objects.exists() and vera.born is None
    give(person=vera, purpose="data", on=today(), by=None, how="self")
    post(me, "my-membership/contacts/", contact_kind="phone", contact="77001112233", seen_by="board", key="c")


def test_a_photograph_stays_until_the_last_day() -> None:
    federation()
    vera = taken("branch", named("Kim"))
    pictured(vera, "board")
    leave(by=None, membership=Membership.objects.get(), on=today() + timedelta(days=2))
    assert Photograph.objects.exists() and erase_of_former(today() + timedelta(days=1)) == 0
    assert (erase_of_former(today() + timedelta(days=2)), Photograph.objects.exists()) == (1, False)
