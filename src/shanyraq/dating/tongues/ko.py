from __future__ import annotations

from typing import TYPE_CHECKING

from .tongue import Tongue, patterns, rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from shanyraq.dating.phrases import Grain, PhraseKind, Point

_SEASONS = ("봄", "여름", "가을", "겨울")
_HALVES = ("상반기", "하반기")
_ABOUT = {"season": " 무렵", "quarter": " 무렵", "half": " 무렵"}


_BARE: dict[Grain, Callable[[Point], str]] = {
    "day": lambda point: f"{point.years}년 {point.number}월 {point.day}일",
    "month": lambda point: f"{point.years}년 {point.number}월",
    "year": lambda point: f"{point.years}년",
    "decade": lambda point: f"{point.years}년대",
    "season": lambda point: f"{point.years}년 {_SEASONS[point.number - 1]}",
    "quarter": lambda point: f"{point.years}년 {point.number}분기",
    "half": lambda point: f"{point.years}년 {_HALVES[point.number - 1]}",
}


def _point(point: Point) -> str:
    about = _ABOUT.get(point.grain, "경") if point.mark in ("~", "%") else ""
    return _BARE[point.grain](point) + about + ("(추정)" if point.mark in ("?", "%") else "")


def _or(*points: Point) -> str:
    return " 또는 ".join(map(_point, points))


_SAYINGS: dict[PhraseKind, Callable[..., str]] = {
    "unknown": lambda: "미상",
    "one": _point,
    "since": lambda point: f"{_point(point)}부터",
    "by": lambda point: f"늦어도 {_point(point)}까지",
    "later": lambda point: f"{_point(point)} 또는 그 이후",
    "between": lambda first, last: f"{_point(first)}에서 {_point(last)} 사이",
    "decades": _or,
    "among": _or,
}
_PARTS = {"Y": "(?P<y>[0-9]{3,4})", "M": "(?P<mn>[0-9]{1,2}) ?월", "D": "(?P<d>[0-9]{1,2}) ?일"}
TONGUE = Tongue(
    sayings=_SAYINGS,
    stems={
        **{name: 21 + n for n, name in enumerate(_SEASONS)},
        **{name: n for n, name in enumerate(_HALVES, 1)},
    },
    points=patterns(
        r"<Y> ?년?(?: ?도)?에?",
        r"<Y> ?년 ?<M>에?",
        r"<Y> ?년 ?<M> ?<D>에?",
        r"(?P<dec>[0-9]{2,4}) ?년대에?",
        r"<Y>(?:[/-](?P<w>[0-9]{2,4}))? ?년 ?(?P<s>봄|여름|가을|겨울)에?",
        r"<Y> ?년 ?(?:제 ?)?(?P<q>[1-4]) ?(?:사)?분기에?",
        r"<Y> ?년 ?(?P<h>상반기|하반기)에?",
        **_PARTS,
    ),
    marks=rules(
        ("%", r"(?P<x>.+?) ?(?:경|쯤|무렵)에? ?\((?:추정|\?)\)"),
        ("?", r"(?P<x>.+?) ?\((?:추정|\?)\)"),
        ("?", r"(?:아마도?) (?P<x>.+)"),
        ("~", r"(?P<x>.+?) ?(?:경|쯤|무렵)에?"),
        ("~", r"(?:약|대략) ?(?P<x>.+)"),
    ),
    frames=rules(
        ("unknown", r"미상|불명|알 수 없음|모름|알려지지 않음"),
        ("between", r"(?P<x>.+?)(?:에서|부터|와|과) ?(?P<y>.+?) ?사이에?"),
        ("between", r"(?P<x>.+?)(?:에서|부터) ?(?P<y>.+?)까지"),
        ("by", r"(?:늦어도 )?(?P<x>.+?) ?말?까지"),
        ("by", r"(?P<x>.+?) ?이전에?"),
        ("later", r"(?P<x>.+?) 또는 (?:그 )?이후"),
        ("later", r"(?P<x>.+?) ?이후에?"),
        ("since", r"(?P<x>.+?) ?(?:부터|이래)"),
        ("after", r"(?P<x>.+?) ?(?:다음|지나서|후에?)"),
        ("before", r"(?P<x>.+?) ?전에?"),
        ("early", r"(?P<x>.+?) ?(?:초반?|초기)에?"),
        ("mid", r"(?P<x>.+?) ?(?:중반|중기|중엽)에?"),
        ("late", r"(?P<x>.+?) ?(?:후반|말기?)에?"),
        ("decades", r"(?P<a>[0-9]{2,4})(?: ?년대)? ?(?:-|~|와|과|또는|및) ?(?P<b>[0-9]{2,4}) ?년대에?"),
        ("or", r"(?P<x>.+?) ?(?:또는|혹은|이나) ?(?P<y>.+)"),
    ),
)
