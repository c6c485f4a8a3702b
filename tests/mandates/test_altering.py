"""Withdrawing a right asks first and says what it takes from whom; of which offices a second step is asked is altered on a page of its own."""
from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.entrance.signing import BY_PHONE, at, entered
from tests.rights.offices import federation, in_office, organisation

from shanyraq.accounts.changes import open_account
from shanyraq.journal.models import Entry
from shanyraq.mandates.rooms import TITLES, by_room
from shanyraq.rights import allows
from shanyraq.rights.actions import declared
from shanyraq.rights.models import Demand, Grant

pytestmark = [pytest.mark.django_db, pytest.mark.both]
INVITE = "entrance:person:invite"


def test_withdrawing_asks_first() -> None:
    federation()
    client = entered(open_account(name="Operator", is_operator=True), BY_PHONE)
    ann = in_office("ann", "chair", "centre")
    in_office("bob", "chair", "branch")
    office = client.get(at("mandates:office", office="chair")).content.decode()
    address = f"{at('mandates:withdrawing', office='chair')}?action={INVITE}"
    assert (address.replace(":", "%3A") in office, 'value="withdraw"' in office) == (True, False)
    shown = client.get(address).content.decode()
    assert ("2 holders of this office lose it" in shown, "Centre" in shown, "Branch" in shown, allows(ann, INVITE)) == (True, True, True, True)
    client.post(at("mandates:alter", office="chair"), {"do": "withdraw", "action": INVITE, "key": "k"})
    assert (allows(ann, INVITE), client.get(address).status_code) == (False, 404)


def test_of_an_office_that_nobody_holds() -> None:
    federation()
    client = entered(open_account(name="Operator", is_operator=True), BY_PHONE)
    shown = client.get(f"{at('mandates:withdrawing', office='chair')}?action={INVITE}").content.decode()
    assert "Nobody holds this office today" in shown


def test_a_second_step_is_asked_and_waived() -> None:
    federation()
    client = entered(open_account(name="Operator", is_operator=True), BY_PHONE)
    page = client.get(at("mandates:demands")).content.decode()
    assert page.count('value="waive"') == Demand.objects.standing().count()
    assert client.post(at("mandates:demands"), {"do": "ask", "office": "methodist", "level": "", "key": "a"}).status_code == 302
    client.post(at("mandates:demands"), {"do": "waive", "office": "treasurer", "level": "", "key": "b"})
    assert (Demand.objects.standing().filter(office="methodist").count(), Demand.objects.standing().filter(office="treasurer").count()) == (1, 0)
    assert list(Entry.objects.filter(action="rights:demand:alter").order_by("pk").values_list("thing", "summary")) == [
        ("rights:demand:methodist/", "asked"), ("rights:demand:treasurer/", "waived"),
    ]  # fmt: skip
    assert client.post(at("mandates:demands"), {"do": "ask", "office": "king", "level": "", "key": "c"}).status_code == 422
    assert client.post(at("mandates:demands"), {"do": "both", "key": "d"}).status_code == 400


def test_who_alters_of_whom_it_is_asked() -> None:
    federation()
    Demand.objects.all().delete()
    people = [in_office("uma", "chair", "union"), in_office("ann", "chair", "centre"), in_office("sec", "secretary", "union")]
    assert [entered(user, BY_PHONE).get(at("mandates:demands")).status_code for user in people] == [200, 403, 403]
    operator = entered(open_account(name="Operator", is_operator=True), BY_PHONE)
    assert operator.get(at("mandates:demands")).status_code == 403  # from now on by stepping in


def test_rights_stand_by_room() -> None:
    rows = [{"action": "members:a:b"}, {"action": "desk:a:b"}, {"action": "members:c:d"}, {"action": "zoo:a:b"}]
    assert [(str(group["room"]), [row["action"] for row in group["rows"]]) for group in by_room(rows)] == [
        ("Keeper's desk", ["desk:a:b"]), ("Members", ["members:a:b", "members:c:d"]), ("zoo", ["zoo:a:b"]),
    ]  # fmt: skip


def test_every_room_with_rights_of_offices_has_a_heading() -> None:
    assert {action.partition(":")[0] for action, who in declared().items() if who == "office"} - set(TITLES) == set()


def test_the_pages_show_headings() -> None:
    federation()
    Demand.objects.all().delete()
    client = entered(in_office("ann", "chair", "centre"), BY_PHONE)
    shown = {at("mandates:mine"): '<summary class="deeper">{}</summary>', at("mandates:office", office="chair"): "<h3>{}</h3>",
             at("mandates:who", slug="centre"): "<h3>{}</h3>"}  # fmt: skip
    pages = {one: client.get(one).content.decode() for one in shown}
    assert [[said.format(room) in pages[one] for room in ("Members", "Signing in")] for one, said in shown.items()] == [[True, True]] * 3


def test_the_question_costs_as_much_for_one_holder_as_for_many() -> None:
    federation()
    client = entered(open_account(name="Operator", is_operator=True), BY_PHONE)
    in_office("ann", "chair", "centre")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{at('mandates:withdrawing', office='chair')}?action={INVITE}")
        return len(queries)

    Grant.objects.exclude(action=INVITE).delete()
    first = asked()
    for slug in ("branch", "branch2", "other", "far"):
        in_office(f"of-{slug}", "chair", slug)
    assert (asked(), organisation("far").slug) == (first, "far")
