"""The Korean centre of Үлгі, its ten branches and what else belongs to it."""

from __future__ import annotations

from typing import Final

from shanyraq.cli.samples.ulgi.associations import register
from shanyraq.cli.samples.ulgi.lands import seat, where
from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.roll import KOREAN, MEMBERS
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import ASSEMBLY, COMMUNITY, UNION
from shanyraq.cli.samples.ulgi.words import AIM, PEOPLES, association, branch, texts

BRANCHES: Final = {
    "saryarna": 1994,
    "kokbastau": 1995,
    "tasaryk": 1993,
    "mayozek": 1996,
    "beskudyk": 1998,
    "nurlydala": 2001,
    "zhasylsay": 2003,
    "altynsay": 2005,
    "akshatyr": 2010,
    "karabastau": 2019,
}
NEW_CENTURY: Final = 2000  # from then on days were written down
TEMIRLIK: Final = "temirlik-korean"

HOUSES: Final = (  # slug, kind, year of founding, name
    (
        "ulgi-korean-school",
        "school",
        1991,
        texts("Үлгі корей жексенбілік мектебі", "Корейская воскресная школа Үлгі", "울기 고려인 주말학교", "Korean Sunday School of Ulgi"),
    ),
    (
        "ulgi-korean-ensemble",
        "ensemble",
        1997,
        texts("«Толқын» ансамблі, Үлгі", "Ансамбль «Толқын», Үлгі", "울기 «톨킨» 앙상블", "“Tolkyn” Ensemble, Ulgi"),
    ),
    ("ulgi-korean-paper", "newspaper", 2004, texts("«Үлгі ильбо» газеті", "Газета «Улги ильбо»", "울기일보", "“Ulgi Ilbo” Newspaper")),
)


def tell_koreans(story: Story, persons: Persons) -> None:
    _centre(story)
    _offices(story, persons)
    _temirlik(story, persons)
    for land, year in BRANCHES.items():
        _branch(story, persons, land, year)
    _moves(story)
    _houses(story)


def branch_slug(land: str) -> str:
    return f"ulgi-korean-{land}"


def _centre(story: Story) -> None:
    member = MEMBERS[KOREAN]
    value = {"name": member.early_name(), "kind": "society", "level": "oblast", "seat": "arkakent", "culture": member.people.culture(), "aim": AIM}
    story.tell(
        "korean-founded",
        "founded",
        KOREAN,
        value,
        when="1989-04~",
        by=story.book(),
        or_else=[(story.interview(), "1989-22"), (story.archive(), "1990-01-14")],
    )
    register(story, member)
    story.tell("korean-joined-community", "joined", KOREAN, {"part_of": [COMMUNITY]}, when="1990", by=story.archive())
    middle = association(member.people, member.where())
    first = {"name": middle, "kind": "ethnocultural_association", "from": {"name": member.early_name(), "kind": "society"}}
    story.tell("korean-renamed", "reorganised", KOREAN, first, when="1996-04", by=story.press(1996))
    second = {"name": member.name(), "kind": "ethnocultural_centre", "from": {"name": middle, "kind": "ethnocultural_association"}}
    story.tell("korean-centre-named", "reorganised", KOREAN, second, when="2002", by=story.press(2002), or_else=[(story.book(), "2003-03")])
    story.tell("korean-joined-union", "joined", KOREAN, {"member_of": [UNION], "grade": "associate"}, when="2006", by=story.press(2006))
    story.tell("korean-full-member", "joined", KOREAN, {"member_of": [UNION], "grade": "full"}, when="2011-10-07", by=story.minutes(2011))


def _offices(story: Story, persons: Persons) -> None:
    persons.chairs(KOREAN, (1990, 2024))
    for year in (2003, 2012, 2019):
        story.tell(
            f"korean-deputy-{year}",
            "appointed",
            KOREAN,
            {"office": "deputy_chair", "person": persons.new()},
            when=story.day(year),
            by=story.minutes(year),
        )
    value = {"office": "honorary_chair", "person": persons.new()}
    story.tell("korean-honorary", "standing", KOREAN, value, by=story.page())


