"""Who else holds an office than those who lead: for money, for lessons, for a while, from next month on."""
from __future__ import annotations

from datetime import date
from typing import Final

from shanyraq.cli.samples.ulgi.korean import branch_slug
from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.roll import KOREAN
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import COUNCIL

HANDED_OVER: Final = "2026-12-15"
BACK: Final = "2026-12-21"  # the first day on which whoever is on leave is back
HELD: Final = (  # body, office, since
    (COUNCIL, "secretary", "2026-07-08"),
    (KOREAN, "secretary", "2019-04-11"),
    (KOREAN, "treasurer", "2022-02-17"),
    (KOREAN, "methodist", "2023-09-04"),
    (KOREAN, "methodist", "2024-09-02"),
    (branch_slug("saryarna"), "treasurer", "2021-05-14"),
    (branch_slug("saryarna"), "secretary", "2022-10-03"),
    (branch_slug("kokbastau"), "methodist", "2025-01-20"),
    ("ulgi-uzbek-centre", "treasurer", "2018-03-12"),
    ("ulgi-tatar-centre", "secretary", "2020-06-01"),
)


def tell_officers(story: Story, persons: Persons) -> None:
    story.recorded = date(2026, 10, 5)
    for number, (body, office, day) in enumerate(HELD):
        story.tell(f"{body}-{office}-{number}".replace("_", "-"), "appointed", body, {"office": office, "person": persons.new()}, when=day)
    _left(story, persons)
    story.recorded = date(2026, 11, 9)
    acting = {"office": "chair", "person": persons.new(), "acting": True, "until": BACK}
    story.tell("korean-altynsay-acting", "appointed", branch_slug("altynsay"), acting, when="2026-11-02")
    story.recorded = date(2026, 11, 16)
    successor = {"office": "secretary", "person": persons.new()}
    story.tell("korean-secretary-next", "appointed", KOREAN, successor, when=HANDED_OVER, by=story.minutes(2026), told="ordered")


def _left(story: Story, persons: Persons) -> None:
    """Somebody who held an office until last spring, and nobody after."""
    value = {"office": "treasurer", "person": persons.new()}
    began = story.tell("korean-tasaryk-treasurer", "appointed", branch_slug("tasaryk"), value, when="2020-01-15")
    story.tell("korean-tasaryk-treasurer-left", "released", branch_slug("tasaryk"), value, when="2026-03-31", after=[began])
