"""The form of whoever wants to join: what was typed, however often it goes back and forth, and what is wrong with it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.translation import gettext as _

from shanyraq.joining.sending import MOST_PEOPLE, OneOf
from shanyraq.joining.stamps import SALT, key_of, linked_to
from shanyraq.joining.terms import Wish
from shanyraq.journal.stamps import fault_of, new_stamp
from shanyraq.people.ages import is_child

Row = dict[str, Any]
PARTS: Final = ("family", "given", "patronymic")
TYPED: Final = (*PARTS, "phone", "email", "district", "to", "by", "stamp", "website")
TICKED: Final = ("comes_by", "account", "adult", "consent")
ADULT, CHILD = "adult", "child"
LONGEST: Final = {"family": 80, "given": 80, "patronymic": 80, "phone": 40, "email": 200}
LEAST_DIGITS: Final = 5
ADVERTISING: Final = re.compile(r"[/@\\]|www\.", re.IGNORECASE)
WRITTEN: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def heading_of(kind: str) -> str:
    return _("Child") if kind == CHILD else _("Adult")


def day_of(typed: str) -> date | None:
    """A day as browsers send it, or as people write it here: 31.12.2015."""
    written = WRITTEN.fullmatch(typed)
    try:
        return date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(typed)
    except ValueError:
        return None


@dataclass
class JoinForm:
    """`typed` is kept as it came, of each further person in `others`; `errors` is {name of a field: sentence}."""

    typed: dict[str, str]
    ticked: set[str] = field(default_factory=set)
    wishes: list[str] = field(default_factory=list)
    others: list[dict[str, str]] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def blank(cls, asked: QueryDict) -> JoinForm:
        """For the organisation that the link names."""
        told = {"to": asked.get("to", "")[:60], "by": asked.get("by", "")[:400], "district": asked.get("district", "")[:60]}
        told["to"] = linked_to(told["by"]) or told["to"]
        return cls(dict.fromkeys(TYPED, "") | told | {"stamp": new_stamp(SALT)})

    @classmethod
    def of(cls, sent: QueryDict) -> JoinForm:
        typed = {name: " ".join(sent.get(name, "").split())[:400] for name in TYPED}
        wishes = [one for one in sent.getlist("wishes") if one in Wish.values]
        return cls(typed, {name for name in TICKED if sent.get(name)}, wishes, list(_others(sent)))

    def change(self, do: str) -> bool:
        """Carry out a button that sends nothing yet: one more person, one fewer, the organisations of a district. Returns whether it was one."""
        if do in (ADULT, CHILD):
            if len(self.others) < MOST_PEOPLE - 1:
                self.others.append({"kind": do, "family": self.typed["family"], "given": "", "patronymic": "", "born": ""})
        elif do.startswith("drop-"):
            self.others = [one for number, one in enumerate(self.others, 1) if do != f"drop-{number}"]
        return bool(do)

    @property
    def key(self) -> str:
        """The form that was handed out, whoever sends it how often."""
        return key_of(self.typed["stamp"])

    def judge(self, today: date) -> bool:
        """Whether it can be kept; what is wrong stands in `errors`."""
        self.errors = {}
        for name, told in self._faults(today):
            self.errors.setdefault(name, told)
        if fault := fault_of(self.typed["stamp"], SALT):
            self.typed["stamp"] = new_stamp(SALT)
            self.errors = self.errors or {"stamp": fault}  # whoever has to mend something else need not know
        return not self.errors

    def whose(self, name: str) -> str:
        """Of whom among several people a field is: the name as written, or as the form calls them; empty where there is nobody else."""
        start, _dash, part = name.rpartition("-")
        if not self.others or part not in (*PARTS, "born") or (start and not start[1:].isdigit()):
            return ""
        if not start:
            return self.typed["given"] or _("You")
        one = self.others[int(start[1:]) - 1]
        return one["given"] or f"{heading_of(one['kind'])} ({start[1:]})"

    def people(self) -> tuple[OneOf, ...]:
        first = OneOf(self.typed["given"], self.typed["family"], self.typed["patronymic"])
        others = (OneOf(one["given"], one["family"], one["patronymic"], day_of(one["born"]) if one["kind"] == CHILD else None) for one in self.others)
        return (first, *others)

    def _faults(self, today: date) -> Iterator[tuple[str, str]]:
        if not self.typed["to"]:
            yield "to", _("Choose the organisation that you would like to join.")
        yield from self._name_faults("", self.typed)
        yield from self._reach_faults()
        for number, one in enumerate(self.others, 1):
            yield from self._name_faults(f"p{number}-", one)
            if one["kind"] == CHILD:
                yield from _birth_faults(f"p{number}-born", one["born"], today)
        if "adult" not in self.ticked:
            yield "adult", _("Somebody who is 18 or older writes, for children, too.")
        if "consent" not in self.ticked:
            yield "consent", _("Without your consent nothing may be kept, and so nobody can answer you.")
        if self.typed["website"]:
            yield "website", _("Leave this field empty: it is there to catch machines.")

    def _name_faults(self, start: str, typed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        if not any(sign.isalpha() for sign in typed["given"]):
            yield f"{start}given", _("Write the given name, too.")
        for part in PARTS:
            if len(typed[part]) > LONGEST[part]:
                yield f"{start}{part}", _("A part of a name has 80 signs at most.")
            if ADVERTISING.search(typed[part]):  # it would go out in our letters
                yield f"{start}{part}", _("A name holds no web address.")

    def _reach_faults(self) -> Iterator[tuple[str, str]]:
        phone, email = self.typed["phone"], self.typed["email"]
        if not phone and not email and "comes_by" not in self.ticked:
            yield "phone", _("Say how you can be reached, or that you will come by.")
        if phone and (sum(sign.isdigit() for sign in phone) < LEAST_DIGITS or len(phone) > LONGEST["phone"]):
            yield "phone", _("This is no phone number.")
        if email and not _is_address(email):
            yield "email", _("This is no e-mail address.")


def _others(sent: QueryDict) -> Iterator[dict[str, str]]:
    for number in range(1, MOST_PEOPLE):
        kind = sent.get(f"p{number}-kind", "")
        if kind in (ADULT, CHILD):
            parts = {part: " ".join(sent.get(f"p{number}-{part}", "").split())[:400] for part in (*PARTS, "born")}
            yield {"kind": kind, **parts}


def _birth_faults(name: str, typed: str, today: date) -> Iterator[tuple[str, str]]:
    born = day_of(typed)
    if born is None:
        yield name, _("Choose the day on which the child was born.")
    elif born > today:
        yield name, _("This day is still to come.")
    elif not is_child(born, today):
        yield name, _("Whoever is 18 or older is no child: add them as an adult.")


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return len(typed) <= LONGEST["email"]
