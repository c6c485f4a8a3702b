"""Lists of the umbrella, accreditations, sightings in the press: what the secretariat has on paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from shanyraq.cli.samples.ulgi.roll import GONE, MEMBERS
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import ASSEMBLY
from shanyraq.cli.samples.ulgi.words import texts

ROUNDS: Final = (date(2019, 7, 12), date(2022, 7, 8), date(2025, 7, 4))
THREE_YEARS: Final = 1096  # days
WITHDRAWN: Final = {"tasaryk-chechen-ingush": "2023-10-09", "akshatyr-uyghur": "2020-12-15"}
LISTED_FROM: Final = 1999
LEVELS: Final = ("oblast", "city", "district")


def tell_lists(story: Story) -> None:
    _seen(story)
    _standing(story)


def _seen(story: Story) -> None:
    """The list of 2008 survives as an old paper; the press of 1999 counts and names nobody."""
    lived = [m.slug for m in (*MEMBERS.values(), *GONE.values()) if m.founded <= LISTED_FROM and m.slug not in _gone_by_2008()]
    story.tell("list-of-2008", "seen", lived, {"part_of": [ASSEMBLY]}, by=story.register(2008))
    note = texts(
        "Жиынның құрамында он төрт орталық бар.",
        "В собрании четырнадцать центров.",
        "민족회의에 열네 개 센터가 있다.",
        "There are fourteen centres in the assembly.",
    )
    story.tell("fourteen-centres", "seen", ASSEMBLY, {"note": note}, by=story.press(1999))


def _gone_by_2008() -> set[str]:
    return {slug for slug in GONE if slug not in ("saryarna-turkish", "temirlik-bulgarian")} | {"zhasylsay-georgian", "ulgi-ukrainian-centre"}


def _standing(story: Story) -> None:
    for level in LEVELS:
        listed = [m.slug for m in MEMBERS.values() if m.level == level]
        story.tell(f"list-of-2024-{level}", "standing", listed, {"level": level, "part_of": [ASSEMBLY]}, by=story.register(2024))


def tell_accreditations(story: Story) -> None:
    """Every three years, of those that are registered; twice withdrawn, and given again in the next round."""
    for number, first in enumerate(ROUNDS):
        for member in MEMBERS.values():
            if not member.registered or (member.registered > first.year - 1):
                continue
            day = first + timedelta(days=story.chance.randint(0, 2))
            value = {"until": (day + timedelta(days=THREE_YEARS)).isoformat()}
            story.tell(f"{member.slug}-accredited-{number + 1}", "accredited", member.slug, value, when=day.isoformat(), by=story.minutes(day.year))
    for slug, when in WITHDRAWN.items():
        story.tell(f"{slug}-withdrawn", "accreditation_withdrawn", slug, when=when, by=story.minutes(int(when[:4])))