def _temirlik(story: Story, persons: Persons) -> None:
    """A Korean society of the second city, absorbed with its two branches."""
    people, land = PEOPLES["korean"], where("temirlik")
    value = {
        "name": association(people, land),
        "kind": "ethnocultural_association",
        "level": "city",
        "seat": "temirlik",
        "culture": people.culture(),
        "part_of": [COMMUNITY],
    }
    story.tell("temirlik-korean-founded", "founded", TEMIRLIK, value, when="1992-21", by=story.archive())
    story.tell(
        "temirlik-korean-absorbed", "absorbed", TEMIRLIK, {"into": KOREAN}, when="2004-06", by=story.press(2004), or_else=[(story.page(), "2005")]
    )
    persons.chairs(TEMIRLIK, (1993, 2000))


def _branch(story: Story, persons: Persons, land: str, year: int) -> None:
    slug, people = branch_slug(land), PEOPLES["korean"]
    parent = TEMIRLIK if land in ("beskudyk", "tasaryk") else KOREAN
    value = {"name": branch(people, where(land)), "kind": "district_branch", "level": "district", "seat": seat(land), "branch_of": parent}
    when = story.day(year) if year > NEW_CENTURY else story.vague(year)
    story.tell(f"{slug}-founded", "founded", slug, value, when=when, by=story.memory(year))
    persons.chairs(slug, (max(year + 2, 2004), 2024), term=10)
    if land in ("saryarna", "altynsay", "tasaryk"):
        story.tell(f"{slug}-seen", "seen", slug, {"note": _pupils(story)}, by=story.press(2014))


def _pupils(story: Story) -> dict[str, str]:
    number = story.chance.randint(20, 60)
    return texts(
        f"Жексенбілік мектепте {number} оқушы.",
        f"В воскресной школе {number} учеников.",
        f"주말학교 학생 {number}명.",
        f"{number} pupils in the Sunday school.",
    )


def _moves(story: Story) -> None:
    """Branches move: from the society of Temirlik to the centre, to another seat, both on one day."""
    slug = branch_slug("tasaryk")
    story.tell(
        "korean-tasaryk-moved",
        "moved",
        slug,
        {"branch_of": KOREAN, "from": {"branch_of": TEMIRLIK}},
        when="2002",
        by=story.book(),
        or_else=[(story.interview(), "2001-24")],
    )
    value = {"seat": "sulusay", "from": {"seat": "kumdybel"}}
    story.tell("korean-beskudyk-moved", "moved", branch_slug("beskudyk"), value, when="2003-02", by=story.press(2003))
    value = {"seat": "kaynarly", "from": {"seat": "akshokyly"}}
    story.tell("korean-mayozek-moved", "moved", branch_slug("mayozek"), value, when="1997-06~", by=story.book())
    value = {"seat": "akshokyly", "from": {"seat": "kaynarly"}}
    story.tell("korean-mayozek-back", "moved", branch_slug("mayozek"), value, when="2019-04-20", by=story.press(2019))
    story.tell("korean-akshatyr-dormant", "dormant", branch_slug("akshatyr"), when="2017", by=story.page())
    story.tell(
        "korean-akshatyr-awake", "revived", branch_slug("akshatyr"), when="2021-03-01", by=story.press(2021), after=["korean-akshatyr-dormant"]
    )


def _houses(story: Story) -> None:
    for slug, kind, year, name in HOUSES:
        story.tell(
            f"{slug}-founded",
            "founded",
            slug,
            {"name": name, "kind": kind, "seat": "arkakent", "branch_of": KOREAN},
            when=story.vague(year),
            by=story.book(),
        )
    story.tell("ulgi-korean-paper-closed", "dissolved", "ulgi-korean-paper", when="2016-12", by=story.press(2016))
    name = texts("«Үлгі – Корея» достық қоғамы", "Общество дружбы «Үлгі – Корея»", "울기-한국 친선협회", "Ulgi – Korea Friendship Society")
    value = {"name": name, "kind": "friendship_society", "level": "oblast", "seat": "arkakent", "partner_of": [KOREAN]}
    story.tell("ulgi-friendship-founded", "founded", "ulgi-friendship", value, when="1995/..", by=story.book())
    story.tell("ulgi-friendship-supported", "joined", "ulgi-friendship", {"supported_by": [ASSEMBLY]}, when="2005-05", by=story.interview())
