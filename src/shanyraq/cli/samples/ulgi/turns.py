"""Turns of fate: splits, mergers, partings, ends, returns, sleep, moves and rival heirs."""

from __future__ import annotations

from shanyraq.cli.samples.ulgi.lands import seat
from shanyraq.cli.samples.ulgi.roll import GONE, MEMBERS, Member
from shanyraq.cli.samples.ulgi.story import Story
from shanyraq.cli.samples.ulgi.umbrellas import ASSEMBLY, COMMUNITY
from shanyraq.cli.samples.ulgi.words import texts


def tell_turns(story: Story) -> None:
    _split(story)
    _merged(story)
    _parted(story)
    _ended(story)
    _returned(story)
    _slept(story)
    _moved(story)
    _heirs(story)


def _state(member: Member) -> dict[str, object]:
    return {"name": member.name(), "kind": member.kind(), "level": member.level, "seat": member.seat(), "culture": member.people.culture()}


def _split(story: Story) -> None:
    """The German society of the oblast becomes two."""
    whole, part = MEMBERS["ulgi-german-centre"], GONE["temirlik-german"]
    value = {"into": [whole.slug, part.slug], "values": {whole.slug: _state(whole), part.slug: _state(part)}}
    story.tell("german-split", "split", "ulgi-german-society", value, when="1999", by=story.book(), or_else=[(story.interview(), "2000~")])
    for member in (whole, part):
        story.tell(f"{member.slug}-joined", "joined", member.slug, {"part_of": [ASSEMBLY]}, when=story.day(2000), by=story.minutes(2000))
    story.tell("temirlik-german-dissolved", "dissolved", part.slug, when="2008-22", by=story.press(2008))


def _merged(story: Story) -> None:
    for slug, old, year in (
        ("ulgi-uyghur-centre", ("kokbastau-uyghur-society", "arkakent-uyghur-society"), 1998),
        ("altynsay-bulgarian", ("temirlik-bulgarian", "altynsay-bulgarian-circle"), 2009),
    ):
        member = MEMBERS[slug]
        story.tell(f"{slug}-merged", "merged", old, {"into": slug, **_state(member)}, when=f"{year}-{story.month():02}", by=story.press(year))
        story.tell(f"{slug}-joined", "joined", slug, {"part_of": [ASSEMBLY]}, when=story.day(year + 1), by=story.minutes(year + 1))
    story.tell(
        "turkish-absorbed",
        "absorbed",
        "saryarna-turkish",
        {"into": "ulgi-turkish-centre"},
        when="2013-02",
        by=story.letter(),
        or_else=[(story.page(), "2012")],
    )
    story.tell("kyzylterek-german-absorbed", "absorbed", "kyzylterek-german", {"into": "tasaryk-german"}, when="1998~", by=story.book())
    youth = {
        "name": texts("Сарыарна түрік жастары", "Турецкая молодёжь Сарыарны", "사리아르나 터키 청년회", "Turkish Youth of Saryarna"),
        "kind": "youth_wing",
        "branch_of": "saryarna-turkish",
    }
    story.tell("turkish-youth-founded", "founded", "saryarna-turkish-youth", youth, when="2007-04-02", by=story.press(2007))


def _parted(story: Story) -> None:
    part, new = MEMBERS["saryarna-bashkir"], MEMBERS["ulgi-slavic-centre"]
    story.tell("bashkir-parted", "separated", "ulgi-tatar-centre", {"part": part.slug, **_state(part)}, when="2005-09/2005-11", by=story.press(2005))
    story.tell("saryarna-bashkir-joined", "joined", part.slug, {"part_of": [ASSEMBLY]}, when="2006-05-14", by=story.minutes(2006))
    value = {"by": new.slug, "name": new.name(), "kind": new.kind(), "level": new.level, "culture": new.people.culture()}
    story.tell(
        "slavic-succeeded", "succeeded", "ulgi-slavic-society", value, when="2000-03-25", by=story.minutes(2000), or_else=[(story.book(), "2001")]
    )


