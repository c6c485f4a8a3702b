"""The pages of the board: who sees which applications, and what is done on them."""
from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.keeping import words
from tests.joining.joining import CHILD, application, client_of, found, in_office, named, organisation, read, taken, world

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.joining.deciding import decline
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, appeal
from shanyraq.people.members import Reached
from shanyraq.people.models import Membership, Person
from shanyraq.rights.changes import name_helper
from shanyraq.rights.models import Demand, Grant

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = timezone.now()


def act(client: Client, kept: Application, do: str, code: int = 302, **typed: str) -> str:
    answer = client.post(f"/en/applications/{kept.pk}/act/", {"do": do, "key": "k", **typed})
    assert answer.status_code == code, (answer.status_code, words(answer.content.decode()))
    return words(answer.content.decode())


def everywhere() -> dict[str, Application]:
    """An application to each of four organisations, of people with telling names."""
    bodies = {"branch": "Beta", "branch2": "Gamma", "centre": "Delta", "far": "Epsilon"}
    return {name: application(body, OneOf("Vera", name), key=body)[1] for body, name in bodies.items()}


@pytest.mark.parametrize(
    ("slug", "office", "body", "sees"),
    [
        ("ann", "chair", "centre", ["Beta", "Delta", "Gamma"]), ("bob", "chair", "branch", ["Beta"]), ("sue", "secretary", "centre", ["Delta"]),
        ("eve", "chair", "other", ["Epsilon"]), ("una", "chair", "union", []),
    ],
)  # fmt: skip
def test_an_office_sees_those_that_lie_in_its_reach(slug: str, office: str, body: str, sees: list[str]) -> None:
    world()
    Demand.objects.all().delete()  # a secretary is asked for a second factor
    kept = everywhere()
    client = client_of(in_office(slug, office, body))
    page = read(client, "applications/")
    assert [name for name in sorted(kept) if name in page] == sees
    assert {name: client.get(f"/en/applications/{one.pk}/").status_code for name, one in kept.items()} == {name: 200 if name in sees else 404 for name in kept}
    table = client.get("/en/applications/table.csv?state=every").content.decode()
    assert [name for name in sorted(kept) if name in table] == sees


def test_a_treasurer_and_a_former_chair_see_none() -> None:
    world()
    everywhere()
    for user in (in_office("tom", "treasurer", "centre"), in_office("old", "chair", "centre", "2010", until="2015"), open_account(name="Nobody")):
        assert client_of(user).get("/en/applications/").status_code == 403


def helped(by: User, body: str) -> User:
    helper = open_account(name="Helper")
    name_helper(by=by, on=timezone.localdate(), organisation=organisation(body), account=helper, until=timezone.localdate() + timedelta(days=3))
    return helper


def test_a_helper_sees_and_decides_nothing() -> None:
    world()
    kept = everywhere()["Beta"]
    client = client_of(helped(in_office("bob", "chair", "branch"), "branch"))
    assert "Beta" in read(client, "applications/")
    assert "Take in" not in read(client, f"applications/{kept.pk}/")
    assert client.post(f"/en/applications/{kept.pk}/act/", {"do": "accept"}).status_code == 403
    assert client.get("/en/applications/table.csv").status_code == 403


def test_accepted_on_the_page() -> None:
    world()
    token, kept = application()
    client = client_of(in_office("bob", "chair", "branch"))
    act(client, kept, "accept", kind="volunteer", since="2026-07-02")
    assert list(Membership.objects.values_list("kind", "organisation__slug")) == [("volunteer", "branch")]
    assert found(token).state == "accepted"
    assert [said in read(client, f"applications/{kept.pk}/") for said in ("Accepted", "Chair, Branch")] == [True, True]


