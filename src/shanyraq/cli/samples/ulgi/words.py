"""Names in Kazakh, Russian, Korean and English, put together from parts so that the grammar of each holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Texts = dict[str, str]


def texts(kk: str, ru: str, ko: str, en: str) -> Texts:
    return {"kk": kk, "ru": ru, "ko": ko, "en": en}


@dataclass(frozen=True, slots=True)
class People:
    """A culture that an organisation keeps. `ru` is the stem of the Russian adjective, to which -ий, -ое, -ой are added."""

    slug: str
    kk: str
    ru: str
    ko: str
    en: str

    def culture(self) -> Texts:
        return texts(f"{self.kk} мәдениеті", f"{self.ru}ая культура", f"{self.ko} 문화", f"{self.en} culture")


@dataclass(frozen=True, slots=True)
class Where:
    """A place as part of a name: with its sort, before the name in Kazakh, in the genitive in Russian."""

    slug: str
    kk: str
    ru: str
    ko: str
    en: str


PEOPLES: Final = {
    people.slug: people
    for people in (
        People("korean", "корей", "корейск", "고려인", "Korean"),
        People("german", "неміс", "немецк", "독일", "German"),
        People("uzbek", "өзбек", "узбекск", "우즈베크", "Uzbek"),
        People("uyghur", "ұйғыр", "уйгурск", "위구르", "Uyghur"),
        People("tatar", "татар", "татарск", "타타르", "Tatar"),
        People("bashkir", "башқұрт", "башкирск", "바시키르", "Bashkir"),
        People("dungan", "дүнген", "дунганск", "둥간", "Dungan"),
        People("ukrainian", "украин", "украинск", "우크라이나", "Ukrainian"),
        People("turkish", "түрік", "турецк", "터키", "Turkish"),
        People("azerbaijani", "әзербайжан", "азербайджанск", "아제르바이잔", "Azerbaijani"),
        People("slavic", "славян", "славянск", "슬라브", "Slavic"),
        People("polish", "поляк", "польск", "폴란드", "Polish"),
        People("greek", "грек", "греческ", "그리스", "Greek"),
        People("armenian", "армян", "армянск", "아르메니아", "Armenian"),
        People("jewish", "еврей", "еврейск", "유대", "Jewish"),
        People("kurdish", "күрд", "курдск", "쿠르드", "Kurdish"),
        People("belarusian", "беларусь", "белорусск", "벨라루스", "Belarusian"),
        People("tajik", "тәжік", "таджикск", "타지크", "Tajik"),
        People("kyrgyz", "қырғыз", "кыргызск", "키르기스", "Kyrgyz"),
        People("georgian", "грузин", "грузинск", "조지아", "Georgian"),
        People("bulgarian", "болгар", "болгарск", "불가리아", "Bulgarian"),
        People("chechen-ingush", "шешен-ингуш", "чечено-ингушск", "체첸·인구시", "Chechen and Ingush"),
    )
}
OBLAST: Final = Where("ulgi", "Үлгі облыстық", "области Үлгі", "울기주", "Ulgi Oblast")


def society(people: People, where: Where) -> Texts:
    """The name of an early society of a culture."""
    return texts(
        f"{where.kk} {people.kk} мәдениеті қоғамы",
        f"Общество {people.ru}ой культуры {where.ru}",
        f"{where.ko} {people.ko} 문화협회",
        f"Society of {people.en} Culture of {where.en}",
    )


def association(people: People, where: Where) -> Texts:
    return texts(
        f"{where.kk} {people.kk} этномәдени бірлестігі",
        f"{people.ru.capitalize()}ое этнокультурное объединение {where.ru}",
        f"{where.ko} {people.ko} 민족문화단체",
        f"{people.en} Ethnocultural Association of {where.en}",
    )


def centre(people: People, where: Where) -> Texts:
    return texts(
        f"{where.kk} {people.kk} мәдени орталығы",
        f"{people.ru.capitalize()}ий культурный центр {where.ru}",
        f"{where.ko} {people.ko} 문화센터",
        f"{people.en} Cultural Centre of {where.en}",
    )


def branch(people: People, where: Where) -> Texts:
    """The name of a branch of the centre of the oblast."""
    return texts(
        f"{OBLAST.kk} {people.kk} мәдени орталығының {where.kk} филиалы",
        f"Филиал {people.ru.capitalize()}ого культурного центра {OBLAST.ru} в {where.ru.replace('района', 'районе').replace('города', 'городе')}",
        f"{OBLAST.ko} {people.ko} 문화센터 {where.ko} 지부",
        f"{where.en} Branch of the {people.en} Cultural Centre of {OBLAST.en}",
    )


BRANDS: Final = (
    texts("«Мұра»", "«Мура»", "«무라»", "“Mura”"),
    texts("«Бұлақ»", "«Булак»", "«불라크»", "“Bulak”"),
    texts("«Береке»", "«Береке»", "«베레케»", "“Bereke”"),
    texts("«Бірлік»", "«Бирлик»", "«비를리크»", "“Birlik”"),
    texts("«Самал»", "«Самал»", "«사말»", "“Samal”"),
    texts("«Жарық»", "«Жарык»", "«자리크»", "“Zharyk”"),
)
AIM: Final = texts(
    "Ана тілін, әдет-ғұрпын және ән-күйін сақтап, жастарға жеткізу",
    "Хранить родной язык, обычаи и песни и передавать их молодым",
    "모국어와 풍습과 노래를 지켜 젊은 세대에 전한다",
    "Keep the mother tongue, customs and songs, and hand them on to the young",
)
INVENTED: Final = texts("Үлгі дерек: ойдан шығарылған.", "Образец: вымышлено.", "견본 자료: 지어낸 것이다.", "Sample data: invented.")
INVENTED_PERSON: Final = texts(
    "Үлгі дерек: мұндай адам жоқ.", "Образец: такого человека нет.", "견본 자료: 이런 사람은 없다.", "Sample data: there is no such person."
)
