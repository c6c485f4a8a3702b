"""What a draft holds, and the order of its pages.

content {act, change (the id that is corrected, or ""), on [keys], new {key: names per language}, accounts [account], status, after, before, note,
checked (whether all pages were seen)}
account {source (id or ""), paper (a new source, or None), locator, wording, ordered, date (EDTF), dated, asked {how, first, second}, value (as in a
chronicle file, or None where it is that of the first), preferred, files [keys], open}
"""
from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from shanyraq.chronicle.terms import Act
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, sort_of
from shanyraq.chronicle.tomlfile.grammar import ACTS, STATE
from shanyraq.desk.terms import CHOICES, NAMES_ON, Choice, Step
from shanyraq.directory.versions import KINDS, beside

Content = dict[str, Any]
Account = dict[str, Any]

BARE: Final = ("seat", "parent", "centre", "person")  # values that need no prefix
LISTS: Final = ("part_of", "member_of", "supported_by", "partner_of")
TIES: Final = ("branch_of", *LISTS)
BODIES: Final = ("place", "organisation", "organisations", "person")  # forms of fields that name bodies
HEIRS: Final = (Step.INTO, Step.BY, Step.PART)


def fresh(act: str, on: Sequence[str] = ()) -> Content:
    return {
        "act": act, "change": "", "on": list(on), "new": {}, "accounts": [account()],
        "status": "done", "after": [], "before": [], "note": {}, "checked": False,
    }  # fmt: skip


def account() -> Account:
    return {
        "source": "", "paper": None, "locator": "", "wording": "", "ordered": False, "date": "", "dated": False, "asked": {}, "value": None,
        "preferred": False, "files": [], "open": False, "sourced": False,
    }  # fmt: skip


def of_table(table: ChangeTable) -> Content:
    """The content of a change as it is told now, to be corrected."""
    accounts = [_account_of(claim) for claim in table.claims if not is_word(claim)]
    on = [beside(name, "organisation") for name in table.on]
    kept = {"status": table.status, "after": list(table.after), "before": list(table.before), "note": dict(table.note)}
    return fresh(table.act, on) | kept | {"change": table.id, "accounts": accounts, "checked": True}


def is_word(claim: ClaimTable) -> bool:
    """Whether an account only says that the change was told again."""
    return claim.source is None and not claim.preferred and claim.value is None and bool(claim.locator)


def _account_of(claim: ClaimTable) -> Account:
    return account() | {
        "source": claim.source or "", "locator": claim.locator or "", "wording": claim.wording or "", "ordered": claim.told == "ordered",
        "date": claim.date, "dated": True, "value": claim.value, "preferred": claim.preferred, "sourced": True,
    }  # fmt: skip


def choice_of(content: Content) -> Choice:
    return CHOICES[content["act"]]


def sort(content: Content) -> str:
    """Of which sort the bodies are to which it happened; an organisation while none is chosen."""
    return sort_of(content["on"][0]) if content["on"] else "organisation"


def preferred(content: Content) -> Account:
    found: Account = next((one for one in content["accounts"] if one["preferred"]), content["accounts"][0])
    return found


def value_at(content: Content, number: int) -> dict[str, Any]:
    """What is so by an account: its own value, or that of the account which answers follow."""
    own: dict[str, Any] | None = content["accounts"][number]["value"]
    return own if own is not None else preferred(content)["value"] or {}


def own_value(content: Content, number: int) -> dict[str, Any]:
    """The value of an account, to be written to."""
    one: Account = content["accounts"][number]
    if one["value"] is None:
        one["value"] = dict(value_at(content, number))
    kept: dict[str, Any] = one["value"]
    return kept


def keys_in(content: Content, page: str, number: int = 0) -> list[str]:
    """The bodies chosen on a page or in a field."""
    if page == Step.WHOM:
        return list(content["on"])
    value = value_at(content, number)
    field = tie_in(value) if page == Step.TO else page
    said = value.get(field) if field else value.get("_to")
    listed = [] if said is None else said if isinstance(said, list | tuple) else [said]
    return [beside(name, sort_asked(content, page)) for name in listed]


def choose(content: Content, page: str, keys: Sequence[str], number: int = 0) -> None:
    """Put the chosen bodies where the page or field keeps them."""
    if page == Step.WHOM:
        content["on"] = list(keys)
        _name_what_begins(content)
        return
    value = own_value(content, number)
    field = (tie_in(value) or Step.TO.value) if page == Step.TO else page
    field = "part_of" if field == Step.TO else field
    named = [_named(key, field) for key in keys]
    if named:
        value[field] = named if takes_several(content, field) else named[0]
    else:
        value.pop(field, None)
    if page in HEIRS:
        _name_heirs(content, value, page, keys)


