from __future__ import annotations

from typing import TYPE_CHECKING

from .tongue import ROMAN, Tongue, patterns, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from shanyraq.dating.phrases import Grain, PhraseKind, Point

_MONTHS = ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан")
_SEASONS = ("көктем", "жаз", "күз", "қыс")
_MARKS = {"": "", "~": "шамамен ", "?": "болжам бойынша ", "%": "болжам бойынша шамамен "}

_FRONT, _VOWELS = "әеіөүэ", "аәеиоөуұүыіэ"
_NASAL, _VOICED, _VOICELESS = "мнң", "бвгғджз", "кқпстфхцчшщ"


def _front(word: str) -> bool:
    vowels = [sign for sign in word if sign in _VOWELS]
    return vowels[-1] in _FRONT


def _ablative(word: str) -> str:
    first = "н" if word[-1] in _NASAL else "т" if word[-1] in _VOICELESS else "д"
    return word + first + ("ен" if _front(word) else "ан")


def _locative(word: str) -> str:
    return word + ("т" if word[-1] in _VOICELESS else "д") + ("е" if _front(word) else "а")


def _and(word: str) -> str:
    return f"{word} " + ("пен" if word[-1] in _VOICELESS else "бен" if word[-1] in _VOICED else "мен")


_NOUNS: dict[Grain, Callable[[Point], tuple[str, str]]] = {
    "day": lambda point: (f"{point.years} жылғы {point.day} ", _MONTHS[point.number - 1]),
    "month": lambda point: (f"{point.years} жылғы ", _MONTHS[point.number - 1]),
    "year": lambda point: (f"{point.years} ", "жыл"),
    "decade": lambda point: (f"{point.years}-", "жылдар"),
    "season": lambda point: (f"{point.years} жылғы ", _SEASONS[point.number - 1]),
    "quarter": lambda point: (f"{point.years} жылғы {point.number}-", "тоқсан"),
    "half": lambda point: (f"{point.years} жылғы {point.number}-", "жартыжылдық"),
}


def _noun(point: Point) -> tuple[str, str]:
    """What stands before the noun that takes the ending, and that noun."""
    return _NOUNS[point.grain](point)


def _alone(point: Point) -> str:
    before, noun = _noun(point)
    text = f"{point.years} ж." if point.grain == "year" else (before + noun).replace(" жылғы ", " ж. ")
    return _MARKS[point.mark] + text


def _ending(point: Point, noun: str) -> str:
    before, _ = _noun(point)
    return _MARKS[point.mark] + before + noun


def _from(point: Point) -> str:
    return _ending(point, _ablative(_noun(point)[1]))


def _at(point: Point) -> str:
    noun = _noun(point)[1]
    return _ending(point, f"{noun}ы" if point.grain in ("year", "decade") else _locative(noun))


def _between(first: Point, last: Point) -> str:
    if all(point.grain == "year" and not point.mark for point in (first, last)):
        return f"{first.years}–{last.years} жылдар аралығында"
    return f"{_ending(first, _and(_noun(first)[1]))} {_ending(last, _noun(last)[1])} аралығында"


def _among(*points: Point) -> str:
    return ", ".join(map(_alone, points[:-1])) + f" немесе {_alone(points[-1])}"


