"""The form of a remark: what was typed, judged without asking anybody outside of this house."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from django.core import signing
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from shanyraq.directory.namebook import ROUTES
from shanyraq.journal.stamps import fault_of, new_stamp
from shanyraq.remarks.changes import Said
from shanyraq.remarks.terms import Kind

SALT: Final = "shanyraq.remarks.form"
LONGEST: Final = {"text": 4000, "right": 4000, "evidence": 2000, "contact": 200, "about": 80, "fact": 80, "quote": 200, "address": 400}
NAMES: Final = ("kind", "stamp", "website", *LONGEST)
MOST_LINKS: Final = 3
LINK: Final = re.compile(r"https?://|www\.", re.IGNORECASE)
RULES: Final = {
    "about": re.compile(r"(organisation|place|person):[a-z0-9-]{1,60}"),
    "fact": re.compile(r"[A-Za-z][A-Za-z0-9-]*"),
    "quote": re.compile(r"[^\n]+"),
    "address": re.compile(r"/(?![/\\])[^\s\\]*"),
}

Row = dict[str, Any]


@dataclass
class RemarkForm:
    """`typed` is kept as it came; `errors` is {name of a field: sentence}."""

    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: QueryDict) -> RemarkForm:
        return cls({name: sent.get(name, "").strip() for name in NAMES})

    @classmethod
    def blank(cls, asked: QueryDict) -> RemarkForm:
        """About what the link says; whatever is no key, anchor or address of ours is left out."""
        address = asked.get("from", "")
        held = {"fact": asked.get("fact", ""), "quote": asked.get("quote", ""), "address": address, "about": body_at(address)}
        kept = {name: text for name, text in held.items() if RULES[name].fullmatch(text) and len(text) <= LONGEST[name]}
        return cls({**dict.fromkeys(NAMES, ""), "kind": asked.get("kind", ""), "stamp": new_stamp(SALT), **kept})

    def get(self, name: str) -> str:
        return self.typed[name]

    @property
    def key(self) -> str:
        """The form that was handed out, whoever sends it how often."""
        return str(signing.loads(self.get("stamp"), salt=SALT))

    @property
    def said(self) -> Said:
        names = ("text", "about", "fact", "quote", "address", "right", "evidence")
        return Said(kind=self.get("kind"), **{name: self.get(name) for name in names})

    def judge(self) -> bool:
        """Whether it can be kept; what is wrong stands in `errors`."""
        self.errors = dict(self._faults())
        if "stamp" in self.errors:
            self.typed["stamp"] = new_stamp(SALT)
        return not self.errors

    def _faults(self) -> list[tuple[str, str]]:
        too_long = [(name, most) for name, most in LONGEST.items() if len(self.get(name)) > most]
        found = [(name, _("This is too long: at most %(most)s signs.") % {"most": most}) for name, most in too_long]
        self.typed |= {name: "" for name, rule in RULES.items() if not rule.fullmatch(self.get(name))}
        if self.get("kind") not in Kind.values:
            found.append(("kind", _("Choose what it is about.")))
        if not self.get("text") and self.get("kind") != Kind.LEAVE_OUT:
            found.append(("text", _("Say in a few words what is wrong.")))
        if len(LINK.findall(" ".join(self.get(name) for name in ("text", "right", "evidence")))) > MOST_LINKS:
            found.append(("evidence", _("At most three web addresses, please: more is taken for advertising.")))
        if self.get("website"):
            found.append(("website", _("Leave this field empty: it is there to catch machines.")))
        old = fault_of(self.get("stamp"), SALT)
        return [*found, ("stamp", old)] if old else found


def body_at(address: str) -> str:
    """The key of the body whose page has this address; empty where it is another page."""
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    kind = next((kind for kind, route in ROUTES.items() if route == match.view_name), "")
    return f"{kind}:{match.kwargs['slug']}" if kind else ""
