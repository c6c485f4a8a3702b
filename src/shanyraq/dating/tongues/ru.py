from __future__ import annotations

from typing import TYPE_CHECKING

from .tongue import ROMAN, Tongue, patterns, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from shanyraq.dating.phrases import Grain, PhraseKind, Point

_NOM, _GEN, _INS, _LOC = range(4)
_MONTHS = (
    ("январь", "января", "январём", "январе"),
    ("февраль", "февраля", "февралём", "феврале"),
    ("март", "марта", "мартом", "марте"),
    ("апрель", "апреля", "апрелем", "апреле"),
    ("май", "мая", "маем", "мае"),
    ("июнь", "июня", "июнем", "июне"),
    ("июль", "июля", "июлем", "июле"),
    ("август", "августа", "августом", "августе"),
    ("сентябрь", "сентября", "сентябрём", "сентябре"),
    ("октябрь", "октября", "октябрём", "октябре"),
    ("ноябрь", "ноября", "ноябрём", "ноябре"),
    ("декабрь", "декабря", "декабрём", "декабре"),
)
_SEASONS = (
    ("весна", "весны", "весной", "весной"),
    ("лето", "лета", "летом", "летом"),
    ("осень", "осени", "осенью", "осенью"),
    ("зима", "зимы", "зимой", "зимой"),
)
_QUARTER = ("{}-й квартал", "{}-го квартала", "{}-м кварталом", "{}-м квартале")
_HALF = ("{}-е полугодие", "{}-го полугодия", "{}-м полугодием", "{}-м полугодии")
_DECADE = ("{}-е гг.", "{}-х гг.", "{}-ми гг.", "{}-х гг.")
_LOOSE = {"": "", "~": "примерно ", "?": "предположительно ", "%": "предположительно примерно "}


_BARE: dict[Grain, Callable[[Point, int], str]] = {
    "day": lambda point, _: f"{point.day} {_MONTHS[point.number - 1][_GEN]} {point.years} г.",
    "month": lambda point, case: f"{_MONTHS[point.number - 1][case]} {point.years} г.",
    "year": lambda point, _: f"{point.years} г.",
    "decade": lambda point, case: _DECADE[case].format(point.years),
    "season": lambda point, case: f"{_SEASONS[point.number - 1][case]} {point.years} г.",
    "quarter": lambda point, case: f"{_QUARTER[case].format(point.number)} {point.years} г.",
    "half": lambda point, case: f"{_HALF[case].format(point.number)} {point.years} г.",
}


def _bare(point: Point, case: int) -> str:
    return _BARE[point.grain](point, case)


def _point(point: Point, case: int) -> str:
    """In frames the adverb stands before the case, which it leaves alone."""
    return _LOOSE[point.mark] + _bare(point, case)


def _one(point: Point) -> str:
    if point.mark == "~":
        return f"около {_bare(point, _GEN)}"
    if point.mark == "%":
        return f"предположительно около {_bare(point, _GEN)}"
    return _point(point, _NOM)


def _second(point: Point) -> bool:
    """Whether the phrase begins with "второй", before which "с" and "в" take a vowel."""
    return (point.day or point.number) == 2 and point.grain in ("day", "quarter", "half") and not point.mark  # noqa: PLR2004


def _since(point: Point) -> str:
    return f"{'со' if _second(point) else 'с'} {_point(point, _GEN)}"


def _where(point: Point) -> str:
    if point.grain in ("day", "season"):
        return _point(point, _LOC)
    return _LOOSE[point.mark] + f"{'во' if _second(point) else 'в'} {_bare(point, _LOC)}"


def _between(first: Point, last: Point) -> str:
    if all(point.grain == "year" and not point.mark for point in (first, last)):
        return f"между {first.years} и {last.years} гг."
    return f"между {_point(first, _INS)} и {_point(last, _INS)}"


def _among(*points: Point) -> str:
    return ", ".join(_point(point, _NOM) for point in points[:-1]) + f" или {_point(points[-1], _NOM)}"


