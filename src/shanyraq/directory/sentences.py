"""A change as a sentence: one for each act, in the language of the page, with names as they were on the day of the change.

Names are set apart by a colon or stand where a particle of any language fits, so that no name is inflected.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shanyraq.chronicle.terms import Act
from shanyraq.dating.last_days import day_before, is_day
from shanyraq.dating.sentences import say
from shanyraq.directory.namebook import Namebook, name_text
from shanyraq.directory.versions import MOST_NAMED, Told, Value, as_list, beside
from shanyraq.directory.vocabulary import word
from shanyraq.words.markup import escape, format_html

PLAIN: Final = {
    Act.FOUNDED: gettext_lazy("Founded"),
    Act.STRUCK_OFF: gettext_lazy("Struck off the state register"),
    Act.REORGANISED: gettext_lazy("Reorganised"),
    Act.DISSOLVED: gettext_lazy("Dissolved"),
    Act.REVIVED: gettext_lazy("Active again"),
    Act.DORMANT: gettext_lazy("At rest from here on"),
    Act.ACCREDITATION_WITHDRAWN: gettext_lazy("Public accreditation withdrawn"),
    Act.SEEN: gettext_lazy("Mentioned"),
    Act.STANDING: gettext_lazy("Listed"),
    Act.ANNOUNCED: gettext_lazy("Announced"),
}
FOUNDED_BY: Final = {
    "decree": gettext_lazy("Founded by decree"),
    "meeting": gettext_lazy("Founded at a meeting"),
    "opening": gettext_lazy("Opened"),
}
JOINED: Final = {
    "branch_of": gettext_lazy("Became a branch of %(body)s"),
    "part_of": gettext_lazy("Became part of %(body)s"),
    "member_of": gettext_lazy("Joined %(body)s as a member"),
    "full": gettext_lazy("Joined %(body)s as a full member"),
    "associate": gettext_lazy("Joined %(body)s as an associate member"),
    "supported_by": gettext_lazy("Supported from here on by %(body)s"),
    "partner_of": gettext_lazy("Partner from here on of %(body)s"),
}
LEFT: Final = {
    "branch_of": gettext_lazy("No longer a branch of %(body)s"),
    "part_of": gettext_lazy("No longer part of %(body)s"),
    "member_of": gettext_lazy("No longer a member of %(body)s"),
    "supported_by": gettext_lazy("No longer supported by %(body)s"),
    "partner_of": gettext_lazy("No longer a partner of %(body)s"),
}
HEIRS: Final = {
    Act.MERGED: ("into", gettext_lazy("Merged into %(body)s")),
    Act.ABSORBED: ("into", gettext_lazy("Taken in by %(body)s")),
    Act.SPLIT: ("into", gettext_lazy("Divided into %(body)s")),
    Act.SEPARATED: ("part", gettext_lazy("Separated from it: %(body)s")),
    Act.SUCCEEDED: ("by", gettext_lazy("Succeeded by %(body)s")),
    Act.SUCCEEDS: ("of", gettext_lazy("Calls itself heir of %(body)s")),
}
MOVED: Final = {
    "seat": (gettext_lazy("Seat moved to %(new)s"), gettext_lazy("Seat moved to %(new)s, until then %(old)s")),
    "branch_of": (gettext_lazy("Passed as a branch to %(new)s"), gettext_lazy("Passed as a branch to %(new)s, until then %(old)s")),
    "parent": (gettext_lazy("Passed to %(new)s"), gettext_lazy("Passed to %(new)s, until then %(old)s")),
    "centre": (gettext_lazy("Centre moved to %(new)s"), gettext_lazy("Centre moved to %(new)s, until then %(old)s")),
}
APPOINTED: Final = gettext_lazy("%(person)s takes office: %(office)s")
ACTING: Final = gettext_lazy("%(person)s takes office as acting: %(office)s")
RELEASED: Final = gettext_lazy("%(person)s leaves office: %(office)s")


def fill(template: Any, **parts: Any) -> SafeString:
    """A translated template with its parts, all escaped that is not safe already."""
    return mark_safe(escape(str(template)) % {name: escape(part) for name, part in parts.items()})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says changes in a language; `own` is the body whose page it is: a sentence does not repeat it."""

    names: Namebook
    today: date
    own: str = ""

    @property
    def language(self) -> str:
        return self.names.language

    def sentence(self, told: Told, value: Value | None = None) -> SafeString:
        """The whole sentence, with the bodies to which it happened unless that is the page's own one alone."""
        held = told.value() if value is None else value
        if told.bodies == [self.own]:
            return self.act(told, held)
        said = _newly_named(self, held) if told.act == Act.RENAMED and self.says_name(told, held) else self.act(told, held)
        return format_html("{}: {}", self.bodies(told, told.bodies), said)

    def says_name(self, told: Told, value: Value) -> bool:
        """Whether the whole sentence holds the very name that the change tells, of its body or of the heir: it needs not be said again."""
        name = value.get("name")
        return bool(name) and name_text(_texts(name), self.language).value in self._names_in_sentence(told, value)

    def _names_in_sentence(self, told: Told, value: Value) -> set[str]:
        own = told.bodies if len(told.bodies) == 1 and told.bodies != [self.own] else []
        heirs = as_list(value.get(HEIRS[told.act][0], [])) if told.act in HEIRS else []
        return {self.names.text(key, self.day(told)).value for key in (*own, *(beside(heir, told.bodies[0].partition(":")[0]) for heir in heirs))}

    def act(self, told: Told, value: Value) -> SafeString:
        """What happened, without whom."""
        say_act = SAYS.get(told.act, _plain)
        return say_act(self, told, value)

    def day(self, told: Told) -> date:
        return told.new_day or self.today

    def body(self, told: Told, name: str, sort: str = "") -> SafeString:
        """One body as it was called on the day of the change."""
        key = beside(name, sort or told.bodies[0].partition(":")[0])
        return format_html("{}", self.names.text(key, self.day(told))) if key == self.own else self.names.link(key, self.day(told))

    def bodies(self, told: Told, names: Any, sort: str = "") -> SafeString:
        named = [self.body(told, name, sort) for name in as_list(names)]
        more = len(names) - MOST_NAMED if isinstance(names, list | tuple) else 0
        if more > 0:
            named.append(escape(ngettext("%(count)s more", "%(count)s more", more) % {"count": more}))
        return mark_safe(", ".join(named))


