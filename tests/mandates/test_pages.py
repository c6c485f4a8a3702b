"""What may I do, and by which office: pages of offices, helpers, stepping in."""
from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.keeping import words
from tests.rights.offices import federation, in_office
from tests.rights.test_routes import sign_in
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.journal.models import Entry
from shanyraq.mandates.reminding import foretell
from shanyraq.rights.models import Grant, Helper, Stepping

QUERIES = 28

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def read(client: Client, path: str, code: int = 200) -> str:
    answer = client.get(f"/en/{path}")
    assert answer.status_code == code
    return words(answer.content.decode())


def post(client: Client, path: str, code: int = 302, **sent: Any) -> str:
    answer = client.post(f"/en/{path}", sent)
    assert answer.status_code == code
    return words(answer.content.decode())


def day(number: int) -> str:
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def test_my_offices_say_what_each_gives() -> None:
    federation()
    page = read(client_of(in_office("ann", "chair", "centre")), "my-offices/")
    assert "Chair : Centre Keeper's desk" in page and "in the own organisation and what belongs to it" in page and "Record what happened" in page
    assert "Bring a list" not in page and "second step" not in page


def test_an_office_that_waits_for_a_second_step_says_so() -> None:
    federation()
    assert "This office gives nothing until you sign in with a second step" in read(client_of(in_office("sec", "head_of_secretariat", "union")), "my-offices/")


def test_who_holds_nothing_is_told() -> None:
    assert "You hold no office today" in read(client_of(open_account(name="Stranger")), "my-offices/")


def test_an_organisation_without_a_chair_is_seen_above() -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    in_office("bob", "chair", "branch")
    assert "Where nobody is at the head Branch2 no head is on record Step in" in read(ann, "my-offices/")
    in_office("old", "chair", "branch2", "2020", until="2026-03-01")
    in_office("sec", "secretary", "branch2")  # somebody is in office, but nobody at the head
    assert "Where nobody is at the head Branch2 since 1 March 2026 Step in" in read(ann, "my-offices/")
    assert "Which organisation? Branch2 Why?" in read(ann, "step-in/?body=branch2")
    post(ann, "step-in/", organisation="branch2", reason="Nobody yet", until=day(3), key="k")
    post(ann, "step-in/", organisation="branch2", reason="Nobody yet", until=day(3), key="k")
    assert [(one.organisation.slug, one.until.isoformat()) for one in Stepping.objects.all()] == [("branch2", day(4))]
    post(ann, f"step-in/{Stepping.objects.get().pk}/back/")
    assert Stepping.objects.get().ended is not None


def test_where_somebody_steps_in_already_it_is_not_offered_again() -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    assert "Where nobody is at the head Branch no head is on record Step in : Branch Branch2" in read(ann, "my-offices/")
    post(ann, "step-in/", organisation="branch", reason="Nobody yet", until=day(3), key="k")
    page = read(ann, "my-offices/")
    assert "Where nobody is at the head Branch2" in page and "Where I step in Branch until" in page
    assert "Which organisation? Branch2 Why?" in read(ann, "step-in/")


def test_where_nothing_is_to_be_chosen_the_form_is_not_there() -> None:
    federation()
    ann, operator = client_of(in_office("ann", "chair", "branch")), client_of(open_account(name="Operator", is_operator=True))
    assert "/en/step-in/" not in ann.get("/en/my-offices/").content.decode()
    page = read(ann, "step-in/")
    assert "somebody is at the head, or you step in there already" in page and "Why?" not in page and "Which organisation?" not in page
    assert "Step in for an organisation" in read(operator, "my-offices/")


def test_a_week_is_proposed_for_stepping_in() -> None:
    federation()
    page = client_of(in_office("ann", "chair", "centre")).get("/en/step-in/").content.decode()
    assert f'value="{day(7)}"' in page


def test_whoever_may_step_in_nowhere_is_refused_by_rights() -> None:
    federation()
    wrong = {"organisation": "nobody", "reason": "", "until": "", "key": "k"}
    for user in (open_account(name="Stranger"), in_office("eld", "elder", "centre"), in_office("old", "chair", "other", until="2026-03-01")):
        post(client_of(user), "step-in/", 403, **wrong)
    post(client_of(in_office("ann", "chair", "centre")), "step-in/", 422, **wrong)


