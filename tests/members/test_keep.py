"""What the board writes down of members, and what members alter themselves."""
from __future__ import annotations

from typing import Any

import pytest
from tests.members.members import client_of, federation, in_office, named, post, read, sent, taken, with_account

from shanyraq.accounts.changes import open_account
from shanyraq.people.members import Reached
from shanyraq.people.models import Contact, Membership, Person, Spelling

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def held() -> list[tuple[str, str, str]]:
    return [(row.organisation.slug, row.kind, row.until.isoformat() if row.until else "") for row in Membership.objects.order_by("pk")]


def chair() -> Any:
    return client_of(in_office("ann", "chair", "centre"))


def test_somebody_is_taken_in_once_however_often_the_form_is_sent() -> None:
    federation()
    ann = chair()
    for _twice in range(2):
        post(ann, "members/new/", **sent(phone="+7 700 111 22 33", hangul_family="김", hangul_given="베라"))
    person = Person.objects.get(private=True)
    assert held() == [("branch", "member", "")]
    assert list(person.spellings.order_by("pk").values_list("script", "family", "given")) == [("latin", "Kim", "Vera"), ("hangul", "김", "베라")]
    assert "+7 700 111 22 33" in read(ann, f"members/{person.slug}/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given": ""}, "Write the given name"), ({"organisation": "other"}, "Choose one of your organisations"),
        ({"organisation": ""}, "Choose one of your organisations"), ({"since": "soon"}, "Choose a day"), ({"email": "x"}, "no e-mail address"),
        ({"phone": "12"}, "no phone number"), ({"kind": "king"}, "Choose one of the kinds"), ({"latin_given": "Vera"}, "once in each alphabet"),
        ({"hangul_family": "김"}, "Write the given name, too"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], said: str) -> None:
    federation()
    ann = chair()
    answer = ann.post("/en/members/new/", sent(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and 'value="Kim"' in page and held() == []


def test_the_kind_is_changed_and_the_membership_ended() -> None:
    federation()
    ann, person = chair(), taken("branch", named("Kim"))
    first = Membership.objects.get()
    assert "already" in post(ann, f"members/memberships/{first.pk}/change/", 422, kind="member", on="2026-05-01", key="a")
    post(ann, f"members/memberships/{first.pk}/change/", kind="activist", on="2026-05-01", key="b")
    second = Membership.objects.get(until=None)
    assert "after the one on which it began" in post(ann, f"members/memberships/{second.pk}/end/", 422, on="2026-05-01", key="c")
    post(ann, f"members/memberships/{second.pk}/end/", on="2026-06-01", key="d")
    read(ann, f"members/memberships/{second.pk}/end/", 404)
    post(ann, f"members/{person.slug}/join/", organisation="branch2", kind="member", since="2026-06-01", key="e")
    assert held() == [("branch", "member", "2026-05-01"), ("branch", "activist", "2026-06-01"), ("branch2", "member", "")]


def test_names_and_contacts_are_written_down() -> None:
    federation()
    ann, person = chair(), taken("branch", named("Kim"), contacts=(Reached("email", "own@example.org", "self"),))
    own = Contact.objects.get()
    assert 'value="Kim"' in ann.get(f"/en/members/{person.slug}/names/").content.decode()
    post(ann, f"members/{person.slug}/names/", family="Ким", given="Вера", order="given", latin_given="Vera", latin_family="Kim", key="a")
    assert list(Spelling.objects.order_by("pk").values_list("script", "given_first")) == [("cyrillic", True), ("latin", True)]
    assert "Vera Kim" in read(ann, f"members/{person.slug}/")
    assert "no phone number" in post(ann, f"members/{person.slug}/contacts/", 422, contact_kind="phone", contact="1", seen_by="board", key="b")
    post(ann, f"members/{person.slug}/contacts/", contact_kind="phone", contact="77001112233", seen_by="board", key="b")
    post(ann, f"members/{person.slug}/contacts/{own.pk}/forget/", 404)
    post(ann, f"members/{person.slug}/contacts/{Contact.objects.get(kind='phone').pk}/forget/")
    assert list(Contact.objects.values_list("kind", flat=True)) == ["email"]


@pytest.mark.parametrize("path", ["{slug}/", "{slug}/names/", "{slug}/contacts/", "{slug}/join/", "memberships/{pk}/change/", "memberships/{pk}/end/"])
def test_another_centre_s_chair_writes_down_nothing(path: str) -> None:
    federation()
    person = taken("branch", named("Kim"))
    eve = client_of(in_office("eve", "chair", "other"))
    at = "members/" + path.format(slug=person.slug, pk=Membership.objects.get().pk)
    read(eve, at, 404)
    if path != "{slug}/":
        post(eve, at, 404, **sent(contact_kind="phone", contact="77001112233", seen_by="board", on="2026-06-01"))
    assert held() == [("branch", "member", "")] and not Contact.objects.exists()


def test_a_chair_takes_nobody_into_an_organisation_out_of_reach() -> None:
    federation()
    ann, person = chair(), taken("branch", named("Kim"))
    assert "Choose one of your organisations" in post(ann, f"members/{person.slug}/join/", 422, organisation="other", kind="member", since="2026-06-01")
    assert "Other" not in read(ann, "members/new/")


def test_a_member_sees_and_alters_all_that_is_kept() -> None:
    federation()
    in_office("ann", "chair", "centre")
    person = taken("branch", named("Kim"), contacts=(Reached("email", "own@example.org", "self"),))
    other = taken("branch", named("Pak"), contacts=(Reached("phone", "77001112233"),))
    me = client_of(with_account(person))
    page = read(me, "my-membership/")
    assert "Kim Vera" in page and "own@example.org" in page and "Pak" not in page and "Chair, Centre" in page
    post(me, "my-membership/names/", family="Kim", given="Vera", patronymic="Olegovna", order="family", key="a")
    post(me, "my-membership/contacts/", contact_kind="phone", contact="77005556677", seen_by="self", key="b")
    post(me, f"my-membership/contacts/{Contact.objects.get(person=other).pk}/forget/", 404)
    post(me, f"my-membership/contacts/{Contact.objects.get(person=person, kind='email').pk}/forget/")
    assert "Kim Vera Olegovna" in read(me, "my-membership/")
    assert sorted(Contact.objects.values_list("value", flat=True)) == ["77001112233", "77005556677"]
    assert me.get("/en/members/").status_code == 403


def test_a_member_leaves_in_two_clicks_and_only_their_own() -> None:
    federation()
    person, other = taken("branch", named("Kim")), taken("branch", named("Pak"))
    me = client_of(with_account(person))
    mine, theirs = Membership.objects.get(person=person), Membership.objects.get(person=other)
    read(me, f"my-membership/{theirs.pk}/leave/", 404)
    assert "Nobody asks why" in read(me, f"my-membership/{mine.pk}/leave/")
    post(me, f"my-membership/{mine.pk}/leave/", on="2026-06-01", key="a")
    assert held() == [("branch", "member", "2026-06-01"), ("branch", "member", "")]


def test_of_a_stranger_nothing_is_kept() -> None:
    stranger = client_of(open_account(name="Stranger"))
    assert "No organisation keeps anything of you" in read(stranger, "my-membership/")
    read(stranger, "my-membership/names/", 404)


@pytest.mark.parametrize("wrong", [{"since": "9999-12-31"}, {"since": "0001-01-01"}, {"born": "9999-12-31"}, {"since": "20260301"}, {"since": "2026-W09-7"}])
def test_a_day_that_cannot_be_is_refused_in_words(wrong: dict[str, str]) -> None:
    federation()
    said = post(chair(), "members/new/", 422, **sent(**wrong))
    assert "Choose a day" in said or "date of birth" in said
    assert held() == []


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_nor_does_a_membership_begin_or_change_on_one(day: str) -> None:
    federation()
    ann, person = chair(), taken("branch", named("Kim"))
    post(ann, f"members/{person.slug}/join/", 422, organisation="branch2", kind="member", since=day, key="a")
    post(ann, f"members/memberships/{Membership.objects.get().pk}/change/", 422, kind="volunteer", on=day, key="b")
    assert held() == [("branch", "member", "")]


def test_a_contact_is_removed_after_a_question_below_all_else() -> None:
    federation()
    person = taken("branch", named("Kim"), contacts=(Reached("phone", "77001112233"),))
    for client, path in ((chair(), f"members/{person.slug}/"), (client_of(with_account(person)), "my-membership/")):
        page = client.get(f"/en/{path}").content.decode()
        asked = page.index("Which one shall be erased?")
        assert page.index("<summary>Remove a contact") < asked < page.index("/forget/") and page.index("Is all still right?") < asked
