"""What cells and names say in words: level, kind, registered or not, places. All patterns are of folded texts."""
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from shanyraq.lists.folded import folded
from shanyraq.places.terms import Kind as PlaceKind
from shanyraq.registry.terms import Kind, Level

NOTHING: Final = frozenset({
    "", "-", "--", "---", "?", "…", "...", "*", "н/д", "нет данных", "малимет жок", "белгисиз", "неизвестно", "n/a", "없음", "미상",
})  # fmt: skip
VACANT: Final = re.compile(r"ваканс\w*|вакант\w*|бос(?: орын)?|жок|нет|vacant|none|공석")
YES: Final = re.compile(
    r"\+|1|v|x|✓|✔|да|иа|бар|есть|yes|예|있음|등록|등록됨|o|тиркелген|зарегистрирован\w*|registered|(?:прошл\w*|мемлекеттик) .*(?:регистр|тирк)\w*"
)
NO: Final = re.compile(
    r"0|жок|нет|no|아니오|없음|미등록|(?:мемлекеттик )?(?:тиркелмеген\w*|тиркеу\w*(?: жок| отпеген\w*)|тиркеусиз)|не\s?зарегистрирован\w*"
    r"|без (?:гос\w*\W*)?регистрации|не прош\w+ .*|не имеет.*|(?:not|un)\s?registered"
)
LEVELS: Final = (
    (Level.INTERNATIONAL, r"халыкаралык|международн|international|국제"),
    (Level.REPUBLIC, r"республик|republic|national|전국|중앙|국가"),
    (Level.RURAL_DISTRICT, r"ауылдык|сельск|rural|읍|면|농촌"),
    (Level.DISTRICT, r"аудан|район|district|군|구"),
    (Level.CITY, r"калалык|\bкала\b|город|\bг\b|city|시"),
    (Level.OBLAST, r"облыс|област|oblast|regional|\bобл\b|주|도"),
)
IN_NAMES: Final = (
    (Level.RURAL_DISTRICT, r"ауылдык округ|сельск\w+ округ"),
    (Level.DISTRICT, r"аудандык|районн(?:ый|ое|ая|ого|ой|ы)|\w+ского района|district branch|군 지부"),
    (Level.CITY, r"калалык|городск(?:ой|ое|ая|ого)|city branch|시 지부"),
    (Level.OBLAST, r"облыстык|областн(?:ой|ое|ая|ого)|\boblast\b|(?:^|\s)\S+주 "),
    (Level.REPUBLIC, r"республикалык|республиканск"),
)
CULTURAL: Final = r"национальн\w+\W?культурн|улттык\W?мадени"
CENTRE: Final = r"национальн\w+\W?культурн\w+ центр|улттык\W?мадени орталы"
KINDS: Final = (
    (Kind.YOUTH_WING, r"жастар канаты|молодежное крыло|청년부|youth wing"),
    (Kind.COUNCIL_OF_ELDERS, r"аксакалдар кенеси|совет старейшин|원로회|council of elders"),
    (Kind.COUNCIL_OF_MOTHERS, r"аналар кенеси|совет матерей|어머니회|council of mothers"),
    (Kind.HOUSE_OF_FRIENDSHIP, r"достык уии|дом дружбы|친선회관|house of friendship"),
    (Kind.FRIENDSHIP_SOCIETY, r"достык когам|общество дружбы|친선협회|friendship society"),
    (Kind.UNION_OF_LEGAL_ENTITIES, r"занды тулгалар\w* (?:одагы|бирлестиг)|объединение юридических лиц|\bоюл\b|\bзтб\b|union of legal entities"),
    (Kind.BRANCH, r"филиал|болимше|지부|\bbranch\b"),
    (Kind.ETHNOCULTURAL_CENTRE, r"этно\W?мадени \w*орталы|этно\W?культурн\w+ центр|\bэкц\b|\bэмо\b|ethno\W?cultural cent|민족 ?문화 ?센터|" + CENTRE),
    (Kind.ETHNOCULTURAL_ASSOCIATION, r"этно\W?мадени|этно\W?культурн|\bэко\b|\bэмб\b|민족 ?문화 ?단체|ethno\W?cultural|" + CULTURAL),
    (Kind.PUBLIC_ASSOCIATION, r"когамдык бирлести|общественн\w+ объединени|\bк[бб]\b|\bоо\b|public association|공공 ?단체"),
    (Kind.FOUNDATION, r"\bкор[ыы]?\b|\bфонд\b|foundation|재단"),
    (Kind.ASSOCIATION, r"ассоциаци|кауымдасты|association|협회"),
    (Kind.UNION, r"\bсоюз|\bодак|\bодагы|연합|union"),
    (Kind.SOCIETY, r"\bобщество\b|\bкогам[ыы]?\b|society|협의회"),
    (Kind.CLUB, r"\bклуб|club|클럽"),
)  # fmt: skip
PLACES: Final = (
    (PlaceKind.RURAL_DISTRICT, r"ауылдык округи?|\bа/о\b|сельск\w+ округ\w*|\bс/о\b|농촌 구역|rural district"),
    (PlaceKind.DISTRICT, r"аудан(?:ы|ынын|дары)?|район\w*|\bр-н\b|district|(?<=\S)군$"),
    (PlaceKind.OBLAST, r"облыс(?:ы|ынын)?|област[ьи]\w*|\bобл\b\.?|oblast|region|(?<=\S)[주도]$"),
    (PlaceKind.CITY, r"кала(?:сы|сынын)?\b|\bк\b\.?|город\w*|\bг\b\.?|city|(?<=\S)시$"),
    (PlaceKind.VILLAGE, r"ауыл(?:ы|ынын)?\b|\bа\b\.?|село|\bс\b\.|поселок|\bп\b\.|кент(?:и)?\b|village|마을"),
)
ADJECTIVE: Final = re.compile(r"(?<=\w{3})(?:инский|ский|ской|ская|ского|цкий)\b")


def first(patterns: tuple[tuple[str, str], ...], text: str) -> str:
    """The first term whose pattern is found; empty where none is."""
    words = folded(text)
    return next((str(term) for term, pattern in patterns if re.search(pattern, words)), "")


def says_nothing(text: str) -> bool:
    return folded(text).strip(" .–—") in NOTHING


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as a list writes it: `core` is what tells it from others, `kind` a kind of place or empty."""

    text: str
    core: str
    kind: str


def place_name(text: str, kind: str = "") -> PlaceName:
    words = folded(text)
    for term, pattern in PLACES:
        rest, found = re.subn(rf"(?:^|(?<=\s)|(?<=\S)(?=[군주도시]$)){pattern}(?:\.|(?=\s)|$)", " ", words)
        if found and rest.strip(" .,"):
            return PlaceName(text, _core(rest), str(term))
    return PlaceName(text, _core(words), kind)


def _core(words: str) -> str:
    return " ".join(ADJECTIVE.sub("", words).strip(" .,()").split())
