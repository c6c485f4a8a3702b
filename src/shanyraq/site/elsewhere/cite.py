"""A page as a reference: in words, as BibTeX, RIS and CSL-JSON."""
from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shanyraq.dating.sentences import say_day
from shanyraq.directory.days import Asked
from shanyraq.site.elsewhere.subjects import Subject, permanent

TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}  # fmt: skip
TEX_LANGUAGES: Final = {"kk": "kazakh", "ru": "russian", "ko": "korean", "en": "english"}


@dataclass(frozen=True, slots=True)
class Citation:
    """`day` is the day that the page shows, `known` the day whose knowledge it shows, `read` the day on which it was looked at."""

    title: str
    publisher: str
    address: str
    key: str
    day: date
    known: date
    read: date
    language: str

    def sentence(self) -> str:
        """One paragraph, with both days and the day of reading."""
        days = {"day": self._say(self.day), "known": self._say(self.known), "today": self._say(self.read)}
        said = _("“%(title)s”. State of %(day)s, as known on %(known)s. %(publisher)s. %(address)s (read on %(today)s)")
        plain = _("“%(title)s”. State of %(day)s, as known on %(known)s. %(address)s (read on %(today)s)")
        given = days | {"title": self.title, "publisher": self.publisher.rstrip("."), "address": self.address}
        return ((said if self.publisher else plain) % given).replace("..", ".")  # a Russian year ends in one

    def _say(self, day: date) -> str:
        return say_day(day, self.language)

    def _state(self) -> str:
        return _("State of %(day)s, as known on %(known)s") % {"day": self._say(self.day), "known": self._say(self.known)}

    def text(self) -> str:
        return f"{self.sentence()}\n"

    def bibtex(self) -> str:
        """`@online` of BibLaTeX, with `howpublished` for the BibTeX of old."""
        fields = {
            "title": f"{{{_tex(self.title)}}}",
            "author": f"{{{_tex(self.publisher)}}}" if self.publisher else "",
            "date": self.known.isoformat(),
            "year": f"{self.known.year}",
            "note": _tex(self._state()),
            "url": self.address,
            "urldate": self.read.isoformat(),
            "langid": TEX_LANGUAGES[self.language],
        }
        lines = ",\n".join(f"  {name} = {{{said}}}" for name, said in fields.items() if said)
        return f"@online{{{self.key}-{self.day.isoformat()},\n{lines}\n}}\n"

    def ris(self) -> str:
        """RIS as Zotero, EndNote and Mendeley read it: a tag a line, CRLF."""
        lines = [
            ("TY", "ELEC"),
            ("TI", self.title),
            ("PB", self.publisher),
            ("PY", f"{self.known.year}"),
            ("DA", f"{self.known:%Y/%m/%d}"),
            ("Y2", f"{self.read:%Y/%m/%d}"),
            ("N1", self._state()),
            ("UR", self.address),
            ("LA", self.language),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {said}\r\n" for tag, said in lines if said or tag == "ER")

    def csl(self) -> str:
        """CSL-JSON 1.0: a list of one item."""
        item: dict[str, Any] = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "container-title": self.publisher,
            "publisher": self.publisher,
            "issued": _parts(self.known),
            "accessed": _parts(self.read),
            "URL": self.address,
            "language": self.language,
            "note": self._state(),
        }
        return json.dumps([{name: said for name, said in item.items() if said}], ensure_ascii=False, indent=2) + "\n"

    def file(self, ending: str) -> str:
        """The reference as a file of one of `subjects.FILES`."""
        return {"txt": self.text, "bib": self.bibtex, "ris": self.ris, "json": self.csl}[ending]()


def citation(request: HttpRequest, about: Subject, asked: Asked, language: str, *, publisher: object) -> Citation:
    """How the page of `about` is cited, as this request has it; `publisher` is the name of the federation, or nothing."""
    title, by, address = _line(str(about.title)), _line(str(publisher or "")), permanent(request, about.path, asked)
    return Citation(title, by, address, about.slug, asked.day, asked.known_on or asked.today, asked.today, language)


def _line(text: str) -> str:
    """The text on one line: no name begins a field of its own."""
    return re.sub(r"\s+", " ", "".join(sign if sign.isprintable() else " " for sign in text)).strip()


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in text)


def _parts(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
