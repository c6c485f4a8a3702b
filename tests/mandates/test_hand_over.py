"""An office changes hands: who sees what of it, what is written down, and what ends by itself."""
from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.desk.keeping import words
from tests.rights.offices import federation, in_office, organisation
from tests.rights.test_routes import sign_in
from tests.world import record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.desk.models import Draft
from shanyraq.journal.models import Entry
from shanyraq.mandates.changes import HandingRefused, add_line, forget_notes, kept, tick, write_notes
from shanyraq.mandates.handing import part_of
from shanyraq.mandates.handing import told as page_told
from shanyraq.mandates.models import Handing, HandingLine
from shanyraq.mandates.terms import LONGEST_LINE, LONGEST_NOTES, MOST_LINES, seeds
from shanyraq.mandates.turning import mine
from shanyraq.mandates.turns import Turn, turn_on
from shanyraq.people.dues import set_rate
from shanyraq.people.models import Membership, Person
from shanyraq.rights.changes import name_helper

pytestmark = [pytest.mark.django_db, pytest.mark.both]

DAY = date(2026, 7, 1)  # the first one of the new holder
NOW = datetime(2026, 6, 20, 7, tzinfo=UTC)
PATH = "my-offices/hand-over/centre/chair/2026-07-01/"
QUERIES = 20
BELOW = 10


def handed(monkeypatch: pytest.MonkeyPatch, today: date = DAY - timedelta(days=10)) -> tuple[User, User]:
    """The chair of the centre, and who takes over on DAY; it is a day before that."""
    on(monkeypatch, today)
    federation()
    ann = in_office("ann", "chair", "centre")
    return ann, in_office("bob", "chair", "centre", DAY.isoformat())


def on(monkeypatch: pytest.MonkeyPatch, today: date) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_said: today)


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def read(user: User | Client, path: str = PATH, code: int = 200) -> str:
    answer = (user if isinstance(user, Client) else client_of(user)).get(f"/en/{path}")
    assert answer.status_code == code
    return words(answer.content.decode())


def post(user: User | Client, code: int = 302, **sent: Any) -> str:
    answer = (user if isinstance(user, Client) else client_of(user)).post(f"/en/{PATH}write/", sent)
    assert answer.status_code == code
    return words(answer.content.decode())


def turn() -> Turn:
    found = turn_on("centre", "chair", DAY, DAY)
    assert found
    return found


# ---- who sees it


def test_both_see_it_before_the_day_and_the_successor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch)
    assert "Ann up to and including 30 June 2026 Bob from 1 July 2026" in read(ann)
    assert "Ann up to and including 30 June 2026 Bob from 1 July 2026" in read(bob)
    assert "Chair: Centre yours up to and including 30 June 2026, from 1 July 2026: Bob" in read(ann, "my-offices/")
    assert "Chair: Centre yours from 1 July 2026" in read(bob, "my-offices/")


def test_to_everybody_else_it_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    handed(monkeypatch)
    others = [open_account(name="Stranger"), in_office("eve", "chair", "other"), in_office("low", "chair", "branch"),
              in_office("sec", "head_of_secretariat", "union"), in_office("tre", "treasurer", "centre")]  # fmt: skip
    for other in others:
        read(other, code=404)
        post(other, 404, do="add", text="Safe", key="k")
    assert client_of(others[0]).get("/en/my-offices/hand-over/centre/chair/soon/").status_code == 404
    assert Client().get(f"/en/{PATH}").status_code == 302


def test_the_office_above_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, DAY - timedelta(days=3))
    federation()
    in_office("low", "chair", "branch")
    in_office("new", "chair", "branch", DAY.isoformat())
    assert "Low up to and including 30 June 2026 New from 1 July 2026" in read(in_office("ann", "chair", "centre"), PATH.replace("centre", "branch"))


