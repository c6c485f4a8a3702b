"""What was recorded wrongly at first, or better known later; and what happened in 2026 itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.roll import KOREAN
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import COUNCIL
from shanyraq.cli.samples.ulgi.words import texts

OTHER_CLAIM_PREFERRED: Final = {  # change -> the day on which its second claim became the preferred one
    "korean-centre-named": date(2026, 5, 4),
    "community-founded": date(2026, 5, 4),
    "turkish-absorbed": date(2026, 6, 1),
    "slavic-succeeded": date(2026, 6, 1),
    "arkakent-kurdish-dissolved": date(2026, 8, 17),
    "ulgi-youth-renamed": date(2026, 8, 17),
    "korean-tasaryk-moved": date(2026, 5, 4),
}
BETTER_DATES: Final = {"beskudyk-belarusian-dormant": "2014-11", "arkakent-greek-moved-3": "2007-05-21", "list-of-2008": "2008-03-31"}


def tell_corrections(story: Story) -> None:
    for slug, day in OTHER_CLAIM_PREFERRED.items():
        change = next(c for c in story.changes if c.id == slug)
        first, second, *rest = change.claims
        story.again(slug, recorded=day, claims=(replace(second, preferred=True, value=first.value), replace(first, preferred=False), *rest))
    for slug, when in BETTER_DATES.items():
        (claim,) = next(c for c in story.changes if c.id == slug).claims
        story.again(slug, recorded=date(2026, 6, 1), claims=(replace(claim, date=when),))
    _taken_back(story)


def _taken_back(story: Story) -> None:
    """A departure that was told by phone, and was none."""
    story.recorded = date(2026, 4, 20)
    story.tell("greek-left", "left", "arkakent-greek", {"part_of": ["ulgi-assembly"]}, when="2026-04-17", by=story.phone("2026-04-20"))
    story.again("greek-left", recorded=date(2026, 5, 4), status="withdrawn")


def tell_this_year(story: Story, persons: Persons) -> None:
    """Recorded as it happened; where no paper is named, it was told on the day of recording."""
    story.recorded = date(2026, 7, 6)
    chair = persons.new()
    story.tell("council-chair", "appointed", COUNCIL, {"office": "chair", "person": chair}, when="2026-07-03", by=story.minutes(2026))
    story.recorded = date(2026, 9, 14)
    story.tell("korean-chair-2026", "appointed", KOREAN, {"office": "chair", "person": persons.new()}, when="2026-09-05", by=story.minutes(2026))
    story.tell("karabastau-kurdish-chair-2026", "appointed", "karabastau-kurdish", {"office": "chair", "person": persons.new()}, when="2026-09-01")
    contact = texts(
        "Арқакент, Достық үйі, 12-бөлме", "Аркакент, Дом дружбы, комната 12", "아르카켄트, 친선회관 12호", "Arkakent, House of Friendship, room 12"
    )
    story.tell("council-contact", "standing", COUNCIL, {"contact": contact})
