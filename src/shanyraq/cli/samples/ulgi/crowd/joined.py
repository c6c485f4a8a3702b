"""Who was taken in where and when: five thousand people, in families, over twenty years, by the verb that takes many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from shanyraq.cli.samples.ulgi.crowd.names import Stock, named, stock_of
from shanyraq.cli.samples.ulgi.korean import BRANCHES, branch_slug
from shanyraq.cli.samples.ulgi.roll import KOREAN, MEMBERS
from shanyraq.cli.samples.ulgi.story import DAYS
from shanyraq.people.members import Named, Newcomer, Reached, take_members
from shanyraq.people.models import Person
from shanyraq.people.terms import ContactKind, MemberKind, SeenBy
from shanyraq.registry.models import Organisation

PEOPLE: Final = 5_000
OF_THE_CENTRE, OF_A_BRANCH, OF_AN_OBLAST = 700, 130, 160
FIRST: Final = 2006
CHILDREN_SINCE: Final = 2019  # families come from then on, so that most of the children still are
KINDS: Final = (
    (MemberKind.MEMBER,) * 13 + (MemberKind.ACTIVIST,) * 3 + (MemberKind.VOLUNTEER,) * 3 + (MemberKind.SUPPORTER,) * 2 + (MemberKind.HONORARY,)
)
SPOKEN: Final = ("kk", "ru", "ko", "en", "uz", "ug", "tr", "de", "tt", "uk")


@dataclass(slots=True)
class Crowd:
    """Who belongs so far, body by body, in the order in which they came: (day, people)."""

    chance: Random
    taken: dict[str, list[tuple[date, list[Person]]]] = field(default_factory=dict)
    number: int = 0

    def persons(self, slug: str) -> list[Person]:
        return [person for _since, persons in self.taken[slug] for person in persons]


def sizes() -> dict[str, int]:
    """{body: how many people were taken in}; five thousand together."""
    found = {KOREAN: OF_THE_CENTRE} | {branch_slug(land): OF_A_BRANCH for land in BRANCHES}
    found |= {slug: OF_AN_OBLAST for slug, member in MEMBERS.items() if member.level == "oblast" and slug != KOREAN}
    rest = [slug for slug in MEMBERS if slug not in found]
    left = PEOPLE - sum(found.values())
    return found | {slug: left * (place + 1) // len(rest) - left * place // len(rest) for place, slug in enumerate(rest)}


def take_in(chance: Random) -> Crowd:
    crowd = Crowd(chance)
    bodies = {body.slug: body for body in Organisation.objects.filter(slug__in=sizes())}
    for slug, size in sizes().items():
        crowd.taken[slug] = []
        for since, number in _days(slug, size, chance):
            newcomers = _newcomers(crowd, slug, number, since)
            key = f"sample:ulgi:{slug}:{since}"
            crowd.taken[slug].append((since, take_members(by=None, organisation=bodies[slug], since=since, newcomers=newcomers, key=key)))
    return crowd


def _days(slug: str, size: int, chance: Random) -> Iterator[tuple[date, int]]:
    """On which days how many came: about fifteen to thirty at a time."""
    begun = max(FIRST, MEMBERS[slug].founded + 1 if slug in MEMBERS else BRANCHES[slug.removeprefix("ulgi-korean-")] + 1)
    times = max(3, size // 25)
    found = {date(chance.randint(begun, 2025), chance.randint(1, 12), chance.randint(1, DAYS)) for _ in range(times - 1)}
    days = sorted(found | {date(2026, chance.randint(2, 10), 9)})
    for place, day in enumerate(days):
        yield day, size * (place + 1) // len(days) - size * place // len(days)


def _newcomers(crowd: Crowd, slug: str, number: int, since: date) -> list[Newcomer]:
    """Adults, and of every eighth of them a child in the same family, where families come."""
    found: list[Newcomer] = []
    people = MEMBERS[slug].people.slug if slug in MEMBERS else "korean"
    while len(found) < number:
        stock = stock_of(people, crowd.chance)
        names, family = named(stock, crowd.chance)
        found.append(_adult(crowd, names, since))
        if since.year >= CHILDREN_SINCE and len(found) < number and crowd.chance.random() < 0.16:  # noqa: PLR2004 (a share)
            found.append(_child(crowd, stock, family, since, len(found) - 1))
    return found


def _adult(crowd: Crowd, names: tuple[Named, ...], since: date) -> Newcomer:
    chance = crowd.chance
    born = date(since.year - chance.randint(20, 70), chance.randint(1, 12), chance.randint(1, DAYS)) if chance.random() < 0.7 else None  # noqa: PLR2004
    spoken = tuple(dict.fromkeys(chance.choice(SPOKEN) for _ in range(chance.randint(0, 3))))
    letters = chance.choice(("", "kk", "ru", "ru", "ko"))
    return Newcomer(names, chance.choice(KINDS), _reached(crowd), born=born, languages=spoken, letters_in=letters)


def _child(crowd: Crowd, stock: Stock, family: int, since: date, guardian: int) -> Newcomer:
    names, _family = named(stock, crowd.chance, family)
    born = since - timedelta(days=crowd.chance.randint(6 * 365, 15 * 365))
    return Newcomer(names, MemberKind.MEMBER, born=born, languages=("ru",), guardian=guardian)


def _reached(crowd: Crowd) -> tuple[Reached, ...]:
    """A number that no telephone has, and for some an address of a house that does not exist."""
    crowd.number += 1
    who = (SeenBy.BOARD, SeenBy.BOARD, SeenBy.BOARD, SeenBy.SELF, SeenBy.MEMBERS)[crowd.number % 5]
    phone = Reached(ContactKind.PHONE, f"+7 000 {crowd.number // 1000:03} {crowd.number % 1000:03}", who)
    mail = Reached(ContactKind.EMAIL, f"member{crowd.number}@example.org")
    return (phone, mail) if crowd.number % 3 == 0 else (phone,)