Says = Callable[[Speaker, Told, Value], SafeString]


def _plain(_speaker: Speaker, told: Told, _value: Value) -> SafeString:
    return fill(PLAIN[told.act])


def _founded(_speaker: Speaker, _told: Told, value: Value) -> SafeString:
    return fill(FOUNDED_BY.get(value.get("by", ""), PLAIN[Act.FOUNDED]))


def _registered(_speaker: Speaker, _told: Told, value: Value) -> SafeString:
    number = value.get("number")
    return fill(_("Registered with the state under number %(number)s"), number=number) if number else fill(_("Registered with the state"))


def _renamed(speaker: Speaker, _told: Told, value: Value) -> SafeString:
    if "name" not in value:
        return fill(_("Another name changed"))
    new, old = (_name(speaker, said.get("name")) for said in (value, value.get("from", {})))
    return fill(_("Renamed: %(new)s, until then %(old)s"), new=new, old=old) if old else fill(_("Renamed: %(new)s"), new=new)


def _newly_named(speaker: Speaker, value: Value) -> SafeString:
    """A renaming behind the new name."""
    old = _name(speaker, value.get("from", {}).get("name"))
    return fill(_("New name, until then %(old)s"), old=old) if old else fill(_("New name"))


def _texts(name: Any) -> dict[str, Any]:
    return {"und": name} if isinstance(name, str) else dict(name)


def _name(speaker: Speaker, name: Any) -> SafeString | str:
    if not name:
        return ""
    text = name_text(_texts(name), speaker.language)
    return format_html('<span lang="{}">{}</span>', text.lang, text.value) if text.fallback else text.value


def _moved(speaker: Speaker, told: Told, value: Value) -> SafeString:
    return mark_safe("; ".join(_moves(speaker, told, value)))


def _moves(speaker: Speaker, told: Told, value: Value) -> Iterator[SafeString]:
    old = value.get("from", {})
    for key, (to, from_to) in MOVED.items():
        if key in value:
            sort = "organisation" if key == "branch_of" else "place"
            new = speaker.body(told, value[key], sort)
            yield fill(from_to, new=new, old=speaker.body(told, old[key], sort)) if key in old else fill(to, new=new)


def _tied(templates: dict[str, Any]) -> Says:
    def say_tie(speaker: Speaker, told: Told, value: Value) -> SafeString:
        tie = next((key for key in LEFT if key in value), "part_of")
        template = templates.get(value.get("grade", ""), templates[tie]) if tie == "member_of" else templates[tie]
        return fill(template, body=speaker.bodies(told, value.get(tie, []), "organisation"))

    return say_tie


def _handed(speaker: Speaker, told: Told, value: Value) -> SafeString:
    key, template = HEIRS[told.act]
    return fill(template, body=speaker.bodies(told, value.get(key, [])))


def _accredited(speaker: Speaker, _told: Told, value: Value) -> SafeString:
    if "until" not in value:
        return fill(_("Publicly accredited"))
    until = value["until"]
    template = _("Publicly accredited; last day: %(until)s") if is_day(until) else _("Publicly accredited; it ends: %(until)s")
    return fill(template, until=say(day_before(until), speaker.language))


def _office(speaker: Speaker, told: Told, value: Value) -> SafeString:
    template = RELEASED if told.act == Act.RELEASED else ACTING if value.get("acting") else APPOINTED
    person = speaker.body(told, value.get("person", ""), "person")
    return fill(template, person=person, office=word("office", value.get("office", "")))


SAYS: Final[dict[Act, Says]] = {
    Act.FOUNDED: _founded,
    Act.REGISTERED: _registered,
    Act.RENAMED: _renamed,
    Act.MOVED: _moved,
    Act.JOINED: _tied(JOINED),
    Act.LEFT: _tied(LEFT),
    **dict.fromkeys(HEIRS, _handed),
    Act.ACCREDITED: _accredited,
    Act.APPOINTED: _office,
    Act.RELEASED: _office,
}
