"""Names for people who do not exist. Families are called after paper, samples and drafts in the manner of all who live in Kazakhstan."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

from shanyraq.people.members import Named

SMALL: Final = (
    "аa әä бb вv гg ғgh дd еe ёyo жzh зz иi йy кk қq лl мm нn ңng оo өö пp рr сs тt уu ұu үü фf хkh һh цts чch шsh щshch ъ ыy іi ь эe юyu яya"
)
LATIN: Final = {
    ord(letter): said[1:].capitalize() if upper else said[1:]
    for said in SMALL.split()
    for upper in (False, True)
    for letter in (said[0].upper() if upper else said[0])
}


@dataclass(frozen=True, slots=True)
class Stock:
    """Families as a man and as a woman has them, given names of men and women, with what a patronymic ends."""

    families: tuple[tuple[str, str], ...]
    men: tuple[str, ...]
    women: tuple[str, ...]
    after_father: tuple[str, str] = ("", "")


def _pairs(endings: tuple[str, str], *stems: str) -> tuple[tuple[str, str], ...]:
    man, woman = endings
    return tuple((stem + man, stem + woman) for stem in stems)


KAZAKH: Final = Stock(
    _pairs(("баев", "баева"), "Үлгі", "Парақ", "Белгі", "Нұсқа")
    + _pairs(("бек", "бек"), "Өрнек", "Сызық", "Қалып", "Тізім")
    + _pairs(("хан", "хан"), "Дерек", "Тоқыма"),
    ("Айдар", "Бекзат", "Дархан", "Ерлан", "Қайрат", "Марат", "Нұрлан", "Самат", "Тимур", "Әнуар"),
    ("Айсұлу", "Бота", "Гүлнәр", "Динара", "Жанар", "Зарина", "Қарлығаш", "Мәдина", "Сәуле", "Ұлжан"),
    ("ұлы", "қызы"),
)
SLAVIC: Final = Stock(
    _pairs(("ов", "ова"), "Бумаг", "Образц", "Чертеж", "Черновик")
    + _pairs(("енко", "енко"), "Паперов", "Взирц")
    + _pairs(("ский", "ская"), "Папер", "Взор")
    + _pairs(("ич", "ич"), "Ткан"),
    ("Андрей", "Василий", "Виктор", "Григорий", "Иван", "Олег", "Павел", "Сергей"),
    ("Анна", "Вера", "Галина", "Елена", "Ирина", "Мария", "Оксана", "Светлана"),
    ("ович", "овна"),
)
TURKIC: Final = Stock(
    _pairs(("ов", "ова"), "Намун", "Мисал", "Калып", "Улгу")
    + _pairs(("оглы", "гызы"), "Орнек-", "Кагыз-")
    + _pairs(("жанов", "жанова"), "Китап", "Дафтар"),
    ("Азат", "Анвар", "Ильяс", "Мурат", "Рустам", "Руслан", "Тахир", "Фарид"),
    ("Айгуль", "Гульнара", "Лейла", "Мадина", "Роза", "Сабина", "Фатима", "Эльмира"),
)
CAUCASIAN: Final = Stock(
    _pairs(("ян", "ян"), "Оринак", "Тхт")
    + _pairs(("швили", "швили"), "Ниму", "Калалди")
    + _pairs(("иди", "иди"), "Харт", "Парадигм")
    + _pairs(("иев", "иева"), "Масал", "Кехат"),
    ("Арам", "Гиорги", "Давид", "Ислам", "Леван", "Муса", "Тигран", "Элим"),
    ("Ануш", "Елена", "Лия", "Мариам", "Нино", "Раиса", "София", "Тамара"),
)
GERMAN: Final = Stock(
    _pairs(("", ""), "Мустер", "Блатт", "Папир", "Бейшпиль", "Энтвурф", "Муштерман", "Вурф"),
    ("Александр", "Виктор", "Генрих", "Эдуард", "Яков", "Роберт"),
    ("Анна", "Ирма", "Лидия", "Эльвира", "Эмма", "Нелли"),
)
KOREAN: Final = Stock(
    _pairs(("", ""), "Ким", "Ли", "Пак", "Цой", "Тен", "Хан", "Юн", "Шин", "Хван", "Кан", "Нам", "Сон"),
    ("Александр", "Виталий", "Вячеслав", "Герман", "Дмитрий", "Роман", "Эдуард"),
    ("Алла", "Вера", "Людмила", "Наталья", "Роза", "Татьяна", "Эльвира"),
)
HANGUL_FAMILY: Final = dict(
    zip(("Ким", "Ли", "Пак", "Цой", "Тен", "Хан", "Юн", "Шин", "Хван", "Кан", "Нам", "Сон"), "김이박최정한윤신황강남송", strict=True)
)
HANGUL_GIVEN: Final = (("민수", "성호", "영철", "준호", "동민", "상우"), ("민지", "수진", "영희", "은경", "미선", "지혜"))
OF_THE_CULTURE: Final = {
    "korean": KOREAN,
    "german": GERMAN,
    "slavic": SLAVIC,
    "ukrainian": SLAVIC,
    "polish": SLAVIC,
    "belarusian": SLAVIC,
    "bulgarian": SLAVIC,
    "jewish": GERMAN,
    "greek": CAUCASIAN,
    "armenian": CAUCASIAN,
    "georgian": CAUCASIAN,
    "chechen-ingush": CAUCASIAN,
    "kyrgyz": KAZAKH,
}
ALL: Final = (KAZAKH, SLAVIC, TURKIC, CAUCASIAN, GERMAN, KOREAN)
FROM_HERE: Final = 0.8  # of the members of an organisation, those whose names are of its culture: it is open to everyone


def stock_of(people: str, chance: Random) -> Stock:
    return OF_THE_CULTURE.get(people, TURKIC) if chance.random() < FROM_HERE else chance.choice(ALL)


def named(stock: Stock, chance: Random, family: int | None = None) -> tuple[tuple[Named, ...], int]:
    """The names of one more person, and which family it is; `family`: of whose family they are."""
    woman = chance.randrange(2)
    number = chance.randrange(len(stock.families)) if family is None else family
    called, given = stock.families[number][woman], chance.choice(stock.women if woman else stock.men)
    first = Named("cyrillic", given, called, _patronymic(stock, chance, woman))
    return (first, *_others(stock, chance, given, called, woman)), number


def _patronymic(stock: Stock, chance: Random, woman: int) -> str:
    ending = stock.after_father[woman]
    if not ending or chance.random() < 0.4:  # noqa: PLR2004 (a share)
        return ""
    father = chance.choice([name for name in stock.men if name[-1] not in "йияь"])
    return father + ending


def _others(stock: Stock, chance: Random, given: str, family: str, woman: int) -> tuple[Named, ...]:
    dice = chance.random()
    if stock is KOREAN and dice < 0.7:  # noqa: PLR2004 (a share)
        return (Named("hangul", chance.choice(HANGUL_GIVEN[woman]), HANGUL_FAMILY[family]),)
    if dice < 0.35:  # noqa: PLR2004 (a share)
        return (Named("latin", given.translate(LATIN), family.translate(LATIN), given_first=True),)
    return ()