_SAYINGS: dict[PhraseKind, Callable[..., str]] = {
    "unknown": lambda: "неизвестно",
    "one": _one,
    "since": _since,
    "by": lambda point: f"не позднее {_point(point, _GEN)}",
    "later": lambda point: f"{_where(point)} или позже",
    "between": _between,
    "decades": lambda first, last: f"в {first.years}-х или {last.years}-х гг.",
    "among": _among,
}
_PARTS = {
    "Y": "(?P<y>[0-9]{3,4})(?: ?(?:г|год(?:а|у|ом|е)?))?",
    "M": (
        "(?P<m>(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|ем|е|ю)|(?:март|август)(?:а|ом|е|у)?|ма(?:й|я|ем|е|ю)"
        "|янв|фев|апр|авг|сент?|окт|ноя|дек)"
    ),
    "S": "(?P<s>весн(?:а|ы|ой|у|е)|лет(?:о|а|ом|у|е)|осен(?:ь|и|ью)|зим(?:а|ы|ой|у|е))",
    "GG": "(?: ?(?:гг|годы|годов|годах|годами))",
    "IN": "(?:во? )?",
}
TONGUE = Tongue(
    sayings=_SAYINGS,
    stems={
        **{stem: n for n, stem in enumerate(("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"), 1)},
        **{stem: 21 + n for n, stem in enumerate(("весн", "лет", "осен", "зим"))},
        **{stem: n for n, stem in enumerate(("перв", "втор", "трет", "четв"), 1)},
        **ROMAN,
    },
    points=patterns(
        r"<IN><Y>",
        r"<IN><M> <Y>",
        r"(?P<d>[0-9]{1,2})(?:-?(?:го|е))? <M> <Y>",
        r"<IN>(?P<dec>[0-9]{2,4}) ?-? ?(?:ые|ых|ыми|е|х|ми)<GG>?",
        r"<IN>(?P<dec>[0-9]{4})<GG>",
        r"<IN><S> (?P<y>[0-9]{3,4})(?:[/-](?P<w>[0-9]{2,4}))?(?: ?(?:гг?|год(?:а|у|ом|е)?))?",
        r"<IN>(?P<q>[1-4]|iv|i{1,3}|перв|втор|трет|четв)(?:-? ?(?:й|го|м|ом))?(?:\w*) квартал(?:а|ом|е)? <Y>",
        r"<IN>(?P<h>[12]|перв|втор)(?:-? ?(?:е|го|м|ом))?(?:\w*) полугоди(?:е|я|ем|и) <Y>",
        **_PARTS,
    ),
    marks=rules(
        ("%", r"(?:предположительно|вероятно|возможно),? (?:около|примерно|приблизительно) (?P<x>.+)"),
        ("~", r"(?:около|примерно|приблизительно|ок)(?: в)? (?P<x>.+)"),
        ("?", r"(?:предположительно|вероятно|возможно),?(?: в)? (?P<x>.+)"),
        ("?", r"(?P<x>.+?) ?\(\?\)"),
    ),
    frames=rules(
        ("unknown", r"неизвестно|неизвестен|неизвестна|дата неизвестна|не известно|без даты"),
        ("between", r"между (?P<x>.+) и (?P<y>.+?)(?: ?гг)?"),
        ("between", r"со? (?P<x>.+) по (?P<y>.+)"),
        ("later", r"не (?:ранее|раньше) (?P<x>.+)"),
        ("later", r"(?P<x>.+) или (?:позже|позднее)"),
        ("by", r"(?:не (?:позднее|позже)(?: конца)?|до конца|к концу) (?P<x>.+)"),
        ("by", r"(?P<x>.+) или (?:раньше|ранее)"),
        ("since", r"(?:начиная )?со? (?P<x>.+)"),
        ("after", r"(?:после|позже|позднее) (?P<x>.+)"),
        ("before", r"(?:ранее|раньше) (?P<x>.+)"),
        ("until", r"(?:до|к) (?P<x>.+)"),
        ("early", r"(?:в )?начал[оеау] (?P<x>.+)"),
        ("mid", r"(?:в )?середин[аеыу] (?P<x>.+)"),
        ("late", r"(?:в )?кон(?:ец|це|ца) (?P<x>.+)"),
        ("decades", r"<IN>(?P<a>[0-9]{2,4})(?: ?-? ?(?:ые|ых|е|х))?<GG>? ?(?:-|и|или) ?<IN>(?P<b>[0-9]{2,4}) ?-? ?(?:ые|ых|е|х)<GG>?"),
        ("plural", r"<IN>(?P<a>[0-9]{2,4}) ?- ?(?P<b>[0-9]{2,4})<GG>"),
        ("or", r"(?P<x>.+?) или (?P<y>.+)"),
        **_PARTS,
    ),
)
