"""Invented data of a country, the same for the same scale: a national umbrella, 20 umbrellas of oblasts, 1,200 associations, 12,000 branches.

A history is played day by day, so that a world exists; then each date is told as well as sources know it (80 % the day, 12 % the month,
8 % the year) and recorded at the begin of a later month. At 1 % there is 1 % of everything. The organisation `probe` with its ten branches has the
same history at every scale.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable, SourceTable
from shanyraq.chronicle.tomlfile.writing import write_change, write_source

SEED: Final = 19_960_429
FIRST_YEAR: Final = 1986
MONTHS: Final = 480
FIRST_DAY: Final = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY: Final = date(FIRST_YEAR + MONTHS // 12 - 1, 12, 31).toordinal()
PROBE: Final = "probe"
ROOT: Final = "national"
FULL: Final = {"oblasts": 20, "leagues": 40, "associations": 1_200, "branches": 12_000, "changes": 60_000, "moved": 9_000, "renamed": 9_600, "dissolved": 240}
DISTRICTS: Final = 10  # of an oblast
CULTURES: Final = (
    ("Корей", "Корейский", "고려인", "Korean"), ("Неміс", "Немецкий", "독일인", "German"), ("Ұйғыр", "Уйгурский", "위구르인", "Uyghur"),
    ("Татар", "Татарский", "타타르인", "Tatar"), ("Украин", "Украинский", "우크라이나인", "Ukrainian"), ("Шешен", "Чеченский", "체첸인", "Chechen"),
    ("Түрік", "Турецкий", "튀르크인", "Turkish"), ("Поляк", "Польский", "폴란드인", "Polish"),
)  # fmt: skip


@dataclass(slots=True)
class House:
    """An association or a branch as the play goes on."""

    slug: str
    oblast: int
    begun: int
    home: str = ""
    names: int = 0
    culture: int = 0


@dataclass(slots=True)
class Country:
    scale: float
    random: Random = field(default_factory=lambda: Random(SEED))
    months: dict[int, list[ChangeTable]] = field(default_factory=lambda: defaultdict(list))
    count: int = 0

    def of(self, what: str) -> int:
        return max(1, round(FULL[what] * self.scale))

    # ---- telling

    def tell(self, act: str, on: str, day: int, value: dict[str, Any], *, dice: Random | None = None) -> None:
        """A change that happened on a day, told as a source of the month of its recording knows it."""
        dice = dice or self.random
        told, latest = blurred(day, dice.random())
        month = min(MONTHS, month_after(latest) + min(int(dice.expovariate(0.7)), 12))
        self.count += 1
        claim = ClaimTable(source=source_id(month), locator=f"§ {len(self.months[month]) + 1}", date=told, value=value, preferred=True)
        self.months[month].append(ChangeTable(f"{act}-{on.replace(':', '-')}-{self.count}", act, (on,), (claim,)))

    def play(self) -> None:
        self._lands()
        self._umbrellas()
        homes = self._associations()
        branches = self._branches(homes)
        self._probe()
        self._years(homes, branches)

    def _lands(self) -> None:
        self._land("land", "country", {})
        for o in range(self.of("oblasts")):
            self._land(f"oblast-{o}", "oblast", {"parent": "land"})
            for d in range(DISTRICTS):
                self._land(f"district-{o}-{d}", "district", {"parent": f"oblast-{o}"})

    def _land(self, slug: str, kind: str, more: dict[str, Any]) -> None:
        self.tell("standing", f"place:{slug}", FIRST_DAY - 31, {"name": {"kk": slug, "ru": slug}, "kind": kind, **more})

    def _umbrellas(self) -> None:
        self._found(ROOT, "umbrella", "republic", FIRST_DAY - 400, {"seat": "land"})
        for o in range(self.of("oblasts")):
            self._found(umbrella(o), "umbrella", "oblast", FIRST_DAY - 300 + o, {"part_of": [ROOT], "seat": f"oblast-{o}"})
        for n in range(self.of("leagues")):
            self._found(f"league-{n}", "national_association", "republic", FIRST_DAY - 200 + n, {"seat": "land"})

    def _found(self, slug: str, kind: str, level: str, day: int, more: dict[str, Any]) -> None:
        self.tell("founded", slug, day, {"name": name(slug, 0, 0), "kind": kind, "level": level, **more})

    def _associations(self) -> list[House]:
        homes = []
        for n in range(self.of("associations") - 1):
            oblast = n % self.of("oblasts")
            home = House(f"association-{n}", oblast, self._early(FIRST_DAY, 900), culture=n % len(CULTURES))
            kind = {"kind": "ethnocultural_association", "level": "oblast", "seat": f"oblast-{oblast}", "part_of": [umbrella(oblast)]}
            self.tell("founded", home.slug, home.begun, {"name": name(home.slug, home.culture, 0), **kind})
            self.tell("registered", home.slug, self._early(home.begun, 3_000), {"number": f"{n:06d}"})
            league = f"league-{self.random.randrange(self.of('leagues'))}"
            self.tell("joined", home.slug, self._early(home.begun + 30, 8_000), {"member_of": [league], "grade": "full"})
            homes.append(home)
        return homes

    def _branches(self, homes: list[House]) -> list[House]:
        branches = []
        for n in range(self.of("branches") - 10):
            home = homes[n % len(homes)]
            branch = House(f"branch-{n}", home.oblast, self._early(home.begun + 30, 9_000), home.slug, culture=home.culture)
            seat = f"district-{branch.oblast}-{self.random.randrange(DISTRICTS)}"
            kind = {"kind": "district_branch", "level": "district", "branch_of": home.slug, "seat": seat}
            self.tell("founded", branch.slug, branch.begun, {"name": name(branch.slug, branch.culture, 0), **kind})
            branches.append(branch)
        return branches

    def _day(self, first: int, last: int) -> int:
        return self.random.randint(first, min(last, LAST_DAY))

    def _early(self, first: int, span: int) -> int:
        """Most begin early, so that each month has about as many changes as any other."""
        return min(first + int(span * (1 - (1 - self.random.random()) ** 0.5)), LAST_DAY)

    def _probe(self) -> None:
        dice = Random(SEED)
        begun = FIRST_DAY + 1_000
        kind = {"kind": "ethnocultural_association", "level": "oblast", "seat": "oblast-0", "part_of": [umbrella(0)], "member_of": ["league-0"]}
        self.tell("founded", PROBE, begun, {"name": name(PROBE, 0, 0), **kind}, dice=dice)
        for n in range(1, 5):
            self.tell("renamed", PROBE, begun + n * 2_000, {"name": name(PROBE, 0, n)}, dice=dice)
            self.tell("appointed", PROBE, begun + n * 1_700, {"office": "chair", "person": f"person-{n}"}, dice=dice)
        for n in range(10):
            slug = f"{PROBE}-branch-{n}"
            self.tell("founded", slug, begun + 300 * n + 40, {"name": name(slug, 0, 0), "kind": "district_branch", "branch_of": PROBE}, dice=dice)

    # ---- the years

    def _years(self, homes: list[House], branches: list[House]) -> None:
        """Who moves, is renamed, ends, and takes the chair; the chairs fill the number of changes up."""
        plans: dict[str, list[str]] = defaultdict(list)
        ended = self.random.sample(branches, self.of("dissolved"))
        for act, among in (("moved", branches), ("renamed", [*homes, *branches])):
            for house in self.random.choices(among, k=self.of(act)):
                plans[house.slug].append(act)
        rest = self.of("changes") - self.count - self.of("moved") - self.of("renamed") - len(ended)
        for house in self.random.choices([*homes, *homes, *branches], k=rest):
            plans[house.slug].append("appointed")
        ending = {house.slug for house in ended}
        for house in (*homes, *branches):
            self._life(house, plans[house.slug], homes, ends=house.slug in ending)

    def _life(self, house: House, acts: list[str], homes: list[House], *, ends: bool) -> None:
        last = LAST_DAY - 400 if ends else LAST_DAY
        self.random.shuffle(acts)
        for act, day in zip(acts, sorted(self._day(house.begun + 30, last) for _ in acts), strict=True):
            if act == "moved":
                self._move(house, day, homes)
            elif act == "renamed":
                house.names += 1
                self.tell("renamed", house.slug, day, {"name": name(house.slug, house.culture, house.names)})
            else:
                self.tell("appointed", house.slug, day, {"office": "chair", "person": f"person-{self.random.randrange(self.of('branches'))}"})
        if ends:
            self.tell("dissolved", house.slug, LAST_DAY - 20, {})

    def _move(self, house: House, day: int, homes: list[House]) -> None:
        """Half of the moves stay within the oblast; half tell where they came from."""
        stays = self.random.random() < 0.5
        open_to = [home for home in self.random.choices(homes, k=200) if home.begun < day and home.slug != house.home and (home.oblast == house.oblast) is stays]
        target = (open_to or [home for home in homes if home.begun < day and home.slug != house.home] or homes)[0]
        value: dict[str, Any] = {"branch_of": target.slug}
        if target.oblast != house.oblast:
            value["seat"] = f"district-{target.oblast}-{self.random.randrange(DISTRICTS)}"
        if self.random.random() < 0.5:
            value["from"] = {"branch_of": house.home}
        self.tell("moved", house.slug, day, value)
        house.home, house.oblast = target.slug, target.oblast


def umbrella(oblast: int) -> str:
    return f"umbrella-{oblast}"


def name(slug: str, culture: int, number: int) -> dict[str, str]:
    kk, ru, ko, en = CULTURES[culture]
    last = f" {slug} {number}"
    said = {"kk": f"{kk} этномәдени бірлестігі", "ru": f"{ru} этнокультурный центр", "ko": f"{ko} 민족문화단체", "en": f"{en} ethnocultural centre"}
    return {language: text + last for language, text in said.items()}


def blurred(day: int, dice: float) -> tuple[str, int]:
    """(EDTF, its last day): of ten dates eight are told to the day, one to the month or so, one less than that."""
    found = date.fromordinal(day)
    if dice < 0.8:
        return found.isoformat(), day
    if dice < 0.92:
        return f"{found:%Y-%m}", first_of(month_after(day)).toordinal() - 1
    return f"{found:%Y}", date(found.year, 12, 31).toordinal()


def month_after(day: int) -> int:
    """The number of the month after the one of this day: 0 begins with the first year; what was before is recorded then."""
    found = date.fromordinal(day)
    return max(0, (found.year - FIRST_YEAR) * 12 + found.month)


def first_of(month: int) -> date:
    return date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def source_id(month: int) -> str:
    return f"minutes-{first_of(month):%Y-%m}"


def tables(scale: float) -> Iterator[str]:
    """The chronicle as text, month by month."""
    country = Country(scale)
    country.play()
    for month in sorted(country.months):
        day = first_of(month)
        yield write_source(SourceTable(source_id(month), "minutes", {"en": f"Minutes of {day:%B %Y}"}, day=day.isoformat(), recorded=day)) + "\n"
        for change in country.months[month]:
            yield write_change(ChangeTable(change.id, change.act, change.on, change.claims, recorded=day)) + "\n"


def write(path: Path, scale: float) -> Path:
    """Writes the chronicle of the country at a scale (1 is all of it)."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(tables(scale))
    return path