def _named(key: str, field: str) -> str:
    """A body as values of that field name it."""
    kind, _colon, slug = key.partition(":")
    return slug if field in BARE or kind == "organisation" else key


def _name_what_begins(content: Content) -> None:
    """An act that begins a new body tells its name itself."""
    new = [key for key in content["on"] if key in content["new"]]
    if content["act"] in NAMES_ON and new == content["on"] and len(new) == 1:
        own_value(content, 0)["name"] = dict(content["new"][new[0]])


def _name_heirs(content: Content, value: dict[str, Any], page: str, keys: Sequence[str]) -> None:
    new = {key: content["new"][key] for key in keys if key in content["new"]}
    if content["act"] == Act.SPLIT:
        value["values"] = {_named(key, page): {"name": dict(name)} for key, name in new.items()}
        if not value["values"]:
            del value["values"]
    elif ACTS[content["act"]].state == "new" and new:
        value["name"] = dict(next(iter(new.values())))


def tie_in(value: dict[str, Any]) -> str:
    return next((tie for tie in TIES if tie in value), "")


def takes_several(content: Content, page: str) -> bool:
    return page in LISTS or (page == Step.INTO and content["act"] == Act.SPLIT) or (page == Step.WHOM and choice_of(content).several)


def sort_asked(content: Content, page: str) -> str:
    """Of which sort the bodies of a page are."""
    return "organisation" if page == Step.TO else KINDS.get(page) or sort(content)


def sorts_of(content: Content) -> tuple[str, ...]:
    """To which sorts of bodies the act can happen."""
    return ACTS[content["act"]].on


def fields_of(content: Content) -> list[str]:
    """What the page of details asks of this act and this sort of body."""
    of = sort(content)
    heir = choice_of(content).asks and content["act"] in (Act.MERGED, Act.SUCCEEDED, Act.SEPARATED)
    heir_is_known = heir and not any(key in content["new"] for step in choice_of(content).asks for key in keys_in(content, step))
    fields = [field for field in choice_of(content).fields if _fits(field, of)]
    return [field for field in fields if field != "name"] if heir_is_known and content["act"] != Act.MERGED else fields


def _fits(field: str, sort: str) -> bool:
    key = field.removeprefix("from_")
    return key not in STATE or sort in STATE[key].of


# ---- the order of the pages


def pages(content: Content) -> list[Step]:
    """The pages of the first account."""
    details = [Step.DETAILS] if fields_of(content) else []
    return [Step.WHOM, *choice_of(content).asks, Step.WHEN, *details, Step.SOURCE, Step.PAPER, Step.CHECK]


def pages_open(content: Content) -> list[str]:
    """All pages that a draft has, those on which the bodies of a field are chosen among them."""
    return [*pages(content), Step.ORDER, *(field for field in fields_of(content) if field in STATE and STATE[field].form in BODIES)]


def page_after(content: Content, page: str, number: int = 0) -> Step:
    """Where to go on from a page."""
    if page == Step.SOURCE and not is_told(content["accounts"][number]):
        return Step.PAPER
    if number and not content["accounts"][number]["dated"]:
        return Step.WHEN
    if content["checked"] or number:
        return Step.CHECK
    following = pages(content)[pages(content).index(Step(page)) + 1 :]
    return next(step for step in following if step != Step.PAPER)


def page_before(content: Content, page: str) -> Step | None:
    known = pages(content)
    if page not in known:
        return Step.CHECK if page == Step.ORDER else Step.DETAILS
    earlier = [step for step in known[: known.index(Step(page))] if step != Step.PAPER or not is_told(content["accounts"][0])]
    return earlier[-1] if earlier else None


def seal(content: Content) -> str:
    """Another text for another content: what was looked at is what is recorded."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def is_told(one: Account) -> bool:
    """Whether the keeper's word is all there is."""
    return not one["source"] and one["paper"] is None


def page_open(content: Content) -> Step:
    """The first page that still lacks something."""
    if not _enough(content):
        return Step.WHOM
    first = content["accounts"][0]
    lacking = [step for step in choice_of(content).asks if not keys_in(content, step)]
    if lacking:
        return lacking[0]
    if not first["dated"]:
        return Step.WHEN
    if content["checked"]:
        return Step.CHECK
    return Step.DETAILS if fields_of(content) and not first["sourced"] else Step.SOURCE


def _enough(content: Content) -> bool:
    return len(content["on"]) >= ACTS[content["act"]].least
