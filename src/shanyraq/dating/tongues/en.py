from __future__ import annotations

from typing import TYPE_CHECKING

from .tongue import Tongue, patterns, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from shanyraq.dating.phrases import Grain, PhraseKind, Point

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_MARKS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


_BARE: dict[Grain, Callable[[Point], str]] = {
    "day": lambda point: f"{point.day} {_MONTHS[point.number - 1]} {point.years}",
    "month": lambda point: f"{_MONTHS[point.number - 1]} {point.years}",
    "year": lambda point: point.years,
    "decade": lambda point: f"the {point.years}s",
    "season": lambda point: f"{_SEASONS[point.number - 1]} {point.years}",
    "quarter": lambda point: f"the {_ORDINALS[point.number - 1]} quarter of {point.years}",
    "half": lambda point: f"the {_ORDINALS[point.number - 1]} half of {point.years}",
}


def _bare(point: Point) -> str:
    return _BARE[point.grain](point)


def _point(point: Point) -> str:
    return _MARKS[point.mark] + _bare(point)


def _one(point: Point) -> str:
    return f"in {_bare(point)}" if point.grain == "decade" and not point.mark else _point(point)


def _by(point: Point) -> str:
    return f"not later than {_point(point)}" if point.mark or point.grain == "day" else f"by the end of {_point(point)}"


def _later(point: Point) -> str:
    where = "" if point.mark else "on " if point.grain == "day" else "in "
    return f"{where}{_point(point)} or later"


def _decades(first: Point, last: Point) -> str:
    short = first.year // 100 == last.year // 100 == 19  # noqa: PLR2004
    return f"in {_bare(first)} or {last.year % 100}s" if short else f"in {_bare(first)} or {last.years}s"


def _among(*points: Point) -> str:
    return ", ".join(map(_point, points[:-1])) + f" or {_point(points[-1])}"


_SAYINGS: dict[PhraseKind, Callable[..., str]] = {
    "unknown": lambda: "unknown",
    "one": _one,
    "since": lambda point: f"since {_point(point)}",
    "by": _by,
    "later": _later,
    "between": lambda first, last: f"between {_point(first)} and {_point(last)}",
    "decades": _decades,
    "among": _among,
}
_PARTS = {
    "Y": "(?:the year )?(?P<y>[0-9]{3,4})",
    "M": (
        "(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
        "|dec(?:ember)?)"
    ),
    "D": "(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?",
    "S": "(?P<s>spring|summer|autumn|fall|winter)",
    "N": "first|second|third|fourth|1st|2nd|3rd|4th",
}
TONGUE = Tongue(
    sayings=_SAYINGS,
    stems={
        **{name[:3].lower(): n for n, name in enumerate(_MONTHS, 1)},
        **{name: 21 + n for n, name in enumerate(_SEASONS)},
        "fall": 23,
        **{name: n for n, name in enumerate(_ORDINALS, 1)},
        **{name: n for n, name in enumerate(("1st", "2nd", "3rd", "4th"), 1)},
    },
    points=patterns(
        r"(?:in )?<Y>",
        r"(?:in )?<M>,? (?:of )?<Y>",
        r"(?:on )?(?:the )?<D> (?:of )?<M>,? <Y>",
        r"(?:on )?<M> <D>,? <Y>",
        r"(?:in )?(?:the )?'?(?P<dec>[0-9]{2,4})'?s",
        r"(?:in )?(?:the )?<S>,? (?:of )?<Y>(?:[/-](?P<w>[0-9]{2,4}))?",
        r"(?:in )?(?:the )?(?P<q><N>) quarter (?:of )?<Y>",
        r"q(?P<q>[1-4]) <Y>",
        r"(?:in )?(?:the )?(?P<h>first|second|1st|2nd) half (?:of )?<Y>",
        **_PARTS,
    ),
    marks=rules(
        ("%", r"(?:perhaps|maybe|possibly|probably),? (?:about|around) (?P<x>.+)"),
        ("~", r"(?:in )?(?:about|around|circa|approximately|approx|ca) ?(?P<x>.+)"),
        ("?", r"(?:perhaps|maybe|possibly|probably),? (?P<x>.+)"),
        ("?", r"(?P<x>.+?) ?\(\?\)"),
    ),
    frames=rules(
        ("unknown", r"unknown|not known|no date|undated"),
        ("between", r"(?:some time )?between (?P<x>.+) and (?P<y>.+)"),
        ("between", r"(?:from )?(?P<x>.+) to (?P<y>.+)"),
        ("later", r"not (?:before|earlier than) (?P<x>.+)"),
        ("by", r"(?:not later than|no later than|by|at the latest)(?: the end of)?(?: in| on)? (?P<x>.+)"),
        ("later", r"(?P<x>.+) (?:or|and) (?:later|after)"),
        ("by", r"(?P<x>.+) or (?:earlier|before)"),
        ("since", r"(?:ever )?(?:since|from) (?P<x>.+?)(?: on| onwards?)?"),
        ("after", r"(?:after|later than) (?P<x>.+)"),
        ("before", r"(?:before|earlier than) (?P<x>.+)"),
        ("until", r"(?:until|till|up to) (?P<x>.+)"),
        ("early", r"(?:in )?(?:the )?(?:early|beginning of|start of)(?: the)? (?P<x>.+)"),
        ("mid", r"(?:in )?(?:the )?(?:mid|middle of)(?: the)?[ -](?P<x>.+)"),
        ("late", r"(?:in )?(?:the )?(?:late|end of)(?: the)? (?P<x>.+)"),
        ("decades", r"(?:in )?(?:the )?'?(?P<a>[0-9]{2,4})(?: ?-|'?s ?(?:-|or|and)) ?(?:the )?'?(?P<b>[0-9]{2,4})'?s"),
        ("or", r"(?:either )?(?P<x>.+?) or (?P<y>.+)"),
    ),
)
