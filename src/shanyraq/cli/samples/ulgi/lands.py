"""The territory of Үлгі: districts that merge, part, end and come back, towns, and centres that move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.words import Texts, Where, texts


@dataclass(frozen=True, slots=True)
class District:
    slug: str
    name: Texts  # alone, without the word for its sort
    village: str
    village_name: Texts

    def full(self) -> Texts:
        return texts(f"{self.name['kk']} ауданы", f"район {self.name['ru']}", f"{self.name['ko']}군", f"{self.name['en']} District")

    def where(self) -> Where:
        return Where(self.slug, f"{self.name['kk']} аудандық", f"района {self.name['ru']}", f"{self.name['ko']}군", f"{self.name['en']} District")


def _district(slug: str, name: tuple[str, str, str, str], village: str, village_name: tuple[str, str, str, str]) -> District:
    return District(slug, texts(*name), village, texts(*village_name))


DISTRICTS: Final = {
    district.slug: district
    for district in (
        _district("saryarna", ("Сарыарна", "Сарыарна", "사리아르나", "Saryarna"), "kaynarly", ("Қайнарлы", "Кайнарлы", "카이나를리", "Kaynarly")),
        _district(
            "kokbastau", ("Көкбастау", "Кокбастау", "콕바스타우", "Kokbastau"), "koksengir", ("Көксеңгір", "Коксенгир", "콕셍기르", "Koksengir")
        ),
        _district("karabastau", ("Қарабастау", "Карабастау", "카라바스타우", "Karabastau"), "tumarly", ("Тұмарлы", "Тумарлы", "투마를리", "Tumarly")),
        _district("tasaryk", ("Тасарық", "Тасарык", "타사리크", "Tasaryk"), "zhanatan", ("Жаңатаң", "Жанатан", "자나탄", "Zhanatan")),
        _district(
            "kyzylterek", ("Қызылтерек", "Кызылтерек", "키질테레크", "Kyzylterek"), "birlikti", ("Бірлікті", "Бирликти", "비를릭티", "Birlikti")
        ),
        _district("mayozek", ("Майөзек", "Майозек", "마이외제크", "Mayozek"), "akshokyly", ("Ақшоқылы", "Акшокылы", "악쇼킬리", "Akshokyly")),
        _district("beskudyk", ("Бесқұдық", "Бескудык", "베스쿠디크", "Beskudyk"), "kumdybel", ("Құмдыбел", "Кумдыбел", "쿰디벨", "Kumdybel")),
        _district("nurlydala", ("Нұрлыдала", "Нурлыдала", "누를리달라", "Nurlydala"), "yegindi", ("Егінді", "Егинди", "예긴디", "Yegindi")),
        _district("zhasylsay", ("Жасылсай", "Жасылсай", "자실사이", "Zhasylsay"), "zhidelik", ("Жиделік", "Жиделик", "지델리크", "Zhidelik")),
        _district("altynsay", ("Алтынсай", "Алтынсай", "알틴사이", "Altynsay"), "togayly", ("Тоғайлы", "Тогайлы", "토가일리", "Togayly")),
        _district(
            "akshatyr", ("Ақшатыр", "Акшатыр", "악샤티르", "Akshatyr"), "karlybulak", ("Қарлыбұлақ", "Карлыбулак", "카를리불라크", "Karlybulak")
        ),
    )
}
LATER: Final = ("karabastau",)
OLD_NAMES: Final = {
    "nurlydala": texts("Октябрь ауданы", "Октябрьский район", "옥탸브리군", "Oktyabr District"),
    "zhasylsay": texts("Киров ауданы", "Кировский район", "키로프군", "Kirov District"),
}
CITIES: Final = {
    "arkakent": texts("Арқакент", "Аркакент", "아르카켄트", "Arkakent"),
    "temirlik": texts("Темірлік", "Темирлик", "테미를리크", "Temirlik"),
}


def in_city(slug: str) -> Where:
    name = CITIES[slug]
    return Where(slug, f"{name['kk']} қалалық", f"города {name['ru']}", f"{name['ko']}시", f"{name['en']} City")


def where(slug: str) -> Where:
    return DISTRICTS[slug].where() if slug in DISTRICTS else in_city(slug)


def seat(slug: str) -> str:
    """The place in which an organisation of a district or city has its seat."""
    return DISTRICTS[slug].village if slug in DISTRICTS else slug


def tell_lands(story: Story) -> None:
    _as_found(story)
    _renamed(story)
    _merged(story)
    _parted(story)


def _as_found(story: Story) -> None:
    """What stood in 1986, by the archive."""
    name = texts("Үлгі облысы", "область Үлгі", "울기주", "Ulgi Oblast")
    story.tell(
        "oblast-in-1986", "standing", "place:ulgi-oblast", {"name": name, "kind": "oblast", "centre": "arkakent"}, when="1986", by=story.archive()
    )
    for slug, city in CITIES.items():
        value = {"name": city, "kind": "city", "parent": "ulgi-oblast"}
        story.tell(f"{slug}-in-1986", "standing", f"place:{slug}", value, when="1986", by=story.archive())
    for district in DISTRICTS.values():
        parent = "kokbastau" if district.slug in LATER else district.slug
        value = {"name": district.village_name, "kind": "village", "parent": parent}
        story.tell(f"{district.village}-in-1986", "standing", f"place:{district.village}", value, when="1986", by=story.archive())
        if district.slug not in LATER:
            name = OLD_NAMES.get(district.slug, district.full())
            value = {"name": name, "kind": "district", "parent": "ulgi-oblast", "centre": district.village}
            story.tell(f"{district.slug}-in-1986", "standing", f"place:{district.slug}", value, when="1986", by=story.archive())
    value = {"name": texts("Сұлусай", "Сулусай", "술루사이", "Sulusay"), "kind": "village", "parent": "beskudyk"}
    story.tell("sulusay-in-1986", "standing", "place:sulusay", value, when="1986", by=story.archive())


def _renamed(story: Story) -> None:
    for slug, old in OLD_NAMES.items():
        value = {"name": DISTRICTS[slug].full(), "from": {"name": old}}
        story.tell(
            f"{slug}-renamed",
            "renamed",
            f"place:{slug}",
            value,
            when="1993-06-17",
            by=story.decree("1993", "1993-06-17"),
            or_else=[(story.book(), "1994")],
        )


def _merged(story: Story) -> None:
    """The reform of 1997: two districts end."""
    by = story.decree("1997", "1997-05-12")
    story.tell(
        "mayozek-abolished",
        "absorbed",
        "place:mayozek",
        {"into": "place:saryarna"},
        when="1997-05-23",
        by=by,
        told="ordered",
        or_else=[(story.interview(), "1998")],
    )
    story.tell("kyzylterek-abolished", "absorbed", "place:kyzylterek", {"into": "place:tasaryk"}, when="1997-05-23", by=by, told="ordered")
    value = {"centre": "sulusay", "from": {"centre": "kumdybel"}}
    story.tell("beskudyk-centre", "moved", "place:beskudyk", value, when="2001-12~", by=story.book())


def _parted(story: Story) -> None:
    """The reform of 2018 and 2019: one district parts, one comes back."""
    part = DISTRICTS["karabastau"]
    value = {
        "part": "place:karabastau",
        "name": part.full(),
        "kind": "district",
        "parent": "ulgi-oblast",
        "centre": part.village,
        "ties": [f"place:{part.village}"],
    }
    story.tell("karabastau-formed", "separated", "place:kokbastau", value, when="2018-09-05", by=story.decree("2018", "2018-08-21"), told="ordered")
    back = story.decree("2019", "2018-12-10")
    value = {"parent": "ulgi-oblast", "centre": "akshokyly"}
    story.tell("mayozek-again", "revived", "place:mayozek", value, when="2019-01-01", by=back, told="ordered")
    value = {"parent": "mayozek", "from": {"parent": "saryarna"}}
    story.tell("akshokyly-back", "moved", "place:akshokyly", value, when="2019-01-01", by=back, told="ordered", after=["mayozek-again"])
    story.tell("zhanatan-town", "reorganised", "place:zhanatan", {"kind": "city", "from": {"kind": "village"}}, when="2023-04", by=story.press(2023))
