"""Once a year a member is asked whether what is kept is still right: by a letter with a link, or by the board."""
from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.members.members import client_of, federation, in_office, named, organisation, post, read, taken, with_account

from shanyraq.journal.models import Entry
from shanyraq.mail.models import Letter
from shanyraq.members.asking import A_DAY, ask_for_confirmation
from shanyraq.people.confirming import ask, asked_by, confirm, year_before
from shanyraq.people.members import Named, Newcomer, Reached, leave, take_members
from shanyraq.people.models import Asking, Confirmation, Contact, Membership, Person, Spelling

pytestmark = [pytest.mark.django_db, pytest.mark.both]

BEGUN = date(2020, 3, 1)
EMAIL = Reached("email", "vera@example.org", "self")


def member(*names: Named, contacts: tuple[Reached, ...] = (EMAIL,), since: date = BEGUN) -> Person:
    person = taken("branch", *(names or (named("Kim"),)), contacts=contacts)
    Membership.objects.filter(person=person).update(since=since)
    return person


def asked() -> str:
    """The link of the only letter."""
    assert ask_for_confirmation(timezone.localdate()) == 1
    found = re.search(r"/(\w\w)/confirm/([\w-]+)/", Letter.objects.get().text)
    assert found
    return found[2]


def today() -> date:
    return timezone.localdate()


@pytest.mark.parametrize(("day", "before"), [(date(2024, 2, 29), date(2023, 2, 28)), (date(2026, 11, 24), date(2025, 11, 24))])
def test_a_year_before(day: date, before: date) -> None:
    assert year_before(day) == before


def test_a_russian_letter_has_no_two_full_stops() -> None:
    federation()
    Person.objects.filter(pk=member().pk).update(letters_in="ru")
    asked()
    text = Letter.objects.get().text
    assert ("г. ссылка действует." in text, ".." in text) == (True, False)


def test_who_is_asked() -> None:
    federation()
    member()
    member(named("New"), since=year_before(today()) + timedelta(days=1))
    member(named("Silent"), contacts=())
    confirm(by=None, person=member(named("Sure")), on=year_before(today()) + timedelta(days=1), how="phone")
    confirm(by=None, person=member(named("Once"), contacts=(Reached("email", "once@example.org"),)), on=year_before(today()), how="phone")
    gone = member(named("Gone"))
    leave(by=None, membership=Membership.objects.get(person=gone), on=today())
    assert ask_for_confirmation(today()) == 2
    assert sorted(Letter.objects.values_list("receiver", flat=True)) == ["once@example.org", "vera@example.org"]


def test_each_is_asked_once_a_year_however_often_it_is_called() -> None:
    federation()
    person = member()
    for days in (0, 0, 1, 200, 364):
        ask_for_confirmation(today() + timedelta(days=days))
    assert (Asking.objects.count(), Letter.objects.count()) == (1, 1)
    assert ask(persons=[person], on=today()) == {}
    assert ask_for_confirmation(today() + timedelta(days=366)) == 1
    assert [line.summary for line in Entry.objects.filter(action="members:confirmation:answer", thing__startswith="people:asking:").order_by("pk")] == ["1", "1"]


def test_many_are_asked_a_day_and_the_others_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shanyraq.members.asking.A_DAY", 2)
    federation()
    for number in range(3):
        member(contacts=(Reached("email", f"m{number}@example.org"),))
    assert [ask_for_confirmation(today()), ask_for_confirmation(today()), ask_for_confirmation(today())] == [2, 1, 0]
    assert A_DAY == 300


def test_the_letter_is_in_their_language_and_to_who_stands_in_for_a_child() -> None:
    federation()
    born = date(today().year - 10, 1, 1)
    newcomers = [
        Newcomer((named("Pak", "Anna"),), contacts=(Reached("email", "anna@example.org"),), letters_in="ko"),
        Newcomer((named("Pak", "Sofia"),), contacts=(Reached("email", "child@example.org"),), born=born, guardian=0),
    ]
    take_members(by=None, organisation=organisation("branch"), since=max(born, BEGUN), newcomers=newcomers)
    assert ask_for_confirmation(today()) == 2
    assert [(letter.receiver, letter.language) for letter in Letter.objects.all()] == [("anna@example.org", "ko")] * 2


def test_an_address_to_which_nothing_goes_stops_nobody() -> None:
    federation()
    member(contacts=(Reached("email", "no address@"),))
    member(named("Pak"), contacts=(Reached("email", "pak@example.org"),))
    assert (ask_for_confirmation(today()), Letter.objects.get().receiver) == (2, "pak@example.org")


def test_all_is_right_in_one_tap_without_an_account() -> None:
    federation()
    person = member()
    token, nobody = asked(), Client()
    page = read(nobody, f"confirm/{token}/")
    assert all(word in page for word in ("Is this still right?", "Kim Vera", "vera@example.org", "Branch")) and not Confirmation.objects.exists()
    for _twice in range(2):
        post(nobody, f"confirm/{token}/", key="a")
    assert list(Confirmation.objects.values_list("person", "on", "how")) == [(person.pk, today(), "link")]
    assert "Thank you" in read(nobody, f"confirm/{token}/")
    assert person.slug not in nobody.get(f"/en/confirm/{token}/").content.decode()


