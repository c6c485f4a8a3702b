"""What a draft tells, as the tables that the chronicle takes: the change, the papers, and the names of bodies that no act names."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from shanyraq.chronicle.models import FOREVER, Change, Source, SourceVersion, Version
from shanyraq.chronicle.recording import table_of
from shanyraq.chronicle.terms import Act, SourceKind, Status
from shanyraq.chronicle.tomlfile import ChangeTable, ClaimTable, SourceTable, content_key
from shanyraq.dating.edtf_date import parse
from shanyraq.desk.contents import HEIRS, Account, Content, is_word, keys_in, preferred, value_at
from shanyraq.desk.slugs import of_day, unused
from shanyraq.desk.terms import NAMES_ON
from shanyraq.directory.namebook import TABLES
from shanyraq.directory.versions import KINDS

Table = SourceTable | ChangeTable
OF_OFFICES: Final = (Act.APPOINTED, Act.RELEASED)
MOMENTS: Final = (("minutes", 10), ("minutes", 16), ("seconds", 19), ("microseconds", 26))  # as fine as it needs to be told from another


def tables(content: Content, *, at: datetime) -> list[Table]:
    """The change first, then what is told with it. New ids are free at this moment; ask within the transaction that records."""
    content = with_free_keys(content)
    today = timezone.localdate(at)
    papers = _papers(content["accounts"], today)
    change = _change(content, papers, today)
    named: list[ChangeTable] = []
    for key, names in content["new"].items():
        if _needs_name(content, key):
            named.append(_named(key, names, change, content, today, given=[change.id, *(one.id for one in named)]))
    return [again(change, at), *[paper for paper in papers if isinstance(paper, SourceTable)], *named]


def id_of_name(key: str, given: Iterable[str] = ()) -> str:
    """A free id for the change that only tells how a body is called."""
    return unused(Change, f"{key.partition(':')[0]}-named", given)


def with_free_keys(content: Content) -> Content:
    """The same, with another slug for each new body whose slug somebody else has taken since."""
    renamed = {key: _free(key) for key in content["new"]}
    names = {old: new for old, new in renamed.items() if old != new}
    if not names:
        return content
    names |= {_slug(old): _slug(new) for old, new in names.items()}
    accounts = [one | {"value": one["value"] and _renamed(one["value"], names)} for one in content["accounts"]]
    on = [names.get(key, key) for key in content["on"]]
    return content | {"on": on, "new": {names.get(key, key): said for key, said in content["new"].items()}, "accounts": accounts}


def _slug(key: str) -> str:
    return key.partition(":")[2]


def _free(key: str) -> str:
    kind, _colon, slug = key.partition(":")
    return f"{kind}:{unused(TABLES[kind], slug)}"


def _renamed(value: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """The value with bodies by their new names, and nothing else touched."""
    return {key: _each(said, names) if key in (*KINDS, "ties", "values", "from") else said for key, said in value.items()}


def _each(said: Any, names: dict[str, str]) -> Any:
    if isinstance(said, dict):
        return {names.get(part, part): _renamed(inner, names) if isinstance(inner, dict) else _each(inner, names) for part, inner in said.items()}
    if isinstance(said, list):
        return [_each(inner, names) for inner in said]
    return names.get(said, said)


def _papers(accounts: Sequence[Account], today: date) -> list[SourceTable | str | None]:
    found: list[SourceTable | str | None] = []
    for one in accounts:
        found.append(_paper(one, today, given=[paper.id for paper in found if isinstance(paper, SourceTable)]))
    return found


def _paper(one: Account, today: date, *, given: Sequence[str]) -> SourceTable | str | None:
    """A source to tell, the id of one that is known, or nothing."""
    told = one["paper"]
    if told is None:
        return one["source"] or None
    slug = unused(Source, of_day(told["kind"], told["day"]), given)
    known = {key: told[key] or None for key in ("day", "publisher", "author", "address")}
    return SourceTable(slug, told["kind"], dict(told["title"]), consulted=None if told["day"] else today, **known)


def _change(content: Content, papers: list[SourceTable | str | None], today: date) -> ChangeTable:
    claims = tuple(_claim(content, n, papers[n], today) for n in range(len(content["accounts"])))
    return ChangeTable(
        id=content["change"] or _new_id(content), act=content["act"], on=tuple(_bare(key) for key in content["on"]), claims=claims,
        status=content["status"], after=tuple(content["after"]), before=tuple(content["before"]), note=content["note"],
    )  # fmt: skip


def _claim(content: Content, number: int, paper: SourceTable | str | None, today: date) -> ClaimTable:
    """Whoever tells without a paper who takes or leaves an office on a day to come, tells what was decided."""
    one = content["accounts"][number]
    ordered = one["ordered"] or (content["act"] in OF_OFFICES and paper is None and (parse(one["date"]).earliest or today) > today)
    counts = one is preferred(content)
    value = value_at(content, number) if counts or one["value"] is not None else None
    return ClaimTable(
        source=paper.id if isinstance(paper, SourceTable) else paper, locator=one["locator"] or None, told="ordered" if ordered else "done",
        date=one["date"], value=value, wording=one["wording"] or None, preferred=counts,
    )  # fmt: skip


def _bare(key: str) -> str:
    return key.removeprefix("organisation:")


def _new_id(content: Content) -> str:
    return unused(Change, of_day(content["act"], preferred(content)["date"]))


def _needs_name(content: Content, key: str) -> bool:
    """Whether a new body that the draft still names is named by nothing else."""
    if key in content["on"]:
        return content["act"] not in NAMES_ON
    used = {found for n in range(len(content["accounts"])) for found in _named_in(value_at(content, n), key)}
    heirs = {found for step in HEIRS for found in keys_in(content, step)} if content["act"] != Act.ABSORBED else set()
    return key in used and key not in heirs


def _named_in(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, dict):
        for field, inner in value.items():
            if field in (*KINDS, "from", "ties", "values"):
                yield from _named_in(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_in(inner, key)
    elif value in (key, _slug(key)):
        yield key


def _named(key: str, names: dict[str, str], change: ChangeTable, content: Content, today: date, *, given: Sequence[str]) -> ChangeTable:
    """That a body is called so: seen in the paper, or told to the keeper today as what holds."""
    source = change.preferred.source
    act = Act.SEEN if source and _is_old(source, preferred(content), today) else Act.STANDING
    return ChangeTable(id_of_name(key, given), act, (_bare(key),), (ClaimTable(source=source, value={"name": names}, preferred=True),))


def _is_old(source: str, one: Account, today: date) -> bool:
    """Whether the paper has a day of its own; a list looked at today says what holds."""
    if one["paper"]:
        return bool(one["paper"]["day"])
    version = SourceVersion.objects.filter(source__slug=source, known_to=FOREVER).first()
    return version is not None and bool(version.day) and version.latest < today


def held(change: str) -> ChangeTable | None:
    """A change as it is told now."""
    version = Version.objects.filter(change__slug=change, known_to=FOREVER).select_related("change").prefetch_related("claims__source").first()
    return table_of(version) if version else None


def again(table: ChangeTable, at: datetime) -> ChangeTable:
    """The same table; where this very content was told before and another stands now, with the keeper's word of this moment as one more account.

    The chronicle takes every content of a change once: telling it again would change nothing.
    """
    versions = Version.objects.filter(change__slug=table.id)
    if versions.filter(content_key=content_key(table), known_to=FOREVER).exists():
        return table
    held = set(versions.values_list("content_key", flat=True))
    moment = timezone.localtime(at).replace(tzinfo=None)
    words = (moment.isoformat(sep=" ", timespec=fine)[:length] for fine, length in MOMENTS)
    return next(said for said in (table, *(_with_word(table, word) for word in words)) if content_key(said) not in held)


def _with_word(table: ChangeTable, moment: str) -> ChangeTable:
    word = ClaimTable(locator=moment, told="ordered", date=table.preferred.date or _day_of_source(table), value=None)
    return replace(table, claims=(*(claim for claim in table.claims if not is_word(claim)), word))


def _day_of_source(table: ChangeTable) -> str:
    """The day of a sighting that has no date of its own."""
    version = SourceVersion.objects.filter(source__slug=table.preferred.source or "", known_to=FOREVER).first()
    return (version.day or version.consulted) if version and table.act in (Act.SEEN, Act.STANDING) else ""


def taken_back(table: ChangeTable) -> ChangeTable:
    return replace(table, status=Status.WITHDRAWN)


def kind_of_paper(kind: str) -> bool:
    return kind in SourceKind.values and kind != SourceKind.TOLD
