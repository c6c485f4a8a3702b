"""How each association began, went on and, some of them, ended or came back."""

from __future__ import annotations

from typing import Any, Final

from shanyraq.chronicle.tomlfile import check_digit
from shanyraq.cli.samples.ulgi.persons import Persons
from shanyraq.cli.samples.ulgi.roll import GONE, KOREAN, MEMBERS, NEW_NAMES, Member
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import SUCCEEDED_IN, umbrella_of
from shanyraq.cli.samples.ulgi.words import AIM, BRANDS

BEGUN_OTHERWISE: Final = (
    "ulgi-german-centre",
    "temirlik-german",
    "ulgi-uyghur-centre",
    "ulgi-slavic-centre",
    "saryarna-bashkir",
    "altynsay-bulgarian",
)
SEEN_ONLY: Final = ("mayozek-azerbaijani", "nurlydala-polish")
LIVES: Final = {  # the years within which chairs follow each other, where a body did not live from its founding to today
    "ulgi-ukrainian-centre": (2011, 2024),
    "zhasylsay-georgian": (2012, 2024),
    "ulgi-german-society": (1991, 1996),
    "ulgi-slavic-society": (1992, 1997),
    "kokbastau-uyghur-society": (1992, 1994),
    "arkakent-uyghur-society": (1993, 1995),
    "temirlik-german": (2001, 2005),
    "saryarna-turkish": (2003, 2009),
    "kyzylterek-german": (1994, 1995),
    "altynsay-greek": (1998, 1999),
    "temirlik-bulgarian": (1998, 2003),
    "altynsay-bulgarian-circle": (2003, 2004),
    "arkakent-kurdish": (1998, 2002),
    "karabastau-tajik": (2011, 2024),
    "ulgi-azerbaijani-centre": (2001, 2024),
}


def tell_associations(story: Story, persons: Persons) -> None:
    for member in (*MEMBERS.values(), *GONE.values()):
        if member.slug != KOREAN:
            _begin(story, member)
            _go_on(story, member)
            first, last = LIVES.get(member.slug, (member.founded + 2, 2024))
            persons.chairs(member.slug, (first, last), term=8 if member.level == "oblast" else 10)


def _begin(story: Story, member: Member) -> None:
    """Founded, on a day that is known well, in part or from two sources; those begun by a merger, split or parting are told there."""
    if member.slug in SEEN_ONLY:
        value = {"name": member.name(), "kind": member.kind(), "level": member.level, "seat": member.seat()}
        story.tell(f"{member.slug}-seen", "seen", member.slug, value, by=story.press(member.founded))
    elif member.slug not in BEGUN_OTHERWISE:
        old = member.founded < NEW_NAMES
        value = {
            "name": member.early_name() if old else member.name(),
            "kind": "society" if old else member.kind(),
            "level": member.level,
        } | _lasting(member)
        when, by, others = _founding(story, member)
        story.tell(f"{member.slug}-founded", "founded", member.slug, value, when=when, by=by, or_else=others)


def _lasting(member: Member) -> dict[str, Any]:
    return {"seat": member.seat(), "culture": member.people.culture()}


def _founding(story: Story, member: Member) -> tuple[str, str, list[tuple[str, str]]]:
    year = member.founded
    if member.slug == "ulgi-azerbaijani-centre":
        return "199X", story.interview(), [(story.book(), "1995")]
    if story.often(0.4):
        return story.day(year), story.press(year), []
    others = [(story.page(), str(year + 1))] if story.often(0.3) else []
    return story.vague(year), story.memory(year), others


def _go_on(story: Story, member: Member) -> None:
    if member.registered:
        register(story, member)
    if member.slug not in BEGUN_OTHERWISE:
        _join(story, member)
    if member.founded < NEW_NAMES and member.slug not in GONE:
        year = 2000 + story.chance.randint(0, 5)
        value = {"name": member.name(), "kind": member.kind(), "from": {"name": member.early_name(), "kind": "society"}}
        when = story.chance.choice((story.day(year), str(year), f"{year}-{story.month():02}"))
        story.tell(f"{member.slug}-reorganised", "reorganised", member.slug, value, when=when, by=story.press(year))
    if member.slug in MEMBERS:
        _words(story, member)


def _words(story: Story, member: Member) -> None:
    if story.often(0.3):
        story.tell(f"{member.slug}-aim", "standing", member.slug, {"aim": AIM}, by=story.page())
    if story.often(0.25):
        value = {"also": {"brand": story.chance.choice(BRANDS)}}
        story.tell(f"{member.slug}-brand", "seen", member.slug, value, by=story.press(max(2015, member.founded + 2)))


def register(story: Story, member: Member) -> str:
    """Registered with the state; its BIN is of month 00, so nobody's."""
    day = story.day(member.registered)
    number = f"{member.registered}-{len(story.changes):04}"
    value = {"number": number}
    if story.often(0.5):
        value["bin"] = _bin(len(story.changes))
    return story.tell(f"{member.slug}-registered", "registered", member.slug, value, when=day, by=story.certificate(number, day))


def _bin(number: int) -> str:
    eleven = f"000040{number:05}"
    digit = check_digit(eleven)
    return f"{eleven}{digit}" if digit < len("0123456789") else _bin(number + 1)


def _join(story: Story, member: Member) -> None:
    year = member.founded + story.chance.randint(1, 2)
    year += year == SUCCEEDED_IN  # in that year one umbrella followed another
    if member.slug == "ulgi-azerbaijani-centre":
        year = 2001
    when = story.day(year) if story.often(0.5) else str(year)
    story.tell(f"{member.slug}-joined", "joined", member.slug, {"part_of": [umbrella_of(year)]}, when=when, by=story.minutes(year))