@pytest.mark.parametrize(
    ("do", "typed", "said"),
    [
        ("accept", {"kind": "member", "since": "soon"}, "Choose a day."), ("accept", {"kind": "king", "since": "2026-07-02"}, "Choose one of the kinds"),
        ("ask", {"question": ""}, "Write what you would like to know."), ("decline", {"reason": " "}, "Say why: the applicant reads it."),
        ("know", {"proof": "dream"}, "Choose one of the list."), ("pass_on", {"to": "far"}, "Choose one of the list."),
        ("accept", {"kind": "member", "since": "2026-07-02", "same-0": "p-1"}, "Choose one of the list."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_done(do: str, typed: dict[str, str], said: str) -> None:
    world()
    token, kept = application()
    taken("branch", named("Kim"))
    assert said in act(client_of(in_office("ann", "chair", "centre")), kept, do, 422, **typed)
    assert (found(token).state, Membership.objects.count()) == ("received", 1)


def test_what_was_typed_stays() -> None:
    world()
    _token, kept = application()
    client = client_of(in_office("bob", "chair", "branch"))
    reason = "You live elsewhere. " * 120
    assert reason.strip() in act(client, kept, "decline", 422, reason=reason)


def test_each_deed_on_the_page() -> None:
    world()
    token, kept = application()
    client = client_of(in_office("ann", "chair", "centre"))
    states = []
    for number, (do, typed) in enumerate([("take_up", {}), ("know", {"proof": "call"}), ("ask", {"question": "Who?"}), ("pass_on", {"to": "branch2"}), ("decline", {"reason": "No."})]):
        act(client, kept, do, key=str(number), **typed)
        states.append(found(token).state)
    assert states == ["checking", "checking", "asked", "received", "declined"]


def test_two_forms_of_one_page_are_two_requests() -> None:
    """Pressed "I am looking into it", went back in the browser, and accepted."""
    world()
    token, kept = application()
    client = client_of(in_office("bob", "chair", "branch"))
    act(client, kept, "take_up")
    act(client, kept, "accept", kind="member", since="2026-07-02")
    assert found(token).state == "accepted"


def test_a_branch_passes_on_to_its_centre_alone() -> None:
    world()
    _token, kept = application()
    html = client_of(in_office("bob", "chair", "branch")).get(f"/en/applications/{kept.pk}/").content.decode()
    assert re.findall(r'<option value="(\w+)"', html.partition('name="to"')[2].partition("</select>")[0]) == ["centre"]


def test_passed_out_of_reach_one_is_led_to_the_list() -> None:
    world()
    token, kept = application()
    answer = client_of(in_office("bob", "chair", "branch")).post(f"/en/applications/{kept.pk}/act/", {"do": "pass_on", "to": "centre", "key": "k"})
    assert (answer["Location"], found(token).organisation.slug) == ("/en/applications/", "centre")


def test_who_may_be_a_member_already_is_shown_within_reach_only() -> None:
    world()
    near = taken("branch", named("Ким", "Вера", "cyrillic", "Сергеевна"))
    taken("branch2", named("Pak", "Olga"), contacts=(Reached("phone", "8 (700) 111-22-33"),))
    taken("branch", named("Li", "Anna"), contacts=(Reached("email", "VERA@example.org"),))
    far = taken("far", named("Kim", "Vera"))
    _token, kept = application("branch", OneOf("Vera", "Kim"), CHILD, email="vera@example.org")
    bob, ann = (client_of(in_office(*office)).get(f"/en/applications/{kept.pk}/").content.decode() for office in (("bob", "chair", "branch"), ("ann", "chair", "centre")))
    sees = [[name for name in (near.slug, "Pak", "Li Anna", far.slug) if name in html] for html in (bob, ann)]
    assert sees == [[near.slug, "Li Anna"], [near.slug, "Pak", "Li Anna"]]


def test_who_is_a_member_already_is_taken_in_as_the_same_person() -> None:
    world()
    near = taken("branch2", named("Kim"))
    _token, kept = application()
    act(client_of(in_office("ann", "chair", "centre")), kept, "accept", kind="member", since="2026-07-02", **{"same-0": near.slug})
    assert (Membership.objects.filter(person=near).count(), Person.objects.filter(private=True).count()) == (2, 1)


def test_on_an_appeal_the_office_above_decides_and_the_one_below_does_not() -> None:
    world()
    bob, ann = in_office("bob", "chair", "branch"), in_office("ann", "chair", "centre")
    token, kept = application()
    decline(by=bob, at=NOW, application=kept, reason="No.")
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    act(client_of(bob), kept, "accept", 404, kind="member", since="2026-07-02")
    assert "What to do" not in read(client_of(bob), f"applications/{kept.pk}/")
    act(client_of(ann), kept, "accept", kind="member", since="2026-07-02")
    assert Membership.objects.get().organisation.slug == "branch"


def test_an_umbrella_sees_what_it_is_asked_to_decide_and_nothing_else() -> None:
    world()
    una = client_of(in_office("una", "chair", "union"))
    token, kept = application("centre")
    everywhere()
    decline(by=in_office("ann", "chair", "centre"), at=NOW, application=kept, reason="No.")
    assert una.get(f"/en/applications/{kept.pk}/").status_code == 404
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    page = read(una, "applications/?state=every")
    assert ("Kim Vera" in page, "Delta" in page, "1 application" in page) == (True, False, True)
    act(una, kept, "decline", reason="No.")
    assert una.get(f"/en/applications/{kept.pk}/").status_code == 404


def test_the_list_is_narrowed_by_state_and_organisation() -> None:
    world()
    kept = everywhere()
    ann = in_office("ann", "chair", "centre")
    decline(by=ann, at=NOW, application=kept["Gamma"], reason="No.")
    client = client_of(ann)
    found_names = {query: [name for name in sorted(kept) if name in read(client, f"applications/{query}")] for query in ("", "?state=declined", "?state=every&organisation=branch2", "?organisation=branch", "?state=x")}
    assert found_names == {"": ["Beta", "Delta"], "?state=declined": ["Gamma"], "?state=every&organisation=branch2": ["Gamma"], "?organisation=branch": ["Beta"], "?state=x": ["Beta", "Delta"]}


def asked(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        read(client, path)
    return len(queries)


def test_queries_are_as_many_for_one_as_for_sixty() -> None:
    world()
    client = client_of(in_office("ann", "chair", "centre"))
    application(key="first")
    read(client, "applications/")
    one = [asked(client, path) for path in ("applications/", "applications/table.csv")]
    for number in range(60):
        application("branch" if number % 2 else "branch2", OneOf("Vera", f"Kim{number}"), CHILD, key=str(number))
    assert [asked(client, path) for path in ("applications/", "applications/table.csv")] == one
    assert one == [20, 11]
    assert ("51 to 61 of 61" in read(client, "applications/?page=2"), "Applications (61)" in client.get("/en/").content.decode()) == (True, True)


def test_queries_of_one_are_as_many_however_many_are_alike() -> None:
    world()
    client = client_of(in_office("ann", "chair", "centre"))
    kept = application("branch", OneOf("Vera", "Kim"), CHILD)[1]
    taken("branch", named("Kim"))
    read(client, f"applications/{kept.pk}/")
    one = asked(client, f"applications/{kept.pk}/")
    for number in range(5):
        taken("branch2", named("Kim"), contacts=(Reached("phone", f"8700111223{number}"),))
    assert (asked(client, f"applications/{kept.pk}/"), one) == (one, one)


def test_a_link_for_people_whom_one_knows() -> None:
    world()
    client = client_of(in_office("ann", "chair", "centre"))
    html = client.get("/en/applications/link/?organisation=branch").content.decode()
    [by] = set(re.findall(r"/en/join/\?by=([^<\"]+)</code>", html))
    assert 'name="to" value="branch"' in Client().get(f"/en/join/?by={by}").content.decode()
    assert "<code" not in client.get("/en/applications/link/?organisation=far").content.decode()


def alike_on(client: Client, kept: Application) -> str:
    return words(client.get(f"/en/applications/{kept.pk}/").content.decode().partition('id="alike"')[2].partition("</section>")[0])


@pytest.mark.parametrize(("seen_by", "shown"), [("self", False), ("board", True), ("members", True)])
def test_a_contact_that_a_member_keeps_from_the_board_is_not_tried_out_by_an_application(seen_by: str, shown: bool) -> None:
    world()
    taken("branch", named("Pak", "Olga"), contacts=(Reached("phone", "8 (700) 111-22-33", seen_by),))
    taken("branch", named("Li", "Anna"), contacts=(Reached("email", "vera@example.org", seen_by),))
    _token, kept = application(email="vera@example.org")
    page = alike_on(client_of(in_office("bob", "chair", "branch")), kept)
    assert ("Pak Olga" in page, "Li Anna" in page) == (shown, shown)


def test_the_contact_of_whoever_left_tells_nothing() -> None:
    world()
    left = taken("branch", named("Pak", "Olga"), contacts=(Reached("phone", "8 (700) 111-22-33"),))
    Membership.objects.filter(person=left).update(until=timezone.localdate())
    assert alike_on(client_of(in_office("bob", "chair", "branch")), application()[1]) == ""


def test_whoever_sees_no_contacts_of_members_is_told_of_names_alone() -> None:
    world()
    Grant.objects.filter(office="chair", action="members:contact:see").delete()
    taken("branch", named("Pak", "Olga"), contacts=(Reached("phone", "87001112233"),))
    taken("branch", named("Kim"), contacts=(Reached("phone", "87001112233"),))
    page = alike_on(client_of(in_office("bob", "chair", "branch")), application()[1])
    assert ("Pak" in page, "Kim Vera the same name ·" in page) == (False, True)


def test_with_name_and_phone_equal_both_are_said() -> None:
    world()
    taken("branch", named("Kim"), contacts=(Reached("phone", "87001112233"),))
    assert "Kim Vera the same name, the same phone or e-mail ·" in alike_on(client_of(in_office("bob", "chair", "branch")), application()[1])


def twice_on(client: Client, kept: Application) -> str:
    return words(client.get(f"/en/applications/{kept.pk}/").content.decode().partition('id="twice"')[2].partition("</section>")[0])


def test_other_open_applications_of_the_same_people_are_pointed_out_within_reach() -> None:
    world()
    bob, ann = in_office("bob", "chair", "branch"), in_office("ann", "chair", "centre")
    kept = application("branch", OneOf("Vera", "Kim"), CHILD, email="vera@example.org")[1]
    application("branch", OneOf("Вера", "Ким", "Сергеевна"), phone="", email="other@example.org", key="name")
    application("branch2", OneOf("Olga", "Pak"), phone="8 (700) 111-22-33", key="phone")
    application("branch", OneOf("Anna", "Li"), phone="", email="VERA@example.org", key="mail")
    application("branch", OneOf("Vera", "Kim"), phone="87001112233", key="both")
    application("far", OneOf("Vera", "Kim"), key="far")
    application("branch", OneOf("Vera", "Kimova"), phone="+7 700 111 22 34", key="none")
    decline(by=bob, at=NOW, application=application("branch", OneOf("Vera", "Kim"), key="closed")[1], reason="No.")
    pages = [twice_on(client_of(user), kept) for user in (bob, ann)]
    told = ["Ким Вера Сергеевна the same name ·", "Pak Olga the same phone or e-mail ·", "Li Anna the same phone or e-mail ·", "Kim Vera the same name, the same phone or e-mail ·"]
    assert [[one in page for one in told] for page in pages] == [[True, False, True, True], [True] * 4]
    assert [(page.count("the same phone"), page.count("the same name")) for page in pages] == [(2, 2), (3, 2)]


def test_nothing_is_pointed_out_where_nobody_sent_twice() -> None:
    world()
    kept = application("branch", OneOf("Vera", "Kim"), phone="", comes_by=True)[1]
    application("branch", OneOf("Olga", "Kim"), phone="", comes_by=True, key="2")
    assert twice_on(client_of(in_office("bob", "chair", "branch")), kept) == ""


def test_queries_of_one_are_as_many_however_often_it_was_sent() -> None:
    world()
    client = client_of(in_office("ann", "chair", "centre"))
    kept = application("branch", OneOf("Vera", "Kim"), CHILD)[1]
    application("branch2", OneOf("Vera", "Kim"), CHILD, key="0")
    read(client, f"applications/{kept.pk}/")
    one = asked(client, f"applications/{kept.pk}/")
    for number in range(1, 15):
        application("branch2" if number % 2 else "branch", OneOf("Vera", "Kim"), CHILD, key=str(number))
    assert (asked(client, f"applications/{kept.pk}/"), twice_on(client, kept).count("the same name")) == (one, 10)


def test_who_can_see_it_names_the_office_above_during_an_appeal_alone() -> None:
    world()
    in_office("una", "chair", "union")
    ann = in_office("ann", "chair", "centre")
    token, kept = application("centre")
    decline(by=ann, at=NOW, application=kept, reason="No.")
    seen = [watched(client_of(ann), kept)]
    appeal(at=NOW, application=found(token), text="Please.", key="p")
    assert [*seen, watched(client_of(ann), kept)] == [["Chair, Centre"], ["Chair, Centre", "Chair, Union"]]


def watched(client: Client, kept: Application) -> list[str]:
    html = client.get(f"/en/applications/{kept.pk}/").content.decode().partition('id="watched"')[2]
    return [words(one).strip() for one in re.findall(r"<li>(.*?)</li>", html.partition("</section>")[0])]
