"""An application as the board sees it: for whom, what happened, who may be known already, and what can be done."""
from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from shanyraq.accounts.models import User
from shanyraq.entrance.named import named
from shanyraq.joining import questions, telling, twice
from shanyraq.joining.board_list import MOST_BODIES, choices
from shanyraq.joining.form_page import field as form_field
from shanyraq.joining.models import Applicant, Application
from shanyraq.joining.terms import BY_THE_BOARD, OPEN, UNDECIDED, Proof, State
from shanyraq.people.models import Membership, Person, Spelling
from shanyraq.people.terms import MemberKind, Office
from shanyraq.rights import which
from shanyraq.rights.naming import names
from shanyraq.words.texts import Text

Row = dict[str, Any]


@dataclass
class Sheet:
    """The page of an application for one visitor; `typed` into a form of it, with what is wrong there."""

    user: User
    meant: Application
    language: str
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    applicants: list[Applicant] = field(init=False)
    alike: dict[int, list[tuple[Person, str]]] = field(init=False)
    called: dict[int, Text] = field(init=False)
    silent: bool = field(init=False)  # somebody consents no more: what is erased within a day is shown no more

    def __post_init__(self) -> None:
        self.applicants = list(Applicant.objects.filter(application=self.meant).order_by("number"))
        self.silent = self.meant.state not in OPEN and Application.objects.without_consent().filter(pk=self.meant.pk).exists()
        if self.silent:
            self._silence()
        self.alike = questions.alike(self.user, self.meant, self.applicants, self.today) if self.meant.state in OPEN else {}
        self.called = called([person for pairs in self.alike.values() for person, _why in pairs])

    def _silence(self) -> None:
        self.meant.phone = self.meant.email = ""
        for one in self.applicants:
            one.born = None

    def shown(self) -> Row:
        """What `joining/one.html` takes."""
        meant, people = self.meant, telling.people(self.applicants, self.language, self.today)
        bodies = names([pk for pk in (meant.organisation_id, meant.court_id) if pk], self.language, self.today)
        decides = meant.state in OPEN and questions.decided_by(self.user, meant, self.today)
        return {
            "application": meant, "state": State(meant.state), "people": people, "name": people[0]["name"], "wishes": telling.wishes(meant),
            "organisation": bodies[meant.organisation_id], "court": bodies.get(meant.court_id or 0), "key": secrets.token_hex(20),
            "history": self._history(), "proof": Proof(meant.proof).label if meant.proof else "",
            "call": "".join(sign for sign in meant.phone if sign.isdigit() or sign == "+"), "alike": self._alike(),
            "others": self._others() if meant.state in OPEN else [],
            "errors": [{"text": text, "target": f"j-{name}"} for name, text in self.errors.items()],
            "watchers": self._watchers(), "decides": decides, **(self._deeds() if decides else {}),
        }  # fmt: skip

    def _history(self) -> list[Row]:
        told = telling.history(self.meant, self.language, self.today)
        return [{**one, "note": ""} for one in told] if self.silent else told

    def _others(self) -> list[Row]:
        """{pk, name, organisation, made, why} of open applications that the same people may have sent."""
        found = twice.others(self.user, self.meant, self.applicants, self.today)
        why, rows = _grounds(), telling.rows([one for one, _reason in found], self.language, self.today)
        return [{**row, "why": why[reason]} for row, (_one, reason) in zip(rows, found, strict=True)]

    def _watchers(self) -> list[Row]:
        """{office, organisation} whose holders see it today; four queries, after an appeal six."""
        found = questions.watching(self.meant, self.today)
        bodies = names({row["organisation"] for row in found}, self.language, self.today)
        return [{"office": Office(row["office"]).label, "organisation": bodies[row["organisation"]]} for row in found]

    def _deeds(self) -> Row:
        """The forms, each with its fields."""
        asked, reason = _("What would you like to know?"), _("Why? The applicant reads it.")
        kinds = _offered(MemberKind.choices, self.typed.get("kind", MemberKind.MEMBER))
        since = self.typed.get("since", self.today.isoformat())
        ways = _offered(((one, one.label) for one in BY_THE_BOARD), self.typed.get("proof", ""))
        return {
            "undecided": self.meant.state in UNDECIDED, "onward": self._onward(),
            "known": [self._select("proof", _("How do you know?"), ways)],
            "take": [
                self._select("kind", _("As what?"), kinds),
                form_field("since", _("Since which day?"), since, self.errors, kind="date", required=True), *self._same(),
            ],
            "ask": [form_field("question", asked, self.typed.get("question", ""), self.errors, kind="textarea", required=True)],
            "refuse": [form_field("reason", reason, self.typed.get("reason", ""), self.errors, kind="textarea", required=True)],
        }  # fmt: skip

    def _onward(self) -> list[Row]:
        if self.meant.state not in UNDECIDED:
            return []
        found = questions.onward(self.user, self.meant, self.today).order_by("slug")[:MOST_BODIES]
        offered = choices({one.pk: one.slug for one in found}, self.language, self.typed.get("to", ""), self.today)
        return [self._select("to", _("To which organisation?"), offered)] if offered else []

    def _same(self) -> list[Row]:
        """Of whom somebody in reach may be the same: whether so."""
        return [self._who(one, pairs) for one in self.applicants if (pairs := self.alike.get(one.number))]

    def _who(self, one: Applicant, pairs: Sequence[tuple[Person, str]]) -> Row:
        name = f"same-{one.number}"
        known = [(person.slug, self.called[person.pk].value) for person, _why in pairs]
        offered = _offered([("", _("somebody new")), *known], self.typed.get(name, ""))
        label = _("Who is %(name)s?") % {"name": telling.called(one).value}
        return form_field(name, label, "", self.errors, kind="radio", required=True, choices=offered)

    def _alike(self) -> list[Row]:
        """{slug, name, why, of (name of the applicant), memberships [{organisation, kind}]} of those who may be the same."""
        if not self.called:
            return []
        held = list(which(self.user, questions.MEMBERS, Membership.objects.filter(person__in=self.called), self.today).order_by("since", "pk"))
        bodies = names({row.organisation_id for row in held}, self.language, self.today)
        told: dict[int, list[Row]] = {}
        for row in held:
            told.setdefault(row.person_id, []).append({"organisation": bodies[row.organisation_id], "kind": MemberKind(row.kind).label})
        why = _grounds()
        of = {one.number: telling.called(one) for one in self.applicants}
        return [
            {"slug": person.slug, "name": self.called[person.pk], "why": why[reason], "of": of[number], "memberships": told.get(person.pk, [])}
            for number, pairs in self.alike.items()
            for person, reason in pairs
        ]

    def _select(self, name: str, label: str, offered: list[Row]) -> Row:
        return form_field(name, label, "", self.errors, kind="select", required=True, choices=offered)


def called(persons: Sequence[Person]) -> dict[int, Text]:
    """Members as they named themselves first, others by their public name; two queries."""
    rows = Spelling.objects.filter(person__in=persons, first=True)
    return named(persons) | {row.person_id: telling.called(row) for row in rows}


def _grounds() -> dict[str, str]:
    name, contact = _("the same name"), _("the same phone or e-mail")
    return {"name": name, "contact": contact, "both": f"{name}, {contact}"}


def _offered(pairs: Iterable[tuple[str, Any]], chosen: str) -> list[Row]:
    return [{"value": value, "label": label, "chosen": value == chosen} for value, label in pairs]
