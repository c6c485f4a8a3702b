"""One human being told of twice: a member who is a person of the public memory."""
from __future__ import annotations

import pytest
from tests.members.members import client_of, federation, in_office, named, post, read, taken, with_account

from shanyraq.people.models import Person
from shanyraq.rights.models import Demand

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_chair_who_is_a_member_is_one_person() -> None:
    federation()
    user = in_office("vera", "chair", "branch")  # told as “Vera”
    member = taken("branch", named("", "Vera"))
    ann = client_of(in_office("ann", "chair", "centre"))
    assert "Is this the same person?" in read(ann, f"members/{member.slug}/")
    post(ann, f"members/{member.slug}/same/", public="vera", key="k1")
    shown = read(ann, f"members/{member.slug}/")
    assert "In the public memory:" in shown and "Chair , Branch" in shown.replace("Chair,", "Chair ,") and "Is this the same" not in shown
    mine = read(client_of(user), "my-membership/")
    assert "In the public memory:" in mine and "member, since 1 March 2026" in mine
    assert "March 2026" not in client_of(None).get("/en/people/vera/").content.decode()
    post(ann, f"members/{member.slug}/apart/", key="k2")
    assert "member, since" not in read(client_of(user), "my-membership/")


def test_the_account_of_a_member_has_the_rights_of_the_office() -> None:
    federation()
    chair = in_office("vera", "chair", "branch")
    Person.objects.filter(slug="vera").update(account=None)
    member = taken("branch", named("", "Vera"))
    Person.objects.filter(pk=member.pk).update(account=chair)
    client, ann = client_of(chair), client_of(in_office("ann", "chair", "centre"))
    read(client, "members/", 403)
    post(ann, f"members/{member.slug}/same/", public="vera", key="k1")
    assert "Vera" in read(client, "members/")
    assert "Vera" in read(ann, "account/people/vera/")
    post(ann, f"members/{member.slug}/apart/", key="k2")
    read(client, "members/", 403)


def test_nobody_gives_themselves_a_higher_office() -> None:
    """Who unites a member with the chair above would let the member's account act as that chair."""
    federation()
    in_office("ann", "chair", "centre")
    Person.objects.filter(slug="ann").update(account=None)
    member = taken("branch", named("", "Ann"))
    bob = client_of(in_office("bob", "chair", "branch"))
    assert "Is this the same person?" not in read(bob, f"members/{member.slug}/")
    post(bob, f"members/{member.slug}/same/", 404, public="ann", key="k")
    assert Person.objects.get(pk=member.pk).same_as is None


def test_two_accounts_are_not_one() -> None:
    federation()
    in_office("vera", "chair", "branch")
    member = taken("branch", named("", "Vera"))
    with_account(member)
    ann = client_of(in_office("ann", "chair", "centre"))
    assert "Both have an account" in post(ann, f"members/{member.slug}/same/", 422, public="vera", key="k")


@pytest.mark.parametrize("office", ["chair", "treasurer"])
def test_a_secretary_gives_no_account_an_office_of_the_own_body(office: str) -> None:
    federation()
    Demand.objects.all().delete()
    in_office("vera", office, "branch")
    Person.objects.filter(slug="vera").update(account=None)
    member = taken("branch", named("", "Vera"))
    with_account(member)
    bob = client_of(in_office("bob", "secretary", "branch"))
    assert "Is this the same person?" not in read(bob, f"members/{member.slug}/")
    post(bob, f"members/{member.slug}/same/", 404, public="vera", key="k1")
    ann = client_of(in_office("ann", "chair", "centre"))
    assert ("Is this the same person?" in read(ann, f"members/{member.slug}/")) == (office == "chair")  # a treasurer stands on no public page
    post(ann, f"members/{member.slug}/same/", public="vera", key="k2")
    assert Person.objects.get(pk=member.pk).same_as == Person.objects.get(slug="vera")


@pytest.mark.parametrize(("office", "code"), [("president", 404), ("secretary", 302)])
def test_a_chair_gives_only_what_stands_below_the_chair(office: str, code: int) -> None:
    federation()
    in_office("vera", office, "branch")
    Person.objects.filter(slug="vera").update(account=None)
    member = taken("branch", named("", "Vera"))
    with_account(member)
    post(client_of(in_office("bob", "chair", "branch")), f"members/{member.slug}/same/", code, public="vera", key="k")