def test_it_is_corrected_by_the_link_and_what_is_wrong_stays_typed() -> None:
    federation()
    member()
    other = member(named("Pak"), contacts=(Reached("phone", "77001112233"),))
    token, nobody = asked(), Client()
    assert "no phone number" in post(nobody, f"confirm/{token}/contacts/", 422, contact_kind="phone", contact="1", seen_by="board", key="a")
    post(nobody, f"confirm/{token}/contacts/", contact_kind="phone", contact="77005556677", seen_by="board", key="b")
    post(nobody, f"confirm/{token}/contacts/{Contact.objects.get(person=other).pk}/forget/", 404)
    post(nobody, f"confirm/{token}/contacts/{Contact.objects.get(value='vera@example.org').pk}/forget/")
    post(nobody, f"confirm/{token}/names/", family="Kim", given="Vera", patronymic="Olegovna", order="family", key="c")
    assert "Kim Vera Olegovna" in read(nobody, f"confirm/{token}/")
    assert list(Spelling.objects.filter(person=other).values_list("family", flat=True)) == ["Pak"]
    assert list(Entry.objects.filter(action="members:person:keep").values_list("user", flat=True).distinct()) == [None]


def test_leaving_by_the_link_in_two_clicks_ends_it() -> None:
    federation()
    member()
    other = member(named("Pak"), contacts=())
    token, nobody = asked(), Client()
    held, theirs = Membership.objects.exclude(person=other).get(), Membership.objects.get(person=other)
    assert f"/en/confirm/{token}/{held.pk}/leave/" in nobody.get(f"/en/confirm/{token}/").content.decode()
    assert "Nobody asks why" in read(nobody, f"confirm/{token}/{held.pk}/leave/")
    read(nobody, f"confirm/{token}/{theirs.pk}/leave/", 404)
    answer = nobody.post(f"/en/confirm/{token}/{held.pk}/leave/", {"on": today().isoformat(), "key": "a"})
    assert "You have left" in read(nobody, answer["Location"].removeprefix("/en/"), 410)
    assert (Membership.objects.get(pk=held.pk).until, Membership.objects.get(pk=theirs.pk).until) == (today(), None)
    assert [letter.language for letter in Letter.objects.filter(thing=f"people:membership:{held.pk}")] == ["kk"]


def test_the_link_runs_out_after_sixty_days_and_says_no_more_than_one_that_never_was() -> None:
    federation()
    member()
    token, nobody = asked(), Client()
    assert asked_by(token, today() + timedelta(days=59)) and not asked_by(token, today() + timedelta(days=60))
    Asking.objects.update(on=today() - timedelta(days=60), until=today())
    out, never = (nobody.get(f"/en/confirm/{one}/").content.decode().replace(one, "T") for one in (token, "never-was"))
    assert out == never and "opens nothing" in out
    for path in ("names/", "contacts/", f"{Membership.objects.get().pk}/leave/"):
        read(nobody, f"confirm/{token}/{path}", 404)
    post(nobody, f"confirm/{token}/", 410, key="a")
    assert not Confirmation.objects.exists()
    assert token not in "".join(Asking.objects.values_list("token_hash", flat=True))


def test_a_member_says_so_on_their_own_page() -> None:
    federation()
    person = member()
    me = client_of(with_account(person))
    assert "Nothing was confirmed for a year" in read(me, "my-membership/")
    for _twice in range(2):
        post(me, "my-membership/confirmed/", key="a")
    assert list(Confirmation.objects.values_list("person", "how")) == [(person.pk, "self")]
    assert "Last confirmed on" in read(me, "my-membership/")


def test_the_board_notes_it_and_another_centre_s_does_not() -> None:
    federation()
    person = member()
    ann, eve = client_of(in_office("ann", "chair", "centre")), client_of(in_office("eve", "chair", "other"))
    post(eve, f"members/{person.slug}/confirmed/", 404, how="phone")
    for how in ("phone", "link", ""):
        post(ann, f"members/{person.slug}/confirmed/", how=how, key=f"k{how}")
    assert list(Confirmation.objects.values_list("how", flat=True)) == ["phone"]
    assert "by phone" in read(ann, f"members/{person.slug}/")
    leave(by=None, membership=Membership.objects.get(), on=today())
    post(ann, f"members/{person.slug}/confirmed/", 404, how="visit", key="z")


def test_the_board_sees_who_has_not_confirmed_for_a_year() -> None:
    federation()
    confirm(by=None, person=member(named("Sure")), on=today(), how="visit")
    member(named("Late"))
    member(named("New"), since=today())
    ann = client_of(in_office("ann", "chair", "centre"))
    page = read(ann, "members/?confirmed=no")
    assert ("Late" in page, "Sure" in page, "New Vera" in page) == (True, False, False)
    assert all(word in read(ann, "members/") for word in ("Late", "Sure", "New Vera"))
    rows = list(csv.reader(io.StringIO(ann.get("/en/members/table.csv").content.decode("utf-8-sig"))))
    assert (rows[0][-1], sorted((row[0], row[-1]) for row in rows[1:])) == (
        "Data confirmed", [("Late Vera", ""), ("New Vera", ""), ("Sure Vera", today().isoformat())],
    )  # fmt: skip


def test_asking_one_or_many_takes_as_many_queries_for_finding_them() -> None:
    federation()
    counted = []
    for number in (1, 20):
        for one in range(number):
            member(contacts=(Reached("email", f"m{number}-{one}@example.org"),))
        with CaptureQueriesContext(connection) as asked_for:
            ask_for_confirmation(today())
        counted.append(len([query for query in asked_for if "mail_letter" not in query["sql"] and "SAVEPOINT" not in query["sql"]]))
    assert counted[1] - counted[0] <= 20, counted  # the name of the federation, which signs each letter