def test_the_office_above_is_led_to_it_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, DAY - timedelta(days=3))
    federation()
    low = in_office("low", "chair", "branch")
    in_office("new", "chair", "branch", DAY.isoformat())
    in_office("tre", "treasurer", "centre", "2020", until=(DAY - timedelta(days=9)).isoformat())
    ann = client_of(in_office("ann", "chair", "centre"))
    page = read(ann, "my-offices/")
    assert "Chair: Branch Low: up to and including 30 June 2026, from 1 July 2026: New" in page
    assert "Treasurer: Centre Tre: up to and including 21 June 2026 " in page and page.index("Treasurer: Centre") < page.index("Chair: Branch")
    for number in re.findall(r'href="(/en/my-offices/hand-over/[^"]+)"', ann.get("/en/my-offices/").content.decode()):
        assert ann.get(number).status_code == 200
    assert read(low, "my-offices/").count("Chair: Branch yours") == 1
    for other in (in_office("eve", "chair", "other"), in_office("sec", "secretary", "centre"), open_account(name="Stranger")):
        assert "Chair: Branch" not in read(other, "my-offices/") and "Treasurer: Centre" not in read(other, "my-offices/")


@pytest.mark.parametrize("many", [1, 12])
def test_hand_overs_below_ask_the_same_number_of_questions(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    on(monkeypatch, DAY - timedelta(days=3))
    federation()
    ann = in_office("ann", "chair", "centre")
    record([told(f"b{n}", "founded", f"b{n}", "2003", name={"en": str(n)}, branch_of="centre") for n in range(many)], on="2026-01-03")
    for number in range(many):
        in_office(f"low{number}", "chair", f"b{number}", DAY.isoformat())
    with CaptureQueriesContext(connection) as asked:
        assert len(mine(ann, timezone.localdate(), "en")) == many
    assert len(asked) == BELOW


def test_at_midnight_it_closes_for_the_old_holder_and_so_does_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch, DAY - timedelta(days=1))
    stolen, new = client_of(ann), client_of(bob)
    assert [stolen.get(f"/en/{path}").status_code for path in ("desk/", "members/", PATH)] == [200, 200, 200]
    assert [new.get(f"/en/{path}").status_code for path in ("desk/", "members/", PATH)] == [403, 403, 200]
    on(monkeypatch, DAY)
    assert [stolen.get(f"/en/{path}").status_code for path in ("desk/", "members/", PATH)] == [403, 403, 404]
    post(stolen, 404, do="notes", notes="Still here", key="k")
    assert [new.get(f"/en/{path}").status_code for path in ("desk/", "members/", PATH)] == [200, 200, 200]
    assert "Hand-over" not in read(stolen, "my-offices/")


def test_a_deputy_s_powers_end_on_their_day_without_anyone_acting(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, DAY - timedelta(days=1))
    federation()
    deputy = client_of(in_office("dep", "chair", "centre", "2026-05", until=DAY.isoformat(), acting=True))
    assert (deputy.get("/en/desk/").status_code, "acting until 30 June 2026" in read(deputy, "my-offices/")) == (200, True)
    on(monkeypatch, DAY)
    assert (deputy.get("/en/desk/").status_code, "You hold no office today" in read(deputy, "my-offices/")) == (403, True)


def test_helpers_of_the_old_holder_end_with_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    today, helper = timezone.localdate(), open_account(name="Helper")
    name_helper(by=ann, on=today, organisation=organisation("centre"), account=helper, until=DAY + timedelta(days=9))
    assert "1 helper of yours ends with it." in read(ann)
    helping = client_of(helper)
    assert helping.get("/en/desk/").status_code == 200
    on(monkeypatch, DAY)
    assert helping.get("/en/desk/").status_code == 403


def test_who_goes_on_leave_hands_over_to_the_acting_one_and_gets_it_back(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 6, 20))
    federation()
    ann = in_office("ann", "chair", "centre")
    dep = in_office("dep", "chair", "centre", "2026-07-01", until="2026-08-01", acting=True)
    assert "Ann up to and including 30 June 2026 Dep from 1 July 2026" in read(dep)
    assert "Dep up to and including 31 July 2026 Ann from 1 August 2026" in read(ann, PATH.replace("07-01", "08-01"))


def test_an_end_that_nobody_follows_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 6, 20))
    federation()
    ann = in_office("ann", "chair", "centre", until="2026-07-01")
    assert "Ann up to and including 30 June 2026 It is not recorded yet who comes next from 1 July 2026" in read(ann)


def test_a_sighting_and_an_office_of_several_are_no_hand_over(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 6, 20))
    federation()
    ann = in_office("ann", "board_member", "centre", until="2026-07-01")
    record(told("ann-seen", "seen", "branch", "2026-06-15", office="chair", person="ann"), on="2026-01-03")
    assert "Offices that change hands" not in read(ann, "my-offices/")


