"""Pictures of the river as a test reads them: every strip, line and curve, with the places in time that its path gives."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?"


@dataclass(frozen=True)
class Stretch:
    """A piece of a strip or of a line along it: sure or not, from where to where."""

    begin: float
    end: float
    sure: bool
    of: str = ""

    def meets(self, place: float) -> bool:
        return self.begin <= place < self.end


@dataclass
class Strip:
    label: str
    life: list[Stretch] = field(default_factory=list)
    belongs: list[Stretch] = field(default_factory=list)


@dataclass
class Seen:
    """A picture: strips by slug, curves and bands as (class, "from>to", where it begins), and where a day lies."""

    strips: dict[str, Strip]
    runs: list[tuple[str, str, float]]
    texts: list[str]
    first: date
    last: date
    edges: tuple[float, float]

    def at(self, day: date) -> float:
        return self.edges[0] + (day - self.first).days / (self.last - self.first).days * (self.edges[1] - self.edges[0])

    def exists(self, slug: str, day: date) -> str:
        met = [piece.sure for piece in self.strips[slug].life if piece.meets(self.at(day))]
        return "surely" if True in met else "possibly" if met else "no"

    def parents(self, slug: str, day: date) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.strips[slug].belongs:
            if line.meets(self.at(day)):
                found[line.of] = "surely" if line.sure or found.get(line.of) == "surely" else "possibly"
        return found


def along(path: str, *, tall: bool) -> tuple[float, float]:
    """The first two places in time of a path."""
    first = re.match(rf"M({NUMBER}) ?({NUMBER})([HVLC])({NUMBER}) ?({NUMBER})?", path)
    assert first, path
    x, y, command, one, two = first.groups()
    if command in "HV":
        return float(y if tall else x), float(one)
    return float(y if tall else x), float((two if tall else one) or 0)


def picture(html: str, *, tall: bool, today: date, first: int, last: date | None = None) -> Seen:
    """The wide or the tall picture of a page; `first` is the year in which it begins."""
    name = "tall" if tall else "wide"
    found = re.search(rf'<svg class="{name}.*?</svg>', html, re.DOTALL)
    assert found
    root = ET.fromstring(unescape(found[0]).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace("&", "&amp;"))
    end = float(root.attrib["viewBox"].split()[3]) - 17 if tall else 985.0
    strips = {_slug(a): _strip(a, tall=tall) for a in root.iter(f"{SVG}a")}
    drawn = [path for path in root.iter(f"{SVG}path") if path.get("class", "")[:1] in "jwkhl" and path.get("data-of")]
    runs = [(str(path.get("class")), str(path.get("data-of")), along(path.attrib["d"], tall=tall)[0]) for path in drawn]
    texts = [str(text.text) for text in root.iter(f"{SVG}text")]
    return Seen(strips, [run for run in runs if ">" in run[1]], texts, date(first, 1, 1), last or today, (26.0 if tall else 6.0, end))


def _slug(link: ET.Element) -> str:
    found = re.search("/organisations/([^/]+)/", link.attrib["href"])
    assert found
    return found[1]


def _strip(link: ET.Element, *, tall: bool) -> Strip:
    strip = Strip(link.get("aria-label") or link.findtext(f"{SVG}title", ""))
    for path in link.iter(f"{SVG}path"):
        sort = path.get("class", "").split()
        if sort and sort[0] in ("f", "i", "e"):
            strip.life.append(Stretch(*along(path.attrib["d"], tall=tall), sort[0] == "f"))
        elif sort and sort[0] == "b":
            strip.belongs.append(Stretch(*along(path.attrib["d"], tall=tall), "d" not in sort, path.attrib["data-of"]))
    return strip


def table(html: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """{slug: [(sort, what, when, on the day)]} of the table."""
    found = {}
    for slug, body in re.findall(r'<tbody data-slug="(.*?)">(.*?)</tbody>', html, re.DOTALL):
        rows = re.findall(r'<tr data-sort="(\w+)"><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>', body, re.DOTALL)
        found[slug] = [(sort, *(_words(cell) for cell in cells)) for sort, *cells in rows]
    return found


def _words(cell: str) -> str:
    said = re.sub(r"<sup.*?</sup>|<details.*?</details>", "", cell, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", said)).split())
