"""What a page is about, for those who cite it, print it or link it from elsewhere."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest

from shanyraq.directory import organisation_page, place_page
from shanyraq.directory.days import Asked
from shanyraq.directory.namebook import Namebook, url_of
from shanyraq.people.models import Person
from shanyraq.rights import Visitor, which
from shanyraq.site.addresses import address
from shanyraq.words.texts import Text

FILES: Final = {
    "txt": "text/plain",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation, a place or a person, by its name on the day of the page."""

    kind: str
    slug: str
    title: Text

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.slug}"

    @property
    def path(self) -> str:
        """Its page in the language of the request."""
        return url_of(self.key)

    def file(self, ending: str) -> str:
        """Its citation as a file: an ending of FILES."""
        return address(f"site:cite_{self.kind}", self.slug, ending)


def subject(visitor: Visitor, kind: str, slug: str, asked: Asked, language: str) -> Subject | None:
    """None where this visitor may see no such page. Two queries."""
    if not _is_shown(visitor, kind, slug):
        return None
    names = Namebook(language)
    names.read([f"{kind}:{slug}"], asked.known_on)
    return Subject(kind, slug, names.text(f"{kind}:{slug}", asked.day))


def _is_shown(visitor: Visitor, kind: str, slug: str) -> bool:
    if kind == "person":
        return which(visitor, "directory:person:see", Person.objects.known()).filter(slug=slug).exists()
    return (organisation_page.find if kind == "organisation" else place_page.find)(visitor, slug) is not None


def permanent(request: HttpRequest, path: str, asked: Asked) -> str:
    """The address at which the page goes on saying what it says now: with the day that it shows and the day whose knowledge it shows."""
    known = asked.known_on or asked.today
    return request.build_absolute_uri(path) + "?" + urlencode({"as_of": asked.day.isoformat(), "known_on": known.isoformat()})