def test_who_was_only_seen_in_office_hands_nothing_over(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 6, 20))
    federation()
    in_office("ann", "board_member", "centre")
    record(told("ann-seen", "seen", "branch", "2026-06-15", office="chair", person="ann"), on="2026-01-03")
    in_office("bob", "chair", "branch", "2026-07-01")
    found = turn_on("branch", "chair", DAY, DAY)
    assert (found and found.outgoing, found and found.incoming and found.incoming.person.slug) == (None, "bob")


def test_who_must_give_a_second_step_is_led_there_first(monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, date(2026, 6, 20))
    federation()
    sec = in_office("sec", "head_of_secretariat", "union", until="2026-07-01")
    path = "/en/my-offices/hand-over/union/head_of_secretariat/2026-07-01/"
    answers = [client_of(sec).get(path), client_of(sec).post(f"{path}write/", {"do": "add", "text": "Safe", "key": "k"})]
    assert [(one.status_code, one["Location"].partition("?")[0]) for one in answers] == [(302, "/en/enter/more/")] * 2
    assert not Handing.objects.exists()


# ---- what is written down


def test_a_line_is_ticked_by_whom_and_when_and_the_journal_tells_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch)
    for _twice in range(2):
        post(ann, do="tick", line="keys", key="k")
    assert "Keys and stamp Done: Ann, " in read(bob)
    assert list(Entry.objects.filter(action="mandates:handing:keep").values_list("user", "thing", "summary")) == [
        (ann.pk, "registry:organisation:centre", "keys done"),
    ]
    post(bob, do="open", line="keys", key="k2")
    assert (HandingLine.objects.get().ticked, "Keys and stamp Open" in read(ann)) == (None, True)


def test_a_line_of_ones_own_is_added_once_and_its_text_stays_out_of_the_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch)
    for _twice in range(2):
        post(ann, do="add", text="  The piano \n of Aigul ", key="k")
    assert "The piano of Aigul Open" in read(bob)
    line = HandingLine.objects.get()
    post(bob, do="tick", line=str(line.pk), key="k2")
    assert "The piano of Aigul Done: Bob, " in read(ann)
    assert [one.summary for one in Entry.objects.filter(action="mandates:handing:keep").order_by("pk")] == ["line added", f"{line.pk} done"]


def test_the_old_holder_writes_notes_that_the_new_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch)
    post(ann, do="notes", notes="Call Aigul first.", key="k")
    assert ("Call Aigul first." in read(bob), "Save the notes" in read(bob)) == (True, False)
    post(bob, 400, do="notes", notes="Mine", key="k2")
    assert (Handing.objects.get().notes, [one.summary for one in Entry.objects.filter(action="mandates:handing:keep")]) == ("Call Aigul first.", ["notes"])


