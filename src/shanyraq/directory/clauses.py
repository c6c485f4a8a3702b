"""What a change says besides its act: the state keys of its value, each as "label: value"."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from shanyraq.chronicle.terms import Act
from shanyraq.dating.last_days import day_before, is_day
from shanyraq.dating.sentences import say
from shanyraq.directory.namebook import name_text
from shanyraq.directory.sentences import MOVED, Speaker, fill
from shanyraq.directory.versions import Told, Value, beside
from shanyraq.directory.vocabulary import FACTS, fact_label, registration, use_label, word
from shanyraq.words.markup import format_html

SAID_BY_ACT: Final[dict[Act, frozenset[str]]] = {
    Act.RENAMED: frozenset({"name"}),
    Act.MOVED: frozenset(MOVED),
    Act.JOINED: frozenset({"branch_of", "part_of", "member_of", "supported_by", "partner_of"}),
    Act.LEFT: frozenset({"branch_of", "part_of", "member_of", "supported_by", "partner_of"}),
    Act.APPOINTED: frozenset({"office", "person"}),
    Act.RELEASED: frozenset({"office", "person"}),
}
TEXTS: Final = ("name", "short", "culture", "aim", "contact", "note")
WORDS: Final = ("kind", "level")
PLAIN: Final = ("kato", "bin")
ORGANISATIONS: Final = ("branch_of", "part_of", "member_of", "supported_by", "partner_of")
PLACES: Final = ("seat", "parent", "centre")
RANKS: Final = {key: n for n, key in enumerate(FACTS)}


def clauses(speaker: Speaker, told: Told, value: Value | None = None) -> SafeString:
    """All that the whole sentence leaves unsaid, as one line; empty where it says all. With a `value` of its own: all that the act leaves unsaid."""
    said = told.value() if value is None else value
    known = SAID_BY_ACT.get(told.act, frozenset())
    known |= {"name"} if value is None and speaker.says_name(told, said) else set()
    found = [*_state(speaker, told, said, known), *_until_then(speaker, told, said, known), *_parts(speaker, told, said), *_rest(speaker, told, said)]
    return mark_safe("; ".join(found[:1] + [_small(clause) for clause in found[1:]]))


def _line(label: Any, value: Any) -> SafeString:
    return format_html("{}: {}", label, value)


def _small(clause: SafeString) -> SafeString:
    """The clause with a small first letter, unless it is an abbreviation or begins with a name."""
    return clause if clause[:2].isupper() or clause.startswith("<") else mark_safe(clause[:1].lower() + clause[1:])


def _state(speaker: Speaker, told: Told, value: Value, known: frozenset[str]) -> Iterator[SafeString]:
    sort = "place_kind" if told.bodies[0].startswith("place:") else "kind"
    for key in sorted(value.keys() & RANKS.keys() - known, key=RANKS.__getitem__):
        said = value[key]
        if key in TEXTS:
            yield _line(fact_label(key), _text(speaker, said))
        elif key in WORDS:
            yield _line(fact_label(key), word(sort if key == "kind" else key, said))
        elif key in PLAIN:
            yield _line(fact_label(key), said)
        elif key in ORGANISATIONS + PLACES:
            yield _line(fact_label(key), speaker.bodies(told, said, "place" if key in PLACES else "organisation"))
        elif key == "registration":
            yield _line(fact_label(key), registration(said))
    yield from (_line(use_label(use), _text(speaker, said)) for use, said in value.get("also", {}).items() if "also" not in known)
    if {"office", "person"} <= value.keys() and "office" not in known:
        yield _line(word("office", value["office"]), speaker.body(told, value["person"], "person"))


def _text(speaker: Speaker, said: Any) -> SafeString | str:
    text = name_text({"und": said} if isinstance(said, str) else said, speaker.language)
    return format_html('<span lang="{}">{}</span>', text.lang, text.value) if text.fallback else text.value


def _until_then(speaker: Speaker, told: Told, value: Value, known: frozenset[str]) -> Iterator[SafeString]:
    old = {key: said for key, said in value.get("from", {}).items() if key not in known and value.get(key) != said}
    yield from (fill(_("until then %(said)s"), said=said) for said in _state(speaker, told, old, frozenset()))


def _parts(speaker: Speaker, told: Told, value: Value) -> Iterator[SafeString]:
    """What of a body that split went where, and what the parts were."""
    for part, keys in value.get("values", {}).items():
        known = frozenset({"name"}) if _is_called(speaker, told, part, keys.get("name")) else frozenset[str]()
        said = mark_safe(", ".join(_state(speaker, told, keys, known)))
        if said:
            yield format_html("{} ({})", speaker.body(told, part), said)
    ties = value.get("ties", {})
    if isinstance(ties, dict):
        went = _("to %(body)s went %(bodies)s")
        yield from (fill(went, body=speaker.body(told, part), bodies=speaker.bodies(told, gone)) for part, gone in ties.items())
    elif ties:
        yield fill(_("with it went %(bodies)s"), bodies=speaker.bodies(told, ties))


def _is_called(speaker: Speaker, told: Told, part: str, name: Any) -> bool:
    """Whether a part is shown under the very name that is told of it."""
    return bool(name) and str(_text(speaker, name)) == str(speaker.names.text(beside(part, told.bodies[0].partition(":")[0]), speaker.day(told)))


def _rest(speaker: Speaker, told: Told, value: Value) -> Iterator[SafeString]:
    if "until" in value and told.act != Act.ACCREDITED:
        yield _line(_("Last day") if is_day(value["until"]) else _("Until"), say(day_before(value["until"]), speaker.language))
    if "scheme" in value:
        yield _line(_("Scheme"), value["scheme"])
    if told.act == Act.ANNOUNCED:
        heirs = [name for key in ("into", "part", "by") for name in _listed(value.get(key)) if _is_body(speaker, told, name)]
        if heirs:
            yield _line(_("To take its place"), speaker.bodies(told, heirs))


def _listed(said: Any) -> list[str]:
    return [] if said is None else list(said) if isinstance(said, list | tuple) else [said]


def _is_body(speaker: Speaker, told: Told, name: str) -> bool:
    """`by` is a body or a way of founding; a body is in the registers."""
    return beside(name, told.bodies[0].partition(":")[0]) in speaker.names.rows