_SAYINGS: dict[PhraseKind, Callable[..., str]] = {
    "unknown": lambda: "белгісіз",
    "one": _alone,
    "since": lambda point: f"{_from(point)} бері",
    "by": lambda point: f"{_from(point)} кешіктірмей",
    "later": lambda point: f"{_at(point)} немесе кейін",
    "between": _between,
    "decades": lambda first, last: f"{_at(first)} немесе {_at(last)}",
    "among": _among,
}
_CASE = "(?:[дтн][ае]н?|[дтн][ыи]н|с?[ыи]нд[ае]|с?[ыи]н[ае]н|с?[ыи])?"
_PARTS = {
    "NUM": "(?P<y>[0-9]{3,4})",
    "W": "(?: ?-? ?(?:ж|жыл(?:ы|гы|дан|дын|да|га|дагы)?))",
    "M": f"(?P<m>кантар|акпан|наурыз|сауир|мамыр|маусым|шилде|тамыз|кыркуйек|казан|караша|желтоксан){_CASE}(?: ай{_CASE})?",
    "D": "(?P<d>[0-9]{1,2})(?: ?-?(?:ши|шы|и|ы))?-?",
    "S": f"(?P<s>коктем|жаз|куз|кыс){_CASE}",
    "TH": " ?-? ?(?:ши|шы)? ?",
    "C": _CASE,
    "ZH": f"(?:жж|жылдар{_CASE})",
}
TONGUE = Tongue(
    sayings=_SAYINGS,
    stems={
        **{
            stem: n
            for n, stem in enumerate(
                ("кантар", "акпан", "наурыз", "сауир", "мамыр", "маусым", "шилде", "тамыз", "кыркуйек", "казан", "караша", "желтоксан"), 1
            )
        },
        **{stem: 21 + n for n, stem in enumerate(("коктем", "жаз", "куз", "кыс"))},
        **ROMAN,
    },
    points=patterns(
        r"<NUM><W>?",
        r"<NUM><W>? <M>",
        r"<NUM><W>?,? <D> ?<M>",
        r"<M>,? <NUM><W>?",
        r"<D> <M>,? <NUM><W>?",
        r"(?P<dec>[0-9]{2,4})<TH><ZH>",
        r"<NUM>(?:[/-](?P<w>[0-9]{2,4}))?<W> <S>",
        r"<NUM><W> (?P<q>[1-4]|iv|i{1,3})<TH>токсан<C>",
        r"<NUM><W> (?P<h>[12])<TH>жартыжылдык<C>",
        **_PARTS,
    ),
    marks=rules(
        ("%", r"болжам бойынша шамамен (?P<x>.+)"),
        ("~", r"шамамен (?P<x>.+)"),
        ("~", r"(?P<x>.+) шамасында"),
        ("?", r"(?:болжам бойынша|мумкин) (?P<x>.+)"),
        ("?", r"(?P<x>.+?) ?\(\?\)"),
    ),
    frames=rules(
        ("unknown", r"белгисиз|беймалим|уакыты белгисиз"),
        ("plural", r"(?P<a>[0-9]{2,4}) ?- ?(?P<b>[0-9]{2,4})(?:<ZH>| <ZH>)(?: (?:аралыгында|арасында))?"),
        ("between", r"(?P<x>.+) [мбп]ен (?P<y>.+) (?:аралыгында|арасында)"),
        ("between", r"(?P<x>.+?) (?:жане|-) (?P<y>.+?)(?: жылдар)? (?:аралыгында|арасында)"),
        ("by", r"(?P<x>.+?)(?: соны[нм]ан| аягынан)? (?:кешиктирмей|кеш емес)"),
        ("by", r"(?P<x>.+) (?:сонына|аягына) дейин"),
        ("by", r"(?P<x>.+) немесе (?:бурын|ерте(?:рек)?)"),
        ("later", r"(?P<x>.+) немесе (?:одан )?(?:кейин|кеш(?:ирек)?)"),
        ("later", r"(?P<x>.+) (?:ерте емес|бурын емес)"),
        ("since", r"(?P<x>.+) (?:бери|бастап)"),
        ("since", r"(?P<x>[0-9]{4} ?-?жылдан)"),
        ("after", r"(?P<x>.+) (?:кейин|сон)"),
        ("before", r"(?P<x>.+) (?:бурын|ерте)"),
        ("until", r"(?P<x>.+) дейин"),
        ("early", r"(?P<x>.+) бас(?:ы|ында|ынан)"),
        ("mid", r"(?P<x>.+) орта(?:сы|сында|сынан)"),
        ("late", r"(?P<x>.+) (?:сон|аяг)(?:ы|ында|ынан)"),
        ("decades", r"(?P<a>[0-9]{2,4})(?:<TH><ZH>)? ?(?:-|жане|немесе) ?(?P<b>[0-9]{2,4})-?(?:ши |шы )?<ZH>"),
        ("or", r"(?P<x>.+?) немесе (?P<y>.+)"),
        **_PARTS,
    ),
)