@pytest.mark.parametrize(
    ("sent", "said", "stays"),
    [
        ({"do": "add", "text": "  "}, "Write what is to be handed over.", ""),
        ({"do": "add", "text": "x" * (LONGEST_LINE + 1)}, f"Write at most {LONGEST_LINE} signs.", "x" * (LONGEST_LINE + 1)),
        ({"do": "notes", "notes": "y" * (LONGEST_NOTES + 1)}, "Write at most 4000 signs.", "y" * (LONGEST_NOTES + 1)),
        ({"do": "tick", "line": "moon"}, "This line is not on the list any more.", ""),
        ({"do": "tick", "line": "999999999999999999999"}, "This line is not on the list any more.", ""),
        ({"do": "tick", "line": "1" * 5000}, "This line is not on the list any more.", ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(monkeypatch: pytest.MonkeyPatch, sent: dict[str, str], said: str, stays: str) -> None:
    ann, _bob = handed(monkeypatch)
    answer = client_of(ann).post(f"/en/{PATH}write/", sent | {"key": "k"})
    page = answer.content.decode()
    assert (answer.status_code, said in page, stays in page) == (422, True, True)
    assert not HandingLine.objects.exists()
    assert not Handing.objects.exclude(notes="").exists()


def test_what_cannot_be_asked_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    post(ann, 400, do="burn", key="k")


def test_a_list_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    for number in range(MOST_LINES):
        add_line(by=ann, turn=turn(), text=f"Line {number}", key=f"k{number}")
    with pytest.raises(HandingRefused):
        add_line(by=ann, turn=turn(), text="One more", key="k")


def test_what_was_written_stays_where_the_day_is_corrected(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    write_notes(by=ann, at=NOW, turn=turn(), notes="Call Aigul first.", key="k")
    record(told("bob-appointed", "appointed", "centre", "2026-07-15", office="chair", person="bob"), on="2026-01-05")
    moved = turn_on("centre", "chair", date(2026, 7, 15), DAY)
    assert moved and turn_on("centre", "chair", DAY, DAY) is None
    handing = kept(moved)
    assert handing and handing.notes == "Call Aigul first."
    tick(by=ann, at=NOW, turn=moved, line="keys", ticked=True, key="k2")
    assert list(Handing.objects.values_list("day", flat=True)) == [date(2026, 7, 15)]


def test_a_year_after_the_day_the_notes_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    write_notes(by=ann, at=NOW, turn=turn(), notes="Call Aigul first.", key="k")
    assert (forget_notes(DAY + timedelta(days=366)), Handing.objects.get().notes) == (0, "Call Aigul first.")
    assert (forget_notes(DAY + timedelta(days=367)), Handing.objects.get().notes) == (1, "")


def test_each_kind_of_office_has_its_list() -> None:
    assert (seeds("chair")[:3], seeds("treasurer"), seeds("mayor")) == (
        ("accounts", "papers", "keys"), ("accounts", "bank", "books", "dues", "open"), ("accounts", "papers", "open"),
    )  # fmt: skip


def test_a_line_says_one_thing() -> None:
    federation()
    handing = Handing.objects.create(organisation=organisation("centre"), office="chair", day=DAY)
    with pytest.raises(IntegrityError, match="mandates_handingline_says"):
        HandingLine.objects.create(handing=handing)


# ---- what is open, and what comes


def test_what_is_open_is_counted_for_whoever_is_in_office(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, bob = handed(monkeypatch)
    Draft.objects.create(user=ann, key="k1", content={"on": ["organisation:centre"]})
    Draft.objects.create(user=ann, key="k2", content={"on": ["organisation:branch"]})
    set_rate(by=ann, organisation=organisation("centre"), kind="member", year=2026, amount=100)
    Membership.objects.create(person=Person.objects.get(slug="ann"), organisation=organisation("centre"), kind="member", since=date(2026, 1, 1))
    assert "What is open Drafts that are not recorded yet 1 Dues of this year that are open 1" in read(ann)
    assert "What is open" not in read(bob)
    on(monkeypatch, DAY)
    assert "Dues of this year that are open 1" in read(bob)


def test_days_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    ann, _bob = handed(monkeypatch)
    in_office("tre", "treasurer", "centre", "2020", until="2026-12-01")
    record(told("acc", "accredited", "centre", "2024", until="2027-01-01"), on="2026-01-05")
    page = read(ann)
    assert "treasurer: Tre until 30 November 2026" in page
    assert "Accreditation ends until 31 December 2026" in page


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_asks_the_same_number_of_questions(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    ann, _bob = handed(monkeypatch)
    for number in range(many):
        in_office(f"tre{number}", "board_member", "centre", "2020", until="2026-12-01")
        add_line(by=ann, turn=turn(), text=f"Line {number}", key=f"k{number}")
        tick(by=ann, at=NOW, turn=turn(), line=str(HandingLine.objects.latest("pk").pk), ticked=True, key=f"t{number}")
        Draft.objects.create(user=ann, key=f"d{number}", content={"on": ["organisation:centre"]})
    with CaptureQueriesContext(connection) as asked:
        part = part_of(ann, "centre", "chair", DAY, timezone.localdate())
        assert part and len(page_told(ann, part, timezone.localdate(), "en")["lines"]) == 8 + many
    assert len(asked) == QUERIES


# ---- in public


def test_who_takes_over_next_stands_on_the_page_of_the_office(monkeypatch: pytest.MonkeyPatch) -> None:
    handed(monkeypatch)
    in_office("tre", "treasurer", "centre", "2026-08-01")
    assert "Who takes over next Centre from 1 July 2026: Bob" in read(Client(), "offices/chair/")
    assert "Who takes over next" not in read(Client(), "offices/treasurer/")
    Person.objects.filter(slug="bob").update(left_out=NOW)
    assert "Who takes over next" not in read(Client(), "offices/chair/")
    on(monkeypatch, DAY)
    Person.objects.filter(slug="bob").update(left_out=None)
    assert "Who takes over next" not in read(Client(), "offices/chair/")
