"""Persons who do not exist, and how offices pass from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.words import INVENTED_PERSON, Texts, texts

WRITTEN_DOWN: Final = 2000  # the first year with minutes of elections
GIVEN: Final = (
    texts("Айсұлу", "Айсулу", "아이술루", "Aysulu"),
    texts("Марат", "Марат", "마라트", "Marat"),
    texts("Вера", "Вера", "베라", "Vera"),
    texts("Әнуар", "Ануар", "아누아르", "Anuar"),
    texts("Роза", "Роза", "로자", "Roza"),
    texts("Виктор", "Виктор", "빅토르", "Viktor"),
    texts("Гүлнәр", "Гульнар", "굴나르", "Gulnar"),
    texts("Тимур", "Тимур", "티무르", "Timur"),
    texts("Анна", "Анна", "안나", "Anna"),
    texts("Ерлан", "Ерлан", "예를란", "Yerlan"),
    texts("Лейла", "Лейла", "레일라", "Leyla"),
    texts("Павел", "Павел", "파벨", "Pavel"),
    texts("Зарина", "Зарина", "자리나", "Zarina"),
    texts("Самат", "Самат", "사마트", "Samat"),
)
FAMILY: Final = (
    texts("Үлгібай", "Улгибай", "울기바이", "Ulgibay"),
    texts("Сынамбек", "Сынамбек", "시남베크", "Synambek"),
    texts("Қағазғали", "Кагазгали", "카가즈갈리", "Kagazgali"),
    texts("Сиябек", "Сиябек", "시야베크", "Siyabek"),
    texts("Парақбай", "Паракбай", "파라크바이", "Parakbay"),
    texts("Мысалхан", "Мысалхан", "미살한", "Mysalkhan"),
    texts("Қиялбек", "Киялбек", "키얄베크", "Kiyalbek"),
    texts("Ким-Үлгі", "Ким-Улги", "김울기", "Kim-Ulgi"),
    texts("Нұсқабай", "Нускабай", "누스카바이", "Nuskabay"),
    texts("Жобахан", "Жобахан", "조바한", "Zhobakhan"),
    texts("Кестебек", "Кестебек", "케스테베크", "Kestebek"),
    texts("Дәптер", "Даптер", "답테르", "Dapter"),
    texts("Сызбахан", "Сызбахан", "시즈바한", "Syzbakhan"),
    texts("Белгібай", "Белгибай", "벨기바이", "Belgibay"),
)


@dataclass(slots=True)
class Persons:
    """Hands out one new person after another, each with a name of their own."""

    story: Story
    _next: int = 0

    def new(self) -> str:
        """The slug of a person whose name is told now."""
        given, family = GIVEN[self._next % len(GIVEN)], FAMILY[(self._next + self._next // len(GIVEN)) % len(FAMILY)]
        self._next += 1
        slug = f"{family['en']}-{given['en']}".lower()
        self.story.tell(f"{slug}-named", "standing", f"person:{slug}", {"name": _name(given, family)}, note=INVENTED_PERSON)
        return slug

    def chairs(self, body: str, years: tuple[int, int], *, office: str = "chair", term: int = 6, after: tuple[str, ...] = ()) -> list[str]:
        """Holders of an office of one, one after another, within years of one life of the body."""
        story, found = self.story, []
        for year in _terms(story, years, term):
            person = self.new()
            when, by = (story.vague(year), story.book()) if year < WRITTEN_DOWN else (story.day(year), story.minutes(year))
            story.tell(
                f"{body}-{office}-{year}".replace("_", "-"), "appointed", body, {"office": office, "person": person}, when=when, by=by, after=after
            )
            found.append(person)
        return found


def _terms(story: Story, years: tuple[int, int], term: int) -> Iterator[int]:
    year, last = years
    while year <= last:
        yield year
        year += story.chance.randint(term - 2, term + 3)


def _name(given: Texts, family: Texts) -> dict[str, dict[str, str]]:
    return {
        lang: {"given": given[lang], "family": family[lang], "order": "family given" if lang in ("kk", "ko") else "given family"} for lang in given
    }
