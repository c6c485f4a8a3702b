"""The list as the register has it now: rows for a page, a spreadsheet and a Word file, and the count of levels by registration."""
from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from shanyraq.chronicle.models import FOREVER, Claim
from shanyraq.dating.sentences import say
from shanyraq.directory.namebook import Namebook
from shanyraq.directory.vocabulary import registration, word
from shanyraq.people.models import Holding
from shanyraq.people.terms import Office
from shanyraq.registry.models import Life, Seat, Tie, Trait
from shanyraq.registry.terms import UNDER, Level
from shanyraq.words.texts import pick

Row = dict[str, Any]
TEXTS: Final = ("culture", "contact", "note")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one organisation on a day, in words."""

    slug: str
    name: Any  # Text
    url: str
    level: str  # a term, or empty
    registered: bool
    cells: dict[str, str]


def told_of(slugs: Sequence[str], day: date, language: str) -> list[Told]:
    """In the order of the list; what only may be so counts as told. Eleven queries, however many."""
    of: Any = {"organisation__slug__in": slugs}
    traits: dict[str, dict[str, str]] = defaultdict(dict)
    for slug, fact, value in Trait.objects.known_on(None).as_of(day).filter(**of).values_list("organisation__slug", "fact", "value"):
        traits[slug][fact] = value
    seats = dict(Seat.objects.known_on(None).as_of(day).filter(**of).values_list("organisation__slug", "place__slug"))
    chairs = dict(_chairs(of, day))
    ties = Tie.objects.known_on(None).as_of(day).filter(child__slug__in=slugs, kind__in=UNDER).order_by("pk")
    parents = dict(ties.values_list("child__slug", "parent__slug"))
    names = Namebook(language)
    keys = {f"organisation:{slug}" for slug in (*slugs, *parents.values())}
    names.read(keys | {f"place:{s}" for s in seats.values()} | {f"person:{s}" for s in chairs.values()}, None)
    begins = _begins(of, language)

    def named(kind: str, slug: str | None) -> str:
        return str(names.text(f"{kind}:{slug}", day)) if slug else ""

    found = []
    for slug in slugs:
        own = traits[slug]
        cells = {
            "kind": word("kind", own["kind"]) if "kind" in own else "",
            "level": word("level", own["level"]) if "level" in own else "",
            "registration": registration(own["registration"]) if "registration" in own else "",
            "bin": own.get("bin", ""),
            "since": begins.get(slug, ""),
            "seat": named("place", seats.get(slug)),
            "parent": named("organisation", parents.get(slug)),
            "chair": named("person", chairs.get(slug)),
            **{fact: _text(own.get(fact, ""), language) for fact in TEXTS},
        }
        body = names.body(f"organisation:{slug}", day)
        found.append(Told(slug, body["text"], body["url"], own.get("level", ""), "registration" in own, cells))
    return found


def _chairs(of: Any, day: date) -> Iterable[tuple[str, str]]:
    rows = Holding.objects.known_on(None).as_of(day).filter(**of, office=Office.CHAIR, acting=False).order_by("begin_latest", "pk")
    return [(slug, person) for slug, person in rows.values_list("organisation__slug", "person__slug")]


def _begins(of: Any, language: str) -> dict[str, str]:
    """When each began, in the words of the date that counts; nothing of those of which only a list tells."""
    lives = dict(Life.objects.known_on(None).filter(**of, begin_change__isnull=False).values_list("organisation__slug", "begin_change"))
    claims = Claim.objects.filter(version__change__in=set(lives.values()), version__known_to=FOREVER, preferred=True).exclude(date="")
    dates = dict(claims.values_list("version__change", "date"))
    return {slug: say(dates[change], language) for slug, change in lives.items() if change in dates}


def _text(value: str, language: str) -> str:
    return str(pick(json_texts(value), language)) if value else ""


def json_texts(value: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(value)
    return found


def headings() -> dict[str, str]:
    """The columns of the list that is given back, in their order."""
    return {
        "kind": _("Kind"), "level": _("Level"), "registration": _("State registration"), "bin": _("BIN"), "since": _("Since"), "seat": _("Seat"),
        "parent": _("Belongs to"), "chair": _("Chair"), "contact": _("Contact"), "culture": _("Culture it keeps"), "note": _("Note"),
    }  # fmt: skip


def table(found: Sequence[Told]) -> tuple[list[str], list[list[object]]]:
    """Headings and rows; a column of which nothing is told is left out."""
    used = {key: label for key, label in headings().items() if any(told.cells[key] for told in found)}
    rows: list[list[object]] = [[n, str(told.name), *(told.cells[key] for key in used)] for n, told in enumerate(found, 1)]
    return ["№", _("Name"), *used.values()], rows


def levels(found: Sequence[Told]) -> list[Row]:
    """[{label, all, registered, not_registered}]: a row a level, in the order of the levels, and the sum."""
    counts = Counter((told.level, told.registered) for told in found)
    order = [*Level.values, *sorted({told.level for told in found} - {*Level.values, ""}), ""]
    rows = [_level(word("level", level) if level else _("level not told"), counts[level, True], counts[level, False]) for level in order]
    registered = sum(told.registered for told in found)
    return [*(row for row in rows if row["all"]), {**_level(_("All"), registered, len(found) - registered), "sum": True}]


def _level(label: str, registered: int, others: int) -> Row:
    return {"label": label, "all": registered + others, "registered": registered, "not_registered": others, "sum": False}