def test_what_is_urgent_stands_first_and_rights_are_folded() -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre", "2020", until=day(5)))
    foretell(timezone.localdate())
    post(ann, "step-in/", organisation="branch", reason="Nobody yet", until=day(3), key="k")
    html = ann.get("/en/my-offices/").content.decode().partition("<main")[2].partition("</main>")[0]
    assert re.findall(r'<h2 id="([a-z0-9-]+)"', html) == ["reminders", "turns", "headless", "steps", "office-1", "name-helper"]
    assert '<details><summary class="deeper">Keeper&#x27;s desk</summary>' in html and "<details open" not in html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"organisation": "nobody"}, "Choose an organisation of the list"), ({"organisation": ""}, "Choose an organisation of the list"),
        ({"organisation": "branch"}, "Somebody is at the head there"), ({"organisation": "far"}, "does not belong to one"),
        ({"reason": " "}, "Say why"), ({"reason": "Ill "}, "Say why"), ({"reason": "x" * 301}, "Say why"), ({"until": "soon"}, "Choose a last day"), ({"until": "9999-12-31"}, "Choose a last day"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_stepping_in_is_said_and_what_was_typed_stays(sent: dict[str, str], said: str) -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    in_office("bob", "chair", "branch")
    assert said in post(ann, "step-in/", 422, **{"organisation": "branch2", "reason": "Because of illness", "until": day(3), "key": "k", **sent})
    assert not Stepping.objects.exists()


def test_a_helper_is_named_and_released() -> None:
    federation()
    ann, helper = client_of(in_office("ann", "chair", "centre")), open_account(name="Helper", email="helper@example.org")
    for _twice in range(2):
        post(ann, "my-offices/helpers/", organisation="centre", email=" Helper@example.org", until=day(3), key="k")
    assert [(one.account, one.until.isoformat()) for one in Helper.objects.all()] == [(helper, day(4))]
    assert "Whom I help Centre" in read(client_of(helper), "my-offices/")
    pk = Helper.objects.get().pk
    post(client_of(in_office("eve", "chair", "other")), f"my-offices/helpers/{pk}/release/", 404)
    post(ann, f"my-offices/helpers/{pk}/release/")
    assert Helper.objects.get().ended is not None and "Whom I help" not in read(client_of(helper), "my-offices/")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"organisation": "branch"}, "You hold no office there"), ({"organisation": "nobody"}, "Choose one of your organisations"),
        ({"email": "nobody@example.org"}, "No account has this address"), ({"email": ""}, "No account has this address"),
        ({"email": "ann@example.org"}, "A helper is somebody else"), ({"until": "2020-01-01"}, "still to come"), ({"until": "9999-12-31"}, "still to come"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_helper_is_said(sent: dict[str, str], said: str) -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    open_account(name="Helper", email="helper@example.org")
    page = post(ann, "my-offices/helpers/", 422, **{"organisation": "centre", "email": "helper@example.org", "until": day(3), "key": "k", **sent})
    assert said in page and not Helper.objects.exists()


def test_each_kind_of_office_has_a_page_that_everyone_may_read() -> None:
    federation()
    assert "Chair" in read(Client(), "offices/")
    page = read(Client(), "offices/secretary/")
    assert "only: umbrella organisation" in page and "in organisations of this level: everywhere" in page and "Withdraw" not in page
    assert "This office gives no rights here" in read(Client(), "offices/elder/")
    read(Client(), "offices/king/", 404)


def test_an_operator_alters_what_an_office_gives_and_the_journal_says_so() -> None:
    federation()
    operator, stranger = client_of(open_account(name="Operator", is_operator=True)), client_of(open_account(name="Stranger"))
    sent = {"do": "give", "action": "desk:home:see", "reach": "own", "key": "k"}
    post(stranger, "offices/elder/alter/", 403, **sent)
    post(operator, "offices/elder/alter/", **sent)
    post(operator, "offices/elder/alter/", **sent)
    assert "Use the keeper's desk" in read(Client(), "offices/elder/")
    assert "Offices do not decide on this" in post(operator, "offices/elder/alter/", 409, **{**sent, "action": "site:home:see", "key": "k2"})
    assert "with another reach. Withdraw it first." in post(operator, "offices/elder/alter/", 409, **{**sent, "reach": "all", "key": "k4"})
    post(operator, "offices/elder/alter/", do="withdraw", action="desk:home:see", key="k3")
    assert Grant.objects.get(office="elder").withdrawn
    assert [line.summary for line in Entry.objects.filter(action="rights:grant:alter").order_by("pk")] == ["own", "withdrawn"]


def test_whose_offices_reach_an_organisation() -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    in_office("eve", "chair", "other")
    page = read(ann, "who-can-see/branch/")
    assert "chair , Centre" in page and "Other" not in page and "nobody today" in page
    read(ann, "who-can-see/nobody/", 404)


@pytest.mark.parametrize("many", [1, 12])
def test_my_offices_ask_the_same_number_of_questions(many: int) -> None:
    federation()
    ann = client_of(in_office("ann", "chair", "centre"))
    record([told(f"b{n}", "founded", f"b{n}", "2003", name={"en": str(n)}, branch_of="centre") for n in range(many)], on="2026-01-03")
    record([told(f"ann-{n}", "appointed", f"b{n}", "2021", office="chair", person="ann") for n in range(many)], on="2026-01-04")
    with CaptureQueriesContext(connection) as asked:
        read(ann, "my-offices/")
    assert len(asked) == QUERIES