def _ended(story: Story) -> None:
    story.tell("altynsay-greek-dissolved", "dissolved", "altynsay-greek", when="[..2003]", by=story.interview())
    story.tell("arkakent-kurdish-dissolved", "dissolved", "arkakent-kurdish", when="2007", by=story.book(), or_else=[(story.page(), "2006-11")])
    story.tell("temirlik-tajik-left", "left", "temirlik-tajik", {"part_of": [ASSEMBLY]}, when="2015-10-02", by=story.minutes(2015))
    story.tell(
        "nurlydala-polish-registered",
        "registered",
        "nurlydala-polish",
        {"number": "2003-77"},
        when="2003-08-19",
        by=story.certificate("2003-77", "2003-08-19"),
    )
    story.tell("nurlydala-polish-struck-off", "struck_off", "nurlydala-polish", when="2012-12-20", by=story.press(2012))
    story.tell(
        "temirlik-armenian-registered",
        "registered",
        "temirlik-armenian",
        {"number": "2001-31"},
        when="2001-11-06",
        by=story.certificate("2001-31", "2001-11-06"),
    )
    story.tell("temirlik-armenian-struck-off", "struck_off", "temirlik-armenian", when="2010~", by=story.letter())


def _returned(story: Story) -> None:
    """Dissolved, and years later there again: under the umbrella only once it has joined anew."""
    for slug, end, back in (("ulgi-ukrainian-centre", "2006-03-31", 2010), ("zhasylsay-georgian", "2003", 2011)):
        member = MEMBERS[slug]
        story.tell(f"{slug}-dissolved", "dissolved", slug, when=end, by=story.minutes(int(end[:4])))
        value = {"seat": member.seat(), "culture": member.people.culture()}
        story.tell(f"{slug}-again", "revived", slug, value, when=story.day(back), by=story.press(back), after=[f"{slug}-dissolved"])
        joined = {"part_of": [ASSEMBLY]}
        story.tell(f"{slug}-joined-again", "joined", slug, joined, when=story.day(back + 1), by=story.minutes(back + 1), after=[f"{slug}-again"])
    again = story.certificate("2010-05", "2010-12-28")
    story.tell(
        "ulgi-ukrainian-centre-registered-again",
        "registered",
        "ulgi-ukrainian-centre",
        {"number": "2010-05"},
        when="2010-12-28",
        by=again,
        after=["ulgi-ukrainian-centre-again"],
    )


def _slept(story: Story) -> None:
    for slug, asleep, awake in (
        ("ulgi-dungan-centre", "2009-21", "2012-09-01"),
        ("beskudyk-belarusian", "2014~", "2019-05"),
        ("arkakent-jewish", "2023-11", ""),
    ):
        story.tell(f"{slug}-dormant", "dormant", slug, when=asleep, by=story.page())
        if awake:
            story.tell(f"{slug}-awake", "revived", slug, when=awake, by=story.press(int(awake[:4])), after=[f"{slug}-dormant"])


def _moved(story: Story) -> None:
    """Seats move with the centres of districts."""
    turns = (
        ("beskudyk-uzbek", "kumdybel", "sulusay", "2002-06"),
        ("mayozek-turkish", "akshokyly", "kaynarly", "1998-02-11"),
        ("mayozek-turkish", "kaynarly", "akshokyly", "2020-03"),
        ("arkakent-greek", "arkakent", "temirlik", "2007"),
        ("arkakent-greek", "temirlik", "arkakent", "2014-08-18"),
        ("kokbastau-dungan", seat("kokbastau"), seat("karabastau"), "2019-24"),
        ("ulgi-uzbek-centre", "arkakent", "kaynarly", "2010-03/2011-02"),
        ("ulgi-tatar-centre", "arkakent", "temirlik", "2016-01-15"),
    )
    for number, (slug, old, new, when) in enumerate(turns):
        story.tell(f"{slug}-moved-{number}", "moved", slug, {"seat": new, "from": {"seat": old}}, when=when, by=story.page())


def _heirs(story: Story) -> None:
    """A society calls itself the heir of the first umbrella; what others plan is kept and changes nothing."""
    name = texts("Үлгі «Мирас» қоғамы", "Общество «Мирас» Үлгі", "울기 «미라스» 협회", "“Miras” Society of Ulgi")
    story.tell("miras-founded", "founded", "ulgi-miras", {"name": name, "kind": "society", "seat": "arkakent"}, when="1997-02", by=story.press(1997))
    story.tell("miras-claims", "succeeds", "ulgi-miras", {"of": COMMUNITY}, when="1997-11", by=story.press(1997))
    story.tell(
        "kurdish-plan",
        "merged",
        ["saryarna-kurdish", "karabastau-kurdish"],
        {"into": "ulgi-kurdish-centre"},
        by=story.press(2025),
        status="announced",
    )
    story.tell(
        "house-plan",
        "announced",
        "ulgi-house",
        when="2027",
        by=story.press(2026),
        told="ordered",
        note=texts("Жаңа ғимарат жоспарланған.", "Планируется новое здание.", "새 건물이 계획되어 있다.", "A new building is planned."),
    )
