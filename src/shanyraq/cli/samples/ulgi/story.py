"""What is told, gathered table by table, and the sources of a made-up press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any, Final

from shanyraq.chronicle.tomlfile.tables import ChangeTable, ClaimTable, SourceTable
from shanyraq.cli.samples.ulgi.words import INVENTED, Texts, texts

SEED: Final = 1986
MONTHS: Final = 12
ANNALS_OF: Final = 2011
BEGINNINGS: Final = ("founded", "merged", "split", "separated", "succeeded")
DAYS: Final = 28  # every month has them


@dataclass(slots=True)
class Story:
    """`recorded` is the day on which what is told next was recorded; `vague` dates and choices come from one fixed seed."""

    recorded: date = date(2026, 2, 2)
    chance: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311
    sources: dict[str, SourceTable] = field(default_factory=dict)
    changes: list[ChangeTable] = field(default_factory=list)

    def tell(
        self,
        slug: str,
        act: str,
        on: str | Sequence[str],
        value: Mapping[str, Any] | None = None,
        *,
        when: str = "",
        by: str | None = None,
        or_else: Sequence[tuple[str, str]] = (),
        told: str = "done",
        status: str = "done",
        after: Sequence[str] = (),
        before: Sequence[str] = (),
        note: Texts | None = None,
    ) -> str:
        """Adds a change with its preferred claim, and `or_else` the other claims as (source, date); returns its id."""
        claims = [ClaimTable(source=by, told=told, date=when, value=dict(value or {}), preferred=True)]
        claims += [ClaimTable(source=other, date=day) for other, day in or_else]
        bodies = (on,) if isinstance(on, str) else tuple(on)
        self.changes.append(ChangeTable(slug, act, bodies, tuple(claims), status, tuple(after), tuple(before), note or _invented(act), self.recorded))
        return slug

    def again(self, slug: str, *, recorded: date, **other: Any) -> None:
        """A correction: the change as told last, with what is other now."""
        last = next(change for change in reversed(self.changes) if change.id == slug)
        self.changes.append(replace(last, recorded=recorded, **other))

    def source(self, slug: str, kind: str, title: Texts, day: str | None, **details: Any) -> str:
        self.sources.setdefault(slug, SourceTable(slug, kind, title, day, note=INVENTED["en"], **details))
        return slug

    def tables(self) -> Iterator[SourceTable | ChangeTable]:
        """Sources first, each recorded when it was first needed."""
        first: dict[str, date] = {}
        for change in self.changes:
            for claim in change.claims:
                if claim.source:
                    first[claim.source] = min(first.get(claim.source, date.max), _day(change))
        yield from (replace(source, recorded=first[slug]) for slug, source in self.sources.items() if slug in first)
        yield from self.changes

    # ---- dates

    def day(self, year: int) -> str:
        return f"{year}-{self.month():02}-{self.chance.randint(1, DAYS):02}"

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def month(self) -> int:
        return self.chance.randint(1, MONTHS)

    def vague(self, year: int) -> str:
        """A date as memory has it: a year, a month, a season, about a year, one of two years; never a day of another year but these."""
        shapes = (
            str(year),
            f"{year}-{self.month():02}",
            f"{year}-{self.chance.randint(21, 24)}",
            f"{year}~",
            f"{year - 1}/{year}",
            f"{year}-{self.month():02}~",
        )
        return self.chance.choice(shapes)

    # ---- sources

    def press(self, year: int) -> str:
        title = texts(
            f"«Үлгі жаршысы», {year} жылғы тігінді",
            f"«Вестник Үлгі», подшивка {year} года",
            f"«울기 소식», {year}년 묶음",
            f"“Ulgi Herald”, volume of {year}",
        )
        return self.source(f"herald-{year}", "press", title, str(year), publisher="Үлгі жаршысы")

    def minutes(self, year: int) -> str:
        title = texts(
            f"Үлгі: жиналыс хаттамалары, {year} жыл",
            f"Үлгі: протоколы собраний, {year} год",
            f"울기: 회의록, {year}년",
            f"Ulgi: minutes of meetings, {year}",
        )
        return self.source(f"minutes-{year}", "minutes", title, str(year))

    def certificate(self, number: str, day: str) -> str:
        title = texts(
            f"Үлгі: тіркеу туралы № {number} куәлік",
            f"Үлгі: свидетельство о регистрации № {number}",
            f"울기: 등록증 제{number}호",
            f"Ulgi: certificate of registration No. {number}",
        )
        return self.source(f"certificate-{number}", "certificate", title, day)

    def decree(self, slug: str, day: str) -> str:
        title = texts(f"Үлгі: {day} күнгі қаулы", f"Үлгі: постановление от {day}", f"울기: {day} 결정", f"Ulgi: decree of {day}")
        return self.source(f"decree-{slug}", "law", title, day)

    def book(self) -> str:
        title = texts("Үлгі өңірінің шежіресі", "Летопись края Үлгі", "울기 지방 연대기", "Annals of Ulgi")
        return self.source("annals", "book", title, str(ANNALS_OF), author="Үлгі өлкетанушылары")

    def memory(self, year: int) -> str:
        """Who tells of a year that nobody wrote down then."""
        return self.book() if year < ANNALS_OF else self.page()

    def archive(self) -> str:
        title = texts("Үлгі мұрағаты, 7-қор", "Архив Үлгі, фонд 7", "울기 기록보관소, 제7문서군", "Archive of Ulgi, fonds 7")
        return self.source("archive", "archive", title, "1986/1999")

    def interview(self) -> str:
        title = texts("Үлгі ақсақалдарымен әңгіме", "Беседа со старейшинами Үлгі", "울기 원로들과의 대담", "A talk with the elders of Ulgi")
        return self.source("elders-2005", "interview", title, "2005-05")

    def letter(self) -> str:
        title = texts("Үлгі: төраға хаты", "Үлгі: письмо председателя", "울기: 회장의 편지", "Ulgi: letter of a chair")
        return self.source("letter-2013", "letter", title, "2013-02-11")

    def register(self, year: int) -> str:
        title = texts(
            f"Үлгі бірлестіктерінің тізімі, {year} жыл",
            f"Список объединений Үлгі, {year} год",
            f"울기 단체 명부, {year}년",
            f"List of the associations of Ulgi, {year}",
        )
        return self.source(f"list-{year}", "list", title, f"{year}-03-31")

    def page(self) -> str:
        title = texts("Үлгі бірлестіктерінің беті", "Страница объединений Үлгі", "울기 단체 누리집", "Page of the associations of Ulgi")
        return self.source("page", "web", title, None, consulted=date(2026, 1, 26))

    def phone(self, day: str) -> str:
        title = texts(
            "Үлгі: хатшылыққа телефонмен айтылды",
            "Үлгі: сказано секретариату по телефону",
            "울기: 사무국에 전화로 알림",
            "Ulgi: told to the secretariat by phone",
        )
        return self.source(f"told-{day}", "told", title, day)


def _invented(act: str) -> Texts:
    """What begins a body says that it is invented."""
    return INVENTED if act in BEGINNINGS else {}


def _day(change: ChangeTable) -> date:
    assert change.recorded is not None
    return change.recorded
