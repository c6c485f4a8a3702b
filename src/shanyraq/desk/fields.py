"""The page of details: what it asks of an act, drawn from the grammar of the chronicle, and how what was typed becomes the value."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shanyraq.chronicle.terms import Act
from shanyraq.chronicle.tomlfile import check_digit
from shanyraq.chronicle.tomlfile.grammar import ACTS, GRADES, KINDS, LEVELS, OFFICES, STATE, WAYS_OF_FOUNDING
from shanyraq.dating.last_days import day_before, next_day
from shanyraq.dating.reading import read
from shanyraq.dating.refusal import DateRefused
from shanyraq.dating.sentences import say
from shanyraq.desk.choosing import below, book, names_told, rows_of
from shanyraq.desk.contents import BODIES, TIES, Content, fields_of, keys_in, own_value, sort, tie_in, value_at
from shanyraq.desk.terms import NAMES_ON, Step
from shanyraq.directory.namebook import name_text
from shanyraq.directory.sentences import FOUNDED_BY
from shanyraq.directory.vocabulary import fact_label, tie_label, word

Row = dict[str, Any]
LONGEST: Final = 2000
LANGUAGES: Final = dict(settings.LANGUAGES)
TEXTS: Final = ("short", "culture", "aim", "contact", "note")
LINES: Final = ("number", "bin", "kato", "registration")
SELECTS: Final[dict[str, tuple[str, ...]]] = {"level": LEVELS, "office": OFFICES, "by": WAYS_OF_FOUNDING}
BIN: Final = re.compile("[0-9]{12}")
KATO: Final = re.compile("[0-9]{9}")
LABELS: Final[dict[str, Any]] = {
    "by": gettext_lazy("How was it founded?"),
    "number": gettext_lazy("Number of the registration"),
    "office": gettext_lazy("Office"),
    "person": gettext_lazy("Who held it"),
    "acting": gettext_lazy("For the time being only (acting)"),
    "until": gettext_lazy("Until what day does it hold?"),
    "tie": gettext_lazy("As what?"),
    "from_name": gettext_lazy("Name until then"),
    "from_kind": gettext_lazy("Kind until then"),
    "going": gettext_lazy("What went with it?"),
}
HINTS: Final[dict[str, Any]] = {
    "bin": gettext_lazy("Twelve digits"),
    "kato": gettext_lazy("Nine digits"),
    "until": gettext_lazy("The last day on which it holds, for example 30 June 2027"),
    "culture": gettext_lazy("Whose language and customs the organisation keeps; nothing is said of any person"),
    "contact": gettext_lazy("The office's own phone or address, not a private one"),
    "from_name": gettext_lazy("It tells the order of two changes of the name"),
}


class Wrong(ValueError):
    """What was typed cannot be taken; the message is a sentence for the one who typed it."""


@dataclass(slots=True)
class Page:
    """What is shown of one account of a draft: what is told, or what was typed and not taken."""

    content: Content
    number: int
    language: str
    today: date
    typed: Mapping[str, Any] | None = None
    wrong: dict[str, str] = field(default_factory=dict)  # by name of the input

    @property
    def value(self) -> dict[str, Any]:
        return value_at(self.content, self.number)

    def said(self, name: str, told: Any) -> Any:
        return self.typed.get(name, "") if self.typed is not None else told

    def row(self, name: str, label: Any, told: Any, **more: Any) -> Row:
        base = {
            "id": f"f-{name}", "name": name, "label": label, "kind": "text", "value": self.said(name, told), "hint": "", "required": False,
            "choices": [], "error": self.wrong.get(name, ""), "autocomplete": "", "inputmode": "", "pick": None,
        }  # fmt: skip
        return base | more


def rows(page: Page) -> list[Row]:
    """The fields as `site/parts/field.html` takes them; those with `pick` lead to a page where bodies are chosen."""
    return [row for name in fields_of(page.content) for row in _shows(name)(page, name)]


def take(page: Page, post: Any) -> dict[str, str]:
    """Put what was typed into the account; gives what was not taken, by input. What is right is kept all the same."""
    value = own_value(page.content, page.number)
    page.typed = post
    for name in fields_of(page.content):
        try:
            _takes(name)(page, name, value)
        except (Wrong, DateRefused) as refusal:
            page.wrong[_input(page, name)] = str(refusal)
    for key in ("from", "values", "ties"):
        if key in value and not value[key]:
            del value[key]
    return page.wrong


def _input(page: Page, name: str) -> str:
    return f"{name}-{page.language}" if name == "name" or name in TEXTS else name


def label_of(name: str) -> str:
    if name in LABELS:
        return str(LABELS[name])
    return str(fact_label(name))


# ---- what is shown


def _shows(name: str) -> Callable[[Page, str], Iterable[Row]]:
    if name == "name":
        return _names
    if name in TEXTS:
        return _text
    return SHOWS.get(name, _bodies if name in STATE and STATE[name].form in BODIES else _line)


def _names(page: Page, name: str) -> Iterator[Row]:
    told = page.value.get("name", {})
    for language in [page.language, *(code for code in LANGUAGES if code != page.language)]:
        label = _("%(field)s (%(language)s)") % {"field": label_of(name), "language": LANGUAGES[language]}
        known = name_text({language: told[language]}, language).value if language in told else ""
        yield page.row(f"name-{language}", label, known, left_out=_in_one_language(page))


def _in_one_language(page: Page) -> str:
    """When a name may be left out, where not always."""
    if page.content["act"] == Act.RENAMED:
        return _("(in one language at least, or a short name)")
    return _("(in one language at least)") if _needed(page) else ""


def _text(page: Page, name: str) -> Iterator[Row]:
    told = page.value.get(name, {})
    kind = "text" if name in ("short", "culture") else "textarea"
    said = told.get(page.language) or told.get("und", "")
    yield page.row(f"{name}-{page.language}", label_of(name), said, kind=kind, hint=HINTS.get(name, ""))


def _line(page: Page, name: str) -> Iterator[Row]:
    mode = "numeric" if name in ("bin", "kato") else ""
    yield page.row(name, label_of(name), page.value.get(name, ""), hint=HINTS.get(name, ""), inputmode=mode)


def _select(page: Page, name: str) -> Iterator[Row]:
    told = page.said(name, page.value.get(name, ""))
    required = name in ACTS[page.content["act"]].required
    none = [{"value": "", "label": _("Choose") if required else _("Not told"), "chosen": not told}]
    choices = none + _words(page, name, told)
    yield page.row(name, label_of(name), told, kind="select", choices=choices, required=required, left_out=_together(page, name))


def _together(page: Page, name: str) -> str:
    """An office is told with its holder, where both are asked."""
    together = {"office", "person"}
    return _("(office and person together, or neither)") if name in together <= set(fields_of(page.content)) else ""


def _words(page: Page, name: str, told: str) -> list[Row]:
    found = [(value, _word(page, name, value)) for value in _known(page, name)]
    return [{"value": value, "label": label, "chosen": value == told} for value, label in found]


def _known(page: Page, name: str) -> tuple[str, ...]:
    return KINDS["place" if sort(page.content) == "place" else "organisation"] if name == "kind" else SELECTS[name]


def _word(page: Page, name: str, value: str) -> str:
    if name == "by":
        return str(FOUNDED_BY[value])
    return word("place_kind" if name == "kind" and sort(page.content) == "place" else name, value)


def _acting(page: Page, name: str) -> Iterator[Row]:
    chosen = bool(page.said(name, page.value.get(name)))
    yield page.row(name, _("Is it an acting one?"), "", kind="checkbox", choices=[{"value": "1", "label": label_of(name), "chosen": chosen}])


def _until(page: Page, name: str) -> Iterator[Row]:
    told = page.value.get(name, "")
    yield page.row(name, label_of(name), say(day_before(told), page.language) if told else "", hint=HINTS[name])


def _tie(page: Page, name: str) -> Iterator[Row]:
    told = page.said(name, _tie_said(page.value))
    found = [(tie, tie_label(tie)) for tie in TIES]
    grades = [(f"member_of+{grade}", tie_label("member_of", grade)) for grade in GRADES] if page.content["act"] == Act.JOINED else []
    choices = [{"value": tie, "label": label, "chosen": tie == told} for tie, label in [*found[:3], *grades, *found[3:]]]
    yield page.row(name, label_of(name), told, kind="radio", choices=choices, required=True)


def _tie_said(value: dict[str, Any]) -> str:
    tie = tie_in(value)
    return f"{tie}+{value['grade']}" if value.get("grade") else tie


def _bodies(page: Page, name: str) -> Iterator[Row]:
    listed = rows_of(keys_in(page.content, name, page.number), page.language, page.today, page.content["new"])
    yield page.row(name, label_of(name), "", pick=listed, left_out=_together(page, name))


def _old_names(page: Page, name: str) -> Iterator[Row]:
    told = page.said(name, _packed(page.value.get("from", {}).get("name")))
    known = {_packed(texts): texts for texts in names_told(page.content["on"][0])} if page.content["on"] else {}
    if told and told not in known and page.value.get("from", {}).get("name"):
        known[told] = page.value["from"]["name"]
    choices = [{"value": packed, "label": name_text(texts, page.language).value, "chosen": packed == told} for packed, texts in known.items()]
    if choices:
        none = {"value": "", "label": _("Not told"), "chosen": not told}
        yield page.row(name, label_of(name), told, kind="select", choices=[none, *choices], hint=HINTS[name])


def _packed(texts: Any) -> str:
    return json.dumps(texts, ensure_ascii=False, sort_keys=True) if texts else ""


def _old_kind(page: Page, name: str) -> Iterator[Row]:
    told = page.said(name, page.value.get("from", {}).get("kind", ""))
    none = {"value": "", "label": _("Not told"), "chosen": not told}
    yield page.row(name, label_of(name), told, kind="select", choices=[none, *_words(page, "kind", told)])


def _going(page: Page, _name: str) -> Iterator[Row]:
    """Each organisation below the old one: with which part it goes."""
    children = _children(page)
    names = book(children, page.language, page.content["new"])
    parts = rows_of(keys_in(page.content, _parts_page(page)), page.language, page.today, page.content["new"])
    ties = page.value.get("ties", {})
    for child in children:
        told = page.said(f"going-{child}", _part_of(child, ties, [part["key"] for part in parts]))
        choices = [{"value": part["key"], "label": part["text"].value, "chosen": part["key"] == told} for part in parts]
        none = {"value": "", "label": _("It does not go with it"), "chosen": not told}
        label = _("Where did it go: %(name)s") % {"name": names.text(child, page.today).value}
        yield page.row(f"going-{child}", label, told, kind="select", choices=[none, *choices])


def _parts_page(page: Page) -> str:
    return Step.INTO if page.content["act"] == Act.SPLIT else Step.PART


def _children(page: Page) -> list[str]:
    if not page.content["on"] or sort(page.content) != "organisation":
        return []
    return [child for child in below(page.content["on"][0]) if child not in keys_in(page.content, _parts_page(page))]


def _part_of(child: str, ties: Any, parts: list[str]) -> str:
    bare = child.removeprefix("organisation:")
    if isinstance(ties, dict):
        return next((f"organisation:{part}" for part, children in ties.items() if bare in children), "")
    return parts[0] if parts and bare in ties else ""


# ---- what is taken


def _takes(name: str) -> Callable[[Page, str, dict[str, Any]], None]:
    if name == "name" or name in TEXTS:
        return _take_texts
    return TAKES.get(name, _leave if name not in LINES else _take_line)


def _leave(_page: Page, name: str, value: dict[str, Any]) -> None:
    """Bodies have a page of their own."""
    if name == "person" and "office" in value and "person" not in value:
        raise Wrong(_("Choose who held the office as well, or no office."))


def _typed(page: Page, name: str) -> str:
    assert page.typed is not None
    return " ".join(str(page.typed.get(name, ""))[:LONGEST].split())


def _put(value: dict[str, Any], name: str, said: Any) -> None:
    if said:
        value[name] = said
    else:
        value.pop(name, None)


def _take_texts(page: Page, name: str, value: dict[str, Any]) -> None:
    told = dict(value.get(name, {}))
    languages = LANGUAGES if name == "name" else [page.language]
    for language in languages:
        said = _typed(page, f"{name}-{language}")
        if said == (name_text({language: told[language]}, language).value if language in told else ""):
            continue
        if said != told.get("und"):
            _put(told, language, said)
    if any(_typed(page, f"{name}-{language}") for language in languages) and name != "name":
        told.pop("und", None)
    _put(value, name, told)
    if not told and name in _needed(page):
        raise Wrong(_("Type the name in one language at least."))


def _needed(page: Page) -> tuple[str, ...]:
    """A renaming needs a name, and a new body that is named by nothing but the act."""
    act, value = page.content["act"], value_at(page.content, page.number)
    named_here = act in NAMES_ON and any(key in page.content["new"] for key in page.content["on"])
    return ("name",) if named_here or (act == Act.RENAMED and not value.get("short")) else ()


def _take_line(page: Page, name: str, value: dict[str, Any]) -> None:
    said = _typed(page, name)
    if said and name == "bin" and not (BIN.fullmatch(said) and check_digit(said[:11]) == int(said[11])):
        raise Wrong(_("A BIN has twelve digits, and the last one checks the others: compare “%(typed)s” with the paper.") % {"typed": said[:40]})
    if said and name == "kato" and not KATO.fullmatch(said):
        raise Wrong(_("A KATO code has nine digits: compare “%(typed)s” with the paper.") % {"typed": said[:40]})
    _put(value, name, said)


def _take_select(page: Page, name: str, value: dict[str, Any]) -> None:
    said = _typed(page, name)
    if said not in ("", *_known(page, name)):
        raise Wrong(_("Choose one of the list."))
    if not said and name == "office" and (name in ACTS[page.content["act"]].required or "person" in value):
        raise Wrong(_("Choose the office."))
    _put(value, name, said)


def _take_acting(page: Page, name: str, value: dict[str, Any]) -> None:
    _put(value, name, bool(_typed(page, name)))


def _take_until(page: Page, name: str, value: dict[str, Any]) -> None:
    said = _typed(page, name)
    _put(value, name, next_day(read(said, language=page.language).text) if said else "")


def _take_tie(page: Page, name: str, value: dict[str, Any]) -> None:
    tie, _plus, grade = _typed(page, name).partition("+")
    if tie not in TIES or grade not in ("", *GRADES):
        raise Wrong(_("Choose as what it belongs to the other one."))
    parents = [key.removeprefix("organisation:") for key in keys_in(page.content, Step.TO, page.number)]
    for old in (*TIES, "grade"):
        value.pop(old, None)
    value[tie] = parents[0] if tie == "branch_of" else parents
    _put(value, "grade", grade)


def _take_old_name(page: Page, name: str, value: dict[str, Any]) -> None:
    said = str((page.typed or {}).get(name, ""))
    known = {_packed(texts): texts for texts in (*names_told(page.content["on"][0]), value.get("from", {}).get("name"))}
    _put_old(value, "name", known.get(said))


def _take_old_kind(page: Page, name: str, value: dict[str, Any]) -> None:
    said = _typed(page, name)
    _put_old(value, "kind", said if said in _known(page, "kind") else None)


def _put_old(value: dict[str, Any], key: str, said: Any) -> None:
    old = dict(value.get("from", {}))
    _put(old, key, said)
    value["from"] = old


def _take_going(page: Page, _name: str, value: dict[str, Any]) -> None:
    parts = keys_in(page.content, _parts_page(page))
    went = {child: _typed(page, f"going-{child}") for child in _children(page)}
    ties = {_bare(part): [_bare(child) for child, chosen in went.items() if chosen == part] for part in parts}
    ties = {part: children for part, children in ties.items() if children}
    value["ties"] = ties if page.content["act"] == Act.SPLIT else [child for children in ties.values() for child in children]


def _bare(key: str) -> str:
    return key.removeprefix("organisation:")


SHOWS: Final[dict[str, Callable[[Page, str], Iterable[Row]]]] = {
    **dict.fromkeys(("kind", *SELECTS), _select), "acting": _acting, "until": _until, "tie": _tie, "from_name": _old_names,
    "from_kind": _old_kind, "going": _going,
}  # fmt: skip
TAKES: Final[dict[str, Callable[[Page, str, dict[str, Any]], None]]] = {
    **dict.fromkeys(("kind", *SELECTS), _take_select), "acting": _take_acting, "until": _take_until, "tie": _take_tie, "from_name": _take_old_name,
    "from_kind": _take_old_kind, "going": _take_going,
}  # fmt: skip
