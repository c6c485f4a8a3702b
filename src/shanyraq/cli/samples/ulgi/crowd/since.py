"""What happened to them since: some left, some are of another kind, some belong elsewhere, too; consents, dues and receipts, yearly confirmations."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from shanyraq.cli.samples.ulgi.crowd.joined import Crowd
from shanyraq.cli.samples.ulgi.korean import branch_slug
from shanyraq.cli.samples.ulgi.roll import KOREAN
from shanyraq.people.confirming import confirm
from shanyraq.people.consenting import give_many
from shanyraq.people.consents import withdraw
from shanyraq.people.dues import set_rate, settle
from shanyraq.people.members import change_kind, join, leave
from shanyraq.people.models import Guardian, Membership, Person
from shanyraq.people.terms import Confirmed, DuesState, Given, MemberKind, Purpose
from shanyraq.registry.models import Organisation

TODAY: Final = date(2026, 11, 24)  # of the sample: nothing of what is told happened later
LEFT, CHANGED, ELSEWHERE, CONFIRMED = 320, 120, 90, 80
TENGE: Final = 100
RATES: Final = {MemberKind.MEMBER: 3_000 * TENGE, MemberKind.ACTIVIST: 3_000 * TENGE, MemberKind.SUPPORTER: 12_000 * TENGE}
ASKING: Final = (KOREAN, branch_slug("saryarna"), branch_slug("kokbastau"), "ulgi-uzbek-centre", "ulgi-tatar-centre")  # for dues
KEEPING: Final = (KOREAN, branch_slug("saryarna"), "ulgi-uzbek-centre")  # who wrote down who paid, of the first members
OF_THE_FIRST: Final = 100
STATES: Final = (DuesState.PAID,) * 6 + (DuesState.WAIVED,) + (None,) * 3
YEARS: Final = (2025, 2026)


def tell_since(crowd: Crowd) -> None:
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=crowd.taken)}
    _consents(crowd)
    _moves(crowd, bodies)
    _dues(bodies, crowd.chance)
    _confirmed(crowd)


def _consents(crowd: Crowd) -> None:
    """Brought on paper on the day of the present texts; some still lack them, for children their guardians signed."""
    children = set(Guardian.objects.values_list("child", flat=True))
    told = {Purpose.DATA: (0.9, Given.PAPER), Purpose.NEWS: (0.35, Given.PAPER)}
    for slug in crowd.taken:
        persons = crowd.persons(slug)
        adults, minors = [one for one in persons if one.pk not in children], [one for one in persons if one.pk in children]
        for purpose, (share, how) in told.items():
            chosen = [one for one in adults if crowd.chance.random() < share]
            give_many(persons=chosen, purpose=purpose, on=TODAY, by=None, how=how)
        if minors:
            give_many(persons=minors, purpose=Purpose.DATA, on=TODAY, by=None, how=Given.GUARDIAN)
    for person in crowd.chance.sample(crowd.persons(KOREAN), 12):
        withdraw(person=person, purpose=Purpose.NEWS, on=TODAY, by=None)


def _moves(crowd: Crowd, bodies: dict[str, Organisation]) -> None:
    held = list(Membership.objects.select_related("organisation", "person").filter(since__lt=date(2026, 1, 1)).order_by("pk"))
    chosen = iter(crowd.chance.sample(held, LEFT + CHANGED))
    for _ in range(LEFT):
        one = next(chosen)
        leave(by=None, membership=one, on=_after(one.since, crowd.chance))
    for _ in range(CHANGED):
        one = next(chosen)
        kind = MemberKind.ACTIVIST if one.kind != MemberKind.ACTIVIST else MemberKind.VOLUNTEER
        change_kind(by=None, membership=one, kind=kind, on=_after(one.since, crowd.chance))
    for person in crowd.chance.sample(crowd.persons(branch_slug("saryarna")) + crowd.persons("ulgi-german-centre"), ELSEWHERE):
        join(by=None, person=person, organisation=bodies[KOREAN], kind=MemberKind.SUPPORTER, since=date(2026, 5, 1))


def _after(since: date, chance: Random) -> date:
    return since + timedelta(days=chance.randint(30, max(31, (TODAY - since).days)))


def _dues(bodies: dict[str, Organisation], chance: Random) -> None:
    for slug in ASKING:
        for year in YEARS:
            for kind, amount in RATES.items():
                set_rate(by=None, organisation=bodies[slug], kind=kind, year=year, amount=amount)
    for membership in _asked():
        for year in YEARS:
            state = chance.choice(STATES)
            if state and membership.since.year <= year:
                settle(by=None, membership=membership, year=year, state=state, on=date(year, chance.randint(3, 10), 15))


def _asked() -> Iterator[Membership]:
    for slug in KEEPING:
        found = Membership.objects.select_related("organisation").filter(organisation__slug=slug, kind__in=RATES, until=None)
        yield from found.order_by("pk")[:OF_THE_FIRST]


def _confirmed(crowd: Crowd) -> None:
    persons: list[Person] = crowd.chance.sample(crowd.persons(branch_slug("kokbastau")), CONFIRMED)
    for person in persons:
        confirm(by=None, person=person, on=date(2026, 10, crowd.chance.randint(1, 28)), how=Confirmed.PHONE)
