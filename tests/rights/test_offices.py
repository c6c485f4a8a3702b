"""Rights come from offices that are held today, and from nothing else; they flow down, never sideways, never up."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.rights.offices import BODIES, TODAY, account_of, days, federation, in_office, organisation
from tests.world import record, told, withdrawn

from shanyraq import rights
from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.journal.models import Entry
from shanyraq.people.models import Person
from shanyraq.registry.models import Organisation
from shanyraq.rights import changes
from shanyraq.rights.actions import to_keepers
from shanyraq.rights.models import Demand, Grant, Helper, Stepping
from shanyraq.rights.seeds import seed

pytestmark = [pytest.mark.django_db, pytest.mark.both]

KEEP, LISTS, DRAFT, HELPERS = "registry:fact:keep", "lists:list:bring", "desk:draft:keep", "rights:helper:name"
MOMENT = datetime(2026, 7, 1, 9, tzinfo=UTC)


def kept(user: User, today: date = TODAY, action: str = KEEP) -> list[str]:
    """The bodies of which this account keeps the register."""
    return list(rights.which(user, action, Organisation.objects.order_by("slug"), today).values_list("slug", flat=True))


def test_each_office_reaches_its_own_and_what_is_below() -> None:
    federation()
    assert kept(in_office("bob", "chair", "branch")) == ["branch"]
    assert kept(in_office("ann", "chair", "centre")) == ["branch", "branch2", "centre"]
    assert kept(in_office("sec", "head_of_secretariat", "union")) == sorted(BODIES)
    assert kept(in_office("eld", "elder", "union")) == []
    assert kept(open_account(name="Stranger")) == []


def test_a_room_says_over_which_ties_it_reaches() -> None:
    """What is not of the register stays within: a centre is part of the union, no branch of it."""
    federation()
    assert kept(in_office("sec", "head_of_secretariat", "union"), action=HELPERS) == ["union"]
    assert kept(in_office("ann", "chair", "centre"), action=HELPERS) == ["branch", "branch2", "centre"]


def test_the_whole_federation_is_the_heads_alone() -> None:
    federation()
    heads, others = in_office("sec", "head_of_secretariat", "union"), in_office("under", "head_of_secretariat", "centre")
    assert (rights.allows(heads, LISTS, TODAY), rights.allows(others, LISTS, TODAY)) == (True, False)
    record([told("top", "founded", "top", "2001", name={"en": "Top"}), told("joins", "joined", "union", "2026-08-01", part_of=["top"])], on="2026-01-03")
    assert rights.allows(heads, LISTS, date(2026, 7, 31)) and not rights.allows(heads, LISTS, date(2026, 8, 1))


def test_a_secretary_keeps_the_register_of_an_umbrella_only() -> None:
    federation()
    assert kept(in_office("sec", "secretary", "union")) == sorted(BODIES)
    assert kept(in_office("sam", "secretary", "centre")) == []


def test_an_office_that_ends_at_midnight_gives_nothing_from_then_on() -> None:
    federation()
    chair = in_office("ann", "chair", "centre", until="2026-07-01")
    assert (kept(chair, date(2026, 6, 30)), kept(chair, date(2026, 7, 1))) == (["branch", "branch2", "centre"], [])


def test_a_deputys_powers_end_on_their_day_without_anyone_acting() -> None:
    federation()
    deputy = in_office("dan", "chair", "centre", "2026-06-01", until="2026-06-15", acting=True)
    assert [kept(deputy, day) != [] for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 14), date(2026, 6, 15))] == [False, True, True, False]


def test_who_is_released_has_nothing_whatever_the_session() -> None:
    federation()
    chair = in_office("ann", "chair", "centre")
    record(told("released", "released", "centre", "2026-06-10", office="chair", person="ann"), on="2026-06-11")
    assert kept(chair) == []


def test_a_successor_who_comes_ends_the_office() -> None:
    federation()
    old = in_office("ann", "chair", "centre")
    new = in_office("ben", "chair", "centre", "2026-06-20")
    assert (kept(old, date(2026, 6, 19)) != [], kept(new, date(2026, 6, 19)), kept(old), kept(new) != []) == (True, [], [], True)


def test_what_is_uncertain_gives_nothing() -> None:
    federation()
    assert kept(in_office("ann", "chair", "centre", "2026-07")) == []  # some day of July; today is its first
    record(told("moves", "moved", "branch", "2026-06/2026-08", branch_of="other"), on="2026-01-04")
    assert kept(in_office("ben", "director", "centre")) == ["branch2", "centre"]


def test_what_was_only_seen_gives_no_right_even_on_that_day() -> None:
    federation()
    record([told("named", "standing", "person:ann", "2010", name={"en": "Ann"}), told("seen", "seen", "centre", TODAY.isoformat(), office="chair", person="ann")])
    assert kept(account_of("ann")) == []
    record(told("lists", "standing", "centre", TODAY.isoformat(), office="director", person="ann"), on="2026-01-05")
    assert kept(account_of2("ann")) == ["branch", "branch2", "centre"]


def account_of2(slug: str) -> User:
    person = Person.objects.get(slug=slug)
    assert person.account is not None
    person.account.strong = True
    return person.account


def test_an_appointment_that_was_taken_back_gives_nothing() -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    record(withdrawn(told("ann-appointed", "appointed", "centre", "2020", office="chair", person="ann")), on="2026-02-01")
    assert kept(ann) == []


def test_an_account_that_is_closed_has_nothing() -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    ann.is_active = False
    assert kept(ann) == []


def test_a_pin_is_enough_for_little() -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    ann.means = "pin"
    assert (kept(ann), rights.allows(ann, KEEP, TODAY), rights.allows(ann, "mandates:office:mine", TODAY)) == ([], False, True)


def test_offices_that_ask_for_a_second_factor_give_nothing_without() -> None:
    federation()
    record(told("level", "standing", "centre", "2021", level="oblast"), on="2026-01-03")
    found = {slug: in_office(slug, office, body, strong=False) for slug, office, body in (
        ("sec", "head_of_secretariat", "union"), ("ann", "chair", "centre"), ("bob", "chair", "branch"), ("pre", "president", "other"),
    )}  # fmt: skip
    assert {slug: bool(kept(user)) for slug, user in found.items()} == {"sec": False, "ann": False, "bob": True, "pre": True}
    assert {slug: rights.needs_more(user, KEEP, TODAY) for slug, user in found.items()} == {"sec": True, "ann": True, "bob": False, "pre": False}
    changes.waive(by=None, at=MOMENT, office="chair", level="oblast")
    assert kept(found["ann"]) == ["branch", "branch2", "centre"]
    changes.demand(by=None, at=MOMENT, office="chair")
    assert (kept(found["ann"]), kept(found["bob"])) == ([], [])


def test_a_level_that_may_be_so_is_enough_to_ask_for_a_second_factor() -> None:
    federation()
    record(told("level", "reorganised", "centre", "2026-06/2026-08", level="oblast"), on="2026-01-03")
    assert kept(in_office("ann", "chair", "centre", strong=False)) == []


# ---- in words


def test_why_names_the_office() -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    reasons = {slug: rights.why(ann, KEEP, organisation(slug), TODAY) for slug in ("branch", "other")}
    assert reasons == {"branch": "As chair of Centre.", "other": ""}
    with translation.override("ru"):
        assert rights.why(ann, KEEP, organisation("branch"), TODAY) == "Должность: председатель, Centre."


def test_who_may_is_told_of_a_thing() -> None:
    federation()
    for slug, office, body in (("ann", "chair", "centre"), ("sec", "head_of_secretariat", "union"), ("eve", "chair", "other"), ("eld", "elder", "union")):
        in_office(slug, office, body)
    slugs = dict(Organisation.objects.values_list("pk", "slug"))
    told_of = {slug: {(row["office"], slugs[row["organisation"]]) for row in rights.who(KEEP, organisation(slug), TODAY)} for slug in ("branch", "union")}
    assert told_of == {"branch": {("chair", "centre"), ("head_of_secretariat", "union")}, "union": {("head_of_secretariat", "union")}}


# ---- operators


def test_an_operator_works_as_ever_until_the_federation_has_a_keeper() -> None:
    federation()
    operator = open_account(name="Operator", is_operator=True)
    assert kept(operator) == sorted(BODIES)
    in_office("bob", "chair", "centre")
    assert kept(operator) == sorted(BODIES)
    in_office("ann", "chair", "union", until="2026-07-02")
    assert (kept(operator), kept(operator, date(2026, 7, 2))) == ([], sorted(BODIES))
    assert rights.allows(operator, "rights:grant:alter", TODAY)


def test_who_has_an_office_without_its_right_is_no_keeper() -> None:
    federation()
    in_office("sam", "secretary", "centre")
    operator = open_account(name="Operator", is_operator=True)
    assert kept(operator) == sorted(BODIES)
    in_office("sec", "secretary", "union")
    assert kept(operator) == []


def test_an_operator_steps_in_with_a_reason_for_a_while() -> None:
    federation()
    in_office("ann", "chair", "union")
    operator = open_account(name="Operator", is_operator=True)
    for wrong in ({"reason": " "}, {"until": TODAY}, {"until": TODAY + days(15)}):
        with pytest.raises(changes.RightsRefused):
            changes.step_in(**{"by": operator, "on": TODAY, "organisation": None, "reason": "Ann is ill", "until": TODAY + days(3), **wrong})
    stepping = changes.step_in(by=operator, on=TODAY, organisation=organisation("centre"), reason="Ann is ill", until=TODAY + days(3), key="k")
    assert changes.step_in(by=operator, on=TODAY, organisation=organisation("centre"), reason="Ann is ill", until=TODAY + days(3), key="k") is None
    assert stepping is not None
    assert [kept(operator, TODAY + days(n)) for n in (0, 2, 3)] == [["branch", "branch2", "centre"]] * 2 + [[]]
    assert rights.why(operator, KEEP, organisation("branch"), TODAY) == "You are stepping in for Centre."
    assert [(line.user, line.summary) for line in Entry.objects.filter(action="rights:stepping:begin")] == [(operator, "Ann is ill")]
    changes.step_back(by=operator, at=MOMENT, stepping=stepping)
    assert kept(operator) == []
    changes.step_in(by=operator, on=TODAY, organisation=None, reason="All are ill", until=TODAY + days(1))
    assert kept(operator) == sorted(BODIES)
    operator.is_operator = False
    assert kept(operator) == []


def test_the_office_above_steps_in_where_nobody_is_in_office() -> None:
    """What the office above reaches anyway is the register; stepping in opens what does not go up: here the naming of helpers."""
    federation()
    secretary = in_office("sec", "head_of_secretariat", "union")
    eve = in_office("eve", "chair", "other")
    in_office("mem", "board_member", "centre")  # is in office, but not at the head
    for by, slug in ((secretary, "other"), (eve, "centre")):
        with pytest.raises(changes.RightsRefused):
            changes.step_in(by=by, on=TODAY, organisation=organisation(slug), reason="Nobody is there", until=TODAY + days(3))
    assert changes.step_in(by=secretary, on=TODAY, organisation=organisation("centre"), reason="Nobody is there", until=TODAY + days(3))
    assert kept(secretary, action=HELPERS) == ["branch", "branch2", "centre", "union"]
    in_office("ann", "chair", "centre", "2026-07-02")
    assert kept(secretary, TODAY + days(1), HELPERS) == ["union"]  # there is a chair now
    record(told("sec-released", "released", "union", "2026-07-01", office="head_of_secretariat", person="sec"), on="2026-01-06")
    assert kept(secretary, action=HELPERS) == []


# ---- helpers


def test_a_helper_prepares_what_the_holder_confirms() -> None:
    federation()
    ann, helper = in_office("ann", "chair", "centre", until="2026-07-03"), open_account(name="Helper")
    changes.name_helper(by=ann, on=TODAY, organisation=organisation("centre"), account=helper, until=TODAY + days(5), key="k")
    assert changes.name_helper(by=ann, on=TODAY, organisation=organisation("centre"), account=helper, until=TODAY + days(5), key="k") is None
    assert (kept(helper, action=DRAFT), kept(helper)) == (["branch", "branch2", "centre"], [])
    assert rights.why(helper, DRAFT, organisation("branch"), TODAY) == "As a helper: chair of Centre."
    assert kept(helper, date(2026, 7, 3), DRAFT) == []  # the office is over, and with it the help
    assert changes.release_helper(by=ann, at=MOMENT, helper=Helper.objects.get())
    assert kept(helper, action=DRAFT) == []


def test_who_may_not_name_helpers() -> None:
    federation()
    ann, eld, helper = in_office("ann", "chair", "centre"), in_office("eld", "elder", "centre"), open_account(name="Helper")
    wrong = ((eld, "centre", helper, 1), (ann, "branch", helper, 1), (ann, "centre", ann, 1), (ann, "centre", helper, 0))
    for by, slug, account, last in wrong:
        with pytest.raises(changes.RightsRefused):
            changes.name_helper(by=by, on=TODAY, organisation=organisation(slug), account=account, until=TODAY + days(last))


# ---- what offices give


def test_what_was_altered_stays_so_whatever_is_declared() -> None:
    federation()
    ann, eld = in_office("ann", "chair", "centre"), in_office("eld", "elder", "union")
    assert changes.withdraw(by=None, at=MOMENT, office="chair", action=KEEP) and changes.grant(by=None, at=MOMENT, office="elder", action=KEEP, reach="own")
    seed()
    assert (kept(ann), kept(eld)) == ([], ["union"])
    assert not changes.withdraw(by=None, at=MOMENT, office="chair", action=KEEP)
    assert [line.thing for line in Entry.objects.filter(action="rights:grant:alter").order_by("pk")][:2] == ["rights:grant:chair/registry:fact:keep", "rights:grant:elder/registry:fact:keep"]
    for office, action, reach in (("king", KEEP, "own"), ("elder", "site:home:see", "own"), ("elder", KEEP, "sideways")):
        with pytest.raises(changes.RightsRefused):
            changes.grant(by=None, at=MOMENT, office=office, action=action, reach=reach)


def test_what_stands_with_another_reach_is_not_given_over() -> None:
    federation()
    ann, before = in_office("ann", "chair", "centre"), Entry.objects.count()
    seen = kept(ann)
    for reach, kind in (("all", ""), ("own", ""), ("below", "umbrella")):
        with pytest.raises(changes.RightsRefused, match="Withdraw it first"):
            changes.grant(by=None, at=MOMENT, office="chair", action=KEEP, reach=reach, kind=kind)
    assert (Entry.objects.count() - before, kept(ann)) == (0, seen)
    assert changes.grant(by=None, at=MOMENT, office="chair", action=KEEP, reach="below")
    assert changes.withdraw(by=None, at=MOMENT, office="chair", action=KEEP) and changes.grant(by=None, at=MOMENT, office="chair", action=KEEP, reach="own")
    assert kept(ann) == ["centre"]


def test_seeding_twice_adds_nothing() -> None:
    seed()
    before = (Grant.objects.count(), Demand.objects.count())
    seed()
    assert (Grant.objects.count(), Demand.objects.count()) == before
    assert ("chair", KEEP) in Grant.objects.values_list("office", "action") and len(to_keepers(KEEP)) == 5


@pytest.mark.parametrize("wrong", ["reach", "action", "twice", "days", "reason"])
def test_the_database_holds_what_it_can(wrong: str) -> None:
    federation()
    user = open_account(name="A")
    makes = {
        "reach": lambda: Grant.objects.create(office="chair", action="a:b:c", reach="up"),
        "action": lambda: Grant.objects.create(office="chair", action="a:b", reach="own"),
        "twice": lambda: Grant.objects.create(office="chair", action=KEEP, reach="own"),
        "days": lambda: Stepping.objects.create(account=user, reason="r", since=TODAY, until=TODAY),
        "reason": lambda: Stepping.objects.create(account=user, reason="", since=TODAY, until=TODAY + days(1)),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        makes[wrong]()


# ---- what it costs


def test_may_asks_two_queries_and_scans_no_table() -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    branch = organisation("branch")
    for kind in ("chair", "elder"):  # many persons in many offices, so that a scan would be seen
        for number in range(30):
            Person.objects.create(slug=f"{kind}-{number}")
    with CaptureQueriesContext(connection) as asked:
        assert rights.may(ann, KEEP, branch, TODAY)
    assert len(asked) == 2
    assert [line for query in asked for line in plan(query["sql"]) if is_scan(line)] == []


def plan(sql: str) -> list[str]:
    """What the database would do; on PostgreSQL as if every table were large."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
            return [row[0] for row in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[3] for row in cursor.fetchall()]


ALIASES = set("phgtsdkuacno")  # of tables in the rule; what else is scanned, the query has made itself


def is_scan(line: str) -> bool:
    """Whether a whole table is read."""
    named = line.partition("Seq Scan on " if "Seq Scan on " in line else "SCAN ")[2].split()
    return bool(named) and (named[0].startswith(("people_", "registry_", "rights_", "accounts_")) or named[0] in ALIASES)


@pytest.mark.parametrize("many", [3, 30])
def test_which_asks_the_same_number_of_questions_whatever_there_is(many: int) -> None:
    federation()
    ann = in_office("ann", "chair", "centre")
    record([told(f"b{n}-founded", "founded", f"b{n}", "2003", name={"en": str(n)}, branch_of="centre") for n in range(many)], on="2026-01-03")
    with CaptureQueriesContext(connection) as asked:
        assert len(kept(ann)) == many + 3
    assert len(asked) == 2
