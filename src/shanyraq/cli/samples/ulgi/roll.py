"""The roll of the umbrella: thirty-six associations, and those that ended on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shanyraq.cli.samples.ulgi.lands import seat, where
from shanyraq.cli.samples.ulgi.words import OBLAST, PEOPLES, People, Texts, Where, association, centre, society

KOREAN: Final = "ulgi-korean-centre"
NEW_NAMES: Final = 1998  # from then on an association is founded under its present sort of name


@dataclass(frozen=True, slots=True)
class Member:
    """An association: `land` is `ulgi`, a district or a city; `registered` the year of its registration, 0 without one."""

    slug: str
    people: People
    land: str
    founded: int
    registered: int = 0

    @property
    def level(self) -> str:
        return "oblast" if self.land == "ulgi" else "city" if self.land in ("arkakent", "temirlik") else "district"

    def where(self) -> Where:
        return OBLAST if self.land == "ulgi" else where(self.land)

    def seat(self) -> str:
        return "arkakent" if self.land == "ulgi" else seat(self.land)

    def kind(self) -> str:
        return "ethnocultural_centre" if self.level == "oblast" else "ethnocultural_association"

    def name(self) -> Texts:
        return centre(self.people, self.where()) if self.level == "oblast" else association(self.people, self.where())

    def early_name(self) -> Texts:
        return society(self.people, self.where())


def _oblast(people: str, founded: int, registered: int) -> Member:
    return Member(f"ulgi-{people}-centre", PEOPLES[people], "ulgi", founded, registered)


def _local(land: str, people: str, founded: int, registered: int = 0) -> Member:
    return Member(f"{land}-{people}", PEOPLES[people], land, founded, registered)


MEMBERS: Final = {
    member.slug: member
    for member in (
        _oblast("korean", 1989, 1993),
        _oblast("german", 1999, 2000),
        _oblast("uzbek", 1990, 1994),
        _oblast("uyghur", 1998, 1999),
        _oblast("tatar", 1991, 1994),
        _oblast("dungan", 1992, 1996),
        _oblast("ukrainian", 1991, 1995),
        _oblast("turkish", 1994, 1997),
        _oblast("azerbaijani", 1995, 2000),
        _oblast("slavic", 2000, 2001),
        _local("arkakent", "polish", 1993, 1999),
        _local("arkakent", "greek", 1992, 1996),
        _local("temirlik", "armenian", 1997),
        _local("arkakent", "jewish", 1995),
        _local("saryarna", "uzbek", 1997, 2002),
        _local("saryarna", "bashkir", 2005, 2006),
        _local("saryarna", "kurdish", 2004),
        _local("kokbastau", "dungan", 1999, 2005),
        _local("kokbastau", "kyrgyz", 2011),
        _local("karabastau", "tajik", 2009, 2019),
        _local("karabastau", "kurdish", 2020),
        _local("tasaryk", "german", 1992, 1997),
        _local("tasaryk", "ukrainian", 2003),
        _local("tasaryk", "chechen-ingush", 1996, 2004),
        _local("mayozek", "turkish", 1994, 2000),
        _local("mayozek", "azerbaijani", 2001),
        _local("beskudyk", "uzbek", 1998, 2007),
        _local("beskudyk", "belarusian", 2002),
        _local("nurlydala", "slavic", 1996, 2003),
        _local("nurlydala", "polish", 2001),
        _local("zhasylsay", "tatar", 1995, 2001),
        _local("zhasylsay", "georgian", 1998),
        _local("altynsay", "dungan", 2000, 2008),
        _local("altynsay", "bulgarian", 2009),
        _local("akshatyr", "uyghur", 2006, 2010),
        _local("akshatyr", "armenian", 2012),
    )
}
GONE: Final = {
    member.slug: member
    for member in (
        Member("ulgi-german-society", PEOPLES["german"], "ulgi", 1989, 1992),
        Member("ulgi-slavic-society", PEOPLES["slavic"], "ulgi", 1991, 1993),
        Member("kokbastau-uyghur-society", PEOPLES["uyghur"], "kokbastau", 1990),
        Member("arkakent-uyghur-society", PEOPLES["uyghur"], "arkakent", 1991, 1994),
        _local("temirlik", "german", 1999, 2000),
        _local("saryarna", "turkish", 1996, 2002),
        _local("kyzylterek", "german", 1993),
        _local("altynsay", "greek", 1997),
        _local("temirlik", "bulgarian", 1996, 1998),
        Member("altynsay-bulgarian-circle", PEOPLES["bulgarian"], "altynsay", 2001),
        _local("arkakent", "kurdish", 1996, 1999),
        _local("temirlik", "tajik", 2000, 2003),
    )
}
