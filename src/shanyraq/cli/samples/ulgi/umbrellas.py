"""Three umbrellas, one after another, and what stands around them."""

from __future__ import annotations

from datetime import date
from typing import Final

from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.words import texts

COMMUNITY: Final = "ulgi-community"
ASSEMBLY: Final = "ulgi-assembly"
COUNCIL: Final = "ulgi-council"
UNION: Final = "model-korean-union"
COMMUNITY_NAME: Final = texts("Үлгі халықтарының қауымдастығы", "Сообщество народов Үлгі", "울기 민족 공동체", "Community of the Peoples of Ulgi")
ASSEMBLY_NAME: Final = texts("Үлгі облыстық халық жиыны", "Народное собрание области Үлгі", "울기주 민족회의", "People's Assembly of Ulgi Oblast")
COUNCIL_NAME: Final = texts("Үлгі облыстық халық кеңесі", "Народный совет области Үлгі", "울기주 인민평의회", "People's Council of Ulgi Oblast")
SUCCEEDED_IN: Final = 1995  # the year in which the assembly followed the community
SUCCESSION: Final = "2026-07-01"

AROUND: Final = (  # slug, kind, year of founding, name
    (
        "ulgi-elders",
        "council_of_elders",
        1997,
        texts("Үлгі ақсақалдар кеңесі", "Совет старейшин Үлгі", "울기 원로회", "Council of Elders of Ulgi"),
    ),
    ("ulgi-house", "house_of_friendship", 2003, texts("Үлгі Достық үйі", "Дом дружбы Үлгі", "울기 친선회관", "House of Friendship of Ulgi")),
    ("ulgi-youth", "youth_wing", 2008, texts("Үлгі жастар қанаты", "Молодёжное крыло Үлгі", "울기 청년부", "Youth Wing of Ulgi")),
    (
        "ulgi-accord",
        "state_institution",
        2014,
        texts("Үлгі «Келісім» мекемесі", "Учреждение «Келісім» Үлгі", "울기 «켈리심» 기관", "“Kelisim” Institution of Ulgi"),
    ),
    (
        "ulgi-mothers",
        "council_of_mothers",
        2015,
        texts("Үлгі аналар кеңесі", "Совет матерей Үлгі", "울기 어머니회", "Council of Mothers of Ulgi"),
    ),
)


def tell_umbrellas(story: Story, persons: Persons) -> None:
    _community(story, persons)
    _assembly(story, persons)
    _around(story)
    _union(story)
    _council(story)


def umbrella_of(year: int) -> str:
    """The umbrella that a body joins in a year."""
    return COMMUNITY if year <= SUCCEEDED_IN else ASSEMBLY


def _community(story: Story, persons: Persons) -> None:
    value = {"by": "meeting", "name": COMMUNITY_NAME, "kind": "umbrella", "level": "oblast", "seat": "arkakent"}
    story.tell(
        "community-founded",
        "founded",
        COMMUNITY,
        value,
        when="1988-23",
        by=story.archive(),
        or_else=[(story.book(), "1989"), (story.interview(), "1988~")],
    )
    persons.chairs(COMMUNITY, (1990, 1994), term=4)


def _assembly(story: Story, persons: Persons) -> None:
    value = {"by": ASSEMBLY, "name": ASSEMBLY_NAME, "kind": "umbrella", "level": "oblast"}
    story.tell("assembly-succeeds", "succeeded", COMMUNITY, value, when="1995-10-18", by=story.minutes(1995), or_else=[(story.book(), "1996-01")])
    short = texts("Үлгі ОХЖ", "НСОҮ", "울기회의", "PAUO")
    story.tell("assembly-short-name", "seen", ASSEMBLY, {"short": short}, by=story.press(2004))
    story.tell("assembly-house", "moved", ASSEMBLY, {"seat": "arkakent"}, when="2003-09", by=story.press(2003))
    persons.chairs(ASSEMBLY, (1996, 2023))
    persons.chairs(ASSEMBLY, (1998, 2023), office="head_of_secretariat", term=7)
    for year, end in ((2001, "2009-02"), (2009, "2016-11-30"), (2012, ""), (2017, "")):
        person = persons.new()
        value = {"office": "deputy_chair", "person": person}
        began = story.tell(f"assembly-deputy-{year}", "appointed", ASSEMBLY, value, when=story.day(year), by=story.minutes(year))
        if end:
            story.tell(f"assembly-deputy-{year}-left", "released", ASSEMBLY, value, when=end, by=story.minutes(int(end[:4])), after=[began])
    acting = {"office": "chair", "person": persons.new(), "acting": True, "until": "2014-06-01"}
    story.tell("assembly-acting-chair", "appointed", ASSEMBLY, acting, when="2014-02-10", by=story.minutes(2014))


def _around(story: Story) -> None:
    """Councils, houses and institutions."""
    for slug, kind, year, name in AROUND:
        value = {"name": name, "kind": kind, "level": "oblast", "seat": "arkakent", "part_of": [ASSEMBLY]}
        story.tell(f"{slug}-founded", "founded", slug, value, when=story.day(year), by=story.press(year))
    new = texts("Үлгі жастары", "Молодёжь Үлгі", "울기 청년", "Youth of Ulgi")
    story.tell(
        "ulgi-youth-renamed", "renamed", "ulgi-youth", {"name": new}, when="2021-05-20", by=story.press(2021), or_else=[(story.page(), "2021-09")]
    )


def _union(story: Story) -> None:
    value = {
        "name": texts("Корейлердің үлгі одағы", "Модельный союз корейцев", "모범 고려인 연합", "Model Union of Koreans"),
        "kind": "national_association",
        "level": "republic",
    }
    story.tell("model-union-founded", "founded", UNION, value, when="1990-05", by=story.book(), or_else=[(story.interview(), "1989/1990")])
    value = {"kind": "union_of_legal_entities", "from": {"kind": "national_association"}}
    story.tell("model-union-reorganised", "reorganised", UNION, value, when="2017-10-06", by=story.press(2017))


def _council(story: Story) -> None:
    """Announced in winter, ordered in June, so since July."""
    story.recorded = date(2026, 2, 9)
    value = {"by": COUNCIL, "name": COUNCIL_NAME, "kind": "umbrella", "level": "oblast"}
    source = story.source(
        "council-bill", "law", texts("Үлгі: кеңес туралы жоба", "Үлгі: проект о совете", "울기: 평의회안", "Ulgi: bill on the council"), "2026-02-03"
    )
    story.tell("council-announced", "succeeded", ASSEMBLY, value, by=source, status="announced")
    story.recorded = date(2026, 6, 22)
    story.tell("council-succeeds", "succeeded", ASSEMBLY, value, when=SUCCESSION, by=story.decree("2026", "2026-06-15"), told="ordered")
    story.recorded = date(2026, 2, 2)
