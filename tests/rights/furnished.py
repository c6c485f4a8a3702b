"""A federation with a real thing behind every door: who holds office or belongs to the branch, and what the rooms keep of it, each with a word
that stands nowhere else.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image
from tests.rights.offices import days, in_office, organisation
from tests.rights.test_routes import HOLDERS, holders
from tests.world import paper, record, told

from shanyraq.accounts.changes import open_account
from shanyraq.accounts.models import User
from shanyraq.chronicle.changes import attach
from shanyraq.desk.changes import begin
from shanyraq.desk.contents import fresh
from shanyraq.desk.models import Draft
from shanyraq.entrance.devices import bind
from shanyraq.entrance.inviting import invite, invite_helper
from shanyraq.entrance.models import Device, Invitation
from shanyraq.files.changes import add, disclose
from shanyraq.files.models import File
from shanyraq.jobs.changes import ask_for
from shanyraq.joining.models import Application
from shanyraq.joining.sending import OneOf, code_of
from shanyraq.joining.sending import Said as Meant
from shanyraq.joining.sending import send as send_application
from shanyraq.lists.changes import bring
from shanyraq.mail.models import Letter
from shanyraq.people.cards import issue, link_of
from shanyraq.people.confirming import ask
from shanyraq.people.consents import current, give
from shanyraq.people.dues import set_rate, settle
from shanyraq.people.members import Named, Newcomer, Reached, name_anew, reach_by, take_members
from shanyraq.people.models import Contact, Guardian, Membership, Person, Receipt
from shanyraq.people.photographs import portray
from shanyraq.people.seeds import seed as seed_texts
from shanyraq.people.terms import SeenBy
from shanyraq.remarks.changes import Said
from shanyraq.remarks.changes import send as send_remark
from shanyraq.remarks.models import Remark
from shanyraq.reminders.changes import remind
from shanyraq.reminders.models import Reminder
from shanyraq.rights.changes import step_in
from shanyraq.rights.models import Helper, Stepping
from shanyraq.tables.reading import read_pasted

Given = dict[str, Any]
POSITIONS = ("nobody", "stranger", *HOLDERS, "treasurer", "secretary")


@dataclass
class House:
    """`visitors` by their position, nobody first; `given` what the route of a real thing takes."""

    visitors: dict[str, User | None]
    person: Person  # the member
    today: date
    now: datetime
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def membership(self) -> Membership:
        return Membership.objects.get(person=self.person)

    def by(self, position: str) -> User:
        user = self.visitors[position]
        assert user is not None
        return user


def furnish() -> House:
    """The positions of the route table, a treasurer and a secretary of the branch; everything is at home in the branch, or of its member."""
    known = holders()
    more = {"treasurer": in_office("zqtreasurer", "treasurer", "branch"), "secretary": in_office("zqsecretary", "secretary", "branch")}
    person = Person.objects.get(account=known["member"])
    house = House({"nobody": None, "stranger": open_account(name="Stranger"), **known, **more}, person, timezone.localdate(), timezone.now())
    for furnishing in (_member, _child, _card, _application, _desk, _remarks, _lists, _sources, _accounts, _server):
        furnishing(house)
    return house


def _member(house: House) -> None:
    name_anew(by=None, person=house.person, names=[Named("latin", "Zqgiven", "Zqfamily")])
    for kind, value, seen_by in (("phone", "77009990001", "board"), ("email", "zqself@example.org", SeenBy.SELF)):
        reach_by(by=None, person=house.person, contact=Reached(kind, value, seen_by))
    year = house.today.year
    set_rate(by=None, organisation=organisation("branch"), kind="member", year=year, amount=500_000)
    settle(by=None, membership=house.membership, year=year, state="paid", on=house.today)


def _child(house: House) -> None:
    """With a picture of its guardian, who lets the board see it."""
    seed_texts()
    child = Newcomer((Named("latin", "Zqlittle", "Zqchild"),), born=date(house.today.year - 9, 5, 1), guardian=house.person)
    [taken] = take_members(by=None, organisation=organisation("branch"), since=house.today, newcomers=[child])
    house.tokens["child"] = taken.slug
    give(person=house.person, purpose="photograph", on=house.today, by=None, how="paper")
    drawn = BytesIO()
    Image.new("RGB", (40, 40), "white").save(drawn, "PNG")
    portray(by=None, person=house.person, name="zq.png", source=BytesIO(drawn.getvalue()))


def _card(house: House) -> None:
    card = issue(by=None, membership=house.membership, on=house.today)
    house.tokens |= {"card": card.token, "bearer": link_of(card), "confirm": ask(persons=[house.person], on=house.today)[house.person.pk]}


def _application(house: House) -> None:
    told = Meant(organisation("branch"), (OneOf("Zqapplicant", "Zqhopeful"),), current("data"), phone="77009990002", wishes=("dance",))
    house.tokens["application"] = send_application(at=house.now, key="application", told=told, language="en")


def _desk(house: House) -> None:
    content = fresh("renamed", ["organisation:branch"]) | {"note": {"en": "Zqdraft"}}
    content["accounts"][0] |= {"value": {"name": {"en": "Zqdraft"}}, "dated": True, "date": "2024", "sourced": True, "preferred": True}
    begin(by=house.by("centre chair"), content=content, key="draft")
    step_in(by=open_account(name="Stepper", is_operator=True), on=house.today, organisation=organisation("far"), reason="Zqreason: nobody there", until=house.today + days(3))


def _remarks(house: House) -> None:
    said = Said(kind="fact", text="Zqremark", about="organisation:branch")
    house.tokens["remark"] = send_remark(at=house.now, key="key-of-the-remark", said=said, language="en", contact="zqreader@example.org")


def _lists(house: House) -> None:
    grid = read_pasted("Name\tLevel\nZqlisted\tdistrict")
    kept = bring(by=house.by("secretariat"), grid=grid, title="Zqlist", day=house.today)
    job = ask_for(by=house.by("secretariat"), kind="lists:list:take", thing=f"lists:list:{kept.token}", title="Zqjob", back="/en/lists/")
    house.tokens |= {"list": kept.token, "job": job.token}


def _sources(house: House) -> None:
    record([paper("minutes", "2024"), told("branch-moved", "renamed", "branch", "2024", name={"en": "Branch"}, source="minutes")], on="2026-01-03")
    for name in ("zqclosed.pdf", "zqopen.pdf"):
        attach(by=None, source="minutes", file=add(name=name, media_type="application/pdf", source=BytesIO(name.encode())))
    disclose(file=File.objects.get(name="zqopen.pdf"))


def _accounts(house: House) -> None:
    bind(user=house.by("member"), at=house.now, agent="Zqphone", pin="294857")
    house.tokens["invitation"] = invite(by=house.by("centre chair"), at=house.now, person=Person.objects.get(slug="bob"))
    invite_helper(by=house.by("centre chair"), at=house.now, name="Zqhelping", organisation=organisation("centre"), until=house.today + days(3))
    remind(about="mandates:office:branch", day=house.today, whom=house.by("branch chair"))
    named = told("next-named", "standing", "person:next", "2010", name={"en": "Next"})
    record([named, told("next-appointed", "appointed", "branch", turn(house).isoformat(), office="chair", person="next")], on=house.today.isoformat())


def _server(house: House) -> None:
    said = {"receiver": "zqreceiver@example.org", "language": "en", "subject": "Zqsubject", "text": "Zqletter", "thing": "people:person:1"}
    Letter.objects.create(key="letter", mark="mark", made=house.now, due=house.now, **said)


def turn(house: House) -> date:
    """When another chair of the branch begins."""
    return house.today + days(10)


def key_of(table: Any, **of: Any) -> Callable[[House], Given]:
    return lambda _house: {"pk": table.objects.filter(**of).latest("pk").pk}


def token_of(name: str) -> Callable[[House], Given]:
    return lambda house: {"token": house.tokens[name]}


def slug(said: str, **more: str) -> Callable[[House], Given]:
    return lambda _house: {"slug": said, **more}


def member(house: House) -> Given:
    return {"slug": house.person.slug}


def own_contact(house: House) -> Given:
    return member(house) | {"pk": Contact.objects.filter(person=house.person).earliest("pk").pk}


def membership(house: House) -> Given:
    return {"pk": house.membership.pk}


def handing(house: House) -> Given:
    return {"slug": "branch", "office": "chair", "day": turn(house).isoformat()}


def child(house: House) -> Given:
    return {"child": house.tokens["child"]}


def guardian(house: House) -> Given:
    return {"slug": house.tokens["child"], "pk": Guardian.objects.latest("pk").pk}


def letter_proof(house: House) -> Given:
    return {"token": house.tokens["application"], "code": code_of(house.tokens["application"])}


DRAFT, RECEIPT, REMARK, LETTER, APPLICATION = key_of(Draft), key_of(Receipt), key_of(Remark), key_of(Letter), key_of(Application)
HELPER, STEPPING, DEVICE = key_of(Helper), key_of(Stepping), key_of(Device)
OPEN_COPY, CLOSED_COPY = key_of(File, name="zqopen.pdf"), key_of(File, name="zqclosed.pdf")
HELPER_LINK, REMINDER = key_of(Invitation, person=None), key_of(Reminder)
